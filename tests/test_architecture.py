"""Rules of the house that no linter knows."""

import ast

import pytest
from django.conf import settings

ROOT = settings.BASE_DIR

# What each app may import, beyond itself. Apps meet in templates, never in Python.
ALLOWED = {
    "portal": set(),
    "aict": {"portal"},
    "agenda": {"portal"},
    "actualites": {"portal"},
    "ressources": {"portal"},
}
TOP_LEVEL = {"manage.py", "templates", "static", "requirements.txt", "requirements.in", "tests", "README.md", *ALLOWED}
OPERATIONS = {"Makefile", "pyproject.toml", ".ci", "deploy", ".gitignore", ".git", ".venv", "var"}
CACHES = {".pytest_cache", ".ruff_cache", ".hypothesis"}
FORBIDDEN_NAMES = {"utils.py", "helpers.py", "mixins.py", "core", "common"}


def modules(folder):
    return [path for path in (ROOT / folder).rglob("*.py") if "migrations" not in path.parts]


def templates():
    return sorted((ROOT / "templates").rglob("*.html"))


def imported_apps(path):
    for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
        names = [node.module] if isinstance(node, ast.ImportFrom) else []
        if isinstance(node, ast.Import):
            names = [alias.name for alias in node.names]
        yield from (name.split(".")[0] for name in names if name)


@pytest.mark.parametrize("app", ALLOWED)
def test_an_app_imports_only_what_it_may(app):
    imports = {name for path in modules(app) for name in imported_apps(path)}
    assert imports & ALLOWED.keys() <= ALLOWED[app] | {app}


def test_nothing_unexpected_lies_at_the_top():
    assert {path.name for path in ROOT.iterdir()} <= TOP_LEVEL | OPERATIONS | CACHES


def test_no_module_outgrows_its_reader():
    long = [p for folder in (*ALLOWED, "tests") for p in modules(folder) if len(p.read_text().splitlines()) > 300]
    assert not long


def test_no_template_outgrows_its_reader():
    assert not [path for path in templates() if len(path.read_text().splitlines()) > 60]


def test_no_module_is_a_drawer_for_anything():
    assert not [path for app in ALLOWED for path in modules(app) if path.name in FORBIDDEN_NAMES]


@pytest.mark.parametrize("stylesheet", sorted((ROOT / "static/css/components").glob("*.css")), ids=lambda p: p.stem)
def test_a_component_stylesheet_has_a_template(stylesheet):
    name = stylesheet.stem.replace("-", "_") + ".html"
    assert any((ROOT / "templates" / folder / name).exists() for folder in ("components", "blocks"))


@pytest.mark.parametrize("folder", ["components", "blocks"])
def test_a_component_says_first_what_it_takes(folder):
    silent = [p for p in (ROOT / "templates" / folder).glob("*.html") if not p.read_text().startswith("{# ")]
    assert not silent


@pytest.mark.parametrize("forbidden", ["<iframe", " style=", "|safe", "onclick="])
def test_no_template_holds(forbidden):
    assert not [path for path in templates() if forbidden in path.read_text()]


def test_no_migration_restates_blocks():
    restated = [
        p for app in ALLOWED for p in (ROOT / app / "migrations").glob("0*.py") if "block_lookup" in p.read_text()
    ]
    assert not restated
