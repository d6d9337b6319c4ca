"""Everything that is known about a dossier: appointment with its reasons, people, papers, money, prints."""

from datetime import datetime
from typing import Any

from PySide6.QtWidgets import QVBoxLayout, QWidget

from desktop_app.application.appointments import Duties
from desktop_app.domain.dossier import Dossier
from desktop_app.domain.states import BEFORE_RECEPTION
from desktop_app.words import labels
from ui.language import say
from ui.pages import words
from ui.theme import px
from ui.widgets.bullets import Bullets
from ui.widgets.card import Facts, Line
from ui.widgets.text import Text

LABELS = 124
USUAL_REASONS = 8
"""Hardly a date has more."""


class DossierFacts(QWidget):
    """Sections one under the other; what is not known takes no room."""

    def __init__(self) -> None:
        super().__init__()
        self._due = Facts(LABELS)
        self._why = Text(self.tr("Vì sao ngày này:"), "caption")
        self._reasons = Bullets("caption")
        self._people = Facts(LABELS)
        self._ways = Facts(LABELS)
        self._papers = Text("", wrap=True, selectable=True)
        self._papers_part = _Part(self.tr("Thành phần hồ sơ"))
        self._money = Facts(LABELS)
        self._money_part = _Part(self.tr("Phí, lệ phí"))
        self._printed = Text("", wrap=True)
        self._printed_part = _Part(self.tr("Giấy đã in"))
        due = _Part(self.tr("Thời hạn"), first=True)
        due.body.addWidget(self._due)
        due.body.addWidget(self._why)
        due.body.addWidget(self._reasons)
        people = _Part(self.tr("Người"))
        people.body.addWidget(self._people)
        ways = _Part(self.tr("Nơi giải quyết và cách trả"))
        ways.body.addWidget(self._ways)
        self._papers_part.body.addWidget(self._papers)
        self._money_part.body.addWidget(self._money)
        self._printed_part.body.addWidget(self._printed)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(px(14))
        for part in (due, people, self._papers_part, self._money_part, self._printed_part, ways):
            column.addWidget(part)
        column.addStretch(1)

    def make_rows(self) -> None:
        """Makes the rows that most dossiers have, which are seen when something is shown in them."""
        self.show_dossier(Dossier(""), None)
        self._reasons.make_rows(USUAL_REASONS)

    def show_dossier(self, dossier: Dossier, duties: Duties | None) -> None:
        """Draws this dossier and what the office owes beside the result."""
        self._show_due(dossier)
        self._due.show_fact(self.tr("Trả lời"), self._by(duties.answer_by if duties else None))
        self._due.show_fact(self.tr("Yêu cầu bổ sung"), self._by(duties.supplement_by if duties else None))
        self._due.show_fact(self.tr("Báo trễ hạn"), self._by(duties.delay_notice_by if duties else None))
        self._show_people(dossier)
        lines = [f"{place}. {_component(paper)}" for place, paper in enumerate(dossier.components, 1)]
        self._papers.setText("\n".join(lines))
        self._papers_part.setVisible(bool(lines))
        self._show_money(dossier)
        self._printed_part.setVisible(bool(dossier.prints))
        lines = [
            self.tr("{name} · {count} lần").format(name=say(name), count=dossier.prints[form])
            for form, name in labels.FORMS.items()
            if form in dossier.prints
        ]
        self._printed.setText("\n".join(lines))

    def _show_due(self, dossier: Dossier) -> None:
        due = dossier.due
        nothing = "" if dossier.state in BEFORE_RECEPTION else self.tr("không ghi ngày hẹn")
        promised = words.long_stamp(due["at"]) if due else nothing
        first = dossier.first_due
        moved = first is not None and due is not None and first["at"] != due["at"]
        self._due.show_fact(self.tr("Hẹn trả"), promised, strong=True)
        self._due.show_fact(self.tr("Hẹn lần đầu"), words.long_stamp(first["at"]) if moved and first else "")
        self._due.show_fact(self.tr("Thời hạn"), labels.term(dossier.limit, say))
        self._due.show_fact(self.tr("Tiếp nhận"), words.long_stamp(dossier.received_at))
        self._due.show_fact(self.tr("Có kết quả"), words.long_stamp(dossier.finished_at))
        self._due.show_fact(self.tr("Đã báo người dân"), words.long_stamp(dossier.called_at))
        self._due.show_fact(self.tr("Trả kết quả"), words.long_stamp(dossier.returned_at))
        reasons = words.why(due)
        self._why.setVisible(bool(reasons))
        self._reasons.show_lines(reasons)

    def _by(self, moment: datetime | None) -> str:
        return self.tr("trước {at}").format(at=words.long_stamp(moment.isoformat())) if moment else ""

    def _show_people(self, dossier: Dossier) -> None:
        show = self._people.show_fact
        owner = dossier.owner
        show(self.tr("Chủ hồ sơ"), owner.get("name", ""), strong=True)
        show(self.tr("Số định danh"), words.person_line(owner))
        show(self.tr("Người đại diện"), owner.get("representative", ""))
        show(self.tr("Địa chỉ"), owner.get("address", ""))
        proxy = dossier.proxy
        person = proxy["person"] if proxy else {}
        parts = (person.get("name"), proxy.get("relation") if proxy else "", words.person_line(person))
        show(self.tr("Người nộp thay"), " · ".join(part for part in parts if part))
        show(self.tr("Địa chỉ người nộp thay"), person.get("address", ""))
        names = ", ".join(str(other.get("name", "")) for other in dossier.others)
        show(self.tr("Cùng nộp"), names)
        show(self.tr("Giấy ủy quyền"), proxy.get("authorisation", "") if proxy else "")
        taker = dossier.collector or {}
        taken = (taker.get("name"), taker.get("relation"), taker.get("number"))
        show(self.tr("Người nhận"), " · ".join(part for part in taken if part))
        self._show_ways(dossier)

    def _show_ways(self, dossier: Dossier) -> None:
        show = self._ways.show_fact
        show(self.tr("Người tiếp nhận"), dossier.receiver)
        show(self.tr("Nơi giải quyết"), dossier.solving_office)
        show(self.tr("Đang ở"), dossier.holder if dossier.holder != dossier.receiving_office else "")
        content = dossier.content if dossier.content != dossier.procedure.get("name") else ""
        show(self.tr("Nội dung"), content)
        show(self.tr("Số bộ"), str(dossier.sets) if dossier.sets > 1 else "")
        show(self.tr("Hình thức"), say(labels.CHANNELS.get(dossier.channel, "")))
        show(self.tr("Trả kết quả"), say(labels.RETURNS.get(dossier.return_by, "")))
        show(self.tr("Mã tra cứu"), dossier.lookup_code)

    def _show_money(self, dossier: Dossier) -> None:
        owed = sum(fee["amount"] for fee in dossier.fees if not fee.get("exempt_reason"))
        self._money_part.setVisible(bool(dossier.fees or dossier.payments))
        self._money.show_fact(self.tr("Phải thu"), words.dong(owed) if owed else "")
        paid = dossier.paid
        self._money.show_fact(self.tr("Đã thu"), words.dong(paid) if paid else "")
        self._money.show_fact(
            self.tr("Còn thiếu"), words.dong(dossier.unpaid) if dossier.unpaid > 0 else "", strong=True
        )
        exempt = [f"{fee['name']}: {fee['exempt_reason']}" for fee in dossier.fees if fee.get("exempt_reason")]
        self._money.show_fact(self.tr("Miễn"), "; ".join(exempt))


def _component(paper: dict[str, Any]) -> str:
    """A paper with what was wrong about it, where it will not do."""
    said = labels.component(paper, say)
    if paper.get("accepted", True):
        return said
    return say("{paper}: chưa đạt, {reason}").format(paper=said, reason=paper.get("reason", ""))


class _Part(QWidget):
    """A heading with what belongs to it; a hairline parts it from what stands above."""

    def __init__(self, heading: str, *, first: bool = False) -> None:
        super().__init__()
        self.setAccessibleName(heading)
        self.body = QVBoxLayout()
        self.body.setSpacing(px(8))
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(px(10))
        if not first:
            column.addWidget(Line())
        column.addWidget(Text(heading, "heading"))
        column.addLayout(self.body)
