"""How the program looks, as it is chosen in the palette: colours, size of the text, rows of tables, language."""

from functools import partial

from PySide6.QtCore import QObject, Signal
from PySide6.QtWidgets import QWidget

from ui.density import COMFORTABLE, COMPACT
from ui.language import LANGUAGES
from ui.look import LOOKS, SCALES
from ui.shortcuts import Shortcuts


class Looks(QObject):
    """Offers every look by name; what is chosen is told, and done by whoever owns the window."""

    look_chosen = Signal(str)
    scale_chosen = Signal(float)
    rows_chosen = Signal(str)
    language_chosen = Signal(str)

    def __init__(self, window: QWidget, shortcuts: Shortcuts) -> None:
        super().__init__(window)
        add = partial(shortcuts.add, group=self.tr("Giao diện"))
        names = (self.tr("theo hệ điều hành"), self.tr("sáng"), self.tr("tối"), self.tr("tương phản cao"))
        looks = self.tr("Giao diện {name}")
        for look, name in zip(LOOKS, names, strict=True):
            add(looks.format(name=name), "", partial(self.look_chosen.emit, look), icon="contrast")
        for scale in SCALES:
            text = self.tr("Cỡ chữ {percent} %").format(percent=round(scale * 100))
            add(text, "", partial(self.scale_chosen.emit, scale), icon="eye")
        for rows, name in ((COMFORTABLE, self.tr("thoáng")), (COMPACT, self.tr("sát nhau"))):
            text = self.tr("Dòng của bảng: {name}").format(name=name)
            add(text, "", partial(self.rows_chosen.emit, rows), icon="rows-3")
        for code, name in LANGUAGES.items():
            text = self.tr("Ngôn ngữ: {name}").format(name=name)
            add(text, "", partial(self.language_chosen.emit, code), icon="languages")
