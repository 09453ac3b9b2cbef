"""What is shipped: the wheel holds all that an installed program needs, and works from there."""

import subprocess
import sys
import zipfile
from pathlib import Path

import pytest

from tests.builders import archive_folder, incident_text

ROOT = Path(__file__).parent.parent


@pytest.fixture(scope="module")
def wheel(tmp_path_factory: pytest.TempPathFactory) -> Path:
    out = tmp_path_factory.mktemp("wheel")
    subprocess.run(
        [sys.executable, "-m", "hatchling", "build", "-t", "wheel", "-d", str(out)],
        cwd=ROOT,
        check=True,
        capture_output=True,
    )
    return next(out.glob("*.whl"))


def test_the_wheel_holds_the_templates_and_what_init_writes(wheel: Path) -> None:
    names = zipfile.ZipFile(wheel).namelist()
    for template in (ROOT / "site_templates").rglob("*.*"):
        assert f"incitrack/site_templates/{template.relative_to(ROOT / 'site_templates')}" in names
    assert "incitrack/py.typed" in names
    assert any(name.endswith("severity.yaml") for name in names)
    assert not any("test" in name for name in names)


def test_the_program_works_from_the_wheel_alone(wheel: Path, tmp_path: Path) -> None:
    zipfile.ZipFile(wheel).extractall(tmp_path / "installed")
    root = archive_folder(tmp_path / "records", incident_text(id="INC-2026-0001"))
    (root / ".git").mkdir()
    program = (
        "import sys; sys.path.insert(0, sys.argv.pop(1)); from incitrack.cli.main import main; main(sys.argv[1:])"
    )
    command = [
        sys.executable,
        "-P",
        "-c",
        program,
        str(tmp_path / "installed"),
        "--now",
        "2026-11-20T17:00Z",
        "build",
    ]
    done = subprocess.run(command, cwd=root, capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stderr
    assert "INC-2026-0001" in (root / "site/index.html").read_text()
