"""Django's settings. Debugging is never on: Django would keep every query's parameters and show them in error pages.

The desk is named by strings only; nothing of it is imported here.
"""

from __future__ import annotations

import importlib.util
import os
import secrets
from typing import Any

from safeconduct.store.place import Place

DEBUG = False
SECRET_KEY = secrets.token_urlsafe(48)  # a restart ends every session, which is wanted
ALLOWED_HOSTS = ["127.0.0.1", "localhost", "[::1]"]  # any other name for us is DNS rebinding

# Django's own two are imported by its login; their tables are never made (`engine.migrate` makes the store's only).
INSTALLED_APPS = ["safeconduct.store", "django.contrib.contenttypes", "django.contrib.auth"]
if importlib.util.find_spec("safeconduct.desk.urls"):
    INSTALLED_APPS += ["django.contrib.staticfiles", "safeconduct.desk"]
ROOT_URLCONF = "safeconduct.desk.urls"
LOGIN_URL = "/login/"
AUTH_USER_MODEL = "store.Account"
AUTHENTICATION_BACKENDS = ["safeconduct.store.accounts.OfficeBackend"]

DATABASES: dict[str, dict[str, Any]] = {"default": Place.named().database}
DEFAULT_AUTO_FIELD = "django.db.models.BigAutoField"

MIDDLEWARE = [
    "django.middleware.security.SecurityMiddleware",
    "whitenoise.middleware.WhiteNoiseMiddleware",
    "csp.middleware.CSPMiddleware",
    "safeconduct.store.gate.Gate",
    "django.contrib.sessions.middleware.SessionMiddleware",
    "django.middleware.locale.LocaleMiddleware",
    "django.middleware.common.CommonMiddleware",
    "django.middleware.csrf.CsrfViewMiddleware",
    "django.contrib.auth.middleware.AuthenticationMiddleware",
    "django.middleware.clickjacking.XFrameOptionsMiddleware",
]
TEMPLATES = [
    {
        "BACKEND": "django.template.backends.django.DjangoTemplates",
        "APP_DIRS": True,
        "OPTIONS": {
            "context_processors": [
                "django.template.context_processors.request",
                "django.template.context_processors.i18n",
            ]
        },
    }
]

# Sessions live in this process's memory: locking or stopping the server ends them, and none is ever on disk.
SESSION_ENGINE = "django.contrib.sessions.backends.cache"
CACHES = {
    "default": {
        "BACKEND": "django.core.cache.backends.locmem.LocMemCache",
        "OPTIONS": {"MAX_ENTRIES": 10_000},
    }
}
SESSION_COOKIE_NAME = "safeconduct"
SESSION_COOKIE_SAMESITE = "Strict"
SESSION_EXPIRE_AT_BROWSER_CLOSE = True
SESSION_COOKIE_AGE = 12 * 60 * 60
CSRF_COOKIE_SAMESITE = "Strict"
CSRF_COOKIE_HTTPONLY = True
X_FRAME_OPTIONS = "DENY"
SECURE_REFERRER_POLICY = "same-origin"
CONTENT_SECURITY_POLICY = {
    "DIRECTIVES": {
        "default-src": ["'self'"],
        "object-src": ["'none'"],
        "base-uri": ["'none'"],
        "form-action": ["'self'"],
        "frame-ancestors": ["'none'"],
        "img-src": ["'self'", "data:"],
    }
}
# An hour without a click locks the office (minutes; 0 never).
AUTO_LOCK_MINUTES = int(os.environ.get("SAFECONDUCT_AUTO_LOCK_MINUTES", "60"))

# What is uploaded stays in memory: Django's other handler writes large files to the temp folder in the clear.
FILE_UPLOAD_HANDLERS = ["django.core.files.uploadhandler.MemoryFileUploadHandler"]
FILE_UPLOAD_MAX_MEMORY_SIZE = 256 * 1024 * 1024
DATA_UPLOAD_MAX_NUMBER_FILES = 1000

USE_TZ = True
TIME_ZONE = "UTC"
USE_I18N = True
LANGUAGE_CODE = "en"
LANGUAGES = [("en", "English"), ("ru", "Русский")]  # those the desk is translated into
STATIC_URL = "/static/"
WHITENOISE_USE_FINDERS = True
WHITENOISE_AUTOREFRESH = False

# No e-mail to anyone about errors; what is logged passes a filter that lets no case content through.
ADMINS: list[tuple[str, str]] = []
DEFAULT_EXCEPTION_REPORTER_FILTER = "safeconduct.store.quiet.NothingShown"
LOGGING_CONFIG = "safeconduct.store.quiet.configure"
LOGGING: dict[str, Any] = {"version": 1}  # Django calls nothing for an empty one
