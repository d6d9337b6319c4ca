"""The table of the monthly report: headings in two rows, the sum first, each figure a door to its dossiers."""

from collections.abc import Callable, Sequence
from typing import Any

from PySide6.QtCore import QAbstractTableModel, QModelIndex, QRect, QSize, Qt, Signal
from PySide6.QtGui import QFont, QKeyEvent, QPainter, QResizeEvent
from PySide6.QtWidgets import (
    QAbstractItemView,
    QApplication,
    QHeaderView,
    QStyledItemDelegate,
    QStyleOptionViewItem,
    QTableView,
)
from typing_extensions import override

from desktop_app.application.reports import Report, ReportLine
from desktop_app.domain.report import Figures
from desktop_app.words.figures import TOTAL, report_cells
from ui.language import say
from ui.pages.reports.columns import COLUMNS
from ui.theme import px
from ui.widgets.choice_list import Index
from ui.widgets.paint import Role, draw_text, focus_ring, stepped

LEAST_NAME, LEAST, MOST, SHARE_WIDTH = 210, 46, 64, 76
ROW = 28
HEADING = 26
END = 12
"""Between the last figure and the edge, as in every table."""
RIGHT = Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter
NOTHING = "–"


class FiguresTable(QTableView):
    """Arrows go from figure to figure, Enter opens the dossiers behind it.

    `opened` and `moved` carry the name of the figure and the line, None for the sum of all fields.
    """

    opened = Signal(str, object)
    moved = Signal(str, object)

    def __init__(self, name: str, can_open: Callable[[str, ReportLine | None], bool]) -> None:
        super().__init__()
        self._model = _Lines()
        self.setModel(self._model)
        self.setAccessibleName(name)
        self.setItemDelegate(_FigurePainter(self, can_open))
        self.setHorizontalHeader(_Headings(self))
        self.setSelectionMode(QAbstractItemView.SelectionMode.SingleSelection)
        self.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)
        self.setTabKeyNavigation(False)
        self.setShowGrid(False)
        self.verticalHeader().hide()
        self.verticalHeader().setDefaultSectionSize(px(ROW))
        self.setMinimumHeight(px(190))
        self.activated.connect(lambda index: self._tell(self.opened, index))
        self.selectionModel().currentChanged.connect(lambda index: self._tell(self.moved, index))

    def show_report(self, report: Report | None) -> None:
        """Shows the lines of a report with their sum, nothing for None."""
        self._model.show_report(report)
        if report is not None:
            self.setCurrentIndex(self._model.index(0, 1))
        self.updateGeometry()

    def _tell(self, signal: Any, index: QModelIndex) -> None:
        if index.isValid() and index.column():
            signal.emit(COLUMNS[index.column() - 1].name, self._model.line(index.row()))

    @override
    def sizeHint(self) -> QSize:
        return QSize(px(400), 2 * px(HEADING) + px(ROW) * self._model.rowCount() + px(14))

    def _share_width(self) -> None:
        """Gives every figure the same width, as narrow as it can be read in, and the names what is left."""
        room = self.viewport().width() - px(SHARE_WIDTH)
        figures = len(COLUMNS) - 1
        width = min(max((room - px(LEAST_NAME)) // figures, px(LEAST)), px(MOST))
        self.setColumnWidth(0, max(room - figures * width, px(LEAST_NAME)))
        for place in range(1, figures + 1):
            self.setColumnWidth(place, width)
        self.setColumnWidth(figures + 1, px(SHARE_WIDTH))

    @override
    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._share_width()

    @override
    def keyboardSearch(self, search: str) -> None:
        """Does nothing: letters belong to the keys of the page."""

    @override
    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() in {Qt.Key.Key_Return, Qt.Key.Key_Enter} and not event.modifiers():
            self._tell(self.opened, self.currentIndex())
            return
        super().keyPressEvent(event)


class _Lines(QAbstractTableModel):
    def __init__(self) -> None:
        super().__init__()
        self._lines: Sequence[ReportLine] = ()
        self._cells: list[dict[str, str]] = []

    def show_report(self, report: Report | None) -> None:
        self.beginResetModel()
        self._lines = report.lines if report else ()
        # The sum stands first: it is in sight however many fields there are.
        figures = [*([report.sum] if report else []), *(line.figures for line in self._lines)]
        self._cells = [_cells(one) for one in figures]
        self.endResetModel()

    def line(self, row: int) -> ReportLine | None:
        return self._lines[row - 1] if row else None

    @override
    def rowCount(self, parent: Index = QModelIndex()) -> int:  # noqa: B008 - Qt's own signature
        return 0 if parent.isValid() else len(self._cells)

    @override
    def columnCount(self, parent: Index = QModelIndex()) -> int:  # noqa: B008 - Qt's own signature
        return 0 if parent.isValid() else len(COLUMNS) + 1

    @override
    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        if role not in {Qt.ItemDataRole.DisplayRole, Qt.ItemDataRole.ToolTipRole}:
            return None
        if index.column():
            return self._cells[index.row()][COLUMNS[index.column() - 1].name]
        line = self.line(index.row())
        return line.field_name if line else say(TOTAL)

    @override
    def headerData(self, section: int, orientation: Qt.Orientation, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        if orientation == Qt.Orientation.Vertical:
            return str(section + 1) if role == Qt.ItemDataRole.AccessibleTextRole else None
        if role != Qt.ItemDataRole.DisplayRole:
            return None
        if not section:
            return say("Lĩnh vực")
        column = COLUMNS[section - 1]
        return f"{say(column.over)}: {say(column.heading)}" if column.over else say(column.heading)


class _Headings(QHeaderView):
    """Two rows: what belongs together above, the single figure below, its words wrapped."""

    def __init__(self, table: QTableView) -> None:
        super().__init__(Qt.Orientation.Horizontal, table)
        self.setSectionsClickable(False)
        self.setHighlightSections(False)
        self.setMinimumSectionSize(px(40))

    @override
    def sizeHint(self) -> QSize:
        return QSize(0, px(HEADING) + px(36))

    @override
    def paintSection(self, painter: QPainter, rect: QRect, logicalIndex: int) -> None:
        palette = self.palette()
        painter.save()
        painter.fillRect(rect, palette.color(Role.Base))
        font = stepped(self.font(), "caption", QFont.Weight.Medium)
        painter.setFont(font)
        painter.setPen(palette.color(Role.PlaceholderText))
        heading = say(COLUMNS[logicalIndex - 1].heading) if logicalIndex else say("Lĩnh vực")
        lower = rect.adjusted(0, px(HEADING), -px(END if logicalIndex == len(COLUMNS) else 6), 0)
        longest = max(painter.fontMetrics().horizontalAdvance(word) for word in heading.split())
        # A long word may reach into what the figure before it leaves free at its right.
        reach = min(max(longest - lower.width(), 0), px(4))
        align = Qt.TextFlag.TextWordWrap | (RIGHT if logicalIndex else Qt.AlignmentFlag.AlignVCenter)
        place = lower.adjusted(-reach if logicalIndex else px(12), 0, 0, 0)
        painter.drawText(place, int(align), heading)
        if logicalIndex and COLUMNS[logicalIndex - 1].over:
            self._draw_over(painter, rect, logicalIndex)
        painter.fillRect(rect.left(), rect.bottom(), rect.width(), 1, palette.color(Role.Mid))
        painter.restore()

    def _draw_over(self, painter: QPainter, rect: QRect, section: int) -> None:
        """Paints the heading over several columns, of which each paints its part."""
        over = COLUMNS[section - 1].over
        group = [place for place, column in enumerate(COLUMNS, 1) if column.over == over]
        left = self.sectionViewportPosition(group[0])
        width = sum(self.sectionSize(place) for place in group)
        upper = QRect(left + px(4), rect.top(), width - px(10), px(HEADING))
        painter.setClipRect(rect)
        font = stepped(self.font(), "caption", QFont.Weight.DemiBold)
        draw_text(painter, upper, say(over), ink=self.palette().color(Role.Text), font=font, align=RIGHT)
        painter.fillRect(upper.left(), upper.bottom(), upper.width(), 1, self.palette().color(Role.Dark))
        painter.setClipping(False)


class _FigurePainter(QStyledItemDelegate):
    def __init__(self, view: FiguresTable, can_open: Callable[[str, ReportLine | None], bool]) -> None:
        super().__init__(view)
        self._view = view
        self._can_open = can_open

    @override
    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        palette = QApplication.palette()
        rect = QRect(option.rect)
        model = index.model()
        line = model.line(index.row()) if isinstance(model, _Lines) else None
        current = self._view.currentIndex()
        if line is None:
            painter.fillRect(rect, palette.color(Role.AlternateBase))
        if current.row() == index.row():
            painter.fillRect(rect, palette.color(Role.Highlight))
        painter.fillRect(rect.left(), rect.bottom(), rect.width(), 1, palette.color(Role.Mid))
        text = str(index.data())
        weight = QFont.Weight.DemiBold if line is None or not index.column() else QFont.Weight.Normal
        font = stepped(self._view.font(), "body", weight)
        if not index.column():
            draw_text(painter, rect.adjusted(px(12), 0, -px(4), 0), text, ink=palette.color(Role.Text), font=font)
            return
        door = text != NOTHING and self._can_open(COLUMNS[index.column() - 1].name, line)
        ink = palette.color(Role.Link if door else Role.Text if text != NOTHING else Role.PlaceholderText)
        end = px(END if index.column() == len(COLUMNS) else 6)
        draw_text(painter, rect.adjusted(0, 0, -end, 0), text, ink=ink, font=font, align=RIGHT)
        if current == index and self._view.hasFocus():
            focus_ring(painter, rect.adjusted(1, 1, -1, -2), palette, radius=3)


def _cells(figures: Figures) -> dict[str, str]:
    """The figures as they are read; a nought is a dash, so that what there is stands out."""
    return {name: NOTHING if value == "0" else value or NOTHING for name, value in report_cells(figures).items()}
