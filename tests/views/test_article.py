"""The page of an article shows all that the model page has, in its order."""

from datetime import datetime, timedelta

import pytest
from django.utils import timezone

from articles.models import Kind, RelatedArticle
from articles.text import bodies
from tests import factories

ALMATY = timezone.get_default_timezone()
AFTERNOON = datetime(2026, 3, 3, 15, 45, tzinfo=ALMATY)


def text(tree, path):
    """The words of the only element at an XPath."""
    (element,) = tree.xpath(path)
    return " ".join(element.text_content().split())


@pytest.fixture
def article(db, evening):
    picks = [
        factories.make_article("Бүгінгі", publish=datetime(2026, 3, 3, 13, 19, tzinfo=ALMATY)),
        factories.make_article("Кешегі", publish=datetime(2026, 3, 2, 14, 5, tzinfo=ALMATY)),
        factories.make_article("Былтырғы", publish=datetime(2025, 4, 25, 10, 45, tzinfo=ALMATY)),
    ]
    article = factories.make_article(
        "Қазақстан босқындарды қабылдауға дайын",
        kind=Kind.objects.get(name="талдау"),
        lede="Министрлік түсіндірме берді.",
        body="<p>Бірінші абзац.</p><blockquote><p>«Дайынбыз», – деді ол.</p></blockquote>",
        tags=[factories.make_tag("Референдум-2026", "referendum-2026")],
        authors=[factories.make_author("Айгерим Тарина", "aigerim-tarina", position="тілші")],
        photo=factories.make_photo(credit="Zakon.kz"),
        publish=AFTERNOON,
        updated_at=datetime(2026, 3, 3, 16, 10, tzinfo=ALMATY),
    )
    for position, pick in enumerate(picks):
        RelatedArticle.objects.create(article=article, related=pick, position=position)
    article.notify_changed(by=None, at=timezone.now())
    return article


def test_all_of_the_model_page_is_there_in_its_order(show, article):
    said = " ".join(show(article.get_absolute_url()).xpath("//main")[0].text_content().split())
    places = -1
    for part in (
        "2026 жылғы 3 наурыз", "#Референдум-2026", "Саясат", article.headline, "талдау",
        "03.03.2026 15:45", "Жаңартылды: 03.03.2026 16:10", "1 минут оқу",
        "Министрлік түсіндірме берді.", "Бірінші абзац.", "«Дайынбыз», – деді ол.",
        "Айгерим Тарина", "тілші", "#Референдум-2026", "WhatsApp", "Оқи отырыңыз",
        "Бүгінгі", "13:19, Бүгін", "Кешегі", "14:05, Кеше", "Былтырғы", "10:45, 25 сәуір 2025",
    ):  # fmt: skip
        place = said.find(part, places + 1)
        assert place > places, part
        places = place


def test_times_are_there_for_machines(show, article):
    times = show(article.get_absolute_url()).xpath("//article//time/@datetime")
    assert times == ["2026-03-03", "2026-03-03T15:45:00+05:00", "2026-03-03T16:10:00+05:00"]


def test_everything_leads_where_it_says(show, article):
    tree = show(article.get_absolute_url())
    links = {" ".join(a.text_content().split()): a.get("href") for a in tree.xpath("//main//a")}
    assert links["Басты бет"] == "/"
    assert links["Саясат"] == "/sayasat/"
    assert links["2026 жылғы 3 наурыз"] == "/archive/2026/03/03/"
    assert links["#Референдум-2026"] == "/tag/referendum-2026/"
    assert links["Айгерим Тарина"] == "/author/aigerim-tarina/"


def test_sharing_needs_no_third_party(show, article):
    tree = show(article.get_absolute_url())
    assert tree.xpath("//script/@src") == ["/static/js/reader/copy.js"]
    places = tree.xpath("//ul[@class='share']//a/@href")
    assert [address.split("?")[0] for address in places] == [
        "https://wa.me/",
        "https://t.me/share/url",
        "https://x.com/intent/post",
    ]
    whole = "http%3A%2F%2Ftestserver%2Fsayasat%2F"
    assert all(whole in address for address in places)
    (button,) = tree.xpath("//ul[@class='share']//button")
    assert "hidden" in button.attrib
    assert button.get("data-copy") == f"http://testserver{article.get_absolute_url()}"


def test_a_photo_that_waits_for_its_file_leaves_no_caption_of_nothing(show, article):
    tree = show(article.get_absolute_url())
    assert tree.xpath("//main//img") == []
    assert tree.xpath("//main//figure") == []
    assert "Zakon.kz" not in tree.text_content()


