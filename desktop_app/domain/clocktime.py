"""The one time zone of every office."""

from datetime import date, datetime, timedelta, timezone

# Vietnam has kept UTC+7 without daylight saving since 1975, so a fixed offset is exact and needs no zone database.
VN = timezone(timedelta(hours=7), "Asia/Ho_Chi_Minh")


def office_day(moment: datetime) -> date:
    """The day at the office at that moment."""
    return moment.astimezone(VN).date()
