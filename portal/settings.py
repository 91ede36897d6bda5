"""Settings of the site, in one file: whatever varies between machines is an environment variable.

Everything that the site writes (database, uploads, collected static files, secrets) lies in
DATA_DIR, so that one folder is all there is to keep, to move or to back up.
"""

from pathlib import Path
from urllib.parse import urlsplit

import environ
from csp.constants import NONE, SELF

from portal import shared_cache

BASE_DIR = Path(__file__).resolve().parent.parent
env = environ.Env()
DATA_DIR = Path(env("DATA_DIR", default=str(BASE_DIR / "var")))
environ.Env.read_env(DATA_DIR / "secrets.env")

DEBUG = env.bool("DEBUG", default=False)

# Development gets a throwaway key; anything else refuses to start without its own.
SECRET_KEY = env("SECRET_KEY", default="development-only" if DEBUG else environ.Env.NOTSET)

# The one address of the site: canonical links, feeds and e-mails start with it.
SITE_URL = env("SITE_URL", default=f"http://127.0.0.1:{env('PORT', default='8000')}").rstrip("/")
_site = urlsplit(SITE_URL)
# The other domains of the association: all lead to it (CanonicalHostMiddleware).
OTHER_HOSTS = [host.strip().lower() for host in env.list("OTHER_HOSTS", default=[])]
ALLOWED_HOSTS = env.list("ALLOWED_HOSTS", default=[_site.hostname, "localhost", "127.0.0.1", "[::1]"]) + OTHER_HOSTS

# Behind https, cookies and visits stay there; `make serve` speaks plain http to this machine alone.
HTTPS = _site.scheme == "https"
SECURE_SSL_REDIRECT = SESSION_COOKIE_SECURE = CSRF_COOKIE_SECURE = HTTPS
SESSION_COOKIE_HTTPONLY = CSRF_COOKIE_HTTPONLY = True
# A cookie of this name is the browser's word that this very host set it, over https.
if HTTPS:
    SESSION_COOKIE_NAME, CSRF_COOKIE_NAME = "__Host-sessionid", "__Host-csrftoken"
SECURE_HSTS_SECONDS = 31_536_000 if HTTPS else 0
SECURE_HSTS_INCLUDE_SUBDOMAINS = SECURE_HSTS_PRELOAD = HTTPS
# What a proxy says of the visitor (X-Forwarded-For, its last address; X-Forwarded-Proto) is believed if there is one.
BEHIND_PROXY = env.bool("BEHIND_PROXY", default=False)
SECURE_PROXY_SSL_HEADER = ("HTTP_X_FORWARDED_PROTO", "https") if BEHIND_PROXY else None
CSRF_TRUSTED_ORIGINS = [SITE_URL] if HTTPS else []
# What watches over the site asks it on its own machine, in plain http.
SECURE_REDIRECT_EXEMPT = [r"^sante/"]
SECURE_REFERRER_POLICY = "strict-origin-when-cross-origin"

# Nothing from elsewhere, and no script or style within a page. The CMS is given more by CmsPolicyMiddleware.
CONTENT_SECURITY_POLICY = {
    "DIRECTIVES": {
        "default-src": [SELF],
        "img-src": [SELF, "data:"],
        "object-src": [NONE],
        "base-uri": [SELF],
        "form-action": [SELF],
        "frame-ancestors": [NONE],
    }
}

INSTALLED_APPS = [
    "portal",
    "aict",
    "agenda",
    "actualites",
    "ressources",
    "wagtail.contrib.redirects",
    "wagtail.contrib.search_promotions",
    "wagtail.contrib.settings",
    "wagtail.contrib.typed_table_block",
    "portal.apps.PortalUsersConfig",
    "wagtail.snippets",
    "wagtail.documents",
    "wagtail.images",
    "wagtail.embeds",
    "wagtail.sites",
    "wagtail.search",
    "wagtail.admin",
    "wagtail",
    "wagtailmedia",
    "csp",
    "modelcluster",
    "taggit",
    "django_filters",
    "allauth",
    "allauth.account",
    "allauth.mfa",
    "allauth.usersessions",
    "django.contrib.auth",
    "django.contrib.contenttypes",
    # Wagtail says « il y a 7 minutes » with it, and in English without.
    "django.contrib.humanize",
    "django.contrib.sessions",
    "django.contrib.messages",
    "django.contrib.sitemaps",
    "whitenoise.runserver_nostatic",
    "django.contrib.staticfiles",
]

