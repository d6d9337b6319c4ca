"""What is attached to a dossier, among everything that is known about it."""

from collections.abc import Sequence
from pathlib import Path

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QAction, QDragEnterEvent, QDropEvent
from PySide6.QtWidgets import QVBoxLayout, QWidget
from typing_extensions import override

from desktop_app.application.attachments import Attachment
from desktop_app.domain.dossier import Dossier
from desktop_app.words import labels
from ui.language import say
from ui.pages import words
from ui.pages.dossier.files_presenter import FilesPresenter
from ui.theme import px
from ui.widgets.button import Button
from ui.widgets.card import Line
from ui.widgets.text import Text


class DossierFiles(QWidget):
    """A line for each file, and the key that opens them; files may be dropped on it."""

    dropped = Signal(object)

    def __init__(self, presenter: FilesPresenter, action: QAction) -> None:
        super().__init__()
        self._presenter = presenter
        self.setAcceptDrops(True)
        self.setAccessibleName(self.tr("Tệp đính kèm"))
        self._lines = Text("", wrap=True, selectable=True)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(px(10))
        column.addWidget(Line())
        column.addWidget(Text(self.tr("Tệp đính kèm"), "heading"))
        column.addWidget(self._lines)
        column.addWidget(Button.of(action, icon="file-text"), 0, Qt.AlignmentFlag.AlignLeft)
        presenter.changed.connect(self._show)

    def _show(self) -> None:
        state = self._presenter.state
        kept = [one for one in state.files if not one.put_aside]
        lines = [f"{one.number}. {one.title} · {about(one, state.dossier)}" for one in kept]
        self._lines.setText("\n".join(lines) or self.tr("Chưa có tệp nào. Có thể kéo tệp thả vào đây."))

    @override
    def dragEnterEvent(self, event: QDragEnterEvent) -> None:
        if dropped_files(event):
            event.acceptProposedAction()

    @override
    def dropEvent(self, event: QDropEvent) -> None:
        self.dropped.emit(dropped_files(event))


def about(one: Attachment, dossier: Dossier | None) -> str:
    """What a file shows, how large it is, since when and where."""
    papers: Sequence[dict[str, object]] = dossier.components if dossier else ()
    place = labels.attachment_place(papers, one.component, result=one.result, say=say)
    shown = place if place.partition(". ")[2] != one.title else say("thành phần {n}").format(n=one.component)
    where = say(labels.WHEREABOUTS[one.where_to])
    return " · ".join(part for part in (shown, labels.size(one.size, say), words.stamp(one.at), where) if part)


def dropped_files(event: QDropEvent) -> list[Path]:
    """The files that somebody drags over or drops on a widget."""
    return [Path(url.toLocalFile()) for url in event.mimeData().urls() if url.isLocalFile()]
