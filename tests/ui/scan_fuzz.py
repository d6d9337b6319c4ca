"""Scans thrown at the whole program on a real X server: any page, any focus, any code, any pace, any suffix.

`python -m tests.ui.scan_fuzz SEED TRIALS [telex|vni]` prints what went wrong and how much was tried.
"""

import json
import random
import subprocess
import sys
import tempfile
import time
from collections import Counter
from collections.abc import Callable
from dataclasses import dataclass
from itertools import pairwise
from pathlib import Path

from desktop_app.application.ports import DossierQuery
from desktop_app.bootstrap import open_office
from desktop_app.clock import now
from desktop_app.domain.codes import StaffCode
from desktop_app.practice.office import PASSWORD, make_practice
from tests.ui.real_screen import RealScreen
from tests.ui.whole_desk import TITLE

HAND = 110
SLACK = 25
"""Milliseconds that a wedge may be late with a key."""

PACES = (1, 5, 20, 50)
SUFFIXES = ("\r", "\n", "\t", "")
PAGES = ("intake", "lookup", "returning", "today", "handover", "fees", "reports", "sync", "help", "dossier")
OPEN = ("", "", "", "palette", "keys", "list", "word", "locked")
"""What lies over the page or is half done: most often nothing."""
WORD = "mau"


@dataclass(frozen=True)
class Trial:
    """One scan and where it falls."""

    page: str
    over: str
    focus: int
    kind: str
    text: str
    pace: int
    suffix: str
    names: str
    """The code of the dossier that a receipt stands for: pages may show it."""

    def __str__(self) -> str:
        place = f"{self.page} {self.over or 'plain'} focus {self.focus}"
        return f"{self.kind} at {self.pace} ms with {self.suffix!r} on {place}"


class Fuzz:
    """Throws scans and says what each has left behind."""

    def __init__(self, folder: Path, screen: RealScreen, chance: random.Random) -> None:
        self._chance = chance
        self._screen = screen
        self.disturbed = 0
        directory = folder / "office"
        make_practice(directory, 40, 7, now())
        office = open_office(directory)
        rows = office.lookup.rows(DossierQuery(limit=30))
        office.close()
        self._label = rows[0].label
        self._named = {row.receipt_number: row.label for row in rows}
        self._codes = {
            "foreign": ["https://vi-du.example/khuyen-mai", "8938505974198", "WIFI:S:quan-ca-phe;T:WPA;P:12345678;;"],
            "unknown": ["H29.19.05-260101-9876"],
            "staff": [str(StaffCode(100, 2))],
            "batch": ["BG-00123-0045-01-000789-24"],
            "dossier": [row.label for row in rows],
            "receipt": [row.receipt_number for row in rows if row.receipt_number],
            "sheet": [f"{row.label}/TP01" for row in rows],
            "card": [f"{row.owner_number}||X|01011990|Nam|X|15042021" for row in rows if len(row.owner_number) == 12],
        }
        self._program = screen.start([sys.executable, "-m", "tests.ui.whole_desk", str(directory)], TITLE)
        self._sign_in()

    def draw(self) -> Trial:
        """A trial by chance."""
        chance = self._chance
        kind = chance.choice(list(self._codes))
        text = chance.choice(self._codes[kind])
        return Trial(
            chance.choice(PAGES),
            chance.choice(OPEN),
            chance.randrange(200),
            kind,
            text,
            chance.choice(PACES),
            chance.choice(SUFFIXES),
            self._named.get(text, text),
        )

    def faults(self, trial: Trial) -> list[str]:
        """What a scan has done that it must not do."""
        self._set_up(trial)
        before = self._seen()
        self._screen.type(trial.text + trial.suffix, trial.pace)
        after = self._once_heard()
        found = _left_behind(trial, before, after)
        if trial.over == "locked":
            self._sign_in()
        elif trial.over == "word" and after["page"] != before["page"]:
            self._screen.press("F4")
            back = self._settled()
            if back["page"] != before["page"] or WORD not in "".join(back["fields"].values()).lower():
                found.append(f"F4 led to {back['page']} with {back['fields']}")
        if found and not _kept_pace(after["times"], trial.pace):
            self.disturbed += 1
            print("\n".join(after["handled"]))
            print(f"no scanner's pace, not judged: {trial}: {found}", flush=True)
            return []
        if found:
            print("\n".join(after["handled"]), flush=True)
        return found

    def _set_up(self, trial: Trial) -> None:
        self._screen.press("Escape", "Escape")
        self._tell(f"open {'intake' if trial.page == 'dossier' else trial.page}")
        self._settled()
        if trial.page == "dossier":
            self._screen.type(self._label + "\r", 5)
            self._awaited(lambda seen: seen["page"] == "DossierPage")
            self._settled()
        if trial.over == "word":
            self._tell("open intake")
            self._screen.press("ctrl+n")
            self._settled()
            self._screen.type(f"079301654321\r{WORD}", HAND)
        else:
            self._tell(f"focus {trial.focus}")
            # Answered only once the command before it was obeyed.
            self._seen()
        keys = {"palette": ("ctrl+k",), "keys": ("F1",), "list": ("F2", "ctrl+n"), "locked": ("ctrl+l",)}
        self._screen.press(*keys.get(trial.over, ()))
        if trial.over == "list":
            # Down opens the list of the procedure.
            self._screen.type("079301654321\r", HAND)
            self._screen.press("Tab", "Tab", "Tab", "Tab", "Tab", "Down")
        self._settled()

    def _sign_in(self) -> None:
        """Types login or password, whichever is asked for, over what a disturbed scan may have left there."""
        for _ in range(4):
            if not self._awaited(lambda seen: "Mật khẩu" in seen["focus"] or "Tên đăng nhập" in seen["focus"]):
                self._screen.press("shift+Tab")
            self._screen.press("ctrl+a")
            self._screen.type(f"{PASSWORD}\r" if "Mật khẩu" in self._seen()["focus"] else "tiepnhan\r", HAND)
            if self._awaited(lambda seen: seen["page"]):
                return
        raise TimeoutError(f"nobody was let in: {self._seen()}")

    def _awaited(self, happened: Callable[[dict], object]) -> bool:
        for _ in range(40):
            if happened(self._seen()):
                return True
            time.sleep(0.1)
        return False

    def _tell(self, command: str) -> None:
        self._program.stdin.write(f"{command}\n")
        self._program.stdin.flush()

    def _seen(self) -> dict:
        self._tell("?")
        return json.loads(self._program.stdout.readline())

    def _settled(self) -> dict:
        """What is seen once nothing is being done; what was heard until then is forgotten."""
        before, seen = None, self._seen()
        for _ in range(60):
            if seen["idle"] and before == (seen["page"], seen["fields"], seen["focus"]):
                break
            before = (seen["page"], seen["fields"], seen["focus"])
            time.sleep(0.15)
            seen = self._seen()
        return seen

    def _once_heard(self) -> dict:
        heard: list[str] = []
        pressed: list[int] = []
        released: list[int] = []
        handled: list[str] = []
        for _ in range(40):
            seen = self._seen()
            heard += seen["heard"]
            pressed += seen["pressed"]
            released += seen["released"]
            handled += seen["handled"]
            if heard:
                break
            time.sleep(0.1)
        # Whatever leaks comes late: the rest of a suffix, an answer of the input method, a page that takes the focus.
        time.sleep(0.3)
        seen = self._settled()
        # An input method keeps the presses for itself, but the releases come through with their times.
        times = pressed if len(pressed) >= len(released) else released
        return {**seen, "heard": heard + seen["heard"], "times": times, "handled": handled + seen["handled"]}


