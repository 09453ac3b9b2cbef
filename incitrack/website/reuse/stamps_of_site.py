"""What the files and folders of a built site are known by: while it is the same, so is what is in them."""

import os
from collections.abc import Iterable, Mapping
from pathlib import Path
from typing import NamedTuple


class SiteStamp(NamedTuple):
    """What a file or folder of a site is known by without reading it: size, inode, time of change in ns.

    Not the time of its change of state, which the stamps of an archive have too: to link a file into the next
    site, and to remove it from this one, changes that, and it is the same file still.
    """

    size: int
    inode: int
    changed: int


Folders = Mapping[str, SiteStamp]
"""Every folder of a site, "" for its top, else with a slash at its end, as a build left it."""


def site_stamp(place: Path | str) -> SiteStamp | None:
    """The stamp of a file or folder; None where there is none. A link is not followed."""
    try:
        return site_stamp_from(os.lstat(place))
    except OSError:
        return None


def site_stamp_from(found: os.stat_result) -> SiteStamp:
    """The stamp in what the system says of a file or folder."""
    return SiteStamp(found.st_size, found.st_ino, found.st_mtime_ns)


def folders_of(folder: Path, files: Iterable[str]) -> Folders:
    """The folders that hold files, given by their paths under `folder`, which is one of them."""
    names = {""}
    for file in files:
        name = file
        while (name := name[: name.rfind("/", 0, -1) + 1]) not in names:
            names.add(name)
    found = {name: site_stamp(f"{folder}/{name}") for name in names}
    return {name: stamp for name, stamp in found.items() if stamp}
