"""The reception desk: everything on one screen, the next step always in sight."""

from collections.abc import Callable, Iterator
from functools import cached_property, partial

from PySide6.QtCore import Qt
from PySide6.QtGui import QAction, QKeyEvent
from PySide6.QtWidgets import QFrame, QVBoxLayout, QWidget
from typing_extensions import override

from desktop_app.application.lookup import Found, PersonView
from desktop_app.application.slips import Slip
from desktop_app.domain.dossier import Dossier
from desktop_app.domain.scans import CardScan
from desktop_app.words import labels
from ui.language import say
from ui.notices import Notice, Notices
from ui.pages.house_paper import HousePaperView
from ui.pages.intake.details_part import DetailsPart
from ui.pages.intake.issued_slips import IssuedSlipsView, slip_facts
from ui.pages.intake.person_part import PersonPart
from ui.pages.intake.presenter import IntakePresenter
from ui.pages.intake.procedure_part import ProcedurePart
from ui.pages.intake.receipt import ReceiptView
from ui.pages.intake.sheet import Sheet
from ui.pages.intake.slips import SlipView
from ui.pages.intake.state import CONTENT, FEE, PAPERS
from ui.pages.intake.summary import Summary
from ui.pages.page import Page
from ui.pages.printing import ReprintReason
from ui.pages.requests import Begin
from ui.pages.stack import Stack
from ui.pages.surface import head_line, page_column, stand_beside
from ui.printing.desk import PrintDesk
from ui.printing.slip_desk import SlipDesk
from ui.shortcuts import Shortcuts
from ui.soon import soon_in_sight
from ui.tasks import Tasks
from ui.theme import px
from ui.tokens import Tone
from ui.widgets.button import Button
from ui.widgets.card import Line
from ui.widgets.field import EnterMovesOn
from ui.widgets.text import Text

RECEIPT = "01"

SPACING, CROWDED = 14, 8
"""Between the groups of the form; closer where a proxy and others stand in it, so that all is in sight on 720 lines."""


