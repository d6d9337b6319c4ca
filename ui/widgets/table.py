"""The one table of the counter: rows painted as they are fetched, moved through by keyboard."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Any, Generic, TypeVar

from PySide6.QtCore import QAbstractTableModel, QModelIndex, QRect, QSize, Qt, QTimer, Signal
from PySide6.QtGui import QFont, QFontMetrics, QKeyEvent, QPainter, QPaintEvent, QResizeEvent, QShowEvent, QStaticText
from PySide6.QtWidgets import (
    QAbstractItemView,
    QApplication,
    QHeaderView,
    QStyle,
    QStyledItemDelegate,
    QStyleOptionViewItem,
    QTableView,
)
from typing_extensions import override

from ui.density import COMPACT, ROW_HEIGHTS, choose_rows, chosen_rows
from ui.icons import draw_icon
from ui.language import say
from ui.theme import px
from ui.tokens import Tone
from ui.widgets.chip import TONE_ICONS
from ui.widgets.choice_list import Index
from ui.widgets.paint import LEFT, Role, draw_chip, focus_ring, stepped

R = TypeVar("R")

LEAST_WIDTH, WORDS_WIDTH = 150, 240
PAGE = 100
KEPT_PAGES = 30
MOST_LAID_OUT = 5_000

_WEIGHTS = {False: QFont.Weight.Normal, True: QFont.Weight.Medium}
_ROLES = {
    Qt.ItemDataRole.DisplayRole,
    Qt.ItemDataRole.UserRole,
    Qt.ItemDataRole.ToolTipRole,
    Qt.ItemDataRole.AccessibleTextRole,
}
_RIGHT = Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter


@dataclass(frozen=True, slots=True)
class Cell:
    """What one cell shows: with a tone as a status chip, with an icon alone the icon before the words.

    `spoken` is what a screen reader says where the words alone do not tell it. A `code` without enough room loses its
    beginning: codes of one office differ in their last digits.
    """

    text: str
    tone: Tone | None = None
    icon: str = ""
    strong: bool = False
    muted: bool = False
    spoken: str = ""
    code: bool = False


@dataclass(frozen=True, slots=True)
class Column(Generic[R]):
    """A column: its heading, how a row becomes a cell, its width in logical pixels (0 takes what is left).

    One with a `least` gives way down to it where those that take what is left are narrower than their words. A column
    without a heading still has a name for screen readers (`spoken`).
    """

    heading: str
    cell: Callable[[R], Cell | str]
    width: int = 0
    right: bool = False
    spoken: str = ""
    least: int = 0


class RowsModel(QAbstractTableModel, Generic[R]):
    """Rows of any number, of which only the pages that were painted are held.

    `page_wanted` asks for rows [number × PAGE, …); the owner answers with `put_page`. Rows not yet fetched are painted
    as blanks and are filled in without the view losing its place.
    """

    page_wanted = Signal(int)

    def __init__(self, columns: Sequence[Column[R]]) -> None:
        super().__init__()
        self.columns = list(columns)
        self._total = 0
        self._pages: dict[int, Sequence[R]] = {}
        self._wanted: list[int] = []
        self._asked: set[int] = set()
        self._stale: set[int] = set()
        self._ask = QTimer(self, singleShot=True, interval=0)
        self._ask.timeout.connect(self._ask_for_pages)

    def show_rows(self, rows: Sequence[R]) -> None:
        """Replaces everything by rows that are all here."""
        self.reset(len(rows))
        for start in range(0, len(rows), PAGE):
            self._pages[start // PAGE] = rows[start : start + PAGE]

    def reset(self, total: int) -> None:
        """Starts again with a number of rows of which none is here yet."""
        self.beginResetModel()
        self._total = total
        self._pages.clear()
        self._wanted.clear()
        self._asked.clear()
        self._stale.clear()
        self.endResetModel()

    def put_page(self, number: int, rows: Sequence[R]) -> None:
        """Takes the rows of one page and has them painted; the page used longest ago is let go."""
        self._asked.discard(number)
        self._stale.discard(number)
        self._pages[number] = rows
        if len(self._pages) > KEPT_PAGES:
            del self._pages[next(iter(self._pages))]
        first = number * PAGE
        last = min(first + PAGE, self._total) - 1
        self.dataChanged.emit(self.index(first, 0), self.index(last, len(self.columns) - 1))

    def mark_stale(self) -> None:
        """Has every page fetched again when it is next painted; what is shown stays until then."""
        self._stale.update(self._pages)
        if self._total:
            self.dataChanged.emit(self.index(0, 0), self.index(self._total - 1, len(self.columns) - 1))

    def row(self, number: int) -> R | None:
        """The row, None while its page is not here; asking for it has it fetched."""
        page = self._pages.pop(number // PAGE, None)
        if page is None or number // PAGE in self._stale:
            self._want(number // PAGE)
        if page is None:
            return None
        self._pages[number // PAGE] = page
        return page[number % PAGE] if number % PAGE < len(page) else None

    def _want(self, page: int) -> None:
        if page not in self._asked:
            self._asked.add(page)
            self._wanted.append(page)
            self._ask.start()

    def _ask_for_pages(self) -> None:
        wanted, self._wanted = self._wanted, []
        for page in wanted:
            self.page_wanted.emit(page)

    @override
    def rowCount(self, parent: Index = QModelIndex()) -> int:  # noqa: B008 - Qt's own signature
        return 0 if parent.isValid() else self._total

    @override
    def columnCount(self, parent: Index = QModelIndex()) -> int:  # noqa: B008 - Qt's own signature
        return 0 if parent.isValid() else len(self.columns)

    @override
    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        if role not in _ROLES:
            return None
        row = self.row(index.row())
        if row is None:
            return None
        shown = self.columns[index.column()].cell(row)
        cell = Cell(shown) if isinstance(shown, str) else shown
        if role == Qt.ItemDataRole.AccessibleTextRole:
            return cell.spoken or cell.text
        return cell if role == Qt.ItemDataRole.UserRole else cell.text

    @override
    def headerData(self, section: int, orientation: Qt.Orientation, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        if orientation == Qt.Orientation.Vertical:
            # Never painted, but a screen reader may ask on which row it is.
            return str(section + 1) if role == Qt.ItemDataRole.AccessibleTextRole else None
        column = self.columns[section]
        if role == Qt.ItemDataRole.DisplayRole:
            return say(column.heading)
        if role == Qt.ItemDataRole.AccessibleTextRole:
            return say(column.spoken or column.heading)
        if role == Qt.ItemDataRole.TextAlignmentRole:
            side = Qt.AlignmentFlag.AlignRight if column.right else Qt.AlignmentFlag.AlignLeft
            return side | Qt.AlignmentFlag.AlignVCenter
        return None


def set_rows(density: str) -> None:
    """Makes the rows of every table this high, those that are open and those to come."""
    choose_rows(density)
    for widget in QApplication.allWidgets():
        if isinstance(widget, Table):
            widget.set_density(density)


class Table(QTableView, Generic[R]):
    """A table whose rows are opened with Enter; Tab leaves it, letters never search in it.

    `opened` and `current_changed` carry the row; `current_changed` carries None while the row is not here.
    """

    opened = Signal(object)
    current_changed = Signal(object)

    def __init__(self, model: RowsModel[R], name: str, density: str = "") -> None:
        super().__init__()
        self._rows = model
        self._most = 0
        self.setModel(model)
        self.setAccessibleName(name)
        self._cells = _CellPainter(self, model.columns)
        self.setItemDelegate(self._cells)
        self.setSelectionBehavior(QAbstractItemView.SelectionBehavior.SelectRows)
        self.setSelectionMode(QAbstractItemView.SelectionMode.SingleSelection)
        self.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)
        self.setTabKeyNavigation(False)
        self.setShowGrid(False)
        self.setWordWrap(False)
        self.setMouseTracking(True)
        self.setVerticalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        self._dress_headers()
        self.set_density(density or chosen_rows())
        self.activated.connect(lambda index: self._tell_opened(index.row()))
        self.selectionModel().currentRowChanged.connect(lambda index: self._tell_current(index.row()))
        model.dataChanged.connect(self._tell_if_current_arrived)

    def set_density(self, density: str) -> None:
        """Rows 36 ("comfortable") or 28 ("compact") logical pixels high."""
        self.verticalHeader().setDefaultSectionSize(px(ROW_HEIGHTS[density]))

    def fit_rows(self, most: int) -> None:
        """Makes the table as high as its rows, and as `most` of them where there are more."""
        self._most = most
        lines = self.verticalHeader().defaultSectionSize() * min(self._rows.rowCount(), most)
        self.setFixedHeight(self.horizontalHeader().sizeHint().height() + lines + 2 * self.frameWidth() + 2)

    def show_column(self, place: int, *, shown: bool) -> None:
        """Shows or leaves out a column; those without a width take what it leaves."""
        self.setColumnHidden(place, not shown)
        self._share_width()

    def _dress_headers(self) -> None:
        # A fixed height for every row: ResizeToContents would measure each of a million rows.
        self.verticalHeader().hide()
        self.verticalHeader().setSectionResizeMode(QHeaderView.ResizeMode.Fixed)
        header = self.horizontalHeader()
        header.setHighlightSections(False)
        header.setSectionsClickable(False)
        for place, column in enumerate(self._rows.columns):
            header.resizeSection(place, px(column.width or LEAST_WIDTH))

    def _share_width(self) -> None:
        """Gives the columns without a width what the others leave, and never less than can be read."""
        columns = {place: one for place, one in enumerate(self._rows.columns) if not self.isColumnHidden(place)}
        growing = [place for place, column in columns.items() if not column.width]
        left = self.viewport().width() - sum(px(column.width) for column in columns.values())
        lack = px(WORDS_WIDTH) * len(growing) - left
        for place, column in columns.items():
            if column.least:
                given = min(max(lack, 0), px(column.width) - px(column.least))
                self.setColumnWidth(place, px(column.width) - given)
                lack, left = lack - given, left + given
        for place in growing:
            self.setColumnWidth(place, max(px(LEAST_WIDTH), left // len(growing)))

    def _tell_opened(self, row: int) -> None:
        if (found := self._rows.row(row)) is not None:
            self.opened.emit(found)

    def _tell_current(self, row: int) -> None:
        self.current_changed.emit(self._rows.row(row) if row >= 0 else None)

    def _tell_if_current_arrived(self, first: QModelIndex, last: QModelIndex) -> None:
        row = self.currentIndex().row()
        if first.row() <= row <= last.row():
            self._tell_current(row)

    @override
    def showEvent(self, event: QShowEvent) -> None:
        # The heading has its height once it is dressed.
        super().showEvent(event)
        if self._most:
            self.fit_rows(self._most)

    @override
    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._share_width()

    @override
    def paintEvent(self, event: QPaintEvent) -> None:
        self._cells.look = _Look(self)
        super().paintEvent(event)
        if self.hasFocus() and not self.currentIndex().isValid():
            with QPainter(self.viewport()) as painter:
                focus_ring(painter, self.viewport().rect(), self.palette())

    @override
    def keyboardSearch(self, search: str) -> None:
        """Does nothing: Qt's own search would read every row of the table."""

    @override
    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() == Qt.Key.Key_Home and self.model().rowCount():
            self.selectRow(0)
        elif event.key() == Qt.Key.Key_End and self.model().rowCount():
            self.selectRow(self.model().rowCount() - 1)
        else:
            super().keyPressEvent(event)


