"""Settings. Everything a site operator may choose comes from the environment: docs/operating.md."""

from pathlib import Path
from urllib.parse import urlsplit

import django
from csp.constants import NONCE, NONE, SELF
from django.core.exceptions import ImproperlyConfigured

from articles.monitoring import sentry
from articles.monitoring.logs import FORMATS, logging_settings

from . import environment as env
from . import file_storage, threads
from .databases import POOL_MODES, read_databases, tuned
from .language import gettext as _

BASE_DIR = Path(__file__).resolve().parent.parent
VAR_DIR = BASE_DIR / "var"

DEBUG = env.read("DEBUG", env.switch, False, _("true or false"))
SECRET_KEY = env.read("SECRET_KEY", str, "", "")
if not SECRET_KEY:
    if not DEBUG:
        _made = "python3 -c 'import secrets; print(secrets.token_urlsafe(50))'"
        if (VAR_DIR / "secret_key").exists():  # the demo's: script/server made it
            _made = "cat var/secret_key"
        _said = _(
            "SECRET_KEY is not set. Put a long random value into the environment, for example: %s"
        )
        raise ImproperlyConfigured(_said % f"SECRET_KEY=$({_made})")
    SECRET_KEY = "only-for-development-" + "0" * 50

SITE_URL = env.read(
    "SITE_URL",
    env.site_url,
    "http://127.0.0.1:8000",
    _(
        "http:// or https:// and the host that readers type, without a path: "
        "https://newsroom.example"
    ),
)
ALLOWED_HOSTS = [
    urlsplit(SITE_URL).hostname,
    *env.read(
        "ALLOWED_HOSTS",
        env.hosts,
        [],
        _("names of hosts with commas between, without scheme or port: newsroom.example,10.0.0.5"),
    ),
]
_https = SITE_URL.startswith("https://")

INSTALLED_APPS = [
    "articles.apps.ArticlesConfig",
    "articles.apps.NewsroomAdminConfig",
    "django.contrib.auth",
    "django.contrib.contenttypes",
    "django.contrib.sessions",
    "django.contrib.messages",
    "django.contrib.staticfiles",
    "taggit",
    "django_prose_editor",
    "allauth",
    "allauth.account",
    "allauth.mfa",
    "axes",
    "csp",
    "django_tasks_db",
]

MIDDLEWARE = [
    "articles.monitoring.middleware.RequestMiddleware",
    "articles.middleware.ClientAddressMiddleware",
    "django.middleware.security.SecurityMiddleware",
    "articles.middleware.NullCharacterMiddleware",
    "whitenoise.middleware.WhiteNoiseMiddleware",
    "csp.middleware.CSPMiddleware",
    "articles.middleware.PermissionsPolicyMiddleware",
    "django.middleware.clickjacking.XFrameOptionsMiddleware",
    # What stands above asks the database nothing.
    "articles.middleware.DeskThreadsMiddleware",
    "django.middleware.common.CommonMiddleware",
    "articles.middleware.OutageMiddleware",
    "django.contrib.sessions.middleware.SessionMiddleware",
    "django.middleware.csrf.CsrfViewMiddleware",
    "django.contrib.auth.middleware.AuthenticationMiddleware",
    "allauth.account.middleware.AccountMiddleware",
    "django.contrib.messages.middleware.MessageMiddleware",
    "articles.middleware.OwnWritesMiddleware",
    "articles.middleware.EditionMiddleware",
    "axes.middleware.AxesMiddleware",
]

# How many threads of a worker (``newsroom.server``) requests may hold that may wait for a lock.
DESK_THREADS = threads.DESK

ROOT_URLCONF = "newsroom.urls"
WSGI_APPLICATION = "newsroom.wsgi.application"
AUTH_USER_MODEL = "articles.User"
DEFAULT_AUTO_FIELD = "django.db.models.BigAutoField"

TEMPLATES = [
    {
        "BACKEND": "django.template.backends.django.DjangoTemplates",
        "DIRS": [BASE_DIR / "templates"],
        "APP_DIRS": True,
        "OPTIONS": {
            "context_processors": [
                "django.template.context_processors.request",
                "django.contrib.auth.context_processors.auth",
                "django.contrib.messages.context_processors.messages",
                "articles.context_processors.admin_context",
            ],
        },
    },
]

# --- Database -------------------------------------------------------------------------------
VAR_DIR.mkdir(exist_ok=True)
WRITE_WAIT = env.read("WRITE_WAIT", env.seconds, 5, _("whole seconds, from 1 to 3600: 5"))
DATABASE_POOL_MODE = env.read(
    "DATABASE_POOL_MODE", env.one_of(*POOL_MODES), "session", _("session or transaction")
)
DATABASES = {
    alias: tuned(database, write_wait=WRITE_WAIT, pool_mode=DATABASE_POOL_MODE)
    for alias, database in read_databases(VAR_DIR / "newsroom.sqlite3").items()
}
DATABASE_ROUTERS = ["articles.db.replica.Router"]

