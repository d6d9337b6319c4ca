"""Finding dossiers: one field for everything, and a list that has no end."""

from dataclasses import asdict
from functools import partial

from PySide6.QtCore import Qt
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QFrame, QStackedWidget, QVBoxLayout
from typing_extensions import override

from desktop_app.application.ports import DossierQuery, DossierRow
from desktop_app.application.procedures import Procedure
from ui.kept_text import ONLY_ASKS
from ui.models.dossiers import DossierPager
from ui.pages import words
from ui.pages.lookup.presenter import LookupPresenter
from ui.pages.lookup.views import MOST, SavedViews, ViewsBar, view_of
from ui.pages.page import Page
from ui.pages.surface import head_line, page_column
from ui.shortcuts import Shortcuts
from ui.theme import px
from ui.widgets.button import Button
from ui.widgets.card import EmptyState
from ui.widgets.choice_list import Choice
from ui.widgets.combo_search import ComboSearch
from ui.widgets.field import EnterMovesOn, Field, TextField
from ui.widgets.lines import Lines
from ui.widgets.search_list import down_leads_to
from ui.widgets.segmented import Segmented
from ui.widgets.table import RowsModel, Table
from ui.widgets.text import Text

PROCEDURE_WIDTH = 300


class LookupPage(Page):
    """Draws field, filters and list; Enter opens what is current, Down goes into the list."""

    def __init__(
        self,
        presenter: LookupPresenter,
        model: RowsModel[DossierRow],
        pager: DossierPager,
        views: SavedViews,
        shortcuts: Shortcuts,
    ) -> None:
        super().__init__()
        self._presenter = presenter
        self._model = model
        self._pager = pager
        self._views = views
        self._field = TextField(
            self.tr("Tìm hồ sơ"),
            placeholder=self.tr("Mã hồ sơ, số biên nhận, số định danh, điện thoại hoặc tên không dấu"),
        )
        self._field.edit.setProperty(ONLY_ASKS, True)
        self._make_choices()
        self._procedure = ComboSearch(self.tr("Thủ tục"), placeholder=self.tr("Mọi thủ tục"))
        self._count = Text("", "muted")
        self._table: Table[DossierRow] = Table(model, self.tr("Hồ sơ tìm được"))
        self._nothing = EmptyState("search", self.tr("Không tìm thấy"), "")
        self._person = Button("", "secondary", icon="user", key="Ctrl+I")
        self._list = QStackedWidget()
        self._bind(shortcuts)
        self._build()
        self._connect()

    @property
    def settled(self) -> bool:
        """Whether what is listed belongs to what stands in the field."""
        return self._presenter.settled

    def _make_choices(self) -> None:
        self._group = Segmented(
            [
                ("all", self.tr("Tất cả")),
                ("work", self.tr("Đang giải quyết")),
                ("paused", self.tr("Tạm dừng")),
                ("ready", self.tr("Có kết quả")),
                ("closed", self.tr("Đã xong")),
            ],
            self.tr("Trạng thái"),
        )
        self._period = Segmented(
            [
                ("any", self.tr("Mọi lúc")),
                ("today", self.tr("Hôm nay")),
                ("week", self.tr("7 ngày")),
                ("month", self.tr("31 ngày")),
            ],
            self.tr("Ngày nhận"),
        )

    def _bind(self, shortcuts: Shortcuts) -> None:
        add = partial(shortcuts.add, group=self.tr("Tra cứu"), page=self)
        add(self.tr("Tới ô tìm"), "Ctrl+F", self._to_field, icon="search")
        presenter = self._presenter
        clear, person = self.tr("Xóa điều kiện tìm"), self.tr("Mọi hồ sơ của người này")
        add(clear, "Ctrl+Backspace", presenter.clear, icon="x", when=lambda: presenter.narrowed)
        add(person, "Ctrl+I", self._open_person, icon="user", when=lambda: presenter.state.person)
        keep = add(self.tr("Lưu bộ lọc này"), "Ctrl+S", self._turn_view, icon="bookmark")
        for place in range(MOST):
            kept = self.tr("Bộ lọc đã lưu, số {n}").format(n=place + 1)
            add(kept, f"Alt+{place + 1}", partial(self._use, place), when=partial(self._kept, place))
        self._bar = ViewsBar(keep)

    def _build(self) -> None:
        self._group.set_value("all")
        self._period.set_value("any")
        self._procedure.setMinimumWidth(px(PROCEDURE_WIDTH))
        surface = QFrame()
        surface.setProperty("surface", "plain")
        filters = Lines(16)
        filters.add(Field(self.tr("Trạng thái"), self._group))
        filters.add(Field(self.tr("Ngày nhận"), self._period))
        filters.add(self._procedure, 1)
        under = Lines()
        under.add(self._count)
        under.add(self._bar, 1)
        under.add(self._person)
        column = page_column()
        surface.setLayout(column)
        column.addLayout(head_line(Text(self.tr("Tra cứu"), "title")))
        column.addWidget(self._field)
        column.addLayout(filters)
        column.addLayout(under)
        self._list.addWidget(self._table)
        self._list.addWidget(self._nothing)
        column.addWidget(self._list, 1)
        outer = QVBoxLayout(self)
        outer.setContentsMargins(0, 0, 0, 0)
        outer.addWidget(surface)

    def _connect(self) -> None:
        presenter = self._presenter
        presenter.changed.connect(self._show)
        presenter.listed.connect(self._list_rows)
        presenter.queried.connect(self._ask)
        presenter.opened.connect(self.dossier_requested)
        presenter.procedures_found.connect(self._show_procedures)
        self._field.edited.connect(presenter.type)
        self._field.edit.returnPressed.connect(self._enter)
        down_leads_to(self._field.edit, lambda: self._table)
        self._group.chosen.connect(lambda group: presenter.narrow(group=group))
        self._period.chosen.connect(lambda period: presenter.narrow(period=period))
        self._procedure.query_changed.connect(presenter.find_procedures)
        self._procedure.chosen.connect(presenter.choose_procedure)
        EnterMovesOn(self._procedure, self._to_list)
        self._table.opened.connect(lambda row: self.dossier_requested.emit(row.id))
        self._person.clicked.connect(self._open_person)
        self._bar.chosen.connect(self._use)
        self._views.changed.connect(self._show)

    def _ask(self, query: DossierQuery) -> None:
        self._pager.show(query, self._take_count)

    def _take_count(self, total: int) -> None:
        self._presenter.counted(total)
        if total and (self._presenter.state.text.strip() or self._table.hasFocus()):
            # As with what is found without filters: Enter in the field opens it.
            self._table.selectRow(0)

    def _show(self) -> None:
        state = self._presenter.state
        if self._field.edit.text() != state.text:
            self._field.set_text(state.text)
        self._group.set_value(state.group)
        self._period.set_value(state.period)
        if not state.procedure_code and self._procedure.value() is not None:
            self._procedure.set_choice(None, "")
        total = words.number(state.total) if state.total is not None else "…"
        self._count.setText(self.tr("{total} hồ sơ").format(total=total))
        person = state.person
        self._person.setVisible(person is not None)
        if person is not None:
            self._person.setText(str(person.person.get("name") or person.number))
        self._bar.show_views(self._views.views, view_of(state))
        self._nothing.set_sentence(state.sentence)
        nothing = bool(state.sentence) and not state.total
        if state.total == 0 and self._table.hasFocus():
            self._to_field()
        self._list.setCurrentWidget(self._nothing if nothing else self._table)

    def _list_rows(self, rows: tuple[DossierRow, ...]) -> None:
        before = self._model.row(self._table.currentIndex().row()) if self._table.currentIndex().isValid() else None
        self._pager.leave()
        self._model.show_rows(rows)
        if rows:
            ids = [row.id for row in rows]
            self._table.selectRow(ids.index(before.id) if before and before.id in ids else 0)

    def _show_procedures(self, text: str, found: list[Procedure]) -> None:
        self._procedure.show_results(text, [Choice(one.code, one.title, one.field_name, one.code) for one in found])

    def _enter(self) -> None:
        row = self._model.row(self._table.currentIndex().row()) if self._table.currentIndex().isValid() else None
        if row is not None and self._presenter.settled:
            self.dossier_requested.emit(row.id)
        else:
            self._presenter.submit()

    def _turn_view(self) -> None:
        self._views.turn(view_of(self._presenter.state))

    def _kept(self, place: int) -> bool:
        return place < len(self._views.views)

    def _use(self, place: int) -> None:
        if self._kept(place):
            view = self._views.views[place]
            self._presenter.narrow(**asdict(view))
            self._procedure.set_choice(view.procedure_code or None, view.procedure_title)

    def _to_field(self) -> None:
        self._field.setFocus()
        self._field.edit.selectAll()

    def _to_list(self) -> bool:
        """Leads Enter from the filter to what is found by it, or to the field where that is nothing."""
        if self._list.currentWidget() is self._table:
            self._table.setFocus()
            if self._presenter.settled and not self._table.currentIndex().isValid():
                self._table.selectRow(0)
        else:
            self._to_field()
        return True

    def _open_person(self) -> None:
        if self._presenter.state.person is not None:
            self.person_requested.emit(self._presenter.state.person)

    @override
    def arrive(self) -> None:
        self._views.read()
        self._presenter.ask()
        self._to_field()

    @override
    def part(self) -> object:
        return self._presenter.state.text

    @override
    def show_part(self, part: object) -> None:
        self._presenter.type(str(part))

    @override
    def changed_elsewhere(self, dossier_ids: frozenset[str]) -> None:
        if self._presenter.lists_all:
            self._model.mark_stale()
        else:
            self._presenter.ask()

    @override
    def unfinished(self) -> str:
        text = self._presenter.state.text
        return self.tr("Tra cứu “{text}”").format(text=text) if text else self.tr("Tra cứu")

    @override
    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() == Qt.Key.Key_Escape and self._presenter.clear():
            self._to_field()
        else:
            super().keyPressEvent(event)
