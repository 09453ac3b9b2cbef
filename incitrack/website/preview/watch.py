"""What a site is made of on disk, and whether any of it has changed since one looked last."""

from pathlib import Path

from incitrack.records.stamps import Stamps, archive_stamps, stamps_of
from incitrack.website.look.templates import FOLDER, shipped_templates


def state_of(root: Path) -> Stamps:
    """The state of everything that the site of the repository at `root` is made of."""
    return archive_stamps(root) | stamps_of(dict.fromkeys([root / FOLDER, shipped_templates()]))
