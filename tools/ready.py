"""Whether the virtual environment is the one this tree asks for; asked at every start, so it imports little."""

import os.path
import sys

ROOT = os.path.dirname(os.path.dirname(os.path.realpath(__file__)))
VENV = os.path.join(ROOT, ".venv")
PYTHON = os.path.join(VENV, *(("Scripts", "python.exe") if sys.platform == "win32" else ("bin", "python")))

# Each stamp and the files whose change calls for a new set-up.
STAMPS = {
    "ready": ("pyproject.toml", "requirements.lock"),
    "ready-check": ("pyproject.toml", "requirements.lock", "requirements-dev.lock"),
}


def is_ready(stamp: str) -> bool:
    """True when the set-up that ``stamp`` names was finished for these locks, this Python and this folder."""
    try:
        return _read(VENV, stamp) == wanted(stamp) and os.path.exists(PYTHON)
    except OSError:
        return False


def wanted(stamp: str) -> bytes:
    """The bytes a finished set-up leaves behind: Python's version, the folder, and the files it was made from."""
    version = ".".join(map(str, sys.version_info[:2]))
    heading = f"Python {version} {ROOT}\n".encode()
    return heading + b"".join(_read(ROOT, name) for name in STAMPS[stamp])


def _read(folder: str, name: str) -> bytes:
    with open(os.path.join(folder, name), "rb") as file:
        return file.read()
