"""What only the association can say about itself and its site, and what every page prints from it."""

from datetime import date, timedelta
from decimal import Decimal

from django.core.validators import MaxValueValidator, MinValueValidator
from django.db import models
from django.utils import timezone
from wagtail.admin.panels import FieldPanel, FieldRowPanel, MultiFieldPanel, ObjectList, TabbedInterface
from wagtail.contrib.settings.models import BaseGenericSetting
from wagtail.contrib.settings.registry import register_setting
from wagtail.fields import RichTextField

from portal import memo
from portal.blocks import FooterColumnBlock, MenuLinkBlock
from portal.cms_forms import NumberInput, SharedForm
from portal.fields import BodyField

# RGAA 4.1.2, « Obligations » : an audit holds for three years.
AUDIT_YEARS = 3
LISTS = {"features": ["ul", "bold", "link"]}


@register_setting(icon="site")
class SiteSettings(BaseGenericSetting):
    """Identity, legal notice, accessibility statement and menus; what is empty is not printed."""

    name = models.CharField(
        "nom",
        max_length=100,
        default="Cités Unies France",
        help_text="Celui de l’association, en tête et en pied de page. 100 signes au plus.",
    )
    tagline = models.CharField(
        "signature", max_length=150, blank=True, help_text="Sous le nom, en pied de page. 150 signes au plus."
    )
    address = models.TextField(
        "adresse du siège", max_length=300, blank=True, help_text="Sur plusieurs lignes. 300 signes au plus."
    )
    phone = models.CharField(
        "téléphone",
        max_length=30,
        blank=True,
        help_text="Standard de l’association : 01 23 45 67 89. 30 signes au plus.",
    )
    email = models.EmailField(
        "adresse électronique",
        blank=True,
        help_text="Publiée sur la page Contact ; les messages de son formulaire y arrivent.",
    )
    legal_form = models.CharField(
        "forme juridique", max_length=150, blank=True, help_text="Association loi de 1901… 150 signes au plus."
    )
    director = models.CharField(
        "direction de la publication",
        max_length=150,
        blank=True,
        help_text="Pour une association, la personne qui la représente légalement. 150 signes au plus.",
    )
    editor = models.CharField(
        "responsable de la rédaction", max_length=150, blank=True, help_text="S’il y en a. 150 signes au plus."
    )
    host_name = models.CharField(
        "hébergeur", max_length=150, blank=True, help_text="Société qui héberge le site. 150 signes au plus."
    )
    host_address = models.TextField(
        "adresse de l’hébergeur", max_length=300, blank=True, help_text="Sur plusieurs lignes. 300 signes au plus."
    )
    host_phone = models.CharField(
        "téléphone de l’hébergeur", max_length=30, blank=True, help_text="La loi le demande. 30 signes au plus."
    )
    data_contact = models.CharField(
        "contact pour les données personnelles",
        max_length=200,
        blank=True,
        help_text="Personne ou service, et adresse. 200 signes au plus.",
    )
    audit_on = models.DateField(
        "date de l’audit", null=True, blank=True, help_text="Dernier jour de l’audit. Il vaut trois ans."
    )
    audit_score = models.DecimalField(
        "critères respectés (%)",
        max_digits=5,
        decimal_places=2,
        null=True,
        blank=True,
        validators=[MinValueValidator(0), MaxValueValidator(100)],
        help_text="Part des critères du RGAA respectés, de 0 à 100.",
    )
    auditor = models.CharField(
        "audit réalisé par", max_length=150, blank=True, help_text="Société ou personne. 150 signes au plus."
    )
    audit_pages = RichTextField(
        "pages vérifiées", blank=True, help_text="Titre et adresse de chacune, en liste.", **LISTS
    )
    audit_tools = RichTextField(
        "outils et environnement de test", blank=True, help_text="Navigateurs, lecteurs d’écran, outils.", **LISTS
    )
    failures = RichTextField(
        "non-conformités", blank=True, help_text="Ce qui ne respecte pas le RGAA, tel que l’audit le dit.", **LISTS
    )
    exemptions = RichTextField(
        "dérogations pour charge disproportionnée", blank=True, help_text="Chacune avec sa raison.", **LISTS
    )
    out_of_scope = RichTextField(
        "contenus non soumis à l’obligation", blank=True, help_text="Contenus de tiers, archives, cartes.", **LISTS
    )
    statement_on = models.DateField(
        "déclaration établie le", null=True, blank=True, help_text="Date publiée sur la déclaration d’accessibilité."
    )
    scheme_url = models.URLField("schéma pluriannuel", blank=True, help_text="Adresse du document, trois ans au plus.")
    action_plan_url = models.URLField("plan d’action de l’année", blank=True, help_text="Adresse du document.")

    menu = BodyField([("link", MenuLinkBlock())], verbose_name="menu", blank=True, help_text="Six liens au plus.")
    footer = BodyField(
        [("column", FooterColumnBlock())], verbose_name="pied de page", blank=True, help_text="Trois colonnes au plus."
    )

    # What must be known before the site opens to the public (LCEN, art. 1-1; RGAA).
    EXPECTED = ["address", "phone", "email", "director", "host_name", "host_address", "host_phone", "data_contact"]
    WITHOUT = {"email": "sans elle, la page Contact n’a pas de formulaire"}
    EXPECTED += ["legal_form", "audit_on", "scheme_url", "action_plan_url"]

    edit_handler = TabbedInterface(
        [
            ObjectList([FieldPanel(n) for n in ("name", "tagline", "address", "phone", "email")], heading="Identité"),
            ObjectList(
                [
                    FieldPanel("legal_form"),
                    FieldPanel("director"),
                    FieldPanel("editor"),
                    MultiFieldPanel([FieldPanel(f"host_{n}") for n in ("name", "address", "phone")], "Hébergement"),
                    FieldPanel("data_contact"),
                ],
                heading="Mentions légales",
            ),
            ObjectList(
                [
                    FieldRowPanel(
                        [FieldPanel("audit_on"), FieldPanel("audit_score", widget=NumberInput)], heading="Audit"
                    ),
                    *(FieldPanel(n) for n in ("auditor", "audit_pages", "audit_tools")),
                    *(FieldPanel(n) for n in ("failures", "exemptions", "out_of_scope")),
                    *(FieldPanel(n) for n in ("statement_on", "scheme_url", "action_plan_url")),
                ],
                heading="Accessibilité",
            ),
            ObjectList([FieldPanel("menu"), FieldPanel("footer")], heading="Menu et pied de page"),
        ],
        base_form_class=SharedForm,
    )

    class Meta:
        verbose_name = "réglages du site"
        constraints = [
            models.CheckConstraint(
                name="audit_has_a_date_and_a_score",
                condition=models.Q(audit_on__isnull=True, audit_score__isnull=True)
                | models.Q(audit_on__isnull=False, audit_score__isnull=False),
                violation_error_code="audit_score",
                violation_error_message="Un audit a une date et un résultat : indiquez les deux, ou aucun.",
            ),
        ]

    @classmethod
    def current(cls):
        """Return the settings of the site."""
        return memo.keep("site settings", cls.load)

    def missing(self):
        """Return the labels of what the association has still to say before the opening."""
        labels = {n: str(self._meta.get_field(n).verbose_name) for n in self.EXPECTED if not getattr(self, n)}
        return [f"{label} ({self.WITHOUT[n]})" if n in self.WITHOUT else label for n, label in labels.items()]

    def audit_expires_on(self):
        """Return the first day on which the audit no longer holds, or None without an audit."""
        if self.audit_on is None:
            return None
        year = self.audit_on.year + AUDIT_YEARS
        if (self.audit_on.month, self.audit_on.day) == (2, 29):
            return date(year, 3, 1)
        return self.audit_on.replace(year=year)

    def audit_last_day(self):
        """Return the last day on which the audit holds, or None without an audit."""
        expires_on = self.audit_expires_on()
        return expires_on - timedelta(days=1) if expires_on else None

    def accessibility(self, today=None):
        """Return « totalement conforme », « partiellement conforme » or « non conforme ».

        RGAA 4.1.2, « Obligations »: all criteria; at least half of them; less, or no valid audit.
        """
        expires_on = self.audit_expires_on()
        if expires_on is None or expires_on <= (today or timezone.localdate()) or self.audit_score < 50:
            return "non conforme"
        return "totalement conforme" if self.audit_score == Decimal(100) else "partiellement conforme"

    def accessibility_statement(self):
        """Return the sentence that the home page and every footer must show."""
        return f"Accessibilité : {self.accessibility()}"
