"""What the pages say about a paper on its way to the printer."""

from PySide6.QtCore import QCoreApplication

from ui.printing.desk import PrintState, PrintStep
from ui.tokens import Tone

translate = QCoreApplication.translate


def print_words(state: PrintState) -> tuple[str, Tone, str, str]:
    """The status in words, its tone and icon, and a sentence on what to do."""
    if state.saved_as:
        saved = translate("printing", "Đã lưu PDF")
        return saved, Tone.GOOD, "circle-check", state.saved_as
    match state.step:
        case PrintStep.DRAWING:
            return translate("printing", "Đang lập giấy…"), Tone.NEUTRAL, "file-text", ""
        case PrintStep.PRINTING:
            return translate("printing", "Đang in…"), Tone.INFO, "printer", ""
        case PrintStep.PRINTED:
            done = translate("printing", "Đã gửi máy in {name}").format(name=state.printer)
            return done, Tone.GOOD, "printer", ""
        case PrintStep.NOT_PRINTED:
            safe = translate("printing", "Hồ sơ đã được lưu. Lưu giấy thành PDF hoặc in lại khi máy in sẵn sàng.")
            return translate("printing", "Chưa in"), Tone.WARN, "triangle-alert", f"{state.sentence} {safe}"
        case _:
            return "", Tone.NEUTRAL, "printer", ""
