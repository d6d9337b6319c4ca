"""A second, slow reading of docs/due-dates.md that shares no code with the calculator.

It reads the JSON data of a calendar and walks minute by minute and day by day, so that what is compared is the rule
and not a shortcut. Only the names of the settings are shared.
"""

from datetime import date, datetime, timedelta, timezone

HANOI = timezone(timedelta(hours=7))
WEEK = ["mon", "tue", "wed", "thu", "fri", "sat", "sun"]
MINUTE = timedelta(minutes=1)


class SlowOffice:
    def __init__(self, calendar_data, rules_data):
        self.data = calendar_data
        self.rules = rules_data
        self.known = {}

    # --- days -----------------------------------------------------------------------------------------------------

    def weekly(self, day, which):
        valid = [p for p in self.data["patterns"] if p["valid_from"] <= day.isoformat()]
        pattern = valid[-1] if valid else self.data["patterns"][0]
        return self.minutes(pattern[which].get(WEEK[day.weekday()], []))

    @staticmethod
    def minutes(spans):
        found = set()
        for span in spans:
            start, end = [int(clock[:2]) * 60 + int(clock[3:]) for clock in span.split("-")]
            found |= set(range(start, end))
        return found

    def day(self, day):
        """The minutes that count and the minutes in which people are received, each as a set."""
        if day not in self.known:
            counting, reception = self.weekly(day, "counting"), self.weekly(day, "reception")
            for special in self.data["official"] + self.data["local"]:
                counting, reception = self.changed(day, special, counting, reception)
            self.known[day] = counting, reception
        return self.known[day]

    def changed(self, day, special, counting, reception):
        text = day.isoformat()
        inside = special["first"] <= text <= special.get("last", special["first"])
        if special["kind"] == "swap" and special["worked"] == text:
            replaced = date.fromisoformat(special["first"])
            return self.weekly(replaced, "counting"), self.weekly(replaced, "reception")
        if not inside:
            return counting, reception
        hours = self.minutes(special.get("hours", []))
        if special["kind"] == "half_day":
            return counting & hours, reception & hours
        if special["kind"] == "extra_day":
            return hours, set(hours)
        return set(), set()

    def counts(self, day):
        return bool(self.day(day)[0])

    def is_open(self, moment):
        """Open hours with the minute of closing, which people still read as open."""
        counting, reception = self.day(moment.date())
        minute = moment.hour * 60 + moment.minute
        return not {minute, minute - 1}.isdisjoint(counting | reception)

    def runs(self, moment):
        return moment.hour * 60 + moment.minute in self.day(moment.date())[0]

    # --- walking --------------------------------------------------------------------------------------------------

    def next_open(self, moment):
        while not self.is_open(moment):
            moment += MINUTE
        return moment

    def reception(self, moment):
        """When a dossier counts as received, and whether it was carried to a later day."""
        cutoff = self.rules["cutoff"]
        if cutoff is not None and moment.hour * 60 + moment.minute > cutoff:
            moment = datetime.combine(moment.date() + timedelta(days=1), datetime.min.time(), HANOI)
            return self.next_open(moment), True
        counted = self.next_open(moment)
        return counted, counted.date() != moment.date()

    def last_uncounted(self, moment):
        counted, carried = self.reception(moment)
        day = counted.date()
        if not self.counts(day) or not carried or self.rules["after_cutoff"] == "next_day_receives":
            return day
        return day - timedelta(days=1)

    def kept_clock(self, moment):
        counted, _ = self.reception(moment)
        same = self.rules["return_at"] == "same_clock" and self.counts(counted.date())
        return counted if same and self.last_uncounted(moment) == counted.date() else None

    def end_of(self, day, clock=None):
        counting = sorted(self.day(day)[0])
        minute = counting[-1] + 1
        if clock is not None:
            wanted = clock.hour * 60 + clock.minute
            # The first moment from the clock time on that is open, closing minutes included.
            later = [m for m in range(wanted, minute) if m in counting or m - 1 in counting]
            minute = later[0] if later else minute
        return datetime.combine(day, datetime.min.time(), HANOI) + minute * MINUTE

    def next_counting(self, day):
        day += timedelta(days=1)
        while not self.counts(day):
            day += timedelta(days=1)
        return day

    def run_minutes(self, moment, minutes):
        while True:
            if self.runs(moment):
                minutes -= 1
            moment += MINUTE
            if minutes == 0:
                return moment

    def minutes_between(self, begin, end):
        total = 0
        while begin < end:
            total += self.runs(begin)
            begin += MINUTE
        return total

    # --- the rules ------------------------------------------------------------------------------------------------

    def due(self, value, unit, received):
        """The due moment, and the day on which the limit itself ended."""
        received = received.astimezone(HANOI).replace(second=0, microsecond=0)
        if unit == "working_hour":
            at = self.run_minutes(received, (value * self.rules["day_minutes"] + 7) // 8)
            return at, at.date()
        if unit == "immediate":
            day = self.reception(received)[0].date()
            last = max(self.day(day)[0] | self.day(day)[1]) + 1
            return datetime.combine(day, datetime.min.time(), HANOI) + last * MINUTE, day
        day = self.last_uncounted(received)
        if unit == "day":
            return self.moved(day + timedelta(days=value), self.kept_clock(received))
        while value:
            day += timedelta(days=1)
            value -= self.counts(day)
        return self.end_of(day, self.kept_clock(received)), day

    def moved(self, day, clock):
        if self.counts(day):
            return self.end_of(day, clock), day
        return self.end_of(self.next_counting(day)), day

    def due_after_pauses(self, value, unit, received, pauses):
        """The due moment, or None while waiting; pauses are (start, end or None, cause)."""
        at, day = self.due(value, unit, received)
        over = None
        for start, end, cause in sorted(pauses, key=lambda pause: pause[0]):
            begin = max(start, over) if over else start
            if begin >= at:
                continue
            if end is None:
                return None
            if end <= begin:
                continue
            over = end
            if unit == "immediate" or (cause == "supplement" and self.rules["after_supplement"] == "restart"):
                at, day = self.due(value, unit, end)
            else:
                at, day = self.waited(unit, at, day, begin, end)
        return at

    def waited(self, unit, at, day, begin, end):
        same_clock = self.rules["return_at"] == "same_clock"
        if unit == "working_hour" or (unit == "working_day" and same_clock):
            minutes = self.minutes_between(begin, end)
            at = self.run_minutes(at, minutes) if minutes else at
            if at < end:
                at = end
                while not self.runs(at):
                    at += MINUTE
            return at, at.date()
        clock = at if same_clock else None
        through = self.last_uncounted(end)
        if begin.date() > day:
            day = at.date()
        waiting_day = begin.date()
        while waiting_day < through:
            waiting_day += timedelta(days=1)
            if unit == "day":
                day += timedelta(days=1)
            elif self.counts(waiting_day):
                day = self.next_counting(day)
        at, day = self.moved(day, clock)
        if at < self.reception(end)[0]:
            day = self.next_counting(through)
            at = self.end_of(day)
        return at, day
