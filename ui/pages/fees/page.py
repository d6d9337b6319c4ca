"""Fees: the clerk's drawer at the left, the dossier that pays at the right."""

from collections.abc import Callable, Iterator
from datetime import datetime
from functools import cached_property, partial

from PySide6.QtCore import Qt
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QStackedLayout, QStackedWidget, QWidget
from typing_extensions import override

from desktop_app.application.fees import CashSheet
from desktop_app.application.house_papers import HousePapers
from desktop_app.application.lookup import Found
from desktop_app.application.ports import PaymentRow
from desktop_app.domain.dossier import Dossier
from ui.notices import Notices
from ui.pages import words
from ui.pages.fees.panels import difference_words
from ui.pages.fees.presenter import Doing, FeesPresenter
from ui.pages.fees.shift_part import ShiftPart
from ui.pages.fees.shifts_part import ShiftsPart
from ui.pages.fees.shifts_presenter import ShiftLine, ShiftsPresenter
from ui.pages.fees.side import FeesSide
from ui.pages.house_paper import HousePaperView
from ui.pages.page import Page
from ui.pages.surface import EDGE, head_line, page_column, plain, stand_beside
from ui.printing.house_desk import HouseDesk
from ui.shortcuts import Shortcuts
from ui.soon import soon_in_sight
from ui.tasks import Tasks
from ui.theme import px
from ui.tokens import Tone
from ui.widgets.button import Button
from ui.widgets.segmented import Segmented
from ui.widgets.text import Text

MINE, ALL = range(2)
DESK, PAPER = range(2)


