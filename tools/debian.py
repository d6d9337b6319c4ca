"""The Debian packages that the program, its check and its build stand on, and how the missing ones get installed."""

import ctypes
import importlib.util
import os
import shutil
import subprocess
import sys

# What Qt loads at run time and pip cannot bring: library name → package.
QT_LIBRARIES = {
    "libEGL.so.1": "libegl1",
    "libGL.so.1": "libgl1",
    "libX11-xcb.so.1": "libx11-xcb1",
    "libcups.so.2": "libcups2",
    "libdbus-1.so.3": "libdbus-1-3",
    "libfontconfig.so.1": "libfontconfig1",
    "libglib-2.0.so.0": "libglib2.0-0",
    "libwayland-cursor.so.0": "libwayland-cursor0",
    "libwayland-egl.so.1": "libwayland-egl1",
    "libxcb-cursor.so.0": "libxcb-cursor0",
    "libxcb-icccm.so.4": "libxcb-icccm4",
    "libxcb-keysyms.so.1": "libxcb-keysyms1",
    "libxcb-randr.so.0": "libxcb-randr0",
    "libxcb-shape.so.0": "libxcb-shape0",
    "libxcb-xkb.so.1": "libxcb-xkb1",
    "libxkbcommon-x11.so.0": "libxkbcommon-x11-0",
    "libxkbcommon.so.0": "libxkbcommon0",
}
# What the tests, the long proofs and the build call: command → package.
CHECK_COMMANDS = {"git": "git"}
SLOW_COMMANDS = {
    "/usr/libexec/at-spi2-registryd": "at-spi2-core",
    "/usr/libexec/ibus-engine-unikey": "ibus-unikey",
    "Xvfb": "xvfb",
    "cupsd": "cups",
    "dbus-daemon": "dbus",
    "gs": "ghostscript",
    "gsettings": "libglib2.0-bin",
    "ibus": "ibus",
    "lpstat": "cups-client",
    # Speaks TLS, unlike the PostgreSQL of the other tests, and is of another major version.
    "pg_ctlcluster": "postgresql",
    "strace": "strace",
    "xdotool": "xdotool",
}
BUILD_COMMANDS = {"objdump": "binutils"}


def missing_packages(commands: dict[str, str]) -> list[str]:
    """The packages whose library or command is not on this machine, sorted; none outside Linux."""
    if sys.platform != "linux":
        return []
    missing = {package for library, package in QT_LIBRARIES.items() if not _loads(library)}
    missing |= {package for command, package in commands.items() if shutil.which(command) is None}
    if importlib.util.find_spec("ensurepip") is None:
        missing.add(f"python{sys.version_info.major}.{sys.version_info.minor}-venv")
    return sorted(missing)


def install_command(packages: list[str]) -> list[str]:
    """The one command that installs ``packages``, for whoever may."""
    return ["apt-get", "install", "--no-install-recommends", *packages]


def can_install() -> bool:
    """True for root on a machine with apt."""
    return sys.platform == "linux" and os.geteuid() == 0 and shutil.which("apt-get") is not None


def install(packages: list[str]) -> bool:
    """Installs ``packages`` without a question and returns whether that succeeded."""
    command = [*install_command(packages), "--yes", "--quiet"]
    # A fresh machine has no package lists yet.
    return _apt(command) or (_apt(["apt-get", "update", "--quiet"]) and _apt(command))


def _apt(command: list[str]) -> bool:
    environment = {**os.environ, "DEBIAN_FRONTEND": "noninteractive"}
    done = subprocess.run(command, check=False, env=environment, stdin=subprocess.DEVNULL, stdout=sys.stderr)
    return done.returncode == 0


def _loads(library: str) -> bool:
    try:
        ctypes.CDLL(library)
    except OSError:
        return False
    return True
