from django import template

from portal import threads

register = template.Library()


@register.inclusion_tag("components/thread.html")
def thread(kind, count=1, shape="circle", css_class=""):
    """Draw the thread of a banner: `{% thread "wave" 4 "circle" css_class="banner__art" %}`; nothing for 0."""
    return {"thread": threads.thread(kind, count, shape), "css_class": css_class}
