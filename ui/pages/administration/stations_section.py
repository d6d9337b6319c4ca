"""Every station that the centre tells of, those that somebody has to see to first; read-only."""

from collections.abc import Callable
from datetime import datetime

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QFrame, QHBoxLayout, QVBoxLayout, QWidget
from typing_extensions import override

from desktop_app.application.stations import Station, moment
from desktop_app.domain.clocktime import VN
from ui.density import COMPACT
from ui.pages import words
from ui.pages.administration import stations_words as told
from ui.pages.administration.section import Section
from ui.pages.administration.stations_presenter import StationsPresenter
from ui.pages.stack import Stack
from ui.pages.surface import low
from ui.sentences import explain
from ui.theme import px
from ui.tokens import Tone
from ui.widgets.button import Button
from ui.widgets.card import EmptyState, Line
from ui.widgets.field import TextField
from ui.widgets.lines import Lines
from ui.widgets.paint import restyle
from ui.widgets.search_list import down_leads_to
from ui.widgets.table import Cell, Column, RowsModel, Table
from ui.widgets.text import Icon, Text

Key = tuple[str, int, int]
LEAST_HEIGHT = 32 + 8 * 28
"""The heading and eight rows: where large text leaves less, the page scrolls."""
TWO_LINES = 36

NEVER = datetime.min.replace(tzinfo=VN)


class StationsSection(Section):
    """Draws the stations in one dense table, and below it what to do about the one in hand."""

    def __init__(self, presenter: StationsPresenter, ask: Button) -> None:
        super().__init__()
        self._presenter = presenter
        self.search = TextField(self.tr("Tìm quầy"), placeholder=self.tr("Tên quầy, đơn vị, phiên bản hoặc tình trạng"))
        self._said = Text("", "muted")
        self._fault = _Fault()
        self._rows: RowsModel[Station] = RowsModel(self._columns())
        self.table: Table[Station] = Table(self._rows, self.tr("Các quầy"), COMPACT)
        self.table.setMinimumHeight(px(LEAST_HEIGHT))
        self._shown: tuple[Station, ...] = ()
        self._chosen: Key | None = None
        self._in_hand = _InHand()
        self._nothing = EmptyState("cloud-off", self.tr("Chưa xem được các quầy"))
        self._stack = Stack()
        self._build(ask)
        presenter.changed.connect(self._show)
        self.search.edited.connect(presenter.search)
        down_leads_to(self.search.edit, lambda: self.table)
        self.table.current_changed.connect(self._choose)
        self._show()

    @override
    def arrive(self) -> None:
        self._presenter.refresh()
        self.search.setFocus()

    @override
    def give_up(self) -> bool:
        typed = bool(self.search.text())
        self.search.set_text("")
        self._presenter.search("")
        return typed

    def _columns(self) -> tuple[Column[Station], ...]:
        return (
            Column("Quầy", lambda one: Cell(one.life.name, strong=True), 108),
            Column("Tình trạng", _condition, 184),
            Column("Đơn vị", _quiet(self._presenter.short_office)),
            Column("Phiên bản", _quiet(told.version), 86),
            Column("Liên hệ cách đây", _quiet(lambda one: told.contact(one, self._at())), 134),
            Column("Chưa gửi", _quiet(lambda one: told.figure(one.life.waiting)), 78, right=True),
            Column("Chờ lâu nhất", _quiet(lambda one: told.lasting(one.waited)), 96),
            Column("Đồng hồ", _quiet(lambda one: told.clock(one.life)), 120),
            Column("Số còn", _quiet(lambda one: told.figure(one.numbers_left)), 74, right=True),
            Column("Chưa nhận", _quiet(lambda one: told.figure(one.life.behind)), 86, right=True),
        )

    def _build(self, ask: Button) -> None:
        head = Lines(16)
        head.add(self.search, 1)
        head.add(low(self._said))
        head.add(low(ask))
        seen = QWidget()
        column = QVBoxLayout(seen)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(px(12))
        column.addWidget(self.table, 1)
        column.addWidget(self._in_hand)
        self._stack.addWidget(seen)
        self._stack.addWidget(self._nothing)
        outer = QVBoxLayout(self)
        outer.setContentsMargins(0, 0, 0, 0)
        outer.setSpacing(px(12))
        outer.addLayout(head)
        outer.addWidget(self._fault)
        outer.addWidget(self._stack, 1)

    def _show(self) -> None:
        state = self._presenter.state
        overview = state.overview
        self._said.setText(self._count_words())
        if state.found != self._shown:
            self._fill(state.found)
        said = explain(overview.fault) if overview.fault else None
        fault = " ".join(filter(None, (said.what, said.todo))) if said else ""
        nothing = bool(fault) and not overview.stations
        self._stack.setCurrentIndex(int(nothing))
        self._nothing.set_sentence(fault)
        old = self.tr("Đang hiện tình trạng lúc {at}.").format(at=words.stamp(overview.at))
        self._fault.say("" if nothing or not fault else f"{fault} {old}")
        self.step_changed.emit()

    def _count_words(self) -> str:
        state = self._presenter.state
        found, every = len(state.found), len(state.overview.stations)
        many = words.number(every)
        count = self.tr("{n} quầy").format(n=many)
        if found != every:
            count = self.tr("{n} trong {all} quầy").format(n=words.number(found), all=many)
        waiting = sum(not one.calm for one in state.overview.stations)
        needs = self.tr("{n} cần xem").format(n=words.number(waiting)) if waiting else ""
        at = self.tr("cập nhật lúc {at}").format(at=f"{self._at():%H:%M:%S}") if state.overview.at else ""
        if state.busy:
            at = self.tr("đang hỏi trung tâm…")
        return " · ".join(filter(None, (count if state.overview.at else "", needs, at)))

    def _fill(self, found: tuple[Station, ...]) -> None:
        chosen = self._chosen
        self._shown = found
        self._rows.show_rows(found)
        if not found:
            self._in_hand.show_station(None)
            return
        keys = [_key(station) for station in found]
        self.table.selectRow(keys.index(chosen) if chosen in keys else 0)

    def _choose(self, station: Station | None) -> None:
        if station is not None:
            self._chosen = _key(station)
            self._in_hand.show_station(station)

    def _at(self) -> datetime:
        return words.moment(self._presenter.state.overview.at) or NEVER


