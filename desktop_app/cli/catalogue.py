"""The catalogue of procedures."""

from argparse import Namespace
from pathlib import Path
from typing import Any

from desktop_app import clock
from desktop_app.application.appointments import limit_to_data
from desktop_app.application.procedures import ComponentSpec, FeeSpec, Procedure
from desktop_app.cli import views
from desktop_app.cli.parser import Commands
from desktop_app.cli.session import Answer, Session
from desktop_app.domain.money import dong
from desktop_app.words import labels


def add(commands: Commands) -> None:
    """Adds these commands to the program."""
    procedures = commands.group("procedures", "danh mục thủ tục hành chính")
    bring = procedures.add("import", import_catalogue, "nhập danh mục từ tệp JSON, CSV hoặc XLSX")
    bring.add_argument("file", type=Path, metavar="FILE", nargs="?", help="không có: danh mục đi cùng chương trình")
    out = procedures.add("export", export_catalogue, "xuất danh mục đang áp dụng ra tệp JSON hoặc CSV")
    out.add_argument("file", type=Path, metavar="FILE")
    find = procedures.add("find", find_procedures, "tìm thủ tục theo mã hoặc tên")
    find.add_argument("text", metavar="TEXT")
    show = procedures.add("show", show_procedure, "xem thời hạn, phí, giấy tờ của một thủ tục")
    show.add_argument("code", metavar="CODE")


def import_catalogue(args: Namespace, session: Session) -> Answer:
    """Publishes the procedures of a file, or those that come with the program: all, or none where one is unreadable."""
    with session.office() as office:
        records = office.read_catalogue(args.file) if args.file else office.starting_catalogue()
        published = office.procedures.publish(session.actor(office), records, clock.now())
    data = {"added": published.added, "changed": published.changed, "same": published.same}
    line = f"Đã nhập danh mục: {published.added} thủ tục mới, {published.changed} thay đổi, {published.same} như cũ."
    return Answer(data, [line])


def export_catalogue(args: Namespace, session: Session) -> Answer:
    """Writes the procedures in force, with what the office decided differently, so that they can be imported again."""
    with session.office() as office:
        records = office.procedures.records()
        office.write_catalogue(args.file, records)
    data = {"path": str(args.file), "procedures": len(records)}
    return Answer(data, [f"Đã xuất {len(records)} thủ tục vào {args.file}."])


def find_procedures(args: Namespace, session: Session) -> Answer:
    """Procedures whose code begins so or whose names hold these words."""
    with session.office() as office:
        found = office.procedures.find(args.text)
    rows = [{"code": one.code, "name": one.name, "short_name": one.short_name} for one in found]
    return Answer({"rows": rows}, [f"{one.code:<12} {one.title}" for one in found] or ["Không có thủ tục nào như vậy."])


def show_procedure(args: Namespace, session: Session) -> Answer:
    """One procedure; its papers have the numbers that `receive --component` takes."""
    with session.office() as office:
        procedure = office.procedures.get(args.code)
    return Answer(_data(procedure), _lines(procedure))


def _data(procedure: Procedure) -> dict[str, Any]:
    return {
        "code": procedure.code,
        "name": procedure.name,
        "short_name": procedure.short_name,
        "field": {"code": procedure.field_code, "name": procedure.field_name},
        "limit": limit_to_data(procedure.limit),
        "options": [limit_to_data(option) for option in procedure.options],
        "solving_office": procedure.solving_office,
        "fees": [
            {"name": fee.name, "amount": fee.amount, "condition": fee.condition, "channels": list(fee.channels)}
            for fee in procedure.fees
        ],
        "components": [
            {"number": number, "name": spec.name, "required": spec.required, "case": spec.case_group or spec.when}
            for number, spec in enumerate(procedure.components, start=1)
        ],
        "results": list(procedure.results),
    }


def _lines(procedure: Procedure) -> list[str]:
    term = labels.term(limit_to_data(procedure.limit)) or procedure.limit_note or "không có thời hạn chung"
    options = ", ".join(labels.term(limit_to_data(option)) for option in procedure.options)
    facts = {
        "Lĩnh vực": procedure.field_name,
        "Thời hạn": f"{term} (hoặc {options})" if options else term,
        "Cơ quan giải quyết": procedure.solving_office,
        "Kết quả": "; ".join(procedure.results),
    }
    lines = [f"{procedure.code} {procedure.name}", *views.facts(facts)]
    lines += ["", "Phí, lệ phí:", *(f"  {_fee(fee)}" for fee in procedure.fees)] if procedure.fees else []
    papers = [f"{number:>4}  {_paper(spec)}" for number, spec in enumerate(procedure.components, start=1)]
    return lines + (["", "Giấy tờ:", *papers] if papers else [])


def _fee(fee: FeeSpec) -> str:
    amount = fee.other or ("chưa có mức chung" if fee.amount is None else dong(fee.amount))
    channels = ", ".join(labels.CHANNELS.get(channel, channel) for channel in fee.channels)
    return " · ".join(filter(None, (amount, fee.per, fee.name, channels, fee.condition)))


def _paper(spec: ComponentSpec) -> str:
    asked = "chỉ xuất trình" if spec.only_shown else "mọi người nộp" if spec.required == "yes" else "tùy trường hợp"
    case = spec.case_group or spec.when
    return f"{spec.name} [{asked}{': ' + case if case else ''}]"
