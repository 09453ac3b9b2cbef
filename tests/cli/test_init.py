"""`incitrack init` in real repositories."""

import shlex
from pathlib import Path

import pytest

from incitrack.cli.main import run
from tests.git_folder import GitFolder


@pytest.fixture
def repository(tmp_path: Path) -> GitFolder:
    return GitFolder(tmp_path / "records")


def test_it_adds_what_is_missing_and_commits_nothing(repository: GitFolder) -> None:
    assert run(["-C", str(repository.root), "init"]) == 0
    assert repository.commits == 0
    assert repository.status.split() == [
        word
        for path in (
            ".gitattributes",
            ".github/ISSUE_TEMPLATE/incident.yml",
            ".github/workflows/check.yml",
            ".github/workflows/site.yml",
            ".github/workflows/watch.yml",
            ".gitignore",
            "incidents/.gitkeep",
            "policies/severity.yaml",
            "policies/taxonomy.yaml",
            "postmortems/.gitkeep",
        )
        for word in ("??", path)
    ]


def test_it_says_what_it_did_and_what_comes_next(
    repository: GitFolder, capsys: pytest.CaptureFixture[str]
) -> None:
    run(["-C", str(repository.root), "init"])
    said = capsys.readouterr().out
    assert "added   policies/severity.yaml" in said
    assert "git add -- .gitattributes" in said
    assert "incitrack open" in said


def test_the_commands_that_it_names_commit_the_files(
    repository: GitFolder, capsys: pytest.CaptureFixture[str]
) -> None:
    (repository.root / "deep").mkdir()
    run(["-C", str(repository.root / "deep"), "init"])
    commands = [line.strip() for line in capsys.readouterr().out.splitlines() if line.startswith("  ")]
    assert commands[0] == f"cd {repository.root}"
    for command in commands[1:3]:
        repository.git(*shlex.split(command)[1:])
    assert repository.status == ""


def test_run_again_it_changes_nothing(repository: GitFolder, capsys: pytest.CaptureFixture[str]) -> None:
    run(["-C", str(repository.root), "init"])
    before = _bytes(repository.root)
    capsys.readouterr()
    assert run(["-C", str(repository.root), "init"]) == 0
    assert _bytes(repository.root) == before
    assert "no file was changed" in capsys.readouterr().out


def test_it_changes_no_existing_file(repository: GitFolder) -> None:
    mine = {path: f"mine\r\n{path}" for path in (".gitattributes", ".gitignore", "policies/severity.yaml")}
    for path, text in mine.items():
        repository.write(path, text)
    assert run(["-C", str(repository.root), "init"]) == 0
    assert {path: repository.read(path) for path in mine} == mine


def test_it_prints_the_lines_that_an_existing_file_lacks(
    repository: GitFolder, capsys: pytest.CaptureFixture[str]
) -> None:
    repository.write(".gitattributes", "*.png binary\n")
    assert run(["-C", str(repository.root), "init"]) == 0
    assert "  incidents/**/*.md merge=incitrack\n" in capsys.readouterr().out


def test_from_a_sub_folder_it_writes_at_the_top(repository: GitFolder) -> None:
    (repository.root / "a" / "b").mkdir(parents=True)
    assert run(["-C", str(repository.root / "a" / "b"), "init"]) == 0
    assert (repository.root / "policies" / "severity.yaml").is_file()
    assert list((repository.root / "a" / "b").iterdir()) == []


