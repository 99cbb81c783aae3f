"""An editor puts a video in by its address, and sees what it is called; so do readers."""

import pytest
from playwright.sync_api import expect

from articles.models import Article, Task
from tests.factories import make_article
from tests.journeys.test_blocks import VIDEO, body, paste, save
from tests.journeys.test_editor import text_field
from tests.support.provider import provider
from tests.support.tasks import run_waiting
from tests.support.waiting import wait_until

pytestmark = [pytest.mark.journey, pytest.mark.once]


def test_the_title_that_the_provider_gives(live_server, sign_in, window, monkeypatch, settings):
    settings.EMBED_TITLES = True
    article = make_article(body="<p>Басы.</p>")
    page = sign_in("Editor")
    page.context.grant_permissions(["clipboard-read", "clipboard-write"])
    page.goto(f"{live_server.url}/admin/articles/article/{article.pk}/change/")
    text_field(page).get_by_text("Басы.").click()
    for key in ("End", "Enter"):
        page.keyboard.press(key)
    paste(page, VIDEO)
    block = page.locator(".ProseMirror .block-embed")
    expect(block).to_contain_text(VIDEO)
    with provider(monkeypatch) as server:
        wait_until(Task.objects.filter(task_path__endswith="fetch_embed_titles").exists)
        run_waiting()
        expect(block.locator("bdi")).to_have_text("Бөгет ашылды")
        assert len(server.asked) == 1
    block.get_by_role("button").click()
    dialog = page.locator("dialog[open]")
    expect(dialog.get_by_label("Атауы")).to_have_value("")
    page.keyboard.press("Escape")
    assert f'<figure data-embed="{VIDEO}"></figure>' in body(page)
    save(page)
    assert 'data-title="' not in Article.objects.get(pk=article.pk).latest_revision.content["body"]
    page.get_by_role("button", name="Өзгерістерді жариялау").click()
    page.get_by_text("Өзгерістер жарияланды").wait_for()

    reader, strangers = window(), []
    reader.on("request", lambda request: strangers.append(request.url))
    reader.goto(f"{live_server.url}{Article.objects.get(pk=article.pk).get_absolute_url()}")
    expect(reader.locator(".embed__link")).to_have_text("Бөгет ашылды")
    assert [url for url in strangers if not url.startswith((live_server.url, "data:"))] == []