class FeesPage(Page):
    """Draws shift, shifts and payment; what is asked for is asked at the side, never over the page."""

    def __init__(
        self,
        presenter: FeesPresenter,
        shifts: ShiftsPresenter,
        *,
        papers: HousePapers,
        desk: HouseDesk,
        clerk: str,
        tasks: Tasks,
        notices: Notices,
        shortcuts: Shortcuts,
        now: Callable[[], datetime],
    ) -> None:
        super().__init__()
        self._presenter = presenter
        self._shifts = shifts
        self._papers = papers
        self._desk = desk
        self._tasks = tasks
        self._clerk = clerk
        self._notices = notices
        self._bind(shortcuts)
        self._make_parts(now)
        self._which = Segmented([(MINE, self.tr("Ca này")), (ALL, self.tr("Các ca trước"))], self.tr("Ca thu"))
        self._left = QStackedWidget()
        self._stack = QStackedLayout(self)
        self._known: tuple[bool, bool] | None = None
        self._asked = ""
        self._build()
        self._connect()
        self._show()

    def _make_parts(self, now: Callable[[], datetime]) -> None:
        self._shift_part = ShiftPart(Button.of(self._count, icon="banknote"))
        self._side = FeesSide(
            Button.of(self._step, "primary", icon="check", big=True),
            Button.of(self._add_fee, icon="plus"),
            Button(self.tr("Thôi"), "quiet", key="Esc"),
            lambda: now().date(),
        )

    @cached_property
    def _shifts_part(self) -> ShiftsPart:
        part = ShiftsPart(self._shifts)
        part.opened.connect(self._show_line)
        self._left.addWidget(part)
        return part

    @cached_property
    def _view(self) -> HousePaperView:
        buttons = [
            Button.of(self._next, "primary", icon="arrow-right", big=True),
            Button.of(self._print, icon="printer"),
            Button.of(self._save, icon="file-text"),
        ]
        view = HousePaperView(self._tasks, self._desk, buttons)
        self._stack.addWidget(view)
        return view

    def _bind(self, shortcuts: Shortcuts) -> None:
        add = partial(shortcuts.add, group=self.tr("Phí, lệ phí"), page=self)
        add(self.tr("Ca này"), "Alt+1", partial(self._show_which, MINE), icon="banknote")
        add(self.tr("Các ca trước"), "Alt+2", partial(self._show_which, ALL), icon="history")
        mine, paper = partial(add, when=self._at_shift), partial(add, when=lambda: self._stack.currentIndex() == PAPER)
        self._step = mine(self.tr("Ghi đã thu"), "Ctrl+Return", self._go_on, icon="check")
        self._add_fee = mine(self.tr("Thêm khoản phải thu"), "Ctrl+M", self._new_fee, icon="plus")
        self._count = mine(self.tr("Đếm tiền, chốt ca"), "Ctrl+E", self._open_or_count, icon="banknote")
        taken, cancel = lambda: self._at_shift() and self._shift_part.current(), self.tr("Hủy khoản thu đang chọn")
        self._cancel = add(cancel, "Ctrl+Delete", self._begin_cancel, icon="undo-2", when=taken)
        self._next = paper(self.tr("Trở lại ca thu"), "Ctrl+N", self._come_back, icon="arrow-right")
        self._print = paper(self.tr("In bảng kê"), "Ctrl+P", self._desk.print_now, icon="printer")
        self._save = paper(self.tr("Lưu bảng kê thành PDF"), "Ctrl+S", self._save_sheet, icon="file-text")

    def _at_shift(self) -> bool:
        return self._stack.currentIndex() == DESK and self._left.currentIndex() == MINE

    def _build(self) -> None:
        self._which.set_value(MINE)
        head = head_line(Text(self.tr("Phí, lệ phí"), "title"), self._which)
        self._left.addWidget(self._shift_part)
        self._column = column = page_column(right=20)
        column.addLayout(head)
        column.addWidget(self._left, 1)
        page = QWidget()
        stand_beside(page, plain(column), self._side)
        self._stack.addWidget(page)

    def _connect(self) -> None:
        presenter = self._presenter
        presenter.changed.connect(self._show)
        presenter.taken.connect(self._tell_taken)
        presenter.given_back.connect(self._tell_given_back)
        presenter.closed.connect(self._show_closed)
        presenter.shift_wanted.connect(self._shift_part.focus)
        self._shift_part.opened.connect(presenter.begin_shift)
        self._shift_part.cancel_requested.connect(self._give_back)
        self._side.searched.connect(presenter.suggest)
        self._side.missed.connect(presenter.find)
        self._side.opened.connect(presenter.open)
        presenter.found.connect(self._side.show_found)
        self._side.fee_opened.connect(presenter.begin_fee)
        self._side.given_up.connect(self._put_away)
        self._side.touched.connect(presenter.forget_faults)
        self._which.chosen.connect(self._show_which)

    def _show(self) -> None:
        state = self._presenter.state
        steps = {
            Doing.TAKE: self.tr("Ghi đã thu"),
            Doing.FEE: self.tr("Ghi khoản phải thu"),
            Doing.CANCEL: self.tr("Hủy khoản thu"),
            Doing.COUNT: self.tr("Chốt ca và in bảng kê"),
        }
        self._step.setText(steps[state.doing])
        self._step.setEnabled(state.dossier is not None or state.doing is not Doing.TAKE)
        self._add_fee.setEnabled(state.dossier is not None)
        self._count.setText(self.tr("Đếm tiền, chốt ca") if state.sheet else self.tr("Mở ca thu"))
        self._count.setEnabled(state.loaded)
        self._shift_part.show_state(state)
        self._side.show_state(state)
        shift = (state.loaded, state.sheet is not None)
        if shift != self._known:
            self._known = shift
            self._take_focus()

    def _take_focus(self) -> None:
        """Takes the keyboard to what comes next: a shift is opened before anything is searched for."""
        state = self._presenter.state
        if not self.isVisible() or not self._at_shift():
            return
        if state.loaded and state.sheet is None and state.dossier is None and not self._side.search.edit.text():
            self._shift_part.focus()
        elif state.sheet is not None and state.shift_wanted:
            self._side.focus_step()
        else:
            self._side.focus()

    def _open_or_count(self) -> None:
        if self._presenter.state.sheet is None:
            self._shift_part.focus()
        else:
            self._presenter.begin_count()

    def _go_on(self) -> None:
        presenter = self._presenter
        match presenter.state.doing:
            case Doing.TAKE if not self._side.payment.missing():
                presenter.pay(self._side.payment.payment())
            case Doing.FEE if not self._side.fee.missing():
                fee = self._side.fee
                presenter.set_fee(fee.name.edit.text(), fee.amount.amount(), fee.exempt.text(), fee.when.value())
            case Doing.CANCEL if not self._side.cancel.missing():
                presenter.cancel(self._side.cancel.reason.text())
            case Doing.COUNT if not self._side.count.missing():
                count = self._side.count
                presenter.close_shift(count.counted.amount() or 0, count.explanation.text())

    def _new_fee(self) -> None:
        self._presenter.begin_fee(None)

    def _begin_cancel(self) -> None:
        payment = self._shift_part.current()
        if payment is not None:
            self._give_back(payment)

    def _give_back(self, payment: PaymentRow) -> None:
        if payment.cancelled is None:
            self._presenter.begin_cancel(payment)
        else:
            self._notices.tell(self.tr("Khoản thu này đã hủy: {reason}").format(reason=payment.cancelled))

    def _put_away(self) -> None:
        if self._presenter.state.doing is Doing.TAKE:
            self._side.search.set_choice(None, "")
            self._presenter.put_away()
        else:
            self._presenter.give_up()
        self._take_focus()

    def _tell_taken(self, dossier: Dossier, amount: int) -> None:
        said = self.tr("Đã thu {amount} của hồ sơ {label}.")
        self._notices.tell(said.format(amount=words.dong(amount), label=dossier.label), Tone.GOOD)
        self._side.focus()

    def _tell_given_back(self, dossier: Dossier) -> None:
        self._notices.tell(self.tr("Đã hủy một khoản thu của hồ sơ {label}.").format(label=dossier.label), Tone.GOOD)
        self._side.focus()

    def _show_closed(self, sheet: CashSheet) -> None:
        self._draw(self.tr("Đã chốt ca"), sheet, self._clerk)
        self._desk.draw(partial(self._papers.cash, sheet, self._clerk), self._desk.print_now)

    def _show_line(self, line: ShiftLine) -> None:
        self._draw(self.tr("Bảng kê thu phí, lệ phí"), line.sheet, line.clerk)
        self._desk.draw(partial(self._papers.cash, line.sheet, line.clerk))

    def _draw(self, heading: str, sheet: CashSheet, clerk: str) -> None:
        shift = sheet.shift
        difference = sheet.difference
        facts = [
            (self.tr("Người thu"), clerk),
            (self.tr("Ca"), f"{words.clock(shift.opened_at)} – {words.clock(shift.closed_at)}"),
            (self.tr("Đầu ca"), words.dong(shift.opening_amount)),
            (self.tr("Phải có"), words.dong(sheet.expected)),
            (self.tr("Đếm được"), words.dong(shift.counted) if shift.counted is not None else ""),
            (self.tr("Chênh lệch"), difference_words(difference)[0] if difference is not None else ""),
            (self.tr("Giải trình"), shift.explanation),
        ]
        self._view.show_paper(heading, words.day(shift.opened_at), facts)
        self._stack.setCurrentWidget(self._view)

    def _save_sheet(self) -> None:
        self._view.save()

    def _come_back(self) -> None:
        self._stack.setCurrentIndex(DESK)
        self.arrive()

    def _show_which(self, which: int) -> None:
        self._which.set_value(which)
        self._left.setCurrentWidget(self._shift_part if which == MINE else self._shifts_part)
        self._side.setVisible(which == MINE)
        around = self._column.contentsMargins()
        around.setRight(px(20 if which == MINE else EDGE))
        self._column.setContentsMargins(around)
        self._come_back()

    @override
    def parts_put_off(self) -> Iterator[object]:
        yield self._view
        yield self._shifts_part
        yield from self._side.panels()

    @override
    def show_place(self, what: object) -> None:
        if isinstance(what, str):
            self._asked = what
            self._open(what)

    @override
    def shown_place(self, what: object) -> object:
        return what if self._laid else None

    @property
    def _laid(self) -> bool:
        """Whether the dossier in hand is the one that another page has asked for."""
        dossier = self._presenter.state.dossier
        return dossier is not None and dossier.id == self._asked

    def _open(self, dossier_id: str) -> None:
        self._show_which(MINE)
        self._presenter.open(dossier_id)

    @override
    def arrive(self) -> None:
        if self._stack.currentIndex() == PAPER:
            return
        if self._left.currentIndex() == ALL:
            self._shifts.refresh()
            return
        self._presenter.refresh()
        soon_in_sight(self, self._take_focus)

    @override
    def take_scan(self, found: Found) -> bool:
        if not found.dossier_id:
            return False
        self._open(found.dossier_id)
        return True

    @override
    def unfinished(self) -> str:
        dossier = self._presenter.state.dossier
        return dossier.label if dossier else ""

    @override
    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() == Qt.Key.Key_Escape and self._stack.currentIndex() == PAPER:
            self._come_back()
            return
        taking, dossier = self._presenter.state.doing is Doing.TAKE, self._presenter.state.dossier
        busy = not taking or dossier is not None or bool(self._side.search.edit.text())
        if event.key() == Qt.Key.Key_Escape and busy and self._stack.currentIndex() == DESK:
            laid = self._laid
            self._put_away()
            # What another page has asked for goes away with the page.
            if not (taking and laid):
                return
        super().keyPressEvent(event)
