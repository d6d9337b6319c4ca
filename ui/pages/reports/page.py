"""Reports: figures of a period with their charts and table, and the register."""

from collections.abc import Iterator
from functools import cached_property, partial
from pathlib import Path

from PySide6.QtCore import Qt
from PySide6.QtGui import QKeyEvent, QKeySequence
from PySide6.QtWidgets import QFrame, QHBoxLayout, QStackedLayout, QWidget
from typing_extensions import override

from desktop_app.application.house_papers import HousePapers
from desktop_app.application.imports import Imported
from desktop_app.application.national import Receiver
from desktop_app.application.reports import Report
from desktop_app.words.figures import grouped, percent
from ui.dialogs.files import ask_where
from ui.notices import Notices
from ui.pages.bringing.presenter import BringPresenter
from ui.pages.bringing.view import BringView
from ui.pages.house_paper import HousePaperView
from ui.pages.page import Page
from ui.pages.reports.figures_part import FiguresPart
from ui.pages.reports.period import FREE, MONTH, QUARTER, YEAR, Period
from ui.pages.reports.presenter import ReportsPresenter
from ui.pages.reports.receiver_view import ReceiverView
from ui.pages.reports.register_part import RegisterPart
from ui.pages.reports.register_presenter import RegisterPresenter
from ui.pages.reports.transfer import Transfer
from ui.pages.stack import Stack
from ui.pages.surface import head_line, page_column, scrolled
from ui.printing.house_desk import HouseDesk
from ui.shortcuts import Shortcuts
from ui.soon import soon_in_sight
from ui.tasks import Tasks
from ui.theme import px
from ui.tokens import Tone
from ui.widgets.button import Button, key_text
from ui.widgets.date_field import DateField
from ui.widgets.lines import Lines
from ui.widgets.paint import restyle
from ui.widgets.segmented import Segmented
from ui.widgets.sight import focus_first_seen
from ui.widgets.text import Text

FIGURES, REGISTER = range(2)
DATE_WIDTH = 132


