"""Makes the virtual environment: system packages, the locked libraries with their hashes, the project itself."""

import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path

import debian
import ready

VENV = Path(ready.VENV)
# Present while the set-up works; found at a start, it tells that a set-up was cut off half-way.
UNFINISHED = VENV / "unfinished"


class SetupError(Exception):
    """The set-up cannot go on; carries one sentence for the user in Vietnamese and one in English."""

    def __init__(self, vietnamese: str, english: str) -> None:
        super().__init__(english)
        self.vietnamese = vietnamese
        self.english = english


def prepare(stamp: str, commands: dict[str, str] | None = None) -> None:
    """Leaves the environment ``stamp`` asks for, and ``commands`` installed; ends the process where it cannot."""
    try:
        _install_packages(commands or {})
        with _alone():
            if not ready.is_ready(stamp):
                _build(stamp)
    except SetupError as error:
        say(error.vietnamese, error.english)
        sys.exit(1)
    except OSError as error:
        say(f"Không cài đặt được: {error}", "The set-up could not read or write its files; see above.")
        sys.exit(1)
    except KeyboardInterrupt:
        say("Đã dừng cài đặt; lần sau sẽ làm lại.", "Set-up stopped; the next start begins again.")
        sys.exit(130)


def say(vietnamese: str, english: str) -> None:
    """Writes one sentence in both languages on standard error."""
    print(f"{vietnamese}\n  {english}", file=sys.stderr, flush=True)


def _build(stamp: str) -> None:
    if VENV.exists():
        say("Đang cập nhật thư viện…", "Updating the libraries…")
    else:
        say("Đang cài đặt lần đầu, mất một vài phút…", "Setting up for the first time, this takes a minute or two…")
    for old in ready.STAMPS:
        (VENV / old).unlink(missing_ok=True)
    _make_environment()
    UNFINISHED.touch()
    for lock in ready.STAMPS[stamp]:
        if lock.endswith(".lock"):
            _pip("--require-hashes", "--no-deps", "--only-binary=:all:", "--requirement", lock)
    # "compat" is a plain path file; the default installs an import hook that costs 16 ms at every start.
    _pip("--no-deps", "--no-build-isolation", "--config-settings=editable_mode=compat", "--editable", ".")
    for new, files in ready.STAMPS.items():
        if set(files) <= set(ready.STAMPS[stamp]):
            (VENV / new).write_bytes(ready.wanted(new))
    UNFINISHED.unlink()
    say("Đã cài đặt xong.", "Set-up done.")


def _install_packages(commands: dict[str, str]) -> None:
    missing = debian.missing_packages(commands)
    if not missing:
        return
    if debian.can_install():
        say(f"Đang cài gói hệ thống: {' '.join(missing)}", "Installing system packages…")
        if debian.install(missing):
            return
    command = " ".join(debian.install_command(missing))
    raise SetupError(
        f"Máy còn thiếu gói hệ thống. Hãy chạy lệnh sau với quyền quản trị (sudo), rồi mở lại:\n    {command}",
        "System packages are missing: run the command above as root (sudo), then start again.",
    )


def _make_environment() -> None:
    version = f"version = {sys.version_info.major}.{sys.version_info.minor}."
    settings = VENV / "pyvenv.cfg"
    same_python = settings.exists() and version in settings.read_text(encoding="utf-8")
    if same_python and Path(ready.PYTHON).exists() and not UNFINISHED.exists():
        return
    if subprocess.run([sys.executable, "-m", "venv", "--clear", str(VENV)], check=False).returncode != 0:
        raise SetupError(
            f"Không tạo được thư mục {VENV}: xem thông báo ở trên (còn chỗ trên đĩa không, có quyền ghi không?).",
            "The virtual environment could not be made; see above (disk full, no right to write?).",
        )


def _pip(*arguments: str) -> None:
    # A person sees the progress of a long download; a log stays short.
    quiet = [] if sys.stderr.isatty() else ["-qq"]
    options = ["--disable-pip-version-check", "--no-input", "--no-compile", *quiet]
    command = [ready.PYTHON, "-m", "pip", "install", *options, *arguments]
    if (
        subprocess.run(command, check=False, cwd=ready.ROOT, stdin=subprocess.DEVNULL, stdout=sys.stderr).returncode
        != 0
    ):
        raise SetupError(
            "Không cài được thư viện: xem thông báo ở trên, kiểm tra mạng và chỗ trống trên đĩa, rồi chạy lại.",
            "The libraries could not be installed: see above, check the network and the disk, then run again.",
        )


@contextmanager
def _alone() -> Iterator[None]:
    """One set-up at a time: a second start, pressed by an impatient hand, waits for the first to finish."""
    place = Path(ready.ROOT, "out")
    place.mkdir(exist_ok=True)
    with (place / "setup.lock").open("w") as file:
        _lock(file.fileno())
        yield


if sys.platform == "win32":
    import msvcrt

    def _lock(descriptor: int) -> None:
        while True:
            # LK_LOCK gives up after ten seconds.
            with suppress(OSError):
                msvcrt.locking(descriptor, msvcrt.LK_LOCK, 1)
                return
else:
    import fcntl

    def _lock(descriptor: int) -> None:
        fcntl.flock(descriptor, fcntl.LOCK_EX)
