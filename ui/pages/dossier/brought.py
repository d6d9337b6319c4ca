"""The papers that come with a supplement: what was asked for, to be ticked, and others by their names."""

from collections.abc import Sequence
from dataclasses import replace
from typing import Any

from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QLineEdit, QVBoxLayout, QWidget
from typing_extensions import override

from desktop_app.words import labels
from ui.language import choices
from ui.theme import px
from ui.widgets.check_list import CheckItem, CheckList
from ui.widgets.drop_list import is_enter
from ui.widgets.field import Field
from ui.widgets.text import Text

MOST_HEIGHT = 176
MOST_NAME = 500


class BroughtPapers(QWidget):
    """Each paper with its kind of copy and how many, as at the reception.

    What was asked for is no paper before it is ticked: it may have been a signature on one that is here already.
    """

    def __init__(self) -> None:
        super().__init__()
        name = self.tr("Giấy tờ mới nộp")
        self.papers = CheckList(name, choices(labels.COPIES))
        self._keys = Text(self.tr("Space chọn · ← → loại bản · số: số lượng · A tất cả"), "caption", wrap=True)
        self.other = QLineEdit()
        self.other.setPlaceholderText(self.tr("Thêm giấy tờ khác: gõ tên, Enter"))
        self.other.setAccessibleName(self.tr("Giấy tờ khác"))
        self.other.setMaxLength(MOST_NAME)
        inner = QWidget()
        lines = QVBoxLayout(inner)
        lines.setContentsMargins(0, 0, 0, 0)
        lines.setSpacing(px(6))
        for widget in (self.papers, self._keys, self.other):
            lines.addWidget(widget)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.addWidget(Field(name, inner))

    def begin(self, asked: Sequence[str]) -> None:
        """Begins with what was asked for; nothing of it is here yet."""
        self._show([CheckItem(place, text, kind="original") for place, text in enumerate(asked) if text])

    def components(self) -> list[dict[str, Any]]:
        """What was brought, in the shape of `ComponentData`."""
        ticked = [item for item in self.papers.items() if item.ticked]
        return [{"name": item.text, "copy": item.kind, "count": item.count} for item in ticked]

    def start(self) -> None:
        """Takes the focus."""
        (self.other if self.papers.isHidden() else self.papers).setFocus()

    def _show(self, items: Sequence[CheckItem]) -> None:
        self.papers.set_items([replace(item, key=place) for place, item in enumerate(items)])
        self.papers.setFixedHeight(min(self.papers.sizeHint().height(), px(MOST_HEIGHT)))
        for widget in (self.papers, self._keys):
            widget.setVisible(bool(items))

    def _add(self) -> None:
        added = CheckItem(0, self.other.text().strip(), ticked=True, kind="original")
        items = [*self.papers.items(), added]
        self._show(items)
        self.papers.setCurrentIndex(self.papers.model().index(len(items) - 1, 0))
        self.other.clear()
        # Where its kind and count are said; Enter leads back to the next one.
        self.papers.setFocus()

    @override
    def keyPressEvent(self, event: QKeyEvent) -> None:
        if is_enter(event.key()) and self.other.hasFocus() and self.other.text().strip():
            self._add()
        else:
            super().keyPressEvent(event)
