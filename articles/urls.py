"""The readers' addresses; every edition has the same ones (see ``addresses.py``)."""

from django.urls import path, register_converter

from .models import Author, Section, Tag
from .views import api, converters, feeds, health, sitemaps, well_known
from .views.article import article
from .views.corrections import corrections
from .views.day import day
from .views.front import front
from .views.imprint import imprint
from .views.lists import author, latest, section, tag
from .views.media import media
from .views.preview import preview, preview_media
from .views.robots import robots
from .views.search import search

register_converter(converters.Slug, "name")
register_converter(converters.Key, "key")
register_converter(converters.Words, "words")
register_converter(converters.Day, "day")
register_converter(converters.FileName, "file")
register_converter(feeds.FeedFile, "feed")
register_converter(sitemaps.ListName, "sitemap")
register_converter(sitemaps.Month, "month")

pages = [
    path("", front, name="front"),
    path("archive/", latest, name="latest"),
    path("archive/<day:day>/", day, name="day"),
    path("corrections/", corrections, name="corrections"),
    path("imprint/", imprint, name="imprint"),
    path("search/", search, name="search"),
    path("tag/<name:slug>/", tag, name="tag"),
    path("author/<name:slug>/", author, name="author"),
    path("preview/<str:token>/", preview, name="preview"),
    path("preview/<str:token>/media/<file:path>", preview_media, name="preview-media"),
]

# Feeds, sitemaps, robots.txt and its like, health, media.
feeds_and_files = [
    path("<feed:file>", feeds.site, name="feed"),
    path("corrections/<feed:file>", feeds.corrections, name="corrections-feed"),
    path("tag/<name:slug>/<feed:file>", feeds.subject, {"model": Tag}, name="tag-feed"),
    path("author/<name:slug>/<feed:file>", feeds.subject, {"model": Author}, name="author-feed"),
    path("sitemap.xml", sitemaps.index, name="sitemap"),
    path("sitemap-<month:name>.xml", sitemaps.month, name="sitemap-month"),
    path("sitemap-articles-<int:number>.xml", sitemaps.former, name="sitemap-articles"),
    path("sitemap-<sitemap:name>.xml", sitemaps.lists, name="sitemap-lists"),
    path("news-sitemap.xml", sitemaps.news, name="news-sitemap"),
    path("api/v1/", api.describe, name="api-page"),
    path("api/v1/openapi.json", api.openapi, name="api-schema"),
    path("api/v1/", api.api.urls),
    path("robots.txt", robots, name="robots"),
    path("ads.txt", well_known.ads, name="ads"),
    path(".well-known/security.txt", well_known.security, name="security"),
    path("manifest.webmanifest", well_known.manifest, name="manifest"),
    path("livez", health.live, name="livez"),
    path("readyz", health.ready, name="readyz"),
    path("media/<file:path>", media, name="media"),
]

# The first word of these is the newsroom's choice: they come last.
sections = [
    path("<name:slug>/", section, name="section"),
    path("<name:slug>/<feed:file>", feeds.subject, {"model": Section}, name="section-feed"),
    path("<name:section>/<key:pk>-<words:slug>/", article, name="article"),
    # There are no such pages: what asks for one is led to the article.
    path("<name:section>/<key:pk>-<words:slug>/amp/", article, name="article-amp"),
]

urlpatterns = [*pages, *feeds_and_files, *sections]
