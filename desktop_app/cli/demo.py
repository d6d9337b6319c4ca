"""The main job with no hands: proof that this machine can do it, from a scanned card to a returned result."""

import shutil
import tempfile
import time
from argparse import Namespace
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field, replace
from pathlib import Path
from random import Random
from typing import TYPE_CHECKING, Any, NamedTuple

from desktop_app import clock
from desktop_app.cli.parser import Commands
from desktop_app.cli.session import Answer, Session
from desktop_app.paths import write_whole

if TYPE_CHECKING:
    from desktop_app.application.accounts import Actor
    from desktop_app.application.intake import IntakeForm
    from desktop_app.application.office import Office
    from desktop_app.application.procedures import Procedure
    from desktop_app.domain.dossier import Dossier
    from desktop_app.practice.people import Citizen

RECEIVED = 20
RETURNED = 8
_SEED = 2026
# What a plain office printer puts on paper.
_DPI = 203


class Step(NamedTuple):
    """One part of the job: how many of how many succeeded."""

    name: str
    title: str
    done: int
    wanted: int


@dataclass
class _Trial:
    """Two stations of a practice office, and what was tried there."""

    first: Path
    second: Path
    out: Path
    session: Session
    received: list[tuple["Citizen", "Dossier"]] = field(default_factory=list)
    steps: list[Step] = field(default_factory=list)

    def note(self, name: str, title: str, done: int, wanted: int) -> None:
        """Writes down how a step went, and tells people."""
        self.steps.append(Step(name, title, done, wanted))
        self.session.tell(f"{title}: {done}/{wanted}")


def add(commands: Commands) -> None:
    """Adds these commands to the program."""
    demo = commands.add("demo", run_demo, "làm thử toàn bộ công việc chính, không cần người")
    demo.add_argument("--out", type=Path, default=Path("out/demo"), metavar="DIR", help="nơi để giấy tờ, ảnh màn hình")
    commands.add("self-test", run_self_test, "kiểm tra nhanh rằng chương trình chạy được trên máy này")


def run_demo(args: Namespace, session: Session) -> Answer:
    """Receives, prints, reads back, exchanges and returns on two stations; exit code 1 where any step falls short."""
    began = time.perf_counter()
    with _trial(args.out, session) as trial:
        _receive(trial, RECEIVED)
        _read_receipts(trial)
        _exchange(trial)
        _hand_out(trial, RETURNED)
        _draw(trial)
        _prove(trial)
    return _summary(trial, time.perf_counter() - began)


def run_self_test(_args: Namespace, session: Session) -> Answer:
    """Makes a store, receives a dossier, prints and reads its receipt, draws every page; 1 where a step falls short."""
    began = time.perf_counter()
    with tempfile.TemporaryDirectory(prefix="motcua-out-") as out, _trial(Path(out), session) as trial:
        _receive(trial, 1)
        _read_receipts(trial)
        _draw(trial)
        _prove(trial)
    return _summary(trial, time.perf_counter() - began)


@contextmanager
def _trial(out: Path, session: Session) -> Iterator[_Trial]:
    from desktop_app.cli.central import make_station  # noqa: PLC0415 - databases and typesetting are slow to load
    from desktop_app.practice.office import CENTRE_FILE, OFFICE_CODE, make_practice  # noqa: PLC0415

    out.mkdir(parents=True, exist_ok=True)
    place = Path(tempfile.mkdtemp(prefix="motcua-"))
    try:
        trial = _Trial(place / "quay-1", place / "quay-2", out, session)
        make_practice(trial.first, 0, _SEED, clock.now())
        centre = f"sqlite:///{(trial.first / CENTRE_FILE).as_posix()}"
        make_station(trial.second, centre, OFFICE_CODE, "Quầy 2")
        yield trial
    finally:
        shutil.rmtree(place, ignore_errors=True)


def _receive(trial: _Trial, count: int) -> None:
    """Receives dossiers from the texts of scanned cards at the first station, and prints their receipts."""
    from desktop_app.practice.people import citizen  # noqa: PLC0415 - see _trial

    random = Random(_SEED)  # noqa: S311 - invents people, guards nothing
    now = clock.now()
    with _office(trial, trial.first, "tiepnhan") as (office, actor):
        office.sync.ensure_numbers(now.date(), 10.0)
        favourites = office.procedures.favourites()
        for number in range(count):
            person = citizen(random, now.date())
            procedure = favourites[number % len(favourites)]
            shown = office.lookup.scanned(person.card_text()).person
            form = _form(procedure, dict(shown.person) if shown else {})
            dossier = office.intake.receive(actor, form)
            paper = office.paperwork.render(dossier, "01")
            write_whole(trial.out / paper.name, paper.pdf)
            trial.received.append((person, office.paperwork.printed(actor, dossier.id, paper)))
    coded = sum(dossier.code is not None for _, dossier in trial.received)
    trial.note("received", "Tiếp nhận từ mã QR thẻ căn cước, cấp mã hồ sơ", coded, count)


