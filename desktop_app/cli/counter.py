"""The work with dossiers: finding, moving and returning them, and their papers."""

from argparse import Namespace
from dataclasses import asdict
from pathlib import Path
from typing import TYPE_CHECKING, Any

from desktop_app.application.returning import Collector
from desktop_app.cli import values, views
from desktop_app.cli.parser import Commands
from desktop_app.cli.session import Answer, Session
from desktop_app.domain.dossier import Dossier
from desktop_app.domain.errors import Refusal
from desktop_app.paths import write_whole
from desktop_app.words import labels

if TYPE_CHECKING:
    from desktop_app.application.office import Office

REPRINT = "In lại theo lệnh"


def add(commands: Commands) -> None:
    """Adds these commands to the program."""
    find = commands.add(
        "find", find_dossiers, "tìm hồ sơ theo mã, số biên nhận, mã quét được, số định danh, tên, điện thoại"
    )
    find.add_argument("text", metavar="TEXT")
    show = commands.add("show", show_dossier, "xem một hồ sơ: trạng thái, diễn biến, việc có thể làm tiếp")
    show.add_argument("code", metavar="CODE")
    do = commands.add("do", do_action, "thực hiện một việc với hồ sơ")
    do.add_argument("code", metavar="CODE")
    do.add_argument("action", metavar="ACTION")
    do.add_argument("--reason", default="", metavar="TEXT", help="lý do")
    do.add_argument(
        "--point", action="append", default=[], metavar="TEXT", help="một điều cần bổ sung, hoặc một giấy tờ mới nộp"
    )
    do.add_argument("--due", type=values.moment, metavar="ISO", help="ngày hẹn mới (khi hẹn lại)")
    do.add_argument(
        "--set", action="append", default=[], type=values.fact, metavar="KEY=VALUE", help="dữ kiện của việc đó"
    )
    do.add_argument("--at", type=values.moment, metavar="ISO", help="thời điểm thực hiện, mặc định là bây giờ")
    _add_return(commands)
    paper = commands.add("print", print_paper, "lập giấy tờ của hồ sơ thành tệp PDF và ghi nhận đã in")
    paper.add_argument("code", metavar="CODE")
    paper.add_argument("form", metavar="FORM")
    paper.add_argument("--out", required=True, type=Path, metavar="FILE.pdf")
    paper.add_argument("--reason", default=REPRINT, metavar="TEXT", help="lý do in lại")
    why = commands.add("why", explain_due, "vì sao hồ sơ có ngày hẹn này; tính lại theo lịch và quy định của ngày nhận")
    why.add_argument("code", metavar="CODE")
    due = commands.add("due", appointed, "tính ngày hẹn trả của một thủ tục")
    due.add_argument("procedure", metavar="PROCEDURE")
    due.add_argument("--at", required=True, type=values.moment, metavar="ISO", help="thời điểm tiếp nhận")
    due.add_argument("--limit", type=values.limit, metavar="N:UNIT", help="thời hạn khác, ví dụ 5:working_day")


def find_dossiers(args: Namespace, session: Session) -> Answer:
    """Finds by whatever is typed or scanned; exit code 1 where nothing is found."""
    with session.office() as office:
        found = office.lookup.find(args.text)
        if found.refusal and not found.rows:
            raise found.refusal
        if found.dossier_id or found.batch:
            ids = [found.dossier_id] if found.dossier_id else list(found.batch.dossiers if found.batch else ())
            rows = [views.summary(office.lookup.dossier(dossier_id)) for dossier_id in ids]
        else:
            rows = [views.row_data(row) for row in (found.person or found).rows]
    person = dict(found.person.person) if found.person else None
    batch, staff = found.batch.code if found.batch else None, found.staff.login if found.staff else None
    lines = [f"{person.get('name', '')} {person['number']}".strip()] if person else []
    lines += [found.staff.name] if found.staff else views.row_lines(rows) or ["Chưa có hồ sơ nào."]
    return Answer({"person": person, "batch": batch, "staff": staff, "rows": rows}, lines)


def show_dossier(args: Namespace, session: Session) -> Answer:
    """Everything about one dossier, and what can be done next."""
    with session.office() as office:
        dossier = office.lookup.by_label(args.code)
        choices = office.processing.choices(session.actor(office), dossier)
        duties = office.processing.duties(dossier)
    by = {name: at.isoformat() if at else None for name, at in asdict(duties).items()}
    data = {**views.dossier_data(dossier), **by, "possible": views.choices_data(choices)}
    return Answer(data, views.dossier_lines(dossier, choices, duties))


