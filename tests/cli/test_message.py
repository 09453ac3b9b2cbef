"""`incitrack message` over real archives, with a team's own templates."""

import json
import re
from dataclasses import fields
from pathlib import Path

import pytest

from incitrack.reports.status_message import StatusMessage
from tests.builders import REPORTED, archive_folder, incident_text, write
from tests.cli.ran import Ran, ran, shown

TOLD = "- `2026-11-20T14:45Z` **public** @sam: We are on it. Next update by `2026-11-20T17:30Z`."


@pytest.fixture
def root(tmp_path: Path) -> Path:
    return archive_folder(tmp_path, incident_text(communications=[TOLD]))


def template(root: Path, text: str, name: str = "sms") -> None:
    write(root, f"policies/messages/{name}.md.j2", text)


def with_template(root: Path, text: str) -> Ran:
    template(root, text)
    return ran(root, "message", "42", "--template", "sms")


def test_the_message_is_printed_and_nothing_else(root: Path) -> None:
    done = ran(root, "message", "42")
    assert (done.status, done.err) == (0, "")
    assert done.out.startswith("Checkout returns 502 for EU customers\n\nSeverity: High (P2)\nStatus: reported\n")
    assert "Next update: by 20 November 2026, 17:30 UTC\n" in done.out
    assert ran(root, "message") == done


def test_json_has_the_parts_and_the_text(root: Path) -> None:
    parts = json.loads(ran(root, "message", "42", "--json").out)
    assert parts["id"] == "INC-2026-0042"
    assert parts["next_update_at"] == "2026-11-20T17:30:00Z"
    assert parts["text"] + "\n" == ran(root, "message", "42").out


def test_the_sender_is_reminded_of_a_late_or_missing_promise(root: Path) -> None:
    late = ran(root, "message", "42", now="2026-11-20T18:00Z")
    assert late.err == (
        "The update promised by 20 November 2026, 17:30 UTC is late.\n"
        "When you have sent it: incitrack tell INC-2026-0042 TEXT --to public --next 30m\n"
    )
    write(root, "incidents/2026/INC-2026-0042.md", incident_text())
    assert ran(root, "message", "42", "--to", "stakeholders").err == (
        "No next update is promised.\n"
        "When you have sent it: incitrack tell INC-2026-0042 TEXT --to stakeholders --next 30m\n"
    )
    write(root, "incidents/2026/INC-2026-0042.md", incident_text(status="resolved"))
    assert ran(root, "message", "42").err == ""


@pytest.mark.parametrize("audience", ["everyone", "tier-", "tier-Ü", "", "Public"])
def test_an_unknown_audience_is_wrong_usage(root: Path, audience: str) -> None:
    done = ran(root, "message", "42", "--to", audience)
    assert (done.status, done.out) == (2, "")
    assert "write public, stakeholders or tier-NAME" in done.err


def test_a_teams_own_words_are_given_the_parts(root: Path) -> None:
    done = with_template(
        root,
        "{% if message.is_open %}[{{ message.severity_name }}] {% endif %}{{ message.title }}\n"
        "Since {{ message.started_at or message.reported_at }} ({{ message.reported_at.iso }}):"
        " {{ message.services | join(', ') }}\n"
        "{% for paragraph in message.known %}\n> {{ paragraph }}\n{% endfor %}\n",
    )
    assert done == Ran(
        0,
        "[High] Checkout returns 502 for EU customers\n"
        "Since 20 November 2026, 14:10 UTC (2026-11-20T14:10:00Z): checkout\n"
        "> We are on it.\n",
        "",
    )


def test_the_documented_template_and_parts_are_right(root: Path) -> None:
    documented = (Path(__file__).parents[2] / "docs/policies.md").read_text().partition("\n## messages\n")[2]
    example = documented.partition("```jinja\n")[2].partition("```")[0]
    assert with_template(root, example).out == (
        "High: Checkout returns 502 for EU customers (checkout)\n"
        "We are on it.\n"
        "More by 20 November 2026, 17:30 UTC.\n"
    )
    rows = [line.split("|")[1] for line in documented.partition("\n## ")[0].splitlines() if line.startswith("| `")]
    assert set(re.findall(r"`(\w+)`", " ".join(rows))) == {field.name for field in fields(StatusMessage)}


