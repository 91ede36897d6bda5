"""The home page: its parts are what editors chose, in their order, and its answers lead to their proof."""

import pytest
from bs4 import BeautifulSoup
from wagtail.blocks.struct_block import StructBlockValidationError

from portal.blocks import LinkBlock
from portal.initial_content import page_at
from portal.models import HomePage

PARTS = ["answers", "figures", "arguments", "brochure", "agenda_and_news", "resources", "questions", "partners"]


def titles(client):
    soup = BeautifulSoup(client.get("/").content, "html.parser")
    return [title.get_text(" ", strip=True) for title in soup.select("main h2") if title.get("id") != "sigles"]


def test_its_parts_stand_in_the_order_of_the_editors_and_those_that_they_remove_are_gone(content, client):
    home = HomePage.objects.get()
    assert [part.block_type for part in home.parts] == PARTS
    before = titles(client)
    assert before[0].startswith("Dix minutes")
    assert before[-1] == "Partenaires"

    raw = [part for part in home.parts.raw_data if part["type"] not in ("brochure", "agenda_and_news")]
    home.parts = home.parts.stream_block.to_python(list(reversed(raw)))
    home.save_revision().publish()

    kept = [title for title in before if title not in ("La plaquette", "Agenda", "Actualités")]
    assert titles(client) == kept[::-1]


def test_each_answer_leads_to_its_proof_and_not_only_to_the_page_that_holds_it(content, client):
    soup = BeautifulSoup(client.get("/").content, "html.parser")
    proofs = [link["href"] for link in soup.select(".answer a.more")]
    assert proofs == ["/s-engager/#arguments", "/s-engager/questions/#cout", "/s-engager/financements/"]
    for proof in proofs:
        path, _, anchor = proof.partition("#")
        page = BeautifulSoup(client.get(path).content, "html.parser")
        assert not anchor or page.find(id=anchor)


@pytest.mark.parametrize("anchor", ["#cout", "https://exemple.fr/#cout", "deux mots", '"><script>'])
def test_a_place_that_is_no_anchor_is_refused_with_a_sentence(content, anchor):
    value = {"page": page_at("/contact/"), "anchor": anchor, "url": "", "title": "", "text": ""}
    block = LinkBlock()
    with pytest.raises(StructBlockValidationError) as refused:
        block.clean(block.normalize(value))
    [error] = refused.value.block_errors.values()
    assert "Seulement ce qui suit « # »" in str(error.messages)
