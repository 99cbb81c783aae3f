"""The judges find a fault when there is one: without this, their silence would say nothing."""

import io

import pytest
from PIL import Image

from tests.support.browser import axe_violations, look_through, overflow
from tests.support.markup import as_text, html_errors

GOOD = """<!doctype html><html lang="kk"><head><meta charset="utf-8"><title>Жақсы бет</title>
<meta name="viewport" content="width=device-width"></head>
<body><main><h1>Бас тақырып</h1><p>Өңір жаңалығы.</p></main></body></html>"""
BAD = GOOD.replace("<p>", '<p style="color:#eee;width:2000px"><img src="/x.png">')


def test_the_html_checker_names_the_page_and_the_fault(tmp_path):
    errors = html_errors({"жақсы": GOOD, "нашар": BAD}, tmp_path)
    assert len(errors) == 1
    assert errors[0].startswith("нашар:")
    assert "alt" in errors[0]


def test_lynx_reads_kazakh_letters(tmp_path):
    assert as_text(GOOD, tmp_path) == "Бас тақырып Өңір жаңалығы."


@pytest.mark.journey
def test_axe_finds_missing_text_and_poor_contrast(page):
    page.set_content(GOOD)
    assert axe_violations(page) == []
    page.set_content(BAD)
    found = " ".join(axe_violations(page))
    assert "image-alt" in found
    assert "color-contrast" in found


@pytest.mark.journey
def test_overflow_is_measured(page):
    page.set_viewport_size({"width": 320, "height": 800})
    page.set_content(GOOD)
    assert overflow(page) == 0
    page.set_content(BAD)
    assert overflow(page) > 1000


@pytest.mark.journey
def test_what_moves_is_brought_to_its_end_even_where_time_stands_still(page):
    moving = "h1 { animation: 9s paused pale forwards } @keyframes pale { to { opacity: .5 } }"
    page.set_content(GOOD.replace("</head>", f"<style>{moving}</style></head>"))
    look_through(page, width=390, height=800, scheme="dark")
    assert page.locator("h1").evaluate("one => getComputedStyle(one).opacity") == "0.5"


@pytest.mark.journey
def test_weight_counts_compressed_text_and_names_strangers(page, page_weight):
    file = io.BytesIO()
    Image.effect_noise((64, 64), 90).save(file, "png")
    picture = file.getvalue()

    def answer(route):
        if route.request.url == "http://newsroom.test/":
            body = (
                GOOD + 1000 * "Өңір жаңалығы. " + '<img alt="" src="http://elsewhere.test/x.png">'
            )
            route.fulfill(body=body, content_type="text/html; charset=utf-8")
        else:
            route.fulfill(body=picture, content_type="image/png")

    page.route("**/*", answer)
    page.goto("http://newsroom.test/", wait_until="networkidle")
    assert page_weight.third_party("newsroom.test") == ["http://elsewhere.test/x.png"]
    assert 0 < page_weight.total - len(picture) < 1000


@pytest.mark.journey
def test_the_reader_is_in_almaty(page):
    assert page.evaluate(
        "[navigator.language, Intl.DateTimeFormat().resolvedOptions().timeZone]"
    ) == [
        "kk-KZ",
        "Asia/Almaty",
    ]
