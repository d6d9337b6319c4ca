"""Handover: dossiers leave the counter with a list, and arrive with every one of them scanned."""

from collections.abc import Callable, Iterator
from datetime import datetime
from functools import cached_property, partial

from PySide6.QtCore import Qt
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QStackedLayout, QWidget
from typing_extensions import override

from desktop_app.application.house_papers import HousePapers
from desktop_app.application.lookup import Found
from desktop_app.domain.handover import Batch
from ui.notices import Notices
from ui.pages import words
from ui.pages.handover.give_part import GivePart
from ui.pages.handover.give_presenter import GivePresenter
from ui.pages.handover.take_part import TakePart
from ui.pages.handover.take_presenter import TakePresenter
from ui.pages.house_paper import HousePaperView
from ui.pages.page import Page
from ui.pages.surface import head_line
from ui.printing.house_desk import HouseDesk
from ui.shortcuts import Shortcuts
from ui.soon import soon_in_sight
from ui.tasks import Tasks
from ui.tokens import Tone
from ui.widgets.button import Button
from ui.widgets.patience import Patience
from ui.widgets.segmented import Segmented
from ui.widgets.text import Text

GIVE, TAKE, PAPER = range(3)


class HandoverPage(Page):
    """Draws both sides of a handover and the paper between them."""

    def __init__(
        self,
        give: GivePresenter,
        take: TakePresenter,
        *,
        papers: HousePapers,
        desk: HouseDesk,
        tasks: Tasks,
        notices: Notices,
        shortcuts: Shortcuts,
        now: Callable[[], datetime],
    ) -> None:
        super().__init__()
        self._give = give
        self._take = take
        self._papers = papers
        self._tasks = tasks
        self._desk = desk
        self._notices = notices
        self._shown = GIVE
        self._laid = False
        self._patience = Patience()
        self._bind(shortcuts)
        step = [Button.of(self._step, "primary", icon="check", big=True) for _ in (GIVE, TAKE)]
        leave = Button(self.tr("Để sau, xem danh sách khác"), "quiet", key="Esc")
        leave.clicked.connect(take.put_away)
        others = (Button.of(self._print, icon="printer"), leave)
        self._give_part = GivePart(give, self._head(GIVE), step[GIVE], now)
        self._take_part = TakePart(take, self._head(TAKE), (step[TAKE], *others), now)
        self._stack = QStackedLayout(self)
        for part in (self._give_part, self._take_part):
            self._stack.addWidget(part)
        self._connect()
        self._show_step()

    def _connect(self) -> None:
        self._give.undoable.connect(self._notices.offer_undo)
        self._give.prepared.connect(self._show_prepared)
        self._take.confirmed.connect(self._show_confirmed)
        self._take.changed.connect(self._show_step)

    @cached_property
    def _view(self) -> HousePaperView:
        buttons = [
            Button.of(self._next, "primary", icon="plus", big=True),
            Button.of(self._print, icon="printer"),
            Button.of(self._save, icon="file-text"),
        ]
        view = HousePaperView(self._tasks, self._desk, buttons)
        self._stack.addWidget(view)
        return view

    def _bind(self, shortcuts: Shortcuts) -> None:
        add = partial(shortcuts.add, group=self.tr("Bàn giao"), page=self)
        add(self.tr("Giao đi"), "Alt+1", partial(self._show_side, GIVE), icon="arrow-right-left")
        add(self.tr("Nhận về"), "Alt+2", partial(self._show_side, TAKE), icon="package-check")
        on_paper = partial(add, when=lambda: self._seen(PAPER))
        on_desk = partial(add, when=lambda: not self._seen(PAPER))
        self._step = on_desk(self.tr("Lập phiếu và in"), "Ctrl+Return", self._go_on, icon="check")
        turn, everything = self._give.turn_all, self.tr("Chọn tất cả, bỏ chọn tất cả")
        self._all = add(everything, "Ctrl+A", turn, icon="list-checks", when=lambda: self._seen(GIVE))
        self._next = on_paper(self.tr("Đợt bàn giao khác"), "Ctrl+N", self._begin_again, icon="plus")
        listed, opened = self.tr("In phiếu bàn giao"), lambda: self._seen(PAPER) or self._checking()
        self._print = add(listed, "Ctrl+P", self._print_list, icon="printer", when=opened)
        self._save = on_paper(self.tr("Lưu phiếu thành PDF"), "Ctrl+S", self._save_list, icon="file-text")
        add(self.tr("Để sau, xem danh sách khác"), "Ctrl+Backspace", self._take.put_away, when=self._checking)

    def _seen(self, part: int) -> bool:
        return self._stack.currentIndex() == part

    def _checking(self) -> bool:
        """Whether a list that has arrived is being checked off."""
        return self._seen(TAKE) and self._take.state.batch is not None

    def _head(self, side: int) -> QWidget:
        sides = Segmented([(GIVE, self.tr("Giao đi")), (TAKE, self.tr("Nhận về"))], self.tr("Bên giao, bên nhận"))
        sides.set_value(side)

        def turn(wanted: int) -> None:
            sides.set_value(side)
            self._show_side(wanted)

        sides.chosen.connect(turn)
        head = QWidget()
        row = head_line(Text(self.tr("Bàn giao hồ sơ"), "title"), sides)
        row.setContentsMargins(0, 0, 0, 0)
        head.setLayout(row)
        return head

    def _go_on(self) -> None:
        if self._stack.currentIndex() == GIVE:
            self._prepare()
        elif self._stack.currentIndex() == TAKE:
            self._take.confirm()
        else:
            self._begin_again()

    def _prepare(self) -> None:
        if self._patience.holds:
            return
        self._give.prepare()
        if self._give.state.doubt:
            # The second of two quick presses was made before the doubt was read.
            self._patience.begin()

    def _show_side(self, side: int) -> None:
        self._shown = side
        self._stack.setCurrentIndex(side)
        self._show_step()
        self.arrive()

    def _show_step(self) -> None:
        """The key of the next step does what the shown side needs, and says so."""
        state = self._take.state
        if self._shown == GIVE:
            self._step.setText(self.tr("Lập phiếu và in"))
            self._step.setEnabled(True)
            return
        missing = self.tr("Xác nhận, thiếu {n}").format(n=state.missing)
        self._step.setText(missing if state.missing else self.tr("Xác nhận đủ"))
        self._step.setEnabled(state.batch is not None and state.batch.received_at is None)

    def _show_prepared(self, batch: Batch) -> None:
        self._draw(batch, self.tr("Đã lập phiếu bàn giao"))
        self._desk.draw(partial(self._papers.handover, batch), self._desk.print_now)

    def _show_confirmed(self, batch: Batch, extra: tuple[str, ...]) -> None:
        self._draw(batch, self.tr("Đã nhận bàn giao"), ", ".join(extra))
        self._desk.draw(partial(self._papers.handover, batch))
        if batch.missing:
            said = self.tr("{n} hồ sơ không thấy, đã ghi là còn ở bên giao.").format(n=len(batch.missing))
            self._notices.tell(said, Tone.WARN)

    def _draw(self, batch: Batch, heading: str, extra: str = "") -> None:
        received = batch.received_at is not None
        listed = self.tr("{n} hồ sơ trong danh sách")
        facts = [
            (self.tr("Từ"), batch.from_office),
            (self.tr("Đến"), batch.to_office),
            (self.tr("Số hồ sơ"), str(len(batch.dossiers))),
            (self.tr("Đã nhận"), listed.format(n=len(batch.received)) if received else ""),
            (self.tr("Còn thiếu"), ", ".join(batch.dossiers[one] for one in batch.missing)),
            (self.tr("Thừa"), self.tr("{n} hồ sơ: {codes}").format(n=len(batch.extra), codes=extra) if extra else ""),
            (self.tr("Người giao"), f"{batch.giver_name} · {words.stamp(batch.given_at)}"),
            (self.tr("Người nhận"), f"{batch.receiver_name} · {words.stamp(batch.received_at)}" if received else ""),
        ]
        self._view.show_paper(heading, batch.code, facts)
        self._stack.setCurrentWidget(self._view)

    def _print_list(self) -> None:
        batch = self._take.state.batch
        if self._seen(TAKE) and batch is not None:
            self._desk.draw(partial(self._papers.handover, batch), self._desk.print_now)
        else:
            self._desk.print_now()

    def _save_list(self) -> None:
        self._view.save()

    def _begin_again(self) -> None:
        self._show_side(self._shown)

    @override
    def parts_put_off(self) -> Iterator[object]:
        yield self._view

    @override
    def show_place(self, what: object) -> None:
        if isinstance(what, str):
            self._laid = True
            self._open(what)

    @override
    def shown_place(self, what: object) -> object:
        return what if self._laid and self._shown == TAKE else None

    def _open(self, code: str) -> None:
        self._show_side(TAKE)
        self._take.open(code)

    @override
    def arrive(self) -> None:
        if self._stack.currentIndex() == PAPER:
            return
        if self._shown == GIVE:
            self._give.refresh()
        else:
            self._take.refresh()
        search = self._give_part.search if self._shown == GIVE else self._take_part.search
        # After the key that led here has run its course, or Qt would move the focus on.
        soon_in_sight(self, search.setFocus)

    @override
    def take_scan(self, found: Found) -> bool:
        if found.batch is not None:
            self._laid = False
            self._open(found.batch.code)
        elif found.dossier_id and self._shown == TAKE and self._take.state.batch is not None:
            self._take.scan_dossier(found.dossier_id)
        elif found.dossier_id and self._shown == GIVE:
            self._show_side(GIVE)
            self._give.add_dossier(found.dossier_id)
        else:
            return False
        return True

    @override
    def changed_elsewhere(self, dossier_ids: frozenset[str]) -> None:
        if self._shown == GIVE:
            self._give.refresh()
        else:
            self._take.refresh()

    @override
    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() == Qt.Key.Key_Escape and self._seen(PAPER):
            self._begin_again()
            return
        if event.key() == Qt.Key.Key_Escape and self._checking():
            self._take.put_away()
            # What was scanned elsewhere lies on top of that, and goes away with its page.
            if not self._laid:
                return
            self._laid = False
        super().keyPressEvent(event)

    @override
    def unfinished(self) -> str:
        if self._take.state.batch is not None:
            return self._take.state.batch.code
        ticked = len(self._give.state.ticked)
        return self.tr("bàn giao {n} hồ sơ").format(n=ticked) if ticked else ""
