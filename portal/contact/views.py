"""Where the contact form is sent."""

from datetime import timedelta

from django.http import Http404, HttpResponseRedirect
from django.shortcuts import render
from django.utils import timezone
from django.views.decorators.csrf import csrf_exempt
from django.views.decorators.http import require_http_methods

from portal.contact.delivery import deliver_now
from portal.contact.forms import ContactForm
from portal.contact.origin import is_from_here
from portal.limits import Limit, told_to_wait
from portal.models import ContactPage, SiteSettings
from portal.models.contact import ContactMessage
from portal.querysets import published

# A town hall may write from one address; nobody writes more than that by hand.
PER_ADDRESS = Limit("contact", count=10, seconds=3600)
PER_HOUR = 200
BUSY = "Beaucoup de messages nous arrivent de chez vous : gardez celui-ci, et envoyez-le de nouveau dans {} minutes."


@csrf_exempt
@require_http_methods(["GET", "HEAD", "POST"])
def write(request):
    """Take the message of a visitor: 303 to the page that thanks, or the form again with what is to be put right."""
    page = published(ContactPage.objects.all()).first()
    if page is None or not SiteSettings.current().email:
        raise Http404
    if request.method != "POST":
        return HttpResponseRedirect(page.url)
    form = ContactForm(request.POST, is_from_here=is_from_here(request))
    if not form.is_valid():
        return _again(request, page, form)
    seconds = PER_ADDRESS.wait(request) or _wait_of_all()
    if seconds:
        form.add_error(None, BUSY.format(-(-seconds // 60)))
        return told_to_wait(_again(request, page, form, status=429), seconds)
    deliver_now(form.keep())
    return HttpResponseRedirect(f"{page.url}?recu#ecrire", status=303)


def _wait_of_all():
    """Return the seconds to wait when the site was sent more in an hour than people write."""
    since = timezone.now() - timedelta(hours=1)
    return 3600 if ContactMessage.objects.filter(received_at__gt=since).count() >= PER_HOUR else 0


def _again(request, page, form, status=200):
    context = page.get_context(request) | {"form": form}
    response = render(request, page.get_template(request), context, status=status)
    response.headers["Cache-Control"] = "no-store"
    return response
