"""The words that the program itself writes on public pages: its templates, and its pages of made-up incidents."""

from collections.abc import Iterator
from dataclasses import replace
from datetime import UTC, datetime
from typing import Final

from incitrack.model.entry import Kind
from incitrack.model.impact import ImpactPeriod
from incitrack.model.status import Status
from incitrack.model.times import format_time
from incitrack.model.turns import Turn
from incitrack.records.archive import Archive
from incitrack.rendering.allowance import as_written
from incitrack.rendering.markdown import Renderer
from incitrack.website.look.assets import assets_of
from incitrack.website.look.templates import Templates
from incitrack.website.public.contents import PublicContents, made_of
from incitrack.website.public.incident import PublicIncident, PublicMessage
from incitrack.website.public.phrases import headline
from incitrack.website.public.plan import FOR_EVERYONE, public_files, public_pages
from incitrack.website.public.words import Words, readings, short_runs, words_of
from incitrack.website.render import Site
from incitrack.website.writing.output_folder import MANIFEST

_AT: Final = datetime(1999, 12, 31, 23, 59, tzinfo=UTC)
_WORD: Final = "qxzvkj"
"""Stands for everything that somebody could write."""
FORMAT_WORDS: Final = ("monitoring", "customer", "staff", "alert", "chat", "email", "phone", "form", "in-person")
"""What the format of records proposes for who noticed and how it was told: its own words, of every team."""
_MADE_UP: Final = PublicIncident(
    key="INC-1999-0001",
    id="INC-1999-0001",
    title=_WORD,
    counts=True,
    planned=False,
    severity=_WORD,
    services=(_WORD,),
    status=Status.CLOSED,
    reported_at=_AT,
    started_at=_AT,
    mitigated_at=_AT,
    resolved_at=_AT,
    closed_at=_AT,
    turns=(Turn(Kind.MITIGATED, _AT), Turn(Kind.RESOLVED, _AT)),
    periods=(ImpactPeriod(_AT, _AT),),
    messages=(PublicMessage(_AT, _WORD),),
)


def program_runs(archive: Archive, contents: PublicContents, templates: Templates) -> set[Words]:
    """The runs of up to five words in the shipped templates, and in what they make of nobody's incidents."""
    shipped = replace(templates, own=None)
    found = {tuple(words_of(word)) for word in FORMAT_WORDS}
    for file in sorted(shipped.shipped.rglob("*.html")):
        found.update(short_runs(words_of(file.read_text(encoding="utf-8"))))
    for content in _made(archive, contents, shipped):
        for text in readings(content):
            found.update(short_runs(words_of(text)))
    return found


def _made(archive: Archive, contents: PublicContents, shipped: Templates) -> Iterator[bytes]:
    made_up = made_of(_made_up(), archive, contents.now)
    pages = list(public_pages(made_up))
    site = Site(archive.root, made_up.frame, shipped, Renderer(), FOR_EVERYONE)
    yield from (site.page(page).content for page in pages)
    yield from (file.content() for file in public_files(made_up, pages))
    yield from (page.path.encode() for page in pages)
    yield from (file.path.encode() for file in public_files(made_up, pages))
    yield MANIFEST.encode()
    for incidents in ([], [_watched()]):
        yield headline(made_of(incidents, archive, contents.now)).encode()
    yield as_written("").encode()
    assets = assets_of(shipped, contents.frame.policies.severity)
    yield from (f"{asset.path} ".encode() + asset.content for asset in assets.used_by(()))


def _made_up() -> list[PublicIncident]:
    """What is felt, watched, planned and over, and what was no incident, with and without what was told."""
    felt = replace(_watched(), mitigated_at=None, periods=(ImpactPeriod(_AT, None),))
    silent = replace(felt, messages=(), services=(_WORD, _WORD * 2))
    promising = replace(felt, messages=(PublicMessage(_AT, f"{_WORD}. Next update by `{format_time(_AT)}`."),))
    again = replace(felt, periods=(*_MADE_UP.periods, *felt.periods))
    planned = replace(_MADE_UP, counts=False, planned=True, severity="")
    coming = replace(planned, status=Status.REPORTED, resolved_at=None, closed_at=None, turns=(), messages=())
    aside = replace(planned, planned=False, status=None, started_at=None, mitigated_at=None, periods=())
    over = [_MADE_UP, planned, aside]
    return [
        felt,
        silent,
        promising,
        again,
        _watched(),
        coming,
        *over,
        *(replace(each, messages=()) for each in over),
    ]


def _watched() -> PublicIncident:
    turns = (*_MADE_UP.turns, Turn(Kind.REOPENED, _AT))
    return replace(_MADE_UP, status=Status.IN_PROGRESS, resolved_at=None, closed_at=None, turns=turns)
