"""The entry point of the web server: ``granian --interface wsgi newsroom.wsgi:application``."""

import os

from django.core.wsgi import get_wsgi_application

from articles.kazakh.scripts import read_tables

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "newsroom.settings")

application = get_wsgi_application()

read_tables()  # before the first reader comes who types in Latin or Arabic letters
