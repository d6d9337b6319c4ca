"""Corrections of a dossier: what waits for a head's word, and what is to be put right now."""

from datetime import date
from typing import Any

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from desktop_app.application.corrections import Proposal
from desktop_app.application.people import CITIZEN
from desktop_app.domain.dossier import Dossier
from desktop_app.domain.errors import Refusal
from desktop_app.domain.identity import parse_number, parse_tax_code
from desktop_app.words import labels
from ui.language import choices, say
from ui.pages import words
from ui.pages.dossier.presenter import DossierState
from ui.pages.surface import scrolled
from ui.sentences import sentence
from ui.theme import px
from ui.widgets.button import Button
from ui.widgets.card import Line
from ui.widgets.date_field import DateField
from ui.widgets.field import EnterMovesOn, Field, TextField
from ui.widgets.segmented import Segmented
from ui.widgets.side_panel import SidePanel
from ui.widgets.text import Text

WIDTH = 428
OWNER = ("name", "number", "representative", "address", "phone", "email")


class CorrectPanel(SidePanel):
    """What is written down, to be typed over; only what was changed is corrected, and never without a reason."""

    corrected = Signal(dict, str)
    decided = Signal(str, bool, str)

    def __init__(self) -> None:
        super().__init__("")
        self.set_title(self.tr("Đính chính thông tin"))
        self._shown: Dossier | None = None
        self._proposals = _Proposals()
        self._owner = {
            "name": TextField(self.tr("Họ tên chủ hồ sơ")),
            "number": TextField(self.tr("Số định danh, mã số thuế")),
            "representative": TextField(self.tr("Người đại diện")),
            "address": TextField(self.tr("Địa chỉ")),
            "phone": TextField(self.tr("Điện thoại")),
            "email": TextField(self.tr("Email")),
        }
        self._birth = DateField(self.tr("Ngày sinh"), hint="")
        self._proxy = TextField(self.tr("Họ tên người nộp thay"))
        self._content = TextField(self.tr("Nội dung yêu cầu giải quyết"))
        self._sets = TextField(self.tr("Số bộ"))
        self._office = TextField(self.tr("Cơ quan giải quyết"))
        self._collector = TextField(self.tr("Họ tên người nhận kết quả"))
        self._return = Segmented(choices(SHORT_RETURNS), self.tr("Trả kết quả"))
        self._reason = TextField(self.tr("Lý do đính chính"))
        self._note = Text("", "caption", wrap=True)
        self._send = Button("", "primary", key="Enter")
        self._build()
        self._send.clicked.connect(self._tell)
        self._proposals.decided.connect(self.decided)

    def show_state(self, state: DossierState) -> None:
        """Draws what is written down; what was typed stays while the same dossier is refused its correction."""
        dossier = state.dossier
        if dossier is None:
            return
        self._proposals.show_proposals(state.proposals, may_decide=state.may_decide)
        text = self.tr("Đính chính") if state.may_decide else self.tr("Gửi đề nghị đính chính")
        self._send.setText(text)
        self._send.setAccessibleName(text)
        said = self.tr("Nội dung cũ, nội dung mới và lý do được lưu trong diễn biến.")
        waits = self.tr("Lãnh đạo đồng ý thì nội dung mới có hiệu lực.")
        self._note.setText(said if state.may_decide else f"{said} {waits}")
        about_proposal = bool(state.proposals) and state.deciding
        self._proposals.show_fault(state.fault if about_proposal else "")
        self._reason.set_error("" if about_proposal else state.fault)
        if dossier is not self._shown:
            self._shown = dossier
            self._fill(dossier)

    def start(self) -> None:
        """Takes the focus."""
        self._owner["name"].setFocus()

    def forget(self) -> None:
        """Begins anew with what is written down."""
        self._shown = None

    def _build(self) -> None:
        inner = QWidget()
        form = QVBoxLayout(inner)
        form.setContentsMargins(0, 0, 0, 0)
        form.setSpacing(px(8))
        form.addWidget(self._proposals)
        for key in ("name", "number"):
            form.addWidget(self._owner[key])
        for left, right in (
            (self._owner["representative"], None),
            (self._birth, self._owner["phone"]),
            (self._owner["address"], None),
            (self._owner["email"], self._sets),
            (self._proxy, None),
            (self._content, None),
            (self._office, None),
            (self._collector, None),
        ):
            row = QHBoxLayout()
            row.setSpacing(px(12))
            row.addWidget(left, 1)
            if right is not None:
                row.addWidget(right, 1)
            form.addLayout(row)
        form.addWidget(Field(self.tr("Trả kết quả"), self._return))
        form.addStretch(1)
        self.body.addWidget(scrolled(inner), 1)
        for widget in (Line(), self._reason, self._send, self._note):
            self.body.addWidget(widget)
        EnterMovesOn(self)

    def _fill(self, dossier: Dossier) -> None:
        owner = dossier.owner
        for key in OWNER:
            self._owner[key].set_text(str(owner.get(key, "")))
            self._owner[key].set_error("")
        self._birth.set_date(date.fromisoformat(owner["birth"]) if owner.get("birth") else None)
        citizen = owner.get("kind", "citizen") == "citizen"
        self._birth.setVisible(citizen)
        self._owner["representative"].setVisible(not citizen)
        self._proxy.setVisible(dossier.proxy is not None)
        self._proxy.set_text(str(dossier.proxy["person"].get("name", "")) if dossier.proxy else "")
        self._content.set_text(dossier.content)
        self._office.set_text(dossier.solving_office)
        self._collector.setVisible(dossier.collector is not None)
        self._collector.set_text(str((dossier.collector or {}).get("name", "")))
        self._sets.set_text(str(dossier.sets))
        self._return.set_value(dossier.return_by)
        self._reason.set_text("")

    def _changes(self, dossier: Dossier) -> dict[str, Any]:
        """What differs from what is written down; an empty place that was empty is no change."""
        birth = self._birth.value()
        typed: dict[str, Any] = {f"owner.{key}": self._owner[key].text() for key in OWNER}
        typed |= {"owner.birth": birth.isoformat() if birth else "", "content": self._content.text()}
        typed |= {"sets": self._sets.text(), "return_by": self._return.value(), "solving_office": self._office.text()}
        known: dict[str, Any] = {f"owner.{key}": str(dossier.owner.get(key, "")) for key in (*OWNER, "birth")}
        known |= {"content": dossier.content, "sets": str(dossier.sets), "return_by": dossier.return_by}
        known["solving_office"] = dossier.solving_office
        if dossier.proxy:
            typed["proxy.person.name"] = self._proxy.text()
            known["proxy.person.name"] = str(dossier.proxy["person"].get("name", ""))
        if dossier.collector:
            typed["collector.name"] = self._collector.text()
            known["collector.name"] = str(dossier.collector.get("name", ""))
        return {field: value for field, value in typed.items() if value != known[field]}

    def _tell(self) -> None:
        if self._shown is None:
            return
        changes = self._changes(self._shown)
        self._owner["name"].set_error("" if self._owner["name"].text() else say("Cần tên của chủ hồ sơ."))
        self._owner["number"].set_error(self._number_fault(self._shown) if "owner.number" in changes else "")
        fields: list[Field] = [self._owner["name"], self._owner["number"]]
        if not self._birth.isHidden() and self._birth.refuses():
            fields.append(self._birth)
        wrong = [field for field in fields if field.has_error()]
        if wrong:
            wrong[0].setFocus()
        else:
            self.corrected.emit(changes, self._reason.text())

    def _number_fault(self, dossier: Dossier) -> str:
        number = self._owner["number"].text()
        try:
            if dossier.owner.get("kind", CITIZEN) == CITIZEN:
                parse_number(number)
            elif number:
                parse_tax_code(number)
        except Refusal as refusal:
            return sentence(refusal)
        return ""


