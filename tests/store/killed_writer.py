"""A process that makes one commit and kills itself, or fails, at the n-th of its calls that change something.

Called as `python -m tests.store.killed_writer ROOT PATH N [ERRNO]`; with N = 0 it prints how many there are. The calls
are those that Python tells its audit hooks of, just before it makes them.
"""

import os
import signal
import sys
from pathlib import Path
from typing import Any

from incitrack.changes.change import Change, FileEdit
from incitrack.errors import GitError
from incitrack.store.commit import commit
from incitrack.store.lock import WritersLock
from incitrack.store.repository import find_repository
from incitrack.store.settle import settle_what_was_left

_CALLS = {
    *("os.rename", "os.link", "os.mkdir", "os.remove", "os.rmdir", "os.chmod", "os.utime", "os.truncate"),
    *("fcntl.flock", "subprocess.Popen"),
}


def main(root: str, path: str, number: str, errno: str = "") -> None:
    seen = 0

    def hook(event: str, arguments: tuple[Any, ...]) -> None:
        nonlocal seen
        writes = event == "open" and isinstance(arguments[2], int) and arguments[2] & (os.O_WRONLY | os.O_RDWR)
        if event in _CALLS or writes:
            seen += 1
            if seen == int(number):
                if errno:
                    raise OSError(int(errno), os.strerror(int(errno)))
                os.kill(os.getpid(), signal.SIGKILL)

    repository = find_repository(Path(root))
    file = repository.root / path
    before = file.read_text() if file.exists() else None
    change = Change("INC-2026-0042", "update", (FileEdit(path, before, "after\n"),))
    sys.addaudithook(hook)
    try:
        with WritersLock(repository):
            settle_what_was_left(repository)
            commit(repository, change, lock_patience=0.3)
    except GitError as error:
        sys.stderr.write(f"{error.message}\n")
        sys.exit(error.exit_status)
    if number == "0":
        sys.stdout.write(str(seen))


if __name__ == "__main__":
    main(*sys.argv[1:])
