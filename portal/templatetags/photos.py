from django import template

from portal import photos

register = template.Library()

register.simple_tag(photos.photo_url)
register.simple_tag(photos.sizes, name="photo_sizes")
