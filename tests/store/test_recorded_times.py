"""When entries were written down, over random histories: the law of the rule, and that a kept answer changes nothing."""

import random
import tempfile
from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta
from itertools import pairwise
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from incitrack.model.entry import Communication, Kind, TimelineEntry
from incitrack.records.archive import read_archive
from incitrack.records.entry_lists import Entry, entry_lists
from incitrack.records.recorded_times import RecordedTimes, entry_key
from incitrack.store.git import Git
from incitrack.store.objects import name_of
from incitrack.store.recorded_times import recorded_times
from incitrack.store.recorded_walk import all_recorded_times
from tests.builders import incident_text
from tests.git_folder import GitFolder

IDS = ("INC-2026-0001", "INC-2026-0002", "INC-2026-0003")
START = datetime(2026, 11, 20, 14, tzinfo=UTC)
SEEDS = st.integers(0, 2**32)


def path_of(identifier: str) -> str:
    return f"incidents/2026/{identifier}.md"


def asked(root: Path, earlier: RecordedTimes | None = None) -> RecordedTimes:
    found = all_recorded_times(Git(root), GitFolder(root, init=False).head, lambda *_: None, earlier=earlier)
    assert found is not None
    return found


@dataclass
class RandomHistory:
    """Commits of random authors' dates on two branches, which write, empty, move and merge a few small records.

    The entries come from a small pool, so that branches bring the same one and one that was removed comes back.
    Where records move, the pool is one for all.
    """

    folder: GitFolder
    chance: random.Random
    moves: bool
    count: int = 0
    dates: dict[str, datetime] = field(default_factory=dict)

    def steps(self, number: int) -> Iterator[None]:
        """Make so many random changes, and stop after each."""
        self._commit(IDS[0])
        self.folder.git("branch", "side")
        changes = [self._commit, self._commit, self._commit, self._drop, self._merge, self._switch]
        for _ in range(number):
            self.chance.choice([*changes, *([self._move] * 2 if self.moves else [])])(self.chance.choice(IDS))
            yield

    def _commit(self, identifier: str) -> None:
        self._write(identifier)
        self._record("written")

    def _write(self, identifier: str) -> None:
        numbers = sorted(self.chance.sample(range(6), self.chance.randint(1, 5)))
        of = "whichever" if self.moves else identifier
        entries = [f"- `2026-11-20T14:{number:02d}Z` **update** @kim: Seen in {of}." for number in numbers]
        told = (
            [f"- `2026-11-20T14:30Z` **public** @sam via email: Told of {of}."]
            if self.chance.random() < 0.3
            else []
        )
        text = incident_text(id=identifier, timeline=entries, communications=told)
        self.folder.write(path_of(identifier), text)

    def _drop(self, identifier: str) -> None:
        self.folder.git("rm", "--quiet", "--ignore-unmatch", path_of(identifier))
        self._record("dropped")

    def _move(self, identifier: str) -> None:
        other = self.chance.choice(IDS)
        if other == identifier or not (self.folder.root / path_of(identifier)).exists():
            return
        text = self.folder.read(path_of(identifier)).replace(identifier, other)
        self.folder.git("rm", "--quiet", path_of(identifier))
        self.folder.write(path_of(other), text)
        self._record("moved")

    def _merge(self, identifier: str) -> None:
        other = "side" if self._branch == "main" else "main"
        how = self.chance.choice(["ours", "theirs", "mixed"])
        self.folder.git("merge", "--quiet", "--no-commit", "--no-ff", "--strategy", "ours", other)
        if how != "ours":
            self.folder.git("read-tree", "--reset", "-u", other)
        if how == "mixed":
            self._write(identifier)
        self._record("merged")

    def _switch(self, _: str) -> None:
        self.folder.git("checkout", "--quiet", "side" if self._branch == "main" else "main")

    @property
    def _branch(self) -> str:
        return self.folder.git("branch", "--show-current").strip()

    def _record(self, message: str) -> None:
        self.count += 1
        at = START + timedelta(minutes=self.chance.randint(0, 600))
        self.folder.git("add", "--all")
        self.folder.git(
            "commit", "--quiet", "--date", at.isoformat(), "--allow-empty", "--message", f"{message} {self.count}"
        )
        self.dates[self.folder.head] = at


