"""Layouts of the office's own: forms as it decides to print them. Changing them is for administrators."""

from argparse import Namespace
from dataclasses import asdict
from datetime import date
from pathlib import Path

from desktop_app.application.layouts import Layout, text_of
from desktop_app.cli import values
from desktop_app.cli.parser import Commands
from desktop_app.cli.session import Answer, Session
from desktop_app.paths import write_whole
from desktop_app.words import labels


def add(commands: Commands) -> None:
    """Adds these commands to the program."""
    forms = commands.group("forms", "mẫu giấy tờ: của chương trình hay riêng của cơ quan")
    listed = forms.add("list", list_forms, "xem các mẫu giấy tờ và mẫu nào là của riêng cơ quan")
    out = forms.add("export", export_form, "xuất mẫu đang áp dụng ra tệp TOML để sửa")
    out.add_argument("form", metavar="FORM")
    out.add_argument("file", type=Path, metavar="FILE.toml")
    for command in (listed, out):
        command.add_argument("--on", type=values.day, metavar="DATE", help="áp dụng vào ngày")
    bring = forms.add("import", import_form, "nhập mẫu riêng của cơ quan từ tệp TOML, tên tệp là số mẫu (02.toml)")
    bring.add_argument("file", type=Path, metavar="FILE.toml")
    bring.add_argument("--form", default="", metavar="FORM", help="mẫu nào, nếu tên tệp không nói")
    back = forms.add("reset", reset_form, "in lại theo mẫu của chương trình")
    back.add_argument("form", metavar="FORM")
    for command in (bring, back):
        command.add_argument("--from", dest="since", type=values.day, metavar="DATE", help="có hiệu lực từ ngày")


def list_forms(args: Namespace, session: Session) -> Answer:
    """Every form of a day, and which of them the office has decided on itself."""
    with session.office() as office:
        return _answer(office.layouts.listed(args.on))


def export_form(args: Namespace, session: Session) -> Answer:
    """The description in force, to be changed and imported again."""
    with session.office() as office:
        text = office.layouts.text(args.form, args.on)
    write_whole(args.file, text.encode())
    return Answer({"form": args.form, "path": str(args.file)}, [f"Đã xuất mẫu {args.form} vào {args.file}."])


def import_form(args: Namespace, session: Session) -> Answer:
    """Prints a form as this file describes it, from a day on."""
    form = args.form or args.file.stem
    with session.office() as office:
        return _answer([office.layouts.bring(session.actor(office), form, text_of(args.file), args.since)])


def reset_form(args: Namespace, session: Session) -> Answer:
    """Prints a form as the program describes it again, from a day on."""
    with session.office() as office:
        return _answer([office.layouts.take_back(session.actor(office), args.form, args.since)])


def _answer(layouts: list[Layout]) -> Answer:
    return Answer({"forms": [asdict(layout) for layout in layouts]}, [_line(layout) for layout in layouts])


def _line(layout: Layout) -> str:
    whose = f"của cơ quan từ {_day(layout.since)}" if layout.since else "của chương trình"
    coming = f" · đổi từ {_day(layout.coming)}" if layout.coming else ""
    return f"{layout.form:<10} {labels.FORMS.get(layout.form, layout.form)}: {whose}{coming}"


def _day(text: str) -> str:
    return f"{date.fromisoformat(text):%d/%m/%Y}"
