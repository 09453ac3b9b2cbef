"""`incitrack metrics` over real archives."""

import csv
import io
import json
import re
from pathlib import Path
from typing import Any

import pytest

from tests.builders import archive_folder, write, write_postmortem
from tests.cli.ran import Ran, ran, shown
from tests.metrics.histories import history

POLICY = """\
calendar: {timezone: Europe/Warsaw}
severities:
  P1:
    name: Critical
    downtime: true
    sla: {acknowledge: 15m, resolve: 4h}
    postmortem: {when: [always], due: 3d}
  P2: {name: High, sla: {acknowledge: 1h}}
"""
SERVICES = """\
services:
  checkout: {team: shop, tier: critical, availability: 99.9}
  payments: {team: money}
"""
FACTORS = "[{factor: missing-alert}]"
ACTIONS = (
    "[{id: A1, title: Add an alert, owner: kim, due: 2026-11-10, status: done, done_on: 2026-11-09},"
    " {id: A2, title: Raise the limit, owner: sam, due: 2026-11-12}]"
)


@pytest.fixture
def root(tmp_path: Path) -> Path:
    write(tmp_path, "policies/services.yaml", SERVICES)
    archive_folder(
        tmp_path,
        history(
            "2026-09-10 10:00 reported, 10:10 acknowledged, 12:00 resolved",
            1,
            severity="P1",
            started_at="2026-09-10T09:50Z",
            cause="change",
            category="network",
        ),
        # The first of November in Warsaw; acknowledged too late.
        history(
            "2026-10-31 23:30 reported, 2026-11-01 00:00 acknowledged, 00:50 mitigated, 01:30 resolved",
            2,
            severity="P1",
            services="[checkout, payments]",
            started_at="2026-10-31T23:20Z",
            cause="change",
        ),
        history("2026-11-20 10:00 reported", 3),
        history(
            "2026-11-20 10:30 reported, 10:40 resolved", 4, visibility="restricted", severity="P1", cause="change"
        ),
        history("2026-11-20 10:30 reported", 5, disposition="planned"),
        severity=POLICY,
    )
    write_postmortem(
        tmp_path,
        id="INC-2026-0002",
        status="published",
        published_at="2026-11-02T01:30Z",
        authors="[kim]",
        trigger="A deploy.",
        factors=FACTORS,
        actions=ACTIONS,
    )
    return tmp_path


def metrics(root: Path, *arguments: str, status: int = 0) -> dict[str, Any]:
    done = ran(root, "metrics", "--json", *arguments)
    assert done.status == status, done.err
    found: dict[str, Any] = json.loads(done.out)
    return found


def summary(n: int, mean: int, median: int, p90: int, total: int) -> dict[str, int]:
    return {"n": n, "mean_s": mean, "median_s": median, "p90_s": p90, "sum_s": total}


def test_json_has_every_figure_of_the_whole(root: Path) -> None:
    found = metrics(root, "--without-restricted")
    assert (found["now"], found["by"]) == ("2026-11-20T17:00:00Z", None)
    (group,) = found["groups"]
    assert group["key"] == "all"
    assert group["incidents"] == 3
    assert group["time_to_detect"] == summary(2, 600, 600, 600, 1200)
    assert group["time_to_acknowledge"] == summary(2, 1200, 1200, 1680, 2400)
    assert group["time_to_mitigate"] == summary(2, 6600, 6600, 7560, 13200)
    assert group["time_to_resolve"] == summary(2, 7200, 7200, 7200, 14400)
    assert group["impact_duration"] == summary(2, 6600, 6600, 7560, 13200)
    assert list(group["sla"]) == [
        "acknowledge",
        "resolve",
        "update",
        "communicate",
        "promise",
        "postmortem",
        "action",
    ]
    assert group["sla"]["acknowledge"] == {"met": 1, "missed": 1, "breached": 1, "rate": 0.333333333}
    assert group["sla"]["resolve"] == {"met": 2, "missed": 0, "breached": 0, "rate": 1.0}
    assert group["sla"]["update"] == {"met": 0, "missed": 0, "breached": 0, "rate": None}
    assert group["sla"]["postmortem"] == {"met": 1, "missed": 0, "breached": 1, "rate": 0.5}
    assert group["sla"]["action"] == {"met": 1, "missed": 0, "breached": 1, "rate": 0.5}
    actions = group["actions"]
    assert actions.pop("median_age_s") == 19 * 86400 + 17 * 3600 + 30 * 60
    assert actions == {
        "opened": 2,
        "open": 1,
        "done": 1,
        "overdue": 1,
        "completion_rate": 0.5,
        "on_time": 1,
        "done_on_time": 1.0,
    }
    assert group["postmortems"] == {
        "required": 2,
        "published": 1,
        "on_time": 1,
        "n_to_publish": 1,
        "median_days_to_publish": 1.0,
    }
    assert group["recurrence"] == {"n": 3, "recurred": 1, "rate": 0.333333333}
    assert group["late_upgrades"] == {"n": 3, "upgraded": 0}
    whole = {"count": 1, "share": 1.0, "cumulative": 1.0, "came_back": 0}
    assert group["factors"] == [{"factor": "missing-alert"} | whole]
    assert group["causes"] == [{"cause": "change"} | whole | {"count": 2}]


