"""Corrections with before and after, slips for people without a dossier, and dossiers received again as a copy."""

from argparse import Namespace
from dataclasses import asdict, replace
from pathlib import Path
from typing import TYPE_CHECKING

from desktop_app.cli import values
from desktop_app.cli.counter import fact, hand_in
from desktop_app.cli.parser import Commands
from desktop_app.cli.session import Answer, Session
from desktop_app.domain.dossier import Dossier

if TYPE_CHECKING:
    from desktop_app.application.office import Office


def add(commands: Commands) -> None:
    """Adds these commands to the program."""
    correct = commands.group("correct", "đính chính nội dung đã ghi, có lý do")
    change = correct.add("set", set_fields, "đính chính (lãnh đạo) hoặc đề nghị đính chính")
    change.add_argument("code", metavar="CODE")
    change.add_argument("changes", nargs="+", type=fact, metavar="FIELD=VALUE", help="ví dụ owner.phone=0900000001")
    change.add_argument("--reason", required=True, metavar="TEXT", help="lý do")
    show = correct.add("list", list_proposals, "các đề nghị đính chính chưa quyết định")
    show.add_argument("code", metavar="CODE")
    for name, run, description in (
        ("approve", approve, "đồng ý một đề nghị đính chính"),
        ("reject", reject, "không đồng ý một đề nghị đính chính"),
    ):
        decide = correct.add(name, run, description)
        decide.add_argument("code", metavar="CODE")
        decide.add_argument("proposal", metavar="PROPOSAL")
        decide.add_argument("--reason", default="", metavar="TEXT", help="lý do")
    _add_slip(commands)
    copy = commands.add("copy", receive_copy, "tiếp nhận hồ sơ mới theo nội dung một hồ sơ cũ")
    copy.add_argument("code", metavar="CODE", help="mã hồ sơ cũ")
    copy.add_argument("--overrule", default="", metavar="REASON", help="lý do nhận dù có cảnh báo")
    copy.add_argument("--at", type=values.moment, metavar="ISO", help="thời điểm nhận, mặc định là bây giờ")
    copy.add_argument("--out", type=Path, metavar="FILE.pdf", help="tệp PDF của giấy tiếp nhận")


def set_fields(args: Namespace, session: Session) -> Answer:
    """Corrects, or proposes where the actor is no head."""
    with session.office() as office:
        dossier_id = office.lookup.by_label(args.code).id
        return _corrected(
            office, office.corrections.correct(session.actor(office), dossier_id, dict(args.changes), args.reason)
        )


def list_proposals(args: Namespace, session: Session) -> Answer:
    """What waits for a head's word."""
    with session.office() as office:
        return _corrected(office, office.lookup.by_label(args.code))


def approve(args: Namespace, session: Session) -> Answer:
    """Carries a proposal out."""
    return _decided(args, session, approved=True)


def reject(args: Namespace, session: Session) -> Answer:
    """Turns a proposal down, with a reason."""
    return _decided(args, session, approved=False)


def issue_slip(args: Namespace, session: Session) -> Answer:
    """Form 02 or 03 for somebody whose dossier is not created."""
    applicant = {**(args.card or {})} | {
        key: getattr(args, key) for key in ("name", "number", "address", "phone") if getattr(args, key)
    }
    with session.office() as office:
        paper = office.house_papers.slip(session.actor(office), args.form, applicant, args.request, args.point)
    values.write_file(args.out, paper.pdf)
    return Answer({"form": paper.form, "name": paper.name, "path": str(args.out)}, [f"Đã lập {args.out}."])


def receive_copy(args: Namespace, session: Session) -> Answer:
    """Receives a new dossier with the people and papers of an earlier one."""
    with session.office() as office:
        form = replace(office.intake.copy_of(office.lookup.by_label(args.code)), duplicate_accepted=args.overrule)
        return hand_in(office, session, form, args)


def _add_slip(commands: Commands) -> None:
    slip = commands.add("slip", issue_slip, "lập phiếu 02 (bổ sung) hoặc 03 (từ chối) khi chưa có hồ sơ")
    slip.add_argument("form", choices=("02", "03"), metavar="02|03")
    slip.add_argument("--card", type=values.card, metavar="QR", help="nội dung mã QR trên thẻ căn cước")
    slip.add_argument("--name", default="", help="họ và tên")
    slip.add_argument("--number", default="", help="số định danh")
    slip.add_argument("--address", default="", help="địa chỉ")
    slip.add_argument("--phone", default="", help="số điện thoại")
    slip.add_argument("--request", required=True, metavar="TEXT", help="nội dung yêu cầu giải quyết")
    slip.add_argument("--point", action="append", default=[], metavar="TEXT", help="một điều còn thiếu hoặc một lý do")
    slip.add_argument("--out", required=True, type=Path, metavar="FILE.pdf")


def _decided(args: Namespace, session: Session, *, approved: bool) -> Answer:
    with session.office() as office:
        dossier_id = office.lookup.by_label(args.code).id
        actor = session.actor(office)
        decided = office.corrections.decide(actor, dossier_id, args.proposal, approve=approved, reason=args.reason)
        return _corrected(office, decided)


def _corrected(office: "Office", dossier: Dossier) -> Answer:
    proposals = office.corrections.proposals(dossier)
    lines = [f"{dossier.label} · {len(proposals)} đề nghị đính chính chờ quyết định"]
    for proposal in proposals:
        lines.append(f"  {proposal.id}  {proposal.by_name}: {proposal.reason}")
        lines += [f"    {change['field']}: {change['before']} → {change['after']}" for change in proposal.changes]
    return Answer({"code": dossier.label, "proposals": [asdict(proposal) for proposal in proposals]}, lines)
