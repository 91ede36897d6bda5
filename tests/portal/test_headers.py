"""What a browser is told beside the pages: behind https, in the CMS, for the files of editors."""

import os
import subprocess
import sys

import pytest
from django.conf import settings
from django.core.files.base import ContentFile
from django.core.files.storage import default_storage

from tests.editing import sign_in

pytestmark = pytest.mark.any_database
PROBE = """
import django
django.setup()
from django.conf import settings as s
from django.core.management import call_command

call_command("check", deploy=True, fail_level="WARNING")
print(s.SESSION_COOKIE_NAME, s.CSRF_COOKIE_NAME, s.SECURE_HSTS_SECONDS, s.PASSWORD_HASHERS[0])
print(all([s.SESSION_COOKIE_SECURE, s.CSRF_COOKIE_SECURE, s.SESSION_COOKIE_HTTPONLY, s.SECURE_SSL_REDIRECT]))
"""


def test_behind_https_the_settings_are_those_that_django_recommends(tmp_path):
    ours = {"SITE_URL": "https://exemple.fr", "SECRET_KEY": "0123456789abcdefghij" * 4, "DATA_DIR": str(tmp_path)}
    ours |= {"DJANGO_SETTINGS_MODULE": "portal.settings", "DATABASE_URL": "sqlite://:memory:", "DEBUG": "0"}
    # The tests' own leave, which no site has.
    machine = {name: value for name, value in os.environ.items() if name != "DJANGO_ALLOW_ASYNC_UNSAFE"}
    done = subprocess.run(
        [sys.executable, "-c", PROBE], cwd=settings.BASE_DIR, env=machine | ours, capture_output=True, text=True
    )

    assert done.returncode == 0, done.stderr
    assert "no issues (0 silenced)" in done.stdout
    names, flags = done.stdout.splitlines()[-2:]
    assert names.startswith("__Host-sessionid __Host-csrftoken 31536000 ")
    assert names.endswith("Argon2PasswordHasher")
    assert flags == "True"


def test_the_cms_alone_may_run_what_wagtail_writes_within_its_pages(client, home):
    editor = sign_in(client)
    cms, page = editor.get("/admin/"), editor.get("/")
    assert "'unsafe-inline'" in cms["Content-Security-Policy"]
    assert "unsafe" not in page["Content-Security-Policy"]
    assert "frame-ancestors 'self'" in cms["Content-Security-Policy"]
    assert "unsafe-eval" not in cms["Content-Security-Policy"]
    assert "camera=()" in cms["Permissions-Policy"]


def refused_host(client):
    return client.get("/", HTTP_HOST="ailleurs.example")


def refused_question(client):
    return client.get("/?" + "&".join(f"p{number}=1" for number in range(1100)))


def led_to_https(client):
    return client.get("/agenda/", headers={"X-Forwarded-Proto": "http"})


def known_already(client):
    return client.get("/", headers={"If-None-Match": client.get("/")["ETag"]})


@pytest.mark.parametrize(
    ("ask", "status"), [(refused_host, 400), (refused_question, 400), (led_to_https, 301), (known_already, 304)]
)
def test_what_is_answered_at_the_door_is_as_safe_as_a_page(client, content, settings, ask, status):
    settings.PAGE_CACHE, settings.SECURE_SSL_REDIRECT = True, ask is led_to_https
    answer = ask(client)
    assert answer.status_code == status
    assert "default-src 'self'" in answer["Content-Security-Policy"]
    assert "unsafe" not in answer["Content-Security-Policy"]
    assert answer["X-Frame-Options"] == "DENY"
    assert "camera=()" in answer["Permissions-Policy"]


def test_a_page_being_written_may_be_shown_beside_its_form(client, home):
    preview = sign_in(client).get(f"/admin/pages/{home.pk}/view_draft/")
    assert "frame-ancestors 'self'" in preview["Content-Security-Policy"]
    assert "frame-ancestors 'none'" not in preview["Content-Security-Policy"]


@pytest.mark.parametrize("name", ["page.html", "image.svg", "page.xhtml", "flux.xml", "code.js", "texte", "x.mht"])
def test_no_file_that_an_editor_sent_runs_as_a_page_of_the_site(client, home, name):
    path = default_storage.save(name, ContentFile(b"<script xmlns='http://www.w3.org/1999/xhtml'>alert(1)</script>"))
    response = sign_in(client).get(f"/media/{path}")
    assert response.status_code == 200
    assert response["Content-Security-Policy"].startswith("sandbox; default-src 'none'")
    assert response["X-Content-Type-Options"] == "nosniff"
