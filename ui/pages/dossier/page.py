"""One dossier: where it stands, what comes next, and everything that is known about it."""

from collections.abc import Callable, Iterator
from datetime import datetime
from functools import cached_property, partial
from pathlib import Path

from PySide6.QtWidgets import QFrame, QVBoxLayout, QWidget
from typing_extensions import override

from desktop_app.application.corrections import REJECTED
from desktop_app.application.lookup import Found
from desktop_app.domain.dossier import Dossier
from desktop_app.domain.scans import CardScan
from desktop_app.domain.states import State
from desktop_app.words import labels
from ui.language import say
from ui.notices import Notices
from ui.pages.dossier.correct_panel import WIDTH as CORRECT
from ui.pages.dossier.correct_panel import CorrectPanel
from ui.pages.dossier.facts import DossierFacts
from ui.pages.dossier.file_panel import WIDTH as FILES
from ui.pages.dossier.file_panel import FilePanel
from ui.pages.dossier.files import DossierFiles
from ui.pages.dossier.files_presenter import FilesPresenter
from ui.pages.dossier.head import DossierHead
from ui.pages.dossier.history import moments
from ui.pages.dossier.paper_panel import WIDTH as PAPER
from ui.pages.dossier.paper_panel import PaperPanel
from ui.pages.dossier.presenter import DossierPresenter, DossierState
from ui.pages.dossier.step_panel import StepPanel
from ui.pages.dossier.steps import MOST_KEYS, WIDTH, Steps
from ui.pages.dossier.waiting import towards_words
from ui.pages.page import Page
from ui.pages.requests import Begin, Handing
from ui.pages.stack import Stack
from ui.pages.surface import SIDE, drawn_at_once, head_line, page_column, scrolled, stand_beside
from ui.shortcuts import Shortcuts
from ui.theme import px
from ui.tokens import Tone
from ui.widgets.beside import Beside
from ui.widgets.patience import Patience
from ui.widgets.text import Text
from ui.widgets.timeline import Timeline

KNOWN = 340
"""The least width at which what is known can be read beside the steps."""
USUAL_MOMENTS = 10
"""What has happened to nearly every dossier is no more than this."""


