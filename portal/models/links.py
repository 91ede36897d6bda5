"""What the nightly round knows of each link, and where it stands."""

from datetime import timedelta

from django.contrib.contenttypes.models import ContentType
from django.db import models
from django.db.models import Q
from django.utils import timezone
from wagtail.models import Page

# A site that does not answer is told of after this many nights: before, it may be a passing trouble.
NIGHTS = 3
# How long « vérifié à la main » holds.
VERIFIED_FOR = timedelta(days=365)


class LinkState(models.TextChoices):
    """What came of the last visit."""

    UNKNOWN = "inconnu", "pas encore essayé"
    WELL = "bon", "répond"
    BROKEN = "rompu", "rompu"
    SILENT = "muet", "ne répond pas"
    REFUSED = "refuse", "refuse les robots"


class CheckedLinkQuerySet(models.QuerySet):
    def to_mend(self):
        """Links that somebody must look at, and that nobody said to be good."""
        silent = Q(state=LinkState.SILENT, failures__gte=NIGHTS)
        verified = Q(verified_on__gte=timezone.localdate() - VERIFIED_FOR)
        return self.filter(silent | Q(state__in=[LinkState.BROKEN, LinkState.REFUSED])).exclude(verified)


class CheckedLink(models.Model):
    """An address that pages or records lead to."""

    address = models.CharField("adresse", max_length=2000, unique=True)
    is_inside = models.BooleanField("de ce site", default=False)
    state = models.CharField("état", max_length=10, choices=LinkState, default=LinkState.UNKNOWN)
    reason = models.CharField("ce qui ne va pas", max_length=200, blank=True)
    failures = models.PositiveIntegerField("nuits sans succès", default=0)
    broken_since = models.DateField("depuis le", null=True)
    last_well_on = models.DateField("bon pour la dernière fois le", null=True)
    checked_at = models.DateTimeField("essayé le", null=True)
    verified_on = models.DateField("vérifié à la main le", null=True)

    objects = CheckedLinkQuerySet.as_manager()
    wagtail_reference_index_ignore = True

    class Meta:
        ordering = ["broken_since", "address"]
        verbose_name = "lien"
        verbose_name_plural = "liens"

    def __str__(self):
        return self.address

    def learn(self, state, reason, now):
        """Note what came of a visit at `now`: a LinkState and, unless it is good, why in French."""
        today = timezone.localdate(now)
        if state != self.state:
            self.verified_on = None
        if state == LinkState.WELL:
            self.failures, self.broken_since, self.last_well_on = 0, None, today
        else:
            self.failures, self.broken_since = self.failures + 1, self.broken_since or today
        self.state, self.reason, self.checked_at = state, reason, now


class LinkUse(models.Model):
    """A page or a record in which a link stands."""

    link = models.ForeignKey(CheckedLink, models.CASCADE, related_name="uses")
    page = models.ForeignKey(Page, models.CASCADE, null=True, related_name="+")
    content_type = models.ForeignKey(ContentType, models.CASCADE, related_name="+")
    object_id = models.CharField(max_length=40)
    title = models.CharField(max_length=255)

    wagtail_reference_index_ignore = True

    class Meta:
        ordering = ["title"]
        verbose_name = "emploi d’un lien"
        verbose_name_plural = "emplois de liens"
        constraints = [
            models.UniqueConstraint(name="one_use_per_link_and_record", fields=["link", "content_type", "object_id"]),
        ]

    def __str__(self):
        return self.title

    @property
    def record(self):
        """The page or the record, as far as the CMS needs it to find its form."""
        return self.content_type.model_class()(pk=self.object_id)
