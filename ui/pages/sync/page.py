"""The exchange with the centre, said so that nobody has to be afraid of it."""

from collections.abc import Callable
from datetime import datetime
from functools import partial

from PySide6.QtWidgets import QFrame, QHBoxLayout, QVBoxLayout, QWidget
from typing_extensions import override

from desktop_app.application.ports import Identity, SyncStatus
from ui.pages.frame.sync_bridge import SyncBridge
from ui.pages.frame.sync_words import sync_line
from ui.pages.page import Page
from ui.pages.sync.sentences import sync_facts, sync_sentence
from ui.shortcuts import Shortcuts
from ui.theme import px
from ui.widgets.button import Button
from ui.widgets.card import Card, Facts
from ui.widgets.text import Icon, Text

WIDTH = 720


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
        self._icon = Icon("cloud", 28)
        self._line = Text("", "title", wrap=True)
        self._sentence = Text("", "body", wrap=True)
        self._facts = Facts(220)
        self._station = Facts(220)
        self._button = Button.of(self._send, "primary", icon="refresh-cw", big=True)
        self._build()
        self._show_identity(identity)
        bridge.changed.connect(self._show)

    def _build(self) -> None:
        surface = QFrame()
        surface.setProperty("surface", "plain")
        head = QHBoxLayout()
        head.setSpacing(px(14))
        head.addWidget(self._icon)
        head.addWidget(self._line, 1)
        state = Card(self.tr("Trao đổi với trung tâm"))
        state.body.addWidget(self._facts)
        station = Card(self.tr("Máy này"))
        station.body.addWidget(self._station)
        foot = QHBoxLayout()
        foot.addWidget(self._button)
        foot.addStretch(1)
        column = QVBoxLayout()
        column.setSpacing(px(16))
        column.addLayout(head)
        column.addWidget(self._sentence)
        column.addLayout(foot)
        column.addWidget(state)
        column.addWidget(station)
        column.addStretch(1)
        column.setContentsMargins(0, 0, 0, 0)
        holder = QWidget()
        holder.setMaximumWidth(px(WIDTH))
        holder.setLayout(column)
        row = QHBoxLayout(surface)
        row.setContentsMargins(px(28), px(22), px(28), px(16))
        row.addWidget(holder, 1)
        row.addStretch(1)
        outer = QVBoxLayout(self)
        outer.setContentsMargins(0, 0, 0, 0)
        outer.addWidget(surface)

    def _show_identity(self, identity: Identity) -> None:
        self._station.show_fact(self.tr("Cơ quan"), identity.office_name)
        self._station.show_fact(self.tr("Mã cơ quan"), identity.office_code)
        self._station.show_fact(self.tr("Máy"), identity.station_name)
        self._station.show_fact(self.tr("Số máy trong số biên nhận"), identity.stamp if identity.station else "")

    def _show(self, status: SyncStatus) -> None:
        line, tone, icon = sync_line(status, self._now())
        self._icon.show_icon(icon, tone)
        self._line.setText(line)
        self._sentence.setText(sync_sentence(status))
        for label, value in sync_facts(status, self._now()):
            self._facts.show_fact(label, value)
        self._send.setEnabled(status.mode != "standalone")

    @override
    def arrive(self) -> None:
        self._bridge.ask()
        self._button.setFocus()
