import re
from pathlib import Path

from tests.house.tree import ROOT, project, tracked

ASSETS = {".otf", ".ttf", ".woff", ".woff2", ".svg", ".png", ".ico", ".jpg"}
LICENCE = re.compile("licen[cs]e|copying|ofl", re.IGNORECASE)


def test_the_newest_changelog_entry_is_the_version_of_the_project():
    versions = re.findall(r"^## \[(\d+\.\d+\.\d+)\]", (ROOT / "CHANGELOG.md").read_text(encoding="utf-8"), re.MULTILINE)
    assert versions[0] == project()["project"]["version"]


def test_every_font_and_picture_has_its_licence_beside_it():
    assets = {path.parent for path in tracked() if path.is_relative_to("resources") and path.suffix in ASSETS}
    assert [
        str(folder) for folder in assets if not any(LICENCE.search(path.name) for path in (ROOT / folder).iterdir())
    ] == []


def test_what_a_person_starts_is_executable_in_a_fresh_clone():
    scripts = (Path("run"), Path("check"), Path(".ci/run"))
    assert [str(script) for script in scripts if not (ROOT / script).stat().st_mode & 0o100] == []