def _form(procedure: "Procedure", person: dict[str, Any]) -> "IntakeForm":
    from desktop_app.application.intake import IntakeForm  # noqa: PLC0415 - see _trial
    from desktop_app.ids import uuid7  # noqa: PLC0415

    return IntakeForm(
        id=uuid7(),
        procedure_code=procedure.code,
        owner=person,
        components=procedure.usual_papers(),
        fees=procedure.usual_fees("direct"),
    )


def _read_receipts(trial: _Trial) -> None:
    """Reads the bar codes and QR codes back from the printed pages, as a scanner would see them."""
    read = 0
    for _, dossier in trial.received:
        found = _codes_on(trial.out / f"{dossier.label}-01.pdf")
        read += dossier.label in found and any(text.startswith(f"MC1|{dossier.label}|") for text in found)
    trial.note("read_back", "Đọc lại mã vạch và mã QR từ giấy tiếp nhận đã in", read, len(trial.received))


def _codes_on(path: Path) -> set[str]:
    import pypdfium2  # noqa: PLC0415 - see _trial
    import zxingcpp  # noqa: PLC0415

    document = pypdfium2.PdfDocument(path)
    try:
        pages = [page.render(scale=_DPI / 72).to_pil() for page in document]
    finally:
        document.close()
    return {code.text for page in pages for code in zxingcpp.read_barcodes(page)}


def _exchange(trial: _Trial) -> None:
    """Carries what the first station did to the second."""
    from desktop_app.cli.station import exchange_once  # noqa: PLC0415 - see _trial

    for directory in (trial.first, trial.second):
        exchange_once(directory)
    with _office(trial, trial.second, "xuly") as (office, _):
        known = sum(office.lookup.find(dossier.label).dossier_id == dossier.id for _, dossier in trial.received)
    trial.note("exchanged", "Đồng bộ qua trung tâm, tìm thấy ở quầy thứ hai", known, len(trial.received))


def _hand_out(trial: _Trial, count: int) -> None:
    """Finishes dossiers at the second station, prints the notice, and returns the result to the owner's card."""
    from desktop_app.application.returning import Collector  # noqa: PLC0415 - see _trial
    from desktop_app.cli.station import exchange_once  # noqa: PLC0415

    with _office(trial, trial.second, "lanhdao") as (office, actor):
        for person, dossier in trial.received[:count]:
            ready = office.processing.do(actor, dossier.id, "finish")
            notice = office.paperwork.render(ready, "notice")
            write_whole(trial.out / notice.name, notice.pdf)
            collector = Collector(person.name, person.number)
            office.returning.hand_out(actor, dossier.id, collector, fee_overruled="Làm thử")
    for directory in (trial.second, trial.first):
        exchange_once(directory)
    with _office(trial, trial.first, "tiepnhan") as (office, _):
        states = [office.lookup.dossier(dossier.id).state.value for _, dossier in trial.received]
    trial.note("returned", "Trả kết quả ở quầy thứ hai, quầy thứ nhất đã biết", states.count("returned"), count)


def _draw(trial: _Trial) -> None:
    """Draws every page of the window."""
    screens = trial.session.counter.capture(trial.first, trial.out / "screens")
    drawn = sum(screen.stat().st_size > 0 for screen in screens)
    trial.note("screens", "Vẽ các màn hình của cửa sổ", drawn, max(len(screens), 1))


def _prove(trial: _Trial) -> None:
    """Goes through both stores."""
    from desktop_app.cli.proof import prove  # noqa: PLC0415 - see _trial

    sound = sum(not prove(directory, lambda _line: None).faults for directory in (trial.first, trial.second))
    trial.note("verified", "Kiểm tra kho hồ sơ của hai quầy", sound, 2)


@contextmanager
def _office(trial: _Trial, directory: Path, login: str) -> Iterator[tuple["Office", "Actor"]]:
    session = replace(trial.session, directory=directory, login=login)
    with session.office() as office:
        yield office, session.actor(office)


def _summary(trial: _Trial, seconds: float) -> Answer:
    failed = [step for step in trial.steps if step.done != step.wanted]
    data = {
        "ok": not failed,
        "seconds": round(seconds, 1),
        "out": str(trial.out.resolve()),
        "steps": {step.name: {"done": step.done, "wanted": step.wanted} for step in trial.steps},
        "codes": [dossier.label for _, dossier in trial.received],
    }
    said = "Tất cả đều đạt" if not failed else f"KHÔNG đạt: {', '.join(step.title for step in failed)}"
    lines = [f"  {step.title}: {step.done}/{step.wanted}" for step in trial.steps]
    return Answer(data, [*lines, f"{said}. {seconds:.1f} giây. Giấy tờ và ảnh: {trial.out}"], failed=bool(failed))
