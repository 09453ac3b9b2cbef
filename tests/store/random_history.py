"""Random histories of one incident on two branches, for the laws of what reads history."""

from pathlib import Path

from hypothesis import strategies as st

from tests.builders import incident_text
from tests.git_folder import GitFolder
from tests.store.conftest import RECORD

STEPS = st.lists(st.sampled_from(["main", "side", "merge into main", "merge into side"]), min_size=2, max_size=7)


class History:
    """Random commits on two branches, each of which adds an entry; merges hold the union of both."""

    def __init__(self, root: Path, steps: list[str]) -> None:
        self.folder = GitFolder(root)
        self.count = 0
        self.entries: dict[str, list[str]] = {"main": [], "side": []}
        self._write("main", [self._entry(), self._entry()], "first")
        self.folder.git("branch", "side")
        self.entries["side"] = list(self.entries["main"])
        for step in [*steps, "merge into main"]:
            if step.startswith("merge"):
                self._merge(step.rpartition(" ")[2])
            else:
                self._checkout(step)
                self._write(step, [*self.entries[step], self._entry()], f"{step} adds")
        self._checkout("main")

    def lose(self, branch: str, index: int) -> str:
        """Commit on a branch that one of its entries is gone; the commit."""
        self._checkout(branch)
        kept = [entry for place, entry in enumerate(self.entries[branch]) if place != index]
        self._write(branch, kept, "the culprit")
        return self.folder.head

    def merge_without(self, index: int) -> None:
        """Merge the side, which lost an entry, into main, as an honest merge does: the entry is gone there too."""
        self.entries["main"].pop(index)
        self._merge("main")

    def _entry(self) -> str:
        self.count += 1
        return f"- `2026-11-20T14:{self.count:02d}Z` **update** @kim: Entry {self.count}."

    def _checkout(self, branch: str) -> None:
        self.folder.git("checkout", "--quiet", branch)

    def _write(self, branch: str, entries: list[str], message: str) -> None:
        self.entries[branch] = sorted(entries)
        self.folder.write(RECORD, incident_text(timeline=sorted(entries)))
        self.folder.commit(message)

    def _merge(self, into: str) -> None:
        other = "side" if into == "main" else "main"
        self._checkout(into)
        self.folder.git("merge", "--quiet", "--no-commit", "--no-ff", "--strategy", "ours", other)
        self._write(into, list({*self.entries[into], *self.entries[other]}), f"Merge branch '{other}'")
