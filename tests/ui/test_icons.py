"""Every icon that the window names is there: a missing one would tear down the widget that paints it."""

import ast
from pathlib import Path

from ui.icons import ICON_DIR

UI = Path(__file__).parents[2] / "ui"
# Who takes an icon by its place: first or last among the texts.
BY_PLACE = {"EmptyState": 0, "Icon": 0, "RailPage": -1}


def named_icons(path: Path) -> set[str]:
    found = set()
    for node in ast.walk(ast.parse(path.read_text("utf-8"))):
        if isinstance(node, ast.keyword) and node.arg == "icon" and isinstance(node.value, ast.Constant):
            found.add(node.value.value)
        if isinstance(node, ast.Call) and getattr(node.func, "id", "") in BY_PLACE:
            texts = [one.value for one in node.args if isinstance(one, ast.Constant) and isinstance(one.value, str)]
            found.update(texts[BY_PLACE[node.func.id] :][:1])
    return found - {""}


def test_every_named_icon_is_bundled():
    named = {name: path.name for path in UI.rglob("*.py") for name in named_icons(path)}
    assert len(named) > 30
    assert {name: file for name, file in named.items() if not (ICON_DIR / f"{name}.svg").exists()} == {}
