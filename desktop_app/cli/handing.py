"""Handing papers over from one room to another, in writing from both sides."""

from argparse import Namespace
from dataclasses import asdict
from datetime import timedelta
from pathlib import Path
from typing import TYPE_CHECKING

from desktop_app import clock
from desktop_app.cli import values, views
from desktop_app.cli.parser import Commands
from desktop_app.cli.session import Answer, Session
from desktop_app.domain.handover import Batch
from desktop_app.paths import write_whole

if TYPE_CHECKING:
    from desktop_app.application.office import Office

_LATELY = timedelta(days=30)


def add(commands: Commands) -> None:
    """Adds these commands to the program."""
    handover = commands.group("handover", "bàn giao hồ sơ giữa hai bên")
    prepare = handover.add("prepare", prepare_batch, "lập danh sách bàn giao")
    prepare.add_argument("codes", nargs="+", metavar="CODE", help="mã hồ sơ")
    prepare.add_argument("--to", required=True, metavar="OFFICE", help="nơi nhận")
    prepare.add_argument("--note", default="", metavar="TEXT", help="ghi chú")
    prepare.add_argument("--out", type=Path, metavar="FILE.pdf", help="tệp PDF của danh sách")
    show = handover.add("show", show_batch, "xem một danh sách bàn giao")
    show.add_argument("batch", metavar="BATCH", help="mã trên danh sách")
    show.add_argument("--out", type=Path, metavar="FILE.pdf", help="tệp PDF của danh sách")
    confirm = handover.add("confirm", confirm_batch, "bên nhận xác nhận những hồ sơ đã quét")
    confirm.add_argument("batch", metavar="BATCH", help="mã trên danh sách")
    confirm.add_argument("codes", nargs="*", metavar="CODE", help="mã các hồ sơ đã quét")
    waiting = handover.add("waiting", waiting_batches, "danh sách đã lập mà chưa ai xác nhận")
    waiting.add_argument("--from", dest="since", type=values.day, metavar="DATE", help="từ ngày, mặc định 30 ngày qua")


def prepare_batch(args: Namespace, session: Session) -> Answer:
    """A new list of dossiers on their way."""
    with session.office() as office:
        chosen = [office.lookup.by_label(code).id for code in args.codes]
        return _batch(office, office.handover.prepare(session.actor(office), chosen, args.to, args.note), args.out)


def show_batch(args: Namespace, session: Session) -> Answer:
    """A list with both sides."""
    with session.office() as office:
        return _batch(office, office.handover.batch(args.batch), args.out)


def confirm_batch(args: Namespace, session: Session) -> Answer:
    """Confirms what arrived and names what is missing and what is too much."""
    with session.office() as office:
        scanned = [office.lookup.by_label(code).id for code in args.codes]
        return _batch(office, office.handover.confirm(session.actor(office), args.batch, scanned), None)


def waiting_batches(args: Namespace, session: Session) -> Answer:
    """Lists that nobody has confirmed yet."""
    since = args.since.isoformat() if args.since else (clock.now() - _LATELY).isoformat()
    with session.office() as office:
        batches = office.handover.on_the_way(since)
    lines = [_line(batch) for batch in batches] or ["Không có danh sách nào đang chờ."]
    return Answer({"batches": [asdict(batch) for batch in batches]}, lines)


def _batch(office: "Office", batch: Batch, out: Path | None) -> Answer:
    if out:
        write_whole(out, office.house_papers.handover(batch).pdf)
    labels = {**batch.dossiers, **{key: office.lookup.dossier(key).label for key in batch.extra}}
    lines = [_line(batch)]
    for key, label in labels.items():
        note = "  thiếu" if key in batch.missing else "  ngoài danh sách" if key in batch.extra else ""
        lines.append(f"  {label}{note}")
    return Answer(asdict(batch) | {"path": str(out) if out else None}, lines)


def _line(batch: Batch) -> str:
    given = f"{batch.code} · {batch.giver_name} giao {views.moment(batch.given_at)} → {batch.to_office}"
    taken = (
        f" · {batch.receiver_name} nhận {views.moment(batch.received_at)}" if batch.received_at else " · chưa xác nhận"
    )
    return f"{given} · {len(batch.dossiers)} hồ sơ{taken}"