CACHES = {
    "default": env.read(
        "CACHE_URL",
        env.cache,
        env.cache("locmem://"),
        _("locmem://, redis://host:6379/0 or, with TLS, rediss://host:6379/0"),
    )
}

# --- Background tasks ---------------------------------------------------------------------------
TASKS = {"default": {"BACKEND": "django_tasks_db.DatabaseBackend"}}
EMBED_TITLES = env.read("EMBED_TITLES", env.switch, True, _("true or false"))

# --- Language and time ------------------------------------------------------------------------
LANGUAGE_CODE = "kk"
LANGUAGES = [("kk", "Қазақша"), ("ru", "Русский"), ("en", "English")]
LOCALE_PATHS = [BASE_DIR / "locale", BASE_DIR / "locale" / "upstream"]
FORMAT_MODULE_PATH = "newsroom.formats"
USE_TZ = True
TIME_ZONE = env.read(
    "TIME_ZONE", env.time_zone, "Asia/Almaty", _("a name of the IANA's tables: Asia/Almaty")
)

if django.VERSION < (6, 0):
    # An address typed without a scheme is https, as from Django 6.0 on.
    FORMS_URLFIELD_ASSUME_HTTPS = True

# --- Files ------------------------------------------------------------------------------------
STATIC_URL = "/static/"
STATIC_ROOT = env.read("STATIC_ROOT", env.folder, VAR_DIR / "static", _("the path of a folder"))
STATICFILES_DIRS = [BASE_DIR / "static"]
MEDIA_URL = "/media/"
MEDIA_ROOT = env.read("MEDIA_ROOT", env.folder, VAR_DIR / "media", _("the path of a folder"))
# Where nginx gives out MEDIA_ROOT to nobody but this application: see deploy/nginx.conf.
ACCEL_REDIRECT = env.read(
    "ACCEL_REDIRECT", env.location, "", _("an internal location of nginx: /protected/")
)
STORAGES = {
    "default": env.read("MEDIA_STORAGE", file_storage.bucket, file_storage.DISK, file_storage.URL),
    "staticfiles": {
        "BACKEND": "whitenoise.storage.CompressedManifestStaticFilesStorage"
        if not DEBUG
        else "django.contrib.staticfiles.storage.StaticFilesStorage",
    },
}
FILE_UPLOAD_HANDLERS = [
    "django.core.files.uploadhandler.MemoryFileUploadHandler",
    "newsroom.uploads.TidyUploadHandler",
]
# High enough for the form of an article to say itself what is too much for it.
DATA_UPLOAD_MAX_MEMORY_SIZE = 25 * 1024 * 1024
DATA_UPLOAD_MAX_NUMBER_FIELDS = 20_000

# --- Mail -------------------------------------------------------------------------------------
_mail = env.read(
    "EMAIL_URL",
    env.mail,
    env.mail("console:"),
    _("smtp://user:password@host:587/?tls=True or, to see letters in the log, console:"),
)
_mail["EMAIL_TIMEOUT"] = 10  # seconds that a worker waits for a mail server
if django.VERSION >= (6, 1):
    MAILERS = {"default": env.mailer(_mail)}
else:
    EMAIL_BACKEND, EMAIL_HOST, EMAIL_PORT = (
        _mail[name] for name in ("EMAIL_BACKEND", "EMAIL_HOST", "EMAIL_PORT")
    )
    EMAIL_HOST_USER, EMAIL_HOST_PASSWORD = _mail["EMAIL_HOST_USER"], _mail["EMAIL_HOST_PASSWORD"]
    EMAIL_USE_TLS, EMAIL_USE_SSL = _mail["EMAIL_USE_TLS"], _mail["EMAIL_USE_SSL"]
    EMAIL_FILE_PATH = _mail["EMAIL_FILE_PATH"] or None
    EMAIL_TIMEOUT = _mail["EMAIL_TIMEOUT"]
DEFAULT_FROM_EMAIL = env.read(
    "EMAIL_FROM",
    env.sender,
    f"newsroom@{urlsplit(SITE_URL).hostname}",
    _("an e-mail address: newsroom@newsroom.example or Newsroom <newsroom@newsroom.example>"),
)

# --- The log ----------------------------------------------------------------------------------
LOGGING = logging_settings(
    env.read("LOG_FORMAT", env.one_of(*FORMATS), "console", _("console or json"))
)
_ms = _("a whole number of milliseconds: %s") % 1000
PAGE_CACHE_DELAY_MS = env.read("PAGE_CACHE_DELAY_MS", env.whole_number, 5, _ms)
SLOW_REQUEST_MS = env.read("SLOW_REQUEST_MS", env.positive_number, 1000, _ms)
SLOW_TASK_MS = env.read("SLOW_TASK_MS", env.positive_number, 60_000, _ms)
env.read("PROMETHEUS_MULTIPROC_DIR", env.folder_to_write_in, None, "")
if _sentry_dsn := env.read(
    "SENTRY_DSN",
    env.sentry_dsn,
    "",
    _("the address that Sentry gives: https://key@sentry.example/1"),
):
    sentry.start(_sentry_dsn)