# Pages that are ready (portal/page_cache). Without CACHE_URL each worker keeps its own: what is out of date is told
# by the database. CDN_SECONDS is how long a CDN may keep a page: none, unless it is purged at each publication.
PAGE_CACHE = env.bool("PAGE_CACHE", default=True)
CDN_SECONDS = env.int("CDN_SECONDS", default=0)
# Shared by all workers: how often an address asked for what is dear is counted there.
CACHES = {"default": env.cache("CACHE_URL", default=f"filecache://{DATA_DIR / 'cache'}")}
if CACHES["default"]["BACKEND"].endswith("FileBasedCache"):
    CACHES["default"]["BACKEND"] = "portal.file_cache.PatientFileCache"
if CACHES["default"]["BACKEND"].startswith("django_redis"):
    CACHES["default"]["OPTIONS"] = shared_cache.OPTIONS
CACHES["pages"] = CACHES["default"] | {"KEY_PREFIX": "pages"}
if "CACHE_URL" not in env:
    LOCMEM = "django.core.cache.backends.locmem.LocMemCache"
    CACHES["pages"] = {"BACKEND": LOCMEM, "LOCATION": "pages", "OPTIONS": {"MAX_ENTRIES": 500}}

MIDDLEWARE = [
    "portal.logs.RequestIdMiddleware",
    # What keeps an answer from doing harm is on every one of them, those that come from the door too.
    "portal.middleware.PermissionsMiddleware",
    "csp.middleware.CSPMiddleware",
    "django.middleware.clickjacking.XFrameOptionsMiddleware",
    "portal.middleware.CanonicalHostMiddleware",
    "django.middleware.security.SecurityMiddleware",
    "whitenoise.middleware.WhiteNoiseMiddleware",
    "portal.page_cache.middleware.PageCacheMiddleware",
    "portal.middleware.PageGZipMiddleware",
    "portal.middleware.CmsPolicyMiddleware",
    "portal.middleware.MemoMiddleware",
    "django.contrib.sessions.middleware.SessionMiddleware",
    "django.middleware.common.CommonMiddleware",
    "django.middleware.csrf.CsrfViewMiddleware",
    "django.contrib.auth.middleware.AuthenticationMiddleware",
    "django.contrib.messages.middleware.MessageMiddleware",
    "allauth.account.middleware.AccountMiddleware",
    "portal.accounts.second_factor.SecondFactorMiddleware",
    "portal.limits.LimitsMiddleware",
    "portal.middleware.RouteMiddleware",
    "wagtail.contrib.redirects.middleware.RedirectMiddleware",
    "portal.middleware.CmsTransactionMiddleware",
]

ROOT_URLCONF = "portal.urls"
WSGI_APPLICATION = "portal.wsgi.application"
FORM_RENDERER = "portal.form_renderer.PortalRenderer"
DEFAULT_AUTO_FIELD = "django.db.models.BigAutoField"

TEMPLATES = [
    {
        "BACKEND": "django.template.backends.django.DjangoTemplates",
        "DIRS": [BASE_DIR / "templates"],
        "OPTIONS": {
            "loaders": [
                (
                    "django.template.loaders.cached.Loader",
                    ["django.template.loaders.filesystem.Loader", "portal.cms_french.FrenchLoader"],
                )
            ],
            "context_processors": [
                "django.template.context_processors.request",
                "django.contrib.auth.context_processors.auth",
                "django.contrib.messages.context_processors.messages",
                "wagtail.contrib.settings.context_processors.settings",
            ],
        },
    },
]

# postgres://user:password@host/name in production; the embedded file anywhere else.
DATABASES = {"default": env.db("DATABASE_URL", default=f"sqlite:///{DATA_DIR / 'db.sqlite3'}")}
_embedded = DATABASES["default"]["ENGINE"].endswith("sqlite3")
# Whether all that serves this site and changes it is on this machine: its workers then tell each other what changes.
ONE_MACHINE = env.bool("ONE_MACHINE", default=_embedded)
if _embedded:
    # Readers never wait for a writer, and two writers queue instead of failing.
    DATABASES["default"]["OPTIONS"] = {
        "transaction_mode": "IMMEDIATE",
        "timeout": 20,
        "init_command": "PRAGMA journal_mode=WAL; PRAGMA synchronous=NORMAL; PRAGMA foreign_keys=ON;",
    }
