import ast

from tests.house.tree import ROOT, modules, statements, tracked

FILE_LINES = 500
MAIN_WINDOW_LINES = 300
FUNCTION_LINES = 40


def lines(path):
    return len((ROOT / path).read_text(encoding="utf-8").splitlines())


def test_no_python_file_is_longer_than_500_lines():
    long = {str(path): lines(path) for path in tracked() if path.suffix == ".py" and lines(path) > FILE_LINES}
    assert long == {}


def test_the_main_window_stays_under_300_lines():
    long = {str(path): lines(path) for path in tracked() if path.match("ui/main_window.py")}
    assert all(count <= MAIN_WINDOW_LINES for count in long.values()), long


def test_no_function_is_longer_than_40_lines():
    long = [
        f"{path}:{node.lineno} {node.name} ({length} lines)"
        for path, module in modules()
        for node in statements(module)
        if isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef)
        and (length := node.end_lineno - node.lineno + 1) > FUNCTION_LINES
    ]
    assert long == []
