"""A short campaign; `python -m tests.chaos` runs longer ones."""

import os
import subprocess
import sys

import pytest

from tests.chaos.run import FAULTS


@pytest.mark.slow
@pytest.mark.skipif(not hasattr(os, "fork"), reason="workers are forked")
def test_every_promise_is_kept_under_every_fault():
    command = [sys.executable, "-m", "tests.chaos", "--runs", str(2 * len(FAULTS))]
    assert subprocess.run(command, check=False).returncode == 0
