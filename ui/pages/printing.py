"""What the pages say about a paper on its way to the printer."""

from ui.language import say
from ui.printing.desk import PrintState, PrintStep
from ui.tokens import Tone


def print_words(state: PrintState) -> tuple[str, Tone, str, str]:
    """The status in words, its tone and icon, and a sentence on what to do."""
    if state.saved_as:
        saved = say("Đã lưu PDF")
        return saved, Tone.GOOD, "circle-check", state.saved_as
    match state.step:
        case PrintStep.DRAWING:
            return say("Đang lập giấy…"), Tone.NEUTRAL, "file-text", ""
        case PrintStep.PRINTING:
            return say("Đang in…"), Tone.INFO, "printer", ""
        case PrintStep.PRINTED:
            done = say("Đã gửi máy in {name}").format(name=state.printer)
            return done, Tone.GOOD, "printer", ""
        case PrintStep.NOT_PRINTED:
            safe = say("Hồ sơ đã được lưu. Lưu giấy thành PDF hoặc in lại khi máy in sẵn sàng.")
            return say("Chưa in"), Tone.WARN, "triangle-alert", f"{state.sentence} {safe}"
        case _:
            return "", Tone.NEUTRAL, "printer", ""
