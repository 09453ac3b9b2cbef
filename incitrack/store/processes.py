"""What tells one process from another that has its number later."""

from pathlib import Path
from typing import Final

_DEAD: Final = {"Z", "X"}  # killed, and its parent has not looked yet
_START_TIME: Final = 19  # of the fields behind the name, proc_pid_stat(5): field 22 of all


def started(process: int) -> str:
    """When a process was started, as the system counts it; empty where it runs no more or that is not known.

    Two processes that had one number never share it, over a restart of the machine either.
    """
    try:
        stat = Path(f"/proc/{process}/stat").read_text(errors="replace")
        boot = Path("/proc/sys/kernel/random/boot_id").read_text().strip()
    except OSError:
        return ""
    fields = stat.rpartition(")")[2].split()
    return "" if fields[0] in _DEAD else f"{boot} {fields[_START_TIME]}"
