"""Merges the tag with one key into that with another, and is killed in its second batch.

python -m tests.support.killed_merge GONE STAYS
"""

import os
import signal
import sys

import django

django.setup()

from django.utils import timezone  # noqa: E402

from articles.models import Tag  # noqa: E402
from articles.models.tag_merge import merge_tags  # noqa: E402
from articles.signals import articles_retagged  # noqa: E402

_batches = []


def die_in_the_second(sender, articles, **kwargs):
    _batches.append(articles)
    if len(_batches) == 2:
        os.kill(os.getpid(), signal.SIGKILL)


articles_retagged.connect(die_in_the_second)
gone, stays = (Tag.objects.get(pk=int(key)) for key in sys.argv[1:])
merge_tags([gone], stays, by=None, at=timezone.now())
