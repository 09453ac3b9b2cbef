"""Which folders are mount points: nothing can be put in the place of one."""

import os
import re
from pathlib import Path
from typing import Final

_TABLE: Final = Path("/proc/self/mountinfo")
_ESCAPED: Final = re.compile(rb"\\([0-7]{3})")


def is_mount_point(folder: Path) -> bool:
    """Whether something is mounted at a folder, also one of the same disk (a bind mount), where Linux tells."""
    if os.path.ismount(folder):
        return True
    try:
        table = _TABLE.read_bytes()
    except OSError:
        return False
    return os.fsencode(folder.resolve()) in mount_points(table)


def mount_points(table: bytes) -> set[bytes]:
    """The mount points of a table by proc_pid_mountinfo(5): the fifth field, white space as octal escapes."""
    fields = (line.split(b" ") for line in table.splitlines())
    return {_ESCAPED.sub(lambda found: bytes([int(found[1], 8)]), each[4]) for each in fields if len(each) > 4}
