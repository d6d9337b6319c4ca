"""The work list: what is late, what is due, what waits for whom."""

from collections.abc import Container
from dataclasses import replace
from functools import partial

from PySide6.QtCore import QRect, QSize, Qt, QTimer
from PySide6.QtGui import QFont, QKeyEvent, QPainter, QPaintEvent
from PySide6.QtWidgets import (
    QAbstractButton,
    QFrame,
    QHBoxLayout,
    QSizePolicy,
    QStackedWidget,
    QVBoxLayout,
    QWidget,
)
from typing_extensions import override

from desktop_app.application.imports import Imported
from desktop_app.application.ports import DossierRow
from desktop_app.application.worklist import Board, WorkGroup
from ui.icons import draw_icon
from ui.language import say
from ui.notices import Notices
from ui.pages import words
from ui.pages.bringing.presenter import BringPresenter
from ui.pages.bringing.view import BringView
from ui.pages.house_paper import HousePaperView
from ui.pages.page import Page
from ui.pages.stack import Stack
from ui.pages.surface import WORK, head_line, page_column
from ui.pages.today.answer_panel import AnswerPanel
from ui.pages.today.answering import ANSWERED, ONLINE, PROPOSALS, Answering, Question
from ui.pages.today.apologies import APOLOGY, LEFT, Apologies, ApologyPanel
from ui.pages.today.calling import GROUPS, Calling
from ui.pages.today.presenter import ORDER, TodayPresenter
from ui.printing.house_desk import HouseDesk
from ui.shortcuts import Shortcuts
from ui.tasks import Tasks
from ui.theme import px, swatch
from ui.tokens import Tone
from ui.widgets.beside import Beside
from ui.widgets.button import Button
from ui.widgets.card import EmptyState
from ui.widgets.paint import Role, draw_text, fill_rounded, stepped
from ui.widgets.patience import Patience
from ui.widgets.table import RowsModel, Table
from ui.widgets.text import Text

LIST_WIDTH = 268
TILE = 46
REFRESH = 60_000


def group_look(name: str) -> tuple[str, Tone, str]:
    """The name of a group of work, the tone of its number while there are any, and its icon."""
    return {
        "late": (say("Quá hạn"), Tone.BAD, "octagon-alert"),
        "due_soon": (say("Đến hạn hôm nay, mai"), Tone.WARN, "clock"),
        "apology": (say("Chậm thì xin lỗi hôm nay"), Tone.WARN, "calendar-clock"),
        "apology_unprinted": (say("Xin lỗi chưa in"), Tone.WARN, "printer"),
        "online": (say("Trực tuyến chờ tiếp nhận"), Tone.WARN, "inbox"),
        "ready": (say("Có kết quả chờ trả"), Tone.GOOD, "package-check"),
        "to_call": (say("Chưa báo người dân"), Tone.INFO, "phone"),
        "supplement": (say("Chờ người dân bổ sung"), Tone.NEUTRAL, "hourglass"),
        "unanswered": (say("Chờ quá 10 ngày"), Tone.WARN, "hourglass"),
        "not_handed_over": (say("Chưa bàn giao"), Tone.INFO, "arrow-right-left"),
        "uncollected": (say("Quá 7 ngày chưa nhận"), Tone.NEUTRAL, "package-check"),
        "proposals": (say("Đính chính chờ duyệt"), Tone.WARN, "file-text"),
        "problems": (say("Cần xử lý mâu thuẫn"), Tone.WARN, "triangle-alert"),
    }[name]


def alt_key(place: int) -> str:
    """The key of a group by its place: digits as they stand on the keyboard, 0 for the tenth."""
    return f"Alt+{(place + 1) % 10}"


