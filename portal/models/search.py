"""What can be found on the site, the words it is written with, and what was looked for in vain."""

from django.db import models
from wagtail.models import Page
from wagtail.search import index


class Kind(models.TextChoices):
    """What is found; the values stand in addresses, the labels name groups of results."""

    PAGE = "page", "Pages"
    QUESTION = "question", "Questions"
    FIGURE = "chiffre", "Chiffres clés"
    FUNDING = "financement", "Financements"
    NEWS = "actualite", "Actualités"
    EVENT = "evenement", "Évènements"
    RESOURCE = "ressource", "Ressources"
    DOCUMENT = "document", "Documents"
    TRANSCRIPT = "transcription", "Transcriptions"

    @property
    def singular(self):
        """The name of one thing of this kind."""
        return SINGULARS.get(self, str(self.label).removesuffix("s"))


SINGULARS = {Kind.FIGURE: "Chiffre clé"}


class SearchEntry(index.Indexed, models.Model):
    """A thing to be found, on the page where it is read: whoever may not read the page does not find it."""

    page = models.ForeignKey(Page, models.CASCADE, related_name="+")
    document = models.ForeignKey("portal.PortalDocument", models.CASCADE, null=True, related_name="+")
    kind = models.CharField(max_length=20, choices=Kind)
    title = models.CharField(max_length=400)
    text = models.TextField(blank=True)
    value = models.CharField(max_length=60, blank=True)
    anchor = models.CharField(max_length=80, blank=True)
    dated_on = models.DateField(null=True)
    # Where each passage of a recording starts, « letter:second », in the order of the text.
    passages = models.TextField(blank=True)
    # The words as they are looked for: folded (of the title, of the whole), then their stems.
    title_folded = models.TextField()
    folded = models.TextField()
    title_stems = models.TextField()
    stems = models.TextField()

    search_fields = [index.SearchField("stems")]
    wagtail_reference_index_ignore = True

    class Meta:
        ordering = ["pk"]
        # Of what very many entries have, the newest are read, and what the site says for good.
        indexes = [
            models.Index(fields=["-dated_on", "id"], name="search_entries_by_date"),
            models.Index(fields=["kind"], name="search_entries_by_kind"),
        ]
        verbose_name = "entrée de la recherche"
        verbose_name_plural = "entrées de la recherche"

    def __str__(self):
        return self.title


class SearchWord(models.Model):
    """A word that the site is written with, to find what was meant by one that it is not written with."""

    word = models.CharField(max_length=40, unique=True)
    folded = models.CharField(max_length=40, db_index=True)
    length = models.PositiveSmallIntegerField(db_index=True)

    class Meta:
        ordering = ["word"]
        verbose_name = "mot du site"
        verbose_name_plural = "mots du site"

    def __str__(self):
        return self.word


class FruitlessSearch(models.Model):
    """Words that visitors looked for in vain: the words, how often, and never who."""

    words = models.CharField("mots cherchés", max_length=80, unique=True)
    count = models.PositiveIntegerField("fois", default=1)
    last_on = models.DateField("dernière fois", auto_now=True)

    class Meta:
        ordering = ["-count", "words"]
        verbose_name = "recherche sans résultat"
        verbose_name_plural = "recherches sans résultat"

    def __str__(self):
        return self.words


class FileText(models.Model):
    """The words of a file, read once: they are long to draw from a PDF."""

    digest = models.CharField(max_length=64, unique=True)
    text = models.TextField(blank=True)

    class Meta:
        ordering = ["pk"]
        verbose_name = "texte d’un fichier"
        verbose_name_plural = "textes de fichiers"

    def __str__(self):
        return self.digest
