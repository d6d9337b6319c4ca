"""Receiving: dossiers from the counter, online or as a copy, and slips for people who go away without one."""

from argparse import Namespace
from dataclasses import asdict, replace
from pathlib import Path
from typing import TYPE_CHECKING, Any

from desktop_app import clock
from desktop_app.application.accounts import Actor
from desktop_app.application.intake import DIRECT, IntakeForm, Settled
from desktop_app.application.payments import METHODS
from desktop_app.application.procedures import Procedure, fee_asked
from desktop_app.application.slips import Slip
from desktop_app.cli import values, views
from desktop_app.cli.counter import REPRINT
from desktop_app.cli.parser import Commands
from desktop_app.cli.session import Answer, Session
from desktop_app.domain.clocktime import office_day
from desktop_app.domain.dossier import Dossier
from desktop_app.domain.errors import Refusal
from desktop_app.domain.money import reckoned
from desktop_app.domain.states import State
from desktop_app.ids import uuid7
from desktop_app.paths import write_whole
from desktop_app.words import labels

if TYPE_CHECKING:
    from desktop_app.application.office import Office

_TYPED = ("name", "number", "birth", "sex", "address", "phone", "email")
# How long a reception waits for a number from the centre before it goes on with the station's own receipt number.
_SECONDS_FOR_NUMBERS = 2.0


def add(commands: Commands) -> None:
    """Adds these commands to the program."""
    receive_command = commands.add("receive", receive, "tiếp nhận hồ sơ, cấp mã và ngày hẹn trả")
    receive_command.add_argument("--procedure", required=True, metavar="CODE", help="mã thủ tục")
    _add_people(receive_command)
    _add_papers(receive_command)
    _add_fee(receive_command)
    copy = commands.add("copy", receive_copy, "tiếp nhận hồ sơ mới theo nội dung một hồ sơ cũ")
    copy.add_argument("code", metavar="CODE", help="mã hồ sơ cũ")
    for command in (receive_command, copy):
        command.add_argument(
            "--overrule", default="", metavar="REASON", help="lý do nhận dù có cảnh báo hoặc thiếu giấy"
        )
        command.add_argument("--at", type=values.moment, metavar="ISO", help="thời điểm nhận, mặc định là bây giờ")
        command.add_argument("--out", type=Path, metavar="FILE.pdf", help="tệp PDF của giấy tiếp nhận")
        way = command.add_mutually_exclusive_group()
        way.add_argument("--submitted", action="store_true", help="hồ sơ nộp trực tuyến, chờ tiếp nhận trong 8 giờ")
        way.add_argument("--at-once", action="store_true", help="trả kết quả ngay, không cần giấy tiếp nhận")
        _add_settled(command)
    slip = commands.add("slip", issue_slip, "lập phiếu 02 (bổ sung) hoặc 03 (từ chối) khi chưa có hồ sơ")
    slip.add_argument("form", choices=("02", "03"), metavar="02|03")
    _add_person(slip)
    slip.add_argument("--request", required=True, metavar="TEXT", help="nội dung yêu cầu giải quyết")
    slip.add_argument("--point", action="append", default=[], metavar="TEXT", help="một điều còn thiếu hoặc một lý do")
    slip.add_argument("--reason", default="", metavar="TEXT", help="vì sao phải bổ sung (mẫu 02)")
    slip.add_argument("--out", required=True, type=Path, metavar="FILE.pdf")
    slips = commands.add("slips", list_slips, "xem các phiếu 02, 03 đã lập khi chưa có hồ sơ, mới nhất trước")
    slips.add_argument("text", nargs="?", default="", metavar="TEXT", help="số phiếu, tên, số định danh, nội dung")
    slips.add_argument("--from", dest="first", type=values.day, metavar="DATE", help="từ ngày, mặc định 31 ngày qua")
    again = commands.add("slip-again", print_slip_again, "lập lại một phiếu 02, 03 thành tệp PDF và ghi nhận đã in lại")
    again.add_argument("number", metavar="NUMBER")
    again.add_argument("--out", required=True, type=Path, metavar="FILE.pdf")
    again.add_argument("--reason", default=REPRINT, metavar="TEXT", help="lý do in lại")


def receive(args: Namespace, session: Session) -> Answer:
    """Receives a dossier; with --out also prints its receipt."""
    with session.office() as office:
        return _hand_in(office, session, _form(args, office.procedures.get(args.procedure)), args)


def receive_copy(args: Namespace, session: Session) -> Answer:
    """Receives a new dossier with the people and papers of an earlier one."""
    with session.office() as office:
        form = office.intake.copy_of(office.lookup.by_label(args.code))
        form = replace(form, duplicate_accepted=args.overrule, incomplete_accepted=args.overrule)
        return _hand_in(office, session, form, args)


