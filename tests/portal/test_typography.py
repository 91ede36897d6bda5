import html
import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from portal.markup import split
from portal.typography import typeset, typeset_html

# What is typed and, on the next line, what is shown: ~ is a no-break space and _ a narrow one.
SENTENCES = r"""
Pourquoi et comment s'engager ?
  Pourquoi et comment s’engager~?
L'action internationale de votre collectivité - Pourquoi et comment s'engager?
  L’action internationale de votre collectivité~– Pourquoi et comment s’engager~?
10 531 partenariats ayant été noués
  10_531 partenariats ayant été noués
Ce sont 4 729 collectivités, soit près de 15% d'entre elles
  Ce sont 4_729 collectivités, soit près de 15~% d’entre elles
Et ce sont 8 150 collectivités ou gouvernements locaux
  Et ce sont 8_150 collectivités ou gouvernements locaux
l'Aide Publique au Développement - APD, à 0,55% du revenu
  l’Aide Publique au Développement~– APD, à 0,55~% du revenu
portée à 17 millions d'euros d'ici la fin du quinquennat
  portée à 17~millions d’euros d’ici la fin du quinquennat
soit 4 € / 10 000 € dépensés
  soit 4~€ / 10_000~€ dépensés
1,8 euros pour 1 euro engagé
  1,8~euros pour 1~euro engagé
créé depuis 50 ans, vient appuyer
  créé depuis 50~ans, vient appuyer
Avec près de 4800 collectivités dans 140 pays
  Avec près de 4800 collectivités dans 140 pays
l'AICT, c'est:
  l’AICT, c’est~:
habitants, autres collectivités...
  habitants, autres collectivités…
rendez vous sur le site de CUF.....
  rendez vous sur le site de CUF…
D'où venons-nous ?
  D’où venons-nous~?
une forme de "coopération paternaliste", issue
  une forme de «~coopération paternaliste~», issue
(création d'activité); Ciblage de territoires ;
  (création d’activité)~; Ciblage de territoires~;
le 7 juillet 2014
  le 7~juillet 2014
Etats membres de l'ONU jusqu'en 2030
  Etats membres de l’ONU jusqu’en 2030
Le "Café des élues et élus" : le 25 avril 2024, de 17h30 à 18h15
  Le «~Café des élues et élus~»~: le 25~avril 2024, de 17h30 à 18h15
Du 18/11/2024 au 21/11/2024
  Du 18/11/2024 au 21/11/2024
8e Rencontres franco-japonaises, du 18 au 21 novembre 2024
  8e~Rencontres franco-japonaises, du 18 au 21~novembre 2024
CUF : Saison 4 : 6e session d'échange
  CUF~: Saison 4~: 6e~session d’échange
MAEA/DCTCIV : Campagne (sur montants 2023)
  MAEA/DCTCIV~: Campagne (sur montants 2023)
ARRICOD : https://www.arricod.fr/
  ARRICOD~: https://www.arricod.fr/
"""

SIGNS = r"""
Vraiment ?! Oui !!
  Vraiment~?! Oui~!!
Plaquette: Plaidoyer (Attention!)
  Plaquette~: Plaidoyer (Attention~!)
Tél.: 01 53 41 81 81, etc.!
  Tél.~: 01~53~41~81~81, etc.~!
un taux de 30 % (ou 30%)
  un taux de 30~% (ou 30~%)
«Café» et « thé »
  «~Café~» et «~thé~»
"""

QUOTES_AND_DASHES = r"""
d'"un "autre" jour"
  d’«~un “autre” jour~»
« Il dit "oui" »
  «~Il dit “oui”~»
Un écran de 27" et un "grand" hall
  Un écran de 27" et un «~grand~» hall
Un guillemet " seul
  Un guillemet " seul
“Déjà” ‘mis’
  “Déjà” ‘mis’
5' d'arrêt et 'entre nous'
  5' d’arrêt et 'entre nous'
Une date -- approximative -- suffit
  Une date – approximative – suffit
- un point de la liste
  - un point de la liste
rendez-vous, 10-12 ans, --option
  rendez-vous, 10-12~ans, --option
"""

