"""What the office decides: calendar, settings, terms and fees of procedures. For administrators."""

from argparse import Namespace
from pathlib import Path
from typing import Any

from desktop_app.cli import values
from desktop_app.cli.parser import Commands
from desktop_app.cli.session import Answer, Session
from desktop_app.domain.calendar import OfficeCalendar
from desktop_app.domain.calendar_days import SpecialDay, SpecialKind, WeeklyPattern, hours_from_data
from desktop_app.words import labels


def add(commands: Commands) -> None:
    """Adds these commands to the program."""
    calendar = commands.group("calendar", "lịch làm việc của cơ quan")
    show = calendar.add("show", show_calendar, "xem lịch: giờ làm việc, ngày nghỉ, ngày riêng")
    show.add_argument("--year", type=values.whole(2000), metavar="YEAR", help="chỉ xem một năm")
    bring = calendar.add("import", import_calendar, "nhập ngày nghỉ chính thức từ một tệp dùng chung cho mọi đơn vị")
    bring.add_argument("file", type=Path, metavar="FILE.json")
    day = calendar.add("add", add_day, "thêm một ngày riêng của cơ quan")
    day.add_argument("kind", choices=[kind.value for kind in SpecialKind], metavar="KIND", help=", ".join(SpecialKind))
    day.add_argument("first", type=values.day, metavar="DATE")
    day.add_argument("name", metavar="NAME", help="lý do, như người đọc sẽ thấy")
    day.add_argument("--last", type=values.day, metavar="DATE", help="đến hết ngày")
    day.add_argument("--hours", action="append", default=[], metavar="HH:MM-HH:MM", help="giờ làm việc của ngày đó")
    day.add_argument("--worked", type=values.day, metavar="DATE", help="ngày làm bù khi hoán đổi")
    day.add_argument("--source", default="", metavar="TEXT", help="văn bản")
    week = calendar.add("week", set_week, "giờ làm việc hằng tuần từ một ngày; thứ nào không nêu thì giữ như cũ")
    week.add_argument("since", type=values.day, metavar="DATE", help="áp dụng từ ngày")
    for option, said in (("--counting", "giờ tính hạn"), ("--reception", "giờ tiếp dân")):
        shape = "DAY=HH:MM-HH:MM,…"
        week.add_argument(option, nargs="+", default=[], type=_weekday, metavar=shape, help=f"{said}; mon … sun")
    remove = calendar.add("remove", remove_day, "bỏ ngày riêng của cơ quan bắt đầu từ ngày này")
    remove.add_argument("first", type=values.day, metavar="DATE")
    settings = commands.group("settings", "cài đặt của cơ quan")
    look = settings.add("show", show_settings, "xem mọi cài đặt")
    look.add_argument("--on", type=values.day, metavar="DATE", help="có hiệu lực vào ngày")
    change = settings.add("set", set_settings, "thay đổi cài đặt từ một ngày")
    change.add_argument("changes", nargs="+", type=values.fact, metavar="NAME=VALUE")
    change.add_argument("--from", dest="since", type=values.day, metavar="DATE", help="có hiệu lực từ ngày")
    override = commands.add("override", override_procedure, "quy định riêng cho một thủ tục: thời hạn, lệ phí, tên gọi")
    override.add_argument("code", metavar="PROCEDURE")
    override.add_argument(
        "changes", nargs="*", type=values.fact, metavar="NAME=VALUE", help="mục của danh mục, giá trị JSON"
    )
    override.add_argument("--limit", type=values.limit, metavar="N:UNIT", help="thời hạn, ví dụ 5:working_day")
    override.add_argument("--fee", type=values.whole(0), metavar="DONG", help="mức thu")
    override.add_argument("--from", dest="since", type=values.day, metavar="DATE", help="có hiệu lực từ ngày")


def show_calendar(args: Namespace, session: Session) -> Answer:
    """The calendar in force."""
    with session.office() as office:
        return _calendar(office.administration.calendar(), args.year)


def import_calendar(args: Namespace, session: Session) -> Answer:
    """Takes official days over from one file for all units."""
    data = values.json_object(args.file, "calendar.unreadable")
    with session.office() as office:
        return _calendar(office.administration.import_calendar(session.actor(office), data))


