"""A reader in a browser: with a keyboard, without scripts, on paper, from page to page."""

import re

import pytest
from django.utils import timezone
from playwright.sync_api import expect

pytestmark = [pytest.mark.journey, pytest.mark.django_db, pytest.mark.once]


@pytest.fixture
def article_url(built, site_url):
    return site_url + built.article.get_absolute_url()


def test_from_the_front_page_to_an_article_and_on(page, built, site_url):
    page.goto(site_url)
    page.get_by_role("article").get_by_role("link", name=built.article.headline).first.click()
    expect(page.get_by_role("heading", level=1)).to_have_text(built.article.headline)
    expect(page.get_by_role("complementary", name="Оқи отырыңыз")).to_be_visible()
    page.get_by_role("link", name="Айгүл Сәрсенова").first.click()
    expect(page.get_by_role("heading", level=1)).to_have_text("Айгүл Сәрсенова")
    page.get_by_role("link", name="Бұрынғылары").click()
    expect(page).to_have_url(re.compile(r"/author/aigul-sarsenova/\?before="))
    page.get_by_role("navigation", name="Бөлімдер").get_by_role("link", name="Саясат").click()
    expect(page.get_by_role("heading", level=1)).to_have_text("Саясат")


def test_searching(page, built, site_url):
    page.goto(site_url)
    page.get_by_role("search").get_by_role("searchbox").fill("кітапхана")
    page.keyboard.press("Enter")
    hit = page.get_by_role("main").get_by_role("link", name=built.article.headline)
    expect(hit.locator("mark")).to_have_text("кітапхана")
    hit.click()
    expect(page.get_by_role("heading", level=1)).to_have_text(built.article.headline)


def test_another_edition(page, built, site_url):
    page.goto(site_url)
    page.get_by_role("link", name="Рус").click()
    expect(page.locator("html")).to_have_attribute("lang", "ru")
    page.get_by_role("link", name=built.russian.headline).first.click()
    expect(page).to_have_url(re.compile("/ru/sayasat/"))


def test_an_article_in_another_script_and_back(page, built, article_url):
    page.goto(article_url)
    page.get_by_role("link", name="قاز").click()
    expect(page).to_have_url(re.compile(f"/arab{built.article.path}$"))
    expect(page.get_by_role("heading", level=1)).to_have_text(
        "قىزىلوردادا ٴجۇز ورىندىق كىتاپحانا اشىلدى"
    )
    text, sidebar = (page.locator(part).bounding_box() for part in (".body", ".related"))
    assert sidebar["x"] < text["x"]
    letters = page.evaluate(
        """async () => {
            await document.fonts.ready;
            return document.fonts.check('700 1rem "Newsroom Naskh"', "ۇۆٴڭھ");
        }"""
    )
    assert letters
    page.get_by_role("searchbox").first.fill("kıtaphana")
    page.keyboard.press("Enter")
    page.get_by_role("link", name="Qaz").click()
    expect(page).to_have_url(re.compile(r"/latn/search/\?q="))
    page.get_by_role("link", name="Қаз").click()
    expect(page.locator("html")).to_have_attribute("lang", "kk")


def test_by_keyboard_the_text_is_one_step_away(page, article_url):
    page.goto(article_url)
    page.keyboard.press("Tab")
    skip = page.get_by_role("link", name="Мазмұнға өту")
    expect(skip).to_be_focused()
    expect(skip).to_be_in_viewport()
    page.keyboard.press("Enter")
    page.keyboard.press("Tab")
    assert page.evaluate("document.activeElement.closest('main') !== null")


def test_the_address_can_be_copied(page, article_url):
    page.context.grant_permissions(["clipboard-read", "clipboard-write"])
    page.goto(article_url)
    button = page.get_by_role("button", name="Сілтемені көшіру")
    button.click()
    expect(page.get_by_role("button", name="Көшірілді")).to_be_visible()
    copied = page.evaluate("navigator.clipboard.readText()")
    assert copied.endswith(page.evaluate("location.pathname"))


def test_without_scripts_nothing_is_missing_but_the_copying(new_context, built, article_url):
    page = new_context(java_script_enabled=False).new_page()
    page.goto(article_url)
    expect(page.get_by_text("он екі мың кітап")).to_be_visible()
    expect(page.get_by_role("link", name="WhatsApp")).to_be_visible()
    expect(page.locator("[data-copy]")).to_be_hidden()


def test_on_paper_there_is_the_article(page, article_url):
    page.goto(article_url)
    page.emulate_media(media="print")
    expect(page.get_by_role("heading", level=1)).to_be_visible()
    expect(page.get_by_text("он екі мың кітап")).to_be_visible()
    for gone in (".sections", ".related", ".share", ".search-form", ".editions"):
        expect(page.locator(gone).first).to_be_hidden()
    link = page.locator(".body a[href^=http]").first
    after = link.evaluate("link => getComputedStyle(link, '::after').content")
    assert "https://example.org/" in after


def test_headlines_are_drawn_in_the_newsrooms_own_letters(page, article_url):
    page.goto(article_url)
    letters = page.evaluate(
        """async () => {
            await document.fonts.ready;
            return document.fonts.check('1rem "Newsroom Serif"', "ӘҒҚҢӨҰҮҺІ");
        }"""
    )
    assert letters


def test_from_day_to_day_in_the_archive(page, built, site_url):
    day = f"{timezone.localdate():%Y/%m/%d}"
    page.goto(f"{site_url}/archive/{day}/")
    expect(page.get_by_role("heading", level=1)).to_be_visible()
    page.get_by_role("navigation", name="Басқа күндер").get_by_role("link").first.click()
    expect(page).not_to_have_url(re.compile(day))
