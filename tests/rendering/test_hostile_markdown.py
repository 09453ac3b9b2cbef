"""No text of a record becomes markup of the page, a script, an image or a link to where it may not lead."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from incitrack.rendering.links import is_allowed_link
from incitrack.rendering.markdown import Renderer
from tests.rendering.html_reader import ReadHtml

PAYLOADS = [
    "<script>alert(1)</script>",
    "<SCRIPT SRC=//evil.example/x.js></SCRIPT>",
    "<scr<script>ipt>alert(1)</script>",
    "<img src=x onerror=alert(1)>",
    '<img src="https://track.example/x.png">',
    "<svg onload=alert(1)>",
    "<svg><script>alert(1)</script></svg>",
    "<math><mtext><table><mglyph><style><img src=x onerror=alert(1)>",
    "<iframe src=javascript:alert(1)></iframe>",
    '<iframe srcdoc="<script>alert(1)</script>">',
    "<object data=data:text/html,hi></object>",
    "<embed src=//evil.example>",
    "<form action=//evil.example><button>x</button></form>",
    "<input onfocus=alert(1) autofocus>",
    "<details open ontoggle=alert(1)>",
    "<a href=javascript:alert(1)>x</a>",
    "<a href='//evil.example'>x</a>",
    "<base href=//evil.example>",
    "<meta http-equiv=refresh content='0;url=//evil.example'>",
    "<link rel=stylesheet href=//evil.example/x.css>",
    "<style>body{display:none}</style>",
    '<p style="position:fixed">x</p>',
    "<body onload=alert(1)>",
    "<video><source onerror=alert(1)></video>",
    "<!--><script>alert(1)</script>-->",
    "<![CDATA[<script>alert(1)</script>]]>",
    "<?php echo 1 ?>",
    "</main></body></html>",
    "</code></pre><script>alert(1)</script>",
    "[x](javascript:alert(1))",
    "[x](JaVaScRiPt:alert(1))",
    "[x](&#106;avascript:alert(1))",
    "[x](javascript&colon;alert(1))",
    "[x](java\tscript:alert(1))",
    "[x](\x01javascript:alert(1))",
    "[x]( javascript:alert(1))",
    "[x](<javascript:alert(1)>)",
    "[x](vbscript:msgbox(1))",
    "[x](data:text/html,<script>alert(1)</script>)",
    "[x](data:text/html;base64,PHNjcmlwdD5hbGVydCgxKTwvc2NyaXB0Pg==)",
    "[x](file:///etc/passwd)",
    "[x](ftp://evil.example)",
    "[x](blob:https://evil.example/1)",
    "[x](//evil.example)",
    "[x](\\\\evil.example)",
    "[x](/\\evil.example)",
    "[x](/etc/passwd)",
    "[x](../../../index.html)",
    "[x](#main)",
    "[x](https:evil.example)",
    "[x](https:///evil.example)",
    "[x](mailto://evil.example)",
    "[x][y]\n\n[y]: javascript:alert(1)",
    "[x]\n\n[x]: //evil.example 'title'",
    "<javascript:alert(1)>",
    "<data:text/html,hi>",
    "![t](https://track.example/x.png)",
    "![t](//track.example/x.png)",
    "![x](javascript:alert(1))",
    "![x](data:image/svg+xml;base64,PHN2ZyBvbmxvYWQ9YWxlcnQoMSk+)",
    "![x](data:image/png;base64,iVBORw0KGgo=)",
    '![x](https://e.example/"onerror="alert(1))',
    "![<img src=x onerror=alert(1)>](https://e.example/x.png)",
    "[![x](https://a.example/i.png)](https://b.example)",
    "[![x](javascript:alert(1))](javascript:alert(2))",
    '[x](https://e.example "onmouseover=alert(1)")',
    "[x](https://e.example 'a\" onmouseover=\"alert(1)')",
    "```html\n<script>alert(1)</script>\n```",
    '```"><script>alert(1)</script>\nx\n```',
    "    <script>alert(1)</script>",
    "`<script>alert(1)</script>`",
    "| a |\n|---|\n| <script>alert(1)</script> |",
    '| a |\n|:"onclick=alert(1):|\n| b |',
    "# <script>alert(1)</script>",
    "- <img src=x onerror=alert(1)>",
    "> <svg onload=alert(1)>",
    "&lt;script&gt;alert(1)&lt;/script&gt;",
    "&#60;script&#62;alert(1)&#60;/script&#62;",
    '`2026-11-20T14:10Z" onmouseover="alert(1)`',
    "{{ cycler.__init__.__globals__.os.popen('id').read() }}",
    "{% include '/etc/passwd' %}",
    "</script><script>alert(1)//",
    "\x00<script>alert(1)</script>",
    "<\x00script>alert(1)</script>",
    "＜script＞alert(1)＜/script＞",
]

BLOCKS = {"blockquote", "div", "h2", "h3", "h4", "h5", "h6", "hr", "li", "ol", "p", "pre", "ul"}
TABLES = {"table", "tbody", "td", "th", "thead", "tr"}
WORDS = {"a", "br", "code", "em", "s", "strong", "time"}
ATTRIBUTES = {
    "a": {"href", "title", "rel"},
    "div": {"class", "role", "aria-label", "tabindex"},
    "ol": {"start"},
    "p": {"class"},
    "pre": {"tabindex"},
    "td": {"class"},
    "th": {"class"},
    "time": {"datetime", "title"},
}


def assert_harmless(html: str) -> ReadHtml:
    read = ReadHtml(html)
    assert read.names <= BLOCKS | TABLES | WORDS, html
    assert not read.declarations, html
    for name, given_attributes in read.tags:
        assert set(given_attributes) <= ATTRIBUTES.get(name, set()), html
        if name == "a":
            assert is_allowed_link(str(given_attributes["href"])), html
            assert given_attributes["rel"] == "noopener noreferrer"
    return read


@pytest.mark.parametrize("payload", PAYLOADS)
@pytest.mark.parametrize("outline", [None, 2])
def test_a_payload_is_harmless(payload: str, outline: int | None) -> None:
    assert_harmless(Renderer().render(payload, outline=outline))


@pytest.mark.parametrize("payload", PAYLOADS)
def test_a_payload_is_harmless_between_other_text(payload: str) -> None:
    assert_harmless(Renderer().render(f"Before *it*\n\n{payload}\n\nand **after**", outline=2))


@pytest.mark.parametrize(
    "payload", [p for p in PAYLOADS if p.startswith("<") and "\x00" not in p and not p.startswith("<!-->")]
)
def test_raw_html_is_shown_as_the_text_it_is(payload: str) -> None:
    assert payload in ReadHtml(Renderer().render(f"It was {payload} in the log.")).text


@pytest.mark.parametrize(
    "payload",
    ["[x](javascript:alert(1))", "[x](//evil.example)", "[x](vbscript:x)", "[x](data:text/html,hi)", "[x](/x)"],
)
def test_a_link_of_a_scheme_that_is_not_allowed_is_shown_as_text(payload: str) -> None:
    read = ReadHtml(Renderer().render(payload))

    assert "a" not in read.names
    assert "x" in read.text


@given(st.text(alphabet=st.sampled_from("<>\"'`[]()!*_#|-&;:/\\ \n\tabjsx:1\x00"), max_size=80))
def test_no_mixture_of_special_characters_is_harmful(text: str) -> None:
    assert_harmless(Renderer().render(text, outline=2))