def test_what_a_record_says_is_never_read_as_a_template(tmp_path: Path) -> None:
    title = "{{ cycler.__init__.__globals__.os.popen('id').read() }} {% raw %} & <b>"
    archive_folder(tmp_path, incident_text(title=f'"{title}"', communications=[TOLD]))
    assert with_template(tmp_path, "{{ message.title }}") == Ran(0, f"{title}\n", "")


@pytest.mark.parametrize(
    ("text", "line", "said"),
    [
        ("one\n{{ message.titel }}\n", 2, "has no attribute 'titel'"),
        ("one\ntwo\n{% if %}\n", 3, "Expected an expression"),
        ("{{ incident }}", 1, "'incident' is undefined"),
        ("\n{{ message.known.__class__.__mro__ }}", 2, "unsafe"),
        ("\n\n{{ ''.__class__.__base__.__subclasses__() }}", 3, "unsafe"),
        ("{{ 1 / 0 }}", 1, "division by zero"),
        ("a\n{% include 'other.md.j2' %}", 2, "there is no template other.md.j2"),
        ("{% for i in range(1000000000) %}x{% endfor %}", 1, "Range too big"),
    ],
)
def test_a_template_that_fails_is_named_with_its_line(root: Path, text: str, line: int, said: str) -> None:
    done = with_template(root, text)
    assert (done.status, done.out) == (3, "")
    first = done.err.splitlines()[0]
    assert first.startswith(f"error: policies/messages/sms.md.j2:{line}:")
    assert said in first
    assert len(done.err.splitlines()) <= 3


def test_the_parts_cannot_be_changed_by_a_template(root: Path) -> None:
    done = with_template(root, "{% set message.title = 'x' %}")
    assert done.status == 3


@pytest.mark.parametrize("name", ["mail", "../severity", "", "sms.md.j2", "Sms"])
def test_a_template_that_is_not_there_is_wrong_usage(root: Path, name: str) -> None:
    template(root, "hello")
    done = ran(root, "message", "42", "--template", name)
    assert (done.status, done.out) == (2, "")
    assert "there is sms" in done.err


def test_without_any_template_the_place_for_one_is_named(root: Path) -> None:
    assert "write it in policies/messages/NAME.md.j2" in ran(root, "message", "42", "--template", "sms").err


def test_a_template_that_is_a_link_is_refused(root: Path, tmp_path: Path) -> None:
    outside = tmp_path.parent / "outside.txt"
    outside.write_text("secret")
    (root / "policies/messages").mkdir(parents=True)
    (root / "policies/messages/sms.md.j2").symlink_to(outside)
    done = ran(root, "message", "42", "--template", "sms")
    assert (done.status, done.out) == (3, "")
    assert "symbolic link" in done.err
    (root / "policies/messages/sms.md.j2").unlink()
    (root / "policies/messages").rmdir()
    folder = tmp_path.parent / "outside"
    folder.mkdir()
    (folder / "sms.md.j2").write_text("secret")
    (root / "policies/messages").symlink_to(folder)
    assert ran(root, "message", "42", "--template", "sms").status == 3


def test_control_characters_do_not_reach_the_terminal(tmp_path: Path) -> None:
    told = "- `2026-11-20T14:45Z` **public**: \x1b[2J\u202ehidden"
    archive_folder(tmp_path, incident_text(communications=[told], timeline=[REPORTED]))
    template(tmp_path, "\x1b]0;pwn\x07{{ message.known | join }}")
    for arguments in (["message", "42"], ["message", "42", "--template", "sms"], ["message", "42", "--json"]):
        received = shown(tmp_path, *arguments)
        assert "\\u001b[2J\\u202ehidden" in received
        assert not {"\x1b", "\x07", "\u202e"} & set(received)
