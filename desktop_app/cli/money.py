"""Fees of a dossier, and the cash drawer of a shift."""

from argparse import Namespace
from dataclasses import asdict
from pathlib import Path
from typing import TYPE_CHECKING, Any

from desktop_app.application.fees import CashSheet
from desktop_app.application.payments import CASH, METHODS, Payment
from desktop_app.cli import values, views
from desktop_app.cli.parser import Commands
from desktop_app.cli.session import Answer, Session
from desktop_app.domain.cash import Shift
from desktop_app.domain.dossier import Dossier
from desktop_app.domain.errors import Refusal
from desktop_app.domain.money import dong
from desktop_app.paths import write_whole
from desktop_app.words import labels

if TYPE_CHECKING:
    from desktop_app.application.office import Office


def add(commands: Commands) -> None:
    """Adds these commands to the program."""
    fee = commands.group("fee", "phí, lệ phí của một hồ sơ")
    show = fee.add("show", show_fees, "xem khoản phải thu, đã thu và còn nợ")
    show.add_argument("code", metavar="CODE")
    ask = fee.add("set", set_fee, "ghi khoản phải thu, đổi mức thu hoặc miễn giảm có lý do")
    ask.add_argument("code", metavar="CODE")
    ask.add_argument("name", metavar="NAME", help="tên khoản phí, lệ phí")
    ask.add_argument("amount", type=values.whole(0), metavar="DONG", help="số tiền")
    ask.add_argument("--id", default="", metavar="ID", help="khoản phải thu cần đổi; bỏ trống là khoản mới")
    ask.add_argument("--when", default="reception", choices=("reception", "supplement", "return"), help="thời điểm thu")
    ask.add_argument("--exempt", default="", metavar="REASON", help="lý do miễn giảm")
    pay = fee.add("pay", pay_fee, "ghi nhận đã thu; tiền mặt cần ca thu đang mở")
    pay.add_argument("code", metavar="CODE")
    pay.add_argument("amount", type=values.whole(1), metavar="DONG", help="số tiền")
    pay.add_argument("--method", default=CASH, choices=METHODS, help="cách thu")
    pay.add_argument("--receipt", default="", metavar="NUMBER", help="số biên lai điện tử")
    pay.add_argument("--date", type=values.day, metavar="DATE", help="ngày của biên lai")
    cancel = fee.add("cancel", cancel_payment, "hủy một khoản đã thu, có lý do")
    cancel.add_argument("code", metavar="CODE")
    cancel.add_argument("payment", metavar="PAYMENT")
    cancel.add_argument("--reason", required=True, metavar="TEXT", help="lý do")
    _add_cash(commands.group("cash", "ca thu tiền mặt"))


def show_fees(args: Namespace, session: Session) -> Answer:
    """What is asked for, what was paid, what is still owed."""
    with session.office() as office:
        return _fees(office.lookup.by_label(args.code))


def set_fee(args: Namespace, session: Session) -> Answer:
    """Asks for a fee, changes it, or exempts from it."""
    with session.office() as office:
        dossier = office.lookup.by_label(args.code)
        fee = {"id": args.id or str(len(dossier.fees) + 1), "name": args.name, "amount": args.amount, "when": args.when}
        fee |= {"exempt_reason": args.exempt} if args.exempt else {}
        return _fees(office.fees.set_fee(session.actor(office), dossier.id, fee))


def pay_fee(args: Namespace, session: Session) -> Answer:
    """Records money that was taken."""
    payment = Payment(args.amount, args.method, args.receipt, args.date.isoformat() if args.date else "")
    with session.office() as office:
        return _fees(office.fees.pay(session.actor(office), office.lookup.by_label(args.code).id, payment))


def cancel_payment(args: Namespace, session: Session) -> Answer:
    """Records that money was given back."""
    with session.office() as office:
        dossier_id = office.lookup.by_label(args.code).id
        return _fees(office.fees.cancel(session.actor(office), dossier_id, args.payment, args.reason))


def open_cash(args: Namespace, session: Session) -> Answer:
    """Opens the clerk's drawer."""
    with session.office() as office:
        return _sheet(office, office.fees.begin_shift(session.actor(office), args.amount).id)


def show_cash(args: Namespace, session: Session) -> Answer:
    """The sheet of a shift, the clerk's open one where none is named; with --out as a paper."""
    with session.office() as office:
        shift_id = _chosen(office, session, args.shift)
        if args.out:
            sheet = office.fees.sheet(shift_id)
            write_whole(args.out, office.house_papers.cash(sheet, _cashier(office, sheet.shift)).pdf)
        return _sheet(office, shift_id)


