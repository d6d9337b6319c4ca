"""Dossiers out to other systems and in from them, and what a citizen may see."""

from argparse import Namespace
from collections.abc import Iterator
from dataclasses import asdict
from pathlib import Path
from typing import Any

from desktop_app.application.imports import Imported
from desktop_app.application.national import write_documents
from desktop_app.application.ports import DossierQuery
from desktop_app.application.row_files import RowFile
from desktop_app.cli import values, views
from desktop_app.cli.parser import Commands
from desktop_app.cli.session import Answer, Session
from desktop_app.domain.errors import Refusal
from desktop_app.domain.legacy_text import Encoding
from desktop_app.domain.money import dong
from desktop_app.paths import whole_file
from desktop_app.words import labels


def add(commands: Commands) -> None:
    """Adds these commands to the program."""
    export = commands.group("export", "xuất hồ sơ theo tên trường của hệ thống quốc gia (JSON)")
    for name, run, description in (
        ("dossiers", export_dossiers, "xuất hồ sơ"),
        ("progress", export_progress, "xuất quá trình xử lý"),
    ):
        command = export.add(name, run, description)
        command.add_argument("--out", required=True, type=Path, metavar="FILE.json")
        command.add_argument("--receiver", default="", metavar="NAME", help="bảng mã của nơi nhận")
        values.add_days(command)
    bring = commands.group("import", "nhập dữ liệu từ tệp")
    dossiers = bring.add("dossiers", import_dossiers, "nhập hồ sơ của hệ thống khác từ tệp JSON, CSV hoặc XLSX")
    dossiers.add_argument("file", type=Path, metavar="FILE")
    online = bring.add("online", import_online, "nhận hồ sơ nộp trực tuyến từ tệp JSON, CSV hoặc XLSX")
    online.add_argument("file", type=Path, metavar="FILE")
    for command in (dossiers, online):
        command.add_argument(
            "--encoding",
            type=Encoding,
            choices=(Encoding.UNICODE, Encoding.TCVN3, Encoding.VNI),
            help="bảng mã của những cột đọc được theo nhiều cách",
        )
    mapping = bring.add("mapping", import_mapping, "nhập bảng mã của một nơi nhận dữ liệu")
    mapping.add_argument("receiver", metavar="NAME")
    mapping.add_argument("file", type=Path, metavar="FILE.json")
    progress = commands.add(
        "progress", show_progress, "điều người dân được xem: tình trạng, và chi tiết khi có mã tra cứu"
    )
    progress.add_argument("code", metavar="CODE")
    progress.add_argument("--lookup-code", default="", metavar="SECRET", help="mã tra cứu in trên giấy tiếp nhận")


def export_dossiers(args: Namespace, session: Session) -> Answer:
    """Writes the dossiers received in these days under the national field names."""
    with session.office() as office:
        return _written(args.out, office.national.dossiers(_query(args), args.receiver))


def export_progress(args: Namespace, session: Session) -> Answer:
    """Writes what was done with the dossiers received in these days, one document a step."""
    with session.office() as office:
        return _written(args.out, office.national.progress(_query(args)))


def import_dossiers(args: Namespace, session: Session) -> Answer:
    """Takes the dossiers of a table over: all rows or none."""
    with session.office() as office:
        file = _settled(office.read_dossiers(args.file, args.encoding))
        imported = office.imports.bring(session.actor(office), file.rows, headings=file.columns)
    line = f"Đã nhập {imported.added} hồ sơ; {imported.known} hồ sơ đã có từ trước."
    return _brought(imported, file, line)


def import_online(args: Namespace, session: Session) -> Answer:
    """Takes online submissions up, to be answered within 8 working hours: all rows or none."""
    with session.office() as office:
        file = _settled(office.read_dossiers(args.file, args.encoding))
        imported = office.imports.bring_online(session.actor(office), file.rows, headings=file.columns)
    line = (
        f"Đã nhận {imported.added} hồ sơ nộp trực tuyến, {imported.resubmitted} hồ sơ nộp lại; "
        f"{imported.known} hồ sơ đã có từ trước."
    )
    return _brought(imported, file, line)


def _settled(file: RowFile) -> RowFile:
    """The file, unless somebody has to say first how it is to be read."""
    for reading in file.doubtful:
        raise Refusal("import.doubtful", column=reading.column, before=reading.before, after=reading.after)
    return file


def _brought(imported: Imported, file: RowFile, line: str) -> Answer:
    read = [
        f"  Cột {one.column}: {one.cells} ô đọc theo {labels.ENCODINGS[one.encoding]} ({one.before} → {one.after})"
        for one in file.readings
    ]
    readings = [{"column": one.column, "encoding": one.encoding.value, "cells": one.cells} for one in file.readings]
    return Answer(asdict(imported) | {"readings": readings}, [line, *read])


def import_mapping(args: Namespace, session: Session) -> Answer:
    """Sets how coded values are written for one receiver."""
    table = values.json_object(args.file, "mapping.unreadable")
    with session.office() as office:
        office.administration.import_mapping(session.actor(office), args.receiver, table)
    return Answer({"receiver": args.receiver, "fields": sorted(table)}, [f"Đã nhập bảng mã của {args.receiver}."])


def show_progress(args: Namespace, session: Session) -> Answer:
    """What a citizen may see."""
    with session.office() as office:
        progress = office.lookup.progress(args.code, args.lookup_code)
    lines = [f"{progress.label} · {labels.STATES[progress.state]}"]
    if details := progress.details:
        lines += views.facts(
            {
                "Thủ tục": details.procedure,
                "Tiếp nhận": views.moment(details.received_at),
                "Hẹn trả": views.moment(details.due_at),
                "Cần bổ sung": "; ".join(details.requirements),
                "Còn nợ": dong(details.unpaid) if details.unpaid else "",
                "Nhận kết quả": labels.RETURNS.get(details.return_by, ""),
            }
        )
        lines += [f"  {views.moment(step.at)}  {labels.EVENTS[step.kind]}" for step in details.steps]
    return Answer(asdict(progress) | {"state_name": labels.STATES[progress.state]}, lines)


def _query(args: Namespace) -> DossierQuery:
    since, until = values.days(args)
    return DossierQuery(received_from=since, received_to=until)


def _written(path: Path, documents: Iterator[dict[str, Any]]) -> Answer:
    with whole_file(path) as target:
        count = write_documents(documents, target)
    return Answer({"path": str(path), "documents": count}, [f"Đã xuất {count} bản ghi vào {path}."])
