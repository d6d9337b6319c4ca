"""The exchange with the centre, said so that nobody has to be afraid of it."""

from collections.abc import Callable
from datetime import datetime
from functools import partial

from PySide6.QtWidgets import QFrame, QWidget
from typing_extensions import override

from desktop_app.application.ports import Identity, SyncStatus
from ui.dialogs.files import ask_where, ask_which
from ui.notices import Notices
from ui.pages.frame.sync_bridge import SyncBridge
from ui.pages.frame.sync_words import sync_state
from ui.pages.page import Page
from ui.pages.surface import head_line, page_column, plain, side_column, stand_beside
from ui.pages.sync.presenter import UNKNOWN, SyncPresenter
from ui.pages.sync.sentences import sync_facts, sync_sentence
from ui.pages.sync.trays import ENTRIES, MATTERS, WAITING, Trays
from ui.shortcuts import Shortcuts
from ui.theme import px
from ui.tokens import Tone
from ui.widgets.button import Button
from ui.widgets.card import Facts, Line
from ui.widgets.light import Light
from ui.widgets.lines import Lines
from ui.widgets.text import Text

LABELS = 116
PACKET = "motcua"
PROGRAM = "Một Cửa"


class SyncPage(Page):
    """One light in words; what a person has to decide, what waits, and what happened; the way by hand at the side."""

    def __init__(
        self,
        presenter: SyncPresenter,
        bridge: SyncBridge,
        identity: Identity,
        *,
        now: Callable[[], datetime],
        notices: Notices,
        shortcuts: Shortcuts,
    ) -> None:
        super().__init__()
        self._presenter = presenter
        self._bridge = bridge
        self._now = now
        self._notices = notices
        self._bind(shortcuts)
        self._light = Light()
        self._trays = Trays(now, Button.of(self._open, "primary", icon="arrow-right"))
        self._facts = Facts(LABELS)
        self._button = Button.of(self._send, icon="refresh-cw", big=True)
        self._build(identity)
        bridge.changed.connect(self._take_news)
        presenter.changed.connect(self._show)
        presenter.exported.connect(self._say_exported)
        presenter.loaded.connect(self._say_loaded)
        self._trays.opened.connect(self.dossier_requested)

    def _bind(self, shortcuts: Shortcuts) -> None:
        add = partial(shortcuts.add, group=self.tr("Đồng bộ"), page=self)
        self._send = add(self.tr("Gửi và nhận ngay"), "Ctrl+Return", self._bridge.nudge, icon="refresh-cw")
        self._open = add(self.tr("Mở hồ sơ"), "Ctrl+O", self._open_dossier, icon="arrow-right")
        self._again = add(self.tr("Gửi lại việc đang chọn"), "Ctrl+R", self._send_again, icon="send")
        self._export = add(self.tr("Xuất ra USB"), "Ctrl+E", self._ask_where_to, icon="usb")
        self._load = add(self.tr("Nhập từ USB"), "Ctrl+I", self._ask_which, icon="download")
        to_search = partial(add, when=lambda: self._presenter.state.entries)
        to_search(self.tr("Tới ô tìm trong nhật ký"), "Ctrl+F", self._to_search, icon="search")
        names = (self.tr("Cần xử lý"), self.tr("Chờ gửi"), self.tr("Nhật ký"))
        for tray, name in zip((MATTERS, WAITING, ENTRIES), names, strict=True):
            add(name, f"Alt+{tray + 1}", partial(self._to, tray))

    def _build(self, identity: Identity) -> None:
        top = Lines(16)
        top.add(self._light, 1)
        top.add(self._button)
        column = page_column(right=20, spacing=14)
        column.addLayout(head_line(Text(self.tr("Đồng bộ"), "title")))
        column.addLayout(top)
        column.addWidget(self._trays, 1)
        stand_beside(self, plain(column), self._side(identity))

    def _side(self, identity: Identity) -> QWidget:
        station = Facts(LABELS)
        station.show_fact(self.tr("Máy"), identity.station_name, strong=True)
        station.show_fact(self.tr("Số máy"), identity.stamp if identity.station else "")
        station.show_fact(self.tr("Cơ quan"), identity.office_name)
        station.show_fact(self.tr("Mã cơ quan"), identity.office_code)
        side = QFrame()
        column = side_column(side)
        column.addLayout(head_line(Text(self.tr("Trao đổi với trung tâm"), "heading")))
        column.addWidget(self._facts)
        column.addWidget(Line())
        column.addWidget(Text(self.tr("Máy này"), "heading"))
        column.addWidget(station)
        column.addStretch(1)
        column.addWidget(Line())
        said = self.tr("Mất mạng lâu: mang thay đổi sang máy khác của cơ quan bằng USB. Tệp được mã hóa và ký.")
        column.addWidget(Text(said, "muted", wrap=True))
        for action in (self._export, self._load):
            column.addWidget(Button.of(action, icon=action.objectName()))
        column.setSpacing(px(10))
        return side

    def _take_news(self, status: SyncStatus) -> None:
        self._presenter.show(status)
        if self.isVisible():
            self._presenter.refresh()

    def _show(self) -> None:
        state = self._presenter.state
        text, _, tone, icon = sync_state(state.status, self._now())
        self._light.show_state(text, sync_sentence(state.status), tone, icon)
        for label, value in sync_facts(state.status, self._now()):
            self._facts.show_fact(label, value)
        # The accent is for what is to be done: sending where something waits and nothing has to be decided first.
        self._button.set_kind("primary" if state.waiting and not state.matters else "secondary")
        # A button that is dimmed until the answer comes would lose the keyboard meanwhile.
        enrolled = state.status is UNKNOWN or state.status.mode != "standalone"
        self._send.setEnabled(enrolled)
        for action in (self._export, self._load):
            action.setEnabled(enrolled and not state.busy)
        self._trays.show_state(state)
        self._open.setEnabled(bool(state.matters))
        self._again.setEnabled(any(matter.event_id for matter in state.matters))

    def _to(self, tray: int) -> None:
        self._trays.show_tray(tray)

    def _to_search(self) -> None:
        self._trays.to_search()

    def _open_dossier(self) -> None:
        self._trays.open_matter()

    def _send_again(self) -> None:
        matter = self._trays.matter()
        if matter is not None and matter.event_id:
            self._presenter.send_again(matter.event_id)

    def _ask_where_to(self) -> None:
        ask_where(self, f"dong-bo-{self._now():%Y%m%d-%H%M}.{PACKET}", self._presenter.export)

    def _ask_which(self) -> None:
        ask_which(self, self.tr("Nhập thay đổi từ USB"), f"{PROGRAM} (*.{PACKET})", self._presenter.load)

    def _say_exported(self, count: int) -> None:
        said = self.tr("Đã xuất {count} thay đổi. Nhập tệp này ở một máy của cơ quan có mạng.").format(count=count)
        self._notices.tell(said, Tone.GOOD)

    def _say_loaded(self, count: int) -> None:
        self._notices.tell(self.tr("Đã gửi {count} thay đổi từ USB về trung tâm.").format(count=count), Tone.GOOD)

    @override
    def arrive(self) -> None:
        self._bridge.ask()
        self._presenter.refresh()
        self._button.setFocus()
