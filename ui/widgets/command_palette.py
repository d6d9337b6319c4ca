"""One line that finds any action, procedure or dossier (Ctrl+K)."""

from collections.abc import Callable, Iterable, Sequence

from PySide6.QtCore import Qt
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QHBoxLayout, QLineEdit, QVBoxLayout, QWidget
from typing_extensions import override

from desktop_app.domain.text import fold
from ui.theme import px
from ui.widgets.card import Line
from ui.widgets.choice_list import Choice, ChoiceList
from ui.widgets.floating import Overlay
from ui.widgets.text import Icon, Text

TOP = 72
AROUND_LIST = 128
"""What stands above and below the list: the line, the hint, and some room below the palette."""

MOST = 8
"""Results shown of each provider."""

SCATTERED = 3
"""The rank of what the letters only stand in."""

Deliver = Callable[[Sequence[Choice]], None]
Provider = Callable[[str, Deliver], None]


class CommandPalette(Overlay):
    """Finds what its providers know; the value of a choice is a callable that does it.

    A provider is given the text and a function to deliver its choices with, at once or later; what arrives for an
    older text is dropped. Providers are listed in the order of `providers`.
    """

    def __init__(self, window: QWidget, providers: Sequence[Provider]) -> None:
        super().__init__(window, 640, TOP)
        self._providers = providers
        self._round = 0
        self._found: dict[int, Sequence[Choice]] = {}
        self._edit = _PaletteEdit(self)
        self.list = ChoiceList(self.tr("Kết quả"))
        self._nothing = Text(self.tr("Không tìm thấy. Thử ít chữ hơn, hoặc gõ không dấu."), "muted")
        self._build()
        self._edit.textEdited.connect(self._ask)
        self.list.taken.connect(self._do)

    def open(self) -> None:
        """Opens with an empty line and what the providers offer for it."""
        super().open()
        self._edit.clear()
        self._edit.setFocus()
        self._ask("")

    def _build(self) -> None:
        line = QHBoxLayout()
        line.setContentsMargins(px(14), px(6), px(14), px(6))
        line.setSpacing(px(10))
        line.addWidget(Icon("search", 18))
        line.addWidget(self._edit, 1)
        foot = Text(self.tr("↑↓ chọn · Enter làm · Esc đóng"), "caption")
        foot.setContentsMargins(px(14), px(4), px(14), px(8))
        self._nothing.setContentsMargins(px(14), px(16), px(14), px(16))
        column = QVBoxLayout(self.panel)
        column.setContentsMargins(1, px(4), 1, 0)
        column.setSpacing(0)
        column.addLayout(line)
        column.addWidget(Line())
        inner = QVBoxLayout()
        inner.setContentsMargins(px(6), px(6), px(6), px(2))
        inner.addWidget(self.list)
        inner.addWidget(self._nothing)
        column.addLayout(inner)
        column.addWidget(foot)

    def _ask(self, text: str) -> None:
        self._round += 1
        self._found.clear()
        for place, provider in enumerate(self._providers):
            provider(text, self._taker(self._round, place))
        self._show()

    def _taker(self, number: int, place: int) -> Deliver:
        def take(choices: Sequence[Choice]) -> None:
            if number == self._round:
                self._found[place] = choices[:MOST]
                self._show()

        return take

    def _show(self) -> None:
        current = self.list.current()
        choices = [choice for place in sorted(self._found) for choice in self._found[place]]
        self.list.show_choices(choices)
        if current in choices[1:]:
            self.list.move_by(choices.index(current))
        room = max(self.height() - px(TOP + AROUND_LIST), px(120))
        self.list.setFixedHeight(self.list.height_at(self.panel.width() - px(14), min(px(400), room)))
        self.list.setVisible(bool(choices))
        self._nothing.setVisible(not choices)
        self._place()

    def _do(self, choice: Choice) -> None:
        self.close_panel()
        choice.value()


class _PaletteEdit(QLineEdit):
    def __init__(self, palette: CommandPalette) -> None:
        super().__init__()
        self._palette = palette
        self.setProperty("bare", True)
        self.setProperty("big", True)
        self.setAccessibleName(self.tr("Tìm thao tác, thủ tục hoặc hồ sơ"))
        self.setPlaceholderText(self.tr("Tìm thao tác, thủ tục, hồ sơ…"))

    @override
    def keyPressEvent(self, event: QKeyEvent) -> None:
        steps = {Qt.Key.Key_Down: 1, Qt.Key.Key_Up: -1, Qt.Key.Key_PageDown: 8, Qt.Key.Key_PageUp: -8}
        if event.key() in steps:
            self._palette.list.move_by(steps[Qt.Key(event.key())])
        elif event.key() in {Qt.Key.Key_Return, Qt.Key.Key_Enter}:
            self._palette.list.take_current()
        else:
            super().keyPressEvent(event)


def best_matches(query: str, choices: Iterable[Choice]) -> list[Choice]:
    """The choices that match the typed text without regard to accents, best first; all of them for an empty text.

    Every typed word must begin a word of the choice, or the letters be its initials.
    """
    return [choice for rank, choice in _ranked(query, choices) if rank < SCATTERED]


def guesses(query: str, choices: Iterable[Choice]) -> list[Choice]:
    """The choices in which the typed letters at least stand in that order; a name may hit one by chance."""
    return [choice for rank, choice in _ranked(query, choices) if rank == SCATTERED]


def _ranked(query: str, choices: Iterable[Choice]) -> list[tuple[int, Choice]]:
    typed = fold(query)
    ranked = [(rank, choice) for choice in choices if (rank := _rank(typed, choice)) is not None]
    return sorted(ranked, key=lambda item: item[0])


def _rank(typed: str, choice: Choice) -> int | None:
    name = fold(choice.text)
    if name.startswith(typed):
        return 0
    words = f" {name} {fold(choice.detail)}"
    if all(f" {word}" in words for word in typed.split()):
        return 1
    initials = "".join(word[0] for word in name.split())
    if typed.replace(" ", "") in initials:
        return 2
    letters = iter(name)
    return SCATTERED if len(typed) > 2 and all(letter in letters for letter in typed.replace(" ", "")) else None
