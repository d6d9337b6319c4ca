"""How the window feels on a store of a million dossiers: what a person does, and how long until it stands painted.

Each run adds its receptions to the store.
"""

import time
from collections.abc import Callable, Sequence
from random import Random
from statistics import median

from PySide6.QtCore import QCoreApplication
from PySide6.QtWidgets import QApplication, QLabel, QVBoxLayout, QWidget

from benchmarks.desk import CLERK, COLLEAGUE, Desk, Pulse, desk
from benchmarks.first_paint import memory
from benchmarks.measuring_store import measuring_store
from desktop_app import clock
from desktop_app.application.office import Office
from desktop_app.application.ports import DossierQuery
from desktop_app.domain.identity import Sex
from desktop_app.domain.text import fold
from desktop_app.practice.people import Citizen, citizen
from ui.pages.frame.contents import rail_pages
from ui.pages.lookup.page import LookupPage

SCANS = 200
NAMES = 40
RECEPTIONS = 100
OPENINGS = 5
SIGN_INS = 5
HEAD, ADMINISTRATOR = "lanhdao", "quantri"
BIRTH_CERTIFICATE = "3"
"""The digit of a usual procedure."""

SETTLED = 10.0
"""Seconds after the sign-in in which the window makes its pages, as nobody asks anything of it yet."""

TYPED = 0.2
"""Seconds after which a key is known to come from a hand."""


def run() -> dict[str, float]:
    """Returns milliseconds from the person's act to the painted answer, the gaps of the event loop, and the memory."""
    random = Random()
    with desk(measuring_store()) as counter:
        ready = time.perf_counter() + SETTLED
        counter.wait(lambda: time.perf_counter() > ready)
        figures = {
            **_watched(counter, "scan_painted", lambda: _scans(counter, random)),
            **_watched(counter, "name_painted", lambda: _names(counter, random)),
            **_watched(counter, "receipt_ready", lambda: _receptions(counter, random)),
        }
        figures |= {**_openings(counter), **_sign_ins(counter), "memory_mb": memory()}
    return {**figures, **_spread("anchor_label_painted", _bare_paintings())}


def _watched(counter: Desk, name: str, work: Callable[[], Sequence[float]]) -> dict[str, float]:
    counter.rest()
    with Pulse() as pulse:
        times = work()
    return {**_spread(name, times), **pulse.figures(name.partition("_")[0])}


def _scans(counter: Desk, random: Random) -> list[float]:
    """Receipts from all over the store, each scanned while the reception desk is in front."""
    times = []
    for _ in range(SCANS):
        label = _some_label(counter, random)
        counter.press("F2")
        counter.rest()
        counter.scan(label)
        times.append(counter.until_painted(counter.enter, lambda label=label: counter.says(label)))  # type: ignore[misc]
    return times


def _some_label(counter: Desk, random: Random) -> str:
    lookup = _office(counter).lookup
    newest = lookup.rows(DossierQuery(limit=1))[0].no
    return lookup.rows(DossierQuery(before=random.randint(2, newest), limit=1))[0].label


def _names(counter: Desk, random: Random) -> list[float]:
    """The search field after each key while names are typed that are as frequent as real ones."""
    counter.press("F3")
    counter.rest()
    page = counter.counter.current
    if not isinstance(page, LookupPage):
        raise TypeError("F3 leads to another page")
    times = []
    for _ in range(NAMES):
        counter.press("Ctrl+Backspace")
        counter.rest()
        for sign in fold(citizen(random, clock.now().date()).name):
            counter.rest()
            times.append(counter.until_painted(lambda sign=sign: counter.type(sign), lambda: page.settled))  # type: ignore[misc]
    return times


