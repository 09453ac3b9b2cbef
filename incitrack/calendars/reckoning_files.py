"""The files outside a repository that its business time is reckoned with: the holidays and the zones."""

import zoneinfo
from collections.abc import Iterator
from pathlib import Path

from incitrack.model.policies import Policies
from incitrack.records.stamps import library_files


def reckoning_files(policies: Policies) -> Iterator[Path]:
    """One file of the library of holidays, which changes with its version, and the zones'; some may be absent."""
    yield from library_files("holidays")
    known = [policies.severity, *policies.versions.values()]
    zones = {policy.calendar.timezone for policy in known if policy}
    yield from (Path(folder, zone) for folder in zoneinfo.TZPATH for zone in zones)
