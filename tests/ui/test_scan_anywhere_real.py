import pytest

from tests.ui.real_screen import missing_tools
from tests.ui.scan_fuzz import run

pytestmark = [
    pytest.mark.slow,
    pytest.mark.skipif(bool(missing_tools()), reason=f"not installed: {', '.join(missing_tools())}"),
]

TRIALS = 40


@pytest.mark.parametrize("method", ["", "telex"])
def test_scans_thrown_at_the_whole_program_are_heard_whole_and_leave_nothing_behind(method, tmp_path):
    faults, tried = run(tmp_path, 7, TRIALS, method)
    assert faults == []
    assert tried["disturbed"] < TRIALS / 2, "this machine is too busy to keep the pace of a scanner"
