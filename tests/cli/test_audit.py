"""`incitrack audit`: every way in which a history loses an entry, over real repositories."""

import json
import subprocess
from pathlib import Path
from typing import Any

import pytest

from tests.builders import ACKNOWLEDGED, REPORTED, incident_text, postmortem_text
from tests.cli.records_repository import POSTMORTEM, RECORD, RecordsRepository

UPDATE = "- `2026-11-20T14:31Z` **update** @jdoe: Errors at 31%."
TOLD = "- `2026-11-20T14:45Z` **public** @sam: We are looking at it."
TEXT = incident_text(
    timeline=[REPORTED, ACKNOWLEDGED, UPDATE], communications=[TOLD], status="acknowledged", owner="maria"
)


@pytest.fixture
def main(tmp_path: Path) -> RecordsRepository:
    """A repository whose main branch has an incident of three entries, and one message."""
    return RecordsRepository(tmp_path / "records", [TEXT])


def audited(
    repository: RecordsRepository, *arguments: str, status: int = 1, at: str = "."
) -> list[dict[str, Any]]:
    ran = repository.run("audit", "--json", *arguments, at=at)
    assert ran.status == status, ran
    found = json.loads(ran.out)
    assert isinstance(found, list)
    return found


def found(repository: RecordsRepository, *arguments: str, status: int = 1) -> list[tuple[str, str]]:
    return [(each["code"], each["subject"]) for each in audited(repository, *arguments, status=status)]


def change(repository: RecordsRepository, old: str, new: str, message: str) -> str:
    assert old in repository.record
    repository.write(RECORD, repository.record.replace(old, new))
    return repository.commit(message)


def test_a_history_that_only_adds_is_clean(main: RecordsRepository) -> None:
    main.done("log", "42", "A second look.")
    main.done("log", "42", "A late note.", "--at", "2026-11-20T14:20Z")
    main.done("amend", "42", "2026-11-20T14:31Z", "Not 31% but 13%.")
    main.done("tell", "42", "It works again.", "--to", "public")
    main.done("severity", "42", "P1", "payments fail too")
    assert audited(main, status=0) == []
    assert main.done("audit") == "nothing was lost in 6 commits of main\n"


def test_an_altered_entry_is_named_with_its_commit_author_date_and_signature(main: RecordsRepository) -> None:
    commit = change(main, "31%", "13%", "tidy up")
    (item,) = audited(main)
    assert (item["code"], item["name"], item["incident"], item["path"]) == (
        "INC501",
        "entry-altered",
        "INC-2026-0042",
        RECORD,
    )
    assert (item["commit"], item["author"], item["email"]) == (commit, "Maria López", "maria@example.org")
    assert item["signature"] == "N"
    assert item["field"] == "timeline"
    assert item["entry"] == {
        "at": "2026-11-20T14:31:00Z",
        "kind": "update",
        "by": "jdoe",
        "text": "Errors at 31%.",
    }
    assert item["new"]["text"] == "Errors at 13%."
    text = main.run("audit").out
    assert commit[:12] in text
    assert "Maria López <maria@example.org>  not signed" in text
    assert f"INC501 {RECORD}: the update entry of 2026-11-20T14:31Z was altered: it has another text" in text
    assert "13%" not in text


def test_a_removed_entry_and_a_removed_message_are_each_named(main: RecordsRepository) -> None:
    change(main, f"{UPDATE}\n", "", "shorter")
    change(main, f"{TOLD}\n", "", "shorter still")
    assert found(main) == [("INC502", "shorter"), ("INC502", "shorter still")]
    assert [each["field"] for each in audited(main)] == ["timeline", "communications"]


def test_an_entry_that_was_put_back_afterwards_is_still_named_and_the_mending_is_not(
    main: RecordsRepository,
) -> None:
    change(main, "31%", "13%", "wrong")
    change(main, "13%", "31%", "put back")
    assert found(main) == [("INC501", "wrong")]
    change(main, "31%", "99%", "wrong again")
    assert found(main) == [("INC501", "wrong"), ("INC501", "wrong again")]


