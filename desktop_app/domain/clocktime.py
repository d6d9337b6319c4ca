"""The one time zone of every office."""

from datetime import timedelta, timezone

# Vietnam has kept UTC+7 without daylight saving since 1975, so a fixed offset is exact and needs no zone database.
VN = timezone(timedelta(hours=7), "Asia/Ho_Chi_Minh")
