"""The contact form, and what keeps machines from it without a cookie or a riddle.

No cookie is set for a visitor, so Django's CSRF protection, which compares one with the form, has no part here. It
would guard nothing: the form acts with nobody's rights. What could be abused is somebody's browser as a relay, so the
request must come from this very site (portal.contact.origin), with a token that we signed at least `SOONEST` ago.
"""

import hashlib
from datetime import timedelta

from django import forms
from django.core import signing
from django.utils.crypto import get_random_string

from portal.forms import WordsField, visible
from portal.models.contact import ContactMessage

SIGNER = signing.TimestampSigner(salt="portal.contact")
# Nobody types a name, an address and a message in less; pages may be kept for a day by a cache.
SOONEST = timedelta(seconds=3)
LATEST = timedelta(days=2)
FAST = "Le message est parti très vite, comme d’un robot : relisez-le, puis envoyez-le de nouveau."
OLD = "La page est restée ouverte longtemps : relisez votre message, puis envoyez-le de nouveau."
ELSEWHERE = "L’envoi ne vient pas de cette page : relisez le message, puis envoyez-le d’ici."


def new_token():
    return SIGNER.sign(get_random_string(12))


class TextField(forms.CharField):
    """Text over several lines, without the signs that nothing shows."""

    widget = forms.Textarea

    def to_python(self, value):
        lines = super().to_python(value or "").splitlines()
        return "\n".join(visible(line).rstrip() for line in lines).strip()


def errors(required, too_long="", **others):
    return {"required": required, "max_length": too_long, **others}


class ContactForm(forms.Form):
    """A message from a visitor; what is refused is shown again as it was typed."""

    name = WordsField(
        label="Votre nom",
        max_length=100,
        widget=forms.TextInput(attrs={"autocomplete": "name"}),
        error_messages=errors("Indiquez votre nom.", "Votre nom est trop long : 100 signes au plus."),
    )
    email = forms.EmailField(
        label="Votre adresse électronique",
        max_length=254,
        help_text="Pour vous répondre, et rien d’autre : nom@exemple.fr",
        widget=forms.EmailInput(attrs={"autocomplete": "email"}),
        error_messages=errors(
            "Indiquez votre adresse électronique.",
            "Cette adresse est trop longue : 254 signes au plus.",
            invalid="Cette adresse n’est pas complète : écrivez-la comme nom@exemple.fr.",
        ),
    )
    subject = WordsField(
        label="Objet",
        max_length=150,
        error_messages=errors("Indiquez l’objet en quelques mots.", "L’objet est trop long : 150 signes au plus."),
    )
    text = TextField(
        label="Votre message",
        max_length=5000,
        widget=forms.Textarea(attrs={"rows": 10}),
        error_messages=errors("Écrivez votre message.", "Votre message est trop long : 5 000 signes au plus."),
    )
    # Nobody sees it; machines fill in whatever looks like a field.
    website = forms.CharField(
        label="Laissez ce champ vide",
        required=False,
        widget=forms.TextInput(attrs={"autocomplete": "off", "tabindex": "-1"}),
    )
    token = forms.CharField(required=False, widget=forms.HiddenInput)

    def __init__(self, data=None, *, is_from_here=True, **options):
        super().__init__(data, auto_id="contact-%s", **options)
        self.is_from_here = is_from_here
        self.fields["token"].initial = new_token
        self.label_suffix = ""

    def clean_website(self):
        if self.cleaned_data["website"]:
            raise forms.ValidationError("Ce champ doit rester vide : effacez-le, puis envoyez de nouveau.")
        return ""

    def clean(self):
        """Refuse what no person sends; the message stays in the form, with a token that will do."""
        trouble = "" if self.is_from_here else ELSEWHERE
        trouble = trouble or self._trouble_of_token()
        if trouble:
            self.data = self.data.copy()
            self.data["token"] = new_token()
            self.add_error(None, trouble)

    def _trouble_of_token(self):
        token = self.cleaned_data.get("token", "")
        try:
            SIGNER.unsign(token, max_age=LATEST)
        except signing.BadSignature:
            return OLD
        try:
            SIGNER.unsign(token, max_age=SOONEST)
        except signing.SignatureExpired:
            return ""
        return FAST

    def keep(self):
        """Store the message of a valid form, once; return it."""
        names = ("name", "email", "subject", "text")
        fields = {name: self.cleaned_data[name] for name in names}
        content = "\x00".join([self.cleaned_data["token"], *fields.values()])
        digest = hashlib.sha256(content.encode()).hexdigest()
        return ContactMessage.objects.get_or_create(digest=digest, defaults=fields)[0]
