"""What editors fear, in a real browser: a crash, an expired sign-in, somebody else's save."""

import pytest

from articles.models import Article
from tests.factories import make_article
from tests.support.browser import axe_violations
from tests.support.staff import PASSWORD, make_staff

pytestmark = pytest.mark.journey


@pytest.fixture
def sign_in(live_server, browser, browser_context_args):
    """Opens a browser of its own for a member of staff and signs in."""

    def enter(role, **fields):
        user = make_staff(role, **fields)
        page = browser.new_context(**browser_context_args).new_page()
        page.goto(f"{live_server.url}/admin/")
        page.get_by_label("Пайдаланушы аты").fill(user.username)
        page.get_by_label("Құпиясөз").fill(PASSWORD)
        page.get_by_role("button", name="Кіру").click()
        return page

    return enter


@pytest.fixture
def article(db):
    return make_article("Су қоймасы салынды", body="<p>бір</p><p>екі</p>", publish=False)


def address(live_server, article):
    return f"{live_server.url}/admin/articles/article/{article.pk}/change/"


def kept(page):
    """Wait until what was typed has reached the server."""
    page.locator("#autosave", has_text="сақталып тұр").wait_for(timeout=15_000)


def save(page):
    page.get_by_role("button", name="Сақтау", exact=True).click()
    page.wait_for_load_state()


def test_a_text_survives_a_crashed_browser(live_server, sign_in, article):
    page = sign_in("Editor")
    page.goto(address(live_server, article))
    page.get_by_label("Тақырыбы").fill("Апатқа дейін жазылған тақырып")
    kept(page)
    page.context.close()  # no farewell, as in a crash
    article.refresh_from_db()
    assert article.headline == "Су қоймасы салынды"

    page = sign_in("Editor", username="second")
    page.goto(address(live_server, article))
    assert page.get_by_text("Сақталмай қалған мәтініңіз бар").is_hidden()

    page = sign_in("Chief editor")
    page.goto(address(live_server, article))
    page.get_by_label("Лид").fill("Жаңа лид")
    kept(page)
    page.goto("about:blank")
    page.goto(address(live_server, article))
    page.get_by_role("link", name="Қайтару").click()
    assert page.get_by_label("Лид").input_value() == "Жаңа лид"
    save(page)
    assert Article.objects.get().lede == "Жаңа лид"


def test_a_text_survives_an_expired_sign_in(live_server, sign_in, article):
    page = sign_in("Editor")
    page.goto(address(live_server, article))
    page.wait_for_timeout(1500)
    page.context.clear_cookies()
    page.get_by_label("Тақырыбы").fill("Кіруі біткен кезде жазылған")
    page.get_by_text("осы браузерде сақтаулы").wait_for(timeout=15_000)
    page.goto(f"{live_server.url}/admin/")
    page.get_by_label("Пайдаланушы аты").fill("editor")
    page.get_by_label("Құпиясөз").fill(PASSWORD)
    page.get_by_role("button", name="Кіру").click()
    page.goto(address(live_server, article))
    page.get_by_role("link", name="Қайтару").click()
    assert page.get_by_label("Тақырыбы").input_value() == "Кіруі біткен кезде жазылған"


def test_two_editors_see_each_other_and_lose_nothing(live_server, sign_in, article):
    mine = sign_in("Editor", first_name="Айгүл", last_name="Сәрсенова")
    theirs = sign_in("Chief editor", first_name="Сәуле", last_name="Омарова")
    for page in (mine, theirs):
        page.goto(address(live_server, article))
    mine.get_by_text("Сәуле Омарова осы мақаланы өңдеп отыр").wait_for(timeout=15_000)

    theirs.get_by_label("Тақырыбы").fill("Олардың тақырыбы")
    theirs.get_by_label("Лид").fill("Олардың лиді")
    save(theirs)
    mine.get_by_label("Тақырыбы").fill("Менің тақырыбым")
    save(mine)
    clashes = mine.get_by_role("region", name="Екі нұсқа")
    assert clashes.get_by_text("Олардың тақырыбы").is_visible()
    assert clashes.get_by_text("Менің тақырыбым").is_visible()
    assert mine.get_by_label("Лид").input_value() == "Олардың лиді"
    assert axe_violations(mine) == []
    save(mine)
    article.refresh_from_db()
    assert (article.headline, article.lede) == ("Менің тақырыбым", "Олардың лиді")

    theirs.context.close()
    mine.get_by_role("link", name="Тарих").click()
    assert mine.locator(".history").get_by_role("link").count() == 3
    assert axe_violations(mine) == []
    mine.get_by_role("link", name="№1").click()
    mine.get_by_role("button", name="Осы нұсқаны қалпына келтіру").click()
    mine.wait_for_load_state()
    article.refresh_from_db()
    assert article.headline == "Су қоймасы салынды"
