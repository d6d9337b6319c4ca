"""Corrections with a reason, before and after: proposed by clerks, decided by heads."""

from argparse import Namespace
from dataclasses import asdict
from typing import TYPE_CHECKING

from desktop_app.cli import values
from desktop_app.cli.parser import Commands
from desktop_app.cli.session import Answer, Session
from desktop_app.domain.dossier import Dossier
from desktop_app.words import labels

if TYPE_CHECKING:
    from desktop_app.application.office import Office


def add(commands: Commands) -> None:
    """Adds these commands to the program."""
    correct = commands.group("correct", "đính chính nội dung đã ghi, có lý do")
    change = correct.add("set", set_fields, "đính chính (lãnh đạo) hoặc đề nghị đính chính")
    change.add_argument("code", metavar="CODE")
    change.add_argument(
        "changes", nargs="+", type=values.fact, metavar="FIELD=VALUE", help="ví dụ owner.phone=0900000001"
    )
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
        lines += [f"    {labels.correction(change)}" for change in proposal.changes]
    return Answer({"code": dossier.label, "proposals": [asdict(proposal) for proposal in proposals]}, lines)