def test_a_removed_record_is_named_and_a_moved_one_is_not(main: RecordsRepository) -> None:
    main.write(POSTMORTEM, postmortem_text())
    main.commit("a postmortem")
    main.git("mv", RECORD, "incidents/INC-2026-0042.md")
    main.commit("moved")
    assert audited(main, status=0) == []
    main.git("mv", "incidents/INC-2026-0042.md", RECORD)
    main.commit("moved back")
    main.git("rm", "--quiet", RECORD, POSTMORTEM)
    main.commit("gone")
    assert [(each["code"], each["path"], each["field"], each["entry"]) for each in audited(main)] == [
        ("INC503", RECORD, None, None),
        ("INC503", POSTMORTEM, None, None),
    ]


def test_an_entry_that_is_altered_while_its_record_moves_is_named(main: RecordsRepository) -> None:
    main.git("mv", RECORD, "incidents/INC-2026-0042.md")
    main.write("incidents/INC-2026-0042.md", TEXT.replace("31%", "13%"))
    main.commit("moved, and more")
    assert found(main) == [("INC501", "moved, and more")]


def test_an_entry_that_a_broken_front_matter_hides_is_still_seen(main: RecordsRepository) -> None:
    change(main, "title:", "title: [", "broken")
    assert audited(main, status=0) == []
    change(main, "title: [", "title:", "whole, but")
    change(main, "31%", "13%", "altered meanwhile")
    assert found(main) == [("INC501", "altered meanwhile")]


def test_an_entry_that_is_altered_while_nobody_can_read_the_file_is_named_once_it_can_be(
    main: RecordsRepository,
) -> None:
    whole = main.record
    main.write(RECORD, whole + "x" * 1_100_000)
    main.commit("too large")
    main.write(RECORD, whole.replace("31%", "13%"))
    main.commit("smaller")
    assert found(main) == [("INC501", "smaller")]


@pytest.mark.parametrize("how", ["in the same commit", "later"])
def test_what_an_amended_entry_tells_of_is_no_finding_and_shown_on_demand(
    main: RecordsRepository, how: str
) -> None:
    amended = "- `2026-11-20T15:00Z` **amended** @maria: On `2026-11-20T14:31Z`: a customer's name was in it."
    main.write(RECORD, main.record.replace("31%", "13%"))
    if how == "later":
        main.commit("altered")
        assert found(main) == [("INC501", "altered")]
    main.write(RECORD, main.record.replace("@jdoe: Errors at 13%.", f"@jdoe: Errors at 13%.\n{amended}"))
    main.commit("amended")
    assert audited(main, status=0) == []
    assert "1 loss with an amended entry: --all" in main.done("audit")
    assert [each["amended"] for each in audited(main, "--all", status=0)] == [True]


def test_amend_tells_later_of_an_entry_that_is_gone(main: RecordsRepository) -> None:
    main.write(RECORD, main.record.replace(UPDATE, ""))
    main.commit("taken out")
    assert "--removed" in main.refused(2, "amend", "42", "2026-11-20T14:31Z", "It named a customer.")
    assert len(audited(main, status=1)) == 1
    main.done("amend", "42", "2026-11-20T14:31Z", "It named a customer.", "--removed")
    assert audited(main, status=0) == []
    assert [each["amended"] for each in audited(main, "--all", status=0)] == [True]


@pytest.mark.parametrize(
    ("said", "status"),
    [("Taken out.", 0), ("On `2026-11-20T14:31Z`: taken out.", 0), ("On `2026-11-20T14:14Z`: no.", 1)],
)
def test_an_amended_entry_of_the_same_commit_speaks_of_the_times_it_names_or_of_all(
    main: RecordsRepository, said: str, status: int
) -> None:
    main.write(RECORD, main.record.replace(UPDATE, f"- `2026-11-20T15:00Z` **amended** @maria: {said}"))
    main.commit("taken out")
    audited(main, status=status)


def test_an_amended_entry_that_is_altered_excuses_nothing(main: RecordsRepository) -> None:
    main.done("amend", "42", "2026-11-20T14:31Z", "Roughly.")
    main.write(RECORD, main.record.replace("Roughly", "More or less").replace("31%", "13%"))
    main.commit("both")
    assert found(main) == [("INC501", "both"), ("INC501", "both")]


def test_an_amended_entry_that_was_there_before_excuses_nothing(main: RecordsRepository) -> None:
    main.done("amend", "42", "2026-11-20T14:31Z", "Roughly.")
    change(main, "31%", "13%", "altered")
    assert found(main) == [("INC501", "altered")]