class _Proposals(QWidget):
    """The oldest proposal that nobody has decided on; a head decides on it, the next one follows."""

    decided = Signal(str, bool, str)

    def __init__(self) -> None:
        super().__init__()
        self._id = ""
        self._heading = Text("", "strong", wrap=True)
        self._changes = Text("", wrap=True, selectable=True)
        self._reason = TextField(self.tr("Lý do không đồng ý"))
        self._agree = Button(self.tr("Đồng ý"), "primary")
        self._refuse = Button(self.tr("Không đồng ý"))
        self._deciding = QWidget()
        row = QHBoxLayout()
        row.addWidget(self._agree)
        row.addWidget(self._refuse)
        row.addStretch(1)
        deciding = QVBoxLayout(self._deciding)
        deciding.setContentsMargins(0, 0, 0, 0)
        deciding.setSpacing(px(8))
        deciding.addWidget(self._reason)
        deciding.addLayout(row)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(px(8))
        for widget in (self._heading, self._changes, self._deciding, Line()):
            column.addWidget(widget)
        self._agree.clicked.connect(lambda: self.decided.emit(self._id, True, ""))
        self._refuse.clicked.connect(lambda: self.decided.emit(self._id, False, self._reason.text()))

    def show_proposals(self, proposals: tuple[Proposal, ...], *, may_decide: bool) -> None:
        """Draws the first of them."""
        self.setVisible(bool(proposals))
        if not proposals:
            return
        first = proposals[0]
        if first.id != self._id:
            self._id = first.id
            self._reason.set_text("")
        heading = self.tr("Đề nghị của {name}, {at} · còn {count} đề nghị chờ quyết định")
        self._heading.setText(heading.format(name=first.by_name, at=words.stamp(first.at), count=len(proposals)))
        self._changes.setText("\n".join([*(labels.correction(change, say) for change in first.changes), first.reason]))
        self._deciding.setVisible(may_decide)

    def show_fault(self, fault: str) -> None:
        """Says what is wrong with the decision."""
        self._reason.set_error(fault)


SHORT_RETURNS = {"counter": "Tại quầy", "post": "Bưu chính", "online": "Trực tuyến"}