def by_definition(history: RandomHistory) -> dict[tuple[str, Entry], datetime]:
    """The earliest date of the commits that hold an entry which no parent of theirs holds, looked up one by one."""
    folder, found = history.folder, dict[tuple[str, Entry], datetime]()
    for line in folder.git("log", "--format=%H %P").splitlines():
        commit, *parents = line.split()
        for identifier in IDS:
            before = {entry for parent in parents for entry in entries_at(folder, parent, identifier)}
            for entry in entries_at(folder, commit, identifier) - before:
                at = history.dates[commit]
                found[identifier, entry] = min(found.get((identifier, entry), at), at)
    return found


def entries_at(folder: GitFolder, commit: str, identifier: str) -> set[Entry]:
    if not folder.git("ls-tree", commit, "--", path_of(identifier)):
        return set()
    return set(entry_lists(folder.git("show", f"{commit}:{path_of(identifier)}")).all)


@settings(max_examples=8)
@given(SEEDS, st.integers(2, 8))
def test_an_entry_was_written_down_at_the_earliest_date_of_the_commits_that_brought_it(
    seed: int, number: int
) -> None:
    with tempfile.TemporaryDirectory() as name:
        history = RandomHistory(GitFolder(Path(name) / "r"), random.Random(seed), moves=False)
        for _ in history.steps(number):
            pass
        expected = by_definition(history)
        every = asked(history.folder.root)
        assert {key: every.of(*key) for key in expected} == expected
        assert sum(map(len, every.packed.values())) == 16 * len(expected)
        for identifier in IDS:
            now = entries_at(history.folder, "HEAD", identifier)
            one = recorded_times(Git(history.folder.root), identifier, now)
            assert {entry: one[entry] for entry in now} == {entry: expected[identifier, entry] for entry in now}


@settings(max_examples=15)
@given(SEEDS, st.integers(3, 10))
def test_what_is_built_upon_an_earlier_answer_is_what_is_found_from_nothing(seed: int, number: int) -> None:
    chance = random.Random(seed)
    with tempfile.TemporaryDirectory() as name:
        root = Path(name) / "r"
        history = RandomHistory(GitFolder(root), random.Random(seed), moves=True)
        kept: RecordedTimes | None = None
        for _ in history.steps(number):
            if chance.random() < 0.6:
                kept = asked(root, kept)  # from another branch than the last time, now and then
                assert kept == asked(root)
                present = read_archive(root).incidents
                head = history.folder.head
                assert kept == all_recorded_times(Git(root), head, lambda *_: None, present=present)


@pytest.fixture
def folder(tmp_path: Path) -> GitFolder:
    """A repository whose incident got one entry at 14:00 and another one at 15:00."""
    made = GitFolder(tmp_path / "r")
    for hour in (14, 15):
        add(made, hour)
    return made


def entry(hour: int) -> TimelineEntry:
    return TimelineEntry(START.replace(hour=hour), Kind.UPDATE, "kim", "Seen.")


def add(folder: GitFolder, *hours: int, amend: bool = False) -> None:
    """Commit, in the last of these hours, that the record has an entry of each hour up to it."""
    entries = [f"- `2026-11-20T{hour}:00Z` **update** @kim: Seen." for hour in range(14, hours[-1] + 1)]
    folder.write(path_of(IDS[0]), incident_text(id=IDS[0], timeline=entries))
    folder.git("add", "--all")
    more = ("--amend",) if amend else ()
    folder.git("commit", "--quiet", "--message", "entry", "--date", f"2026-11-20T{hours[-1]}:00:00Z", *more)


def test_a_record_keeps_the_times_of_its_entries_wherever_it_is_moved(folder: GitFolder) -> None:
    kept = asked(folder.root)
    for before, after in pairwise(IDS):
        text = folder.read(path_of(before)).replace(before, after)
        folder.git("mv", path_of(before), path_of(after))
        hour = 16 + IDS.index(before)
        folder.write(path_of(after), f"{text}- `2026-11-20T{hour}:00Z` **update** @kim: Seen.\n")
        folder.git("commit", "--quiet", "--all", "--message", "moved", "--date", f"2026-11-20T{hour + 2}:00:00Z")
    for found in (asked(folder.root), asked(folder.root, kept)):
        times = [found.of(IDS[-1], entry(hour)) for hour in (14, 15, 16, 17)]
        assert times == [START.replace(hour=hour) for hour in (14, 15, 18, 19)]
        assert found.of(IDS[0], entry(16)) is None


