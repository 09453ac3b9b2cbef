import pytest

from incitrack.store.sync_conflict import fields_in_conflict, for_a_shell


def conflict(ours: str, theirs: str) -> str:
    return f"<<<<<<< HEAD\n{ours}\n=======\n{theirs}\n>>>>>>> mine\n"


@pytest.mark.parametrize(
    ("text", "names"),
    [
        (f"---\nid: X\n{conflict('severity: P1', 'severity: P2')}---\n", ["severity"]),
        (
            f"---\n{conflict('owner: a', 'owner: b')}title: T\n{conflict('cause: x', 'cause: y')}---\n",
            ["owner", "cause"],
        ),
        (f"---\nroles:\n{conflict('  commander: a', '  commander: b')}---\n", ["roles.commander"]),
        (f"---\nservices:\n{conflict('  - a', '  - b')}---\n", ["services"]),
        (f"---\nid: X\n---\n\n## Impact\n\n{conflict('many', 'few')}", ["Impact"]),
        (
            f"---\nid: X\n---\n\n## Timeline\n\n{conflict('- `t` **update** @a', '- `t` **update** @b')}",
            ["Timeline"],
        ),
        (f"---\nid: X\n---\n\n## Action items\n\n{conflict('- A1: due', '- A1: other')}", ["A1"]),
        (conflict("one", "two"), ["the text"]),
        ("---\nid: X\n---\n", []),
    ],
)
def test_what_conflicts_is_named_by_its_field_or_section(text: str, names: list[str]) -> None:
    assert fields_in_conflict(text) == names


@pytest.mark.parametrize(
    ("name", "shown"),
    [
        ("notes.md", "notes.md"),
        ("on call.md", "'on call.md'"),
        ("a;b.md", "'a;b.md'"),
        ("it's.md", """'it'"'"'s.md'"""),
        ("red\x1b[31m.md", r"'red\u001b[31m.md'"),
    ],
)
def test_a_name_in_a_command_stands_as_a_shell_takes_it(name: str, shown: str) -> None:
    assert for_a_shell(name) == shown
