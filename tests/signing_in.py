"""An account with a password, an application that gives codes, and the way in."""

import time

from allauth.mfa.totp.internal.auth import format_hotp_value, hotp_value

PASSWORD = "un-mot-de-passe-a-soi"
SECRET = "JBSWY3DPEHPK3PXPJBSWY3DPEHPK3PXP"
LOGIN, CODE = "/compte/connexion/", "/compte/connexion/code/"


def code(secret=SECRET):
    """Return what the application of a telephone shows at this moment."""
    return format_hotp_value(hotp_value(secret, int(time.time()) // 30))


def enter(client, password=PASSWORD, name="redactrice", **meta):
    return client.post(LOGIN, {"login": name, "password": password}, **meta)


def is_in(client):
    return client.get("/admin/").status_code == 200