def test_json_has_what_does_not_depend_on_groups(root: Path) -> None:
    found = metrics(root, "--without-restricted")
    assert found["availability"] == [
        {"service": "checkout", "month": "2026-09", "downtime_s": 7800, "length_s": 2592000, "rate": 0.996990741, "target": 0.999},
        {"service": "checkout", "month": "2026-11", "downtime_s": 5400, "length_s": 2592000, "rate": 0.997916667, "target": 0.999},
        {"service": "payments", "month": "2026-11", "downtime_s": 5400, "length_s": 2592000, "rate": 0.997916667, "target": None},
    ]  # fmt: skip
    assert found["baseline"] == {
        "monthly_incidents": {
            "mean": 0.5,
            "lower": 0.0,
            "upper": 3.16,
            "points": [
                {"month": "2026-09", "value": 1, "n": 1, "signal": False, "reason": None},
                {"month": "2026-10", "value": 0, "n": 0, "signal": False, "reason": None},
            ],
        },
        "time_to_resolve": None,
    }
    assert found["teams"] == [
        {
            "team": "money",
            "services": 1,
            "critical_services": 0,
            "incidents": 1,
            "incidents_per_service": 1.0,
            "tiers": {"none": 1},
        },
        {
            "team": "shop",
            "services": 1,
            "critical_services": 1,
            "incidents": 3,
            "incidents_per_service": 3.0,
            "tiers": {"critical": 1},
        },
    ]
    assert [(each["owner"], each["actions"]["opened"]) for each in found["owners"]] == [("kim", 1), ("sam", 1)]
    (again,) = found["recurring"]
    assert again["incidents"] == ["INC-2026-0001", "INC-2026-0002"]
    assert (again["service"], again["cause"], again["n"]) == ("checkout", "change", 2)
    assert (again["first_at"], again["last_at"]) == ("2026-09-10T10:00:00Z", "2026-10-31T23:30:00Z")
    assert (
        again["first"]["time_to_resolve"]
        == again["later"]["time_to_resolve"]
        == summary(1, 7200, 7200, 7200, 7200)
    )


def test_a_restricted_record_leaves_no_figure(root: Path) -> None:
    without = metrics(root, "--without-restricted")
    assert metrics(root) != without
    (root / "incidents/2026/INC-2026-0004.md").unlink()
    assert metrics(root) == without


@pytest.mark.parametrize(
    ("by", "keys"),
    [
        ("month", ["2026-09", "2026-11"]),
        ("quarter", ["2026-Q3", "2026-Q4"]),
        ("severity", ["P1", "P2"]),
        ("service", ["checkout", "payments"]),
        ("team", ["money", "shop"]),
        ("category", ["network", "none"]),
        ("cause", ["change", "none"]),
    ],
)
def test_groups_have_the_figures_of_their_incidents(root: Path, by: str, keys: list[str]) -> None:
    found = metrics(root, "--by", by)
    assert found["by"] == by
    assert [group["key"] for group in found["groups"]] == keys
    assert {key: found[key] for key in found if key not in {"by", "groups"}} == {
        key: value for key, value in metrics(root).items() if key not in {"by", "groups"}
    }


