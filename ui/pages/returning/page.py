"""Handing over results: scan the receipt, scan the card, one key."""

from functools import partial

from PySide6.QtCore import Qt
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QFrame, QHBoxLayout, QStackedWidget, QVBoxLayout, QWidget
from typing_extensions import override

from desktop_app.application.lookup import Found
from desktop_app.application.ports import DossierRow
from desktop_app.domain.dossier import Dossier
from desktop_app.words import labels
from ui.language import say
from ui.pages import words
from ui.pages.page import Page
from ui.pages.requests import Handing
from ui.pages.returning.also import AlsoReady, Terms
from ui.pages.returning.presenter import ReturningPresenter, ReturningState
from ui.pages.stack import Stack
from ui.pages.surface import head_line, page_column
from ui.shortcuts import Shortcuts
from ui.soon import soon_in_sight
from ui.theme import px
from ui.tokens import Tone
from ui.widgets.beside import Beside
from ui.widgets.button import Button
from ui.widgets.card import Card, EmptyState, Facts
from ui.widgets.chip import StatusChip
from ui.widgets.choice_list import Choice
from ui.widgets.combo_search import ComboSearch
from ui.widgets.field import EnterMovesOn, TextField
from ui.widgets.lines import Lines
from ui.widgets.table import RowsModel, Table
from ui.widgets.text import Icon, Text

NUMBER_WIDTH = 200


