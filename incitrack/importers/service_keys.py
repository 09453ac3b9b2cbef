"""From the names that another tool gives services to keys of the catalogue."""

import hashlib
import re
import unicodedata
from collections import Counter
from collections.abc import Iterable, Mapping
from typing import Final

from incitrack.model.services import ServiceCatalogue
from incitrack.model.words import UNSAFE

_LONGEST: Final = 60


def service_keys(names: Iterable[str], catalogue: ServiceCatalogue) -> dict[str, str]:
    """The key of each name: that of the catalogue's service with this key or name, else a slug made of it.

    Names that differ only in case, spaces and punctuation are one service.
    """
    known = _known(catalogue)
    keys: dict[str, str] = {}
    whole_of: dict[str, str] = {}
    for name in sorted(set(names)):
        if found := known.get(name.casefold()):
            keys[name] = found
            continue
        whole = _words(name)
        slug = _shortened(whole)
        if whole_of.setdefault(slug, whole) != whole:  # two long names that begin alike
            slug = f"{slug[: _LONGEST - 9].rstrip('-')}-{_digest(whole)}"
        keys[name] = slug
    return keys


def display_names(names: Iterable[str], keys: Mapping[str, str]) -> dict[str, str]:
    """What people call each service: the spelling that occurs most, of equals the first by alphabet."""
    spellings: dict[str, Counter[str]] = {}
    for name in names:
        spellings.setdefault(keys[name], Counter())[_one_line(name)] += 1
    return {
        key: min(counts, key=lambda spelling: (-counts[spelling], spelling))
        for key, counts in sorted(spellings.items())
    }


def _known(catalogue: ServiceCatalogue) -> dict[str, str]:
    services = catalogue.services or {}
    named = {service.name.casefold(): key for key, service in services.items() if service.name}
    return named | {key: key for key in services}


def _words(name: str) -> str:
    """Lower-case letters, digits and hyphens; a name without any is known by a digest of it."""
    plain = unicodedata.normalize("NFKD", name).encode("ascii", "ignore").decode().lower()
    slug = "-".join(re.findall(r"[a-z0-9]+", plain))
    return slug or f"service-{_digest(name)}"


def _shortened(slug: str) -> str:
    """At most 60 characters, cut between words where there are any."""
    if len(slug) <= _LONGEST:
        return slug
    cut = slug[: _LONGEST + 1].rpartition("-")[0] or slug[:_LONGEST]
    return cut.rstrip("-")


def _digest(text: str) -> str:
    return hashlib.sha256(text.encode("utf-8", "surrogatepass")).hexdigest()[:8]


def _one_line(name: str) -> str:
    return " ".join(UNSAFE.sub(" ", name).split()) or "Unnamed"
