"""What holds for every page, read from the source."""

import ast
from pathlib import Path

import pytest

UI = Path(__file__).parents[3] / "ui"
PRESENTERS = sorted(UI.glob("pages/**/*presenter.py"))


def imported(path: Path) -> set[str]:
    tree = ast.parse(path.read_text("utf-8"))
    found = {node.module or "" for node in ast.walk(tree) if isinstance(node, ast.ImportFrom)}
    return found | {name.name for node in ast.walk(tree) if isinstance(node, ast.Import) for name in node.names}


@pytest.mark.parametrize("path", PRESENTERS, ids=lambda path: path.parent.name + "/" + path.stem)
def test_a_presenter_knows_no_widgets(path):
    assert not {name for name in imported(path) if name.startswith(("PySide6.QtWidgets", "ui.widgets"))}


def test_nothing_in_the_window_waits_inside_the_event_loop():
    """Dialogs are opened, never executed; only the start runs the loop."""
    calls = [
        (path.name, node.func.attr)
        for path in UI.rglob("*.py")
        for node in ast.walk(ast.parse(path.read_text("utf-8")))
        if isinstance(node, ast.Call) and isinstance(node.func, ast.Attribute)
        if node.func.attr in {"exec", "exec_", "processEvents"}
    ]
    assert set(calls) == {("app.py", "exec"), ("screens.py", "processEvents")}
