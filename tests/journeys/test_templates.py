"""The chief editor makes a template, and a reporter begins an article with it in two clicks."""

import pytest
from playwright.sync_api import expect

from articles.models import ArticleTemplate
from tests.support.browser import axe_violations

pytestmark = pytest.mark.journey


def test_a_template_is_written_in_the_editor_and_chosen_where_an_article_begins(
    live_server, sign_in
):
    chief = sign_in("Chief editor")
    chief.goto(f"{live_server.url}/admin/articles/articletemplate/add/")
    chief.locator("[data-body-editor].ready").wait_for()
    assert axe_violations(chief) == []
    chief.get_by_label("Атауы").fill("Сұхбат үлгісі")
    chief.get_by_label("Жанры").select_option(label="сұхбат")
    text = chief.get_by_role("textbox", name="Мәтіні")
    text.click()
    text.press_sequentially("Кейіпкер кім?")
    chief.get_by_role("button", name="Сақтау", exact=True).click()
    expect(chief.get_by_role("link", name="Сұхбат үлгісі").first).to_be_visible()
    assert ArticleTemplate.objects.get().body == "<p>Кейіпкер кім?</p>"

    reporter = sign_in("Reporter")
    reporter.get_by_role("link", name="Жаңа мақала").first.click()
    reporter.get_by_role("link", name="Сұхбат үлгісі").click()
    reporter.locator("[data-body-editor].ready").wait_for()
    expect(reporter.get_by_role("textbox", name="Мәтіні")).to_contain_text("Кейіпкер кім?")
    expect(reporter.get_by_label("Жанры").locator("option:checked")).to_have_text("сұхбат")
    assert axe_violations(reporter) == []