class _Fault(QWidget):
    """Why what is shown is not of now."""

    def __init__(self) -> None:
        super().__init__()
        self._words = Text("", "body", wrap=True)
        self._words.setProperty("tone", "warn")
        restyle(self._words)
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(px(8))
        row.addWidget(Icon("cloud-off", 16, Tone.WARN))
        row.addWidget(self._words, 1)
        self.hide()

    def say(self, fault: str) -> None:
        """Says it in a few sentences; nothing hides it."""
        self._words.setText(fault)
        self.setVisible(bool(fault))


class _InHand(QFrame):
    """The whole name of one station, what to do about it, and what the table has no room for."""

    def __init__(self) -> None:
        super().__init__()
        self._name = Text("", "strong", wrap=True)
        self._steps = Text("", "body", wrap=True)
        self._facts = Text("", "caption", wrap=True, selectable=True)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(px(4))
        column.addWidget(Line())
        # Room for two lines, so that the table keeps its height from one station to the next.
        self._steps.setMinimumHeight(px(TWO_LINES))
        self._steps.setAlignment(Qt.AlignmentFlag.AlignTop)
        for part in (self._name, self._facts, self._steps):
            column.addWidget(part)

    def show_station(self, station: Station | None) -> None:
        """Shows a station, or none."""
        self.setVisible(station is not None)
        if station is None:
            return
        life = station.life
        self._name.setText(f"{life.name} · {life.office_name}")
        self._steps.setText(f"{told.condition_line(station)}. {told.steps(station)}")
        enrolled, seen = moment(life.enrolled_at), moment(life.last_seen)
        facts = [
            self.tr("Mã đơn vị {code}").format(code=life.office_code),
            self.tr("số máy {n}").format(n=f"{life.station}-{life.incarnation}"),
        ]
        if enrolled:
            facts.append(self.tr("ghi danh {at}").format(at=f"{enrolled:%d/%m/%Y}"))
        if seen:
            facts.append(self.tr("liên hệ cuối {at}").format(at=words.stamp(seen.isoformat())))
        if oldest := told.oldest(life):
            facts.append(self.tr("việc cũ nhất chờ gửi từ {at}").format(at=oldest))
        self._facts.setText(" · ".join(facts))


def _quiet(text: Callable[[Station], str]) -> Callable[[Station], Cell]:
    """A cell that steps back where nobody has to see to the station."""
    return lambda station: Cell(text(station), muted=station.calm)


def _condition(station: Station) -> Cell:
    tone, icon = told.LOOKS[station.conditions[0]]
    return Cell(told.condition_line(station), tone, icon)


def _key(station: Station) -> Key:
    return station.life.office_code, station.life.station, station.life.incarnation
