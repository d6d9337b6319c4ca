"""Whether the virtual environment is the one this tree asks for; asked at every start, so it imports little."""

import sys
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
VENV = ROOT / ".venv"
PYTHON = VENV / ("Scripts/python.exe" if sys.platform == "win32" else "bin/python")

# Each stamp and the files whose change calls for a new set-up.
STAMPS = {
    "ready": ("pyproject.toml", "requirements.lock"),
    "ready-check": ("pyproject.toml", "requirements.lock", "requirements-dev.lock"),
}


def is_ready(stamp: str) -> bool:
    """True when the set-up that ``stamp`` names was finished for these locks, this Python and this folder."""
    try:
        return (VENV / stamp).read_bytes() == wanted(stamp) and PYTHON.exists()
    except OSError:
        return False


def wanted(stamp: str) -> bytes:
    """The bytes a finished set-up leaves behind: Python's version, the folder, and the files it was made from."""
    version = ".".join(map(str, sys.version_info[:2]))
    heading = f"Python {version} {ROOT}\n".encode()
    return heading + b"".join((ROOT / name).read_bytes() for name in STAMPS[stamp])