class ReturningPage(Page):
    """Draws what is handed over to whom; the key that hands over has the focus as soon as all is known."""

    def __init__(self, presenter: ReturningPresenter, model: RowsModel[DossierRow], shortcuts: Shortcuts) -> None:
        super().__init__()
        self._presenter = presenter
        self._model = model
        self._listed: tuple[DossierRow, ...] = ()
        self._bind(shortcuts)
        self._find = ComboSearch(
            self.tr("Kết quả cần trả"),
            placeholder=self.tr("Quét biên nhận hoặc thẻ; hoặc gõ mã, số định danh, tên"),
            must_find=True,
        )
        self._state = StatusChip("")
        self._facts = Facts(132)
        self._result = Card(self.tr("Hồ sơ"))
        self._collector = Card(self.tr("Người nhận"))
        self._own = StatusChip("")
        self._fields: dict[str, QWidget] = {}
        self._fee = TextField(self.tr("Lý do trả khi chưa thu đủ"))
        self._confirm_button = Button.of(self._confirm, "primary", icon="package-check", big=True)
        self._owner_button = Button.of(self._owner, "secondary", icon="user")
        self._also = AlsoReady(Button.of(self._all, "secondary", icon="list-checks"))
        self._money_button = Button.of(self._money, "secondary", icon="banknote")
        self._terms = Terms(self._money_button, Button.of(self._open))
        self._leave = Button(self.tr("Thôi"), "quiet", key="Esc")
        self._asked = ""
        self._counts = [StatusChip("") for _ in range(3)]
        self._done = _Done(Button.of(self._next, "primary", icon="arrow-right", big=True))
        self._table: Table[DossierRow] = Table(model, self.tr("Kết quả chờ trả"))
        self._waiting = QStackedWidget()
        self._stack = Stack()
        self._below = Stack()
        self._build()
        self._connect()
        self._show()

    def _bind(self, shortcuts: Shortcuts) -> None:
        add = partial(shortcuts.add, group=self.tr("Trả kết quả"), page=self)
        of_one = partial(add, when=lambda: self._presenter.state.dossier)
        to_hand_over = partial(add, when=self.unfinished)
        confirm_all = self._presenter.confirm_all
        self._confirm = to_hand_over(self.tr("Trả kết quả"), "Ctrl+Return", self._presenter.confirm)
        self._all = to_hand_over(self.tr("Trả tất cả"), "Ctrl+Shift+Return", confirm_all, icon="list-checks")
        self._owner = to_hand_over(self.tr("Chính chủ nhận"), "Ctrl+M", self._presenter.take_owner)
        self._next = of_one(self.tr("Kết quả tiếp theo"), "Ctrl+N", self._presenter.start_next)
        self._money = of_one(self.tr("Thu phí, lệ phí"), "Ctrl+B", self._take_fees, icon="banknote")
        self._open = of_one(self.tr("Mở hồ sơ"), "Ctrl+O", self._open_dossier, icon="arrow-right")

    def _build(self) -> None:
        form = QWidget()
        column = QVBoxLayout(form)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(px(16))
        column.addWidget(self._find)
        self._below.addWidget(self._waiting_list())
        self._below.addWidget(self._cards())
        column.addWidget(self._below, 1)
        EnterMovesOn(form)
        self._stack.addWidget(form)
        self._stack.addWidget(self._done)
        surface = QFrame()
        surface.setProperty("surface", "plain")
        inner = page_column()
        surface.setLayout(inner)
        inner.addLayout(head_line(Text(self.tr("Trả kết quả"), "title")))
        inner.addWidget(self._stack, 1)
        outer = QVBoxLayout(self)
        outer.setContentsMargins(0, 0, 0, 0)
        outer.addWidget(surface)

    def _waiting_list(self) -> QWidget:
        lists = QWidget()
        column = QVBoxLayout(lists)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(px(10))
        said = self.tr("Quét biên nhận, rồi quét thẻ của người nhận. Mất biên nhận thì chỉ cần quét thẻ.")
        column.addWidget(Text(said, "muted", wrap=True))
        column.addSpacing(px(6))
        head = Lines(8)
        head.add(Text(self.tr("Kết quả chờ trả"), "heading"), 1)
        for chip in self._counts:
            head.add(chip)
        column.addLayout(head)
        self._waiting.addWidget(self._table)
        self._waiting.addWidget(EmptyState("circle-check", self.tr("Không có kết quả nào chờ trả")))
        column.addWidget(self._waiting, 1)
        return lists

    def _cards(self) -> QWidget:
        self._result.head.addWidget(self._state)
        self._result.head.addWidget(self._leave)
        self._result.body.addWidget(self._facts)
        self._collector.head.addWidget(self._own)
        self._collector.head.addWidget(self._owner_button)
        body = self._collector.body
        body.addLayout(self._line(("number", self.tr("Số định danh"), NUMBER_WIDTH), ("name", self.tr("Họ và tên"), 0)))
        self._other = QWidget()
        other = self._line(
            ("relation", self.tr("Quan hệ với chủ hồ sơ"), NUMBER_WIDTH), ("authorisation", self.tr("Giấy ủy quyền"), 0)
        )
        other.setContentsMargins(0, 0, 0, 0)
        self._other.setLayout(other)
        body.addWidget(self._other)
        body.addWidget(self._fee)
        body.addWidget(self._confirm_button)
        self._result.body.addStretch(1)
        both = Beside(16)
        both.addWidget(_column(self._result, self._also), 1)
        both.addWidget(_column(self._collector, self._terms), 1)
        cards = QWidget()
        cards.setLayout(both)
        return cards

    def _line(self, *fields: tuple[str, str, int]) -> Lines:
        line = Lines()
        for part, label, width in fields:
            field = TextField(label)
            if width:
                field.setFixedWidth(px(width))
            field.edited.connect(lambda text, part=part: self._presenter.edit(**{part: text}))
            self._fields[part] = field
            line.add(field, 0 if width else 1)
        return line

    def _connect(self) -> None:
        presenter = self._presenter
        presenter.changed.connect(self._show)
        presenter.focus_wanted.connect(self._focus)
        presenter.found.connect(self._show_found)
        self._find.query_changed.connect(presenter.find)
        self._find.chosen.connect(presenter.choose)
        self._find.missed.connect(presenter.missed)
        self._leave.clicked.connect(presenter.start_next)
        self._table.opened.connect(lambda row: presenter.choose(row.id))
        self._fee.edited.connect(presenter.edit_fee_reason)

    def _show(self) -> None:
        state = self._presenter.state
        self._stack.setCurrentIndex(1 if state.returned else 0)
        if state.returned:
            self._done.show_dossiers(state.returned)
        self._below.setCurrentIndex(0 if state.dossier is None else 1)
        self._show_waiting(state)
        self._find.set_error(state.find_fault)
        if state.dossier is None:
            if self._find.value() is not None:
                self._find.set_choice(None, "")
            return
        self._show_dossier(state.dossier)
        self._also.show_state(state)
        count = self.tr("Trả cả {n} kết quả").format(n=len(state.together) + 1)
        self._all.setText(count if state.together else self.tr("Trả tất cả"))
        self._show_collector(state)

    def _show_waiting(self, state: ReturningState) -> None:
        rows = state.waiting
        looks = (
            (self.tr("{n} chờ trả"), Tone.GOOD, "package-check"),
            (self.tr("{n} chưa báo người dân"), Tone.WARN, "phone"),
            (self.tr("{n} quá 7 ngày chưa nhận"), Tone.NEUTRAL, "hourglass"),
        )
        for chip, number, (text, tone, icon) in zip(self._counts, state.counts, looks, strict=True):
            chip.setVisible(number > 0)
            chip.show_status(text.format(n=words.number(number)), tone, icon)
        if rows != self._listed:
            self._listed = rows
            self._model.show_rows(rows)
        self._waiting.setCurrentIndex(0 if rows else 1)

    def _show_dossier(self, dossier: Dossier) -> None:
        if self._find.value() != dossier.id:
            self._find.set_choice(dossier.id, dossier.label)
        tone, icon = words.STATE_LOOKS[dossier.state]
        self._state.show_status(words.state_text(dossier.state), tone, icon)
        self._facts.show_fact(self.tr("Mã hồ sơ"), dossier.label)
        self._facts.show_fact(self.tr("Chủ hồ sơ"), dossier.owner.get("name", ""), strong=True)
        self._facts.show_fact(self.tr("Số định danh"), words.person_line(dossier.owner))
        self._facts.show_fact(self.tr("Thủ tục"), dossier.procedure.get("short_name") or dossier.procedure["name"])
        self._facts.show_fact(self.tr("Hẹn trả"), words.long_stamp(dossier.due["at"]) if dossier.due else "")
        self._facts.show_fact(self.tr("Có kết quả"), words.long_stamp(dossier.finished_at))
        papers = [labels.component(paper, say) for paper in dossier.components if paper["copy"] == "original"]
        self._facts.show_fact(self.tr("Bản chính đã nhận"), "\n".join(papers))
        self._facts.show_fact(self.tr("Đã báo người dân"), words.long_stamp(dossier.called_at))
        self._terms.show_dossier(dossier, self._presenter.state.fault("money"))

    def _show_collector(self, state: ReturningState) -> None:
        for part, field in self._fields.items():
            text = getattr(state.collector, part)
            if isinstance(field, TextField):
                if field.edit.text() != text and field.text() != text:
                    field.set_text(text)
                field.set_error(state.fault(part))
        known = bool(state.collector.number)
        self._own.setVisible(known)
        self._owner_button.setVisible(not known or not state.own)
        if state.own:
            self._own.show_status(self.tr("Chính chủ"), Tone.GOOD, "circle-check")
        else:
            self._own.show_status(self.tr("Nhận thay"), Tone.WARN, "user")
        self._other.setVisible(not state.own)
        unpaid = state.dossier is not None and state.dossier.unpaid > 0
        overruled = self._presenter.may_overrule_fee
        self._fee.setVisible(unpaid and overruled)
        self._confirm_button.set_kind("secondary" if unpaid and not overruled else "primary")
        self._money_button.set_kind("primary" if unpaid and not overruled else "secondary")
        if self._fee.text() != state.fee_reason.strip():
            self._fee.set_text(state.fee_reason)
        self._fee.set_error(state.fault("fee"))
        self._collector.setEnabled(state.ready)
        self._confirm.setEnabled(state.ready and not state.busy)
        self._all.setEnabled(state.ready and not state.busy and bool(state.together))

    def _show_found(self, text: str, rows: list[DossierRow]) -> None:
        choices = [Choice(row.id, row.owner_name, row.procedure_name, row.label, icon="package-check") for row in rows]
        self._find.show_results(text, choices)

    def _focus(self, part: str) -> None:
        places = {
            "find": self._find,
            "confirm": self._confirm_button,
            "next": self._done.button,
            "fee": self._fee,
            "money": self._money_button,
            **self._fields,
        }
        if part == "next":
            self._done.button.hold_back()
        field = places[part]
        soon_in_sight(self, field.setFocus)
        if part == "find":
            soon_in_sight(self, self._find.edit.selectAll)

    def _take_fees(self) -> None:
        if self._presenter.state.dossier is not None:
            self.fees_requested.emit(self._presenter.state.dossier.id)

    def _open_dossier(self) -> None:
        if self._presenter.state.dossier is not None:
            self.dossier_requested.emit(self._presenter.state.dossier.id)

    @override
    def show_place(self, what: object) -> None:
        if isinstance(what, Handing):
            self._asked = what.dossier_id
            self._presenter.open(what)

    @override
    def shown_place(self, what: object) -> object:
        return what if self._laid else None

    @property
    def _laid(self) -> bool:
        """Whether what is in hand is what another page has asked for."""
        return bool(self._asked) and self._presenter.wanted == self._asked

    @override
    def arrive(self) -> None:
        self._presenter.refresh()
        state = self._presenter.state
        if state.returned:
            self._focus("next")
        elif state.dossier is None:
            self._focus("find")

    @override
    def take_scan(self, found: Found) -> bool:
        return self._presenter.take_scan(found)

    @override
    def keyPressEvent(self, event: QKeyEvent) -> None:
        begun = self._presenter.state.dossier is not None or bool(self._find.edit.text())
        if event.key() == Qt.Key.Key_Escape and begun:
            laid, self._asked = self._laid, ""
            self._find.set_choice(None, "")
            self._presenter.start_next()
            if not laid:
                return
        super().keyPressEvent(event)

    @override
    def unfinished(self) -> str:
        dossier = self._presenter.state.dossier
        doing = dossier is not None and not self._presenter.state.returned
        return self.tr("trả kết quả {code}").format(code=dossier.label) if dossier and doing else ""


