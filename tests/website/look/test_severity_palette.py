"""Whatever colour a policy names, what is written in it and on it can be read, by day and by night."""

import re

from hypothesis import given
from hypothesis import strategies as st

from incitrack.model.severity import Severity, SeverityPolicy
from incitrack.website.look.colour import DISCERNIBLE, READABLE, contrast, from_hex, to_hex
from incitrack.website.look.severity_palette import DARK, LIGHT, css_class, palette, palettes
from incitrack.website.look.stylesheet import stylesheet
from incitrack.website.look.templates import Templates, shipped_templates

COLOURS = st.from_regex(r"#[0-9a-fA-F]{6}", fullmatch=True)


@given(COLOURS)
def test_text_in_a_severitys_colour_can_be_read_on_everything_it_stands_on(written: str) -> None:
    found = palette("sev-0", written)

    for scheme, grounds in ((found.light, LIGHT), (found.dark, DARK)):
        assert contrast(scheme.on, scheme.solid) >= READABLE
        for ground in (*grounds, scheme.tint):
            assert contrast(scheme.ink, ground) >= READABLE
        for ground in grounds:
            assert contrast(scheme.edge, ground) >= DISCERNIBLE


@given(COLOURS)
def test_every_colour_is_written_as_one(written: str) -> None:
    found = palette("sev-0", written)

    for value in (*found.light, *found.dark):
        assert re.fullmatch(r"#[0-9a-fA-F]{6}", value)


@given(COLOURS)
def test_a_colour_survives_the_way_to_oklch_and_back(written: str) -> None:
    assert to_hex(from_hex(written)) == written.lower()


def test_the_contrast_is_that_of_the_guidelines() -> None:
    assert contrast("#ffffff", "#000000") == 21
    assert round(contrast("#767676", "#ffffff"), 2) == 4.54


def test_a_policy_without_colours_goes_from_alarming_to_calm() -> None:
    policy = SeverityPolicy(severities={key: Severity(name=key) for key in "ABCDE"})

    solid = [each.light.solid for each in palettes(policy)]

    assert len(solid) == 6
    assert len(set(solid[:5])) == 5
    assert from_hex(solid[0]).chroma > from_hex(solid[4]).chroma


def test_without_a_policy_there_is_the_unknown_alone() -> None:
    assert [each.css_class for each in palettes(None)] == [css_class(None)] == ["sev-unknown"]


def test_the_styles_know_the_grounds_that_colours_are_made_for() -> None:
    styles = stylesheet(Templates(None, shipped_templates()), None)
    light, _, dark = styles.partition("--page:")[2].partition("@media screen and (prefers-color-scheme: dark)")

    assert light.startswith(f" {LIGHT[0]};")
    assert f"--panel: {LIGHT[1]};" in light
    assert f"--page: {DARK[0]};" in dark
    assert f"--panel: {DARK[1]};" in dark
