"""The readers' addresses; every edition has the same ones (see ``addresses.py``)."""

from django.urls import path, register_converter

from .views import converters
from .views.article import article
from .views.day import day
from .views.front import front
from .views.lists import author, latest, section, tag

register_converter(converters.Slug, "name")
register_converter(converters.Day, "day")

pages = [
    path("", front, name="front"),
    path("archive/", latest, name="latest"),
    path("archive/<day:day>/", day, name="day"),
    path("tag/<name:slug>/", tag, name="tag"),
    path("author/<name:slug>/", author, name="author"),
]

# Feeds, sitemaps, robots.txt, health, media.
machines = []

# The first word of these is the newsroom's choice: they come last.
sections = [
    path("<name:slug>/", section, name="section"),
    path("<name:section>/<int:pk>-<str:slug>/", article, name="article"),
]

urlpatterns = [*pages, *machines, *sections]
