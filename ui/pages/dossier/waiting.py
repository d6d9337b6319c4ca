"""What a dossier waits for where nobody at this desk has to do anything."""

from desktop_app.domain.dossier import Dossier
from desktop_app.domain.states import State
from ui.language import say
from ui.pages import words


def waiting_words(dossier: Dossier) -> str:
    """Whose turn it is, and until when."""
    if dossier.state not in {State.RECEIVED, State.IN_PROCESS}:
        return say(WAITS.get(dossier.state, "Hồ sơ đã xong, không còn bước nào."))
    who = dossier.solving_office or dossier.receiving_office
    if dossier.due and dossier.due["at"]:
        at = words.long_stamp(dossier.due["at"])
        return say("Đang chờ kết quả của {who}, trước {at}.").format(who=who, at=at)
    return say("Đang chờ kết quả của {who}.").format(who=who)


def towards_words(action: str, dossier: Dossier) -> str:
    """Where a step sends the dossier, "" where it stays."""
    office = dossier.solving_office if action == "forward" else ""
    return say("Tới: {office}").format(office=office) if office else ""


WAITS = {
    State.SUPPLEMENT: "Đang chờ người dân bổ sung giấy tờ.",
    State.SENT_BACK: "Đang chờ người dân bổ sung giấy tờ.",
    State.DUTY: "Đang chờ người dân nộp tiền.",
    State.SUBMITTED: "Đang chờ cán bộ tiếp nhận.",
    State.READY: "Đang chờ người dân đến nhận kết quả.",
}
