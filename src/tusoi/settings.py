"""The one settings file. Everything that differs between machines comes from the environment, through typed helpers."""

import os
from pathlib import Path
from typing import Any
from urllib.parse import parse_qs, unquote, urlsplit

import fontpkg
from django.core.exceptions import ImproperlyConfigured


def env_text(name: str, default: str = "") -> str:
    return os.environ.get(name, default)


def env_flag(name: str, *, default: bool = False) -> bool:
    value = os.environ.get(name, "1" if default else "0").strip().lower()
    if value in {"1", "true", "yes", "on"}:
        return True
    if value in {"0", "false", "no", "off", ""}:
        return False
    raise ImproperlyConfigured(f"{name} must be 0 or 1, not {value!r}")


def env_list(name: str, default: str = "") -> list[str]:
    return [item.strip() for item in os.environ.get(name, default).split(",") if item.strip()]


def env_hours(name: str, default: str = "") -> tuple[int, int] | None:
    """ "21-7" -> (21, 7): from 21:00 to 7:00; "" -> None."""
    text = env_text(name, default).strip()
    if not text:
        return None
    begins, _dash, ends = text.partition("-")
    if begins.isdigit() and ends.isdigit() and int(begins) < 24 and int(ends) < 24:
        return int(begins), int(ends)
    raise ImproperlyConfigured(f"{name} must be two hours such as 21-7, not {text!r}")


VAR = Path(env_text("TUSOI_VAR", str(Path.cwd() / "var")))
VAR.mkdir(parents=True, exist_ok=True)


def database_from(url: str) -> dict[str, Any]:
    """Turn `sqlite:///path` or `postgresql://user:password@host:port/name?option=value` into Django's settings.

    SQLite runs with one writer, IMMEDIATE transactions and full durability: what was acknowledged is on disk.
    """
    parts = urlsplit(url)
    if parts.scheme == "sqlite":
        return {
            "ENGINE": "django.db.backends.sqlite3",
            "NAME": unquote(parts.path),
            "OPTIONS": {
                "timeout": 10,
                "transaction_mode": "IMMEDIATE",
                "init_command": "PRAGMA journal_mode=WAL; PRAGMA synchronous=FULL; PRAGMA secure_delete=ON;",
            },
            "TEST": {"NAME": str(VAR / "test.sqlite3")},  # a file, so that threads really meet
        }
    if parts.scheme in {"postgresql", "postgres"}:
        options = {key: values[-1] for key, values in parse_qs(parts.query).items()}
        return {
            "ENGINE": "django.db.backends.postgresql",
            "NAME": parts.path.lstrip("/"),
            "USER": unquote(parts.username or ""),
            "PASSWORD": unquote(parts.password or ""),
            "HOST": options.pop("host", parts.hostname or ""),
            "PORT": str(parts.port or options.pop("port", "")),
            "CONN_MAX_AGE": 60,
            "CONN_HEALTH_CHECKS": True,
            "OPTIONS": options,
        }
    raise ImproperlyConfigured(f"TUSOI_DATABASE must begin with sqlite: or postgresql:, not {parts.scheme!r}")


DEMO = env_flag("TUSOI_DEMO")
DEBUG = env_flag("TUSOI_DEBUG")
OPEN_SECRET_KEY = "only-for-tests-and-the-demo-never-in-an-office-0123456789abcdef"
SECRET_KEY = env_text("TUSOI_SECRET_KEY") or OPEN_SECRET_KEY
ALLOWED_HOSTS = env_list("TUSOI_HOSTS", "127.0.0.1,localhost")
DATABASES = {"default": database_from(env_text("TUSOI_DATABASE", f"sqlite:///{VAR / 'tusoi.sqlite3'}"))}
DEFAULT_AUTO_FIELD = "django.db.models.BigAutoField"