def _column(*cards: QWidget) -> QWidget:
    """Cards one under the other, as high as they are."""
    place = QWidget()
    column = QVBoxLayout(place)
    column.setContentsMargins(0, 0, 0, 0)
    column.setSpacing(px(16))
    for card in cards:
        column.addWidget(card)
    column.addStretch(1)
    return place


class _Done(QWidget):
    """Says who has taken which result, until the next one."""

    def __init__(self, button: Button) -> None:
        super().__init__()
        self.button = button
        self._heading = Text(self.tr("Đã trả kết quả"), "heading")
        self._code = Text("", "title", selectable=True)
        self._who = Text("", "body", wrap=True)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, px(24), 0, 0)
        column.setSpacing(px(12))
        head = QHBoxLayout()
        head.setSpacing(px(10))
        head.addWidget(Icon("circle-check", 22, Tone.GOOD))
        head.addWidget(self._heading, 1)
        column.addLayout(head)
        column.addWidget(self._code)
        column.addWidget(self._who)
        column.addSpacing(px(8))
        row = QHBoxLayout()
        row.addWidget(button)
        row.addStretch(1)
        column.addLayout(row)
        column.addStretch(1)

    def show_dossiers(self, dossiers: tuple[Dossier, ...]) -> None:
        dossier = dossiers[0]
        taker = dossier.collector or {}
        self._code.setText("\n".join(one.label for one in dossiers))
        who = " · ".join(part for part in (taker.get("name"), taker.get("number"), taker.get("relation")) if part)
        at = words.long_stamp(dossier.returned_at)
        self._who.setText(self.tr("{who} đã nhận lúc {at}.").format(who=who, at=at))
