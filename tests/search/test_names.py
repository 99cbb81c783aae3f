"""Articles are found by the names that their tags and authors have now."""

from contextlib import contextmanager
from datetime import timedelta

import pytest
from django.db import OperationalError, connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from django.utils import timezone

from articles.models import Article, Author, Tag, Task
from articles.search import index, matching, search
from articles.tasks import progress
from tests.factories import make_article, make_author, make_tag
from tests.support.staff import make_staff
from tests.support.tasks import run_waiting

pytestmark = pytest.mark.django_db


@contextmanager
def committed():
    """What follows from a change that is made inside."""
    run_waiting()
    yield
    run_waiting()


def found(text):
    results = search(text, language="kk", at=timezone.now())
    return {hit.article.headline for hit in results.hits}


def by_save(client, thing):
    thing.name = "Алаңдар"
    thing.save()


def by_save_of_a_field(client, thing):
    other = type(thing).objects.only("name").get(pk=thing.pk)
    other.name = "Алаңдар"
    other.save(update_fields=["name"])


def by_form(client, thing):
    client.force_login(make_staff("Chief editor"))
    address = reverse(f"admin:articles_{thing._meta.model_name}_change", args=[thing.pk])
    posted = client.post(address, {"name": "Алаңдар", "slug": thing.slug, "is_active": "on"})
    assert posted.status_code == 302


def by_update_or_create(client, thing):
    type(thing).objects.update_or_create(slug=thing.slug, defaults={"name": "Алаңдар"})


@pytest.mark.parametrize("rename", [by_save, by_save_of_a_field, by_form, by_update_or_create])
@pytest.mark.parametrize("make", [make_tag, make_author])
def test_the_new_name_finds_and_the_old_one_does_not(client, make, rename):
    thing = make("Шоссе", "shosse")
    several = {"tags": [thing]} if make is make_tag else {"authors": [thing]}
    headlines = {make_article(f"Көпір {number}", **several).headline for number in range(7)}
    draft = make_article("Жоба", publish=False, **several)
    in_text = make_article("Шоссе жөнделді", **several)
    with committed():
        rename(client, thing)
    assert found("алаң") == headlines | {in_text.headline}
    assert found("шоссе") == {in_text.headline}
    assert draft.pk in matching("алаң")
    assert draft.pk not in matching("шоссе")


def test_what_another_has_renamed_meanwhile_is_seen_too():
    make_article("Көпір", tags=[make_tag("Шоссе", "shosse")])
    stale = Tag.objects.get()
    with committed():
        by_save(None, Tag.objects.get())
    with committed():
        stale.save()
    assert found("шоссе") == {"Көпір"}


def test_only_a_new_name_costs_the_index_anything():
    thing = make_author("Шоссе", "shosse")
    make_article(authors=[thing])
    for change in ({"position": "Тілші"}, {"slug": "jol"}, {"name": "Шоссе"}):
        run_waiting()
        Author.objects.update_or_create(pk=thing.pk, defaults=change)
        assert not Task.objects.waiting().exists()


def test_what_a_script_writes_into_many_rows_is_found_as_well(client):
    tag, now = make_tag("Шоссе", "shosse"), timezone.now()
    first, second = (make_article(f"Көпір {n}", tags=[tag], publish=now) for n in range(2))
    with committed():
        Article.objects.filter(pk=first.pk).update(published_at=now - timedelta(days=9))
        Article.objects.filter(pk=second.pk).update(headline="Алаңдар")
    assert found("алаң") == {"Алаңдар"}
    copies = first.taggings.get(), first.bylines.get(), first.key_terms.first()
    assert {copy.published_at for copy in copies} == {now - timedelta(days=9)}
    assert first.search_entry.key < second.search_entry.key


def test_others_write_between_the_batches_and_editors_see_how_far_it_is(monkeypatch):
    """Each batch is a transaction of its own, however many articles there are."""
    tag = make_tag("Шоссе", "shosse")
    for _ in range(12):
        make_article(tags=[tag])
    run_waiting()
    monkeypatch.setattr(index, "_HELD", 0)
    by_save(None, tag)
    seen = []
    report = progress.TaskProgress.objects.update_or_create
    with (
        monkeypatch.context() as patch,
        CaptureQueriesContext(connection) as queries,
    ):
        patch.setattr(
            progress.TaskProgress.objects,
            "update_or_create",
            lambda **said: seen.append(said["defaults"]["done"]) or report(**said),
        )
        run_waiting()
    begun = [query["sql"] for query in queries if query["sql"].startswith("SAVEPOINT")]
    assert len(begun) >= 3
    assert seen == [5, 10, 12]


def test_a_renaming_that_was_interrupted_goes_on_where_it_was(monkeypatch):
    tag = make_tag("Шоссе", "shosse")
    made = [make_article(f"Көпір {number}", tags=[tag]) for number in range(12)]
    run_waiting()
    by_save(None, tag)
    monkeypatch.setattr(index, "_HELD", 0)
    entered, write = [], index.write

    def counting(articles):
        articles = list(articles)
        entered.extend(article.pk for article in articles)
        if len(entered) == 10:
            raise OperationalError("away")
        write(articles)

    monkeypatch.setattr(index, "write", counting)
    run_waiting()
    Task.objects.waiting().update(run_after=timezone.now())
    run_waiting()
    keys = [article.pk for article in made]
    assert sorted(entered) == sorted(keys[:10] + keys[5:])
    assert found("алаң") == {article.headline for article in made}


@pytest.mark.parametrize("role", ["Chief editor", "Editor"])
def test_who_renames_is_told_that_search_follows_and_how_far_it_is(client, role):
    tag = make_tag("Шоссе", "shosse")
    client.force_login(make_staff(role))
    address = reverse("admin:articles_tag_change", args=[tag.pk])
    page = client.post(address, {"name": "Алаңдар", "slug": tag.slug}, follow=True)
    task = Task.objects.waiting().get(task_path__endswith="index_named")
    text = page.content.decode()
    assert "Іздеу жаңа атауды фонда үйреніп жатыр." in text
    progress_page = reverse("admin:articles_task_change", args=[task.pk])
    assert progress_page in text
    assert client.get(progress_page).status_code == 200
    page = client.post(address, {"name": "Алаңдар", "slug": tag.slug, "is_pinned": "on"})
    assert Task.objects.filter(task_path__endswith="index_named").count() == 1