@pytest.mark.parametrize("by", ["severity", "service", "team", "cause"])
def test_a_group_is_what_the_filter_of_its_key_chooses(root: Path, by: str) -> None:
    for group in metrics(root, "--by", by)["groups"]:
        if group["key"] != "none":
            (same,) = metrics(root, f"--{by}", group["key"])["groups"]
            assert group == same | {"key": group["key"]}


def test_filters_choose_the_incidents_whose_figures_are_shown(root: Path) -> None:
    (group,) = metrics(root, "--since", "2026-11-01", "--until", "2026-11-01")["groups"]
    assert group["incidents"] == 1
    # The one before it was reported in September.
    assert group["recurrence"] == {"n": 1, "recurred": 1, "rate": 1.0}


@pytest.mark.parametrize(
    ("until", "months"),
    [
        ("2026-10-30", None),  # October was not asked for as a whole, and September alone is no baseline
        ("2026-10-31", ["2026-09", "2026-10"]),
        ("2026-10-31T22:59:59Z", None),
        ("2026-10-31T23:00:00Z", ["2026-09", "2026-10"]),
        ("2026-11-19", ["2026-09", "2026-10"]),
        ("2027-03-01", ["2026-09", "2026-10"]),  # which has not come
    ],
)
def test_the_baseline_ends_with_the_last_month_that_was_asked_for(
    root: Path, until: str, months: list[str] | None
) -> None:
    chart = metrics(root, "--until", until)["baseline"]["monthly_incidents"]
    assert (chart and [point["month"] for point in chart["points"]]) == months


def test_without_policies_there_are_the_figures_that_need_none(root: Path) -> None:
    (root / "policies/severity.yaml").unlink()
    (root / "policies/services.yaml").unlink()
    found = metrics(root)
    (group,) = found["groups"]
    assert (group["incidents"], group["time_to_resolve"]["n"], group["recurrence"]["recurred"]) == (4, 3, 2)
    assert group["sla"]["acknowledge"]["rate"] is None
    assert (found["availability"], found["teams"]) == ([], [])


def test_an_empty_archive_has_figures_of_nothing(tmp_path: Path) -> None:
    archive_folder(tmp_path)
    (group,) = metrics(tmp_path)["groups"]
    assert group["time_to_resolve"] == {"n": 0, "mean_s": None, "median_s": None, "p90_s": None, "sum_s": 0}
    assert metrics(tmp_path, "--by", "month")["groups"] == []
    assert ran(tmp_path, "metrics") == Ran(0, "", "There is no incident.\n")


def test_nothing_that_counts_is_said_on_standard_error(root: Path) -> None:
    assert ran(root, "metrics", "--owner", "kim") == Ran(0, "", "No incident matches.\n")
    (root / "incidents/2026/INC-2026-0003.md").unlink()
    only = "Only actionable incidents count, and there is none.\n"
    assert ran(root, "metrics", "--severity", "P2") == Ran(0, "", only)
    assert ran(root, "metrics", "--severity", "P2", "--by", "month") == Ran(0, "", only)


def test_an_unreadable_record_is_named_and_the_others_counted(root: Path) -> None:
    before = metrics(root)
    write(root, "incidents/2026/INC-2026-0006.md", "---\nid: INC-2026-0006\nsevrity: P1\n---\n")
    assert metrics(root, status=3) == before
    assert ran(root, "metrics").err.startswith("cannot read incidents/2026/INC-2026-0006.md:1:1: title is missing")


@pytest.mark.parametrize(
    ("arguments", "said"),
    [
        ("--json --csv", "error: --json and --csv exclude each other"),
        ("--by owner", "error: Invalid value for '--by': 'owner' is not one of"),
        ("--severity P9", "error: “P9” is not a severity of policies/severity.yaml"),
    ],
)
def test_a_word_that_cannot_be_meant_is_wrong_usage(root: Path, arguments: str, said: str) -> None:
    done = ran(root, "metrics", *arguments.split())
    assert (done.status, done.out) == (2, "")
    assert done.err.startswith(said)