def test_a_merge_that_loses_what_the_branch_brought_is_named(main: RecordsRepository) -> None:
    main.git("checkout", "--quiet", "-b", "side")
    change(main, f"{UPDATE}\n", f"{UPDATE}\n- `2026-11-20T14:40Z` **update** @kim: From the side.\n", "side")
    main.git("checkout", "--quiet", "main")
    main.add(incident_text(id="INC-2026-0043"))
    main.commit("main")
    main.git("merge", "--quiet", "--strategy", "ours", "--message", "evil", "side")
    assert found(main) == [("INC502", "evil")]


def test_a_merge_that_loses_what_main_had_is_named(main: RecordsRepository) -> None:
    main.git("checkout", "--quiet", "-b", "side")
    main.add(incident_text(id="INC-2026-0043"))
    main.commit("side")
    main.git("checkout", "--quiet", "main")
    change(main, f"{UPDATE}\n", f"{UPDATE}\n- `2026-11-20T14:40Z` **update** @kim: From main.\n", "main")
    main.git("merge", "--quiet", "--no-commit", "side")
    main.write(RECORD, TEXT)
    main.commit("evil")
    assert found(main) == [("INC502", "evil")]


def test_a_merge_of_entries_of_both_sides_is_clean(main: RecordsRepository) -> None:
    ours = "- `2026-11-20T14:40Z` **update** @kim: From main.\n"
    theirs = "- `2026-11-20T14:41Z` **update** @kim: From the side.\n"
    main.git("checkout", "--quiet", "-b", "side")
    change(main, f"{UPDATE}\n", f"{UPDATE}\n{theirs}", "side")
    main.git("checkout", "--quiet", "main")
    change(main, f"{UPDATE}\n", f"{UPDATE}\n{ours}", "main")
    subprocess.run(["git", "merge", "--quiet", "side"], cwd=main.root, check=False, capture_output=True)
    main.write(RECORD, TEXT.replace(f"{UPDATE}\n", f"{UPDATE}\n{ours}{theirs}"))
    main.commit("both")
    assert len(main.git("rev-list", "--merges", "HEAD").split()) == 1
    assert audited(main, status=0) == []


def test_a_loss_that_a_merged_branch_made_is_credited_to_the_commit_that_made_it(main: RecordsRepository) -> None:
    main.git("checkout", "--quiet", "-b", "side")
    change(main, "31%", "13%", "the culprit")
    main.done("log", "42", "An honest one.")
    main.git("checkout", "--quiet", "main")
    main.add(incident_text(id="INC-2026-0043"))
    main.commit("main")
    main.git("merge", "--quiet", "--no-ff", "--message", "an honest merge", "side")
    assert found(main) == [("INC501", "the culprit")]


def test_what_a_branch_mends_of_its_own_before_it_is_merged_is_nobodys_concern(main: RecordsRepository) -> None:
    main.git("checkout", "--quiet", "-b", "side")
    change(main, f"{UPDATE}\n", f"{UPDATE}\n- `2026-11-20T14:40Z` **update** @kim: Tpyo.\n", "side")
    change(main, "Tpyo", "Typo", "mended")
    main.git("checkout", "--quiet", "main")
    main.git("merge", "--quiet", "--no-ff", "--message", "merge", "side")
    assert audited(main, status=0) == []
    assert found(main, "side") == [("INC501", "mended")]


def test_what_main_lost_is_found_behind_a_pull_that_made_it_the_second_parent(main: RecordsRepository) -> None:
    added = "- `2026-11-20T14:40Z` **update** @kim: On main, for a while.\n"
    main.git("branch", "local")
    change(main, f"{UPDATE}\n", f"{UPDATE}\n{added}", "added on main")
    change(main, added, "", "removed on main")
    main.git("checkout", "--quiet", "local")
    main.add(incident_text(id="INC-2026-0043"))
    main.commit("mine")
    main.git("merge", "--quiet", "--message", "Merge branch 'main' of example.org:records", "main")
    main.git("branch", "--force", "main", "local")
    main.git("checkout", "--quiet", "main")
    assert found(main) == [("INC502", "removed on main")]


def test_the_main_branch_is_looked_at_whatever_is_checked_out(main: RecordsRepository) -> None:
    change(main, "31%", "13%", "on main")
    main.git("checkout", "--quiet", "-b", "elsewhere", "HEAD~1")
    assert found(main) == [("INC501", "on main")]
    assert audited(main, "HEAD", status=0) == []


