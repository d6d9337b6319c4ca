"""What the figures have to be, each beside its anchor, as a table."""

import operator
from collections.abc import Mapping
from typing import NamedTuple

Figures = Mapping[str, Mapping[str, float]]


class Promise(NamedTuple):
    """One line: what it is called, where its figure and its anchor stand (`benchmark.figure`), and the bound."""

    name: str
    figure: str
    anchor: str
    bound: str


PROMISES = (
    Promise(
        "scan → dossier painted, p99", "window.scan_painted_ms_p99", "window.anchor_label_painted_ms_p99", "≤ 50 ms"
    ),
    Promise(
        "Receive and print → committed, PDF at the printer, p99",
        "window.receipt_ready_ms_p99",
        "store.anchor_insert_and_commit_ms_p99",
        "≤ 100 ms",
    ),
    Promise(
        "name typed, key → first 50 rows painted, p99",
        "window.name_painted_ms_p99",
        "window.anchor_label_painted_ms_p99",
        "≤ 50 ms",
    ),
    Promise(
        "the same question to the store alone, p99",
        "store.name_as_typed_ms_p99",
        "store.anchor_select_50_rows_ms_p99",
        "≤ 50 ms",
    ),
    Promise(
        "memory of the window after all this", "window.memory_mb", "start.anchor_bare_window_memory_mb", "≤ 300 MB"
    ),
    Promise("start → sign-in painted ÷ bare window", "start.start_ms_ratio", "start.anchor_bare_window_ms", "≤ 2.5"),
    Promise("page opened for the first time, longest", "window.page_first_ms_longest", "", "≤ 100 ms"),
    Promise("page opened again, longest", "window.page_again_ms_longest", "", "≤ 100 ms"),
    Promise("longest gap of the window: scans", "window.scan_longest_gap_ms", "", "≤ 50 ms"),
    Promise("longest gap of the window: names", "window.name_longest_gap_ms", "", "≤ 50 ms"),
    Promise("longest gap of the window: receptions", "window.receipt_longest_gap_ms", "", "≤ 50 ms"),
    Promise("longest gap of the window: pages", "window.pages_longest_gap_ms", "", "≤ 50 ms"),
    Promise("longest gap of the window: sign-in", "window.door_longest_gap_ms", "", "≤ 50 ms"),
    Promise("longest gap while 10,000 events are pulled", "pulling.pulling_longest_gap_ms", "", "≤ 50 ms"),
    Promise("push ÷ plain psycopg", "sync.push_share", "sync.push_plain_psycopg_per_second", "≥ 0.3"),
    Promise("pull ÷ plain executemany", "sync.pull_share", "sync.pull_plain_executemany_per_second", "≥ 0.15"),
    Promise("single pushes, one space ÷ pgbench", "sync.singles_1_share", "sync.singles_1_pgbench_per_second", "≥ 0.5"),
    Promise(
        "single pushes, 34 spaces ÷ pgbench", "sync.singles_34_share", "sync.singles_34_pgbench_per_second", "≥ 0.5"
    ),
    Promise("backlog of 50,000 operations drained", "sync.backlog_seconds", "", "≤ 60 s"),
    Promise("new station, 100,000 dossiers, ready", "sync.new_station_seconds", "", "≤ 60 s"),
)
_KEPT = {"≤": operator.le, "≥": operator.ge}


def table(figures: Figures) -> str:
    """The promises as a table in Markdown, with what was measured."""
    lines = ["| figure | measured | anchor | promised | kept |", "|---|---:|---:|---:|---|"]
    for promise in PROMISES:
        measured, anchor = _of(figures, promise.figure), _of(figures, promise.anchor)
        sign, bound, *_unit = promise.bound.split()
        kept = "" if measured is None else "yes" if _KEPT[sign](measured, float(bound)) else "**no**"
        lines.append(f"| {promise.name} | {_shown(measured)} | {_shown(anchor)} | {promise.bound} | {kept} |")
    return "\n".join(lines)


def _of(figures: Figures, place: str) -> float | None:
    benchmark, _, figure = place.partition(".")
    return figures.get(benchmark, {}).get(figure)


def _shown(value: float | None) -> str:
    if value is None:
        return ""
    return f"{value:,.0f}" if value >= 1000 else f"{value:.3g}"
