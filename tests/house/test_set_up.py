import os
import shutil
import subprocess
import sys

import pytest

from tests.house.tree import ROOT

pytestmark = pytest.mark.skipif(sys.platform == "win32", reason="the shell scripts are for Linux")

REFUSES = "#!/bin/sh\nexit 1\n"
# Stands for the project's own Python: says how it was called, after asking the real one whether all is set up.
SPEAKS = f'#!/bin/sh\ncase "$*" in *launch.py*) exec {sys.executable} "$@" ;; *) echo "started: $*" ;; esac\n'


@pytest.fixture
def clone(tmp_path):
    """A copy of what starting needs, in a folder with a name as people give them, whose environment counts as ready."""
    folder = tmp_path / "Một cửa"
    folder.mkdir()
    for name in ("run", "tools", "pyproject.toml", "requirements.lock", "requirements-dev.lock"):
        copy = shutil.copytree if (ROOT / name).is_dir() else shutil.copy2
        copy(ROOT / name, folder / name)
    program(folder / ".venv" / "bin" / "python", SPEAKS)
    (folder / ".venv" / "ready").write_bytes(stamp(folder))
    return folder


def program(path, text):
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(text, encoding="utf-8")
    path.chmod(0o755)


def stamp(folder):
    command = [sys.executable, "-c", "import ready, sys; sys.stdout.buffer.write(ready.wanted('ready'))"]
    return subprocess.run(command, cwd=folder / "tools", check=True, capture_output=True).stdout


def start(folder, *arguments, **environment):
    surroundings = os.environ | {"DISPLAY": "", "WAYLAND_DISPLAY": ""} | environment
    return subprocess.run([folder / "run", *arguments], env=surroundings, capture_output=True, text=True, check=False)


def test_arguments_reach_the_program_untouched(clone):
    assert start(clone, "find", "Nguyễn Văn  A|1").stdout == "started: -X utf8 -P -m desktop_app find Nguyễn Văn  A|1\n"


def test_with_a_screen_the_window_opens(clone):
    assert start(clone, DISPLAY=":0").stdout == "started: -X utf8 -P -m desktop_app\n"


def test_without_a_screen_the_main_job_is_shown_with_no_hands(clone):
    done = start(clone)
    assert done.stdout == "started: -X utf8 -P -m desktop_app demo\n"
    assert "không có màn hình" in done.stderr


def test_a_start_by_a_link_from_elsewhere_finds_the_program(clone, tmp_path):
    (tmp_path / "link").symlink_to(clone / "run")
    done = subprocess.run([tmp_path / "link", "find"], cwd="/", capture_output=True, text=True, check=False)
    assert done.stdout == "started: -X utf8 -P -m desktop_app find\n"


@pytest.mark.parametrize("name", ["pyproject.toml", "requirements.lock"])
def test_a_changed_lock_or_project_calls_for_a_new_set_up(clone, name):
    before = stamp(clone)
    with (clone / name).open("a", encoding="utf-8") as file:
        file.write("\n")
    assert stamp(clone) != before


def test_a_moved_folder_calls_for_a_new_set_up(clone):
    before = stamp(clone)
    assert stamp(clone.rename(clone.with_name("elsewhere"))) != before


def test_without_a_fitting_python_one_sentence_says_what_to_install(clone, tmp_path):
    (clone / ".venv" / "ready").unlink()
    for name in ("python3", "python3.11", "python3.12", "python3.13", "python3.14"):
        program(tmp_path / "bin" / name, REFUSES)
    for name in ("dirname", "readlink", "sh"):
        (tmp_path / "bin" / name).symlink_to(shutil.which(name))
    done = start(clone, PATH=str(tmp_path / "bin"))
    assert done.returncode == 1
    assert done.stderr.startswith("Cần Python từ 3.11 đến 3.14")
    assert done.stdout == ""