else:
    DATABASES["default"]["CONN_HEALTH_CHECKS"] = True
# Opening a connection costs more than what a page that is ready asks.
DATABASES["default"]["CONN_MAX_AGE"] = 60


PASSWORD_HASHERS = [
    "django.contrib.auth.hashers.Argon2PasswordHasher",
    "django.contrib.auth.hashers.PBKDF2PasswordHasher",
]
AUTH_PASSWORD_VALIDATORS = [
    {"NAME": f"django.contrib.auth.password_validation.{name}"}
    for name in ("UserAttributeSimilarityValidator", "MinimumLengthValidator", "CommonPasswordValidator")
]

# Accounts (portal/accounts). Whoever writes on a site that all can reach has a second factor; a passkey asks for https,
# or for http://localhost.
REQUIRE_SECOND_FACTOR = env.bool("REQUIRE_SECOND_FACTOR", default=HTTPS)
LOGIN_URL = WAGTAILADMIN_LOGIN_URL = WAGTAIL_FRONTEND_LOGIN_URL = LOGOUT_REDIRECT_URL = "account_login"
LOGIN_REDIRECT_URL = "wagtailadmin_home"
ACCOUNT_ADAPTER = "portal.accounts.adapter.AccountAdapter"
ACCOUNT_AUTHENTICATED_LOGIN_REDIRECTS = False
ACCOUNT_EMAIL_NOTIFICATIONS = True
ACCOUNT_EMAIL_SUBJECT_PREFIX = ""
ACCOUNT_EMAIL_VERIFICATION = "none"
# Of failures, allauth allows 5 in 5 minutes for an account, 10 in a minute from an address.
ACCOUNT_RATE_LIMITS = {"reset_password": "10/h/ip,3/h/key"}
ALLAUTH_TRUSTED_PROXY_COUNT = int(BEHIND_PROXY)
MFA_ADAPTER = "portal.accounts.adapter.SecondFactorAdapter"
MFA_ALLOW_UNVERIFIED_EMAIL = MFA_PASSKEY_LOGIN_ENABLED = True
MFA_SUPPORTED_TYPES = ["totp", "webauthn", "recovery_codes"]
MFA_WEBAUTHN_ALLOW_INSECURE_ORIGIN = not HTTPS
_forms = {"login": "Login", "reauthenticate": "Reauthenticate", "change_password": "ChangePassword"}
_forms |= {"reset_password": "ForgottenPassword", "reset_password_from_key": "ChoosePassword"}
ACCOUNT_FORMS = {name: f"portal.accounts.forms.{form}Form" for name, form in _forms.items()}
_forms = {"authenticate": "Code", "reauthenticate": "ConfirmByCode", "activate_totp": "Activate"}
_forms |= {"add_webauthn": "AddKey", "edit_webauthn": "RenameKey", "login_webauthn": "EnterByKey"}
_forms |= {"authenticate_webauthn": "Key", "reauthenticate_webauthn": "ConfirmByKey"}
MFA_FORMS = {name: f"portal.accounts.forms.{form}Form" for name, form in _forms.items()}
# The address of an account is that of the association’s book: who keeps accounts changes it.
WAGTAIL_EMAIL_MANAGEMENT_ENABLED = WAGTAIL_PASSWORD_MANAGEMENT_ENABLED = False

LANGUAGE_CODE = "fr"
LANGUAGES = [("fr", "français")]
LOCALE_PATHS = [BASE_DIR / "portal/locale"]  # What the libraries leave in English.
TIME_ZONE = "Europe/Paris"
USE_TZ = True

STATIC_URL = "/static/"
STATIC_ROOT = DATA_DIR / "static"
STATICFILES_DIRS = [BASE_DIR / "static"]
MEDIA_URL = "/media/"
MEDIA_ROOT = DATA_DIR / "media"
# MEDIA_STORAGE, a JSON object, puts what is sent elsewhere: {"BACKEND": "portal.object_storage.ObjectStorage", …}.
STORAGES = {
    "default": env.json("MEDIA_STORAGE", default={"BACKEND": "portal.storage.MediaStorage"}),
    "staticfiles": {"BACKEND": "portal.storage.BundledStaticFilesStorage"},
}

