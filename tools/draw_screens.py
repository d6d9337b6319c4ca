"""Draws every page of a practice office into docs/screens: `python -m tools.draw_screens [FOLDER [SET …]]`."""

import os
import secrets
import shutil
import sys
import tempfile
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import asdict, replace
from datetime import datetime, timedelta
from io import BytesIO
from pathlib import Path
from random import Random
from typing import Any

os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")

from PIL import Image, ImageColor, ImageDraw, ImageFont
from PySide6.QtWidgets import QApplication

from desktop_app.application.attachments import FileForm
from desktop_app.application.office import Office
from desktop_app.application.payments import Payment
from desktop_app.application.ports import DossierQuery, SyncStatus
from desktop_app.application.returning import Collector
from desktop_app.bootstrap import Exchange, assemble
from desktop_app.domain.clocktime import VN
from desktop_app.domain.states import State
from desktop_app.ids import uuid7
from desktop_app.practice import neighbours
from desktop_app.practice.filling import fill
from desktop_app.practice.office import CENTRE_FILE, OFFICE_CODE, make_first_day, make_practice
from desktop_app.storage.store import create, open_store
from desktop_app.sync.centre import connect
from desktop_app.sync.enrolment import enrol
from ui.language import ENGLISH, VIETNAMESE, Language
from ui.screens import capture
from ui.tokens import THEMES

SCREENS = Path(__file__).parent.parent / "docs" / "screens"
# A morning on which the office is busy; every picture is of this moment.
MORNING = datetime(2026, 12, 1, 9, 30, tzinfo=VN)
# What stands on desks: the old small screen at 100 %, a large one at 150 %, and what somebody with weak eyes sees.
SMALL, LARGE = (1366, 768), (1920, 1080)
SETS = {
    "light-1366x768": ("light", SMALL, 1.0, VIETNAMESE),
    "light-1920x1080": ("light", LARGE, 1.5, VIETNAMESE),
    "dark-1366x768": ("dark", SMALL, 1.0, VIETNAMESE),
    "dark-1920x1080": ("dark", LARGE, 1.5, VIETNAMESE),
    "contrast-1366x768": ("contrast", SMALL, 1.0, VIETNAMESE),
    "twice-1366x768": ("light", SMALL, 2.0, VIETNAMESE),
    "english": ("light", SMALL, 1.0, ENGLISH),
}
OFFLINE = "without-connection"
YEARS = "after-years"
# Of these sets a few pages tell enough.
SOME = {
    "english": {"intake", "lookup", "dossier", "returning-ready", "sync"},
    OFFLINE: {"intake", "sync"},
    YEARS: {"lookup", "today", "reports", "register"},
}
DOSSIERS, SEED = 120, 1
# Spread over the four years before this one as well: 3,000 of a year.
MANY = 15_000
COLOURS, STEP = 256, 8
FONT = Path(__file__).parent.parent / "resources/fonts/Tinos-Bold.ttf"


def main(arguments: Sequence[str]) -> None:
    """Replaces the pictures, in few colours so that the history stays small."""
    out = Path(arguments[0]) if arguments else SCREENS
    wanted = arguments[1:] or [*SETS, OFFLINE, YEARS]
    app = QApplication([])
    # A cursor that blinks would be there in one picture and not in the next.
    app.setCursorFlashTime(0)
    language = Language(app)
    # Look-up codes by chance would make every receipt another picture.
    secrets.choice = Random(SEED).choice  # noqa: S311
    with tempfile.TemporaryDirectory() as folder:
        directory = Path(folder) / "practice"
        make_morning(directory)
        fresh = assemble(make_first_day(Path(folder) / "fresh"), lambda: MORNING)
        with station(directory) as office:
            neighbours.tell(office.identity.central, MORNING)
            for name in (name for name in SETS if name in wanted):
                draw(office, out / name, language, fresh)
        fresh.close()
        if YEARS in wanted:
            store = open_store(directory)
            fill(store, MANY, SEED, MORNING)
            store.close()
            with station(directory) as office:
                draw(office, out / YEARS, language)
        if OFFLINE in wanted:
            # Last: without its centre the practice office is another one.
            (directory / CENTRE_FILE).unlink()
            with station(directory, before=work_alone) as office:
                draw(office, out / OFFLINE, language)