def _receptions(counter: Desk, random: Random) -> list[float]:
    """From "Receive and print" to the moment in which the printer has the receipt."""
    times = []
    for _ in range(RECEPTIONS):
        counter.press("F2")
        counter.press("Ctrl+N")
        counter.rest()
        counter.scan(_card(_stranger(counter, random)))
        counter.until_led_on(counter.enter)
        counter.type(BIRTH_CERTIFICATE)
        counter.rest(TYPED)
        counter.until_led_on(counter.enter)
        papers = len(counter.tray.taken_at)
        begin = time.perf_counter()
        counter.press("Ctrl+Return")
        counter.wait(lambda papers=papers: len(counter.tray.taken_at) > papers)  # type: ignore[misc]
        times.append((counter.tray.taken_at[-1] - begin) * 1000)
    return times


def _stranger(counter: Desk, random: Random) -> Citizen:
    """Somebody without an open dossier, about whom the desk would ask first."""
    while True:
        found = citizen(random, clock.now().date())
        if not _office(counter).lookup.person(found.number).open:
            return found


def _card(person: Citizen) -> str:
    sex = "Nữ" if person.sex is Sex.FEMALE else "Nam"
    return f"{person.number}||{person.name}|{person.birth:%d%m%Y}|{sex}|{person.address}|15042021"


def _sign_ins(counter: Desk) -> dict[str, float]:
    """One person after the other signs in, and everything they work with is made anew."""
    pulse = Pulse()
    for login in (CLERK, COLLEAGUE) * SIGN_INS:
        counter.lock()
        with pulse:
            counter.sign_in(login)
    return pulse.figures("door")


def _openings(counter: Desk) -> dict[str, float]:
    """Every page of the rail: made and painted for the first time, then again; and complete with what it lists.

    Nobody has use for all of them: a head opens those of the desk, an administrator the one that is left.
    """
    first: dict[str, float] = {}
    again: dict[str, float] = {}
    complete: dict[str, float] = {}
    pulse = Pulse()
    for login in (HEAD, ADMINISTRATOR):
        counter.sign_in(login)
        home, *pages = rail_pages(counter.counter.actor.roles)
        wanted = [page for page in pages if page.name not in first]
        with pulse:
            # The first one stands there since the sign-in.
            for page in wanted:
                first[page.name] = counter.until_other_page(lambda page=page: counter.press(page.key))  # type: ignore[misc]
                counter.rest()
            for page in wanted if home.name in again else [home, *wanted]:
                away = "Shift+F1" if page.name != "help" else home.key
                again[page.name], complete[page.name] = _opened_again(counter, page.key, away)
    each = {f"page_{name}_first_ms": value for name, value in first.items()}
    each |= {f"page_{name}_complete_ms_median": value for name, value in complete.items()}
    longest = {"page_first_ms_longest": max(first.values()), "page_again_ms_longest": max(again.values())}
    return {**longest, **each, **pulse.figures("pages")}


def _opened_again(counter: Desk, key: str, away: str) -> tuple[float, float]:
    """Milliseconds until it is painted, at most; and until it is complete, in the middle."""
    times, whole = [], []
    for _ in range(OPENINGS):
        counter.press(away)
        counter.rest()
        begin = time.perf_counter()
        times.append(counter.until_other_page(lambda: counter.press(key)))
        counter.rest()
        whole.append((counter.painted_at - begin) * 1000)
    return max(times), median(whole)


def _bare_paintings() -> list[float]:
    """The least there is: one label on a bare window gets other words and is painted."""
    window = QWidget()
    window.resize(1366, 768)
    column = QVBoxLayout(window)
    label = QLabel("0")
    column.addWidget(label)
    window.show()
    times = []
    for number in range(SCANS):
        begin = time.perf_counter()
        label.setText(str(number + 1))
        QCoreApplication.processEvents()
        times.append((time.perf_counter() - begin) * 1000)
    window.close()
    QApplication.processEvents()
    return times


def _office(counter: Desk) -> Office:
    if counter.office is None:
        raise RuntimeError("the office is not open")
    return counter.office


def _spread(name: str, times: Sequence[float]) -> dict[str, float]:
    ordered = sorted(times)
    return {f"{name}_ms_median": ordered[len(ordered) // 2], f"{name}_ms_p99": ordered[len(ordered) * 99 // 100]}
