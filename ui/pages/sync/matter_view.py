"""One matter in full: both versions, who and when, and what to do."""

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QVBoxLayout, QWidget

from ui.language import say
from ui.pages.sync.matters import Matter, Version
from ui.theme import px
from ui.widgets.beside import Beside
from ui.widgets.button import Button
from ui.widgets.card import Card, Facts
from ui.widgets.text import Text

LABELS = 84
LEAST = 260


class MatterView(QWidget):
    """Draws what holds beside what contradicts it, and the way to the dossier."""

    def __init__(self, to_dossier: Button) -> None:
        super().__init__()
        self._said = Text("", "strong", wrap=True)
        self._todo = Text("", wrap=True)
        self._holds = _VersionCard(say("Đang có hiệu lực"))
        self._doubted = _VersionCard(say("Mâu thuẫn với"))
        self._to_dossier = to_dossier
        both = Beside(12)
        both.add_work(self._holds, px(LEAST))
        both.add_work(self._doubted, px(LEAST))
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(px(10))
        column.addWidget(self._said)
        column.addLayout(both)
        column.addWidget(self._todo)
        column.addWidget(to_dossier, 0, Qt.AlignmentFlag.AlignLeft)

    def show_matter(self, matter: Matter | None) -> None:
        """Draws this matter, nothing for None."""
        self.setVisible(matter is not None)
        if matter is None:
            return
        self._said.setText(" · ".join(part for part in (matter.label, matter.said) if part))
        self._to_dossier.setVisible(bool(matter.label))
        self._todo.setText(say("Cần làm: {todo}").format(todo=matter.todo))
        self._holds.show_version(matter.holds)
        self._doubted.show_version(matter.doubted)


class _VersionCard(Card):
    def __init__(self, heading: str) -> None:
        super().__init__(heading, spacing=6)
        self._facts = Facts(LABELS)
        self.body.addWidget(self._facts)
        self.body.addStretch(1)

    def show_version(self, version: Version | None) -> None:
        self.setVisible(version is not None)
        if version is None:
            return
        self._facts.show_fact(say("Việc"), version.what, strong=True)
        self._facts.show_fact(say("Nội dung"), version.detail)
        self._facts.show_fact(say("Ai"), " · ".join(part for part in (version.who, version.station) if part))
        self._facts.show_fact(say("Lúc"), version.at)
