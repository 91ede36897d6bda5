"""The choices of a filter are written as Django writes them."""

import pytest
from django import forms
from django.forms.renderers import DjangoTemplates

from portal.form_renderer import PortalRenderer

CHOICES = {
    "plain": [("", "Toutes"), ("eau", "Eau & « assainissement »"), (2024, 2024), ('"', "<b>")],
    "none": [],
    "grouped": [("", "Toutes"), ("Thèmes", [("eau", "Eau")])],
}


@pytest.mark.parametrize("name", CHOICES)
@pytest.mark.parametrize("value", [None, "eau", 2024, '"'])
@pytest.mark.parametrize("attrs", [{}, {"id": "a", "title": '"&', "required": True, "disabled": False, "size": 2}])
def test_a_list_of_choices_is_what_django_makes_of_it(name, value, attrs):
    widget = forms.Select(choices=CHOICES[name])
    ours, theirs = (widget.render("thème", value, attrs, made()) for made in (PortalRenderer, DjangoTemplates))
    assert ours == theirs


def test_what_is_not_a_plain_list_is_left_to_django():
    class Radio(forms.Form):
        way = forms.ChoiceField(choices=CHOICES["plain"], widget=forms.RadioSelect)

    assert str(Radio(renderer=PortalRenderer())) == str(Radio(renderer=DjangoTemplates()))
