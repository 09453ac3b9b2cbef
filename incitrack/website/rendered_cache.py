"""The cache of rendered Markdown, beside the cache of what was read; safe to delete at any time."""

from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Final

from incitrack.records.cache import Cache, cache_folder

_NAME: Final = "rendered.cache"


@contextmanager
def open_rendered(root: Path) -> Iterator[Cache]:
    """What earlier builds rendered for the repository at `root`; what this one used and added is kept."""
    cache = Cache(cache_folder(root) / _NAME)
    yield cache
    cache.save()