INSTALLED_APPS = [
    "django.contrib.auth",
    "django.contrib.contenttypes",
    "django.contrib.sessions",
    "django.contrib.messages",
    "django.contrib.staticfiles",
    "django.forms",  # its widget templates, for FORM_RENDERER
    "django_htmx",
    "template_partials",
    "lucide",
    # floor 1
    "tusoi.foundation.kernel",
    "tusoi.foundation.ui",
    "tusoi.foundation.journal",
    "tusoi.foundation.rulebook",
    "tusoi.foundation.tally",
    "tusoi.foundation.directory",
    "tusoi.foundation.access",
    "tusoi.foundation.secrecy",
    "tusoi.foundation.documents",
    "tusoi.foundation.notices",
    # floor 2, in the order of the process
    "tusoi.process.campaigns",
    "tusoi.process.dissemination",
    "tusoi.process.feedback",
    "tusoi.process.issues",
    "tusoi.process.reports",
    "tusoi.process.reviews",
    "tusoi.process.supervision",
    # floor 3
    "tusoi.web.home",
    "tusoi.web.roll",
    "tusoi.web.reorganise",
    "tusoi.web.progress",
    "tusoi.web.calendar",
    "tusoi.web.overseeing",
    "tusoi.web.thread",
    "tusoi.web.archive",
    "tusoi.web.help",
    "tusoi.web.demo",
]

# Slip pages neither read nor set a cookie; this list is what the middleware and its test go by.
COOKIE_FREE_PREFIXES = ("/phieu/",)

MIDDLEWARE = [
    "django.middleware.security.SecurityMiddleware",
    "whitenoise.middleware.WhiteNoiseMiddleware",
    "tusoi.foundation.kernel.middleware.cookie_free",
    "csp.middleware.CSPMiddleware",
    "django.contrib.sessions.middleware.SessionMiddleware",
    "tusoi.foundation.ui.middleware.chosen_language",
    "django.middleware.common.CommonMiddleware",
    "django.middleware.csrf.CsrfViewMiddleware",
    "django.contrib.auth.middleware.AuthenticationMiddleware",
    "django.contrib.auth.middleware.LoginRequiredMiddleware",
    "django.contrib.messages.middleware.MessageMiddleware",
    "django.middleware.clickjacking.XFrameOptionsMiddleware",
    "django_htmx.middleware.HtmxMiddleware",
    "tusoi.foundation.kernel.middleware.office_time",
    "tusoi.foundation.ui.middleware.refusals",
]

ROOT_URLCONF = "tusoi.urls"
WSGI_APPLICATION = "tusoi.wsgi.application"
TEMPLATES = [
    {
        "BACKEND": "django.template.backends.django.DjangoTemplates",
        "APP_DIRS": True,
        "OPTIONS": {
            "context_processors": [
                "django.template.context_processors.request",
                "django.contrib.auth.context_processors.auth",
                "django.contrib.messages.context_processors.messages",
                "tusoi.web.home.context.chrome",
            ],
            "builtins": ["tusoi.foundation.ui.templatetags.ui"],
        },
    }
]
FORM_RENDERER = "django.forms.renderers.TemplatesSetting"

AUTH_USER_MODEL = "access.Account"
AUTHENTICATION_BACKENDS = ["tusoi.foundation.access.backend.OfficeBackend"]
LOGIN_URL = "access:sign-in"
LOGIN_REDIRECT_URL = "home:today"
LOGOUT_REDIRECT_URL = "access:sign-in"
PASSWORD_HASHERS = [
    "django.contrib.auth.hashers.Argon2PasswordHasher",
    "django.contrib.auth.hashers.PBKDF2PasswordHasher",
]
AUTH_PASSWORD_VALIDATORS = [
    {"NAME": "django.contrib.auth.password_validation.MinimumLengthValidator", "OPTIONS": {"min_length": 10}},
    {"NAME": "django.contrib.auth.password_validation.CommonPasswordValidator"},
]
SESSION_COOKIE_AGE = 12 * 60 * 60
SESSION_COOKIE_HTTPONLY = True
SESSION_COOKIE_SAMESITE = "Lax"
SESSION_COOKIE_SECURE = CSRF_COOKIE_SECURE = env_flag("TUSOI_HTTPS")
SECURE_REFERRER_POLICY = "same-origin"
X_FRAME_OPTIONS = "DENY"