def issue_slip(args: Namespace, session: Session) -> Answer:
    """Form 02 or 03 for somebody whose dossier is not created."""
    with session.office() as office:
        actor, person = session.actor(office), _person(args)
        slip = office.slips.issue(actor, args.form, person, args.request, args.point, reason=args.reason)
        return _print_slip(office, actor, slip, args.out)


def list_slips(args: Namespace, session: Session) -> Answer:
    """The slips that were issued, newest first."""
    with session.office() as office:
        slips = office.slips.listed(session.actor(office), args.text, args.first)
    rows = [asdict(slip) for slip in slips]
    lines = [
        f"{slip.number}  {slip.form}  {views.moment(slip.at)}  {slip.name} · {slip.request}"
        + (f" · đã in {slip.prints} lần" if slip.prints > 1 else "")
        for slip in slips
    ]
    return Answer({"slips": rows}, lines or ["Không có phiếu nào."])


def print_slip_again(args: Namespace, session: Session) -> Answer:
    """A slip that was issued, marked as a reprint, which is written down."""
    with session.office() as office:
        actor = session.actor(office)
        return _print_slip(office, actor, office.slips.numbered(actor, args.number), args.out, args.reason)


def _print_slip(office: "Office", actor: Actor, slip: Slip, out: Path, reason: str = "") -> Answer:
    paper = office.slips.render(slip.id)
    write_whole(out, paper.pdf)
    office.slips.printed(actor, paper, reason=reason if paper.reprint else "")
    data = {"number": slip.number, "form": paper.form, "name": paper.name, "path": str(out), "reprint": paper.reprint}
    return Answer(data, [f"Đã lập {out}."])


def _hand_in(office: "Office", session: Session, form: IntakeForm, args: Namespace) -> Answer:
    actor = session.actor(office)
    office.sync.ensure_numbers(office_day(args.at or clock.now()), _SECONDS_FOR_NUMBERS)
    for doubt in office.intake.doubts(form):
        # Whether an online submission is complete is judged when it is accepted.
        if not args.overrule and not (args.submitted and doubt.part == "papers"):
            raise Refusal(doubt.code, **doubt.parameters)
    if args.submitted:
        dossier = office.intake.submit(actor, replace(form, channel="online"), args.at)
    elif args.at_once:
        settled = Settled(args.paid, args.receipt, args.unpaid)
        dossier = office.intake.finish_at_once(actor, form, settled, at=args.at)
    else:
        dossier = office.intake.receive(actor, form, args.at)
    if args.out:
        _print_receipt(office, actor, dossier, args.out)
    return _received(dossier, args.out)


def _received(dossier: Dossier, out: Path | None) -> Answer:
    due, why = views.due_at(dossier.due), views.reasons(dossier.due)
    data = {
        "code": dossier.code,
        "receipt_number": dossier.receipt_number,
        "state": dossier.state.value,
        "due": due,
        "why": why,
        "lookup_code": dossier.lookup_code,
        "path": str(out) if out else None,
        "id": dossier.id,
    }
    done = "Đã tiếp nhận hồ sơ" if dossier.state is not State.SUBMITTED else "Đã ghi nhận hồ sơ nộp trực tuyến"
    lines = [f"{done} {dossier.label}."]
    lines += views.facts(
        {
            "Số biên nhận": dossier.receipt_number,
            "Mã tra cứu": dossier.lookup_code,
            "Tình trạng": labels.STATES[dossier.state],
            "Hẹn trả": views.moment(due),
            "Vì sao": "; ".join(why),
            "Giấy tiếp nhận": str(out or ""),
        }
    )
    return Answer(data, lines)


def _print_receipt(office: "Office", actor: Actor, dossier: Dossier, path: Path) -> None:
    paper = office.paperwork.render(dossier, "01")
    try:
        write_whole(path, paper.pdf)
    except OSError as error:
        # The dossier is received whatever happens to its paper, and whoever called must learn under which code.
        raise Refusal("paper.not_written", label=dossier.label, path=str(path)) from error
    office.paperwork.printed(actor, dossier.id, paper)


def _add_person(command: Any) -> None:
    who = command.add_argument_group("Người nộp hồ sơ")
    who.add_argument("--card", type=values.card, metavar="QR", help="nội dung mã QR trên thẻ căn cước")
    who.add_argument("--kind", choices=tuple(labels.PERSON_KINDS), help="cá nhân, tổ chức hay hộ kinh doanh")
    who.add_argument("--name", help="họ và tên")
    who.add_argument("--number", help="số định danh cá nhân, mã số thuế")
    who.add_argument("--birth", type=values.birth, metavar="DD/MM/YYYY", help="ngày sinh")
    who.add_argument("--sex", type=values.sex, help="giới tính: nam, nữ")
    who.add_argument("--address", help="địa chỉ")
    who.add_argument("--phone", help="số điện thoại")
    who.add_argument("--email", help="thư điện tử")