NUMBERS = r"""
1 000 000 d'habitants
  1_000_000 d’habitants
En 2022 100 personnes
  En 2022 100 personnes
+33 1 53 41 81 81
  +33~1~53~41~81~81
0800 123 456
  0800 123 456
180M€, 180 M€, 4€, 12 km, 50 kg
  180~M€, 180~M€, 4~€, 12~km, 50~kg
de 17 h 30 à 18 h, 5 min
  de 17~h~30 à 18~h, 5~min
les 10 s'inscrivent
  les 10 s’inscrivent
loi n°92-125, n° 5, art. 131, p. 4, article L. 1115-1
  loi n°~92-125, n°~5, art.~131, p.~4, article L.~1115-1
M. Dupont, Mme X, M. le maire et Dr Y
  M.~Dupont, Mme~X, M.~le maire et Dr~Y
le 1er janvier, au XXIe siècle, 2e édition
  le 1er~janvier, au XXIe~siècle, 2e~édition
"""

NOT_PROSE = r"""
Voir http://x.fr:80/a?b='c'; www.x.fr/?a=1!b ou afd.fr/fr?x=1
  Voir http://x.fr:80/a?b='c'; www.x.fr/?a=1!b ou afd.fr/fr?x=1
Est-ce sur https://x.fr ?
  Est-ce sur https://x.fr~?
Écrire à o'brien@x.fr, mailto:a@b.fr, mailto: ou http:
  Écrire à o'brien@x.fr, mailto:a@b.fr, mailto: ou http:
17:30, 1:2, 16:9, en 17: 30
  17:30, 1:2, 16:9, en 17: 30
C:\Temp\x et std::vector
  C:\Temp\x et std::vector
{"a": 1, "b": {"c": "d"}}
  {"a": 1, "b": {"c": "d"}}
Merci :) et bravo ;-)
  Merci :) et bravo ;-)
R&amp;D ; a != b
  R&amp;D~; a != b
"""

MARKUP = r"""
<p>mot<strong> :</strong></p>
  <p>mot<strong>~:</strong></p>
<p>mot <strong>: suite</strong></p>
  <p>mot~<strong>: suite</strong></p>
<b>Lieu</b>: Paris
  <b>Lieu</b>~: Paris
<p>"<em>mot</em>"</p>
  <p>«~<em>mot</em>~»</p>
<p>l'<b>AICT</b> d<i>'</i>ici</p>
  <p>l’<b>AICT</b> d<i>’</i>ici</p>
<p>soit <b>17</b> millions</p>
  <p>soit <b>17</b>~millions</p>
<p>mot<!-- ? --> ?</p>
  <p>mot<!-- ? -->~?</p>
l&#x27;AICT &quot;oui&quot; d&#39;ici
  l’AICT «~oui~» d’ici
mot&nbsp;: R&amp;D ; &lt;b&gt; ? &eacute;t&eacute;!
  mot~: R&amp;D~; &lt;b&gt;~? &eacute;t&eacute;~!
<p>mot</p> : <p>- suite</p>
  <p>mot</p> : <p>- suite</p>
<p>un "mot<br>? et" fin
  <p>un «~mot<br>? et~» fin
Le 8e, le 1er mai, au XXIe siècle, les 2es
  Le 8<sup>e</sup>, le 1<sup>er</sup>~mai, au XXI<sup>e</sup>~siècle, les 2<sup>es</sup>
8<sup>e</sup>, <sup>2e</sup>
  8<sup>e</sup>, <sup>2e</sup>
Le MIDIe, A8e, 8em, 2e.fr, Ce, Me
  Le MIDIe, A8e, 8em, 2e.fr, Ce, Me
<p><b>25</b> avril</p>
  <p><b>25</b> avril</p>
<p>de <b>70</b> <i>%</i></p>
  <p>de <b>70</b> <i>%</i></p>
"""

TO_THE_LETTER = r"""
<title>L'8e ?</title>
  <title>L'8e ?</title>
<p title="l'an ?">l'an ?</p>
  <p title="l'an ?">l’an~?</p>
<code>a ? 'b'</code> ?
  <code>a ? 'b'</code>~?
<pre><code>l'a ?</code> l'a ?</pre>
  <pre><code>l'a ?</code> l'a ?</pre>
<svg><g><text>l'a ?</text></g></svg>
  <svg><g><text>l'a ?</text></g></svg>
<kbd>l'a ?</kbd><samp>l'a ?</samp><option>l'a ?
  <kbd>l'a ?</kbd><samp>l'a ?</samp><option>l'a ?
<script>if (a<b) 'c ?'</script><STYLE>a :b</STYLE>
  <script>if (a<b) 'c ?'</script><STYLE>a :b</STYLE>
<textarea>l'a ?</textarea>
  <textarea>l'a ?</textarea>
<i translate="no">l'<i>a ?</i> b ?</i> c ?
  <i translate="no">l'<i>a ?</i> b ?</i> c~?
<p>a ?<a title="unfinished ?>l'a ?
  <p>a~?<a title="unfinished ?>l'a ?
"""