class IntakePage(Page):
    """Draws the form and its receipt; what happens with them is decided by the presenter."""

    def __init__(
        self,
        presenter: IntakePresenter,
        desk: PrintDesk,
        *,
        make_slips: Callable[[Button], SlipView],
        make_issued: Callable[[], IssuedSlipsView],
        slip_desk: SlipDesk,
        tasks: Tasks,
        notices: Notices,
        shortcuts: Shortcuts,
    ) -> None:
        super().__init__()
        self._presenter, self._desk = presenter, desk
        self._make_slips = make_slips
        self._make_issued = make_issued
        self._tasks = tasks
        self._slip_desk = slip_desk
        self._notices = notices
        self._last: Dossier | None = None
        self._form, self._came_from_list = "", False
        self._restored: Notice | None = None
        self._bind(shortcuts)
        self._person = PersonPart(
            Button.of(self._turn_proxy, "quiet", icon="user-plus", short=self.tr("Nộp thay")),
            Button.of(self._turn_together, "quiet", icon="users", short=self.tr("Nhiều người")),
        )
        self._procedure = ProcedurePart()
        self._details = DetailsPart()
        self._receive_button = Button.of(self._receive, "primary", icon="printer", big=True)
        self._why_button = Button.of(self._why, "quiet")
        self._summary = Summary(self._receive_button, self._why_button, Button.of(self._ask_more, "quiet"))
        self._stack = Stack()
        self._saved = Text("", "caption")
        self._next_button = Button.of(self._next, "primary", icon="plus", big=True)
        self._build()
        self._connect()
        self._show()
        presenter.begin()

    def show_received(self, dossier: Dossier) -> None:
        """Shows a dossier that was just received with its receipt, which is printed at once."""
        self._last = dossier
        self._notices.put_away_refusals()
        self._notices.end_undo()
        if dossier.closed:
            self._desk.put_away()
        else:
            self._desk.draw(dossier, RECEIPT, self._desk.print_now)
        self._receipt.show_dossier(dossier)
        for button in self._of_receipt:
            button.setHidden(dossier.closed)
        self._stack.setCurrentWidget(self._receipt)
        self._next_button.hold_back()
        # Whoever has the result already does not come again to pay for it.
        (self._money_button if dossier.closed and dossier.unpaid else self._next_button).setFocus()

    def throw_away(self) -> None:
        """Throws the form in hand away."""
        self._presenter.discard()

    def _bind(self, shortcuts: Shortcuts) -> None:
        add = partial(shortcuts.add, group=self.tr("Tiếp nhận"), page=self)
        presenter = self._presenter
        on_form = partial(add, when=self._on_form)
        self._receive = on_form(self.tr("Nhận và in"), "Ctrl+Return", self._hand_in, icon="printer")
        at_once = self.tr("Trả kết quả ngay, không hẹn")
        self._at_once = on_form(at_once, "Ctrl+Shift+Return", self._hand_in_at_once, icon="package-check")
        self._next = add(self.tr("Hồ sơ tiếp theo"), "Ctrl+N", self._start_next, icon="plus")
        self._turn_proxy = on_form(self.tr("Có người nộp thay"), "Ctrl+U", presenter.turn_proxy, icon="user-plus")
        self._turn_together = on_form(self.tr("Nhiều người cùng nộp"), "Ctrl+G", presenter.turn_together, icon="users")
        self._ask_more = on_form(self.tr("Nội dung, nơi giải quyết"), "Ctrl+M", presenter.ask_more, icon="pencil")
        self._why = on_form(self.tr("Vì sao ngày này"), "Ctrl+D", self._show, icon="calendar-clock")
        self._why.setCheckable(True)
        slip = self.tr("Phiếu bổ sung, từ chối: không tạo hồ sơ")
        self._slip = on_form(slip, "Ctrl+H", self._begin_slip, icon="file-plus")
        self._list_slips = add(self.tr("Phiếu đã lập: xem, in lại"), "Ctrl+Shift+H", self._show_issued, icon="history")
        papers = self.tr("Tới thành phần hồ sơ")
        self._papers = add(papers, "Ctrl+T", self._to_papers, icon="list-checks", when=lambda: presenter.state.offer)
        self._bind_received(add)
        throw = self.tr("Bỏ hồ sơ đang nhập")
        begun = partial(add, when=lambda: presenter.state.sheet.begun)
        self._throw = begun(throw, "Ctrl+Shift+Delete", self.throw_away, icon="x")

    def _bind_received(self, add: Callable[..., QAction]) -> None:
        on_paper = partial(add, when=self._on_paper)
        self._print = on_paper(self.tr("In lại giấy"), "Ctrl+P", self._print_again, icon="printer")
        self._save = on_paper(self.tr("Lưu giấy thành PDF"), "Ctrl+S", self._save_paper, icon="file-text")
        after = partial(add, when=lambda: self._last)
        self._same_person = after(self.tr("Thủ tục khác, cùng người"), "Ctrl+Shift+N", self._start_same, icon="user")
        self._open = after(self.tr("Mở hồ sơ vừa nhận"), "Ctrl+O", self._open_last, icon="arrow-right")
        self._money = after(self.tr("Thu phí, lệ phí"), "Ctrl+B", self._take_fees, icon="banknote")

    def _on_form(self) -> bool:
        return self._stack.currentIndex() == 0

    def _on_paper(self) -> bool:
        return isinstance(self._stack.currentWidget(), ReceiptView | HousePaperView)

    @cached_property
    def _receipt(self) -> ReceiptView:
        same_person, opened = Button.of(self._same_person, icon="user"), Button.of(self._open, icon="arrow-right")
        buttons = [self._next_button, same_person, self._money_button, *self._of_receipt, opened]
        view = ReceiptView(self._tasks, self._desk, buttons)
        self._stack.addWidget(view)
        return view

    @cached_property
    def _money_button(self) -> Button:
        return Button.of(self._money, icon="banknote")

    @cached_property
    def _of_receipt(self) -> list[Button]:
        return self._paper_buttons()

    @cached_property
    def _slips(self) -> SlipView:
        slips = self._make_slips(Button.of(self._list_slips, "quiet", icon="history", big=True))
        slips.issued.connect(self._show_slip)
        slips.given_up.connect(self._give_up_slip)
        self._stack.addWidget(slips)
        return slips

    @cached_property
    def _issued(self) -> IssuedSlipsView:
        issued = self._make_issued()
        issued.chosen.connect(self._show_issued_slip)
        issued.given_up.connect(self._give_up_slip)
        self._stack.addWidget(issued)
        return issued

    @cached_property
    def _slip_paper(self) -> HousePaperView:
        next_one = Button.of(self._next, "primary", icon="plus", big=True)
        buttons = [next_one, *self._paper_buttons(), Button.of(self._list_slips, icon="history")]
        view = HousePaperView(self._tasks, self._slip_desk, buttons, self._slip_reason)
        self._stack.addWidget(view)
        return view

    @cached_property
    def _slip_reason(self) -> ReprintReason:
        return ReprintReason(self._slip_desk)

    def _paper_buttons(self) -> list[Button]:
        return [Button.of(self._print, icon="printer"), Button.of(self._save, icon="file-text")]

    def _build(self) -> None:
        form = QFrame()
        form.setProperty("surface", "plain")
        EnterMovesOn(form, self._lead_on)
        self._column = column = page_column(spacing=SPACING)
        form.setLayout(column)
        column.addLayout(head_line(Text(self.tr("Tiếp nhận hồ sơ"), "title"), self._saved))
        column.addWidget(self._person)
        column.addWidget(Line())
        column.addWidget(self._procedure, 1)
        column.addWidget(Line())
        column.addWidget(self._details)
        desk = QWidget()
        stand_beside(desk, form, self._summary)
        self._stack.addWidget(desk)
        outer = QVBoxLayout(self)
        outer.setContentsMargins(0, 0, 0, 0)
        outer.addWidget(self._stack)

    def _connect(self) -> None:
        presenter = self._presenter
        presenter.changed.connect(self._show)
        presenter.focus_wanted.connect(self._focus)
        presenter.procedures_found.connect(self._procedure.show_results)
        presenter.received.connect(self.show_received)
        presenter.settlement_wanted.connect(self._ask_settlement)
        presenter.undoable.connect(self._offer_undo)
        presenter.restored.connect(self._tell_restored)
        self._person.owner_edited.connect(lambda changes: presenter.edit_owner(**changes))
        self._person.proxy_edited.connect(lambda changes: presenter.edit_proxy(**changes))
        self._person.sheet_edited.connect(lambda changes: presenter.edit(**changes))
        self._person.left.connect(presenter.leave)
        self._person.overruled.connect(presenter.overrule)
        self._procedure.query_changed.connect(presenter.find_procedures)
        self._procedure.chosen.connect(presenter.choose_procedure)
        self._procedure.limit_chosen.connect(presenter.edit_limit)
        self._procedure.papers_edited.connect(presenter.edit_papers)
        self._procedure.papers_sweeping.connect(presenter.sweep_papers)
        self._procedure.overruled.connect(presenter.overrule)
        self._procedure.finished.connect(self._papers_checked)
        self._procedure.asked_on.connect(self._to_papers)
        self._details.sheet_edited.connect(lambda changes: presenter.edit(**changes))
        self._details.channel_chosen.connect(presenter.edit_channel)
        self._details.fee_edited.connect(presenter.edit_fee)
        self._details.finished.connect(self._fee_said)
        self._details.fee.edit.entered.connect(presenter.see_fee)
        self._details.fee.settled.connect(presenter.finish_at_once)
        self._summary.draft_chosen.connect(presenter.reopen)
        self._summary.fault_chosen.connect(self._focus)

    def _offer_undo(self, said: str, form: Sheet, parts: tuple[str, ...]) -> None:
        self._notices.offer_undo(said, partial(self._undo, form, parts))

    def _tell_restored(self) -> None:
        # A method, which Qt does not hold: a lambda that holds the page would keep it alive after its window.
        said = self.tr("Đã mở lại hồ sơ đang nhập dở.")
        self._restored = self._notices.tell(said, detail=self.tr("Ctrl+N để bắt đầu hồ sơ khác."))

    def _show(self) -> None:
        state = self._presenter.state
        if state.sheet.id != self._form:
            self._form = state.sheet.id
            for part in (self._person, self._procedure, self._details):
                part.begin(state.sheet)
        self._person.show_state(state)
        self._procedure.show_state(state)
        self._details.show_state(state)
        in_the_way = state.sheet.missing() or state.doubts or state.errors
        self._receive_button.set_kind("secondary" if in_the_way else "primary")
        self._column.setSpacing(px(CROWDED if state.crowded else SPACING))
        self._summary.show_state(state, with_reasons=self._why.isChecked())
        saved = self.tr("Đã lưu nháp") if state.saved and state.sheet.begun else ""
        self._saved.setText(saved)

    def _focus(self, part: str) -> None:
        if not self._on_form():
            return
        field: QWidget
        if part == PAPERS:
            field = self._procedure.papers_field()
        elif part in (CONTENT, FEE):
            field = self._details.fee if part == FEE else self._details.content()
        else:
            field = self._procedure.search if part == "procedure" else self._person.field(part)
        # After the click or key that led here has run its course, or Qt would move the focus on.
        soon_in_sight(self, field.setFocus)

    def _ask_settlement(self) -> None:
        # As in `_focus`: not before the key that led here has run its course.
        ask = partial(self._details.fee.ask_settlement, may_overrule=self._presenter.may_overrule_fee)
        soon_in_sight(self, ask)

    def _lead_on(self) -> bool:
        """Leads Enter from fault to fault once the form was tried, and from its last field to the next step."""
        if self._presenter.state.mending or self._details.ends_here():
            self._lead_from(self._person.part_in_focus())
            return True
        return False

    def _undo(self, form: Sheet, parts: tuple[str, ...]) -> None:
        self._stack.setCurrentIndex(0)
        self._presenter.put_back(form, parts)

    def _papers_checked(self) -> None:
        if not self._presenter.finish_papers():
            return
        if self._presenter.state.fee_awaited and not self._presenter.state.sheet.missing():
            self._focus(FEE)
        else:
            self._lead_from(PAPERS)

    def _fee_said(self) -> None:
        self._presenter.leave(FEE)
        if FEE not in self._presenter.state.errors:
            self._lead_from(FEE)

    def _lead_from(self, part: str) -> None:
        gaps = self._presenter.next_fault(part) or next(iter(self._presenter.state.sheet.missing()), "")
        if gaps:
            self._focus(gaps)
        else:
            self._receive_button.setFocus()

    def _to_papers(self) -> None:
        if self._presenter.state.offer:
            self._procedure.papers.setFocus()

    def _start_next(self) -> None:
        self.show_place(Begin())

    def _start_same(self) -> None:
        if self._last is not None:
            owner = self._last.owner
            self.show_place(Begin(PersonView(owner["number"], owner, (), (), ())))

    def _hand_in(self) -> None:
        if self._on_form():
            # Whoever hands the form in means what stands in a line that is still open.
            self._details.take_line()
            self._presenter.receive()
        elif isinstance(slips := self._stack.currentWidget(), SlipView):
            slips.hand_in()

    def _hand_in_at_once(self) -> None:
        if self._on_form():
            self._presenter.finish_at_once()

    def _begin_slip(self) -> None:
        if not self._on_form():
            return
        owner = self._presenter.state.sheet.owner
        if owner.number_refusal() or not owner.name.strip():
            self._ask_for_holder("owner.number" if owner.number_refusal() else "owner.name")
            return
        self._stack.setCurrentWidget(self._slips)
        self._slips.begin(self._presenter.state.sheet)

    def _ask_for_holder(self, part: str) -> None:
        """A slip is somebody's: it is begun once it is known whose."""
        self._presenter.leave(part)
        said, detail = self.tr("Chưa biết lập phiếu cho ai."), self.tr("Ghi số định danh, họ tên rồi bấm Ctrl+H.")
        self._notices.tell(said, Tone.WARN, detail=detail, refusal=True)
        self._focus(part)

    def _give_up_slip(self) -> None:
        self._stack.setCurrentIndex(0)
        self._focus("owner.number")

    def _show_issued(self) -> None:
        self._stack.setCurrentWidget(self._issued)
        self._issued.begin()

    def _show_slip(self, slip: Slip) -> None:
        self._notices.put_away_refusals()
        self._look_at(slip, self.tr("Đã lập phiếu"))
        self._slip_desk.show_slip(slip, self._slip_desk.print_now)

    def _show_issued_slip(self, slip: Slip) -> None:
        # Enter twice in the list must not put the form in hand away: the keyboard is on printing.
        self._look_at(slip, self.tr("Phiếu đã lập"), step=1)
        self._slip_desk.show_slip(slip)

    def _look_at(self, slip: Slip, heading: str, step: int = 0) -> None:
        self._came_from_list = bool(step)
        self._stack.setCurrentWidget(self._slip_paper)
        self._slip_paper.show_paper(heading, say(labels.FORMS[slip.form]), slip_facts(slip), step=step)

    def _print_again(self) -> None:
        if isinstance(self._stack.currentWidget(), HousePaperView):
            self._slip_reason.print_now()
        elif isinstance(self._stack.currentWidget(), ReceiptView):
            self._receipt.print_again()

    def _save_paper(self) -> None:
        if isinstance(self._stack.currentWidget(), HousePaperView):
            self._slip_paper.save()
        else:
            self._receipt.save()

    def _take_fees(self) -> None:
        if self._last is not None:
            self.fees_requested.emit(self._last.id)

    def _open_last(self) -> None:
        if self._last is not None:
            self.dossier_requested.emit(self._last.id)

    @override
    def keyPressEvent(self, event: QKeyEvent) -> None:
        if (
            event.key() == Qt.Key.Key_Escape
            and self._came_from_list
            and self._stack.currentWidget() is self._slip_paper
        ):
            self._show_issued()
        else:
            super().keyPressEvent(event)

    @override
    def parts_put_off(self) -> Iterator[object]:
        self._desk.warm_up()
        yield self._receipt
        yield self._slips
        yield self._issued
        yield self._slip_paper

    @override
    def show_place(self, what: object) -> None:
        if isinstance(what, Begin):
            self._stack.setCurrentIndex(0)
            self._notices.put_away_refusals()
            if self._restored is not None:
                self._notices.put_away(self._restored)
            self._presenter.start_next(what)

    @override
    def flush(self) -> None:
        self._presenter.flush()

    @override
    def arrive(self) -> None:
        if isinstance(self._stack.currentWidget(), ReceiptView):
            self._next_button.setFocus()
        if not self._on_form():
            return
        self._presenter.refresh_offer()
        if not self._presenter.state.sheet.begun:
            self._focus("owner.number")

    @override
    def take_scan(self, found: Found) -> bool:
        if not isinstance(found.scan, CardScan) or found.person is None:
            return False
        if not self._on_form():
            self._stack.setCurrentIndex(0)
        return self._presenter.take_person(found.person, from_card=True)

    @override
    def unfinished(self) -> str:
        sheet = self._presenter.state.sheet
        who = sheet.owner.name or sheet.owner.number or sheet.procedure_title
        return self.tr("hồ sơ đang nhập của {who}").format(who=who) if sheet.begun else ""
