"""Seven stories, and the screen on which an editor arranges them."""

from datetime import timedelta

import pytest
from django.utils import timezone

from tests import factories
from tests.support.screen import FRONT, Screen


@pytest.fixture
def now():
    return timezone.now()


@pytest.fixture
def news(now):
    """Seven articles, each a minute older than the one before."""
    return [
        factories.make_article(f"Жаңалық {n}", publish=now - timedelta(minutes=n + 1))
        for n in range(7)
    ]


@pytest.fixture
def open_screen(client, editor):
    return lambda address=FRONT: Screen(client, address)