class Morning(Exchange):
    """The exchange on that morning; its embedded centre goes by the clock of this machine."""

    def status(self) -> SyncStatus:
        """The state, with clocks that agree."""
        return replace(super().status(), clock_difference=0.0)


def make_morning(directory: Path) -> None:
    """A practice office where the desk beside has just done what contradicts this one."""
    make_practice(directory, DOSSIERS, SEED, MORNING)
    with station(directory, MORNING - timedelta(days=1)) as office:
        day_before(office)
    beside = directory / "beside"
    store = create(beside)
    enrol(store, connect(f"sqlite:///{(directory / CENTRE_FILE).resolve().as_posix()}"), OFFICE_CODE, "Quầy 2")
    store.close()
    with station(directory) as here, station(beside) as there:
        row = here.lookup.rows(DossierQuery(states=frozenset({State.READY})))[-1]
        owner = here.lookup.dossier(row.id).owner
        taken = Collector(owner["name"], owner["number"])
        here.returning.hand_out(here.accounts.actor("tiepnhan"), row.id, taken, fee_overruled="")
        reason = {"reason": "Sai ngày cấp trên kết quả"}
        there.processing.do(there.accounts.actor("xuly"), row.id, "withdraw_result", facts=reason)
        busy_morning(here)
    shutil.rmtree(beside)


def day_before(office: Office) -> None:
    """A cash shift that was counted, with a note too little in the drawer."""
    clerk = office.accounts.actor("tiepnhan")
    office.fees.begin_shift(clerk, 500_000)
    rows = office.lookup.rows(DossierQuery(states=frozenset({State.READY}), limit=20))
    yesterday = [row for row in rows if row.received_at < MORNING.date().isoformat()]
    for row, amount in zip(yesterday, (16_000, 8_000, 75_000, 50_000), strict=False):
        take_money(office, row.id, amount)
    office.fees.close_shift(clerk, 572_000, "Thối nhầm tiền, đã báo lãnh đạo")


def take_money(office: Office, dossier_id: str, amount: int) -> None:
    """Writes a fee down and takes it."""
    clerk = office.accounts.actor("tiepnhan")
    office.fees.set_fee(clerk, dossier_id, {"id": uuid7(), "name": "Lệ phí", "amount": amount, "when": "reception"})
    office.fees.pay(clerk, dossier_id, Payment(amount, "transfer" if amount > 60_000 else "cash"))


def busy_morning(office: Office) -> None:
    """What a morning brings beside the usual: online submissions, a cash shift, a proposed correction, a note."""
    clerk = office.accounts.actor("tiepnhan")
    rows = office.lookup.rows(DossierQuery(states=frozenset({State.RECEIVED}), limit=8))
    for place, row in enumerate(rows[:3]):
        form = office.intake.copy_of(office.lookup.dossier(row.id))
        again = replace(form, id=uuid7(), channel="online", duplicate_accepted="nộp cho người khác trong gia đình")
        office.intake.submit(clerk, again, MORNING - timedelta(minutes=20 + 45 * place))
    office.fees.begin_shift(clerk, 500_000)
    for row, amount in zip(rows[3:], (8_000, 50_000, 24_000, 75_000, 16_000), strict=False):
        take_money(office, row.id, amount)
    working = office.lookup.rows(DossierQuery(states=frozenset({State.IN_PROCESS}), limit=2))
    office.corrections.correct(clerk, working[-1].id, {"owner.phone": "0900000001"}, "người dân đổi số điện thoại")
    for title, component in (("", 1), ("Ảnh chụp căn cước", None)):
        paper = FileForm(scan(title or "GIẤY TỜ NỘP KÈM"), "scan.jpg", title=title, component=component)
        office.attachments.attach(clerk, working[0].id, paper)
    office.processing.do(clerk, working[0].id, "note", facts={"text": "Người dân xin nhận kết quả buổi chiều"})
    turn_away(office)