class DossierPage(Page):
    """Draws one dossier; its steps are keys, and a step that needs words is asked for beside what is known."""

    def __init__(
        self,
        presenter: DossierPresenter,
        files: FilesPresenter,
        notices: Notices,
        shortcuts: Shortcuts,
        *,
        make_papers: Callable[[], PaperPanel],
        make_files: Callable[[], FilePanel],
        now: Callable[[], datetime],
    ) -> None:
        super().__init__()
        self._attached = files
        self._make_papers = make_papers
        self._make_files = make_files
        self._presenter = presenter
        self._notices = notices
        self._now = now
        self._shown: Dossier | None = None
        self._patience = Patience()
        self._bind(shortcuts)
        self._head = DossierHead()
        self._steps = Steps(self._next, self._always)
        self._step = StepPanel()
        self._facts = DossierFacts()
        self._files = DossierFiles(files, self._attach)
        self._timeline = Timeline(self.tr("Diễn biến"))
        self._side = Stack()
        self._side.setProperty("surface", "plain")
        self._build()
        presenter.changed.connect(self._show)
        presenter.return_wanted.connect(self._ask_return)
        presenter.done.connect(self._tell_done)
        self._steps.chosen.connect(presenter.begin)
        self._step.confirmed.connect(presenter.confirm)
        self._step.given_up.connect(self._give_up)
        presenter.corrected.connect(self._tell_corrected)
        files.recorded.connect(presenter.show)
        self._files.dropped.connect(self._take_files)

    @cached_property
    def _papers(self) -> PaperPanel:
        panel = self._make_papers()
        self._side.addWidget(panel)
        panel.closed.connect(self._close_papers)
        panel.form_chosen.connect(self._draw)
        panel.recorded.connect(self._presenter.show)
        return panel

    @cached_property
    def _file_panel(self) -> FilePanel:
        panel = self._make_files()
        self._side.addWidget(panel)
        panel.closed.connect(self._close_papers)
        return panel

    @cached_property
    def _correct(self) -> CorrectPanel:
        presenter, panel = self._presenter, CorrectPanel()
        self._side.addWidget(panel)
        panel.close_requested.connect(self._close_papers)
        panel.corrected.connect(presenter.correct)
        panel.decided.connect(lambda key, agreed, reason: presenter.decide(key, approve=agreed, reason=reason))
        return panel

    def _bind(self, shortcuts: Shortcuts) -> None:
        add = partial(shortcuts.add, group=self.tr("Hồ sơ"), page=self)
        self._next = add(self.tr("Bước tiếp theo"), "Ctrl+Return", self._take_next)
        self._always = (
            add(self.tr("Giấy tờ: xem, in, lưu"), "Ctrl+P", self._open_papers, icon="printer"),
            add(self.tr("Tệp đính kèm: xem, thêm"), "Ctrl+T", self._open_files, icon="file-text"),
            add(self.tr("Thu phí, lệ phí"), "Ctrl+B", self._take_fees, icon="banknote"),
            add(self.tr("Đính chính thông tin"), "Ctrl+E", self._open_corrections, icon="pencil"),
            add(self.tr("Hồ sơ mới giống hồ sơ này"), "Ctrl+M", self._copy, icon="plus"),
            add(self.tr("Mọi hồ sơ của người này"), "Ctrl+I", self._open_person, icon="user"),
        )
        self._attach = self._always[1]
        self._others = [
            add("", f"Alt+{place + 1}", partial(self._take, place), when=partial(self._offers, place))
            for place in range(MOST_KEYS)
        ]

    def _build(self) -> None:
        known = QWidget()
        known_column = QVBoxLayout(known)
        known_column.setContentsMargins(0, 0, px(4), px(20))
        known_column.setSpacing(px(12))
        known_column.addWidget(self._step)
        known_column.addWidget(self._facts)
        known_column.addWidget(self._files)
        known_column.addStretch(1)
        columns = Beside(24)
        columns.add_side(scrolled(self._steps), px(WIDTH))
        self._known = scrolled(known)
        columns.add_work(self._known, px(KNOWN))
        surface = QFrame()
        surface.setProperty("surface", "plain")
        main = page_column(right=20, spacing=18)
        surface.setLayout(main)
        main.addWidget(self._head)
        main.addLayout(columns, 1)
        self._side.addWidget(self._history())
        self._row = stand_beside(self, surface, self._side)
        self._close_papers()

    def _history(self) -> QFrame:
        side = QFrame()
        side.setProperty("surface", "side")
        inner = QWidget()
        lines = QVBoxLayout(inner)
        lines.setContentsMargins(px(20), px(16), px(20), px(16))
        lines.setSpacing(px(12))
        lines.addLayout(head_line(Text(self.tr("Diễn biến"), "heading")))
        lines.addWidget(self._timeline)
        lines.addStretch(1)
        column = QVBoxLayout(side)
        column.setContentsMargins(0, 0, 0, 0)
        column.addWidget(scrolled(inner))
        return side

    def _show(self) -> None:
        state = self._presenter.state
        # Nobody sees another dossier for a moment, and the page is painted once.
        self.setUpdatesEnabled(False)
        if not state.reading:
            with drawn_at_once(self):
                self._draw_state(state)
            self.setUpdatesEnabled(True)

    def _draw_state(self, state: DossierState) -> None:
        panel = self._side.currentWidget()
        if state.asking is not None and isinstance(panel, CorrectPanel):
            # A step puts the corrections away, and they the step; papers and files are read while a step is filled in.
            self._show_history()
            panel = self._side.currentWidget()
        self._step.ask(state.asking, state.fault, of=state.dossier)
        if isinstance(panel, CorrectPanel):
            panel.show_state(state)
        self._steps.show_state(state)
        for action, choice in zip(self._others, state.others, strict=False):
            action.setText(say(labels.ACTIONS[choice.action]))
        dossier = state.dossier
        if dossier is None or dossier is self._shown:
            return
        fresh = self._shown is None or self._shown.id != dossier.id
        self._shown = dossier
        self._head.show_dossier(dossier, self._now(), len(state.proposals), state.duties)
        self._facts.show_dossier(dossier, state.duties)
        self._attached.show_dossier(dossier)
        self._timeline.show_moments(moments(dossier))
        if fresh:
            self._steps.begin()
            self._close_papers()
        if state.asking is None:
            self._steps.focus_next()
            # A step that was asked for up there has gone, and the new date stands first.
            self._known.verticalScrollBar().setValue(0)

    def _offers(self, place: int) -> bool:
        return place < len(self._presenter.state.others)

    def _take_next(self) -> None:
        # The second of two quick presses was not meant for the step that has come in the place of the first.
        if not self._patience.holds:
            self._presenter.do_next()

    def _take(self, place: int) -> None:
        self._steps.take(place)

    def _give_up(self) -> None:
        self._step.forget()
        self._presenter.give_up()
        self._steps.focus_next()

    def _open_panel(self, panel: QWidget, width: int) -> None:
        self._row.set_side(self._side, px(width))
        self._side.setCurrentWidget(panel)

    def _open_papers(self) -> None:
        self._open_panel(self._papers, PAPER)
        self._papers.show_forms(self._presenter.state.forms)

    def _open_corrections(self) -> None:
        if self._shown is None:
            return
        if self._presenter.state.asking is not None:
            # One thing is corrected or decided at a time; what was typed for the step waits until it is begun again.
            self._presenter.give_up()
        self._correct.forget()
        self._correct.show_state(self._presenter.state)
        self._open_panel(self._correct, CORRECT)
        self._correct.start()

    def _open_files(self) -> None:
        self._open_panel(self._file_panel, FILES)
        self._file_panel.start()

    def _take_files(self, paths: list[Path]) -> None:
        self._open_files()
        self._file_panel.take_files(paths)

    def _tell_corrected(self) -> None:
        dossier, waits = self._presenter.state.dossier, len(self._presenter.state.proposals)
        self._close_papers()
        said = self.tr("Đã ghi đính chính.")
        if dossier is not None and dossier.history[-1].event.kind == REJECTED:
            said = self.tr("Đã ghi: không đồng ý đính chính.")
        if waits:
            said = self.tr("Đã ghi; {count} đề nghị đính chính chờ lãnh đạo.").format(count=waits)
        self._notices.tell(said, Tone.GOOD)

    def _copy(self) -> None:
        if self._shown is not None:
            self.intake_requested.emit(Begin(like=self._shown.id))

    def _draw(self, form: str) -> None:
        dossier = self._presenter.state.dossier
        if dossier is not None:
            self._papers.draw(dossier, form)

    def _show_history(self) -> None:
        self._side.setCurrentIndex(0)
        self._row.set_side(self._side, px(SIDE))

    def _close_papers(self) -> None:
        self._show_history()
        self._go_on()

    def _go_on(self) -> None:
        """The keyboard goes to the step that is being filled in, else to the next one."""
        if self._presenter.state.asking is None:
            self._steps.focus_next()
        else:
            self._step.focus_first()

    def _open_person(self) -> None:
        if self._shown is not None and self._shown.owner.get("number"):
            self.person_requested.emit(self._shown.owner["number"])

    def _ask_return(self, dossier_id: str) -> None:
        # A method, which Qt does not hold: a lambda that holds the page would keep it alive after its window.
        self.return_requested.emit(Handing(dossier_id))

    def _take_fees(self) -> None:
        if self._shown is not None:
            self.fees_requested.emit(self._shown.id)

    def _tell_done(self, action: str) -> None:
        self._step.forget()
        self._steps.begin()
        self._patience.begin()
        done = self.tr("Đã ghi: {action}").format(action=say(labels.ACTIONS[action]))
        if self._shown is not None and (towards := towards_words(action, self._shown)):
            done = f"{done} · {towards}"
        self._notices.tell(done, Tone.GOOD)

    @override
    def parts_put_off(self) -> Iterator[object]:
        if self._shown is None:
            # Somebody may be faster than the pauses in which parts are made.
            self._facts.make_rows()
        yield self._facts
        self._timeline.make_rows(USUAL_MOMENTS)
        yield self._timeline
        yield self._correct
        yield self._papers
        yield self._file_panel

    @override
    def show_place(self, what: object) -> None:
        self._presenter.open(str(what))

    @override
    def arrive(self) -> None:
        # The dossier of before may be come to again, and then nothing of it is shown anew.
        self._steps.begin()
        self._go_on()

    @override
    def take_scan(self, found: Found) -> bool:
        dossier = self._presenter.state.dossier
        ready = dossier is not None and dossier.state is State.READY
        if not ready or dossier is None or not isinstance(found.scan, CardScan) or found.person is None:
            return False
        self.return_requested.emit(Handing(dossier.id, found.person))
        return True

    @override
    def changed_elsewhere(self, dossier_ids: frozenset[str]) -> None:
        if self._shown is not None and self._shown.id in dossier_ids:
            self._presenter.refresh()

    @override
    def unfinished(self) -> str:
        return self.tr("Hồ sơ {code}").format(code=self._shown.label) if self._shown else ""
