"""The side of the money page: the dossier that pays, or what is asked about the drawer."""

from collections.abc import Callable, Iterator
from datetime import date
from functools import cached_property, partial
from typing import TypeVar

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QApplication, QFrame, QWidget

from desktop_app.application.ports import DossierRow
from ui.pages.fees.panels import CancelPanel, CountPanel, FeePanel, Panel, PaymentPanel
from ui.pages.fees.presenter import Doing, FeesState
from ui.pages.stack import Stack
from ui.pages.surface import head_line, scrolled, side_column
from ui.widgets.button import Button
from ui.widgets.choice_list import Choice
from ui.widgets.combo_search import ComboSearch
from ui.widgets.field import EnterMovesOn, TextField
from ui.widgets.paint import restyle
from ui.widgets.text import Text

P = TypeVar("P", bound=Panel)


class FeesSide(QFrame):
    """One panel at a time, made when it is first wanted; the next step stands at the foot, always in the same place."""

    searched = Signal(str)
    missed = Signal(str)
    opened = Signal(str)
    fee_opened = Signal(object)
    given_up = Signal()
    touched = Signal()

    def __init__(self, step: Button, add_fee: Button, give_up: Button, today: Callable[[], date]) -> None:
        super().__init__()
        self.setAccessibleName(self.tr("Thu phí, lệ phí"))
        self._step = step
        self._add_fee = add_fee
        self._give_up = give_up
        self._doing: Doing | None = None
        self._in_hand = False
        self.search = ComboSearch(
            self.tr("Quét giấy tiếp nhận, hoặc gõ mã rồi Enter"),
            placeholder=self.tr("Mã hồ sơ hoặc tên"),
            must_find=True,
        )
        self._heading = Text("", "heading", wrap=True)
        self._welcome = Text(
            self.tr("Hồ sơ được quét sẽ hiện ở đây với các khoản phải thu của nó."), "muted", wrap=True
        )
        self._panels = Stack()
        self.payment = self._with(PaymentPanel(today))
        self._place = scrolled(self._panels)
        self._fault = Text("", "body", wrap=True)
        self._build()
        self.search.query_changed.connect(self._search)
        self.search.missed.connect(self.missed)
        self.search.chosen.connect(self._open)
        self.payment.fee_opened.connect(self.fee_opened)
        give_up.clicked.connect(self.given_up)

    @cached_property
    def fee(self) -> FeePanel:
        """A fee is written down."""
        return self._with(FeePanel())

    @cached_property
    def cancel(self) -> CancelPanel:
        """A payment is taken back."""
        return self._with(CancelPanel())

    @cached_property
    def count(self) -> CountPanel:
        """The drawer is counted."""
        return self._with(CountPanel())

    def panels(self) -> Iterator[Panel]:
        """The panels one by one, made where they are not yet."""
        yield self.fee
        yield self.cancel
        yield self.count

    def _with(self, panel: P) -> P:
        self._panels.addWidget(panel)
        EnterMovesOn(panel, partial(self._lead_on, panel))
        for field in panel.findChildren(TextField):
            field.edited.connect(partial(self._touch, field))
        return panel

    def _touch(self, field: TextField, _text: str) -> None:
        field.set_error("")
        self.touched.emit()

    def _lead_on(self, panel: Panel) -> bool:
        """Leads Enter from the last field of a panel to the step: a panel made late stands last in Qt's own order."""
        here = QApplication.focusWidget()
        if here is None:
            return False
        if not panel.isAncestorOf(here):
            # The key has opened a fee, and the keyboard is where that is changed.
            return True
        following = here.nextInFocusChain()
        while following is not None and following is not here and not _takes_keys(following):
            following = following.nextInFocusChain()
        within = following is not None and panel.isAncestorOf(following)
        if not within:
            self._step.setFocus()
        return not within

    def show_state(self, state: FeesState) -> None:
        """Draws the state; a panel that comes up begins with what it is about."""
        taking = state.doing is Doing.TAKE
        self._heading.setText(self._heading_for(state))
        self.search.setVisible(taking)
        self.search.set_error(state.search_fault)
        self._welcome.setVisible(taking and state.dossier is None)
        self._place.setVisible(not taking or state.dossier is not None)
        self._give_up.setVisible(not taking or state.dossier is not None)
        self._add_fee.setVisible(taking and state.dossier is not None)
        self._fault.setText(state.fault)
        self._fault.setVisible(bool(state.fault) and (not taking or state.dossier is not None))
        self._show_panel(state)

    def focus(self) -> None:
        """Takes the focus to what is asked first."""
        if self._doing is Doing.TAKE and self._in_hand:
            self.payment.ask()
        elif self._doing is Doing.TAKE:
            self.search.setFocus()
            self.search.edit.selectAll()

    def focus_step(self) -> None:
        """Takes the focus to the step that could not be done before."""
        self._step.setFocus()

    def _build(self) -> None:
        self._fault.setProperty("tone", "bad")
        restyle(self._fault)
        column = side_column(self)
        column.addLayout(head_line(self._heading))
        column.addWidget(self.search)
        column.addWidget(self._welcome)
        column.addWidget(self._place, 100)
        column.addStretch(1)
        column.addWidget(self._fault)
        for button in (self._add_fee, self._give_up, self._step):
            column.addWidget(button)

    def _heading_for(self, state: FeesState) -> str:
        return {
            Doing.TAKE: self.tr("Thu phí, lệ phí"),
            Doing.FEE: self.tr("Sửa khoản phải thu") if state.fee else self.tr("Thêm khoản phải thu"),
            Doing.CANCEL: self.tr("Hủy khoản thu"),
            Doing.COUNT: self.tr("Đếm tiền và chốt ca"),
        }[state.doing]

    def _show_panel(self, state: FeesState) -> None:
        began, self._doing = self._doing is not state.doing, state.doing
        self._in_hand = state.dossier is not None
        self._step.set_kind("primary" if state.side_is_next else "secondary")
        if state.dossier is None:
            self.payment.forget()
        match state.doing:
            case Doing.TAKE if state.dossier is not None:
                self._panels.setCurrentWidget(self.payment)
                if self.payment.show_dossier(state.dossier):
                    self.payment.ask()
            case Doing.FEE if began:
                self._panels.setCurrentWidget(self.fee)
                self.fee.show_fee(state.fee, state.published)
            case Doing.CANCEL if began and state.payment is not None:
                self._panels.setCurrentWidget(self.cancel)
                self.cancel.show_payment(state.payment)
            case Doing.COUNT if began and state.sheet is not None:
                self._panels.setCurrentWidget(self.count)
                self.count.show_sheet(state.sheet)

    def show_found(self, text: str, rows: list[DossierRow]) -> None:
        """Shows the dossiers that were found for a text."""
        self.search.show_results(text, [Choice(row.id, row.owner_name, row.procedure_name, row.label) for row in rows])

    def _search(self, text: str) -> None:
        self.touched.emit()
        self.searched.emit(text)

    def _open(self, dossier_id: str | None) -> None:
        if dossier_id is not None:
            self.search.set_choice(None, "")
            self.opened.emit(dossier_id)


def _takes_keys(widget: QWidget) -> bool:
    return widget.isVisible() and widget.isEnabled() and bool(widget.focusPolicy() & Qt.FocusPolicy.TabFocus)
