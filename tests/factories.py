"""Records for the tests: each factory makes the least that its model accepts."""

from datetime import date

import factory
from wagtail_factories import PageFactory

from actualites.models import NewsIndexPage, NewsPage
from agenda.models import AgendaPage, EventPage
from aict.models import AictPage, FaqPage, FiguresPage, FigureValue, FundingPage, FundingSource, KeyFigure
from portal.models import HomePage, StandardPage
from ressources.models import DossierPage, ResourceCentrePage, ResourcePage


class HomePageFactory(PageFactory):
    title = "Accueil"
    slug = "accueil"

    class Meta:
        model = HomePage


class StandardPageFactory(PageFactory):
    title = factory.Sequence("Page {}".format)

    class Meta:
        model = StandardPage


class AictPageFactory(PageFactory):
    title = "S’engager"
    slug = "s-engager"

    class Meta:
        model = AictPage


class FiguresPageFactory(PageFactory):
    title = "Chiffres"
    slug = "chiffres"

    class Meta:
        model = FiguresPage


class FaqPageFactory(PageFactory):
    title = "Questions"
    slug = "questions"

    class Meta:
        model = FaqPage


class FundingPageFactory(PageFactory):
    title = "Financements"
    slug = "financements"

    class Meta:
        model = FundingPage


class KeyFigureFactory(factory.django.DjangoModelFactory):
    name = factory.Sequence("Chiffre {}".format)
    slug = factory.Sequence("chiffre-n{}".format)
    short_label = "choses comptées"
    after = "<p>choses comptées</p>"

    class Meta:
        model = KeyFigure
        skip_postgeneration_save = True

    @factory.post_generation
    def value(self, create, extracted, **kwargs):
        if extracted is not None:
            FigureValue.objects.create(figure=self, value=extracted, **{"as_of": date(2020, 11, 2)} | kwargs)


class FundingSourceFactory(factory.django.DjangoModelFactory):
    funder = factory.Sequence("Financeur {}".format)
    text = "<p>Un appel.</p>"

    class Meta:
        model = FundingSource


class AgendaPageFactory(PageFactory):
    title = "Agenda"
    slug = "agenda"

    class Meta:
        model = AgendaPage


class EventPageFactory(PageFactory):
    title = factory.Sequence("Rencontre {}".format)
    starts_on = date(2026, 6, 15)

    class Meta:
        model = EventPage


class NewsIndexPageFactory(PageFactory):
    title = "Actualités"
    slug = "actualites"

    class Meta:
        model = NewsIndexPage


class NewsPageFactory(PageFactory):
    title = factory.Sequence("Nouvelle {}".format)

    class Meta:
        model = NewsPage


class ResourceCentrePageFactory(PageFactory):
    title = "Ressources"
    slug = "ressources"

    class Meta:
        model = ResourceCentrePage


class ResourcePageFactory(PageFactory):
    title = factory.Sequence("Ressource {}".format)

    class Meta:
        model = ResourcePage


class DossierPageFactory(PageFactory):
    title = factory.Sequence("Dossier {}".format)

    class Meta:
        model = DossierPage
