"""Every key of the program in one place: bound once, shown wherever people look for it."""

from collections.abc import Callable, Iterable
from functools import partial

from PySide6.QtCore import QEvent, QObject, Qt, Signal
from PySide6.QtGui import QAction, QKeyEvent, QKeySequence
from PySide6.QtWidgets import QApplication, QLineEdit, QPlainTextEdit, QWidget
from shiboken6 import isValid
from typing_extensions import override

from ui.widgets.button import CLICKED

# On a plain X server a field keeps these for itself: the one wipes it, the other goes to its end.
_TAKEN_BY_FIELDS = (Qt.Key.Key_U, Qt.Key.Key_E)


class Shortcuts(QObject):
    """The actions of the window and of its pages; `clicked` tells of one that the mouse has triggered.

    An action of the window can be reached everywhere, one of a page only while the page is shown. A key is refused
    (ValueError) when it is already taken where both could be reached.
    """

    clicked = Signal(QAction)

    def __init__(self, window: QWidget) -> None:
        super().__init__(window)
        self._window = window
        self._actions: list[tuple[QAction, QWidget, Callable[[], object]]] = []
        self._by_keys: dict[QKeySequence, list[tuple[QAction, QWidget]]] = {}
        self._focus: QWidget | None = None
        app = QApplication.instance()
        if isinstance(app, QApplication):
            app.focusChanged.connect(self._follow)

    def add(
        self,
        text: str,
        keys: str,
        run: Callable[[], object],
        *,
        group: str,
        also: str = "",
        page: QWidget | None = None,
        tip: str = "",
        icon: str = "",
        when: Callable[[], object] = lambda: True,
    ) -> QAction:
        """Binds a key, such as "Ctrl+P" or "F9", or none (""), and returns the action for buttons and menus.

        `also` does the same and is shown nowhere: how the key is reached on another keyboard.
        `when` tells whether there is anything to do for an action that has no button in sight to be dimmed.
        """
        owner = page or self._window
        bound = [one for one in (keys, also) if one]
        for one in bound:
            self._refuse_taken(one, owner)
        action = QAction(text, owner)
        action.setObjectName(icon)
        action.setToolTip(tip or text)
        action.setData(group)
        # A window shortcut of a hidden page is silent, so pages may use the same keys.
        action.setShortcuts([QKeySequence(one) for one in bound])
        # Qt tells whether the action is checked, which a `run` with an argument of its own would take for that.
        action.triggered.connect(lambda _checked: run())
        action.triggered.connect(partial(self._tell_click, action))
        owner.addAction(action)
        self._actions.append((action, owner, when))
        for one in bound:
            self._by_keys.setdefault(QKeySequence(one), []).append((action, owner))
        return action

    def reachable(self) -> Iterable[QAction]:
        """The actions that a person can use now, those of the page before those of the window."""
        live = [
            (action, owner)
            for action, owner, when in self._actions
            if owner.isVisible() and action.isVisible() and action.isEnabled() and when()
        ]
        return [action for action, _ in sorted(live, key=lambda pair: pair[1] is self._window)]

    def _follow(self, _old: QWidget | None, new: QWidget | None) -> None:
        if self._focus is not None and isValid(self._focus):
            self._focus.removeEventFilter(self)
        self._focus = new
        if new is not None:
            new.installEventFilter(self)

    @override
    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Keeps a field from taking the key of an action that can be reached."""
        if event.type() != QEvent.Type.ShortcutOverride or not isinstance(event, QKeyEvent):
            return False
        undoing = event.matches(QKeySequence.StandardKey.Undo) and not _has_typing_to_undo(watched)
        if not undoing and event.key() not in _TAKEN_BY_FIELDS:
            return False
        bound = self._by_keys.get(QKeySequence(event.keyCombination()), ())
        return any(owner.isVisible() and action.isEnabled() for action, owner in bound)

    def _tell_click(self, action: QAction) -> None:
        if action.property(CLICKED):
            self.clicked.emit(action)

    def _refuse_taken(self, keys: str, owner: QWidget) -> None:
        for action, other in self._by_keys.get(QKeySequence(keys), ()):
            if other is owner or self._window in {other, owner}:
                raise ValueError(f"{keys} is already bound to {action.text()!r}")


def _has_typing_to_undo(field: QObject) -> bool:
    """Whether a field owns the key for undoing: Qt's fields claim it even where nobody has typed in them."""
    if isinstance(field, QPlainTextEdit):
        return field.document().isUndoAvailable()
    return isinstance(field, QLineEdit) and field.isUndoAvailable()