class TodayPage(Page):
    """Draws the groups with their numbers at the left and the dossiers of one of them at the right."""

    def __init__(
        self,
        presenter: TodayPresenter,
        calling: Calling,
        answering: Answering,
        bringing: BringPresenter,
        apologies: Apologies,
        *,
        desk: HouseDesk,
        model: RowsModel[DossierRow],
        tasks: Tasks,
        notices: Notices,
        shortcuts: Shortcuts,
    ) -> None:
        super().__init__()
        self._presenter = presenter
        self._calling = calling
        self._answering = answering
        self._bringing = bringing
        self._apologies = apologies
        self._desk = desk
        self._notices = notices
        self._model = model
        self._shown: WorkGroup | None = None
        self._tiles: dict[str, _Tile] = {}
        self._column = QVBoxLayout()
        self._heading = Text("", "title")
        self._moment = Text("", "muted")
        self._table: Table[DossierRow] = Table(model, self.tr("Hồ sơ cần xử lý"))
        self._nothing = EmptyState("circle-check", self.tr("Không có hồ sơ nào"), self.tr("Việc này đã xong."))
        self._list, self._calls = QStackedWidget(), QWidget()
        self._stack, self._patience = Stack(), Patience()
        self._paper = HousePaperView(tasks, desk, self._bind(shortcuts))
        self._answer, self._bring = self._bind_answers(shortcuts)
        self._apology = self._bind_apologies(shortcuts)
        self._build()
        self._connect()
        self._clock = QTimer(self, interval=REFRESH)
        self._clock.timeout.connect(self._refresh_if_seen)
        self._clock.start()

    def _connect(self) -> None:
        self._presenter.changed.connect(self._show)
        self._calling.listed.connect(self._show_calls)
        self._calling.copied.connect(self._say_copied)
        self._calling.told.connect(self._say_told)
        self._answering.shown.connect(self._answer.ask)
        self._answering.answered.connect(self._say_answered)
        self._answering.refused.connect(self._answer.say_fault)
        self._bringing.brought.connect(self._say_brought)
        self._apologies.sent.connect(self._say_sent)
        self._apologies.refused.connect(self._apology.say_fault)
        self._table.selectionModel().currentChanged.connect(lambda *_: self._look())
        self._table.opened.connect(lambda row: self.dossier_requested.emit(row.id))

    def _bind(self, shortcuts: Shortcuts) -> list[Button]:
        """Binds the keys, fills the row of what is done with a result, and returns the buttons of its paper."""
        add = partial(shortcuts.add, group=self.tr("Hôm nay"), page=self)
        add(self.tr("Đọc lại"), "F5", self._presenter.refresh, icon="refresh-cw")
        chosen = partial(add, when=lambda: self._current() or self._question())
        told = self._main = chosen(self.tr("Đã gọi điện báo"), "Ctrl+Return", self._do_main, icon="phone")
        copy = add(self.tr("Chép lời nhắn"), "Ctrl+C", self._copy, icon="file-text", when=self._current)
        add(self.tr("Chép mọi lời nhắn chưa gửi"), "Ctrl+M", self._calling.copy_all, icon="file-text")
        listed = add(self.tr("In danh sách gọi điện"), "Ctrl+P", self._draw_list, icon="printer")
        laid = partial(add, when=self._stack.currentIndex)
        away = self._away = laid(self.tr("Trở lại danh sách việc"), "Ctrl+N", self._put_away, icon="undo-2")
        on_paper = partial(add, when=lambda: self._stack.currentWidget() is self._paper)
        save = on_paper(self.tr("Lưu thành PDF"), "Ctrl+S", self._save_paper, icon="file-text")
        calls = QHBoxLayout(self._calls)
        calls.setContentsMargins(0, 0, 0, 0)
        for action in (told, copy, listed):
            calls.addWidget(Button.of(action, "quiet", icon=action.objectName()))
        for place, name in enumerate(ORDER):
            add(group_look(name)[0], alt_key(place), partial(self._presenter.choose, name))
        return [Button.of(listed, "primary"), Button.of(save), Button.of(away, "quiet")]

    def _bind_answers(self, shortcuts: Shortcuts) -> tuple[AnswerPanel, BringView]:
        """Binds the keys for what is answered here, and for what comes in from the portal as a file."""
        add = partial(shortcuts.add, group=self.tr("Hôm nay"), page=self)
        title = self.tr("Nhận hồ sơ trực tuyến từ tệp")
        back = self.tr("Trả lại để sửa")
        self._send_back = add(back, "Ctrl+R", self._send_it_back, icon="undo-2", when=self._question)
        refuse = add(self.tr("Từ chối"), "Ctrl+Shift+R", self._refuse, icon="x", when=self._refusable)
        self._from_file = add(title, "Ctrl+I", self._choose_file, icon="inbox")
        agree = Button.of(self._main, "primary", big=True)
        panel = AnswerPanel(agree, Button.of(self._send_back), Button.of(refuse))
        panel.hide()
        on_file = partial(add, when=lambda: self._stack.currentWidget() is self._bring)
        take = on_file(self.tr("Nhận các hồ sơ này"), "Ctrl+Shift+Return", self._bringing.bring, icon="inbox")
        buttons = [Button.of(take, "primary"), Button.of(self._from_file), Button.of(self._away, "quiet")]
        self._file_button = Button.of(self._from_file, "quiet")
        return panel, BringView(self._bringing, title, buttons)

    def _bind_apologies(self, shortcuts: Shortcuts) -> ApologyPanel:
        """Binds the keys for what a head tells a whole list of people."""
        add = partial(shortcuts.add, group=self.tr("Hôm nay"), page=self, when=self._apologising)
        send = self.tr("Hẹn lại và in cả danh sách")
        told = self._apologise_all = add(send, "Ctrl+Shift+P", self._apologise, icon="printer")
        leave = add(self.tr("Bỏ hồ sơ này khỏi danh sách"), "Ctrl+Delete", self._leave_out, icon="x")
        panel = ApologyPanel(Button.of(told, "primary", icon="printer"), Button.of(leave, icon="x"))
        panel.hide()
        return panel

    def _build(self) -> None:
        left = QFrame()
        self._column.setContentsMargins(px(12), px(16), px(12), px(12))
        self._column.setSpacing(px(2))
        left.setLayout(self._column)
        head = head_line(self._heading, self._calls, self._file_button, self._moment)
        self._list.addWidget(self._table)
        self._list.addWidget(self._nothing)
        right = QFrame()
        right.setProperty("surface", "plain")
        column = page_column()
        right.setLayout(column)
        column.addLayout(head)
        column.addWidget(self._list, 1)
        column.addWidget(self._answer)
        column.addWidget(self._apology)
        board = QWidget()
        row = Beside()
        board.setLayout(row)
        row.add_side(left, px(LIST_WIDTH))
        row.add_work(right, px(WORK))
        self._stack.addWidget(board)
        self._stack.addWidget(self._paper)
        self._stack.addWidget(self._bring)
        outer = QVBoxLayout(self)
        outer.setContentsMargins(0, 0, 0, 0)
        outer.addWidget(self._stack)

    def _show(self) -> None:
        state = self._presenter.state
        if [each.name for each in state.groups] != list(self._tiles):
            self._make_tiles([each.name for each in state.groups])
        for place, each in enumerate(state.groups):
            self._tiles[each.name].show_group(each, place, chosen=each.name == state.chosen)
        group = state.group
        if group is None or state.board is None:
            return
        self._heading.setText(group_look(group.name)[0])
        self._moment.setText(self.tr("Lúc {at}").format(at=words.clock(state.board.at)))
        self._calls.setVisible(group.name in GROUPS and bool(group.rows))
        self._file_button.setVisible(group.name == ONLINE)
        self._name_answers(group.name)
        self._apology.setVisible(self._apologising())
        told = self._to_tell()
        self._apologise_all.setText(self.tr("Hẹn lại và in cả danh sách") if told else self.tr("In văn bản xin lỗi"))
        self._apology.show_count(len(told), self._left())
        if group != self._shown:
            self._show_rows(group, state.board)
        elif group.rows:
            # The same dossiers, a minute later: hours run down, and what is chosen stays.
            self._model.put_page(0, _with_answers(group, state.board))
        self._list.setCurrentWidget(self._table if group.rows else self._nothing)

    def _show_rows(self, group: WorkGroup, board: Board) -> None:
        """Another list begins at its top; in the same one the dossier in hand stays in hand, or the one after it."""
        before, place = self._shown, self._table.currentIndex().row()
        self._shown = group
        self._model.show_rows(_with_answers(group, board))
        if group.rows and before is not None and before.name == group.name and 0 <= place < len(before.rows):
            ids = [row.id for row in group.rows]
            kept = before.rows[place].id
            self._table.selectRow(ids.index(kept) if kept in ids else min(place, len(ids) - 1))
        elif group.rows:
            self._table.selectRow(0)
        self._look()

    def _name_answers(self, group: str) -> None:
        names = {ONLINE: self.tr("Tiếp nhận hồ sơ"), PROPOSALS: self.tr("Đồng ý đính chính")}
        self._main.setText(names.get(group, self.tr("Đã gọi điện báo")))
        self._send_back.setText(self.tr("Không đồng ý") if group == PROPOSALS else self.tr("Trả lại để sửa"))

    def _look(self) -> None:
        group, row = self._presenter.state.group, self._current(ANSWERED)
        if group is None or row is None:
            self._answer.ask(None)
        else:
            self._answering.look(row, group.name)

    def _do_main(self) -> None:
        if self._patience.holds:
            return
        # The second of two quick presses was not meant for the dossier that has moved up.
        self._patience.begin()
        if (question := self._question()) is not None:
            self._answering.agree(question)
        else:
            self._tell()

    def _question(self) -> Question | None:
        """What the chosen dossier asks; None while another one is being read."""
        question, row = self._answer.question, self._current(ANSWERED)
        return question if question and row and row.id == question.dossier_id else None

    def _send_it_back(self) -> None:
        if (question := self._question()) is not None:
            self._answering.send_back(question, self._answer.reason())

    def _refusable(self) -> Question | None:
        question = self._question()
        return question if question is not None and question.group == ONLINE else None

    def _refuse(self) -> None:
        if (question := self._refusable()) is not None:
            self._answering.refuse(question, self._answer.reason())

    def _say_answered(self, said: str) -> None:
        self._patience.begin()
        self._notices.tell(said, Tone.GOOD)
        self._answer.ask(None)
        self._table.setFocus()
        self._presenter.refresh()

    def _apologising(self) -> bool:
        group = self._presenter.state.group
        listed = group is not None and group.name in (APOLOGY, LEFT)
        return listed and self._apologies.allowed and bool(self._left() or self._to_tell())

    def _to_tell(self) -> tuple[DossierRow, ...]:
        """Who gets a new date: the list of them where it is looked at, nobody where only letters are left to print."""
        group = self._presenter.state.group
        return group.rows if group is not None and group.name == APOLOGY else ()

    def _left(self) -> int:
        board = self._presenter.state.board
        return board.group(LEFT).count if board else 0

    def _apologise(self) -> None:
        rows = self._to_tell()
        self._apology.say_fault("")
        if rows and self._apology.missing():
            return
        day = self._apology.day.value() if rows else None
        self._apologies.send(rows, day, self._apology.reason.text())

    def _leave_out(self) -> None:
        if (row := self._current((APOLOGY,))) is not None:
            self._presenter.leave_out(row.id)
            self._table.setFocus()

    def _say_sent(self, count: int) -> None:
        if count:
            self._notices.tell(self.tr("Đã hẹn lại và in {n} văn bản xin lỗi.").format(n=count), Tone.GOOD)
        self._presenter.refresh()

    def _choose_file(self) -> None:
        self._stack.setCurrentWidget(self._bring)
        self._bring.choose_file()

    def _say_brought(self, imported: Imported) -> None:
        self._stack.setCurrentIndex(0)
        said = self.tr("Đã nhận {added} hồ sơ trực tuyến, {again} hồ sơ nộp lại; {known} hồ sơ đã có từ trước.")
        said = said.format(added=imported.added, again=imported.resubmitted, known=imported.known)
        self._notices.tell(said, Tone.GOOD)
        self._presenter.choose(ONLINE)
        self.arrive()

    def _current(self, groups: Container[str] = GROUPS) -> DossierRow | None:
        group, place = self._presenter.state.group, self._table.currentIndex().row()
        rows = group.rows if group and group.name in groups else ()
        return rows[place] if 0 <= place < len(rows) else None

    def _tell(self) -> None:
        if (row := self._current()) is not None:
            self._calling.tell(row)

    def _copy(self) -> None:
        if (row := self._current()) is not None:
            self._calling.copy([row])

    def _say_copied(self, count: int) -> None:
        said = self.tr("Đã chép {count} lời nhắn.").format(count=count)
        self._notices.tell(said if count else self.tr("Không có số điện thoại nào để nhắn."), Tone.INFO)

    def _say_told(self, label: str) -> None:
        self._patience.begin()
        self._notices.tell(self.tr("Đã ghi: báo có kết quả, hồ sơ {code}").format(code=label), Tone.GOOD)
        self._presenter.refresh()

    def _draw_list(self) -> None:
        if self._stack.currentWidget() is self._paper:
            self._desk.print_now()
        else:
            self._calling.list_all()

    def _show_calls(self, rows: list[DossierRow]) -> None:
        if not rows:
            self._notices.tell(self.tr("Không còn ai cần gọi điện."), Tone.INFO)
            return
        self._stack.setCurrentWidget(self._paper)
        self._paper.show_paper(self.tr("Danh sách gọi điện"), self.tr("Kết quả chưa báo người dân"), ())
        self._desk.draw(partial(self._calling.paper, rows))

    def _save_paper(self) -> None:
        if self._stack.currentWidget() is self._paper:
            self._paper.save()

    def _put_away(self) -> None:
        self._stack.setCurrentIndex(0)
        self._table.setFocus()

    def _make_tiles(self, names: list[str]) -> None:
        while (item := self._column.takeAt(0)) is not None:
            if (old := item.widget()) is not None:
                old.deleteLater()
        self._tiles = {name: _Tile(name) for name in names}
        for name, tile in self._tiles.items():
            tile.clicked.connect(partial(self._presenter.choose, name))
            self._column.addWidget(tile)
        self._column.addStretch(1)

    def _refresh_if_seen(self) -> None:
        if self.isVisible():
            self._presenter.refresh()

    @override
    def arrive(self) -> None:
        self._presenter.refresh()
        self._table.setFocus()

    @override
    def changed_elsewhere(self, dossier_ids: frozenset[str]) -> None:
        self._presenter.refresh()

    @override
    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() == Qt.Key.Key_Escape and self._stack.currentIndex():
            self._put_away()
            return
        step = {Qt.Key.Key_Left: -1, Qt.Key.Key_Right: 1}.get(Qt.Key(event.key()))
        names = list(self._tiles)
        if step is None or not names:
            super().keyPressEvent(event)
            return
        place = names.index(self._presenter.state.chosen) if self._presenter.state.chosen in names else 0
        self._presenter.choose(names[(place + step) % len(names)])