def _left_behind(trial: Trial, before: dict, after: dict) -> list[str]:
    """What differs from a scan that was told whole, once, and to nobody else."""
    found = [] if after["heard"] == [trial.text] else [f"heard {after['heard']}, focus {before['focus']}"]
    changed = {name: text for name, text in after["fields"].items() if text != before["fields"].get(name)}
    nothing_to_fill = trial.kind in {"foreign", "unknown", "staff", "batch"} and after["page"] == before["page"]
    return found + [
        f"{name!r} was {before['fields'].get(name)!r} and is {text!r}"
        for name, text in changed.items()
        if (nothing_to_fill or _leaked(trial, text)) and not _put_down(trial, before["fields"].get(name), text)
    ]


def _kept_pace(times: list[int], pace: int) -> bool:
    """Whether the keyboard of a busy machine typed as fast as it was asked to: what it did otherwise was no scanner."""
    gaps = [later - earlier for earlier, later in pairwise(times)]
    return not gaps or (max(gaps) <= pace + SLACK and sum(gaps) / len(gaps) <= pace + SLACK / 5)


def _put_down(trial: Trial, before: str | None, after: str) -> bool:
    """Whether a field has got the word that an input method was still composing for the person, and no more."""
    return trial.over == "word" and not before and after.lower() == WORD


def _leaked(trial: Trial, text: str) -> bool:
    """Whether a piece of the raw scan stands in a field, other than a whole code or number that belongs there."""
    folded, raw = text.lower(), trial.text.lower()
    whole = {raw, trial.names.lower(), raw.split("|", maxsplit=1)[0], raw.split("/", maxsplit=1)[0]}
    if folded in whole or folded.startswith("("):
        return False
    pieces = {raw[start : start + 4] for start in range(len(raw) - 3)}
    return any(piece in folded for piece in pieces) and not any(one in folded for one in whole)


def run(folder: Path, seed: int, trials: int, method: str = "") -> tuple[list[str], Counter[str]]:
    """The faults of so many trials, and how often each kind, pace and suffix was tried."""
    chance = random.Random(seed)
    faults: list[str] = []
    tried: Counter[str] = Counter()
    with RealScreen(folder, method) as screen:
        fuzz = Fuzz(folder, screen, chance)
        for _ in range(trials):
            trial = fuzz.draw()
            tried.update((trial.kind, f"{trial.pace} ms", repr(trial.suffix), trial.over or "plain", trial.page))
            found = [f"{trial}: {fault}" for fault in fuzz.faults(trial)]
            for fault in found:
                print(fault, flush=True)
            faults += found
        tried["disturbed"] = fuzz.disturbed
    return faults, tried


def main(seed: int, trials: int, method: str = "") -> int:
    with tempfile.TemporaryDirectory(ignore_cleanup_errors=True) as name:
        started = time.monotonic()
        try:
            faults, tried = run(Path(name), seed, trials, method)
        except subprocess.SubprocessError as error:
            print(error)
            return 1
    print(f"{trials} trials in {time.monotonic() - started:.0f} s, {len(faults)} faults; {dict(tried)}")
    return bool(faults)


if __name__ == "__main__":
    sys.exit(main(int(sys.argv[1]), int(sys.argv[2]), *sys.argv[3:]))