class _Look:
    """Fonts, colours and lengths of a table, worked out once for each repaint and not once for each cell."""

    def __init__(self, view: QTableView) -> None:
        palette = QApplication.palette()
        self.font = font = view.font()
        self.row = view.currentIndex().row()
        self.focused = view.hasFocus()
        self.fonts = {strong: stepped(font, "body", _WEIGHTS[strong]) for strong in (False, True)}
        self.metrics = {strong: QFontMetrics(strong_font) for strong, strong_font in self.fonts.items()}
        self.inks = {False: palette.color(Role.Text), True: palette.color(Role.PlaceholderText)}
        self.current = palette.color(Role.Highlight)
        self.hovered = palette.color(Role.Midlight)
        self.line = palette.color(Role.Mid)
        self.blank = palette.color(Role.AlternateBase)
        self.focus = palette.color(Role.Shadow)
        self.side, self.gap, self.icon = px(12), px(8), px(16)


class _CellPainter(QStyledItemDelegate):
    def __init__(self, view: QTableView, columns: Sequence[Column[Any]]) -> None:
        super().__init__(view)
        self._columns = columns
        self.look = _Look(view)
        self._laid_out: dict[tuple[str, bool, int, int], QStaticText] = {}

    @override
    def sizeHint(self, option: QStyleOptionViewItem, index: Index) -> QSize:
        return QSize(px(80), px(ROW_HEIGHTS[COMPACT]))

    @override
    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        look = self.look
        rect = QRect(option.rect)
        current = look.row == index.row()
        if current:
            painter.fillRect(rect, look.current)
        elif option.state & QStyle.StateFlag.State_MouseOver:
            painter.fillRect(rect, look.hovered)
        painter.fillRect(rect.left(), rect.bottom(), rect.width(), 1, look.line)
        if current and look.focused:
            self._draw_focus(painter, rect, index.column())
        cell: Cell | None = index.data(Qt.ItemDataRole.UserRole)
        right = look.side if self._columns[index.column()].right else look.gap
        self._draw_cell(painter, rect.adjusted(look.side, 0, -right, 0), cell, index.column())

    def _draw_focus(self, painter: QPainter, rect: QRect, column: int) -> None:
        # One ring around the whole row, of which each cell paints its part.
        colour = self.look.focus
        painter.fillRect(rect.left(), rect.top(), rect.width(), 2, colour)
        painter.fillRect(rect.left(), rect.bottom() - 1, rect.width(), 2, colour)
        if column == 0:
            painter.fillRect(rect.left(), rect.top(), 2, rect.height(), colour)
        if column == len(self._columns) - 1:
            painter.fillRect(rect.right() - 1, rect.top(), 2, rect.height(), colour)

    def _draw_cell(self, painter: QPainter, rect: QRect, cell: Cell | None, column: int) -> None:
        look = self.look
        if cell is None:
            blank = QRect(rect.left(), rect.center().y() - px(3), min(rect.width() * 2 // 3, px(160)), px(8))
            painter.fillRect(blank, look.blank)
        elif cell.tone is not None:
            icon = cell.icon or TONE_ICONS[cell.tone]
            draw_chip(painter, rect, cell.text, tone=cell.tone, icon=icon, font=look.font)
        elif cell.text or cell.icon:
            self._draw_words(painter, rect, cell, _RIGHT if self._columns[column].right else LEFT)

    def _draw_words(self, painter: QPainter, rect: QRect, cell: Cell, align: Qt.AlignmentFlag) -> None:
        look = self.look
        ink = look.inks[cell.muted]
        if cell.icon:
            top = rect.center().y() - look.icon // 2 + 1
            draw_icon(painter, cell.icon, QRect(rect.left(), top, look.icon, look.icon), ink)
            rect = rect.adjusted(look.icon * 3 // 2, 0, 0, 0)
        words = self._shortened(cell, rect.width())
        size = words.size().toSize()
        left = rect.left() if align == LEFT else rect.right() + 1 - size.width()
        painter.setFont(look.fonts[cell.strong])
        painter.setPen(ink)
        painter.drawStaticText(left, rect.top() + (rect.height() - size.height()) // 2, words)

    def _shortened(self, cell: Cell, width: int) -> QStaticText:
        # Laying a text out costs more than drawing it, and most cells are painted again and again.
        font = self.look.fonts[cell.strong]
        key = (cell.text, cell.strong, width, font.pixelSize())
        if key not in self._laid_out:
            if len(self._laid_out) > MOST_LAID_OUT:
                self._laid_out.clear()
            mode = Qt.TextElideMode.ElideLeft if cell.code else Qt.TextElideMode.ElideRight
            words = QStaticText(self.look.metrics[cell.strong].elidedText(cell.text, mode, width))
            words.setTextFormat(Qt.TextFormat.PlainText)
            words.prepare(font=font)
            self._laid_out[key] = words
        return self._laid_out[key]
