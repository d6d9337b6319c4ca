"""How the program looks, as it is chosen by key or in the palette: colours, size of text, rows of tables, language."""

from functools import partial

from PySide6.QtCore import QObject, Signal
from PySide6.QtWidgets import QWidget

from ui.density import COMFORTABLE, COMPACT
from ui.language import LANGUAGES
from ui.look import LOOKS, SCALES
from ui.shortcuts import Shortcuts


class Looks(QObject):
    """Offers every look by name, and by key the next one after that of now.

    What is chosen is told, and done by whoever owns the window and knows what was chosen before; `texts` are what each
    choice is called.
    """

    look_chosen = Signal(str)
    scale_chosen = Signal(float)
    rows_chosen = Signal(str)
    language_chosen = Signal(str)
    next_look_wanted = Signal()
    scale_stepped = Signal(int)
    next_rows_wanted = Signal()
    next_language_wanted = Signal()

    def __init__(self, window: QWidget, shortcuts: Shortcuts) -> None:
        super().__init__(window)
        self.texts: dict[str | float, str] = {}
        self._add = partial(shortcuts.add, group=self.tr("Giao diện"))
        self._add_steps()
        self._add_choices()

    def _add_steps(self) -> None:
        add = self._add
        larger, smaller = partial(self.scale_stepped.emit, 1), partial(self.scale_stepped.emit, -1)
        # "+" and "=" are one key, and whoever has to hold Shift with Ctrl for it switches Unikey.
        add(self.tr("Chữ to hơn"), "Ctrl++", larger, also="Ctrl+=", icon="eye")
        add(self.tr("Chữ nhỏ hơn"), "Ctrl+-", smaller, icon="eye")
        colours, rows = self.tr("Đổi giao diện: sáng, tối, tương phản"), self.tr("Đổi dòng của bảng: thoáng, sát nhau")
        add(colours, "Ctrl+Shift+D", self.next_look_wanted.emit, icon="contrast")
        add(rows, "Ctrl+Shift+B", self.next_rows_wanted.emit, icon="rows-3")
        add(self.tr("Đổi ngôn ngữ"), "Ctrl+Shift+T", self.next_language_wanted.emit, icon="languages")

    def _add_choices(self) -> None:
        names = (self.tr("theo hệ điều hành"), self.tr("sáng"), self.tr("tối"), self.tr("tương phản cao"))
        for look, name in zip(LOOKS, names, strict=True):
            self.texts[look] = text = self.tr("Giao diện {name}").format(name=name)
            self._add(text, "", partial(self.look_chosen.emit, look), icon="contrast")
        for scale in SCALES:
            self.texts[scale] = text = self.tr("Cỡ chữ {percent} %").format(percent=round(scale * 100))
            self._add(text, "Ctrl+0" if scale == 1 else "", partial(self.scale_chosen.emit, scale), icon="eye")
        for rows, name in ((COMFORTABLE, self.tr("thoáng")), (COMPACT, self.tr("sát nhau"))):
            self.texts[rows] = text = self.tr("Dòng của bảng: {name}").format(name=name)
            self._add(text, "", partial(self.rows_chosen.emit, rows), icon="rows-3")
        for code, name in LANGUAGES.items():
            text = self.tr("Ngôn ngữ: {name}").format(name=name)
            self._add(text, "", partial(self.language_chosen.emit, code), icon="languages")
