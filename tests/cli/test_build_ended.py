"""A build that is ended by a signal takes back what it has begun, as for Ctrl-C."""

import os
import signal
import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest

from tests.builders import archive_folder, incident_text
from tests.cli.ran import NOW, ran
from tests.website.search.searched import executable, script


@pytest.fixture
def root(tmp_path: Path) -> Path:
    return archive_folder(tmp_path / "records", incident_text(owner="maria"))


@contextmanager
def building(root: Path, ignored: str = "") -> Iterator["subprocess.Popen[str]"]:
    """A build that has written its pages and waits for the index, which never comes."""
    slow = f"import sys, time\nif '--version' in sys.argv: print('pagefind 1')\nelse:\n    open({str(root / 'slow')!r}, 'w')\n    time.sleep(60)\n"
    engine = script(root.parent / "pagefind", slow)
    command = [sys.executable, "-m", "incitrack", "-C", str(root), "--now", NOW, "build"]
    process = subprocess.Popen(
        ["bash", "-c", f'{ignored}exec "$@"', "bash", *command],
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        text=True,
        env=os.environ | {"PAGEFIND_BINARY_PATH": str(engine), "PYTHONPATH": str(Path(__file__).parents[2])},
        start_new_session=True,
    )
    until = time.monotonic() + 60
    while not (root / "slow").exists() and process.poll() is None and time.monotonic() < until:
        time.sleep(0.02)
    (root / "slow").unlink()
    try:
        yield process
    finally:
        process.kill()
        process.communicate()


def beside(root: Path) -> list[str]:
    return [path.name for path in root.iterdir() if path.name.startswith(".incitrack-")]


@pytest.mark.parametrize("by", [signal.SIGTERM, signal.SIGHUP], ids=lambda by: by.name)
@pytest.mark.parametrize("whole_group", [False, True], ids=["alone", "its group"])
def test_what_was_begun_is_removed_and_the_old_site_stays(
    root: Path, by: signal.Signals, whole_group: bool
) -> None:
    assert executable()
    assert ran(root, "build").status == 0
    before = (root / "site/index.html").read_bytes()
    archive_folder(root, incident_text(owner="maria"), incident_text(id="INC-2026-0043", owner="maria"))

    with building(root) as process:
        assert beside(root) != []
        (os.killpg if whole_group else os.kill)(process.pid, by)
        said = process.communicate(timeout=30)[1]

    assert process.returncode == 128 + by
    assert said.strip() == f"error: ended by {by.name}"
    assert beside(root) == []
    assert (root / "site/index.html").read_bytes() == before


def test_a_build_that_is_to_outlive_its_terminal_does(root: Path) -> None:
    with building(root, ignored="trap '' HUP; ") as process:
        process.send_signal(signal.SIGHUP)
        with pytest.raises(subprocess.TimeoutExpired):
            process.wait(timeout=1)
        process.send_signal(signal.SIGTERM)
        assert process.wait(timeout=30) == 128 + signal.SIGTERM
    assert beside(root) == []