EMAIL_CONFIG = env.email("EMAIL_URL", default="consolemail://")
vars().update(EMAIL_CONFIG)
EMAIL_TIMEOUT = 10
DEFAULT_FROM_EMAIL = SERVER_EMAIL = env("EMAIL_FROM", default=f"Cités Unies France <portail@{_site.hostname}>")

# Whoever runs the site reads what goes wrong where it runs; an address that leads nowhere is no fault of ours.
# LOG_FORMAT=json writes one JSON object a line; a question to the database of SLOW_QUERY_MS or more is logged.
SLOW_QUERY_MS = env.int("SLOW_QUERY_MS", default=500)
_console = {"class": "logging.StreamHandler", "filters": ["request"], "formatter": env("LOG_FORMAT", default="text")}
LOGGING = {
    "version": 1,
    "disable_existing_loggers": False,
    "filters": {"request": {"()": "portal.logs.RequestFilter"}},
    "formatters": {
        "text": {"format": "%(levelname)s %(name)s %(message)s"},
        "json": {"()": "portal.logs.JsonFormatter"},
    },
    "handlers": {"console": _console},
    "root": {"handlers": ["console"], "level": "WARNING"},
    "loggers": {"django.request": {"level": "ERROR"}, "portal.accounts.journal": {"level": "INFO"}},
}

WAGTAIL_SITE_NAME = "Cités Unies France"
WAGTAILADMIN_BASE_URL = SITE_URL
WAGTAILADMIN_PERMITTED_LANGUAGES = LANGUAGES
WAGTAIL_CONTENT_LANGUAGES = LANGUAGES
# An address is copied, dictated and printed: « modele », not « mod%C3%A8le ».
WAGTAIL_ALLOW_UNICODE_SLUGS = False
WAGTAIL_DATE_FORMAT = "%d/%m/%Y"
WAGTAIL_DATETIME_FORMAT = "%d/%m/%Y %H:%M"
# The hours of the CMS are those of Paris for everybody.
WAGTAIL_USER_TIME_ZONES = [TIME_ZONE]
# The CMS calls nobody: no version check, no banner, no portrait fetched from elsewhere.
WAGTAIL_ENABLE_UPDATE_CHECK = False
WAGTAIL_ENABLE_WHATS_NEW_BANNER = False
WAGTAIL_GRAVATAR_PROVIDER_URL = None
WAGTAILEMBEDS_FINDERS = []
# What visitors see of pages and files that are not open to all.
WAGTAIL_PASSWORD_REQUIRED_TEMPLATE = "portal/password_required.html"  # noqa: S105
WAGTAILDOCS_PASSWORD_REQUIRED_TEMPLATE = WAGTAIL_PASSWORD_REQUIRED_TEMPLATE

WAGTAILIMAGES_IMAGE_MODEL = "portal.PortalImage"
WAGTAILIMAGES_IMAGE_FORM_BASE = "portal.uploads.images.PortalImageForm"
WAGTAILDOCS_DOCUMENT_MODEL = "portal.PortalDocument"
WAGTAILMEDIA = {"MEDIA_MODEL": "portal.PortalMedia", "AUDIO_EXTENSIONS": ["mp3", "m4a", "ogg", "oga", "wav", "webm"]}
WAGTAILMEDIA["VIDEO_EXTENSIONS"] = ["mp4", "webm", "ogv"]
WAGTAILDOCS_EXTENSIONS = ["pdf", "odt", "ods", "odp", "docx", "xlsx", "pptx", "csv", "txt", "zip"]
WAGTAILDOCS_MAX_UPLOAD_SIZE = 50 * 1024 * 1024
WAGTAILIMAGES_MAX_UPLOAD_SIZE = 20 * 1024 * 1024
WAGTAILIMAGES_MAX_IMAGE_PIXELS = 60_000_000
WAGTAILIMAGES_FORMAT_CONVERSIONS = {"avif": "avif", "webp": "webp", "bmp": "jpeg"}
# The words are made ready by portal/search: no database is to change them. SEARCH_URL is that of an OpenSearch.
SEARCH_URL = env("SEARCH_URL", default="")
WAGTAILSEARCH_BACKENDS = {"default": {"BACKEND": "wagtail.search.backends.database", "SEARCH_CONFIG": "simple"}}
if SEARCH_URL:
    WAGTAILSEARCH_BACKENDS["default"] = {"BACKEND": "wagtail.search.backends.opensearch3", "URLS": [SEARCH_URL]}
TAGGIT_CASE_INSENSITIVE = True
