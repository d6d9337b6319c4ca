"""The receipt as it would be printed now, beside the form that makes it."""

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QFrame, QHBoxLayout, QVBoxLayout, QWidget

from desktop_app.application.lookup import PersonView
from desktop_app.application.ports import Draft
from desktop_app.words import labels
from ui.language import say
from ui.pages import words
from ui.pages.intake.sheet import CITIZEN, Sheet
from ui.pages.intake.state import IntakeState
from ui.pages.intake.wording import fee_text, limit_text, part_name
from ui.pages.surface import head_line, scrolled
from ui.theme import px
from ui.tokens import Tone
from ui.widgets.bullets import Bullets
from ui.widgets.button import Button
from ui.widgets.card import Facts, Line
from ui.widgets.chip import StatusChip
from ui.widgets.text import Text

MOST_DRAFTS = 4


class Summary(QFrame):
    """What the receipt promises; the next step stands at its foot, always in the same place."""

    draft_chosen = Signal(object)
    fault_chosen = Signal(str)

    def __init__(self, receive: Button, why: Button, more: Button) -> None:
        super().__init__()
        self.setProperty("surface", "side")
        self.setAccessibleName(self.tr("Tóm tắt giấy tiếp nhận"))
        self._facts = Facts(92)
        self._due = Text("", "title", wrap=True)
        self._due_note = Text("", "muted", wrap=True)
        self._why = why
        self._more = more
        self._why_lines = Bullets("caption")
        self._known = _Known()
        self._drafts = QVBoxLayout()
        self._drafts_shown: tuple[Draft, ...] = ()
        self._missing = Text("", "muted", wrap=True)
        self._faults = QVBoxLayout()
        self._faults_shown: tuple[str, ...] = ()
        self._welcome = Text(self.tr("Quét thẻ căn cước, hoặc gõ số định danh để bắt đầu."), "muted", wrap=True)
        self._promise = QWidget()
        self._build(receive)

    def show_state(self, state: IntakeState, *, with_reasons: bool) -> None:
        """Draws the receipt of the form as it stands."""
        sheet = state.sheet
        self._known.show_known(state.known)
        self._welcome.setVisible(not sheet.begun)
        self._facts.setVisible(sheet.begun)
        self._promise.setVisible(state.offer is not None)
        self._show_facts(sheet)
        self._show_due(state, with_reasons=with_reasons)
        self._show_drafts(state)
        missing = ", ".join(part_name(part) for part in sheet.missing())
        doubtful = ", ".join(dict.fromkeys(part_name(doubt.part) for doubt in state.doubts))
        lines = (
            self.tr("Còn thiếu: {parts}").format(parts=missing) if missing else "",
            self.tr("Cần xem lại: {parts}").format(parts=doubtful) if doubtful else "",
        )
        self._missing.setText("\n".join(line for line in lines if line))
        self._missing.setVisible(bool(missing or doubtful) and sheet.begun and not state.mending)
        self._show_faults(tuple(state.errors) if state.mending else ())

    def _build(self, receive: Button) -> None:
        inner = QWidget()
        body = QVBoxLayout(inner)
        body.setContentsMargins(px(20), px(16), px(20), px(12))
        body.setSpacing(px(12))
        body.addLayout(head_line(Text(self.tr("Giấy tiếp nhận và hẹn trả"), "heading")))
        body.addWidget(self._known)
        body.addWidget(self._welcome)
        body.addWidget(self._facts)
        body.addWidget(self._promise)
        promise = QVBoxLayout(self._promise)
        promise.setContentsMargins(0, 0, 0, 0)
        promise.setSpacing(px(6))
        promise.addWidget(self._more, 0, Qt.AlignmentFlag.AlignLeft)
        promise.addWidget(Line())
        promise.addSpacing(px(6))
        promise.addWidget(Text(self.tr("Hẹn trả kết quả"), "muted"))
        promise.addWidget(self._due)
        promise.addWidget(self._due_note)
        promise.addWidget(self._why, 0, Qt.AlignmentFlag.AlignLeft)
        promise.addWidget(self._why_lines)
        body.addLayout(self._drafts)
        body.addStretch(1)
        foot = QVBoxLayout()
        foot.setContentsMargins(px(20), px(8), px(20), px(16))
        foot.setSpacing(px(8))
        foot.addWidget(self._missing)
        foot.addLayout(self._faults)
        foot.addWidget(receive)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        column.addWidget(scrolled(inner), 1)
        column.addLayout(foot)

    def _show_facts(self, sheet: Sheet) -> None:
        owner = sheet.owner
        self._facts.show_fact(self.tr("Chủ hồ sơ"), owner.name, strong=True)
        citizen = owner.kind == CITIZEN
        self._facts.show_fact(self.tr("Số định danh"), owner.number if citizen else "")
        self._facts.show_fact(self.tr("Mã số thuế"), "" if citizen else owner.number)
        self._facts.show_fact(self.tr("Người nộp"), sheet.proxy.name if sheet.proxy else "")
        self._facts.show_fact(self.tr("Cùng nộp"), ", ".join(other.name for other in sheet.others))
        self._facts.show_fact(self.tr("Địa chỉ"), owner.address)
        self._facts.show_fact(self.tr("Điện thoại"), owner.phone)
        self._facts.show_fact(self.tr("Thủ tục"), sheet.procedure_title, strong=True)
        self._facts.show_fact(self.tr("Nội dung"), sheet.content)
        self._facts.show_fact(self.tr("Nơi giải quyết"), sheet.solving_office)
        self._facts.show_fact(self.tr("Giấy tờ"), self._papers(sheet))
        self._facts.show_fact(self.tr("Lệ phí"), fee_text(sheet.fee))
        back = say(labels.RETURNS[sheet.return_by]) if sheet.return_by != "counter" else ""
        self._facts.show_fact(self.tr("Trả kết quả"), back)

    def _papers(self, sheet: Sheet) -> str:
        ticked = [paper for paper in sheet.papers if paper.ticked]
        if not ticked:
            return ""
        return self.tr("{kinds} loại, {count} bản · {sets} bộ").format(
            kinds=len(ticked), count=sum(paper.count for paper in ticked), sets=sheet.sets
        )

    def _show_due(self, state: IntakeState, *, with_reasons: bool) -> None:
        due = state.offer.due if state.offer else None
        moment = words.moment(due["at"]) if due else None
        self._due.setText(words.long_stamp(due["at"]) if due and moment else "—")
        limit = limit_text(state.offer.limit) if state.offer else ""
        if state.offer and not due:
            note = self.tr("Thủ tục này chưa công bố thời hạn: giấy tiếp nhận không ghi ngày hẹn.")
        else:
            note = self.tr("Thời hạn {limit}").format(limit=limit) if limit else ""
        self._due_note.setText(note)
        self._due_note.setVisible(bool(note))
        self._why.setVisible(due is not None)
        self._why_lines.show_lines(words.why(due))
        self._why_lines.setVisible(with_reasons and due is not None)

    def _show_faults(self, parts: tuple[str, ...]) -> None:
        """How many places are to be mended, with a way to each."""
        if parts == self._faults_shown:
            return
        self._faults_shown = parts
        _empty(self._faults)
        if parts:
            said = self.tr("Còn {n} chỗ cần sửa. Enter tới chỗ tiếp theo.").format(n=len(parts))
            self._faults.addWidget(Text(said, "strong", wrap=True))
        for part in parts:
            name = part_name(part)
            button = Button(name[:1].upper() + name[1:], "quiet", icon="octagon-alert")
            button.clicked.connect(lambda _=False, part=part: self.fault_chosen.emit(part))
            self._faults.addWidget(button, 0, Qt.AlignmentFlag.AlignLeft)

    def _show_drafts(self, state: IntakeState) -> None:
        drafts = () if state.sheet.begun else state.drafts[:MOST_DRAFTS]
        if drafts == self._drafts_shown:
            return
        self._drafts_shown = drafts
        _empty(self._drafts)
        if drafts:
            self._drafts.addWidget(Text(self.tr("Hồ sơ đang làm dở"), "strong"))
        for draft in drafts:
            sheet = Sheet.from_draft(draft.body)
            name = sheet.owner.name or sheet.owner.number or sheet.procedure_title
            button = Button(f"{words.clock(draft.saved_at)} · {name}", "quiet", icon="history")
            button.clicked.connect(lambda _=False, draft=draft: self.draft_chosen.emit(draft))
            self._drafts.addWidget(button, 0, Qt.AlignmentFlag.AlignLeft)


def _empty(column: QVBoxLayout) -> None:
    while (item := column.takeAt(0)) is not None:
        if (old := item.widget()) is not None:
            old.deleteLater()


class _Known(QWidget):
    """What the owner has here already."""

    def __init__(self) -> None:
        super().__init__()
        self._chip = StatusChip("")
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.addWidget(self._chip)
        row.addStretch(1)
        self.hide()

    def show_known(self, known: PersonView | None) -> None:
        if known is None or not known.rows:
            self.hide()
            return
        if known.ready:
            text = self.tr("{ready} kết quả chờ nhận · {open} đang giải quyết")
            self._chip.show_status(
                text.format(ready=len(known.ready), open=len(known.open)), Tone.GOOD, "package-check"
            )
        else:
            text = self.tr("Đã có {count} hồ sơ ở đây")
            self._chip.show_status(text.format(count=len(known.rows)), Tone.NEUTRAL, "history")
        self.show()