def add_day(args: Namespace, session: Session) -> Answer:
    """Adds a day of the office's own."""
    hours = hours_from_data(args.hours)
    kind = SpecialKind(args.kind)
    day = SpecialDay(kind, args.first, args.last or args.first, args.name, hours, args.worked, args.source)
    with session.office() as office:
        return _calendar(office.administration.add_day(session.actor(office), day))


def set_week(args: Namespace, session: Session) -> Answer:
    """Decides on the hours of an ordinary week from a day on."""
    with session.office() as office:
        known = office.administration.calendar().pattern(args.since).to_data()
        changed = {part: {**known[part], **dict(getattr(args, part))} for part in ("counting", "reception")}
        pattern = WeeklyPattern.from_data({**changed, "valid_from": args.since.isoformat()})
        return _calendar(office.administration.set_week(session.actor(office), pattern))


def remove_day(args: Namespace, session: Session) -> Answer:
    """Takes a day of the office's own back."""
    with session.office() as office:
        return _calendar(office.administration.remove_day(session.actor(office), args.first))


def show_settings(args: Namespace, session: Session) -> Answer:
    """Every setting in force on a day."""
    with session.office() as office:
        return _settings(office.administration.settings(args.on))


def set_settings(args: Namespace, session: Session) -> Answer:
    """Changes settings from a day on."""
    with session.office() as office:
        office.administration.change_settings(session.actor(office), dict(args.changes), args.since)
        return _settings(office.administration.settings(args.since))


def override_procedure(args: Namespace, session: Session) -> Answer:
    """Decides differently from the catalogue, from a day on."""
    changes: dict[str, Any] = dict(args.changes)
    if args.limit:
        changes["processing"] = {"value": args.limit.value, "unit": args.limit.unit.value}
    with session.office() as office:
        if args.fee is not None:
            changes["fees"] = office.procedures.get(args.code, args.since).fees_of(args.fee)
        procedure = office.administration.override_procedure(session.actor(office), args.code, changes, args.since)
    limit = {"value": procedure.limit.value, "unit": procedure.limit.unit.value} if procedure.limit else {}
    data = {
        "code": procedure.code,
        "name": procedure.name,
        "limit": limit,
        "fees": list(procedure.usual_fees("direct")),
    }
    return Answer(data, [f"{procedure.code} {procedure.title}: {labels.term(limit) or 'không có thời hạn chung'}"])


def _weekday(text: str) -> tuple[str, list[str]]:
    day, _, hours = text.partition("=")
    return day, [part for part in hours.split(",") if part]


def _calendar(calendar: OfficeCalendar, year: int | None = None) -> Answer:
    data = calendar.to_data() | {"version": calendar.version}
    lines = [f"Lịch {calendar.version}"]
    for pattern in data["patterns"]:
        lines.append(f"Giờ làm việc từ {pattern['valid_from']}:")
        counting, reception = pattern["counting"], pattern["reception"]
        lines += [f"  {day} {', '.join(hours)}" for day, hours in counting.items()]
        others = [(day, hours) for day, hours in reception.items() if counting.get(day) != hours]
        lines += [f"  tiếp dân: {day} {', '.join(hours)}" for day, hours in others]
    for title, days in (("Ngày chính thức", calendar.official), ("Ngày riêng của cơ quan", calendar.local)):
        shown = [day for day in days if year in (None, day.first.year, day.last.year)]
        if shown:
            lines += [f"{title}:", *(f"  {_day(day)}" for day in shown)]
    return Answer(data, lines)


def _day(day: SpecialDay) -> str:
    until = f" – {day.last:%d/%m/%Y}" if day.last != day.first else ""
    worked = f", làm bù {day.worked:%d/%m/%Y}" if day.worked else ""
    return f"{day.first:%d/%m/%Y}{until}  {labels.DAY_KINDS[day.kind]}: {day.name}{worked}"


def _settings(settings: dict[str, Any]) -> Answer:
    shown = {name: value for name, value in settings.items() if name != "practice_password"}
    return Answer(shown, [f"{name} = {'' if value is None else value}" for name, value in sorted(shown.items())])
