"""Opens the program, set up if need be; without a screen does its main job with no hands."""

import os
import sys

from ready import PYTHON, is_ready


def main() -> None:
    """Does not return: this process becomes the program."""
    if not is_ready("ready"):
        # The set-up brings half the standard library along, which every later start would pay for.
        from prepare import prepare  # noqa: PLC0415

        prepare("ready")
    arguments = sys.argv[1:]
    if not arguments and not _has_screen():
        print("Máy này không có màn hình: Một Cửa làm thử công việc chính, không mở cửa sổ.", file=sys.stderr)
        print("No screen here: doing the main job without a window (motcua demo).", file=sys.stderr, flush=True)
        arguments = ["demo"]
    _become([PYTHON, "-X", "utf8", "-P", "-m", "desktop_app", *arguments])


def _has_screen() -> bool:
    screens = ("DISPLAY", "WAYLAND_DISPLAY")
    return sys.platform in ("win32", "darwin") or any(os.environ.get(name) for name in screens)


def _become(command: list[str]) -> None:
    if sys.platform == "win32":
        # There exec hands the console back at once, while the program still runs.
        import subprocess  # noqa: PLC0415

        sys.exit(subprocess.call(command))
    os.execv(command[0], command)  # noqa: S606


if __name__ == "__main__":
    main()
