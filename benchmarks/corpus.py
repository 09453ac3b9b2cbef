"""Writes a made-up archive of any size: the same seed gives the same bytes, and every record is valid."""

from __future__ import annotations

import argparse
import os
import subprocess
import sys
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path
from random import Random

if not __package__:  # started as a file: the folder above holds the package
    sys.path.insert(0, str(Path(__file__).resolve().parents[1]))

from benchmarks.archive import policies
from benchmarks.archive.incident import incident_text
from benchmarks.archive.plan import NOW, Plan, plan_archive
from benchmarks.archive.postmortem import postmortem_text


@dataclass(frozen=True)
class Corpus:
    """What was written: the incidents' IDs, oldest first, how many are still open, and sizes in bytes."""

    folder: Path
    ids: tuple[str, ...]
    open_ids: tuple[str, ...]
    postmortems: int
    mean_size: float
    now: datetime


def write_corpus(
    folder: Path,
    records: int,
    seed: int = 1,
    *,
    size: int = 3000,
    open_: int = 20,
    now: datetime = NOW,
    years: int = 5,
    git: bool = False,
) -> Corpus:
    """Writes ``records`` incidents of about ``size`` bytes each, their postmortems and policies into ``folder``.

    The folder must be empty or absent. With ``git``, it becomes a repository with one commit.

    Raises:
        FileExistsError: something lies in the folder already.
    """
    if folder.is_dir() and any(folder.iterdir()):
        raise FileExistsError(f"{folder} is not empty")
    plans = plan_archive(Random(seed), records, min(open_, records), now, years)
    sizes = [_write_one(folder, Random(f"{seed} {plan.id}"), plan, size, now) for plan in plans]
    holidays = range(now.year - years, now.year + 2)
    _write(folder / "policies/severity.yaml", policies.severity_yaml(holidays))
    _write(folder / "policies/services.yaml", policies.services_yaml())
    if git:
        commit_all(folder, now)
    return Corpus(
        folder=folder,
        ids=tuple(plan.id for plan in plans),
        open_ids=tuple(plan.id for plan in plans if plan.resolved_at is None),
        postmortems=sum(plan.published_at is not None for plan in plans),
        mean_size=sum(sizes) / max(1, len(sizes)),
        now=now,
    )


def _write_one(folder: Path, rng: Random, plan: Plan, size: int, now: datetime) -> int:
    """Writes the record and its postmortem, if it has one; returns the record's size."""
    place = f"{plan.id[4:8]}/{plan.id}.md"
    written = _write(folder / "incidents" / place, incident_text(rng, plan, size, now))
    if plan.published_at:
        _write(folder / "postmortems" / place, postmortem_text(rng, plan, plan.published_at, now))
    return written


def _write(path: Path, text: str) -> int:
    path.parent.mkdir(parents=True, exist_ok=True)
    return path.write_bytes(text.encode())


def commit_all(folder: Path, now: datetime) -> None:
    """Makes the folder a Git repository whose one packed commit holds every file in it."""
    date = f"{now:%Y-%m-%dT%H:%M:%S+00:00}"
    environment = {**os.environ, "GIT_AUTHOR_DATE": date, "GIT_COMMITTER_DATE": date}

    def git(*arguments: str) -> None:
        # A commit may start a packing of its own beside, which the one at the end would stumble over.
        command = ["git", "-C", str(folder), "-c", "gc.auto=0", "-c", "maintenance.auto=false", *arguments]
        subprocess.run(command, check=True, env=environment, stdout=subprocess.DEVNULL)

    git("init", "--quiet", "--initial-branch=main")
    git("config", "user.name", "Maria López")
    git("config", "user.email", "maria@example.org")
    git("config", "commit.gpgsign", "false")
    git("add", "--all")
    git("commit", "--quiet", "--message", "Add the archive")
    git("gc", "--quiet")


def main() -> None:
    """Writes the archive that the arguments ask for and says how large it is."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("folder", type=Path, metavar="OUT", help="an empty or absent folder")
    parser.add_argument("--records", type=int, default=10_000, help="how many incidents")
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--size", type=int, default=3000, help="mean size of an incident's record, in bytes")
    parser.add_argument("--open", type=int, default=20, dest="open_", help="how many of them are still open")
    parser.add_argument("--now", type=_time, default=NOW, help="the moment to give `check --now`")
    parser.add_argument("--years", type=int, default=5, help="over how many years they are spread")
    parser.add_argument("--git", action="store_true", help="make it a Git repository with one commit")
    given = parser.parse_args()
    made = write_corpus(
        given.folder,
        given.records,
        given.seed,
        size=given.size,
        open_=given.open_,
        now=given.now,
        years=given.years,
        git=given.git,
    )
    print(
        f"{len(made.ids)} records, mean {made.mean_size:.0f} bytes, {len(made.open_ids)} open, "
        f"{made.postmortems} postmortems; now is {made.now:%Y-%m-%dT%H:%MZ}"
    )


def _time(text: str) -> datetime:
    return datetime.fromisoformat(text).astimezone(UTC)


if __name__ == "__main__":
    main()
