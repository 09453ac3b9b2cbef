"""`incitrack merge-driver`: what Git runs to merge a record, once for each file that both sides changed."""

import os
import tempfile
from contextlib import suppress
from pathlib import Path

import click

_FILE = click.Path(exists=True, dir_okay=False, path_type=Path)


@click.command("merge-driver", epilog="Example: incitrack merge-driver %O %A %B %P")
@click.option("-L", "--marker-size", metavar="N", default="", help="How long conflict markers are; Git's %L.")
@click.option("--base-label", metavar="LABEL", default="", help="What stands behind the marker of the base; %S.")
@click.option("--our-label", metavar="LABEL", default="", help="What stands behind our marker; %X.")
@click.option("--their-label", metavar="LABEL", default="", help="What stands behind their marker; %Y.")
@click.argument("base", type=_FILE)
@click.argument("ours", type=_FILE)
@click.argument("theirs", type=_FILE)
@click.argument("path", required=False, default="")
def merge_driver(
    *,
    marker_size: str,
    base_label: str,
    our_label: str,
    their_label: str,
    base: Path,
    ours: Path,
    theirs: Path,
    path: str,
) -> int:
    """Merge a record by what it says, for Git.

    BASE, OURS and THEIRS are files with the three versions; the merged one is written to OURS. PATH is that of the
    record. Exit status 1 says that something conflicts, which is then between markers in OURS. `incitrack init`
    tells Git to run this.
    """
    from incitrack.merging.pieces import Marks
    from incitrack.store.text_merge import GitTextMerge

    text_merge = GitTextMerge(Path.cwd())
    marks = Marks(
        _label(our_label, "ours"),
        _label(base_label, "base"),
        _label(their_label, "theirs"),
        int(marker_size) if marker_size.isdecimal() and marker_size.isascii() and len(marker_size) < 5 else 7,
        text_merge.shows_base(),
    )
    versions = base.read_bytes(), ours.read_bytes(), theirs.read_bytes()
    try:
        from incitrack.merging.merge import merge_record

        content, is_clean = merge_record(*versions, text_merge, marks)
    except Exception as error:  # noqa: BLE001 - whatever is wrong with us, a person's merge goes on as Git does it
        from incitrack.printable import printable_line

        said = printable_line(f"{type(error).__name__}: {error}")[:200]
        click.echo(f"incitrack: {printable_line(path) or 'the record'} is merged as text, since: {said}", err=True)
        content, is_clean = text_merge(*versions, marks)
    _replace(ours, content)
    return 0 if is_clean else 1


def _label(given: str, otherwise: str) -> str:
    """What Git gave; a Git before 2.44 gives the placeholder itself."""
    line = " ".join(given.split())
    return otherwise if not line or (len(line) == 2 and line.startswith("%")) else line


def _replace(file: Path, content: bytes) -> None:
    """Write the file whole, or leave it as it was."""
    handle, name = tempfile.mkstemp(prefix=".merge_file_", dir=file.parent)
    try:
        with os.fdopen(handle, "wb") as written:
            written.write(content)
        Path(name).replace(file)
    except BaseException:
        with suppress(OSError):
            os.unlink(name)  # noqa: PTH108 - nothing of this may fail
        raise
