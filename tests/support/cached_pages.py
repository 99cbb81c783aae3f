"""A page of the page cache by itself, that says how often it was made."""

from datetime import UTC, datetime, timedelta

import time_machine
from django.http import HttpResponse
from django.test import RequestFactory

from articles.db.compiled_queries import CompiledQuery
from articles.delivery import page_cache
from articles.models import Tag

NOW = datetime(2026, 3, 3, 13, 0, tzinfo=UTC)
SECOND = timedelta(seconds=1)
LATER = NOW + timedelta(hours=1)
TAGS = CompiledQuery(lambda pk: Tag.objects.filter(pk__gt=pk).order_by("pk"), pk=-1)


class Page:
    """A page of all tags, that counts how often it was made."""

    def __init__(self, address="/", **about):
        self.address, self.made, self.about = address, 0, {"until": LATER} | about

    def make(self, at):
        self.made += 1
        if "body" in self.about:
            return self.about["body"]()
        names = [tag.name for tag in TAGS(pk=0)] + [tag.name for tag in TAGS(pk=0)]
        return HttpResponse(" ".join(names), headers={"X-Made": str(self.made)})

    def ask(self, at=NOW, query="", **headers):
        request = RequestFactory().get(self.address + query, headers=headers)
        with time_machine.travel(at, tick=False):
            return page_cache.respond(
                request,
                make=self.make,
                until=lambda at: self.about["until"],
                parameters=self.about.get("parameters", ()),
            )
