"""A page that loses its content security policy is found, however the policy is written."""

from pathlib import Path

import pytest

from incitrack.errors import UnreadableError
from incitrack.website.audience import Audience
from incitrack.website.look.kept_policy import keeps_policy
from tests.builders import write
from tests.website.built_site import BuiltSite, build

POLICY = "default-src 'none'; object-src 'none'"
KEPT = f'<meta http-equiv="Content-Security-Policy" content="{POLICY}">'
FRAME = """<!DOCTYPE html>
<html lang="en"><head><title>{{ page.title }}</title>HERE<link rel="stylesheet" href="{{ page.stylesheet }}"></head>
<body><main>{% block main %}{% endblock %}</main></body></html>
"""


@pytest.mark.parametrize(
    "html",
    [
        f"<!DOCTYPE html><html><head>{KEPT}<script src=x></script>",
        f"<head><meta charset=utf-8><title>a</title>{KEPT}</head><style></style>",
        "<head><META content='default-src &#39;none&#39;; object-src &#39;none&#39;' HTTP-EQUIV=content-security-policy />",
        f"<head>\n<!-- why -->{KEPT}<link rel=stylesheet>",
        "",
        "<h1>Mere text</h1><p>on a page, one=two</p>",
    ],
)
def test_a_policy_ahead_of_scripts_and_styles_is_kept(html: str) -> None:
    assert keeps_policy(html, POLICY)


@pytest.mark.parametrize(
    "html",
    [
        "<h1>x</h1><script></script>",
        "<p onclick='x()'>",
        "<p\nONERROR = x()>",
        f"<head><script src=x></script>{KEPT}",
        f"<head><style></style>{KEPT}",
        f"<head><link rel=stylesheet href=x>{KEPT}",
        f"<head><!-- {KEPT} --></head><img src=x>",
        f"<head></head><body>{KEPT}<form>",
        "<head><meta http-equiv='Content-Security-Policy' content=\"default-src *\"><link rel=x>",
        f'<head><meta name="x" content="{POLICY}"><link rel=x>',
    ],
)
def test_a_policy_elsewhere_or_another_one_is_none(html: str) -> None:
    assert not keeps_policy(html, POLICY)


def test_an_own_frame_without_the_policy_is_refused_with_the_line_to_keep(root: Path) -> None:
    write(root, "site_templates/base.html", FRAME.replace("HERE", ""))

    for audience in Audience:
        with pytest.raises(UnreadableError) as caught:
            build(root, root.parent / "site", audience=audience)
        assert str(caught.value.place) == "site_templates/base.html:1:1"
        assert '<meta http-equiv="Content-Security-Policy" content="{{ page.policy }}">' in caught.value.message
        assert not (root.parent / "site").exists()


def test_an_own_frame_that_keeps_the_line_is_taken(root: Path) -> None:
    line = '<meta http-equiv="Content-Security-Policy" content="{{ page.policy }}">'
    write(root, "site_templates/base.html", FRAME.replace("HERE", line))

    build(root, root.parent / "site")

    assert BuiltSite(root.parent / "site")["incidents/"].text


@pytest.mark.parametrize(
    ("name", "given"), [("front.html", "page.policy"), ("search.html", "page.policy"), ("404.html", "view.policy")]
)
def test_a_page_without_frame_and_policy_is_refused_too(root: Path, name: str, given: str) -> None:
    write(root, f"site_templates/{name}", "\n<h1>Ours</h1>\n<style>h1 { color: red }</style>")

    with pytest.raises(UnreadableError) as caught:
        build(root, root.parent / "site", audience=Audience.PUBLIC if name == "front.html" else Audience.INTERNAL)

    assert str(caught.value.place) == f"site_templates/{name}:1:1"
    assert given in caught.value.message


def test_a_page_of_mere_text_needs_no_frame(root: Path) -> None:
    write(root, "site_templates/board.html", "<h1>Ours</h1>")

    build(root, root.parent / "site")

    assert BuiltSite(root.parent / "site")["board/"].html == "<h1>Ours</h1>"