def _with_answers(group: WorkGroup, board: Board) -> list[DossierRow]:
    """The rows of a group; an online submission shows until when it is to be answered instead of an appointment."""
    return [
        replace(row, due_at=board.answer_by.get(row.id, row.due_at), minutes_left=board.minutes_left.get(row.id))
        for row in group.rows
    ]


class _Tile(QAbstractButton):
    """One group of work: icon, name and number; the number carries the tone only while there is something to do."""

    def __init__(self, name: str) -> None:
        super().__init__()
        self._name, self._tone, self._icon = group_look(name)
        self._count = 0
        self._key = ""
        self.setCheckable(True)
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.setAttribute(Qt.WidgetAttribute.WA_Hover)
        self.setSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Fixed)

    def show_group(self, group: WorkGroup, place: int, *, chosen: bool) -> None:
        self._count = group.count
        self.setChecked(chosen)
        self.setToolTip(alt_key(place) if place < len(ORDER) else "")
        self.setAccessibleName(f"{self._name}, {group.count}")
        self.update()

    @override
    def nextCheckState(self) -> None:
        """Leaves the mark to the page: it follows the group that is shown."""

    @override
    def sizeHint(self) -> QSize:
        return QSize(px(LIST_WIDTH - 24), px(TILE))

    @override
    def paintEvent(self, event: QPaintEvent) -> None:
        palette = self.palette()
        toned = swatch(self._tone if self._count else Tone.NEUTRAL)
        with QPainter(self) as painter:
            if self.isChecked():
                fill_rounded(painter, self.rect(), palette.color(Role.Highlight), radius=8)
            elif self.underMouse():
                fill_rounded(painter, self.rect(), palette.color(Role.Midlight), radius=8)
            inner = self.rect().adjusted(px(10), 0, -px(10), 0)
            ink = palette.color(Role.Text if self._count else Role.PlaceholderText)
            icon = QRect(inner.left(), inner.center().y() - px(8), px(16), px(16))
            draw_icon(painter, self._icon, icon, toned.color(Role.WindowText) if self._count else ink)
            text = str(self._count)
            bold = stepped(self.font(), "caption", QFont.Weight.DemiBold)
            painter.setFont(bold)
            width = max(px(24), painter.fontMetrics().horizontalAdvance(text) + px(14))
            badge = QRect(inner.right() - width, inner.center().y() - px(10), width, px(21))
            if self._count:
                fill_rounded(painter, badge, toned.color(Role.Window), radius=10)
            number_ink = toned.color(Role.WindowText) if self._count else ink
            draw_text(painter, badge, text, ink=number_ink, font=bold, align=Qt.AlignmentFlag.AlignCenter)
            weight = QFont.Weight.DemiBold if self.isChecked() else QFont.Weight.Medium
            name = QRect(icon.right() + px(10), inner.top(), badge.left() - icon.right() - px(12), inner.height())
            draw_text(painter, name, self._name, ink=ink, font=stepped(self.font(), "body", weight))