def test_csv_has_a_row_for_each_group_and_the_numbers_of_the_json(root: Path) -> None:
    header, *rows = csv.reader(io.StringIO(ran(root, "metrics", "--csv", "--by", "month").out))
    groups = metrics(root, "--by", "month")["groups"]
    assert [row[:2] for row in rows] == [["2026-09", "1"], ["2026-11", "3"]]
    for row, group in zip(rows, groups, strict=True):
        cells = dict(zip(header, row, strict=True))
        assert cells["time_to_mitigate_p90_s"] == str(group["time_to_mitigate"]["p90_s"])
        assert cells["sla_acknowledge_breached"] == str(group["sla"]["acknowledge"]["breached"])
        assert cells["actions_done_on_time"] == str(group["actions"]["done_on_time"] or "")
        assert cells["recurrence_rate"] == str(group["recurrence"]["rate"])
    nothing = ran(root, "metrics", "--csv", "--by", "month", "--owner", "kim")
    assert nothing == Ran(0, ",".join(header) + "\n", "")


def plain(text: str) -> list[str]:
    return re.sub(r"\x1b\[[0-9;]*m", "", text).splitlines()


def test_on_a_terminal_a_manager_reads_it_within_eighty_columns(root: Path) -> None:
    painted = shown(root, "metrics", "--without-restricted")
    assert "\x1b[31m\x1b[1m99.699 %\x1b[0m" in painted  # below the target
    lines = plain(painted)
    assert max(map(len, lines)) <= 80
    assert lines[0] == "3 incidents"
    assert "to mitigate     2   1 h 50 min  1 h 50 min  2 h 6 min       3 h 40 min" in lines
    assert "acknowledge  33 %   3   1             1" in lines
    assert "Came again       1 of 3 (33 %) had the service and cause of one in the 90 days" in lines
    assert "Action items     2 opened, 1 of 2 (50 %) done, 1 of 1 (100 %) on time, 1" in lines
    assert "Incidents a month: 0.5 on average of 2 months. What is signal and what is noise" in lines
    assert "checkout      2026-09  99.699 %  99.9 %  2 h 10 min" in lines
    assert "shop   1         1         3          3" in lines


@pytest.mark.parametrize("by", ["month", "service", "severity", "team"])
def test_groups_on_a_terminal_stand_one_below_the_other(root: Path, by: str) -> None:
    write(root, "policies/services.yaml", SERVICES + f"  {'long-' * 11}name: {{team: {'x' * 60}}}\n")
    write(
        root,
        "incidents/2026/INC-2026-0009.md",
        history("2026-11-20 10:00 reported", 9, services=f"[{'long-' * 11}name]"),
    )
    lines = plain(shown(root, "metrics", "--by", by))
    assert max(map(len, lines)) <= 80
    assert sum(line.startswith(by.upper()) for line in lines) > 1


def test_a_long_list_is_cut_on_a_terminal_and_whole_in_a_pipe(tmp_path: Path) -> None:
    texts = [history("2026-11-01 10:00 reported", number, cause=f"cause-{number:02}") for number in range(12)]
    archive_folder(tmp_path, *texts)
    on_terminal = plain(shown(tmp_path, "metrics"))
    assert "cause-07  1      8 %    67 %              –" in on_terminal
    assert "… and 4 more: --json, or in a pipe" in on_terminal
    in_pipe = ran(tmp_path, "metrics").out
    assert "cause-11  1      8 %    100 %             –" in in_pipe
    assert "more: --json" not in in_pipe
    assert "\x1b" not in in_pipe


def test_in_a_pipe_the_groups_are_one_table(root: Path) -> None:
    _, blank, header, *rows = ran(root, "metrics", "--by", "severity").out.splitlines()
    assert blank == ""
    assert header.split("  ")[0] == "SEVERITY"
    assert [row[:2] for row in rows] == ["P1", "P2"]


def test_what_stands_out_is_told_from_noise(tmp_path: Path) -> None:
    counts = [2, 3, 2, 3, 20, 2, 3, 2, 3]
    texts = [
        history(f"2026-{month:02}-{day:02} 10:00 reported", 100 * month + day)
        for month, count in enumerate(counts, start=2)
        for day in range(1, count + 1)
    ]
    archive_folder(tmp_path, *texts)
    lines = ran(tmp_path, "metrics").out.splitlines()
    assert "2026-06  20                 20  outside of the limits" in lines
    assert any(
        line.startswith("Incidents a month: 4.44 on average of 9 months. All else is noise: 0 to")
        for line in lines
    )