def test_what_the_remote_s_main_had_when_it_was_fetched_is_looked_at_too(
    main: RecordsRepository, tmp_path: Path
) -> None:
    main.git("clone", "--quiet", str(main.root), str(tmp_path / "clone"))
    clone = RecordsRepository.__new__(RecordsRepository)
    clone.root = tmp_path / "clone"
    change(main, "31%", "13%", "at the remote")
    clone.git("fetch", "--quiet")
    assert found(clone) == [("INC501", "at the remote")]


def test_a_bare_repository_can_be_looked_at(main: RecordsRepository, tmp_path: Path) -> None:
    change(main, "31%", "13%", "altered")
    main.git("clone", "--quiet", "--bare", str(main.root), str(main.root / "bare.git"))
    assert [each["subject"] for each in audited(main, at="bare.git")] == ["altered"]


def test_a_shallow_clone_says_that_its_history_is_cut(main: RecordsRepository, tmp_path: Path) -> None:
    change(main, "31%", "13%", "altered")
    main.done("log", "42", "Later.")
    main.git("clone", "--quiet", "--depth", "1", f"file://{main.root}", str(main.root / "cut"))
    ran = main.run("audit", at="cut")
    assert ran.status == 0
    assert "shallow" in ran.err


@pytest.mark.parametrize("revision", ["nowhere", "--output=written", "", "-"])
def test_a_revision_that_names_nothing_is_wrong_usage(main: RecordsRepository, revision: str) -> None:
    main.refused(2, "audit", "--", revision)


def test_outside_of_a_repository_it_says_so(tmp_path: Path, main: RecordsRepository) -> None:
    (tmp_path / "plain").mkdir()
    ran = main.run("audit", at="../plain")
    assert (ran.status, ran.out) == (5, "")
    assert "not in a Git repository" in ran.err


def test_what_a_commit_is_called_reaches_no_terminal_raw(main: RecordsRepository) -> None:
    main.write(RECORD, main.record.replace("31%", "13%"))
    main.git("add", ".")
    main.git(
        "-c",
        "user.name=x\x1b[2Jy",
        "commit",
        "--quiet",
        "--author=e\x1b]0;x\x07 <e@example.org>",
        "--message",
        "a\x1b[31mb",
    )
    ran = main.run("audit")
    assert "\x1b" not in ran.out
    assert "\\u001b" in ran.out
    assert "\x1b" not in main.run("audit", "--json").out


def test_what_main_lost_is_found_behind_a_branch_that_took_it_in_and_was_put_in_its_place(
    main: RecordsRepository,
) -> None:
    added = "- `2026-11-20T14:40Z` **update** @kim: On main, for a while.\n"
    main.git("branch", "feature")
    change(main, f"{UPDATE}\n", f"{UPDATE}\n{added}", "added on main")
    change(main, added, "", "removed on main")
    main.git("checkout", "--quiet", "feature")
    main.add(incident_text(id="INC-2026-0043"))
    main.commit("mine")
    main.git("merge", "--quiet", "--no-edit", "main")
    main.git("branch", "--force", "main", "feature")
    assert found(main) == [("INC502", "removed on main")]


def test_how_far_a_commit_is_signed_is_told(main: RecordsRepository, tmp_path: Path) -> None:
    key = tmp_path / "key"
    subprocess.run(["ssh-keygen", "-q", "-t", "ed25519", "-N", "", "-f", str(key)], check=True)
    (tmp_path / "allowed").write_text(f"maria@example.org {key.with_suffix('.pub').read_text()}")
    main.git("config", "gpg.format", "ssh")
    main.git("config", "user.signingKey", str(key))
    main.git("config", "commit.gpgSign", "true")
    change(main, "31%", "13%", "signed")
    main.git("config", "gpg.ssh.allowedSignersFile", str(tmp_path / "allowed"))
    (item,) = audited(main)
    assert item["signature"] == "G"
    assert "good signature" in main.run("audit").out
    main.git("config", "gpg.ssh.allowedSignersFile", str(tmp_path / "nobody"))
    (item,) = audited(main)
    assert item["signature"] != "N"
    assert "not signed" not in main.run("audit").out
