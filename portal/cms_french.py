"""French where Wagtail and its companions write English without asking any catalogue.

What they do ask a catalogue for, and have no French for, is in portal/locale/.
"""

import re

from django.template.loaders import app_directories
from django.utils import translation
from django.utils.translation import gettext

# A page that is deleted can be restored (portal/bin).
TO_THE_BIN = "La corbeille garde trente jours ce que vous supprimez : on peut l’y restaurer."
# Words of their templates, by template.
REPLACED = {
    "wagtailadmin/home.html": [('value="Search"', 'value="Rechercher"')],
    "wagtailadmin/shared/header.html": [('value="Search"', 'value="Rechercher"')],
    "wagtailadmin/pages/confirm_delete.html": [
        ("{% trans 'Are you sure you want to delete this page?' %}", TO_THE_BIN)
    ],
    "wagtailadmin/pages/bulk_actions/confirm_bulk_delete.html": [
        ('{% trans "Are you sure you want to delete these pages?" %}', TO_THE_BIN)
    ],
    # Who keeps accounts without all rights is not asked about them.
    "wagtailusers/users/create.html": [
        (
            "<li>{% formattedfield form.is_superuser %}</li>",
            "{% if form.is_superuser %}<li>{% formattedfield field=form.is_superuser %}</li>{% endif %}",
        )
    ],
    # The initial content was published by nobody.
    "wagtailadmin/shared/user_avatar.html": [("{{ user }}", '{{ user|default_if_none:"le site" }}')],
}
# Those that a form repeats for each of its choosers: the blank lines of their source weigh 4 kB in that of the news.
REPEATED = {"wagtailadmin/shared/dropdown/dropdown.html", "wagtailadmin/widgets/chooser.html"}
LABELS = {
    "url": "Adresse",
    "link_text": "Texte du lien",
    "email_address": "Adresse électronique",
    "subject": "Objet",
    "body": "Message",
    "phone_number": "Numéro de téléphone",
}
COLUMNS = {"site_name": "Nom du site", "root_page": "Page d’accueil"}
ERRORS = {
    "error_label": "Erreur du serveur",
    "error_message": "Transmettez ce message à la personne qui tient le site :",
}
_LINES = re.compile(r"\s*\n\s*")
_PERMISSION = re.compile(r"(Can (?:add|change|delete|view|publish|lock|unlock|choose)) ")


class FrenchLoader(app_directories.Loader):
    """Loads the templates of apps, with our words in place of theirs; those that are REPEATED on one line."""

    def get_contents(self, origin):
        contents = super().get_contents(origin)
        for theirs, ours in REPLACED.get(origin.template_name, []):
            contents = contents.replace(theirs, ours)
        return _LINES.sub(" ", contents) if origin.template_name in REPEATED else contents


def speak():
    """Say in French what their Python says in English, once all apps are there."""
    from wagtail.sites.views import IndexView
    from wagtailmedia.views import chooser

    name_fields()
    for column in IndexView.columns:
        column.label = COLUMNS.get(getattr(column, "name", ""), column.label)
    render = chooser.render_modal_workflow
    chooser.render_modal_workflow = lambda *args, json_data=None, **options: render(
        *args, json_data=json_data and {key: ERRORS.get(key, value) for key, value in json_data.items()}, **options
    )


def name_fields():
    """Name the fields that Wagtail leaves to be named after their attributes."""
    from wagtail.admin.forms import choosers
    from wagtail.contrib.search_promotions.models import SearchPromotion

    SearchPromotion._meta.get_field("external_link_text").verbose_name = "texte du lien"
    kinds = ("External", "Anchor", "Email", "Phone")
    for form in (getattr(choosers, f"{kind}LinkChooserForm") for kind in kinds):
        for name, field in form.base_fields.items():
            field.label = "Ancre" if form is choosers.AnchorLinkChooserForm and name == "url" else LABELS[name]


def name_permissions(**kwargs):
    """After a migration, say in French what each permission permits; those that an app named in French stay so."""
    from django.contrib.auth.models import Permission

    with translation.override("fr"):
        for permission in Permission.objects.select_related("content_type"):
            name = french_name(permission)
            if name != permission.name:
                Permission.objects.filter(pk=permission.pk).update(name=name[:255])


def name_root(**kwargs):
    """After a migration, name in French what stands above the home page, and above every collection."""
    from wagtail.models import Collection, Page

    Collection.objects.filter(depth=1, name="Root").update(name="Racine")
    Page.objects.filter(depth=1, title="Root").update(title="Racine", draft_title="Racine")


def french_name(permission):
    """Return the French name of a permission, which may have one already."""
    model = permission.content_type.model_class()
    found = _PERMISSION.match(permission.name)
    if model and found:
        return f"{gettext(found[1])} {model._meta.verbose_name}"
    return gettext(permission.name)
