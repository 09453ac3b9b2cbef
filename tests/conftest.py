"""What all tests share: the profiles of the property tests, and a home of their own."""

import os
import shutil
import tempfile
from collections.abc import Iterator
from pathlib import Path

import pytest
from hypothesis import HealthCheck, settings

settings.register_profile("default", max_examples=60, deadline=None, suppress_health_check=[HealthCheck.too_slow])
settings.register_profile("slow", max_examples=2000, deadline=None, suppress_health_check=[HealthCheck.too_slow])
settings.load_profile(os.environ.get("HYPOTHESIS_PROFILE", "default"))


@pytest.fixture(autouse=True)
def _own_home(tmp_path_factory: pytest.TempPathFactory, monkeypatch: pytest.MonkeyPatch) -> None:
    """No test reads or writes the person's own configuration, caches or identity."""
    home = tmp_path_factory.mktemp("home")
    for name in [name for name in os.environ if name.startswith(("GIT_", "INCITRACK_"))]:
        if name != "INCITRACK_REAL_DATA":
            monkeypatch.delenv(name)
    monkeypatch.setenv("HOME", str(home))
    monkeypatch.setenv("XDG_CACHE_HOME", str(home / "cache"))
    monkeypatch.setenv("XDG_CONFIG_HOME", str(home / "config"))
    monkeypatch.setenv("GIT_CONFIG_NOSYSTEM", "1")
    monkeypatch.setenv("GIT_AUTHOR_NAME", "Maria López")
    monkeypatch.setenv("GIT_AUTHOR_EMAIL", "maria@example.org")
    monkeypatch.setenv("GIT_COMMITTER_NAME", "Maria López")
    monkeypatch.setenv("GIT_COMMITTER_EMAIL", "maria@example.org")
    monkeypatch.setenv("TZ", "UTC")


@pytest.fixture
def as_nobody() -> Iterator[Path]:
    """A folder in which this process has no more rights than anyone, also where the tests run as root."""
    folder = Path(tempfile.mkdtemp())
    folder.chmod(0o777)
    was = os.geteuid()
    if was == 0:
        os.seteuid(65534)
    try:
        yield folder
    finally:
        os.seteuid(was)
        shutil.rmtree(folder)


@pytest.fixture(scope="session")
def real_data() -> Path:
    """The folder of incidents that others wrote; absent, the test is skipped, or fails where `CI=true`."""
    folder = Path(os.environ.get("INCITRACK_REAL_DATA", "../shared/data"))
    if not folder.is_dir():
        reason = f"the real incidents are not at {folder}; INCITRACK_REAL_DATA says where they are"
        if os.environ.get("CI") == "true":
            pytest.fail(reason)
        pytest.skip(reason)
    return folder.resolve()