def _add_people(command: Any) -> None:
    _add_person(command)
    owner = command.add_argument_group("Nộp thay, nộp chung")
    who = 'mã QR thẻ, hoặc "tên|số|địa chỉ|điện thoại|email|loại"'
    owner.add_argument("--on-behalf-of", type=values.owner, metavar="WHO", help=f"chủ hồ sơ: {who}")
    owner.add_argument("--relation", default="", help="quan hệ với chủ hồ sơ")
    owner.add_argument("--authorisation", default="", help="giấy tờ ủy quyền")
    owner.add_argument("--also", type=values.owner, action="append", default=[], metavar="WHO", help=f"cùng nộp: {who}")


def _add_papers(command: Any) -> None:
    papers = command.add_argument_group("Hồ sơ")
    number = values.whole(1)
    papers.add_argument("--component", type=number, action="append", metavar="N", help="thành phần thứ N của thủ tục")
    papers.add_argument(
        "--paper",
        type=values.paper,
        action="append",
        default=[],
        metavar="NAME|KIND|COUNT|FAULT",
        help="giấy tờ khác; có FAULT là không đạt, vì lý do đó",
    )
    papers.add_argument("--sets", type=number, default=1, metavar="N", help="số bộ hồ sơ")
    papers.add_argument("--channel", default=DIRECT, choices=tuple(labels.CHANNELS), help="kênh nộp")
    papers.add_argument("--return-by", default="counter", choices=tuple(labels.RETURNS), help="cách nhận kết quả")
    papers.add_argument("--limit", type=values.limit, metavar="N:UNIT", help="thời hạn khác, ví dụ 5:working_day")
    papers.add_argument("--content", default="", help="nội dung yêu cầu giải quyết")
    papers.add_argument("--solving-office", default="", metavar="NAME", help="cơ quan giải quyết, nếu khác danh mục")
    papers.add_argument("--note", default="", metavar="TEXT", help="ghi chú")


def _add_fee(command: Any) -> None:
    fee = command.add_argument_group("Phí, lệ phí")
    fee.add_argument(
        "--fee", type=reckoned, metavar="DONG", help="số tiền, hoặc phép tính như 2*2000+3*1000; 0 là không thu"
    )
    fee.add_argument("--fee-name", default="", metavar="NAME", help="tên khoản phí, lệ phí")
    fee.add_argument("--fee-when", choices=tuple(labels.FEE_TIMES), help="thời điểm thu")
    fee.add_argument("--exempt", default="", metavar="REASON", help="lý do miễn giảm")


def _add_settled(command: Any) -> None:
    paid = command.add_argument_group("Trả kết quả ngay (--at-once): phí, lệ phí đã thu")
    paid.add_argument("--paid", default="", choices=METHODS, help="cách thu; tiền mặt cần ca thu đang mở")
    paid.add_argument("--receipt", default="", metavar="NUMBER", help="số biên lai điện tử")
    paid.add_argument("--unpaid", default="", metavar="REASON", help="lý do trả khi chưa thu đủ (lãnh đạo)")


def _person(args: Namespace) -> dict[str, Any]:
    typed = {key: getattr(args, key) for key in ("kind", *_TYPED)}
    return {**(args.card or {}), **{key: value for key, value in typed.items() if value}}


def _form(args: Namespace, procedure: Procedure) -> IntakeForm:
    submitter = _person(args)
    owner = args.on_behalf_of or submitter
    if args.overrule:
        submitter["number_warning_overruled"] = owner["number_warning_overruled"] = args.overrule
    proxy = {"person": submitter, "relation": args.relation, "authorisation": args.authorisation}
    return IntakeForm(
        id=uuid7(),
        procedure_code=procedure.code,
        owner=owner,
        proxy=proxy if args.on_behalf_of else None,
        others=tuple(args.also),
        components=(*_papers(procedure, args.component), *args.paper),
        fees=_fee(args, procedure),
        content=args.content,
        sets=args.sets,
        channel=args.channel,
        return_by=args.return_by,
        solving_office=args.solving_office,
        limit=args.limit,
        note=args.note,
        duplicate_accepted=args.overrule,
        incomplete_accepted=args.overrule,
    )


def _fee(args: Namespace, procedure: Procedure) -> tuple[dict[str, Any], ...]:
    """The fee as it was asked for, and what is usual in the places that were left open."""
    usual = next(iter(procedure.usual_fees(args.channel)), {})
    return fee_asked(
        args.fee_name or usual.get("name") or procedure.fee_name(args.channel),
        usual.get("amount", 0) if args.fee is None else args.fee,
        args.fee_when or usual.get("when", "reception"),
        args.exempt,
    )


def _papers(procedure: Procedure, numbers: list[int] | None) -> tuple[dict[str, Any], ...]:
    if numbers is None:
        return procedure.usual_papers()
    if max(numbers) > len(procedure.components):
        raise Refusal("component.unknown", number=max(numbers), known=len(procedure.components))
    return tuple(procedure.components[number - 1].handed_in() for number in numbers)
