"""The lock of those who sync: in a clone one at a time talks with the remote, while others go on writing."""

from typing import Final

from incitrack.store.lock import WritersLock
from incitrack.store.repository import Repository

PATIENCE: Final = 400.0
"""Seconds that the same other sync is waited for: longer than one may take."""


class SyncLock(WritersLock):
    """As the writers' lock, which is taken inside of it for moments only."""

    def __init__(self, repository: Repository, *, patience: float = PATIENCE) -> None:
        super().__init__(repository, patience=patience)
        self.path = repository.own_folder / "sync.lock"
