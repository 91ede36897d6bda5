"""The form of images: a picture that would fill the memory is refused like any other, beside its field."""

from django.core.exceptions import ValidationError
from PIL import Image
from wagtail.images.fields import WagtailImageField
from wagtail.images.forms import BaseImageForm

from portal.uploads.room import check_room

TOO_MANY_POINTS = "Cette image a trop de points : 60 millions au plus, soit environ 9 000 × 6 600."


class MeasuredImageField(WagtailImageField):
    """Wagtail's field, which lets Pillow's own refusal of the largest pictures go by as a fault of the site."""

    default_validators = [*WagtailImageField.default_validators, check_room]

    def check_image_pixel_size(self, file):
        try:
            super().check_image_pixel_size(file)
        except Image.DecompressionBombError as error:
            raise ValidationError(TOO_MANY_POINTS) from error


class PortalImageForm(BaseImageForm):
    file = MeasuredImageField(label="Fichier", widget=BaseImageForm.Meta.widgets["file"])
