"""The catalogue of procedures."""

from argparse import Namespace
from pathlib import Path

from desktop_app import clock
from desktop_app.cli.parser import Commands
from desktop_app.cli.session import Answer, Session


def add(commands: Commands) -> None:
    """Adds these commands to the program."""
    procedures = commands.group("procedures", "danh mục thủ tục hành chính")
    bring = procedures.add("import", import_catalogue, "nhập danh mục từ tệp JSON, CSV hoặc XLSX")
    bring.add_argument("file", type=Path, metavar="FILE", nargs="?", help="không có: danh mục đi cùng chương trình")


def import_catalogue(args: Namespace, session: Session) -> Answer:
    """Publishes the procedures of a file, or those that come with the program: all, or none where one is unreadable."""
    with session.office() as office:
        records = office.read_catalogue(args.file) if args.file else office.starting_catalogue()
        published = office.procedures.publish(session.actor(office), records, clock.now())
    data = {"added": published.added, "changed": published.changed, "same": published.same}
    line = f"Đã nhập danh mục: {published.added} thủ tục mới, {published.changed} thay đổi, {published.same} như cũ."
    return Answer(data, [line])
