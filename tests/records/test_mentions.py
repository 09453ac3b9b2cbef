import string

from hypothesis import given
from hypothesis import strategies as st

from incitrack.records.mentions import mentions_any, moved_path, with_moved, with_own_lines_moved

MOVES = {"INC-2026-0043": "INC-2026-0045", "INC-2026-0044": "INC-2026-0043"}


def test_all_ids_move_at_once_and_never_twice() -> None:
    assert with_moved(b"INC-2026-0043 and INC-2026-0044", MOVES) == b"INC-2026-0045 and INC-2026-0043"


def test_only_a_whole_id_is_a_mention() -> None:
    text = b"INC-2026-00431 XINC-2026-0043 INC-2026-0043x _INC-2026-0043 inc-2026-0043 NOT-INC-2026-0043"
    assert not mentions_any(text, MOVES)
    assert with_moved(text, MOVES) == text


def test_an_id_of_as_many_digits_as_there_may_be_is_a_mention() -> None:
    longest = "INC-2026-" + "1" * 9
    moves = {longest: "INC-2026-0001"}
    assert with_moved(f"{longest} {longest}1".encode(), moves) == f"INC-2026-0001 {longest}1".encode()


def test_an_id_is_a_mention_wherever_it_stands() -> None:
    text = b"[INC-2026-0043](../INC-2026-0043.md#INC-2026-0043),INC-2026-0043/A1:INC-2026-0043"
    assert with_moved(text, MOVES).count(b"INC-2026-0045") == 5


def test_a_path_moves_in_each_of_its_parts() -> None:
    assert moved_path("postmortems/2026/INC-2026-0043/INC-2026-0043.png", MOVES) == (
        "postmortems/2026/INC-2026-0045/INC-2026-0045.png"
    )


def test_lines_that_were_there_before_stay_as_often_as_they_were_there() -> None:
    earlier = b"see INC-2026-0043\nother\n"
    now = b"see INC-2026-0043\nother\nsee INC-2026-0043\r\nmine: INC-2026-0043"
    assert with_own_lines_moved(now, [earlier], MOVES) == (
        b"see INC-2026-0043\nother\nsee INC-2026-0045\r\nmine: INC-2026-0045"
    )


def test_what_is_no_text_stays() -> None:
    assert with_own_lines_moved(b"\0INC-2026-0043", [], MOVES) == b"\0INC-2026-0043"


@given(st.text(string.ascii_letters + string.digits + "-_ \n\r/", max_size=60), st.sampled_from(sorted(MOVES)))
def test_what_is_no_mention_never_changes(text: str, identifier: str) -> None:
    around = text.encode()
    if not mentions_any(around, MOVES):
        assert with_own_lines_moved(around, [], MOVES) == around
        moved = with_own_lines_moved(around + b" " + identifier.encode() + b"\n", [], MOVES)
        assert moved == around + b" " + MOVES[identifier].encode() + b"\n"