# --- Safety -----------------------------------------------------------------------------------
AUTH_PASSWORD_VALIDATORS = [
    {"NAME": "django.contrib.auth.password_validation.UserAttributeSimilarityValidator"},
    {
        "NAME": "django.contrib.auth.password_validation.MinimumLengthValidator",
        "OPTIONS": {"min_length": 10},
    },
    {"NAME": "django.contrib.auth.password_validation.CommonPasswordValidator"},
    {"NAME": "django.contrib.auth.password_validation.NumericPasswordValidator"},
]
LOGIN_URL = "admin:login"
LOGIN_REDIRECT_URL = "admin:index"
SESSION_COOKIE_SECURE = CSRF_COOKIE_SECURE = SECURE_SSL_REDIRECT = _https
SECURE_HSTS_SECONDS = 365 * 24 * 3600 if _https else 0
SECURE_HSTS_INCLUDE_SUBDOMAINS = SECURE_HSTS_PRELOAD = _https
SECURE_PROXY_SSL_HEADER = ("HTTP_X_FORWARDED_PROTO", "https") if _https else None
SECURE_REDIRECT_EXEMPT = ["^livez$", "^readyz$"]
SECURE_REFERRER_POLICY = "strict-origin-when-cross-origin"
CSRF_TRUSTED_ORIGINS = [SITE_URL]

# No page has inline code or styles, so none need be allowed; nothing comes from anywhere else. The
# nonce is written only for a page that uses `request.csp_nonce`.
CONTENT_SECURITY_POLICY = {
    "DIRECTIVES": {
        "default-src": [NONE],
        "script-src": [SELF, NONCE],
        "style-src": [SELF, NONCE],
        "img-src": [SELF, "data:", "blob:"],
        "font-src": [SELF],
        "media-src": [SELF],
        "connect-src": [SELF],
        "manifest-src": [SELF],
        "form-action": [SELF],
        "base-uri": [NONE],
        "frame-ancestors": [NONE],
    }
}

# --- Getting in -------------------------------------------------------------------------------
# How many failures a door bears stands in ``articles.admin.login.limits``.
AUTHENTICATION_BACKENDS = [
    "articles.admin.login.views.ThrottledBackend",
    "articles.admin.login.views.RolesBackend",
]
AXES_HANDLER = "articles.admin.login.limits.LoginLimits"
AXES_LOCKOUT_CALLABLE = "articles.admin.login.limits.closed"
AXES_ENABLE_ADMIN = False
AXES_VERBOSE = False
PASSWORD_RESET_TIMEOUT = 3600  # seconds that the link in a letter is good for

# Accounts are made by the chief editor: of allauth only the second step is in use.
ACCOUNT_ADAPTER = "articles.admin.login.views.AccountAdapter"
ACCOUNT_LOGIN_METHODS = {"username"}
ACCOUNT_SIGNUP_FIELDS = ["username*", "password1*", "password2*"]
ACCOUNT_EMAIL_VERIFICATION = "none"
# allauth counts in the cache, which by default is that of one process: ours do it in the database.
ACCOUNT_RATE_LIMITS = {"login_failed": ""}
MFA_RATE_LIMITS = {"webauthn_login": ""}
MFA_FORMS = {
    "add_webauthn": "articles.admin.login.second_step.NewPasskeyForm",
    "authenticate": "articles.admin.login.second_step.CodeForm",
    "authenticate_webauthn": "articles.admin.login.second_step.PasskeyStepForm",
    "login_webauthn": "articles.admin.login.second_step.PasskeyForm",
    "reauthenticate": "articles.admin.login.second_step.ConfirmByCodeForm",
    "reauthenticate_webauthn": "articles.admin.login.second_step.ConfirmByPasskeyForm",
}
MFA_ADAPTER = "articles.admin.login.views.SecondStepAdapter"
MFA_SUPPORTED_TYPES = ["totp", "webauthn", "recovery_codes"]
MFA_PASSKEY_LOGIN_ENABLED = True
MFA_ALLOW_UNVERIFIED_EMAIL = True
MFA_TOTP_TOLERANCE = 1  # clocks of telephones are up to half a minute off
# Roles whose holders must have a second step; superusers too as soon as any role does.
SECOND_STEP_ROLES = env.read("SECOND_STEP_ROLES", env.words, [], "roles with commas between")

env.refuse_faults()
