"""What clocks that are over came to, kept from build to build by what they were judged from."""

from incitrack.metrics.clocks import Outcome
from incitrack.website.contents import Contents
from incitrack.website.reuse.ingredients import Ingredients
from incitrack.website.reuse.kept_parts import KeptParts


def recall_clocks(contents: Contents, ingredients: Ingredients) -> int:
    """Let the contents' clocks know what an earlier build has judged; keep it for the next.

    Returns of how many incidents the outcome was known.
    """
    kept: KeptParts[Outcome] = KeptParts(contents.archive.root, "judged", ingredients.common)
    digests = {shown.record.path: ingredients.of(shown) for shown in contents.incidents}
    known = {path: kept.known[made_of] for path, made_of in digests.items() if made_of in kept.known}
    contents.clocks.assume(known)
    if kept.has_many_new(digests.values()):
        outcomes = {digests[record.path]: contents.clocks.outcome(record) for record in contents.archive.incidents}
        kept.keep({made_of: each for made_of, each in outcomes.items() if each.is_over})
    return len(known)
