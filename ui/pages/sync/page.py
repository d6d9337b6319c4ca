"""The exchange with the centre, said so that nobody has to be afraid of it."""

from collections.abc import Callable
from datetime import datetime
from functools import partial

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QFrame, QVBoxLayout
from typing_extensions import override

from desktop_app.application.ports import Identity, SyncStatus
from ui.pages.frame.sync_bridge import SyncBridge
from ui.pages.frame.sync_words import sync_state
from ui.pages.page import Page
from ui.pages.surface import head_line, page_column
from ui.pages.sync.sentences import sync_facts, sync_sentence
from ui.shortcuts import Shortcuts
from ui.widgets.beside import Beside
from ui.widgets.button import Button
from ui.widgets.card import Card, Facts
from ui.widgets.chip import StatusChip
from ui.widgets.text import Text

LABELS = 224


class SyncPage(Page):
    """Draws what waits, what has arrived, and what to do where somebody has to do something."""

    def __init__(
        self, bridge: SyncBridge, identity: Identity, now: Callable[[], datetime], shortcuts: Shortcuts
    ) -> None:
        super().__init__()
        self._bridge = bridge
        self._now = now
        add = partial(shortcuts.add, group=self.tr("Đồng bộ"), page=self)
        self._send = add(self.tr("Gửi và nhận ngay"), "Ctrl+Return", bridge.nudge, icon="refresh-cw")
        self._state = StatusChip("")
        self._sentence = Text("", "body", wrap=True)
        self._facts = Facts(LABELS)
        self._station = Facts(LABELS)
        self._button = Button.of(self._send, "primary", icon="refresh-cw", big=True)
        self._build()
        self._show_identity(identity)
        bridge.changed.connect(self._show)

    def _build(self) -> None:
        surface = QFrame()
        surface.setProperty("surface", "plain")
        state = Card(self.tr("Trao đổi với trung tâm"))
        state.body.addWidget(self._facts)
        state.body.addStretch(1)
        station = Card(self.tr("Máy này"))
        station.body.addWidget(self._station)
        station.body.addStretch(1)
        cards = Beside(16)
        cards.addWidget(state, 1)
        cards.addWidget(station, 1)
        head = head_line(Text(self.tr("Đồng bộ"), "title"), self._state)
        column = page_column(spacing=16)
        surface.setLayout(column)
        column.addLayout(head)
        column.addWidget(self._sentence)
        column.addWidget(self._button, 0, Qt.AlignmentFlag.AlignLeft)
        column.addLayout(cards)
        column.addStretch(1)
        outer = QVBoxLayout(self)
        outer.setContentsMargins(0, 0, 0, 0)
        outer.addWidget(surface)

    def _show_identity(self, identity: Identity) -> None:
        self._station.show_fact(self.tr("Cơ quan"), identity.office_name)
        self._station.show_fact(self.tr("Mã cơ quan"), identity.office_code)
        self._station.show_fact(self.tr("Máy"), identity.station_name)
        self._station.show_fact(self.tr("Số máy trong số biên nhận"), identity.stamp if identity.station else "")

    def _show(self, status: SyncStatus) -> None:
        text, _, tone, icon = sync_state(status, self._now())
        self._state.show_status(text, tone, icon)
        self._sentence.setText(sync_sentence(status))
        for label, value in sync_facts(status, self._now()):
            self._facts.show_fact(label, value)
        self._send.setEnabled(status.mode != "standalone")

    @override
    def arrive(self) -> None:
        self._bridge.ask()
        self._button.setFocus()