def examples(*tables):
    lines = [line.strip() for table in tables for line in table.strip().splitlines()]
    return list(zip(lines[::2], lines[1::2], strict=True))


PROSE = examples(SENTENCES, SIGNS, QUOTES_AND_DASHES, NUMBERS, NOT_PROSE)
WORDS = """
    mot l' d' AICT 10 531 2022 000 8e XXIe 1er km M€ € % janvier h n° art. M. Mme Dupont … ... -- - – " ' « » “ ” ( )
    : ; ! ? , . / @ & = http://x.fr/a?b=c www.afd.fr a@b.fr afd.fr/fr?x=1 mailto: 17:30 17h30 :) {"a":1}
"""
TAGS = """
    <b> </b> <p> </p> <br> <sup> </sup> <code> </code> <svg> </svg> <span> </span> <option> </option> <!--?--> < &
    &nbsp; &amp; &lt; &quot; &#x27; &eacute; &raquo;
"""
ELEMENTS = [
    '<a title="l\'x ?">',
    "</a>",
    '<i translate="no">',
    "</i>",
    "<script>a ? 'b'</script>",
    "<title>8e ?</title>",
]
words = st.sampled_from([*WORDS.split(), *" \u00a0\u202f\n", "  ", "01 53 41 81 81"])
tags = st.sampled_from([*TAGS.split(), *ELEMENTS])
texts = st.lists(words | st.text(max_size=3), max_size=14).map("".join)
pages = st.lists(words | tags | st.text(max_size=2), max_size=16).map("".join)


def shown(text):
    return text.replace("\u00a0", "~").replace("\u202f", "_")


def letters(text):
    return re.sub(r"[\s\"'’«»“”….\-–]", "", text)


@pytest.mark.parametrize(("typed", "expected"), PROSE)
def test_what_a_keyboard_types_is_set_as_a_printer_would(typed, expected):
    assert shown(typeset(typed)) == expected


@pytest.mark.parametrize(("typed", "expected"), PROSE)
def test_what_is_right_stays_as_it_is(typed, expected):
    right = expected.replace("~", "\u00a0").replace("_", "\u202f")

    assert typeset(right) == right


@pytest.mark.parametrize(("typed", "expected"), examples(MARKUP, TO_THE_LETTER))
def test_html_is_set_across_its_tags_and_around_its_code(typed, expected):
    assert shown(typeset_html(typed)) == expected


@given(texts)
def test_setting_a_text_twice_is_setting_it_once(text):
    once = typeset(text)

    assert typeset(once) == once


@given(texts)
def test_no_letter_of_a_text_is_lost_or_moved(text):
    assert letters(typeset(text)) == letters(text)


@given(pages)
def test_setting_a_page_twice_is_setting_it_once(page):
    once = typeset_html(page)

    assert typeset_html(once) == once


@given(pages)
def test_tags_and_attributes_never_change_but_for_ordinals(page):
    def markup(html):
        _, tokens, _ = split(re.sub(r"([0-9IVX])<sup>((?:er|re|e)s?)</sup>", r"\1\2", html))
        return [token for token in tokens if token[0] == "<"]

    assert markup(typeset_html(page)) == markup(page)


@given(pages.filter(lambda page: "sup>" not in page))
def test_no_letter_of_a_page_is_lost_or_moved(page):
    set_page = typeset_html(page).replace("<sup>", "").replace("</sup>", "")

    assert letters(html.unescape(set_page)) == letters(html.unescape(page))


def test_each_line_of_a_text_is_set_on_its_own():
    assert shown(typeset('Un\n: deux "trois\n"quatre" ?')) == 'Un\n: deux "trois\n«~quatre~»~?'
    assert typeset("") == ""