def test_a_record_that_takes_the_number_of_one_that_moved_has_times_of_its_own(folder: GitFolder) -> None:
    folder.git("mv", path_of(IDS[0]), path_of(IDS[1]))
    folder.git("commit", "--quiet", "--message", "moved")
    add(folder, 17)
    found = asked(folder.root)
    assert found.of(IDS[0], entry(17)) == START.replace(hour=17)
    assert found.of(IDS[1], entry(17)) is None


def test_only_the_new_commits_are_looked_at(folder: GitFolder) -> None:
    kept = asked(folder.root)
    add(folder, 16)
    told: list[tuple[int, int]] = []
    found = all_recorded_times(
        Git(folder.root), folder.head, lambda done, total: told.append((done, total)), earlier=kept
    )
    assert told == [(1, 1)]
    assert found == asked(folder.root)


def test_a_history_that_was_rewritten_is_looked_at_anew(folder: GitFolder) -> None:
    add(folder, 16)
    kept = asked(folder.root)
    folder.git("reset", "--quiet", "--hard", "HEAD~1")
    folder.git("commit", "--quiet", "--amend", "--no-edit", "--date", "2026-11-20T17:00:00Z")
    found = asked(folder.root, kept)
    assert found == asked(folder.root)
    assert found.of(IDS[0], entry(15)) == START.replace(hour=17)
    assert found.of(IDS[0], entry(16)) is None


def test_an_answer_for_a_commit_that_is_nowhere_any_more_is_of_no_use(folder: GitFolder) -> None:
    gone = RecordedTimes("0123456789" * 4, {IDS[0]: b"\0" * 16}, {})
    assert asked(folder.root, gone) == asked(folder.root)


def test_a_walk_that_is_broken_off_leaves_the_earlier_answer_as_it_was(folder: GitFolder) -> None:
    kept, same = asked(folder.root), asked(folder.root)
    add(folder, 16)

    def stop(_done: int, _all: int) -> None:
        raise KeyboardInterrupt

    with pytest.raises(KeyboardInterrupt):
        all_recorded_times(Git(folder.root), folder.head, stop, earlier=kept)
    assert kept == same


def test_a_clone_that_was_cut_since_tells_nothing(folder: GitFolder) -> None:
    kept = asked(folder.root)
    folder.git("clone", "--quiet", "--depth", "1", f"file://{folder.root}", str(folder.root / "../cut"))
    cut = Git(folder.root.parent / "cut")
    assert all_recorded_times(cut, folder.head, lambda *_: None, earlier=kept) is None


def test_a_repository_of_sha256_is_read_like_any_other(tmp_path: Path) -> None:
    folder = GitFolder(tmp_path / "r", init=False)
    folder.root.mkdir()
    folder.git("init", "--quiet", "--object-format=sha256")
    add(folder, 14)
    present = read_archive(folder.root).incidents
    assert all_recorded_times(Git(folder.root), folder.head, lambda *_: None, present=present) == asked(
        folder.root
    )


@pytest.mark.parametrize("algorithm", ["sha1", "sha256"])
def test_a_content_has_the_name_that_git_gives_it(tmp_path: Path, algorithm: str) -> None:
    folder = GitFolder(tmp_path / "r", init=False)
    folder.root.mkdir()
    folder.git("init", "--quiet", f"--object-format={algorithm}")
    head = folder.commit()
    text = folder.write("a", "Größe\r\n").read_bytes()
    assert name_of(text, like=head) == folder.git("hash-object", "a").strip()


def test_whatever_makes_two_entries_differ_makes_their_keys_differ() -> None:
    entries: list[Entry] = [
        TimelineEntry(START, Kind.UPDATE, "kim", "Seen."),
        TimelineEntry(START.replace(microsecond=1), Kind.UPDATE, "kim", "Seen."),
        TimelineEntry(START, Kind.DECISION, "kim", "Seen."),
        TimelineEntry(START, Kind.UPDATE, None, "Seen."),
        TimelineEntry(START, Kind.UPDATE, "kim"),
        Communication(START, "public", "kim", (), "Seen."),
        Communication(START, "public", "kim", ("email",), "Seen."),
        Communication(START, "public", "kim", ("email", "chat"), "Seen."),
    ]
    assert len({entry_key(each) for each in entries}) == len(entries)
