"""The gate by itself: which rules an article breaks, and how strict each of them is."""

from datetime import timedelta

import pytest
from django.db import IntegrityError, connection, transaction
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from articles.models import Photo, PublishCheckSetting
from articles.models.workflow.publish_checks import PUBLISH_CHECKS, CheckLevel
from tests.admin.articles.test_publish_checks import draft
from tests.factories import make_article, make_author, make_file, make_photo
from tests.support.defects import DEFECTS, block, figure, link

pytestmark = pytest.mark.django_db

NOW = timezone.now()
FIXED = {"headline", "section", "byline", "embargo"}
BLOCKING = FIXED | {"body", "photo_credit", "body_credits", "photo_rights", "links"}


@pytest.fixture
def drawn():
    """A photo with all that it needs; the file is said to be there."""
    photo = make_photo(alt="Жаңа мектеп", caption="Мектеп")
    Photo.objects.filter(pk=photo.pk).update(file="photos/mektep.jpg", width=1600, height=1000)
    return Photo.objects.get(pk=photo.pk)


def broken(article, at=NOW):
    return {finding.name: finding for finding in article.check_results(at=at) if finding.message}


def test_what_lacks_nothing_breaks_nothing(drawn):
    article = draft(drawn)
    assert broken(article) == {}
    assert [finding.name for finding in article.check_results(at=NOW)] == list(PUBLISH_CHECKS)
    assert not any(finding.blocks for finding in article.check_results(at=NOW))


@pytest.mark.parametrize("name", DEFECTS)
def test_a_defect_fails_its_own_check(drawn, name):
    rule, wrong = DEFECTS[name]
    found = set(broken(draft(drawn, **wrong())))
    # A photo made for one defect waits for its file, which is another.
    waits = "photo" in wrong() and rule.startswith("photo_")
    assert found - ({"photo"} if waits else set()) == {rule}


def test_what_a_check_is_unless_the_newsroom_says_otherwise(drawn):
    PublishCheckSetting.objects.all().delete()
    article = draft(drawn, section=None, authors=[], headline="…", body="", lede="", tags=[])
    article.photo = None
    article.published_at, article.embargo_until = NOW, NOW + timedelta(seconds=1)
    levels = {finding.name: finding.level for finding in article.check_results(at=NOW)}
    assert {name for name, level in levels.items() if level == CheckLevel.BLOCK} == BLOCKING
    assert {name for name, level in levels.items() if level == CheckLevel.ADVISE} == {
        *("headline_length", "seo_headline_length", "lede", "tags", "photo", "photo_alt"),
        *("body_photos", "body_waiting", "body_missing", "photo_licence", "photo_ending", "cards"),
        "developing",
    }
    stopped = {finding.name for finding in article.check_results(at=NOW) if finding.blocks}
    assert stopped == FIXED | {"body"}
    assert {name for name, rule in PUBLISH_CHECKS.items() if rule.fixed} == FIXED


def test_a_check_is_as_strict_as_its_row_and_switched_off_not_made(drawn):
    PublishCheckSetting.objects.all().delete()
    PublishCheckSetting.objects.create(name="lede", level=CheckLevel.BLOCK)
    PublishCheckSetting.objects.create(name="tags", level=CheckLevel.OFF)
    PublishCheckSetting.objects.create(name="links", level=CheckLevel.ADVISE)
    for name in FIXED:
        PublishCheckSetting.objects.create(name=name, level=CheckLevel.OFF)
    found = {finding.name: finding.level for finding in draft(drawn).check_results(at=NOW)}
    assert found.keys() == PUBLISH_CHECKS.keys() - {"tags"}
    assert (found["lede"], found["links"], found["photo"]) == ("block", "advise", "advise")
    assert {found[name] for name in FIXED} == {"block"}


@pytest.mark.parametrize(
    ("name", "field", "usual"),
    [("headline_length", "headline", 90), ("seo_headline_length", "seo_headline", 60)],
)
@pytest.mark.parametrize("limit", [None, 20])
def test_a_text_may_be_as_long_as_its_limit_and_no_longer(drawn, name, field, usual, limit):
    PublishCheckSetting.objects.update_or_create(
        name=name, defaults={"level": "advise", "limit": limit}
    )
    most = limit or usual
    assert broken(draft(drawn, **{field: " " + "ә" * most + " "})) == {}
    [(found, finding)] = broken(draft(drawn, **{field: "ә" * (most + 1)})).items()
    assert found == name
    assert str(most + 1) in finding.message
    assert str(most) in finding.message


def test_an_embargo_ends_with_its_instant(drawn):
    second = timedelta(seconds=1)
    for offset, expected in ((-second, {"embargo"}), (timedelta(0), set()), (second, set())):
        article = draft(drawn, embargo_until=NOW, published_at=NOW + offset)
        assert broken(article).keys() == expected


def test_every_name_under_the_headline_is_one(drawn):
    nameless = make_author("\u2060.", "nukte")
    assert broken(draft(drawn, authors=[make_author(), nameless])).keys() == {"byline"}
    assert broken(draft(drawn, authors=[], agency="Reuters")) == {}
    article = draft(drawn, authors=[make_author()], agency="…")
    assert broken(article).keys() == {"byline"}


def test_what_is_wrong_with_a_text_is_named(drawn):
    bare, hidden = make_photo(alt="", credit=""), make_article("Құпия", publish=False)
    blocks = [figure(key)["body"] for key in (bare.pk, drawn.pk, 987_654)]
    blocks += [block("file", 555)["body"], block("article", hidden.pk)["body"]]
    said = broken(draft(drawn, body="".join(blocks)))
    for name in ("body_credits", "body_photos", "body_waiting"):
        assert said[name].message.endswith(f": №{bare.pk}")
    assert said["body_missing"].message.endswith(": №987654, №555")
    assert said["cards"].message.endswith(": «Құпия»")


def test_what_readers_see_at_that_time_is_right_in_a_text(drawn):
    file, card = make_file(), make_article("Ашық")
    linked = make_file("b.pdf", b"%PDF-1.7\nb\n%%EOF\n")
    make_article(body=block("file", linked.pk)["body"])
    links = "".join(link(one.file.url)["body"] for one in (file, linked))
    body = block("file", file.pk)["body"] + block("article", card.pk)["body"] + links
    assert broken(draft(drawn, body=body), at=timezone.now()) == {}


def test_a_text_of_one_photo_is_a_text(drawn):
    assert broken(draft(drawn, body=f'<figure data-photo="{drawn.pk}"></figure>')) == {}


def test_of_a_photo_all_that_is_missing_is_said(drawn):
    assert broken(draft(drawn, photo=make_photo(credit="", alt=""))).keys() == {
        *("photo", "photo_credit", "photo_alt")
    }


def test_a_check_is_called_what_it_demands_and_one_that_is_gone_by_its_name():
    assert str(PublishCheckSetting(name="lede")) == "Лиді бар"
    assert str(PublishCheckSetting(name="burynghy")) == "burynghy"


def test_a_check_has_one_row():
    PublishCheckSetting.objects.create(name="burynghy", level=CheckLevel.OFF)
    with pytest.raises(IntegrityError), transaction.atomic():
        PublishCheckSetting.objects.create(name="burynghy", level=CheckLevel.OFF)


def test_what_is_asked_is_asked_in_four_queries(drawn):
    article = draft(drawn)
    with CaptureQueriesContext(connection) as queries:
        article.check_results(content=article.content(), at=NOW)
    assert len(queries) <= 4