def close_cash(args: Namespace, session: Session) -> Answer:
    """Closes the clerk's drawer with what was counted."""
    with session.office() as office:
        sheet = office.fees.close_shift(session.actor(office), args.counted, args.explain)
        return _sheet(office, sheet.shift.id)


def list_cash(args: Namespace, session: Session) -> Answer:
    """The shifts of these days: a clerk's own, or all of them for a head."""
    with session.office() as office:
        since, until = values.days(args)
        shifts = office.fees.shifts(session.actor(office), since, until)
        sheets = [office.fees.sheet(shift.id) for shift in shifts]
    lines = [f"{sheet.shift.id}  {_shift_line(sheet)}" for sheet in sheets] or ["Không có ca thu nào."]
    return Answer({"shifts": [_sheet_data(sheet) for sheet in sheets]}, lines)


def _add_cash(cash: Commands) -> None:
    begin = cash.add("open", open_cash, "mở ca thu với số tiền có sẵn trong ngăn")
    begin.add_argument("amount", type=values.whole(0), metavar="DONG")
    show = cash.add("show", show_cash, "xem bảng kê của một ca thu, mặc định là ca đang mở")
    show.add_argument("--shift", default="", metavar="ID", help="ca thu")
    show.add_argument("--out", type=Path, metavar="FILE.pdf", help="lập bảng kê thành tệp PDF")
    close = cash.add("close", close_cash, "đóng ca thu với số tiền đếm được")
    close.add_argument("counted", type=values.whole(0), metavar="DONG")
    close.add_argument("--explain", default="", metavar="TEXT", help="giải trình khi thừa hoặc thiếu")
    values.add_days(cash.add("list", list_cash, "liệt kê các ca thu"))


def _chosen(office: "Office", session: Session, shift_id: str) -> str:
    if shift_id:
        return shift_id
    shift = office.fees.open_shift(session.actor(office))
    if shift is None:
        raise Refusal("cash.no_shift")
    return shift.id


def _cashier(office: "Office", shift: Shift) -> str:
    return next((member.name for member in office.accounts.staff() if member.login == shift.clerk), shift.clerk)


def _fees(dossier: Dossier) -> Answer:
    data = {"code": dossier.label, "fees": dossier.fees, "payments": dossier.payments, "unpaid": dossier.unpaid}
    lines = [f"{dossier.label} · còn nợ {dong(dossier.unpaid)}"]
    for fee in dossier.fees:
        exempt = f" · miễn: {fee['exempt_reason']}" if fee.get("exempt_reason") else ""
        lines.append(f"  phải thu {fee['id']:<3} {fee['name']}: {dong(fee['amount'])}{exempt}")
    for key, payment in dossier.payments.items():
        given_back = payment.get("cancelled") or payment.get("refunded")
        cancelled = f" · đã hoàn trả: {given_back}" if given_back else ""
        method = labels.METHODS.get(payment.get("method", ""), "")
        lines.append(f"  đã thu   {key}  {dong(payment['amount'])} {method}{cancelled}")
    return Answer(data, lines)


def _sheet(office: "Office", shift_id: str) -> Answer:
    sheet = office.fees.sheet(shift_id)
    lines = [_shift_line(sheet)]
    lines += [
        f"  {views.moment(row.at)}  {row.label}  {dong(row.amount)} {labels.METHODS.get(row.method, row.method)}"
        f"{f' · đã hủy: {row.cancelled}' if row.cancelled else ''}"
        for row in sheet.payments
    ]
    lines += [
        f"  {views.moment(refund.at)}  {refund.label}  {dong(-refund.amount)} · {labels.REFUNDS}: {refund.reason}"
        for refund in sheet.shift.refunds
    ]
    return Answer(_sheet_data(sheet), lines)


def _shift_line(sheet: CashSheet) -> str:
    shift = sheet.shift
    ended = "đang mở" if shift.closed_at is None else f"đóng {views.moment(shift.closed_at)}"
    difference = f" · chênh lệch {labels.difference(sheet.difference)}: {shift.explanation}" if sheet.difference else ""
    return f"{shift.clerk} · mở {views.moment(shift.opened_at)} · {ended} · phải có {dong(sheet.expected)}{difference}"


def _sheet_data(sheet: CashSheet) -> dict[str, Any]:
    return {
        "shift": asdict(sheet.shift),
        "expected": sheet.expected,
        "difference": sheet.difference,
        "totals": {method: sheet.total(method) for method in METHODS},
        "payments": [asdict(row) for row in sheet.payments],
    }
