"""Draws the table of states into docs/states.md: `python -m tools.draw_states`."""

from pathlib import Path

from desktop_app.domain.states import CLOSED, MOVES, NATIONAL_STATUS, PAUSED, ClockEffect, Move, Nature, State
from desktop_app.words import labels

DOCUMENT = Path(__file__).parents[1] / "docs" / "states.md"
BEGIN, END = "<!-- drawn by python -m tools.draw_states -->", "<!-- end of what is drawn -->"


def drawn() -> str:
    """The states, the picture and the moves as Markdown."""
    return "\n\n".join([_states(), _picture(), _moves("Moves", changing=True), _moves("Records", changing=False)])


def put_in(document: str) -> str:
    """The document with today's drawing between its marks; ValueError where a mark is missing."""
    before, _, rest = document.partition(BEGIN)
    _, mark, after = rest.partition(END)
    if not mark:
        raise ValueError(f"{DOCUMENT.name} has lost its marks")
    return f"{before}{BEGIN}\n\n{drawn()}\n\n{END}{after}"


def _states() -> str:
    rows = [
        f"| `{state}` | {labels.STATES[state]} | {NATIONAL_STATUS[state]} | {_standing(state)} |" for state in State
    ]
    return "\n".join(["## States", "", "| state | in words | national code | |", "|---|---|---|---|", *rows])


def _standing(state: State) -> str:
    if state in CLOSED:
        return "closed"
    return "the clock stands still" if state in PAUSED else "open"


def _picture() -> str:
    lines = [f'    state "{labels.STATES[state]}" as {state}' for state in State]
    lines += [f"    [*] --> {move.target} : {_said(move)}" for move in MOVES.values() if not move.sources]
    for move in MOVES.values():
        if move.target:
            sources = [state for state in State if state in move.sources]
            lines += [f"    {source} --> {move.target} : {_said(move)}" for source in sources]
    lines += [f"    {state} --> [*]" for state in State if state in CLOSED]
    return "\n".join(["## Picture", "", "```mermaid", "stateDiagram-v2", *lines, "```"])


def _said(move: Move) -> str:
    return labels.ACTIONS[move.action] if move.action else labels.EVENTS[move.kind]


def _moves(title: str, *, changing: bool) -> str:
    head = "| event | in words | | from | to | who | needs | clock |"
    rows = [_row(move) for move in MOVES.values() if (move.target is not None) is changing]
    return "\n".join([f"## {title}", "", head, "|---|---|---|---|---|---|---|---|", *rows])


def _row(move: Move) -> str:
    sources = [f"`{state}`" for state in State if state in move.sources]
    came = "any" if len(sources) == len(State) else ", ".join(sources) or "–"
    cells = (
        f"`{move.kind.removeprefix('dossier.')}`",
        _said(move),
        ("fact" if move.nature is Nature.FACT else "decision") + (", once" if move.once else ""),
        came,
        f"`{move.target}`" if move.target else "–",
        ", ".join(sorted(move.roles)),
        ", ".join(f"`{need}`" for need in move.needs) or "–",
        "–" if move.clock is ClockEffect.NONE else move.clock.value,
    )
    return f"| {' | '.join(cells)} |"


if __name__ == "__main__":
    DOCUMENT.write_text(put_in(DOCUMENT.read_text(encoding="utf-8")), encoding="utf-8")