LANGUAGE_CODE = "vi"
LANGUAGES = [("vi", "Tiếng Việt"), ("en", "English")]
LOCALE_PATHS = [Path(__file__).parent / "locale"]
USE_TZ = True
TIME_ZONE = env_text("TUSOI_TIME_ZONE", "Asia/Ho_Chi_Minh")
FORMAT_MODULE_PATH = ["tusoi.formats"]

STATIC_URL = "/static/"
STATIC_ROOT = VAR / "static"
STATIC_ROOT.mkdir(parents=True, exist_ok=True)
STATICFILES_DIRS = [("fonts", fontpkg.path("Be Vietnam Pro").parent)]
WHITENOISE_USE_FINDERS = True
STORAGES = {
    "default": {"BACKEND": "django.core.files.storage.FileSystemStorage"},
    "staticfiles": {"BACKEND": "django.contrib.staticfiles.storage.StaticFilesStorage"},
}
MEDIA_ROOT = VAR / "files"  # served by no address: views give a file to who may have it
UPLOAD_LIMIT_MB = int(env_text("TUSOI_UPLOAD_MB", "20"))  # the largest file that is taken
PHOTO_SIDE = int(env_text("TUSOI_PHOTO_SIDE", "2000"))  # pixels: photos of evidence are drawn anew at most so large
EVIDENCE_KINDS = env_list("TUSOI_EVIDENCE_KINDS", "jpg,pdf,docx,odt")  # what may be handed in as evidence
FILE_UPLOAD_HANDLERS = [
    "tusoi.foundation.documents.uploads.SizeGuard",
    "django.core.files.uploadhandler.MemoryFileUploadHandler",
    "django.core.files.uploadhandler.TemporaryFileUploadHandler",
]
FILE_UPLOAD_PERMISSIONS = 0o600
# The remediation table of a report has up to 202 rows of five cells. How long a form may be stays as Django has it
# (2.5 MB); the report's editor alone takes more, see foundation/ui/long_forms.py.
DATA_UPLOAD_MAX_NUMBER_FIELDS = 1500

CONTENT_SECURITY_POLICY = {
    "DIRECTIVES": {
        "default-src": ["'none'"],
        "script-src": ["'self'"],
        "style-src": ["'self'"],
        "img-src": ["'self'", "data:"],
        "font-src": ["'self'"],
        "connect-src": ["'self'"],
        "manifest-src": ["'self'"],
        "form-action": ["'self'"],
        "base-uri": ["'none'"],
        "frame-ancestors": ["'none'"],
    }
}

EMAIL_BACKEND = env_text("TUSOI_EMAIL_BACKEND", "django.core.mail.backends.console.EmailBackend")
PUBLIC_URL = env_text("TUSOI_URL", "http://127.0.0.1:8000")  # how letters name the program's address
DEFAULT_FROM_EMAIL = env_text("TUSOI_EMAIL_FROM", "tusoi@localhost")
EMAIL_HOST = env_text("TUSOI_EMAIL_HOST", "localhost")
EMAIL_PORT = int(env_text("TUSOI_EMAIL_PORT", "25"))
EMAIL_HOST_USER = env_text("TUSOI_EMAIL_USER")
EMAIL_HOST_PASSWORD = env_text("TUSOI_EMAIL_PASSWORD")
EMAIL_USE_TLS = env_flag("TUSOI_EMAIL_TLS")
EMAIL_TIMEOUT = 20
QUIET_HOURS = env_hours("TUSOI_QUIET_HOURS", "21-6")  # no letter goes out at night

EXAMPLES = Path(env_text("TUSOI_EXAMPLES", str(Path(__file__).parents[2] / "examples")))
PROCEDURES = Path(env_text("TUSOI_PROCEDURES", str(Path(__file__).parents[2] / "procedures")))

LOGGING = {
    "version": 1,
    "disable_existing_loggers": False,
    "filters": {"no_slips": {"()": "tusoi.foundation.kernel.logs.NoSlips"}},
    "handlers": {"console": {"class": "logging.StreamHandler", "filters": ["no_slips"]}},
    "root": {"handlers": ["console"], "level": "WARNING"},
}
