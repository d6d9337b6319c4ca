"""The monthly figures in words, for screen, paper and workbook."""

from desktop_app.domain.report import Figures
from desktop_app.words import labels

TOTAL = "Tổng cộng"
ADDS_UP = (
    "Đối chiếu: {total} hồ sơ (kỳ trước chuyển qua {carried_over}, tiếp nhận trong kỳ {received}) = đã giải quyết "
    "{solved} + từ chối {refused} + dừng {stopped} + rút {withdrawn} + đang giải quyết {open} + tạm dừng {paused}."
)
_PLAIN = (
    *("total", "carried_over", "received", "received_direct", "received_online", "received_post"),
    *("solved", "solved_early", "solved_on_time", "solved_late", "returned", "not_returned", "not_collected"),
    *("refused", "stopped", "withdrawn", "open", "open_in_time", "open_overdue", "paused"),
)


def report_cells(figures: Figures) -> dict[str, str]:
    """Every figure of a line as it is printed, by its name; `share` is empty where nothing was solved."""
    cells = {name: grouped(getattr(figures, name)) for name in _PLAIN}
    return cells | {"share": percent(figures.share_in_time)}


def share(figures: Figures) -> str:
    """The share solved in time, and the same as the national index has it (QĐ 766/QĐ-TTg)."""
    if figures.share_in_time is None:
        return "Trong kỳ chưa có hồ sơ nào giải quyết xong."
    said = f"Tỷ lệ giải quyết trước và đúng hạn: {percent(figures.share_in_time)}."
    if figures.asked_again:
        index = percent(figures.share_of_index)
        said += f" Tính {grouped(figures.asked_again)} hồ sơ yêu cầu bổ sung quá một lần là quá hạn: {index}."
    return said


def satisfaction(figures: Figures) -> str:
    """How many citizens said how content they were, and the share of each answer (QĐ 766/QĐ-TTg)."""
    if not figures.rated:
        return "Mức độ hài lòng: trong kỳ chưa có lượt đánh giá nào."
    answers = [
        f"{labels.RATINGS[score].lower()} {grouped(number)} ({percent(number / figures.rated)})"
        for score, number in figures.ratings.items()
    ]
    return f"Mức độ hài lòng: {grouped(figures.rated)} lượt đánh giá; {', '.join(answers)}."


def grouped(number: int) -> str:
    """A whole number with points between groups of three digits: "1.234"."""
    return f"{number:,}".replace(",", ".")


def percent(value: float | None) -> str:
    """A share of 0 to 1 as "98,5%", cut and never rounded up: one late dossier in ten thousand is not 100%."""
    if value is None:
        return ""
    tenths = int(value * 1000 + 1e-9)
    return f"{tenths // 10},{tenths % 10}%"
