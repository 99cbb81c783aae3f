"""Twenty articles get a tag from their list, in a browser, with the clicks counted."""

import pytest
from playwright.sync_api import expect

from articles.models import Article
from tests.factories import make_article, make_tag
from tests.support.browser import axe_violations, look_through, overflow

pytestmark = [pytest.mark.journey, pytest.mark.once]
COUNT = 20
MOST_CLICKS = 5


class Hand:
    """Clicks, and counts them; keys cost nothing."""

    def __init__(self):
        self.clicks = 0

    def click(self, locator):
        self.clicks += 1
        locator.click()


def choose(page, hand, label):
    """An action of the menu: one click opens it, the keyboard or a second one takes it."""
    hand.click(page.locator("select[name=action]"))
    page.locator("select[name=action]").select_option(label=label)


def look(page, name):
    for width, scheme in ((390, "dark"), (390, "light"), (1440, "dark"), (1440, "light")):
        look_through(page, width=width, height=900, scheme=scheme)
        assert overflow(page) <= 0, name
        assert axe_violations(page) == [], name


def test_twenty_articles_are_tagged_in_five_clicks(live_server, sign_in):
    make_tag()
    for number in range(COUNT):
        make_article(f"Мақала {number}")
    page, hand = sign_in("Editor"), Hand()
    page.goto(f"{live_server.url}/admin/articles/article/")
    hand.click(page.locator("#action-toggle"))
    choose(page, hand, "Таңдалғандарға тег қою")
    hand.click(page.get_by_role("button", name="Орындау"))
    field = page.locator("#id_tags_search")
    expect(field).to_be_focused()
    page.keyboard.type("су реф")
    expect(page.get_by_role("option", name="#Су реформасы")).to_be_visible()
    page.keyboard.press("Enter")
    expect(page.locator(".chosen-name")).to_have_text("#Су реформасы")
    look(page, "the question")
    hand.click(page.get_by_role("button", name="Тегтерін өзгерту"))
    expect(page.get_by_role("status").first).to_contain_text(f"Орындалды: {COUNT} мақала.")
    assert hand.clicks <= MOST_CLICKS
    assert Article.objects.live().filter(taggings__tag__slug="su-reformasy").count() == COUNT
    look(page, "what came of it")
    page.get_by_role("link", name="Тізімге оралу").click()
    look(page, "the list")


def test_a_draft_is_duplicated_deleted_and_brought_back(live_server, sign_in):
    make_article("Маусым жоспары", publish=False)
    page = sign_in("Editor")
    page.goto(f"{live_server.url}/admin/articles/article/")
    page.get_by_role("link", name="Маусым жоспары").click()
    page.get_by_role("button", name="Көшірмесін жасау").click()
    expect(page.get_by_text("Бұл жаңа жоба мына мақаланың көшірмесі")).to_be_visible()
    look(page, "the copy")
    page.get_by_role("link", name="Жою").click()
    page.get_by_role("button", name="Иә").click()
    expect(page.get_by_text("Оны 30 күн ішінде қайтаруға болады")).to_be_visible()
    look(page, "the list after deletion")
    page.get_by_role("link", name="Себет").first.click()
    look(page, "the trash")
    page.get_by_role("button", name="Қайтару: Маусым жоспары").click()
    expect(page.get_by_text("Мақала қайтарылды")).to_be_visible()
    assert Article.objects.filter(status="draft").count() == 2


def test_filters_stay_and_a_view_is_saved(live_server, sign_in):
    make_article("Шыққан")
    make_article("Жоба", publish=False)
    page = sign_in("Editor")
    page.goto(f"{live_server.url}/admin/articles/article/?state=draft")
    page.get_by_role("link", name="Жоба", exact=True).click()
    page.get_by_role("link", name="Мақалалар").first.click()
    expect(page.locator("#result_list tbody tr")).to_have_count(1)
    page.get_by_label("Көріністің аты").fill("Жобалар")
    page.get_by_role("button", name="Көріністі сақтау").click()
    expect(page.get_by_role("link", name="Жобалар", exact=True)).to_have_attribute(
        "aria-current", "true"
    )
    look(page, "the list with a view")
    page.get_by_role("link", name="Барлық сүзгіні тазалау").click(timeout=20_000)
    expect(page.locator("#result_list tbody tr")).to_have_count(2)
    page.get_by_role("button", name="Көріністі жою: Жобалар").click()
    expect(page.get_by_role("link", name="Жобалар", exact=True)).to_have_count(0)
