"""The tables that the search's script reads beside the index: what the documents and the bundles are."""

import json
from collections.abc import Mapping, Sequence
from typing import Any

from incitrack.website.search.bundles import PAGE, Bundle


def tables(
    records: Mapping[str, Any], digests: Sequence[str], bundles: Sequence[Bundle], reason: str = ""
) -> bytes:
    """The file `records.json`: `records` with what the bundles hold of the documents with these digests.

    Of a bundle, by its folder under `pagefind/`: `firsts` is where the words of each part begin; of `common` words
    only the first place in each document stands under the word; `documents` says as steps what they are, a place
    among incidents and then postmortems, null for one that is no longer; `lengths` in words, and the words of
    `titles`. The engine has `page` documents as one. `reason` says why there is no index, if so.
    """
    places = {digest: place for place, digest in enumerate(digests)}
    held = {bundle.folder.name: _bundle(bundle, places) for bundle in bundles}
    said = {**records, "page": PAGE, "bundles": held, "reason": reason}
    return json.dumps(said, separators=(",", ":"), ensure_ascii=False).encode()


def _bundle(bundle: Bundle, places: Mapping[str, int]) -> dict[str, Any]:
    found = [places.get(digest) for digest in bundle.digests]
    steps: list[int | None] = []
    before = -1
    for place in found:
        steps.append(None if place is None else place - before)
        before = before if place is None else place
    return {
        "firsts": bundle.firsts,
        "common": bundle.common,
        "documents": steps,
        "lengths": bundle.lengths,
        "titles": bundle.titles,
    }