def turn_away(office: Office) -> None:
    """Two people who were told on a slip what is missing, and one whose papers could not be taken."""
    clerk = office.accounts.actor("tiepnhan")
    rows = office.lookup.rows(DossierQuery(states=frozenset({State.IN_PROCESS}), limit=9))[6:]
    slips = (
        ("02", "Đăng ký khai sinh", ("Giấy chứng sinh", "Giấy tờ chứng minh nơi cư trú của cha, mẹ"), ""),
        ("03", "Cấp giấy phép xây dựng nhà ở riêng lẻ", ("Việc này do cơ quan cấp tỉnh giải quyết",), ""),
        ("02", "Đăng ký tạm trú", ("Hợp đồng thuê nhà còn thời hạn",), "hợp đồng đã hết hạn"),
    )
    for row, (form, request, points, reason) in zip(rows, slips, strict=False):
        owner = office.lookup.dossier(row.id).owner
        office.slips.issue(clerk, form, owner, request, points, reason=reason)


def scan(heading: str) -> bytes:
    """A paper as a scanner brings it."""
    paper = Image.new("L", (1240, 1754), 250)
    pen = ImageDraw.Draw(paper)
    pen.text((620, 180), heading, fill=30, font=ImageFont.truetype(FONT, 44), anchor="mm")
    for line in range(18):
        pen.rectangle((160, 320 + 64 * line, 1080 - 137 * (line % 4), 332 + 64 * line), fill=150)
    out = BytesIO()
    paper.save(out, "JPEG", quality=70)
    return out.getvalue()


def work_alone(office: Office) -> None:
    """What is done at the desk while there is no connection."""
    clerk = office.accounts.actor("tiepnhan")
    for row in office.lookup.rows(DossierQuery(states=frozenset({State.READY}), limit=6)):
        office.processing.do(clerk, row.id, "call", facts={"channel": "phone"})


@contextmanager
def station(
    directory: Path, at: datetime = MORNING, before: Callable[[Office], None] = lambda _office: None
) -> Iterator[Office]:
    """The office at that time, after it has tried once to reach its centre; `before` is done before it tries."""
    store = open_store(directory)
    exchange = Morning(store, lambda: at)
    office = assemble(store, lambda: at, exchange)
    before(office)
    exchange.run_once()
    try:
        yield office
        exchange.run_once()
    finally:
        office.close()


def draw(office: Office, folder: Path, language: Language, fresh: Office | None = None) -> None:
    """Replaces one set."""
    theme, size, scale, code = SETS.get(folder.name, SETS["light-1366x768"])
    shutil.rmtree(folder, ignore_errors=True)
    language.speak(code)
    pages = SOME.get(folder.name)
    for picture in capture(office, folder, size, theme, scale, clock=lambda: MORNING, fresh=fresh):
        if pages and picture.stem.split("-", 1)[1] not in pages:
            picture.unlink()
        else:
            reduced(Image.open(picture).convert("RGB"), theme).save(picture, optimize=True)


def reduced(image: Image.Image, theme: str) -> Image.Image:
    """The picture in the colours of its theme and those that it has most of, none of them close to another.

    Averages, as the usual ways to reduce colours take them, would turn the rare red of a small icon into amber.
    """
    kept: list[Any] = [ImageColor.getrgb(colour) for colour in dict.fromkeys(asdict(THEMES[theme]).values())]
    counted: list[Any] = image.getcolors(image.width * image.height) or []
    for _, colour in sorted(counted, reverse=True):
        if all(any(abs(one - other) >= STEP for one, other in zip(colour, known, strict=True)) for known in kept):
            kept.append(colour)
    palette = Image.new("P", (1, 1))
    palette.putpalette([part for colour in kept[:COLOURS] for part in colour])
    return image.quantize(palette=palette, dither=Image.Dither.NONE)


if __name__ == "__main__":
    main(sys.argv[1:])
