"""The sizes of a picture, when several ask for them at once."""

import pytest
from django.core.files.storage import default_storage
from wagtail.images.models import Filter

from portal.models import PortalImage, PortalRendition
from tests.samples import image

pytestmark = pytest.mark.django_db
SIZES = ["width-20|format-webp", "width-30|format-webp"]


def stored() -> set[str]:
    """Names of the sizes that the storage holds, also those that other tests left there."""
    if not default_storage.exists("images"):
        return set()
    return {f"images/{name}" for name in default_storage.listdir("images")[1]}


@pytest.mark.filterwarnings("ignore:Unclosed file <tempfile:ResourceWarning")
def test_who_makes_sizes_too_late_is_given_those_that_are_kept(monkeypatch, django_capture_on_commit_callbacks):
    picture = image()
    filters = [Filter(spec=spec) for spec in SIZES]
    before = stored()
    queryset = type(PortalRendition.objects.all())
    insert, first = queryset.bulk_create, []

    def too_late(self, *args, **options):
        """At the worst instant: nobody had made them when this one looked, somebody has by the time it writes."""
        monkeypatch.setattr(queryset, "bulk_create", insert)
        first.append(PortalImage.objects.get(pk=picture.pk).create_renditions(*filters))
        return insert(self, *args, **options)

    monkeypatch.setattr(queryset, "bulk_create", too_late)
    with django_capture_on_commit_callbacks(execute=True):
        made = picture.create_renditions(*filters)

    kept = set(PortalRendition.objects.values_list("file", flat=True))
    assert len(kept) == 2
    assert {size.file.name for size in made.values()} == kept == {size.file.name for size in first[0].values()}
    assert stored() - before == kept


@pytest.mark.filterwarnings("ignore:Unclosed file <tempfile:ResourceWarning")
def test_who_makes_one_size_too_late_leaves_no_file_of_it(monkeypatch, django_capture_on_commit_callbacks):
    picture, size = image(), Filter(spec=SIZES[0])
    before, make, first = stored(), PortalImage.generate_rendition_file, []

    def too_late(self, asked, **options):
        monkeypatch.setattr(PortalImage, "generate_rendition_file", make)
        first.append(PortalImage.objects.get(pk=picture.pk).create_rendition(asked))
        return make(self, asked, **options)

    monkeypatch.setattr(PortalImage, "generate_rendition_file", too_late)
    with django_capture_on_commit_callbacks(execute=True):
        made = picture.create_rendition(size)

    assert made == first[0]
    assert stored() - before == {made.file.name}
