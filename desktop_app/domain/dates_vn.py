"""Dates and times as official papers write them."""

from datetime import date, datetime

from desktop_app.domain.clocktime import VN


def date_in_words(day: date) -> str:
    """A date as "ngày 05 tháng 01 năm 2026": a leading zero for days below 10 and for the months 1 and 2 only.

    Source: Decree 30/2020/NĐ-CP, appendix I, part II, section I, item 4.
    """
    month = f"{day.month:02d}" if day.month <= 2 else str(day.month)
    return f"ngày {day.day:02d} tháng {month} năm {day.year}"


def moment_in_words(moment: datetime) -> str:
    """A moment as the receipt writes it, in the office's zone: "08 giờ 05 phút, ngày 05 tháng 01 năm 2026".

    The moment must carry its zone; a naive one is a programming error (ValueError).
    """
    if moment.tzinfo is None:
        raise ValueError("a moment without a zone")
    local = moment.astimezone(VN)
    return f"{local.hour:02d} giờ {local.minute:02d} phút, {date_in_words(local)}"
