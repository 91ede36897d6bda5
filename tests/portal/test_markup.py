import pytest
from hypothesis import given
from hypothesis import strategies as st

from portal.markup import KEPT, join, split

PIECES = """
    <p> </P> <code> </code> <svg/> <SVG viewBox='0>0'> </svg> <br translate="no"> <b translate=no> </b> <!-- <b> -->
    <!-- <script> </script> <title>a</title> <a title="> '> " ' < > & &amp; &#x27; x <!doctype> </ <?
"""


@given(st.lists(st.sampled_from(PIECES.split()) | st.text(max_size=2)).map(" ".join))
def test_html_taken_apart_goes_together_again_to_the_letter(html):
    texts, tokens, names = split(html)

    assert join(texts, tokens) == html
    assert len(texts) == len(tokens) + 1 == len(names) + 1


@pytest.mark.parametrize(
    ("html", "tokens"),
    [
        ("a<b>c</B>d", [("<b>", "b"), ("</B>", "b")]),
        ("<a title=\"x > y\" href='<'>", [("<a title=\"x > y\" href='<'>", "a")]),
        ("1 < 2 & 3&nbsp;", [("&nbsp;", None)]),
        ("<!-- <b> --><title>a<b></title>", [("<!-- <b> -->", None), ("<title>a<b></title>", None)]),
        ("<pre><code>a</code></pre>b", [("<pre><code>a</code></pre>", KEPT)]),
        ("<svg>a<svg>b</svg>c</svg>d", [("<svg>a<svg>b</svg>c</svg>", KEPT)]),
        ("<svg/>a<svg>b</svg>", [("<svg/>", KEPT), ("<svg>b</svg>", KEPT)]),
        ("<i class=x translate='no'>a<b>b</b></i>c", [("<i class=x translate='no'>a<b>b</b></i>", KEPT)]),
        ("<br translate=no>a", [("<br translate=no>", KEPT)]),
        ("a<code>b<i>c", [("<code>b<i>c", KEPT)]),
        ("</code>a", [("</code>", "code")]),
        ("a<b title='c>d", [("<b title='c>d", None)]),
    ],
)
def test_each_token_has_the_name_of_its_tag(html, tokens):
    _, found, names = split(html)

    assert list(zip(found, names, strict=True)) == tokens
