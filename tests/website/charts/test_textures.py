from incitrack.website.charts.textures import fill_of, fills


def test_no_two_of_the_first_severities_look_alike_without_colour() -> None:
    classes = [f"sev-{rank}" for rank in range(5)]
    textures = {fill.css: fill.texture for fill in fills(classes)}
    assert "sev-0" not in textures
    assert len(set(textures.values())) == len(textures) == 4


def test_a_mark_is_painted_with_a_pattern_that_its_page_has() -> None:
    classes = ["sev-0", "sev-1", "sev-unknown", "missed", "kept", "again", "done", "sev-1"]
    found = list(fills(classes))
    assert {fill.id for fill in found} == {fill_of(css) for css in classes} - {""}
    assert len(found) == len({fill.id for fill in found})


def test_what_is_kept_and_what_is_missed_differ_by_texture() -> None:
    assert fill_of("kept") == ""
    assert fill_of("missed") != ""
