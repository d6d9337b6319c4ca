"""Tells a scanner from a hand by pace and content: no clock, no widgets."""

from bisect import insort
from collections.abc import Iterator
from itertools import pairwise, takewhile

# A keyboard wedge types a character every 1 to 50 ms; the rest is for the ways of the USB bus and the input method.
GAP = 80
"""Milliseconds after which the next stroke belongs to something else."""

COMPOSED_GAP = 150
"""The same for strokes through an input method, whose time is that at which they are handled."""

# Pairs of how many strokes at least, and their slowest mean pace in milliseconds. Hands roll over two or three keys as
# fast as a machine, so that the fewer strokes there are, the faster they must be.
_PACES = ((6, 25), (8, 35), (20, 56))

# Digits are typed slowly even by people whose words are fast; every code of ours is made of them.
_LEAST_STROKES = 8
_LEAST_DIGITS = 4
_DIGIT_PACE = 60

# What a hand types right before a scan belongs to the same burst. Its keys are at least so many milliseconds and so
# many times further apart than those of the machine.
_HAND_GAP = 60
_CHANGE_OF_PACE = 3


class Burst:
    """Strokes that follow one another within GAP, with the text that they make.

    `composing` is what an input method was already composing for the person when the burst began: it is theirs and no
    part of the burst. `rewriting` says that an input method has just rubbed out characters, as hooks such as Unikey do
    before they type a word or a macro themselves; then only digits make a scan.
    Times are milliseconds of one clock.
    """

    def __init__(self, *, composing: str = "", rewriting: bool = False) -> None:
        self.theirs = composing
        self.composed = False
        """Whether strokes came through an input method."""
        self._rewriting = rewriting
        self._done = ""
        self._composing = ""
        self._strokes: list[int] = []
        self._before_stroke: list[str] = []
        self._releases: list[int] = []
        self._swallowed = False
        self._before = composing

    @property
    def text(self) -> str:
        """What the strokes have typed so far, as the input method has left it."""
        return self._done + self._composing

    def patience(self) -> int:
        """Milliseconds after the last stroke for which the burst may go on."""
        return COMPOSED_GAP if self.composed else GAP

    def continues(self, at: int, within: int) -> bool:
        """Whether a stroke at this time comes that soon after the last one."""
        return not self._strokes or at - self._strokes[-1] <= within

    def gap(self) -> int:
        """The time between the last two strokes; GAP for the first one."""
        return self._strokes[-1] - self._strokes[-2] if len(self._strokes) > 1 else GAP

    def type(self, text: str, at: int) -> None:
        """Takes a stroke that arrived as a key."""
        self._before_stroke.append(self.text)
        self._done += text
        self._strokes.append(at)

    def rub_out(self) -> None:
        """Takes a Backspace: the last character, and the stroke that typed it, did not happen."""
        self._done = self._done[:-1]
        del self._strokes[-1:], self._before_stroke[-1:]

    def compose(self, composing: str, committed: str, replaced: int, at: int) -> None:
        """Takes a stroke that arrived through an input method; an event that changes nothing is no stroke."""
        text = self.text
        if replaced:
            self._done = self._done[:-replaced]
        shown = committed or composing
        if self._before and not shown.startswith(self._before):
            self._find_theirs(shown)
        self._done += committed.removeprefix(self._before)
        if committed:
            self._before = ""
        self._composing = composing.removeprefix(self._before)
        if self.text != text or self._swallowed:
            self._before_stroke.append(text)
            self._strokes.append(at)
            self.composed = True

    def release(self, at: int, text: str = "") -> None:
        """Takes the release of a key, whose time is that of the keyboard even where an input method is between."""
        if self._swallowed:
            self._done = text + self._done
            self._swallowed = False
        # One may overtake others whose answers of the input method still wait.
        insort(self._releases, at)

    def lacks_release(self) -> bool:
        """Whether the next release belongs to one of these strokes."""
        return self.composed and len(self._releases) < len(self._strokes)

    def follows(self, earlier: "Burst") -> bool | None:
        """Whether the keyboard made these strokes right after the earlier ones, however late they were handled.

        None as long as the keyboard has not said when it made them.
        """
        mine, its = self._keyboard_times(), earlier._keyboard_times()  # noqa: SLF001 - another of the same kind
        return 0 <= mine[0] - its[-1] <= GAP if mine and its else None

    def join(self, earlier: "Burst") -> None:
        """Takes the earlier strokes as the beginning of these."""
        self.theirs = earlier.theirs
        self._done = earlier.text + self._done
        self._before_stroke = earlier._before_stroke + [earlier.text + text for text in self._before_stroke]  # noqa: SLF001
        self._strokes = earlier._strokes + self._strokes  # noqa: SLF001
        self._releases = earlier._releases + self._releases  # noqa: SLF001
        self.composed = self.composed or earlier.composed

    def is_scan(self) -> bool:
        """Whether a hand cannot have made these strokes."""
        times = self._times()
        # Releases may be missing: the last ones are still to come, and the first may have overtaken their strokes.
        return self._is_machine(self.text, min(len(self._strokes), len(times) + 2), times)

    def by_hand(self) -> Iterator[tuple[str, bool]]:
        """What a hand may have typed before the scan began, likeliest first, and whether the pace alone makes it sure.

        One stroke may as well be the first one of a scan that was held up on its way. Through an input method several
        may be, when the window was busy, unless the keyboard says the same of all but the first and the last one,
        whose releases come too early and too late.
        """
        slow, released = _slow_start(self._strokes), _slow_start(self._releases)
        agreed = not self.composed or not self._releases or released >= max(slow - 2, 1)
        if self._changes_pace(slow):
            yield self._before_stroke[slow], slow > 1 and agreed
        if self.composed and released:
            yield from (
                (self._before_stroke[count], False) for count in range(released, min(released + 3, len(self._strokes)))
            )

    def _changes_pace(self, slow: int) -> bool:
        """Whether a hand made so many strokes and a machine the rest."""
        gaps, rest = _gaps(self._strokes), self._strokes[slow:]
        if not 0 < slow < len(gaps) or min(gaps[:slow]) < _CHANGE_OF_PACE * sum(gaps[slow:]) / len(gaps[slow:]):
            return False
        return self._is_machine(self.text.removeprefix(self._before_stroke[slow]), len(rest), rest)

    def _is_machine(self, text: str, count: int, times: list[int]) -> bool:
        if count < _PACES[0][0]:
            return False
        pace = (times[-1] - times[0]) / (len(times) - 1)
        digits = sum(character.isdigit() for character in text)
        if count >= _LEAST_STROKES and digits >= _LEAST_DIGITS and pace <= _DIGIT_PACE:
            return True
        return not self._rewriting and any(count >= least and pace <= slowest for least, slowest in _PACES)

    def _find_theirs(self, shown: str) -> None:
        """Finds the person's word again after the first sign of the burst has changed it."""
        if len(shown) > len(self._before):
            # It is no word any more and is spelled out; only its last sign is new.
            self._before = shown[: -len(self._composing) - 1]
        else:
            # The sign was taken for a mark (in VNI a digit); its key says which sign when it is released.
            self._before = shown
            self._swallowed = True

    def _keyboard_times(self) -> list[int]:
        return self._releases if self.composed else self._strokes

    def _times(self) -> list[int]:
        # Strokes through an input method carry the time at which they were handled; while the window was busy, slow
        # typing piles up and looks fast. The releases that come with them still carry the time of the keyboard.
        return self._releases if self.composed and self._releases else self._strokes


def _gaps(times: list[int]) -> list[int]:
    return [later - earlier for earlier, later in pairwise(times)]


def _slow_start(times: list[int]) -> int:
    """How many strokes at the start are each followed by a gap that only hands make."""
    return sum(1 for _ in takewhile(lambda gap: gap >= _HAND_GAP, _gaps(times)))
