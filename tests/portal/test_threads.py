from itertools import combinations, pairwise

import pytest
from django.template import Context, Template

from portal.threads import KINDS, SHAPES, thread
from tests.svg import outlines

# Numbers have one decimal, and shapes are drawn from one corner to the next.
ROUNDING = 0.25
BANNERS = ["wave", "nest", "row", "fan"]


def middles(drawn, role):
    """Middle of each place of a role, from left to right."""
    edges = [[x for points in outlines(place.d) for x, _ in points] for place in drawn.places if place.role == role]
    return sorted((min(xs) + max(xs)) / 2 for xs in edges)


@pytest.mark.parametrize("kind", BANNERS)
@pytest.mark.parametrize("count", range(1, 15))
def test_there_are_as_many_threads_as_things(kind, count):
    assert len(thread(kind, count, "circle").arcs) == count


@pytest.mark.parametrize("kind", KINDS)
@pytest.mark.parametrize("shape", SHAPES)
@pytest.mark.parametrize("count", [1, 2, 6, 14, 200])
def test_a_thread_never_leaves_its_box(kind, shape, count):
    drawn = thread(kind, count, shape)

    for d in (*drawn.arcs, *(place.d for place in drawn.places)):
        for x, y in (point for points in outlines(d) for point in points):
            assert -ROUNDING <= x <= drawn.width + ROUNDING
            assert -ROUNDING <= y <= drawn.height + ROUNDING


@pytest.mark.parametrize("kind", ["wave", "nest", "row"])
@pytest.mark.parametrize("count", [3, 7, 14])
def test_steps_are_equal(kind, count):
    steps = [b - a for a, b in pairwise(middles(thread(kind, count, "circle"), "a"))]

    assert max(steps) - min(steps) < 0.25


@pytest.mark.parametrize("kind", BANNERS)
@pytest.mark.parametrize("shape", SHAPES)
@pytest.mark.parametrize("count", range(1, 15))
def test_places_do_not_touch(kind, shape, count):
    places = [[x for points in outlines(place.d) for x, _ in points] for place in thread(kind, count, shape).places]

    for one, other in combinations(places, 2):
        assert max(one) < min(other) or max(other) < min(one)


@pytest.mark.parametrize("kind", [*BANNERS, "hero"])
@pytest.mark.parametrize("shape", SHAPES)
def test_shapes_stand_on_the_bottom_edge(kind, shape):
    drawn = thread(kind, 5, shape)

    for place in drawn.places:
        lowest = max(y for points in outlines(place.d) for _, y in points)
        assert lowest == pytest.approx(drawn.height, abs=ROUNDING)


@pytest.mark.parametrize("kind", KINDS)
def test_nothing_is_joined_when_there_is_nothing(kind):
    assert thread(kind, 0) is None


@pytest.mark.parametrize(("kind", "shape"), [("wawe", "circle"), ("wave", "star")])
def test_a_kind_or_a_shape_that_does_not_exist_is_refused(kind, shape):
    with pytest.raises(ValueError, match="No thread"):
        thread(kind, 1, shape)


def rendered(tag):
    return Template("{% load threads %}" + tag).render(Context()).strip()


def test_the_tag_draws_a_picture_that_readers_skip():
    html = rendered('{% thread "wave" 4 "triangle" css_class="banner__art" %}')

    assert html.startswith('<svg class="banner__art" viewBox="0 0 560 ')
    assert 'aria-hidden="true" focusable="false"' in html
    assert html.count('class="pic-fil"') == html.count('class="pic-a"') == html.count('class="pic-b"') == 4
    assert "style=" not in html


def test_the_tag_draws_nothing_for_nothing():
    assert rendered('{% thread "nest" 0 "diamond" %}') == ""


def test_the_hero_is_cropped_to_the_window():
    assert 'preserveAspectRatio="xMidYMax slice"' in rendered('{% thread "hero" %}')
    assert "preserveAspectRatio" not in rendered('{% thread "wave" 3 %}')


def test_a_broken_thread_is_bold():
    assert rendered('{% thread "broken" %}').count("pic-fil pic--bold") == 2


def test_a_pair_is_one_small_thread():
    html = rendered('{% thread "pair" 1 "square" %}')

    assert 'viewBox="0 0 150 92"' in html
    assert html.count("<path") == 3