def test_photos_in_the_body_come_from_one_query(show, drawn, evening, django_assert_num_queries):
    body = "".join(f'<p>Мәтін</p><figure data-photo="{photo.pk}"></figure>' for photo in drawn)
    article = factories.make_article(body=body + '<figure data-photo="999"></figure>')
    show(article.get_absolute_url())
    with django_assert_num_queries(6):  # one of them for the newest of the section
        tree = show(article.get_absolute_url())
    pictures = tree.xpath("//div[@class='body']//figure/picture")
    assert len(pictures) == len(tree.xpath("//div[@class='body']//figure")) == 2
    for picture, photo in zip(pictures, drawn, strict=True):
        # The parser of the tests takes <source> for something that has an end.
        sources, [image] = list(picture.iter("source")), picture.iter("img")
        assert [source.get("type") for source in sources] == ["image/avif", "image/webp"]
        for source, ending in zip(sources, ["avif", "webp"], strict=True):
            assert source.get("sizes")
            assert f"{photo.rendition_url('w480', ending)} 480w" in source.get("srcset")
        assert image.get("alt") == photo.alt
        assert image.get("loading") == "lazy"
        assert image.get("src") == photo.rendition_url("w640", "jpg")
        assert int(image.get("width")) / int(image.get("height")) == pytest.approx(3 / 2, 0.01)
    assert [text(tree, f"(//div[@class='body']//figcaption)[{n}]") for n in (1, 2)] == [
        "Сурет 1 Фото: Newsroom",
        "Сурет 2 Фото: Newsroom",
    ]


def test_the_photo_of_the_article_wins_a_caption_of_its_own(show, drawn, evening):
    article = factories.make_article(photo=drawn[0], photo_caption="Осы мақала үшін")
    tree = show(article.get_absolute_url())
    assert text(tree, "//figure[@class='lead-photo']") == "Осы мақала үшін Фото: Newsroom"
    assert tree.xpath("//figure[@class='lead-photo']/picture//img/@fetchpriority") == ["high"]


def test_neighbours_are_those_of_the_section(show, evening):
    at = timezone.now() - timedelta(days=1)
    other = factories.make_section("Спорт", "sport")
    made = [factories.make_article(name, publish=at) for name in ("Бірінші", "Екінші", "Үшінші")]
    factories.make_article("Басқа бөлім", section=other, publish=at)
    factories.make_article("Басқа тіл", language="ru", publish=at)
    factories.make_article("Ертеңгі", publish=at + timedelta(days=9))
    tree = show(made[1].get_absolute_url())
    assert text(tree, "//nav[@class='neighbours']/a[@rel='prev']") == "Алдыңғысы Бірінші"
    assert text(tree, "//nav[@class='neighbours']/a[@rel='next']") == "Келесісі Үшінші"
    assert show(made[2].get_absolute_url()).xpath("//nav[@class='neighbours']/a/@rel") == ["prev"]


def test_an_agency_and_its_source(show, evening):
    article = factories.make_article(
        authors=[], agency="ҚазАқпарат", source_url="https://example.org/1"
    )
    tree = show(article.get_absolute_url())
    assert text(tree, "//p[@class='agency']") == "Дереккөз: ҚазАқпарат"
    assert tree.xpath("//p[@class='agency']/a/@href") == ["https://example.org/1"]
    assert tree.xpath("//aside[@class='byline']") == []


def test_the_body_is_what_bodies_allow(show, evening):
    body = bodies.clean("<p>Мәтін<script>alert(1)</script></p>")
    article = factories.make_article("<b>Тақырып</b>", body=body, lede="<i>Лид</i>")
    tree = show(article.get_absolute_url())
    assert text(tree, "//h1") == "<b>Тақырып</b>"
    assert tree.xpath("//article//i | //article//b | //article//script") == []


@pytest.mark.parametrize("state", ["draft", "scheduled", "withdrawn", "expired"])
def test_what_is_not_live_is_not_there(client, evening, db, state):
    now = timezone.now()
    article = factories.make_article(
        publish={"draft": False, "scheduled": now + timedelta(minutes=1)}.get(
            state, now - timedelta(hours=2)
        ),
        withdraw_at=now - timedelta(minutes=1) if state == "expired" else None,
    )
    if state == "withdrawn":
        article.withdraw(by=None, at=now)
    address = article.get_absolute_url() or f"/sayasat/{article.pk}-joba/"
    assert client.get(address).status_code == 404


def test_an_article_appears_and_goes_at_its_instant(client, db, time_machine):
    start = datetime(2026, 3, 3, 9, 0, tzinfo=ALMATY)
    time_machine.move_to(start - timedelta(days=1), tick=False)
    article = factories.make_article(publish=start, withdraw_at=start + timedelta(hours=1))
    found = []
    for moment in (-1, 0, 3599, 3600):
        time_machine.move_to(start + timedelta(seconds=moment), tick=False)
        found.append(client.get(article.get_absolute_url()).status_code)
    assert found == [404, 200, 200, 404]