class ReportsPage(Page):
    """Draws what was counted; the period is changed with keys, every figure leads to its dossiers."""

    def __init__(
        self,
        presenter: ReportsPresenter,
        register: RegisterPresenter,
        transfer: Transfer,
        bringing: BringPresenter,
        *,
        may_import: bool,
        papers: HousePapers,
        desk: HouseDesk,
        tasks: Tasks,
        notices: Notices,
        shortcuts: Shortcuts,
    ) -> None:
        super().__init__()
        self._presenter = presenter
        self._register = register
        self._transfer = transfer
        self._bringing = bringing
        self._may_import = may_import
        self._notices = notices
        self._papers = papers
        self._tasks = tasks
        self._desk = desk
        self._parts = Stack()
        self._stack = QStackedLayout(self)
        self._bind(shortcuts)
        self._figures = FiguresPart(presenter)
        self._make_choices()
        self._build()
        self._connect()
        self._show_which(FIGURES)

    @cached_property
    def _register_part(self) -> RegisterPart:
        part = RegisterPart(self._register, self._steps(), self._outputs())
        self._parts.addWidget(part)
        return part

    @cached_property
    def _view(self) -> HousePaperView:
        buttons = [
            Button.of(self._back, "primary", icon="undo-2", big=True),
            Button.of(self._print, icon="printer"),
            Button.of(self._save, icon="file-text"),
        ]
        view = HousePaperView(self._tasks, self._desk, buttons)
        self._stack.addWidget(view)
        return view

    @cached_property
    def _bring_view(self) -> BringView:
        buttons = [Button.of(self._bring, "primary"), Button.of(self._import), Button.of(self._back, "quiet")]
        view = BringView(self._bringing, self.tr("Nhập hồ sơ của hệ thống khác"), buttons)
        self._stack.addWidget(view)
        return view

    @cached_property
    def _receiver_view(self) -> ReceiverView:
        view = ReceiverView([Button.of(self._back, "quiet")])
        view.chosen.connect(self._save_national)
        self._stack.addWidget(view)
        return view

    def _make_choices(self) -> None:
        self._label = Text("", "heading")
        self._first = DateField(self.tr("Từ ngày"), hint="")
        self._last = DateField(self.tr("Đến ngày"), hint="")
        self._days_fault = Text("", "caption", wrap=True)
        self._days_fault.setProperty("tone", "bad")
        restyle(self._days_fault)
        self._saved = Text("", "caption")
        self._which = Segmented(
            [(FIGURES, self.tr("Số liệu")), (REGISTER, self.tr("Sổ theo dõi (mẫu 07)"))], self.tr("Báo cáo nào")
        )
        self._kind = Segmented(
            [
                (MONTH, self.tr("Tháng")),
                (QUARTER, self.tr("Quý")),
                (YEAR, self.tr("Năm")),
                (FREE, self.tr("Khoảng ngày")),
            ],
            self.tr("Kỳ báo cáo"),
        )

    def _bind(self, shortcuts: Shortcuts) -> None:
        add = partial(shortcuts.add, group=self.tr("Báo cáo"), page=self)
        add(self.tr("Số liệu"), "Alt+1", partial(self._go, FIGURES), icon="chart-column")
        add(self.tr("Sổ theo dõi (mẫu 07)"), "Alt+2", partial(self._go, REGISTER), icon="file-text")
        self._earlier = add(self.tr("Kỳ trước"), "Ctrl+Left", partial(self._move, -1), icon="chevron-left")
        self._later = add(self.tr("Kỳ sau"), "Ctrl+Right", partial(self._move, 1), icon="chevron-right")
        on_figures = partial(add, when=lambda: self._stack.currentIndex() == 0)
        self._draw = on_figures(self.tr("Lập bản in"), "Ctrl+Return", self._draw_paper, icon="printer")
        self._workbook = on_figures(self.tr("Xuất Excel"), "Ctrl+E", self._save_workbook, icon="file-text")
        self._export = add(self.tr("Xuất hệ thống quốc gia"), "Ctrl+Shift+E", self._transfer.offer, icon="file-text")
        self._import = add(self.tr("Nhập hồ sơ từ tệp"), "Ctrl+I", self._ask_for_table, icon="inbox")
        self._import.setVisible(self._may_import)
        bring = self.tr("Nhập các hồ sơ này")
        self._bring = add(bring, "Ctrl+Shift+Return", self._bringing.bring, icon="inbox", when=self._on_table)
        self._back = add(
            self.tr("Trở lại số liệu"), "Ctrl+N", self._come_back, icon="undo-2", when=self._stack.currentIndex
        )
        self._print = add(self.tr("In"), "Ctrl+P", self._print_paper, icon="printer", when=lambda: not self._on_table())
        self._save = add(self.tr("Lưu thành PDF"), "Ctrl+S", self._save_paper, icon="file-text", when=self._on_paper)

    def _on_paper(self) -> bool:
        return isinstance(self._stack.currentWidget(), HousePaperView)

    def _on_table(self) -> bool:
        return isinstance(self._stack.currentWidget(), BringView)

    def _build(self) -> None:
        surface = QFrame()
        surface.setProperty("surface", "plain")
        column = page_column(spacing=12)
        surface.setLayout(column)
        passed = [
            Button.of(self._export, "quiet"),
            *([Button.of(self._import, "quiet")] if self._may_import else []),
        ]
        column.addLayout(head_line(Text(self.tr("Báo cáo"), "title"), self._saved, *passed, self._which))
        column.addWidget(self._bar())
        self._parts.addWidget(scrolled(self._figures))
        column.addWidget(self._parts, 1)
        self._stack.addWidget(surface)

    def _bar(self) -> QWidget:
        self._period = QWidget()
        bar = Lines()
        self._period.setLayout(bar)
        bar.add(self._kind)
        for button in self._steps():
            bar.add(button)
        bar.add(self._label, 1)
        self._days = QWidget()
        days = QHBoxLayout(self._days)
        days.setContentsMargins(0, 0, 0, 0)
        days.setSpacing(px(8))
        for field in (self._first, self._last):
            field.edit.setFixedWidth(px(DATE_WIDTH))
        for part in (self._first.edit, Text("–", "muted"), self._last.edit, self._days_fault):
            days.addWidget(part)
        days.addStretch(1)
        bar.add(self._days, 1)
        for button in self._outputs():
            bar.add(button)
        return self._period

    def _steps(self) -> list[Button]:
        """The way to the period before and after, with the keys in their tips."""
        steps = []
        for action, icon in ((self._earlier, "chevron-left"), (self._later, "chevron-right")):
            button = Button("", icon=icon, tip=f"{action.text()} ({key_text(action.shortcut())})")
            button.setFocusPolicy(Qt.FocusPolicy.NoFocus)
            button.clicked.connect(action.trigger)
            steps.append(button)
        return steps

    def _outputs(self) -> list[Button]:
        return [Button.of(self._workbook, icon="file-text"), Button.of(self._draw, icon="printer")]

    def _connect(self) -> None:
        self._bringing.brought.connect(self._say_brought)
        self._transfer.offered.connect(self._ask_receiver)
        presenter = self._presenter
        presenter.changed.connect(self._show)
        presenter.listing_wanted.connect(self.listing_requested)
        self._register.changed.connect(self._show)
        self._which.chosen.connect(self._go)
        self._kind.chosen.connect(presenter.choose_kind)
        for field in (self._first, self._last):
            # Not while it is typed: 31/12/20 would be counted from 2020 on.
            field.edit.editingFinished.connect(self._choose_days)

    def _show(self) -> None:
        state = self._presenter.state
        period = state.period
        free = period.kind == FREE
        self._kind.set_value(period.kind)
        self._label.setText(period.label)
        self._label.setVisible(not free)
        self._days.setVisible(free)
        if not free:
            self._days_fault.setText("")
        self._show_days()
        figures = self._parts.currentIndex() == FIGURES
        ready = state.report is not None if figures else bool(self._register.state.rows)
        self._draw.setEnabled(ready)
        self._workbook.setEnabled(ready)
        shown = state.saved_as if figures else self._register.state.saved_as
        said = self.tr("Đã lưu {path}").format(path=shown) if shown else ""
        if state.stopped if figures else self._register.state.stopped:
            again = key_text(QKeySequence("Alt+1" if figures else "Alt+2"))
            said = self.tr("Đã dừng, chưa có số liệu; {key} để tính lại").format(key=again)
        self._saved.setText(said)

    def _go(self, which: int) -> None:
        self._show_which(which)
        self._come_back()

    def _show_which(self, which: int) -> None:
        self._which.set_value(which)
        if which == REGISTER:
            self._parts.setCurrentWidget(self._register_part)
        else:
            self._parts.setCurrentIndex(FIGURES)
        self._period.setVisible(which == FIGURES)
        self._show()

    def _show_days(self) -> None:
        """Shows the days that are reported on, but where somebody types others or has typed none."""
        period = self._presenter.state.period
        for field, day in ((self._first, period.first), (self._last, period.last)):
            if not field.edit.hasFocus() and not self._days_fault.text():
                field.set_date(day)

    def _choose_days(self) -> None:
        first, last, period = self._first.value(), self._last.value(), self._presenter.state.period
        said = ""
        if first is None or last is None:
            said = self.tr("Gõ đủ ngày, tháng, năm.")
        elif first > last:
            said = self.tr("Ngày cuối trước ngày đầu.")
        self._days_fault.setText(said)
        if first is not None and last is not None and (first, last) != (period.first, period.last):
            self._presenter.choose_days(first, last)

    def _move(self, steps: int) -> None:
        if self._parts.currentIndex() == FIGURES:
            self._days_fault.setText("")
            self._presenter.move(steps)
            period = self._presenter.state.period
            self._first.set_date(period.first)
            self._last.set_date(period.last)
        else:
            self._register.move(steps)

    def _draw_paper(self) -> None:
        report = self._presenter.state.report
        if self._parts.currentIndex() == REGISTER:
            state = self._register.state
            self._view.show_paper(
                self.tr("Sổ theo dõi hồ sơ"),
                state.field_name,
                [(self.tr("Năm"), str(state.year)), (self.tr("Số hồ sơ"), grouped(len(state.rows or ())))],
            )
            self._desk.draw_long(self._register.paper)
        elif report is not None:
            self._view.show_paper(self.tr("Báo cáo"), self._presenter.state.period.label, self._facts(report))
            self._desk.draw(partial(self._papers.report, report))
        self._stack.setCurrentIndex(1)

    def _facts(self, report: Report) -> list[tuple[str, str]]:
        figures = report.sum
        return [
            (self.tr("Tiếp nhận"), grouped(figures.received)),
            (self.tr("Kỳ trước"), grouped(figures.carried_over)),
            (self.tr("Đã giải quyết"), grouped(figures.solved)),
            (self.tr("Đúng hạn"), percent(figures.share_in_time)),
            (self.tr("Đang giải quyết"), grouped(figures.open)),
        ]

    def _print_paper(self) -> None:
        if self._stack.currentIndex() == 0:
            self._draw_paper()
        self._desk.print_now()

    def _save_paper(self) -> None:
        if self._on_paper():
            self._view.save()

    def _save_workbook(self) -> None:
        period = self._presenter.state.period
        if self._parts.currentIndex() == FIGURES:
            name = f"bao-cao-{period.first:%Y%m%d}-{period.last:%Y%m%d}.xlsx"
            ask_where(self, name, self._presenter.save_workbook)
        else:
            ask_where(self, f"so-theo-doi-{self._register.state.year}.xlsx", self._register.save_workbook)

    def _ask_receiver(self, receivers: list[Receiver], last: str) -> None:
        if not receivers:
            self._save_national("")
            return
        self._stack.setCurrentWidget(self._receiver_view)
        self._receiver_view.show_receivers(self._presenter.state.period.label, receivers, last)

    def _save_national(self, receiver: str) -> None:
        period = self._presenter.state.period
        name = f"ho-so-{period.first:%Y%m%d}-{period.last:%Y%m%d}.json"
        ask_where(self, name, partial(self._export_to, period, receiver))

    def _export_to(self, period: Period, receiver: str, path: Path) -> None:
        self._transfer.export(period, receiver, path)
        self._come_back()

    def _ask_for_table(self) -> None:
        self._stack.setCurrentWidget(self._bring_view)
        self._bring_view.choose_file()

    def _say_brought(self, imported: Imported) -> None:
        said = self.tr("Đã nhập {added} hồ sơ; {known} hồ sơ đã có từ trước.")
        self._notices.tell(said.format(added=imported.added, known=imported.known), Tone.GOOD)
        self._come_back()

    def _come_back(self) -> None:
        if self._on_paper():
            self._desk.put_away()
        self._stack.setCurrentIndex(0)
        self.arrive()

    @override
    def parts_put_off(self) -> Iterator[object]:
        yield self._register_part
        yield self._view

    @override
    def arrive(self) -> None:
        if self._stack.currentIndex() != 0:
            return
        if self._parts.currentIndex() == REGISTER:
            self._register.refresh()
        else:
            self._presenter.refresh()
        first = self._register_part.field if self._parts.currentIndex() == REGISTER else self._figures.table
        # After the key that led here has run its course, or Qt would move the focus on.
        soon_in_sight(self, partial(focus_first_seen, first, self._kind))

    @override
    def part(self) -> object:
        return self._parts.currentIndex() == REGISTER

    @override
    def show_part(self, part: object) -> None:
        self._go(REGISTER if part else FIGURES)

    @override
    def changed_elsewhere(self, dossier_ids: frozenset[str]) -> None:
        """Leaves the figures alone while they are read; coming back counts them again."""

    @override
    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() == Qt.Key.Key_Escape and self._stack.currentIndex() != 0:
            self._come_back()
            return
        super().keyPressEvent(event)
