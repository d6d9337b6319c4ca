"""The columns of the monthly report (QĐ 766/QĐ-TTg), and which dossiers stand behind a figure."""

from dataclasses import dataclass, replace
from datetime import datetime

from desktop_app.application.ports import DossierQuery
from desktop_app.domain.states import BEFORE_RECEPTION, OPEN, PAUSED, State
from ui.pages import words
from ui.pages.reports.period import Period


@dataclass(frozen=True, slots=True)
class FigureColumn:
    """One figure of a line: its name among the figures, its heading and the heading over it and its neighbours."""

    name: str
    heading: str
    over: str = ""


CAME, SOLVED, ENDED, WORK = "Tiếp nhận", "Đã giải quyết", "Không có kết quả", "Đang giải quyết"
COLUMNS = (
    FigureColumn("total", "Tổng", CAME),
    FigureColumn("carried_over", "Kỳ trước", CAME),
    FigureColumn("received_direct", "Trực tiếp", CAME),
    FigureColumn("received_online", "Trực tuyến", CAME),
    FigureColumn("received_post", "Bưu chính", CAME),
    FigureColumn("solved", "Tổng", SOLVED),
    FigureColumn("solved_early", "Trước hạn", SOLVED),
    FigureColumn("solved_on_time", "Đúng hạn", SOLVED),
    FigureColumn("solved_late", "Quá hạn", SOLVED),
    FigureColumn("returned", "Đã trả", SOLVED),
    FigureColumn("not_returned", "Chưa trả", SOLVED),
    FigureColumn("refused", "Từ chối", ENDED),
    FigureColumn("stopped", "Dừng", ENDED),
    FigureColumn("withdrawn", "Rút", ENDED),
    FigureColumn("open", "Tổng", WORK),
    FigureColumn("open_in_time", "Trong hạn", WORK),
    FigureColumn("open_overdue", "Quá hạn", WORK),
    FigureColumn("paused", "Tạm dừng"),
    FigureColumn("share", "Tỷ lệ đúng hạn"),
)

_CHANNELS = {"received_direct": "direct", "received_online": "online", "received_post": "post"}
_ENDS = {"refused": State.REFUSED, "stopped": State.STOPPED, "withdrawn": State.WITHDRAWN}
_WORK = frozenset(OPEN - PAUSED - BEFORE_RECEPTION - {State.READY})


def behind(name: str, period: Period, field_code: str | None, now: datetime) -> DossierQuery | None:
    """The dossiers behind a figure of a field (None: all fields); None where a list alone cannot tell them.

    Procedures without a field cannot be asked for (an empty code does not narrow), and what was open at the end of a
    past period is not told by how things stand today.
    """
    if field_code == "":
        return None
    since, until = words.bounds(period.first, period.last)
    stamp = now.isoformat()
    known = _in_period(name, since, until) or (_now(name, since, until, stamp) if until > stamp else None)
    return replace(known, field_code=field_code or "") if known else None


def _in_period(name: str, since: str, until: str) -> DossierQuery | None:
    if channel := _CHANNELS.get(name):
        states = frozenset(State) - BEFORE_RECEPTION
        return DossierQuery(channel=channel, states=states, received_from=since, received_to=until)
    if state := _ENDS.get(name):
        return DossierQuery(states=frozenset({state}), closed_from=since, closed_before=until)
    solved = DossierQuery(finished_from=since, finished_before=until)
    return {
        "solved": solved,
        "solved_late": replace(solved, only_late=True),
        "returned": replace(solved, closed_before=until),
    }.get(name)


def _now(name: str, since: str, until: str, stamp: str) -> DossierQuery | None:
    return {
        "not_returned": DossierQuery(states=frozenset({State.READY}), finished_from=since, finished_before=until),
        "paused": DossierQuery(states=PAUSED - BEFORE_RECEPTION),
        "open": DossierQuery(states=_WORK),
        "open_overdue": DossierQuery(states=_WORK, due_before=stamp),
    }.get(name)
