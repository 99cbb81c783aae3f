"""The production settings, less what costs time. DATABASE_URL chooses the database."""

import os

os.environ.setdefault(
    "SECRET_KEY", "the tests sign nothing that matters, so this may be read by all"
)
os.environ.setdefault("WRITE_WAIT", "60")  # a machine that is busy with other things is no fault
os.environ["SITE_URL"] = "http://testserver"
os.environ["EMBED_TITLES"] = "false"  # no stranger is asked for anything
# Nothing is slow on a machine that runs tests.
os.environ.setdefault("SLOW_REQUEST_MS", "3600000")

from newsroom.settings import *  # noqa: F403
from newsroom.settings import STORAGES

ALLOWED_HOSTS = ["testserver", "localhost", "127.0.0.1"]
PASSWORD_HASHERS = ["django.contrib.auth.hashers.MD5PasswordHasher"]
CACHES = {"default": {"BACKEND": "django.core.cache.backends.locmem.LocMemCache"}}
STORAGES = {
    **STORAGES,
    "staticfiles": {"BACKEND": "django.contrib.staticfiles.storage.StaticFilesStorage"},
}
# Static files straight from where they are written: no collectstatic before a test.
WHITENOISE_AUTOREFRESH = WHITENOISE_USE_FINDERS = True
