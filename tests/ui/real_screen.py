"""A real X server with a real keyboard and, when asked for, a real Vietnamese input method."""

import os
import shutil
import subprocess
import time
from collections.abc import Sequence
from contextlib import suppress
from pathlib import Path

from typing_extensions import override

from tests.ended_together import EndedTogether

TOOLS = ("Xvfb", "xdotool", "dbus-daemon", "/usr/libexec/at-spi2-registryd")
INPUT_METHOD_TOOLS = ("ibus", "ibus-daemon")
ENGINE = Path("/usr/libexec/ibus-engine-unikey")


def missing_tools() -> list[str]:
    """The programs that are not installed here; tools/debian.py knows their packages."""
    missing = [tool for tool in (*TOOLS, *INPUT_METHOD_TOOLS) if shutil.which(tool) is None]
    return missing if ENGINE.exists() else [*missing, ENGINE.name]


class RealScreen(EndedTogether):
    """An X server of its own, on which programs are started and typed into.

    "telex" or "vni" switches Unikey on; `spoken` the bus on which screen readers listen.
    """

    def __init__(self, folder: Path, input_method: str = "", *, spoken: bool = False) -> None:
        super().__init__()
        self._input_method = input_method
        self._spoken = spoken
        self._env = {
            **os.environ,
            "QT_QPA_PLATFORM": "xcb",
            "LANG": "C.UTF-8",
            "HOME": str(folder),
            "XDG_RUNTIME_DIR": str(folder),
            "GSETTINGS_BACKEND": "keyfile",
            **({"QT_LINUX_ACCESSIBILITY_ALWAYS_ON": "1"} if spoken else {"NO_AT_BRIDGE": "1"}),
        }
        folder.chmod(0o700)

    @property
    def bus(self) -> str:
        """The address of the session's bus."""
        return self._env["DBUS_SESSION_BUS_ADDRESS"]

    def start(self, command: Sequence[str], title: str) -> subprocess.Popen[str]:
        """Starts a program and gives the window with this title the keyboard."""
        program = self.spawn(command, self._env, stdin=subprocess.PIPE, stdout=subprocess.PIPE)
        window = self._wait_for(["xdotool", "search", "--onlyvisible", "--name", title]).split()[-1]
        self._wait_for(["xdotool", "windowfocus", "--sync", window])
        time.sleep(0.3)
        return program

    def press(self, *keys: str) -> None:
        """Presses keys by the names that X gives them, such as "ctrl+k", at the pace of a hand."""
        for key in keys:
            self._run(["xdotool", "key", key])
            time.sleep(0.12)

    def type(self, text: str, gap: int) -> None:
        """Types with so many milliseconds from one key to the next."""
        self.type_on((text, gap))

    def type_on(self, *pieces: tuple[str, int]) -> None:
        """Types texts one right after another, as when a scanner is pulled while a hand still types."""
        command = ["xdotool"]
        for text, gap in pieces:
            # xdotool waits half of its delay between keys.
            command += ["type", "--args", "1", "--delay", str(2 * gap), text, "sleep", "0.03"]
        keyboard = self.spawn(command, self._env)
        _let_keep_time(keyboard)
        keyboard.wait()

    @override
    def switch_on(self) -> None:
        read, write = os.pipe()
        with os.fdopen(read) as numbers:
            server = ["Xvfb", "-displayfd", str(write), "-screen", "0", "1366x768x24"]
            _let_keep_time(self.spawn(server, self._env, pass_fds=[write]))
            os.close(write)
            self._env["DISPLAY"] = f":{numbers.readline().strip()}"
        command = ["dbus-daemon", "--session", "--print-address", "--nofork"]
        bus = self.spawn(command, self._env, stdout=subprocess.PIPE)
        self._env["DBUS_SESSION_BUS_ADDRESS"] = bus.stdout.readline().strip()
        if self._spoken:
            # There before any program looks for it, as after a login.
            whom = ["--dest", "org.a11y.Bus", "--object-path", "/org/a11y/bus", "--method", "org.a11y.Bus.GetAddress"]
            self._wait_for(["gdbus", "call", "--session", *whom])
        if self._input_method:
            self._switch_input_method_on()

    def _switch_input_method_on(self) -> None:
        self._run(["gsettings", "set", "org.freedesktop.ibus.engine.unikey", "input-method", self._input_method])
        self.spawn(["ibus-daemon", "--xim", "--panel", "disable"], self._env)
        # Choosing the engine also asks for a keyboard layout, which a bare X server may not have.
        self._wait_for(["sh", "-c", 'ibus engine Unikey >/dev/null 2>&1; test "$(ibus engine)" = Unikey'])
        self._env["QT_IM_MODULE"] = "ibus"

    def _wait_for(self, command: Sequence[str]) -> str:
        for _ in range(900):
            done = subprocess.run(command, env=self._env, capture_output=True, text=True, check=False)
            if done.returncode == 0:
                return done.stdout
            time.sleep(0.1)
        raise TimeoutError(f"{command} never succeeded: {done.stderr}")

    def _run(self, command: Sequence[str]) -> None:
        subprocess.run(command, env=self._env, check=True, capture_output=True)


def _let_keep_time(program: subprocess.Popen[str]) -> None:
    """A real keyboard keeps its pace however busy the machine is; where it is allowed, so do these programs."""
    with suppress(PermissionError, ProcessLookupError):
        os.sched_setscheduler(program.pid, os.SCHED_FIFO, os.sched_param(1))
