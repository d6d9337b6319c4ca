"""The official calendar of Vietnam as plain data: announced days from our own file, projected ones from a package."""

import json
import re
from collections.abc import Iterable
from datetime import date, datetime
from importlib.resources import files

import holidays
from holidays.version import __version__

from desktop_app.domain.calendar import OfficeCalendar
from desktop_app.domain.calendar_days import SpecialDay, SpecialKind

_SWAPPED_FOR = re.compile(r"thay cho ngày (\d{2}/\d{2}/\d{4})")


def official_calendar(years: Iterable[int]) -> OfficeCalendar:
    """Returns the default calendar under every office's own: `resources/calendars/vn-official.json` for its years.

    The file lists its complete years with their sources, since swaps for civil servants are announced year by year
    (and the package lacks that of 02/01/2026). Other years asked for are projected by the package, and stay so until
    an official calendar is imported.
    """
    text = (files("resources") / "calendars" / "vn-official.json").read_text(encoding="utf-8")
    data = json.loads(text)
    projected = package_days(sorted(set(years) - set(data["complete_years"])))
    return OfficeCalendar.from_data({**data, "official": [*(day.to_data() for day in projected), *data["official"]]})


def package_days(years: Iterable[int]) -> tuple[SpecialDay, ...]:
    """Returns the days off and swaps that the `holidays` package knows or projects for the years, in order."""
    found: list[SpecialDay] = []
    source = f"holidays {__version__}"
    for year in years:
        for day, name in sorted(holidays.country_holidays("VN", years=year, language="vi").items()):
            swapped = _SWAPPED_FOR.search(name)
            worked = _date(swapped[1]) if swapped else None
            kind = SpecialKind.SWAP if worked else SpecialKind.DAY_OFF
            found.append(SpecialDay(kind, day, day, name, worked=worked, source=source))
    return tuple(found)


def _date(text: str) -> date:
    return datetime.strptime(text, "%d/%m/%Y").date()  # noqa: DTZ007 - a date has no zone
