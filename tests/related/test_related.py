"""Related articles: picks first, then what is close enough by rare topics and rare words."""

from datetime import UTC, datetime, timedelta

import pytest
from django.core.management import call_command
from django.utils import timezone
from hypothesis import given
from hypothesis import strategies as st

from articles import related
from articles.models import Article, KeyTerm, RelatedArticle
from tests.factories import make_article, make_section, make_tag
from tests.support.tasks import run_waiting

NOW = datetime(2026, 3, 3, 13, 0, tzinfo=UTC)
HOUR = timedelta(hours=1)


def sidebar_of(article, at=NOW):
    run_waiting()
    article.refresh_from_db()
    return [card.headline for card in related.cards(article, at=at).values()]


@pytest.mark.django_db
def test_picks_come_first_in_their_order_then_shared_tags():
    tag = make_tag()
    article = make_article("мақала", tags=[tag], publish=NOW - HOUR)
    make_article("ортақ тақырып", tags=[tag], publish=NOW - HOUR)
    for n, name in enumerate(("екінші таңдау", "бірінші таңдау")):
        other = make_article(name, section=make_section("Спорт", "sport"), publish=NOW - HOUR)
        RelatedArticle.objects.create(article=article, related=other, position=1 - n)
    article.notify_changed(by=None, at=NOW)
    assert sidebar_of(article) == ["бірінші таңдау", "екінші таңдау", "ортақ тақырып"]


@pytest.mark.django_db
def test_a_rare_tag_says_more_than_a_common_one():
    common, rare = make_tag("Пробация", "probatsia"), make_tag("Бекіре", "bekire")
    for n in range(28):
        make_article(f"көп {n}", tags=[common], publish=NOW - HOUR)
    make_article("сирек", tags=[rare], publish=NOW - 3 * HOUR)
    article = make_article("мақала", tags=[common, rare], publish=NOW - HOUR)
    assert sidebar_of(article)[0] == "сирек"


@pytest.mark.django_db
def test_an_older_article_learns_of_a_newer_one():
    tag = make_tag()
    old = make_article("ескі", tags=[tag], publish=NOW - HOUR)
    make_article("жаңа", tags=[tag], publish=NOW)
    assert sidebar_of(old) == ["жаңа"]


@pytest.mark.django_db
def test_others_step_in_when_many_have_gone(django_assert_num_queries):
    tag = make_tag()
    made = [make_article(f"ескі {n}", tags=[tag], publish=NOW - n * HOUR) for n in range(1, 16)]
    article = make_article("мақала", tags=[tag], publish=NOW)
    with django_assert_num_queries(1):
        assert len(related.cards(article, at=NOW)) >= related.SHOWN
    gone = [pk for pk in article.sidebar if pk in {old.pk for old in made}][:9]
    type(article).objects.filter(pk__in=gone).update(withdraw_at=NOW)
    with django_assert_num_queries(2):
        left = list(related.cards(article, at=NOW))
    assert left == article.sidebar[9:]
    assert len(left) >= related.SHOWN


@pytest.mark.django_db
def test_nothing_that_is_not_live_stands_in_the_sidebar():
    tag = make_tag()
    article = make_article("мақала", tags=[tag], publish=NOW - HOUR)
    make_article("жоба", tags=[tag], publish=False)
    make_article("ертең", tags=[tag], publish=NOW + HOUR)
    gone = make_article("алынған", tags=[tag], publish=NOW - HOUR)
    gone.withdraw(by=None, at=NOW)
    make_article("орысша", tags=[tag], language="ru", publish=NOW - HOUR)
    RelatedArticle.objects.create(article=article, related=gone)
    article.notify_changed(by=None, at=NOW)
    assert sidebar_of(article) == []
    assert sidebar_of(article, at=NOW + HOUR) == ["ертең"]


SHARED = st.lists(
    st.tuples(
        st.integers(1, 20),
        st.integers(0, 3000).map(lambda days: NOW.timestamp() - 86_400 * days),
        st.floats(0, 1),
    )
)


@given(SHARED, st.integers(0, 10))
def test_ranking_names_each_once_and_no_more_than_asked(shared, limit):
    ranked = related.rank(shared, at=NOW, limit=limit)
    assert len(ranked) == len(set(ranked)) <= limit
    assert set(ranked) <= {key for key, _, _ in shared}


DAM = (
    "<p>Сырдария бойындағы Көксарай су реттегішінің бөгеті көктемгі тасқыннан бұрын нығайтылды. "
    "Құрылысшылар екі жүз мың текше метр тас төсеп, қақпаларды ауыстырды. Түркістан облысының "
    "гидротехниктері деңгейді күн сайын өлшейді. Ауыл тұрғындары жайылымын судан қорғайды.</p>"
)
AGAIN = DAM.replace("Құрылысшылар", "Кәсіпорын мамандары").replace("күн сайын", "үнемі")
OTHER = (
    "<p>Көксарай су реттегішінің балықшылары биыл сазанды көп аулады. Балық зауыты жаңа "
    "мұздатқыш сатып алып, қаладағы дүкендерге тұшпара шығармақ. Кооператив төрағасы несиені "
    "уақытында қайтарғанын айтады. Жастар қайық жасайтын шеберхана ашып, туристерді күтеді.</p>"
)


