"""What is promised: the public names, the weight of a start, the layers, and that every command is there."""

import re
import subprocess
import sys
import tomllib
from pathlib import Path

import click
import pytest

import incitrack
from incitrack.cli.main import COMMANDS, cli

ROOT = Path(__file__).parent.parent


@pytest.mark.parametrize("name", incitrack.__all__)
def test_every_promised_name_is_there(name: str) -> None:
    assert getattr(incitrack, name) is not None


def test_a_name_that_is_not_promised_is_not_there() -> None:
    with pytest.raises(AttributeError, match="no attribute 'nonsense'"):
        _ = incitrack.nonsense


def test_the_version_is_that_of_the_distribution() -> None:
    project = tomllib.loads((ROOT / "pyproject.toml").read_text())["project"]
    assert incitrack.__version__ == project["version"]


def test_help_loads_nothing_but_the_command_line() -> None:
    program = "import sys; from incitrack.cli.main import run; run(['--help']); print(*sorted(sys.modules))"
    found = subprocess.run([sys.executable, "-c", program], capture_output=True, text=True, check=True).stdout
    loaded = set(found.splitlines()[-1].split())
    assert not loaded & {
        "pydantic",
        "yaml",
        "git",
        "jinja2",
        "markdown_it",
        "holidays",
        "nh3",
        "incitrack.model.words",
    }


@pytest.mark.parametrize("name", COMMANDS)
def test_every_command_exists_explains_itself_and_is_documented(name: str) -> None:
    command = cli.get_command(click.Context(cli), name)
    assert command is not None
    assert command.help
    documented = (ROOT / "docs/command-line.md").read_text()
    assert f"incitrack {name}" in documented


@pytest.mark.parametrize("name", COMMANDS)
def test_every_option_is_documented_with_its_command_or_with_those_of_all(name: str) -> None:
    documented = (ROOT / "docs/command-line.md").read_text()
    told = _section(documented, name) + documented.partition("\n## ")[0]
    if re.search(r"those\s+of\s+\[?`list`", told):
        told += _section(documented, "list")
    assert _options(cli, name) - set(re.findall(r"--[a-z-]+", told)) == set()


def _section(documented: str, name: str) -> str:
    """What stands under the heading that names a command, alone or among others."""
    sections = documented.replace("\n## ", "\n### ").split("\n### ")
    return next(each for each in sections if name in each.partition("\n")[0].split(", "))


def _options(group: click.Group, name: str) -> set[str]:
    """The long options of a command, and of those below it."""
    context = click.Context(group)
    command = group.get_command(context, name)
    assert command is not None
    options = {word for each in command.params for word in (*each.opts, *each.secondary_opts) if word[:2] == "--"}
    below = command.list_commands(context) if isinstance(command, click.Group) else []
    return options.union(*(_options(command, each) for each in below))


@pytest.mark.parametrize("name", COMMANDS)
def test_the_help_of_every_command_has_an_example(name: str) -> None:
    found = subprocess.run(
        [sys.executable, "-m", "incitrack", name, "--help"], capture_output=True, text=True, check=True
    ).stdout
    assert (
        f"incitrack {name}" in found.partition("Options:")[2] or f"incitrack {name}" in found.partition("\n\n")[2]
    )
