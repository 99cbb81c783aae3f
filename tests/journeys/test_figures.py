"""The figures of the chief editor in a real browser: asked for, looked at, paid for."""

from datetime import timedelta

import pytest
from django.urls import reverse
from django.utils import timezone
from playwright.sync_api import expect

from articles.models import Kind
from tests.factories import make_article, make_author
from tests.support.browser import axe_violations, look_through, overflow

pytestmark = [pytest.mark.journey, pytest.mark.once]


def test_the_figures_are_sound_in_every_window(live_server, sign_in, db):
    make_article(authors=[make_author(), make_author("Ерлан Ұзақбай", "erlan")])
    make_article(publish=False, due_at=timezone.now() - timedelta(hours=3))
    kind = Kind.objects.get(name="жаңалық")
    page = sign_in("Chief editor")
    page.goto(f"{live_server.url}{reverse('admin:articles_article_figures')}")
    page.get_by_label(kind.name, exact=True).fill("5000")
    page.get_by_role("button", name="Қаламақыларды сақтау").click()
    expect(page.locator(".figures tfoot td").last).to_have_text("5000")
    for width in (390, 1440):
        for scheme in ("light", "dark"):
            look_through(page, width=width, height=900, scheme=scheme)
            assert overflow(page) <= 0, width
            assert axe_violations(page) == [], (width, scheme)
