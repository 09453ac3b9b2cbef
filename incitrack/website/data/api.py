"""The JSON of a site: what the commands print, for programs that have only the site."""

from collections.abc import Callable, Iterator
from functools import partial

from incitrack.metrics.listed_clocks import clocks_of, listed_clocks, worst_first
from incitrack.records.newest_first import newest_first
from incitrack.records.record import Unreadable
from incitrack.reports.actions import action_rows, rows_of
from incitrack.reports.clocks import clock_item
from incitrack.reports.incidents import list_item, show_item
from incitrack.reports.json_text import to_compact_json
from incitrack.reports.metrics_json import metrics_item
from incitrack.website.addresses import API
from incitrack.website.contents import Contents, ShownIncident
from incitrack.website.ingredients import Ingredients
from incitrack.website.page import FIGURES, DataFile


def api_lists(contents: Contents, ingredients: Ingredients) -> Iterator[DataFile]:
    """The lists that hang on the records alone; of nothing that is restricted does one say anything.

    `incidents.json` is `list --json --without-restricted`, `actions.json` likewise.
    """
    for name, value in (("incidents", _incidents), ("actions", _actions)):
        yield DataFile(f"{API}{name}.json", partial(_json_of, value, contents), made_of=ingredients.everything)


def api_files(contents: Contents, ingredients: Ingredients) -> Iterator[DataFile]:
    """The other files of the API, which tell clocks and figures.

    `metrics.json` is `metrics --json --without-restricted`, `clocks.json` is `sla --json --without-restricted`,
    `incidents/<ID>.json` is `show ID --json` but for the restricted ones that it is related to.
    """
    for name, value, together in (("metrics", _metrics, FIGURES), ("clocks", _clocks, "")):
        make = partial(_json_of, value, contents)
        yield DataFile(f"{API}{name}.json", make, made_of=ingredients.everything, together=together)
    unreadable = {each.id: each for each in contents.unreadable if each.kind == "postmortem"}
    for shown in contents.incidents:
        make, runs = partial(_incident, contents, shown, unreadable), partial(contents.runs, shown)
        yield DataFile(
            f"{API}incidents/{shown.key}.json", make, of_now=runs, made_of=partial(ingredients.data, shown)
        )


def _json_of(value: Callable[[Contents], object], contents: Contents) -> bytes:
    return to_compact_json(value(contents)).encode()


def _incidents(contents: Contents) -> object:
    return [list_item(record) for record in newest_first(contents.archive.incidents)]


def _actions(contents: Contents) -> object:
    return action_rows(contents.archive, contents.now)


def _metrics(contents: Contents) -> object:
    return metrics_item(contents.figures)


def _clocks(contents: Contents) -> object:
    archive = contents.archive
    found = listed_clocks(archive.incidents, contents.clocks, archive)
    return [clock_item(each.clock, contents.now) for each in found]


def _incident(contents: Contents, shown: ShownIncident, unreadable: dict[str | None, Unreadable]) -> bytes:
    record = shown.record
    about = shown.postmortem.record if shown.postmortem else None
    actions = rows_of((record, about) if about else (record,), contents.today)
    listed = worst_first(clocks_of(record.incident, about, contents.clocks.of(record)), contents.policies)
    clocks = [clock_item(each.clock, contents.now) for each in listed]
    item = show_item(record, about or unreadable.get(record.id), actions, clocks)
    item["related"] = [each for each in item["related"] if each not in contents.hidden]
    return to_compact_json(item).encode()