@pytest.mark.django_db
def test_rare_words_and_names_bring_together_what_no_tag_does():
    far = make_section("Спорт", "sport")
    for n in range(10):
        make_article(f"Жаңалық {n}", publish=NOW - HOUR)
    name, old = "Көксарай реттегішінің балықшылары", NOW - 99 * HOUR
    fishers = make_article(name, body=OTHER, section=far, publish=old)
    article = make_article("Көксарай су реттегіші нығайтылды", body=DAM, publish=NOW - HOUR)
    assert sidebar_of(article)[0] == fishers.headline
    assert sidebar_of(fishers)[0] == article.headline


@pytest.mark.django_db
def test_a_story_told_three_times_stands_in_the_sidebar_once():
    tellings = [
        make_article(f"Көксарай реттегіші нығайтылды {n}", body=body, publish=NOW - n * HOUR)
        for n, body in ((3, DAM), (2, AGAIN), (1, DAM))
    ]
    fishers = make_article("Көксарай реттегішінің балықшылары", body=OTHER, publish=NOW - HOUR)
    names = {article.headline for article in tellings}
    assert len(names & set(sidebar_of(fishers))) == 1
    RelatedArticle.objects.create(article=fishers, related=tellings[0])
    fishers.notify_changed(by=None, at=NOW)
    assert [name for name in sidebar_of(fishers) if name in names] == [tellings[0].headline]


@pytest.mark.django_db
def test_an_article_that_is_taken_back_is_found_by_nobody():
    article = make_article("Көксарай су реттегіші", body=DAM, publish=NOW - HOUR)
    article.withdraw(by=None, at=NOW)
    fishers = make_article("Көксарай реттегішінің балықшылары", body=OTHER, publish=NOW - HOUR)
    assert article.pk not in fishers.sidebar
    assert not article.key_terms.exists()


@pytest.mark.django_db
def test_all_is_found_again_after_an_upgrade(capsys):
    old = make_article("Көксарай су реттегіші", body=DAM, section=make_section("Спорт", "sport"))
    new = make_article("Көксарай реттегішінің балықшылары", body=OTHER)
    KeyTerm.objects.all().delete()
    Article.objects.update(sidebar=[], simhash=None)
    call_command("refresh_related", dry_run=True)
    assert not KeyTerm.objects.exists()
    call_command("refresh_related")
    assert sidebar_of(old, at=timezone.now()) == [new.headline]
    assert sidebar_of(new, at=timezone.now()) == [old.headline]
    assert capsys.readouterr().out.endswith("2 articles\n")


@pytest.mark.django_db
def test_a_place_and_a_section_are_no_relation():
    place = make_tag("Алматы", "almaty")
    make_article("Обсерваторияда үш түн", tags=[place], publish=NOW - HOUR)
    article = make_article("Футболдан ел чемпионы", tags=[place], publish=NOW - HOUR)
    assert sidebar_of(article) == []


@pytest.mark.django_db
def test_a_whole_field_of_the_news_is_no_relation_but_a_topic_is():
    field, topic = make_tag("Экономика", "ekonomika"), make_tag("Бекіре", "bekire")
    make_article("Несие қымбаттады", tags=[field], publish=NOW - HOUR)
    make_article("Каспийде не аулайды", tags=[topic], publish=NOW - HOUR)
    article = make_article("Уылдырық зауыты", tags=[field, topic], publish=NOW - HOUR)
    assert sidebar_of(article) == ["Каспийде не аулайды"]


@pytest.mark.django_db
@pytest.mark.parametrize(
    ("one", "other", "are_related"),
    [
        ("Бір жылда екі жүз адам жұмыс тапты", "Екі жүз адам бір жылда жаңа үй алды", False),
        ("Кеше Астанада алғашқы көрме ашылды", "Бүгін Астанада жаңа мектеп ашылды", False),
        ("Бекіре уылдырығын тасыған браконьер", "Браконьер бекіре уылдырығын жасырған", True),
    ],
)
def test_short_items_need_more_than_common_words(one, other, are_related):
    make_article(one, body="<p>Иә.</p>", publish=NOW - HOUR)
    article = make_article(other, body="<p>Иә.</p>", publish=NOW - HOUR)
    assert sidebar_of(article) == ([one] if are_related else [])


@pytest.mark.django_db
def test_a_retelling_is_named_under_the_article_and_is_no_entry_of_its_list(client):
    old = make_article("Көксарай реттегіші нығайтылды", body=DAM, publish=NOW - 2 * HOUR)
    new = make_article("Көксарай қақпалары ауыстырылды", body=AGAIN, publish=NOW - HOUR)
    run_waiting()
    for article, other in ((old, new), (new, old)):
        article.refresh_from_db()
        assert (article.sidebar, article.retellings) == ([], [other.pk])
        page = client.get(article.get_absolute_url()).content.decode()
        told = page.partition('class="retellings"')[2].partition("</aside>")[0]
        assert other.headline in told
    old.withdraw(by=None, at=NOW)
    assert "retellings" not in client.get(new.get_absolute_url()).content.decode()
