"""The schedule in the form: when readers see an article, until when, and under what embargo."""

from datetime import timedelta

import pytest
from django.utils import timezone

from articles.models.workflow.transitions import Status
from tests.admin.articles.test_form import change
from tests.factories import make_article
from tests.support.staff import form_of, make_staff


def test_publish_later(client, editor):
    article = make_article(publish=False, published_at=timezone.now() + timedelta(days=1))
    response = client.post(change(article), form_of(article, _publish="1"), follow=True)
    article.refresh_from_db()
    assert article.is_scheduled
    when = f"{timezone.localtime(article.published_at):%d.%m.%Y %H:%M}"
    assert f"жоспарланды: {when} уақытында" in response.content.decode()
    response = client.post(change(article), form_of(article, _continue="1"), follow=True)
    assert f"Сақталды. Мақала жоспарланды: {when}" in response.content.decode()


def test_an_instant_survives_a_save_that_does_not_touch_it(client, editor):
    article = make_article(publish=timezone.now() - timedelta(hours=3))
    before = article.published_at
    client.post(change(article), form_of(article, agency="ҚазАқпарат"))
    article.refresh_from_db()
    assert article.published_at == before
    assert article.updated_at is None


def test_an_hour_is_shown_to_the_minute_and_keeps_its_seconds(client, editor):
    out = timezone.now().replace(second=37, microsecond=0) - timedelta(hours=3)
    article = make_article(publish=out)
    field = client.get(change(article)).context["adminform"].form["published_at"]
    shown = f"{timezone.localtime(out):%H:%M}"
    assert f'value="{shown}"' in str(field)
    client.post(change(article), form_of(article, published_at_1=shown, agency="ҚазАқпарат"))
    article.refresh_from_db()
    assert article.published_at == out
    client.post(change(article), form_of(article, published_at_1=f"{shown}:38"))
    article.refresh_from_db()
    assert article.published_at == out + timedelta(seconds=1)


def test_withdrawal_before_publication_is_refused(client, editor):
    article = make_article()
    data = form_of(article, withdraw_at_0="01.03.2020", withdraw_at_1="09:00:00")
    response = client.post(change(article), data)
    assert "Алынатын уақыт" in response.content.decode()


def test_an_old_page_undoes_nobodys_embargo(client, editor):
    article = make_article(publish=False)
    old_page = form_of(article, lede="Жаңа лид")
    chief = make_staff("Chief editor")
    article.embargo_until = timezone.now() + timedelta(days=1)
    article.reschedule(by=chief, at=timezone.now())
    article.assign(chief, by=chief, at=timezone.now())
    client.post(change(article), old_page)
    article.refresh_from_db()
    assert article.lede == "Жаңа лид"
    assert article.embargo_until
    assert article.assigned_to == chief


@pytest.mark.parametrize(
    ("day", "clock", "said"),
    [
        ("31.02.2026", "10:00", "Дұрыс күн енгізіңіз"),
        ("29.02.2024", "23:30:00", "екіұшты немесе"),  # Almaty went back to UTC+5 that night
        ("04.03.0026", "09:00", "Жылы қате"),
        ("01.01.0001", "00:30", "Жылы қате"),
    ],
)
def test_a_time_that_cannot_be_is_refused(client, editor, day, clock, said):
    article = make_article(publish=False)
    for name in ("published_at", "withdraw_at", "embargo_until"):
        data = form_of(article, **{f"{name}_0": day, f"{name}_1": clock})
        assert said in client.post(change(article), data).content.decode()
    article.refresh_from_db()
    assert (article.published_at, article.withdraw_at, article.embargo_until) == (None,) * 3


def test_where_clocks_change_an_hour_is_missing(client, editor, settings):
    settings.TIME_ZONE = "Europe/Berlin"
    article = make_article(publish=False)
    for day, clock in (("29.03.2026", "02:30"), ("25.10.2026", "02:30")):
        data = form_of(article, published_at_0=day, published_at_1=clock, _publish="1")
        page = client.post(change(article), data).content.decode()
        assert "Europe/Berlin белдеуінде анықтау мүмкін емес" in page
    article.refresh_from_db()
    assert article.status == Status.DRAFT
