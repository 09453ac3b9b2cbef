"""The JSON of a site: what the commands print, for programs that have only the site."""

from collections.abc import Iterable, Iterator
from functools import partial

from incitrack.metrics.listed_clocks import clocks_of, worst_first
from incitrack.records.record import Unreadable
from incitrack.reports.actions import action_rows, rows_of
from incitrack.reports.clocks import clock_item
from incitrack.reports.incidents import show_item
from incitrack.reports.json_text import to_compact_json
from incitrack.reports.metrics_json import metrics_item
from incitrack.website.addresses import API
from incitrack.website.contents import Contents, ShownIncident
from incitrack.website.data.rows import clock_rows, incident_rows
from incitrack.website.page import FIGURES, DataFile
from incitrack.website.reuse.ingredients import Ingredients


def api_files(contents: Contents, ingredients: Ingredients) -> Iterator[DataFile]:
    """The files of the API that tell the records; of nothing that is restricted does one say anything.

    `incidents.json` is `list --json --without-restricted`, `actions.json` and `clocks.json` likewise,
    `incidents/<ID>.json` is `show ID --json` but for the restricted ones that it is related to.
    """
    for name, value in (("incidents", _incidents), ("actions", _actions), ("clocks", _clocks)):
        make = partial(value, contents, ingredients)
        yield DataFile(f"{API}{name}.json", make, made_of=ingredients.everything)
    unreadable = {each.id: each for each in contents.unreadable if each.kind == "postmortem"}
    for shown in contents.incidents:
        make, runs = partial(_incident, contents, shown, unreadable), partial(contents.runs, shown)
        yield DataFile(
            f"{API}incidents/{shown.key}.json", make, of_now=runs, made_of=partial(ingredients.data, shown)
        )


def figures_file(contents: Contents, ingredients: Ingredients) -> DataFile:
    """`metrics.json`, which is `metrics --json --without-restricted`."""

    def make() -> bytes:
        return to_compact_json(metrics_item(contents.figures)).encode()

    return DataFile(f"{API}metrics.json", make, made_of=ingredients.everything, together=FIGURES)


def _incidents(contents: Contents, ingredients: Ingredients) -> bytes:
    return _list(incident_rows(contents, ingredients))


def _actions(contents: Contents, _: Ingredients) -> bytes:
    return to_compact_json(action_rows(contents.archive, contents.now)).encode()


def _clocks(contents: Contents, ingredients: Ingredients) -> bytes:
    return _list(clock_rows(contents, ingredients))


def _list(rows: Iterable[str]) -> bytes:
    return f"[{','.join(rows)}]".encode()


def _incident(contents: Contents, shown: ShownIncident, unreadable: dict[str | None, Unreadable]) -> bytes:
    record = shown.record
    about = shown.postmortem.record if shown.postmortem else None
    actions = rows_of((record, about) if about else (record,), contents.today)
    listed = worst_first(clocks_of(record.incident, about, contents.clocks.of(record)), contents.policies)
    clocks = [clock_item(each.clock, contents.now) for each in listed]
    item = show_item(record, about or unreadable.get(record.id), actions, clocks)
    item["related"] = [each for each in item["related"] if each not in contents.hidden]
    return to_compact_json(item).encode()