def do_action(args: Namespace, session: Session) -> Answer:
    """Makes one move."""
    facts = dict(args.set)
    if args.reason:
        facts["reason"] = args.reason
    if args.point:
        facts |= _points(args.action, args.point)
    with session.office() as office:
        actor = session.actor(office)
        if args.due:
            # A day alone means the end of its hours, as in the window.
            timed = {"at": args.due.isoformat(), "why": [], "calendar_version": ""}
            by_hour = args.due.hour or args.due.minute
            facts["due"] = timed if by_hour else office.processing.new_appointment(args.due.date())
        dossier_id = office.lookup.by_label(args.code).id
        dossier = office.processing.do(actor, dossier_id, args.action, facts=facts, at=args.at)
        return _moved(office, session, dossier)


def _points(action: str, points: list[str]) -> dict[str, Any]:
    """What stands point by point on form 02, or the papers that were brought for it."""
    if action == "supplement":
        return {"components": [{"name": point, "copy": "original", "count": 1} for point in points]}
    if action != "request_supplement":
        raise Refusal("action.points", action=action)
    return {"requirements": points}


def hand_out(args: Namespace, session: Session) -> Answer:
    """Returns the result to the person in front of the counter."""
    person = args.card or {"name": args.name, "number": args.number}
    collector = Collector(str(person["name"]), str(person["number"]), args.relation, args.authorisation)
    with session.office() as office:
        actor = session.actor(office)
        dossier_id = office.lookup.by_label(args.code).id
        dossier = office.returning.hand_out(actor, dossier_id, collector, at=args.at, fee_overruled=args.unpaid)
        return _moved(office, session, dossier)


def print_paper(args: Namespace, session: Session) -> Answer:
    """Writes a paper of the dossier into a file and records that it was printed."""
    with session.office() as office:
        actor = session.actor(office)
        dossier = office.lookup.by_label(args.code)
        paper = office.paperwork.render(dossier, args.form)
        write_whole(args.out, paper.pdf)
        office.paperwork.printed(actor, dossier.id, paper, reason=args.reason if paper.reprint else "")
    data = {"path": str(args.out), "form": paper.form, "copies": paper.copies, "reprint": paper.reprint}
    return Answer(data, [f"Đã lập {args.out}."])


def explain_due(args: Namespace, session: Session) -> Answer:
    """The promised date and the same reckoned anew; exit code 1 where they differ."""
    with session.office() as office:
        dossier = office.lookup.by_label(args.code)
        again = office.processing.reckoned_again(dossier)
    promised, found = views.due_at(dossier.first_due), views.due_at(again)
    why = views.reasons(dossier.first_due)
    data = {"code": dossier.label, "promised": promised, "again": found, "why": why, "why_again": views.reasons(again)}
    lines = [f"{dossier.label} · hẹn trả {views.moment(promised)}", *(f"  {line}" for line in why)]
    same = promised == found
    lines.append("Tính lại: trùng với ngày đã hẹn." if same else f"Tính lại: {views.moment(found)}, khác ngày đã hẹn.")
    return Answer(data, lines, failed=not same)


def appointed(args: Namespace, session: Session) -> Answer:
    """When a dossier received at a given time would be due."""
    with session.office() as office:
        offer = office.intake.offer(args.procedure, args.at, args.limit)
    due, why = views.due_at(offer.due), views.reasons(offer.due)
    options = [{"value": limit.value, "unit": limit.unit.value} for limit in offer.procedure.options]
    data = {"procedure": offer.procedure.code, "name": offer.procedure.name, "due": due, "why": why, "options": options}
    lines = [f"{offer.procedure.code} {offer.procedure.title}"]
    lines += [f"Hẹn trả: {views.moment(due)}"] if due else ["Thủ tục này không công bố một thời hạn chung."]
    return Answer(data, [*lines, *(f"  {line}" for line in why)])


def _moved(office: "Office", session: Session, dossier: Dossier) -> Answer:
    choices = office.processing.choices(session.actor(office), dossier)
    data = {**views.dossier_data(dossier), "possible": views.choices_data(choices)}
    return Answer(data, [f"{dossier.label} · {labels.STATES[dossier.state]}"])


def _add_return(commands: Commands) -> None:
    command = commands.add("return", hand_out, "trả kết quả")
    command.add_argument("code", metavar="CODE")
    command.add_argument("--card", type=values.card, metavar="QR", help="nội dung mã QR trên thẻ căn cước")
    command.add_argument("--name", default="", help="họ và tên người nhận")
    command.add_argument("--number", default="", help="số định danh của người nhận")
    command.add_argument("--relation", default="", help="quan hệ với chủ hồ sơ")
    command.add_argument("--authorisation", default="", help="giấy tờ ủy quyền")
    command.add_argument("--unpaid", default="", metavar="REASON", help="lý do trả kết quả khi chưa thu đủ phí")
    command.add_argument("--at", type=values.moment, metavar="ISO", help="thời điểm trả, mặc định là bây giờ")
