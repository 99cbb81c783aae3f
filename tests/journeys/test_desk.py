"""What editors fear, in a real browser: a crash, an expired sign-in, somebody else's save."""

import pytest
from playwright.sync_api import expect

from articles.models import Article, Autosave
from tests.factories import make_article
from tests.support.browser import axe_violations, fill_in

pytestmark = pytest.mark.journey


BLOCKS = (
    '<figure data-embed="https://t.me/auyl_kanaly/15" data-title="Су келді"></figure>'
    '<figure data-pullquote="Су – өмір" data-source="Айгүл"></figure>'
    "<aside><h3>Бөгет</h3><p>Биіктігі 12&nbsp;метр.</p></aside>"
    "<table><caption>Су деңгейі</caption><thead><tr><th>Жыл</th><th>Метр</th></tr></thead>"
    "<tbody><tr><td>2025</td><td>7<br>тамызда</td></tr></tbody></table>"
)
BODY = f"<p>бір</p>{BLOCKS}<p>екі</p>"


@pytest.fixture
def article(db):
    return make_article("Су қоймасы салынды", body=BODY, publish=False)


def address(live_server, article):
    return f"{live_server.url}/admin/articles/article/{article.pk}/change/"


def kept(page):
    """Wait until what was typed has reached the server."""
    page.locator("#autosaved", has_text="сақталып тұр").wait_for()


def save(page):
    with page.expect_navigation():
        page.get_by_role("button", name="Сақтау", exact=True).click()


def restore(page):
    page.get_by_role("button", name="Қайтару").first.click()
    page.locator("[data-body-editor].ready").wait_for()


def test_a_text_survives_a_crashed_browser(live_server, sign_in, window, article):
    page = sign_in("Editor")
    page.goto(address(live_server, article))
    page.locator("[data-body-editor].ready").wait_for()
    text = page.get_by_role("textbox", name="Мәтіні")
    text.click()
    text.press("Control+Home")
    text.press_sequentially("Апатқа дейін: ")
    text.get_by_role("cell", name="2025").click()
    page.keyboard.press("End")
    page.keyboard.type(" жылы")
    kept(page)
    state = page.context.storage_state()
    page.context.close()  # no farewell, as in a crash
    article.refresh_from_db()
    assert article.body == BODY

    page = window(state)
    page.goto(address(live_server, article))
    restore(page)
    expect(page.get_by_role("textbox", name="Мәтіні")).to_contain_text("Апатқа дейін: бір")
    save(page)
    article.refresh_from_db()
    blocks = BLOCKS.replace("2025", "2025 жылы")
    assert article.body == f"<p>Апатқа дейін: бір</p>{blocks}<p>екі</p>"
    expect(page.locator("#unsaved li")).to_have_count(0)

    page.goto(f"{live_server.url}/admin/articles/article/add/")
    page.get_by_label("Тақырыбы").fill("Жаңа мақала")
    page.reload()  # before the server has heard of it
    restore(page)
    assert page.get_by_label("Тақырыбы").input_value() == "Жаңа мақала"


def test_a_text_survives_an_expired_sign_in_and_a_dead_network(
    live_server, sign_in, window, article
):
    page = sign_in("Editor")
    page.goto(address(live_server, article))
    page.locator("[data-body-editor].ready").wait_for()
    page.context.set_offline(True)
    page.get_by_label("Лид").fill("Желі жоқ кезде жазылған")
    page.get_by_text("осы браузерде сақтаулы").wait_for()
    page.get_by_role("button", name="Сақтау", exact=True).click()  # goes nowhere, and says so
    assert page.get_by_label("Лид").input_value() == "Желі жоқ кезде жазылған"
    page.context.set_offline(False)
    kept(page)

    page.context.clear_cookies()
    page.get_by_label("Тақырыбы").fill("Кіруі біткен кезде жазылған")
    page.get_by_text("Кіру мерзімі бітті").wait_for()
    with page.context.expect_page() as opened:
        page.get_by_role("link", name="Жаңа терезеде кіріп").click()
    fill_in(opened.value, live_server, "editor")
    page.bring_to_front()
    kept(page)
    save(page)
    article.refresh_from_db()
    assert article.headline == "Кіруі біткен кезде жазылған"
    assert article.body == BODY

    page.context.clear_cookies()
    page.get_by_label("Тақырыбы").fill("Сақтау басылғанда кіруі біткен")
    save(page)
    fill_in(page, live_server, "editor")
    page.goto(address(live_server, article))
    restore(page)
    assert page.get_by_label("Тақырыбы").input_value() == "Сақтау басылғанда кіруі біткен"
    save(page)
    article.refresh_from_db()
    assert (article.headline, article.body) == ("Сақтау басылғанда кіруі біткен", BODY)


def test_two_editors_see_each_other_and_lose_nothing(live_server, sign_in, article):
    mine = sign_in("Editor", first_name="Айгүл", last_name="Сәрсенова")
    theirs = sign_in("Chief editor", first_name="Сәуле", last_name="Омарова")
    for page in (mine, theirs):
        page.goto(address(live_server, article))
    mine.get_by_text("Сәуле Омарова осы мақаланы өңдеп отыр").wait_for()

    theirs.get_by_label("Тақырыбы").fill("Олардың тақырыбы")
    theirs.get_by_label("Лид").fill("Олардың лиді")
    save(theirs)
    mine.get_by_text("Сәуле Омарова жаңа нұсқасын сақтап қойды").wait_for()
    mine.get_by_label("Тақырыбы").fill("Менің тақырыбым")
    save(mine)
    clashes = mine.get_by_role("region", name="Екі нұсқа")
    clashes.get_by_text("Олардың тақырыбы").wait_for()
    clashes.get_by_text("Менің тақырыбым").wait_for()
    assert mine.get_by_label("Лид").input_value() == "Олардың лиді"
    assert axe_violations(mine) == []
    # Both wait for the choice, whatever becomes of the page.
    mine.goto(address(live_server, article))
    restore(mine)
    clashes.get_by_label("Сіздікі").check()
    save(mine)
    article.refresh_from_db()
    assert (article.headline, article.lede) == ("Менің тақырыбым", "Олардың лиді")
    assert article.body == BODY
    assert not Autosave.objects.filter(by__username="editor").exists()

    theirs.close()
    mine.get_by_role("link", name="Тарих").click()
    expect(mine.locator(".history th[scope=row]")).to_have_count(3)
    assert axe_violations(mine) == []
    mine.get_by_role("button", name="Таңдалған екеуін салыстыру").click()
    mine.get_by_text("№2 нұсқадан айырмасы").wait_for()
    mine.get_by_role("link", name="Барлық нұсқа").click()
    mine.get_by_role("link", name="№1").click()
    mine.get_by_role("button", name="Осы нұсқаны қалпына келтіру").click()
    mine.locator(".messagelist", has_text="қалпына келтірілді").wait_for()
    article.refresh_from_db()
    assert article.headline == "Су қоймасы салынды"


def test_who_closes_the_page_is_gone_and_who_clicks_twice_publishes_once(
    live_server, sign_in, article
):
    mine, theirs = sign_in("Editor"), sign_in("Chief editor")
    for page in (mine, theirs):
        page.goto(address(live_server, article))
    here = mine.get_by_text("chief-editor осы мақаланы өңдеп отыр")
    here.wait_for()
    theirs.close(run_before_unload=True)
    here.wait_for(state="detached")
    mine.get_by_role("button", name="Жариялау").dblclick()
    mine.locator(".messagelist", has_text="жарияланды").wait_for()
    assert Article.objects.live().get() == article
    assert article.revisions.count() == 1
