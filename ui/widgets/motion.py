"""The one motion of the counter: something new slides in over a few pixels."""

from PySide6.QtCore import QEasingCurve, QPoint, QPropertyAnimation
from PySide6.QtWidgets import QStyle, QWidget

from ui.theme import px
from ui.tokens import MOTION

WAY = 12


def slide_in(widget: QWidget) -> None:
    """Lets a placed widget rise to its place within MOTION, at once for people who have switched motion off."""
    allowed = widget.style().styleHint(QStyle.StyleHint.SH_Widget_Animation_Duration)
    if not allowed:
        return
    place = widget.pos()
    slide = QPropertyAnimation(widget, b"pos", widget)
    slide.setDuration(min(MOTION, allowed))
    slide.setEasingCurve(QEasingCurve.Type.OutCubic)
    slide.setStartValue(place + QPoint(0, px(WAY)))
    slide.setEndValue(place)
    slide.start(QPropertyAnimation.DeletionPolicy.DeleteWhenStopped)