def test_outside_a_repository_it_writes_nothing(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert run(["-C", str(tmp_path), "init"]) == 5
    assert list(tmp_path.iterdir()) == []
    assert "git init" in capsys.readouterr().err


def test_in_a_bare_repository_it_writes_nothing(tmp_path: Path) -> None:
    bare = GitFolder(tmp_path / "bare.git", init=False)
    bare.root.mkdir()
    bare.git("init", "--quiet", "--bare")
    before = _bytes(bare.root)
    assert run(["-C", str(bare.root), "init"]) == 5
    assert _bytes(bare.root) == before


@pytest.mark.parametrize("around", ["incidents", ".git"])
def test_a_bare_repository_is_no_part_of_the_records_around_it(
    tmp_path: Path, capsys: pytest.CaptureFixture[str], around: str
) -> None:
    GitFolder(tmp_path) if around == ".git" else (tmp_path / around).mkdir()
    bare = GitFolder(tmp_path / "bare.git", init=False)
    bare.root.mkdir()
    bare.git("init", "--quiet", "--bare")

    assert run(["-C", str(bare.root / "refs"), "init"]) == 5

    said = capsys.readouterr().err
    assert "lies in a bare repository" in said
    assert "git init" not in said
    assert not (tmp_path / "policies").exists()


def test_in_the_git_folder_of_a_work_tree_it_writes_at_the_top(repository: GitFolder) -> None:
    assert run(["-C", str(repository.root / ".git/hooks"), "init"]) == 0
    assert (repository.root / "policies/severity.yaml").is_file()


def test_through_a_linked_folder_it_writes_nothing(repository: GitFolder, tmp_path: Path) -> None:
    (tmp_path / "elsewhere").mkdir()
    (repository.root / "policies").symlink_to(tmp_path / "elsewhere")
    assert run(["-C", str(repository.root), "init"]) == 5
    assert list((tmp_path / "elsewhere").iterdir()) == []
    assert not (repository.root / ".gitignore").exists()


def test_a_line_of_git_attributes_names_the_driver_for_every_record(repository: GitFolder) -> None:
    run(["-C", str(repository.root), "init"])
    for path in ("incidents/2026/INC-2026-0001.md", "postmortems/2026/INC-2026-0001.md"):
        assert repository.git("check-attr", "merge", path).strip() == f"{path}: merge: incitrack"


def test_what_is_no_record_merges_as_text(repository: GitFolder) -> None:
    run(["-C", str(repository.root), "init"])
    path = "incidents/2026/INC-2026-0001.md"
    lines = [f"line {number}\n" for number in range(9)]
    repository.write(path, "".join(lines))
    repository.commit()
    repository.git("checkout", "--quiet", "-b", "other")
    repository.write(path, "".join(["first\n", *lines]))
    repository.commit()
    repository.git("checkout", "--quiet", "main")
    repository.write(path, "".join([*lines, "last\n"]))
    repository.commit()
    repository.git("merge", "--quiet", "other")
    assert repository.read(path) == "".join(["first\n", *lines, "last\n"])


def test_it_tells_this_clone_how_records_merge(repository: GitFolder, capsys: pytest.CaptureFixture[str]) -> None:
    run(["-C", str(repository.root), "init"])
    assert "added   the merge driver" in capsys.readouterr().out
    assert "incitrack merge-driver" in repository.git("config", "--local", "merge.incitrack.driver")
    run(["-C", str(repository.root), "init"])
    assert "kept    the merge driver" in capsys.readouterr().out


def test_the_built_site_is_ignored(repository: GitFolder) -> None:
    run(["-C", str(repository.root), "init"])
    repository.commit()
    repository.write("site/index.html", "built")
    assert repository.status == ""


def test_what_a_build_writes_beside_the_site_is_ignored(repository: GitFolder) -> None:
    run(["-C", str(repository.root), "init"])
    repository.commit()
    repository.write(".incitrack-build-0a1b-x/new/index.html", "half")
    assert repository.status == ""


@pytest.mark.parametrize(
    ("name", "command"), [("check", "incitrack check"), ("site", "incitrack build"), ("watch", "incitrack list")]
)
def test_a_workflow_of_another_purpose_under_the_name_of_ours_is_told(
    repository: GitFolder, capsys: pytest.CaptureFixture[str], name: str, command: str
) -> None:
    path = f".github/workflows/{name}.yml"
    repository.write(path, "on: push\njobs: {test: {steps: [{run: make test}]}}\n")

    assert run(["-C", str(repository.root), "init"]) == 0

    said = capsys.readouterr().out
    assert f"{path} is yours and was left as it is: no workflow runs {command}" in said
    assert said.count("was left as it is") == 1
    (repository.root / path).rename(repository.root / ".github/workflows/other.yml")
    run(["-C", str(repository.root), "init"])
    assert f"added   {path}" in capsys.readouterr().out


def test_a_workflow_of_the_teams_own_that_does_the_same_is_enough(
    repository: GitFolder, capsys: pytest.CaptureFixture[str]
) -> None:
    repository.write(".github/workflows/check.yml", "jobs: {test: {steps: [{run: make test}]}}\n")
    repository.write(".github/workflows/records.yaml", "jobs: {a: {steps: [{run: incitrack --now x check}]}}\n")

    run(["-C", str(repository.root), "init"])

    assert "was left as it is" not in capsys.readouterr().out


def _bytes(root: Path) -> dict[str, bytes]:
    found = (path for path in root.rglob("*") if path.is_file() and ".git" not in path.relative_to(root).parts[:1])
    return {str(path.relative_to(root)): path.read_bytes() for path in found}


def test_templates_are_copied_to_be_changed_and_nothing_else_is_added(repository: GitFolder) -> None:
    (repository.root / "site_templates").mkdir()
    (repository.root / "site_templates/overview.html").write_text("ours")

    assert run(["-C", str(repository.root), "init", "--templates"]) == 0

    shipped = Path(__file__).parents[2] / "site_templates"
    for file in (file for file in shipped.rglob("*") if file.is_file()):
        copied = repository.root / "site_templates" / file.relative_to(shipped)
        assert copied.read_text() == ("ours" if file.name == "overview.html" else file.read_text())
    assert not (repository.root / "policies").exists()


def test_a_site_of_copied_templates_reads_as_one_of_the_shipped(repository: GitFolder, tmp_path: Path) -> None:
    here = ["-C", str(repository.root), "--now", "2026-11-20T17:00Z"]
    run([*here, "init"])
    run([*here, "build", "--out", str(tmp_path / "shipped")])
    run([*here, "init", "--templates"])

    assert run([*here, "build", "--out", str(tmp_path / "copied")]) == 0

    pages = {file.relative_to(tmp_path / "shipped"): file for file in (tmp_path / "shipped").rglob("*.html")}
    assert len(pages) > 8
    for path, file in pages.items():
        assert (tmp_path / "copied" / path).read_bytes() == file.read_bytes(), path
