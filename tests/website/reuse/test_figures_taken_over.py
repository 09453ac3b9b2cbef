"""Pages of figures are taken over where nothing changed that they draw from: the law is that nobody can tell."""

import os
import tempfile
from collections.abc import Callable
from datetime import UTC, datetime, timedelta
from pathlib import Path
from random import Random

from hypothesis import given, settings
from hypothesis import strategies as st

from tests.builders import write
from tests.website.built_site import BuiltSite, build
from tests.website.listing.varied_archive import varied_archive, varied_incident

NOW = "2025-04-02T09:00Z"
LATER = "2025-04-02T10:00Z"
COUNT = 16


def figured_archive(root: Path) -> Path:
    """One of three months, whose services have targets and downtime."""
    varied_archive(root, COUNT)
    severity, services = root / "policies/severity.yaml", root / "policies/services.yaml"
    severity.write_text(severity.read_text().replace("name: High,", "name: High, downtime: true,"))
    services.write_text(services.read_text().replace("team: front}", "team: front, availability: 99.5}"))
    return root


def _files(root: Path) -> list[Path]:
    return sorted((root / "incidents").rglob("*.md"))


def _rewrite(root: Path, random: Random) -> None:
    file = random.choice(_files(root))
    at = datetime(2025, 1, 1, tzinfo=UTC) + timedelta(days=random.randrange(90), minutes=random.randrange(1440))
    varied_incident(root, file.stem, at, random)


def _older(root: Path, random: Random) -> None:
    at = datetime(2024, random.randrange(9, 13), 7, 12, tzinfo=UTC)
    varied_incident(root, f"INC-2024-{random.randrange(1, 4):04d}", at, random)


def _remove(root: Path, random: Random) -> None:
    random.choice(_files(root)[1:]).unlink()


def _twice(root: Path, random: Random) -> None:
    file = random.choice(_files(root))
    (file.parent / "INC-2025-0900.md").write_bytes(file.read_bytes())


def _promise(root: Path, random: Random) -> None:
    target = random.choice(["99.5", "99.99", "90"])
    services = (root / "policies/services.yaml").read_text()
    before = services.partition("availability: ")[2].partition("}")[0]
    write(root, "policies/services.yaml", services.replace(before, target))


EDITS: tuple[Callable[[Path, Random], None], ...] = (_rewrite, _rewrite, _older, _remove, _twice, _promise)
EXAMPLES = 200 if os.environ.get("HYPOTHESIS_PROFILE") == "slow" else 5


@given(
    st.lists(
        st.tuples(st.sampled_from(EDITS), st.sampled_from([NOW, NOW, LATER]), st.integers(0, 9999)),
        min_size=1,
        max_size=4,
    )
)
@settings(max_examples=EXAMPLES, deadline=None)
def test_figures_over_those_of_another_build_are_those_of_the_first_of_all(
    steps: list[tuple[Callable[[Path, Random], None], str, int]],
) -> None:
    with tempfile.TemporaryDirectory() as made:
        folder = Path(made)
        root = figured_archive(folder / "archive")
        build(root, folder / "warm", now=NOW)
        for count, (edit, now, seed) in enumerate(steps):
            edit(root, Random(seed))
            build(root, folder / "warm", now=now, jobs=2)
            build(root, folder / f"cold{count}", now=now)
            warm, cold = BuiltSite(folder / "warm").bytes(), BuiltSite(folder / f"cold{count}").bytes()
            assert warm.keys() == cold.keys()
            assert [path for path in warm if warm[path] != cold[path]] == []


def test_the_page_of_a_service_of_which_nothing_changed_is_taken_over(tmp_path: Path) -> None:
    root = figured_archive(tmp_path / "archive")
    build(root, tmp_path / "site", now=NOW)
    pages = ("services/shop/index.html", "services/pay/index.html", "services/base/index.html")
    before = {page: (tmp_path / "site" / page).stat().st_ino for page in pages}
    file = next(file for file in _files(root) if "pay" not in _services(file))
    file.write_text(file.read_text().replace("title: ", "title: Again ", 1))

    build(root, tmp_path / "site", now=NOW)

    kept = {page for page in pages if (tmp_path / "site" / page).stat().st_ino == before[page]}
    assert "services/pay/index.html" in kept
    assert len(kept) < len(pages)


def _services(file: Path) -> str:
    return next(line for line in file.read_text().splitlines() if line.startswith("services:"))
