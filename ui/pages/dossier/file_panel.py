"""The files of a dossier beside it: attached, looked at, saved, put aside."""

from pathlib import Path

from PySide6.QtCore import Signal
from PySide6.QtGui import QDragEnterEvent, QDropEvent
from PySide6.QtWidgets import QHBoxLayout
from typing_extensions import override

from desktop_app.application.attachments import Attachment
from desktop_app.words import labels
from ui.dialogs.files import ask_where, ask_which_ones
from ui.language import say
from ui.pages.dossier.files import about, dropped_files
from ui.pages.dossier.files_presenter import FilesPresenter, FilesState, Place
from ui.tasks import Tasks
from ui.theme import px
from ui.widgets.button import Button
from ui.widgets.choice_list import Choice, MovedList
from ui.widgets.field import EnterMovesOn, TextField
from ui.widgets.pdf_view import PdfView
from ui.widgets.side_panel import SidePanel
from ui.widgets.text import Text

WIDTH = 484


class FilePanel(SidePanel):
    """Asks what chosen files show; otherwise lists what is attached and shows the one that was opened."""

    closed = Signal()

    def __init__(self, tasks: Tasks, presenter: FilesPresenter) -> None:
        super().__init__("")
        self.presenter = presenter
        self._drawn = b""
        self._listed: tuple[object, ...] = ()
        self._list = MovedList(self.tr("Tệp đính kèm"))
        self._add = Button(self.tr("Chọn tệp…"), "primary", icon="plus")
        self._save = Button(self.tr("Lưu thành tệp"), "secondary", icon="file-text")
        self._aside = Button(self.tr("Bỏ ra"), "quiet", icon="x")
        self._stop = Button(self.tr("Dừng tải"), "secondary", icon="x")
        self._reason = TextField(self.tr("Lý do bỏ tệp ra khỏi hồ sơ"))
        self._said = Text("", "muted", wrap=True)
        self._pages = PdfView(tasks, self.tr("Nội dung tệp"), most_width=460)
        self.setAcceptDrops(True)
        self._build()
        presenter.changed.connect(self._show)
        self._list.taken.connect(self._take)
        self._add.clicked.connect(self.ask_for_files)
        self._save.clicked.connect(self._save_file)
        self._aside.clicked.connect(self._put_aside)
        self._stop.clicked.connect(presenter.give_up)
        self.close_requested.connect(self._close)

    def start(self) -> None:
        """Begins with the list, or with the question what the chosen files show."""
        self._reason.hide()
        self._show()
        (self._list if self.presenter.state.chosen or self.presenter.state.files else self._add).setFocus()

    def ask_for_files(self) -> None:
        """Lets somebody choose files; the window goes on meanwhile."""
        kinds = self.tr("Giấy tờ quét, chụp") + " (*.pdf *.jpg *.jpeg *.png *.tif *.tiff)"
        ask_which_ones(self, self.tr("Chọn tệp đính kèm"), kinds, self.take_files)

    def take_files(self, paths: list[Path]) -> None:
        """Takes these files in hand and asks what they show."""
        if paths:
            self.presenter.choose(paths)
            self._list.setFocus()

    def _build(self) -> None:
        row = QHBoxLayout()
        row.setSpacing(px(8))
        for button in (self._add, self._save, self._aside, self._stop):
            row.addWidget(button)
        row.addStretch(1)
        self.body.addWidget(self._list)
        self.body.addLayout(row)
        self.body.addWidget(self._reason)
        self.body.addWidget(self._said)
        self.body.addWidget(self._pages, 100)
        # Where no file is looked at, what stands above stays at the top.
        self.body.addStretch(1)
        EnterMovesOn(self)

    def _show(self) -> None:
        state = self.presenter.state
        asking = bool(state.chosen)
        self.set_title(self._heading(state))
        self._show_list(state)
        self._add.setVisible(not asking)
        self._add.setEnabled(not state.busy)
        self._stop.setVisible(state.fetched is not None)
        looked_at = bool(state.content) and not asking
        self._save.setVisible(looked_at)
        self._aside.setVisible(looked_at and state.shown is not None and not state.shown.put_aside)
        self._pages.setVisible(looked_at)
        said = state.said
        if not (said or asking or state.files):
            said = self.tr("Chưa có tệp nào. Có thể kéo tệp thả vào đây.")
        if state.fetched:
            done, size = (labels.size(count, say) for count in state.fetched)
            said = self.tr("Đang tải về… {done} trên {size}").format(done=done, size=size)
        self._said.setText(said)
        self._said.setVisible(bool(said))
        if state.content != self._drawn:
            self._drawn = state.content
            if state.content:
                self._pages.show_pdf(state.content)
            else:
                self._pages.clear()

    def _heading(self, state: FilesState) -> str:
        if len(state.chosen) == 1:
            return self.tr("“{name}” là giấy tờ nào?").format(name=state.chosen[0].name)
        if state.chosen:
            return self.tr("{count} tệp này là giấy tờ nào?").format(count=len(state.chosen))
        return self.tr("Tệp đính kèm")

    def _show_list(self, state: FilesState) -> None:
        shown = (state.chosen, state.files, state.dossier and state.dossier.id)
        if shown == self._listed:
            return
        self._listed = shown
        self._list.show_choices(_places(state) if state.chosen else [_choice(one, state) for one in state.files])
        self._list.setFixedHeight(self._list.height_at(px(WIDTH - 40), px(260)))
        self._list.setVisible(bool(state.chosen or state.files))

    def _take(self, choice: Choice) -> None:
        self._reason.hide()
        if isinstance(choice.value, Place):
            self.presenter.attach(choice.value)
        else:
            self.presenter.open(choice.value)

    def _save_file(self) -> None:
        state = self.presenter.state
        if state.shown is not None and state.dossier is not None:
            ask_where(self, state.shown.file_name(state.dossier), self.presenter.save)

    def _put_aside(self) -> None:
        if self._reason.isVisible() and self._reason.text():
            self.presenter.put_aside(self._reason.text())
            self._reason.set_text("")
            self._reason.hide()
            return
        self._reason.show()
        self._reason.setFocus()

    def _close(self) -> None:
        self.presenter.choose(())
        self.presenter.give_up()
        self.closed.emit()

    @override
    def dragEnterEvent(self, event: QDragEnterEvent) -> None:
        if dropped_files(event):
            event.acceptProposedAction()

    @override
    def dropEvent(self, event: QDropEvent) -> None:
        self.take_files(dropped_files(event))


def _places(state: FilesState) -> list[Choice]:
    papers = state.dossier.components if state.dossier else []
    places = [
        Choice(Place(component=number), f"{number}. {paper.get('name', '')}") for number, paper in enumerate(papers, 1)
    ]
    return [*places, Choice(Place(result=True), say("Kết quả giải quyết")), Choice(Place(), say("Giấy tờ khác"))]


def _choice(one: Attachment, state: FilesState) -> Choice:
    aside = say("đã bỏ ra: {reason}").format(reason=one.put_aside) if one.put_aside else ""
    return Choice(
        one,
        one.title,
        aside or about(one, state.dossier),
        mark=str(one.number),
        icon="x" if one.put_aside else "file-text",
    )
