"""Papers of the house: register, handover list, call list, cash sheet."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from itertools import groupby, islice

from desktop_app.application.desk import Desk
from desktop_app.application.fees import CashSheet
from desktop_app.application.lookup import existing
from desktop_app.application.paper_values import Values, office
from desktop_app.application.paperwork import Paper
from desktop_app.application.payments import METHODS
from desktop_app.application.ports import DossierRow, PaperOptions, Papers, PaymentRow, RegisterRow
from desktop_app.application.reports import Report
from desktop_app.application.settings import office_settings
from desktop_app.application.told import Told, nobody
from desktop_app.domain.clocktime import office_day
from desktop_app.domain.dossier import Dossier
from desktop_app.domain.handover import Batch
from desktop_app.domain.money import dong
from desktop_app.words import labels
from desktop_app.words.figures import ADDS_UP, TOTAL, report_cells, satisfaction, share

# So many lines of the register fill one volume (quyển): some 130 sheets of paper.
VOLUME = 2_000
# With so many lines the start of a process that draws them is no longer felt.
LONG = 1_000


class HousePapers:
    """Papers that belong to no single dossier. Rendering changes nothing."""

    def __init__(self, desk: Desk, papers: Papers) -> None:
        self._desk = desk
        self._papers = papers

    def register(
        self, year: int, field_names: Mapping[str, str], rows: Sequence[RegisterRow], told: Told = nobody
    ) -> Paper:
        """Form 07 of a year, A4 landscape: each field for itself, in volumes of `VOLUME` numbers; `told` of lines."""
        sheets = register_sheets(year, field_names, rows, told)
        return self._render("07", f"so-theo-doi-{year}", sheets, long=len(rows) > LONG)

    def report(self, report: Report) -> Paper:
        """The figures of a period, A4 landscape, with the line that shows that they add up."""
        total = report_cells(report.sum)
        entries = [
            {"no": str(number), "field": line.field_name, **report_cells(line.figures)}
            for number, line in enumerate(report.lines, start=1)
        ]
        values = {
            "first": report.first.isoformat(),
            "last": report.last.isoformat(),
            "as_of": self._desk.now().isoformat(),
            "lines": [*entries, {"no": "", "field": TOTAL, **total}],
            "adds_up": ADDS_UP.format(**total),
            "share_in_words": share(report.sum),
            "satisfaction": satisfaction(report.sum),
        }
        return self._render("report", f"bao-cao-{report.first:%Y%m%d}-{report.last:%Y%m%d}", values)

    def handover(self, batch: Batch) -> Paper:
        """The list that travels with a batch; its bar code opens the batch on the receiving side."""
        with self._desk.store.read() as unit:
            dossiers = [existing(unit, dossier_id) for dossier_id in (*batch.dossiers, *batch.extra)]
        values = {
            "batch": batch.code,
            "barcode": batch.code,
            "number": batch.code.rsplit("-", 2)[-2],
            "from_unit": batch.from_office,
            "to_unit": batch.to_office,
            "handed_at": batch.given_at,
            "giver": batch.giver_name,
            "taker": batch.receiver_name,
            "total": str(len(batch.dossiers)),
            "note": batch.note,
            "received": str(len(batch.received)) if batch.received_at else "",
            "extra": str(len(batch.extra)) if batch.extra else "",
            "received_at": batch.received_at or "",
            "dossiers": [
                {
                    "code": dossier.label,
                    "person": dossier.owner.get("name", ""),
                    "procedure": dossier.procedure.get("short_name") or dossier.procedure.get("name", ""),
                    "components": str(len(dossier.components)),
                    "due_at": dossier.due["at"] if dossier.due else "",
                    "note": _handed(batch, dossier.id),
                }
                for dossier in dossiers
            ],
        }
        return self._render("handover", batch.code, values)

    def calls(self, rows: Sequence[DossierRow]) -> Paper:
        """Whom to call because a result is ready: for people without a telephone that could show it to them."""
        results = [
            {
                "code": row.label,
                "person": row.owner_name,
                "phone": row.phone,
                "procedure": row.procedure_name,
                "ready_at": row.finished_at or "",
                "note": "",
            }
            for row in rows
        ]
        return self._render("calls", "goi-dien", {"drawn_up_at": self._desk.now().isoformat(), "results": results})

    def cash(self, sheet: CashSheet, cashier: str) -> Paper:
        """The cash sheet of a shift."""
        valid = [row for row in sheet.payments if row.cancelled is None]
        with self._desk.store.read() as unit:
            fees = {row.dossier_id: _fee_names(existing(unit, row.dossier_id)) for row in sheet.payments}
        values = {
            "cashier": cashier,
            "shift_from": sheet.shift.opened_at,
            "shift_to": sheet.shift.closed_at or self._desk.now().isoformat(),
            "payments": [_payment(row, fees[row.dossier_id]) for row in sheet.payments],
            "totals": [
                {
                    "method": labels.METHODS[method],
                    "count": str(sum(row.method == method for row in valid)),
                    "amount": str(sheet.total(method)),
                }
                for method in METHODS
            ]
            + _refunds(sheet),
            "opening": str(sheet.shift.opening_amount),
            "expected": str(sheet.expected),
            "counted": "" if sheet.shift.counted is None else str(sheet.shift.counted),
            "difference": str(sheet.difference) if sheet.difference else "",
            "difference_said": labels.difference(sheet.difference or 0),
            "explanation": sheet.shift.explanation,
            "sum": str(sum(row.amount for row in valid)),
        }
        return self._render("cash", "bang-ke-thu", values)

    def _render(self, form: str, name: str, values: Values | Iterable[Values], *, long: bool = False) -> Paper:
        """One sheet, or one after the other as they come: a year of a busy centre does not fit into memory at once."""
        sheets = [values] if isinstance(values, dict) else values
        today = office_day(self._desk.now()).isoformat()
        with self._desk.store.read() as unit:
            shared = office(office_settings(unit, today)) | {"issued_on": today}
        pdf = self._papers.render(form, today, (shared | each for each in sheets), PaperOptions(long=long))
        return Paper(form, f"{name}.pdf", pdf, 1, 0)


def register_sheets(
    year: int, field_names: Mapping[str, str], rows: Sequence[RegisterRow], told: Told = nobody
) -> Iterator[Values]:
    """The volumes of form 07, field by field, each made when the one before is drawn; without rows an empty one."""
    done = 0
    for field_code, lines in groupby(rows, key=lambda row: row.field_code):
        for book, volume in enumerate(_batched(lines, VOLUME), start=1):
            told(done, len(rows))
            yield {
                "field": field_names.get(field_code, field_code),
                "year": str(year),
                "book": str(book),
                "entries": [register_entry(row) for row in volume],
            }
            done += len(volume)
    if not rows:
        yield {"field": next(iter(field_names.values()), ""), "year": str(year), "entries": []}
    told(done, len(rows))


def _batched(lines: Iterable[RegisterRow], size: int) -> Iterator[list[RegisterRow]]:
    left = iter(lines)
    while batch := list(islice(left, size)):
        yield batch


def _fee_names(dossier: Dossier) -> str:
    return "; ".join(dict.fromkeys(str(fee.get("name", "")) for fee in dossier.fees if not fee.get("exempt_reason")))


def _handed(batch: Batch, dossier_id: str) -> str:
    """What the receiving side has found about a dossier that is not simply there."""
    if dossier_id in batch.extra:
        return "Nhận thêm, ngoài danh sách"
    return labels.EVENTS["dossier.handover_missing"] if dossier_id in batch.missing else ""


def _payment(row: PaymentRow, fee: str) -> dict[str, str]:
    """A line of the cash sheet. What was cancelled stays on it with its reason and counts for nothing."""
    cancelled = row.cancelled is not None
    return {
        "receipt": row.official_receipt,
        "code": row.label,
        "person": row.owner_name,
        "fee": f"{fee}: đã hủy {dong(row.amount)}, {row.cancelled}" if cancelled else fee,
        "method": labels.METHODS[row.method],
        "amount": "0" if cancelled else str(row.amount),
    }


def _refunds(sheet: CashSheet) -> list[dict[str, str]]:
    if not sheet.shift.refunds:
        return []
    count, amount = str(len(sheet.shift.refunds)), str(-sheet.refunded)
    return [{"method": labels.REFUNDS, "count": count, "amount": amount}]


def register_entry(row: RegisterRow) -> dict[str, str]:
    """A line of the register as form 07 prints it."""
    return {
        # What has not reached the centre has no number yet; it is written in by hand or printed again later.
        "row": str(row.number or "–"),
        "code": row.label,
        "procedure": row.procedure_name,
        "person": row.owner_name,
        "address": row.address,
        "phone": row.phone,
        "solving_agency": row.solving_office,
        "received_at": row.received_at,
        "due_at": row.due_at or "",
        "returned_at": row.returned_at or "",
        "return_by": labels.RETURNS.get(row.return_by, ""),
        "signed": "",
    }
