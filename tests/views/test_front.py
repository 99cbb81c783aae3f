"""The front page: what is new, the big story, the sections; nothing that readers may not see."""

from datetime import timedelta

from django.utils import timezone

from articles.curation.front_page import STREAM
from articles.models.curation.page_layout import SIZES
from tests import factories

IN_SECTION, STORY, SECONDARY = SIZES["section"], SIZES["story"], SIZES["top"] - 1


def publish(number, **fields):
    now = timezone.now()
    return [
        factories.make_article(publish=now - timedelta(minutes=n), **fields) for n in range(number)
    ]


def addresses(tree, kind):
    return tree.xpath(f"//*[contains(@class, '{kind}')]//a/@href")


def test_a_fresh_install_has_a_front_page(show, db):
    tree = show("/")
    assert tree.xpath("//h1")[0].text_content().strip() == "Newsroom"
    assert "Алғашқы мақалалар жақында шығады." in tree.text_content()


def test_the_newest_with_a_picture_leads_and_the_newest_follow(show, drawn):
    now = timezone.now()
    pictured = factories.make_article("Суретті", photo=drawn[0], publish=now - timedelta(hours=1))
    newer = publish(3)
    tree = show("/")
    assert addresses(tree, "lead__title") == [pictured.get_absolute_url()]
    follow = tree.xpath("//div[@class='front__lead']//h2/a/@href")[1:]
    assert follow == [article.get_absolute_url() for article in newer]


def test_without_pictures_the_newest_leads(show, db):
    newest, *_ = publish(3)
    assert addresses(show("/"), "lead__title") == [newest.get_absolute_url()]


def test_the_stream_has_all_of_the_newest(show, db):
    made = publish(STREAM + 3)
    stream = show("/").xpath("//section[@class='stream']//li/a/@href")
    assert stream == [article.get_absolute_url() for article in made[:STREAM]]


def test_sections_show_what_is_not_above(show, db):
    politics = publish(SECONDARY + 1 + STORY + IN_SECTION + 3)
    sport = factories.make_section("Спорт", "sport")
    old = factories.make_article(section=sport, publish=timezone.now() - timedelta(days=900))
    factories.make_section("Бос бөлім", "bos")
    blocks = {
        block.xpath("h2/a/text()")[0]: block.xpath(".//h3/a/@href | .//li/a/@href")
        for block in show("/").xpath("//section[@class='block']")
    }
    assert blocks == {
        "Саясат": [a.get_absolute_url() for a in politics[SECONDARY + 1 :][:IN_SECTION]],
        "Спорт": [old.get_absolute_url()],
    }


def test_a_pinned_tag_with_enough_articles_is_the_big_story(show, db):
    story, small = factories.make_tag(is_pinned=True), factories.make_tag("Қар", "qar")
    small.is_pinned = True
    small.save()
    publish(SECONDARY + 1)
    told = publish(STORY + 1, tags=[story])
    publish(1, tags=[small])
    tree = show("/")
    assert tree.xpath("//section[@class='story']/h2/a/@href") == ["/tag/su-reformasy/"]
    shown = tree.xpath("//section[@class='story']//h3/a/@href")
    assert len(shown) >= 3
    assert set(shown) <= {article.get_absolute_url() for article in told}


def test_only_what_is_live_in_the_language_of_the_edition(show, db):
    now = timezone.now()
    live = factories.make_article("көрінеді")
    russian = factories.make_article("видна", language="ru")
    factories.make_article("көрінбейді", publish=False)
    factories.make_article("көрінбейді", publish=now + timedelta(seconds=30))
    factories.make_article("көрінбейді", publish=now - timedelta(days=1), withdraw_at=now)
    tree = show("/")
    assert "көрінбейді" not in tree.text_content()
    assert set(addresses(tree, "main")) >= {live.get_absolute_url()}
    assert "видна" not in tree.text_content()
    assert addresses(show("/ru/"), "lead__title") == [russian.get_absolute_url()]


def test_what_all_pages_share_follows_the_editors(show, db):
    section = factories.make_section(name_ru="Политика")
    factories.make_section("Жасырын", "jasyryn", in_menu=False)

    def menu(address):
        return show(address).xpath("//nav[@class='sections']//a/text()")

    assert menu("/") == ["Саясат"]
    assert menu("/ru/") == ["Политика"]
    section.name = "Билік"
    section.save()
    factories.make_section("Спорт", "sport")
    assert menu("/") == ["Билік", "Спорт"]
