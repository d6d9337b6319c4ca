"""Help that is searched: what to do, and the keys of the whole program."""

from collections.abc import Iterator, Sequence

from PySide6.QtCore import Qt
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QFrame, QHBoxLayout, QVBoxLayout, QWidget
from typing_extensions import override

from desktop_app.domain.states import Role
from desktop_app.domain.text import fold
from ui.pages.frame.contents import rail_pages
from ui.pages.help.topics import TOPICS, Topic, translated
from ui.pages.page import Page
from ui.pages.surface import head_line, page_column, scrolled
from ui.soon import soon
from ui.theme import px
from ui.widgets.beside import Beside
from ui.widgets.card import Card, EmptyState
from ui.widgets.chip import KeyHint
from ui.widgets.field import TextField
from ui.widgets.text import Text

WIDTH = 520
KEY_WIDTH = 124
LEAST = 400
"""The width below which a column of cards can no longer be read beside another."""
FIRST = 2
"""So many cards are seen at once; the others are made after them."""


class HelpPage(Page):
    """Topics that hold what was typed, without regard to accents."""

    def __init__(self, roles: frozenset[Role]) -> None:
        super().__init__()
        pages = Topic(self.tr("Các màn hình"), (), tuple((page.key, page.title) for page in rail_pages(roles)))
        self._field = TextField(self.tr("Tìm trong trợ giúp"), placeholder=self.tr("Ví dụ: nop thay, in lai, mat mang"))
        self._nothing = EmptyState("search", self.tr("Không có mục nào"), self.tr("Thử ít chữ hơn."))
        self._topics = [pages, *map(translated, TOPICS)]
        self._cards: list[_TopicCard] = []
        self._halves = [QVBoxLayout(), QVBoxLayout()]
        inner = QWidget()
        self._area = scrolled(inner)
        self._build(inner)
        self._nothing.hide()
        self._field.edited.connect(self._narrow)

    def _build(self, inner: QWidget) -> None:
        both = Beside(16)
        for half in self._halves:
            half.setContentsMargins(0, 0, 0, 0)
            half.setSpacing(px(16))
            half.addStretch(1)
            place = QWidget()
            place.setLayout(half)
            both.add_work(place, px(LEAST))
        for _ in range(FIRST):
            self._add_card()
        cards = QVBoxLayout(inner)
        cards.setContentsMargins(0, 0, px(8), px(16))
        cards.addLayout(both)
        cards.addWidget(self._nothing)
        cards.addStretch(1)
        surface = QFrame()
        surface.setProperty("surface", "plain")
        column = page_column(right=20)
        surface.setLayout(column)
        column.addLayout(head_line(Text(self.tr("Trợ giúp"), "title")))
        self._field.setMaximumWidth(px(WIDTH))
        column.addWidget(self._field)
        column.addWidget(self._area, 1)
        outer = QVBoxLayout(self)
        outer.setContentsMargins(0, 0, 0, 0)
        outer.addWidget(surface)

    def _narrow(self, text: str) -> None:
        typed = fold(text).split()
        found = 0
        for place, topic in enumerate(self._topics):
            fits = all(word in topic.folded for word in typed)
            if place < len(self._cards):
                self._cards[place].setHidden(not fits)
            found += fits
        self._nothing.setVisible(not found)
        self._area.verticalScrollBar().setValue(0)

    def _add_card(self) -> None:
        place = len(self._cards)
        card = _TopicCard(self._topics[place])
        self._cards.append(card)
        self._halves[place % 2].insertWidget(place // 2, card)

    def _add_others(self) -> None:
        if next(self.parts_put_off(), None) is not None:
            if typed := self._field.text():
                self._narrow(typed)
            soon(self, self._add_others)

    @override
    def parts_put_off(self) -> Iterator[object]:
        while len(self._cards) < len(self._topics):
            self._add_card()
            yield self._cards[-1]

    @override
    def arrive(self) -> None:
        soon(self, self._add_others)
        self._field.setFocus()
        self._field.edit.selectAll()

    @override
    def keyPressEvent(self, event: QKeyEvent) -> None:
        bar = self._area.verticalScrollBar()
        steps = {Qt.Key.Key_Down: 60, Qt.Key.Key_Up: -60, Qt.Key.Key_PageDown: 400, Qt.Key.Key_PageUp: -400}
        if (step := steps.get(Qt.Key(event.key()))) is None:
            super().keyPressEvent(event)
        else:
            bar.setValue(bar.value() + px(step))


class _TopicCard(Card):
    def __init__(self, topic: Topic) -> None:
        super().__init__(topic.title)
        for line in topic.lines:
            self.body.addWidget(Text(line, wrap=True))
        if topic.keys:
            self.body.addLayout(_keys(topic.keys))


def _keys(keys: Sequence[tuple[str, str]]) -> QVBoxLayout:
    column = QVBoxLayout()
    column.setSpacing(px(6))
    for key, text in keys:
        row = QHBoxLayout()
        place = QWidget()
        place.setFixedWidth(px(KEY_WIDTH))
        inner = QHBoxLayout(place)
        inner.setContentsMargins(0, 0, 0, 0)
        inner.addWidget(KeyHint(key))
        inner.addStretch(1)
        row.addWidget(place)
        row.addWidget(Text(text, wrap=True), 1)
        column.addLayout(row)
    return column
