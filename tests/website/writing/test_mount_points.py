"""A mount point is refused at once: the swap would fail after the whole site was made."""

import sys
from pathlib import Path

import pytest

from incitrack.errors import RefusedError
from incitrack.website.audience import Audience
from incitrack.website.writing.mount_points import is_mount_point, mount_points
from incitrack.website.writing.output_folder import check_folder

TABLE = rb"""
36 35 98:0 /mnt1 /mnt/parent rw,noatime master:1 - ext3 /dev/root rw,errors=continue
37 35 98:0 /srv/site /srv/www/our\040site rw,relatime - ext4 /dev/sda1 rw
38 35 98:0 / /a\134b rw - tmpfs tmpfs rw
"""


def test_bind_mounts_are_known_by_the_table(tmp_path: Path) -> None:
    assert mount_points(TABLE) == {b"/mnt/parent", b"/srv/www/our site", b"/a\\b"}


def test_an_ordinary_folder_is_none(tmp_path: Path) -> None:
    assert not is_mount_point(tmp_path)


@pytest.mark.skipif(sys.platform != "linux", reason="/proc is a mount point on Linux")
def test_a_mount_point_is_refused_with_a_folder_in_it_to_take_instead(tmp_path: Path) -> None:
    with pytest.raises(RefusedError, match="/proc is a mount point") as caught:
        check_folder(Path("/proc"), tmp_path, Audience.INTERNAL)

    assert caught.value.hint == "name a folder in it: --out /proc/site"
