"""One family of line icons, drawn in the colour of the text beside them."""

from pathlib import Path

from PySide6.QtCore import QRect
from PySide6.QtGui import QColor, QIcon, QImage, QPainter, QPixmap, QPixmapCache

from ui.tokens import MARK

ICON_DIR = Path(__file__).parents[1] / "resources" / "icons"


def icon_pixmap(name: str, size: int, colour: QColor, ratio: float = 1.0) -> QPixmap:
    """The named icon in one colour, `size` logical pixels square and crisp at the device pixel ratio.

    The drawing is parsed when it is first needed, never at start. Raises FileNotFoundError for an unknown name.
    """
    device = round(size * ratio)
    key = f"icon:{name}:{device}:{colour.rgba()}"
    pixmap = QPixmap()
    if not QPixmapCache.find(key, pixmap):
        svg = (ICON_DIR / f"{name}.svg").read_text("utf-8")
        svg = svg.replace("currentColor", colour.name(), 1)
        svg = svg.replace('width="24"', f'width="{device}"', 1).replace('height="24"', f'height="{device}"', 1)
        # The image plug-in is loaded by Qt on first use; importing QtSvg would cost every start.
        pixmap = QPixmap.fromImage(QImage.fromData(svg.encode()))
        QPixmapCache.insert(key, pixmap)
    pixmap.setDevicePixelRatio(ratio)
    return pixmap


def window_icon() -> QIcon:
    """The mark of the program for title bar, task bar and switcher."""
    icon = QIcon()
    for size in (16, 24, 32, 48, 64, 128, 256):
        icon.addPixmap(icon_pixmap("mark", size, QColor(MARK)))
    return icon


def draw_icon(painter: QPainter, name: str, rect: QRect, colour: QColor) -> None:
    """Paints the named icon centred in the rectangle, as large as its shorter side."""
    size = min(rect.width(), rect.height())
    pixmap = icon_pixmap(name, size, colour, painter.device().devicePixelRatio())
    target = QRect(0, 0, size, size)
    target.moveCenter(rect.center())
    painter.drawPixmap(target.topLeft(), pixmap)
