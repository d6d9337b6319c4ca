"""Makes the virtual environment: system packages, the locked libraries with their hashes, the project itself."""

import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager, suppress

import debian
from ready import PYTHON, ROOT, STAMPS, VENV, is_ready, wanted

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
            if not is_ready(stamp):
                _build(stamp)
    except SetupError as error:
        say(error.vietnamese, error.english)
        sys.exit(1)
    except KeyboardInterrupt:
        say("Đã dừng cài đặt; lần sau sẽ làm lại.", "Set-up stopped; the next start begins again.")
        sys.exit(130)


def say(vietnamese: str, english: str) -> None:
    """Writes one sentence in both languages on standard error."""
    print(f"{vietnamese}\n  {english}", file=sys.stderr, flush=True)


def _build(stamp: str) -> None:
    say(
        "Đang cài đặt lần đầu, mất một vài phút…" if not VENV.exists() else "Đang cập nhật thư viện…",
        "Setting up, this takes a minute or two…",
    )
    _make_environment()
    UNFINISHED.touch()
    for name in STAMPS[stamp]:
        if name.endswith(".lock"):
            _pip("--require-hashes", "--no-deps", "--only-binary=:all:", "--requirement", name)
    # "compat" is a plain path file; the default installs an import hook that costs 16 ms at every start.
    _pip("--no-deps", "--no-build-isolation", "--config-settings=editable_mode=compat", "--editable", ".")
    for finished in STAMPS if stamp == "ready-check" else (stamp,):
        (VENV / finished).write_bytes(wanted(finished))
    UNFINISHED.unlink()
    say("Đã cài đặt xong.", "Set-up done.")


def _install_packages(commands: dict[str, str]) -> None:
    missing = debian.missing_packages(commands)
    if not missing:
        return
    say(f"Đang cài gói hệ thống: {' '.join(missing)}", "Installing system packages…")
    try:
        debian.install(missing)
    except debian.MissingPackagesError as error:
        raise SetupError(
            f"Máy còn thiếu gói hệ thống. Hãy chạy rồi mở lại chương trình:  {error.command}",
            "System packages are missing: run the command above, then start again.",
        ) from error


def _make_environment() -> None:
    version = ".".join(map(str, sys.version_info[:3]))
    try:
        same_python = f"version = {version}" in (VENV / "pyvenv.cfg").read_text(encoding="utf-8").splitlines()
    except OSError:
        same_python = False
    if same_python and PYTHON.exists() and not UNFINISHED.exists():
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
    command = [str(PYTHON), "-m", "pip", "install", *options, *arguments]
    if subprocess.run(command, check=False, cwd=ROOT, stdin=subprocess.DEVNULL, stdout=sys.stderr).returncode != 0:
        raise SetupError(
            "Không cài được thư viện: xem thông báo ở trên, kiểm tra mạng và chỗ trống trên đĩa, rồi chạy lại.",
            "The libraries could not be installed: see above, check the network and the disk, then run again.",
        )


@contextmanager
def _alone() -> Iterator[None]:
    """One set-up at a time: a second start, pressed by an impatient hand, waits for the first to finish."""
    place = ROOT / "out"
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
