from django import template

register = template.Library()


@register.simple_tag
def distinct(picture, sizes, **attributes):
    """Show what `{% picture … as photograph %}` gives, each width once: a small image was not enlarged."""
    for name, renditions in picture.formats.items():
        widths = {rendition.width: rendition for rendition in reversed(renditions)}
        picture.formats[name] = [widths[width] for width in sorted(widths)]
    has_choice = any(len(renditions) > 1 for renditions in picture.formats.values())
    picture.attrs = attributes | ({"sizes": sizes} if has_choice else {})
    return picture
