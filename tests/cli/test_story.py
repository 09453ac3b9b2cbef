"""One outage from the first probe to the second closing, by nothing but commands."""

from pathlib import Path

from tests.cli.records_repository import RecordsRepository

SEVERITY = """\
severities:
  P1:
    name: Critical
    owner: at-once
    roles: [commander]
    verification: required
    close: {after: 1d, requires: [all-clear]}
  P2: {name: High}
"""
SERVICES = """\
services:
  checkout: {name: Checkout, owner: maria}
people:
  maria: {email: maria@example.org}
  jdoe: {}
  sam: {}
"""
OUTPUT = b"""\
Connection pool is exhausted.

```
FATAL: remaining connection slots are reserved
```
"""
RECORD = """\
---
id: INC-2026-0001
title: Checkout returns 502 for EU customers
severity: P1
status: closed
services: [checkout]
owner: maria
started_at: 2026-11-20T14:05Z
roles:
  commander: jdoe
cause: configuration
---

## Timeline

- `2026-11-20T14:10Z` **reported** @maria: Checkout probe fails from three regions.
- `2026-11-20T14:14Z` **acknowledged** @maria: On it, looking at the database host.
- `2026-11-20T14:15Z` **in-progress** @maria
- `2026-11-20T14:31Z` **update** @maria: Connection pool is exhausted.

  ```
  FATAL: remaining connection slots are reserved
  ```
- `2026-11-20T14:40Z` **severity** @maria: P2 -> P1, payments fail as well
- `2026-11-20T14:41Z` **role** @maria: commander none -> @jdoe
- `2026-11-20T15:20Z` **mitigated** @jdoe: Restarted the workers, pool limit raised by hand.
- `2026-11-20T16:40Z` **resolved** @maria: New limit deployed.
- `2026-11-20T17:40Z` **verified** @maria: Error rate at zero for an hour.
- `2026-11-22T09:00Z` **closed** @maria
- `2026-11-23T08:00Z` **reopened** @maria: The same errors since the last deploy.
- `2026-11-23T09:00Z` **resolved** @maria: Limit is in the deployed configuration now.
- `2026-11-23T09:30Z` **verified** @maria: A deploy no longer takes it back.
- `2026-11-24T10:00Z` **closed** @maria

## Communications

- `2026-11-20T14:45Z` **public** @sam: Checkout fails, we are on it. Next update by `2026-11-20T15:15Z`.
- `2026-11-20T16:45Z` **public** @sam: Checkout works again.
- `2026-11-23T09:05Z` **public** @sam: Checkout works, this time for good.
"""


def test_an_outage_is_told_by_commands_and_reads_as_a_person_would_have_written_it(tmp_path: Path) -> None:
    policies = {"policies/severity.yaml": SEVERITY, "policies/services.yaml": SERVICES}
    story = RecordsRepository(tmp_path / "story", records=[], files=policies)
    story.write("notes.md", "not ours\n")
    begun = story.commits

    def at(now: str, *arguments: str, given: bytes = b"") -> str:
        return story.done(*arguments, now=f"2026-11-{now}Z", given=given)

    probe = "Checkout probe fails from three regions."
    opened = at(
        "20T14:10",
        "open",
        *("--title", "Checkout returns 502 for EU customers", "--severity", "P2"),
        *("--service", "checkout", "--message", probe),
    )
    assert opened.startswith("INC-2026-0001 reported (")
    at("20T14:14", "ack", "On it, looking at the database host.")
    at("20T14:15", "start", "1")
    at("20T14:31", "log", "1", "-", given=OUTPUT)
    assert "wants a commander" in at("20T14:40", "severity", "1", "P1", "payments fail as well")
    at("20T14:41", "role", "1", "commander", "jdoe")
    at("20T14:45", "tell", "Checkout fails, we are on it.", "--to", "public", "--next", "30m", "--as", "sam")
    at("20T15:20", "mitigate", "1", "Restarted the workers, pool limit raised by hand.", "--as", "jdoe")
    at("20T16:40", "resolve", "New limit deployed.", "--started-at", "2026-11-20T14:05Z")
    at("20T16:45", "tell", "1", "Checkout works again.", "--to", "public", "--as", "sam")
    early = story.refused(4, "close", "1", "--cause", "configuration", now="2026-11-20T17:00Z")
    assert "nobody has verified the fix" in early
    at("20T17:40", "verify", "1", "Error rate at zero for an hour.")
    at("22T09:00", "close", "1", "--cause", "configuration")
    at("23T08:00", "reopen", "1", "The same errors since the last deploy.")
    at("23T09:00", "resolve", "1", "Limit is in the deployed configuration now.")
    at("23T09:05", "tell", "1", "Checkout works, this time for good.", "--to", "public", "--as", "sam")
    at("23T09:30", "verify", "1", "A deploy no longer takes it back.")
    at("24T10:00", "close", "1")

    assert story.read("incidents/2026/INC-2026-0001.md") == RECORD
    assert story.status == "?? notes.md\n"
    commits = story.git("rev-list", "--reverse", f"HEAD~{story.commits - begun}..HEAD").split()
    assert [story.files_of(commit) for commit in commits] == [["incidents/2026/INC-2026-0001.md"]] * 17
    subjects = story.git("log", "--reverse", "--format=%s", f"HEAD~{story.commits - begun}..HEAD").splitlines()
    assert [subject.removeprefix("INC-2026-0001: ") for subject in subjects] == [
        *("reported", "acknowledged", "in-progress", "update", "severity", "role", "public", "mitigated"),
        *("resolved", "public", "verified", "closed", "reopened", "resolved", "public", "verified", "closed"),
    ]
    assert story.run("check", now="2026-11-24T10:00Z").status == 0
