import pytest
from django.contrib.auth.models import User

from portal import preparation
from portal.obstacles import Obstacle


def test_the_first_password_is_drawn_at_random(db, monkeypatch):
    monkeypatch.delenv("ADMIN_PASSWORD", raising=False)

    assert len(preparation.admin_password()) >= 16
    assert preparation.admin_password() != preparation.admin_password()


def test_the_first_password_is_the_one_asked_for(db, monkeypatch):
    monkeypatch.setenv("ADMIN_PASSWORD", "fil-tendu-entre-deux-villes")

    assert preparation.admin_password() == "fil-tendu-entre-deux-villes"


def test_a_weak_password_for_the_first_account_is_refused_in_french(db, monkeypatch):
    monkeypatch.setenv("ADMIN_PASSWORD", "admin")

    with pytest.raises(Obstacle, match=r"ADMIN_PASSWORD ne convient pas.* mot de passe est trop court"):
        preparation.admin_password()


def test_there_is_no_first_password_once_somebody_has_an_account(db, monkeypatch):
    monkeypatch.setenv("ADMIN_PASSWORD", "admin")
    User.objects.create_user("editrice")

    assert preparation.admin_password() is None


def test_the_first_account_may_do_everything(db):
    preparation.create_admin("fil-tendu-entre-deux-villes")

    admin = User.objects.get()
    assert admin.username == "admin"
    assert admin.is_superuser
    assert admin.check_password("fil-tendu-entre-deux-villes")


def test_a_changed_static_file_calls_for_a_new_collection(tmp_path, settings):
    settings.STATICFILES_DIRS = [tmp_path]
    (tmp_path / "a.css").write_text("a {}")
    before = preparation.static_fingerprint()

    assert preparation.static_fingerprint() == before
    (tmp_path / "a.css").write_text("a { }")
    assert preparation.static_fingerprint() != before
