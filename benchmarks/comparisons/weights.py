"""What the pages of a site weigh over the wire, what the first query adds, and whether anything moves."""

from __future__ import annotations

import json
import subprocess
from typing import Any

from benchmarks.generators.ours import OurSite
from benchmarks.measuring import CommandFailedError
from benchmarks.peers import HERE, Setting
from benchmarks.result import Row, left_out

RECORDS = (1_000, 10_000)
PAGE, QUERY = 60, 300
"""Targets in kB: a page with its style and script, and what a first query adds in the largest site."""
LIST = "incidents"
"""The list of all incidents, which may weigh more."""
QUERIES = ("connection pool", "timeout", "checkout latency", "deployed", "INC-2024-0001")


def compare(setting: Setting) -> list[Row]:
    """Rows of each size of site; nothing is timed, so the figures are the same on any machine."""
    rows: list[Row] = []
    for usual in RECORDS:
        records = setting.scaled(usual)
        # Without a history: one commit of five years would have every entry say that it was written down late.
        site = OurSite(setting, setting.archive(f"weights-{records}", records))
        found = _weigh(setting, site)
        if missing := found.get("missing"):
            left_out(f"weights of {records} records", missing)
            return rows
        rows += _pages(records, found["pages"])
        rows.append(_moved(f"layout shift, {records} records, all page types", found["pages"]))
        if found["queries"]:
            rows.append(_queries(records, found["queries"], QUERY if usual == max(RECORDS) else None))
            rows.append(_moved(f"layout shift, {records} records, search by an address", found["queries"]))
        else:
            left_out(f"the first query of {records} records", "the site has no search index")
    return rows


def _weigh(setting: Setting, site: OurSite) -> dict[str, Any]:
    build = site.cold()
    build.prepare()
    subprocess.run(
        build.arguments, cwd=build.folder, env=dict(build.environment), check=True, stdout=subprocess.DEVNULL
    )
    queries = QUERIES if site.searchable else ()
    command = [str(setting.python), "-m", "benchmarks.weigh", str(site.folder), *queries]
    told = subprocess.run(command, cwd=HERE.parent, check=True, stdout=subprocess.PIPE).stdout
    found: dict[str, Any] = json.loads(told)
    return found


def _pages(records: int, pages: dict[str, Any]) -> list[Row]:
    weights = {name: page["bytes"] / 1000 for name, page in pages.items()}
    told = ", ".join(f"{name} {weight:.1f}" for name, weight in weights.items())
    listed = weights.pop(LIST)
    heaviest = max(weights, key=weights.__getitem__)
    return [
        Row(
            f"weight, {records} records, heaviest page",
            weights[heaviest],
            "kB",
            PAGE,
            note=f"kB of the heaviest page of each type: {told}",
        ),
        Row(f"weight, {records} records, list of incidents", listed, "kB", None),
    ]


def _moved(name: str, opened: dict[str, Any]) -> Row:
    moving = [f"{name} {page['moved']:.4f}" for name, page in opened.items() if page["moved"]]
    most = max(page["moved"] for page in opened.values())
    return Row(name, most, "", 0, note=", ".join(moving))


def _queries(records: int, queries: dict[str, Any], target: float | None) -> Row:
    if all(found["said"].startswith("0") for found in queries.values()):
        raise CommandFailedError("no query found anything")
    told = ", ".join(
        f"“{query}” {found['bytes'] / 1000:.1f} ({found['said']})" for query, found in queries.items()
    )
    most = max(found["bytes"] for found in queries.values()) / 1000
    return Row(f"weight, {records} records, first query", most, "kB", target, note=f"kB beyond the page: {told}")
