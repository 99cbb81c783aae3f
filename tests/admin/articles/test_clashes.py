"""Two editors save the same article: what can be merged is, and a clash waits for a choice."""

from datetime import timedelta

import pytest
from django.utils import timezone

from articles.models import Article, Autosave
from tests.admin.articles.test_form import change
from tests.admin.articles.test_history import fresh, save
from tests.factories import make_article, make_tag
from tests.support.staff import form_of

pytestmark = pytest.mark.django_db


def test_two_editors_changes_of_different_fields_are_both_kept(client, editor):
    article = make_article("Тақырып", publish=False)
    base = article.latest_revision_id
    save(client, article, base, lede="Біріншінің лиді.")
    save(client, article, base, headline="Екіншінің тақырыбы")
    article = fresh(article)
    assert (article.headline, article.lede) == ("Екіншінің тақырыбы", "Біріншінің лиді.")


def test_a_clash_of_paragraphs_keeps_both_in_the_text(client, editor):
    article = make_article("Тақырып", body="<p>бір</p><p>екі</p>", publish=False)
    base = article.latest_revision_id
    save(client, article, base, body="<p>бір</p><p>олардікі</p>")
    response = save(client, article, base, body="<p>бір</p><p>менікі</p>")
    page = response.content.decode()
    assert response.status_code == 200
    assert "&lt;p&gt;олардікі&lt;/p&gt;&lt;p&gt;менікі&lt;/p&gt;" in page
    assert fresh(article).body == "<p>бір</p><p>олардікі</p>"
    newest = fresh(article).latest_revision_id
    assert f'name="base" value="{newest}"' in page
    save(client, article, newest, body="<p>бір</p><p>менікі</p>")
    assert fresh(article).body == "<p>бір</p><p>менікі</p>"


@pytest.mark.parametrize(("choice", "headline"), [("theirs", "Олардікі"), ("mine", "Менікі")])
def test_a_clash_of_a_field_waits_for_a_choice_over_every_crash(client, editor, choice, headline):
    article = make_article("Тақырып", publish=False)
    base = article.latest_revision_id
    save(client, article, base, headline="Олардікі")
    mine = form_of(article, headline="Менікі", base=base)
    assert client.post(change(article), mine).status_code == 200
    again = mine | {"base": fresh(article).latest_revision_id}
    response = client.post(change(article), again)
    assert "қайсысы қалатынын таңдаңыз" in response.content.decode()
    assert fresh(article).headline == "Олардікі"

    restored = client.get(f"{change(article)}?unsaved={mine['key']}").content.decode()
    assert 'name="choice_headline" value="theirs"' in restored
    assert "<p>Менікі</p>" in restored
    client.post(change(article), again | {"choice_headline": choice})
    assert fresh(article).headline == headline
    assert not Autosave.objects.exists()


def test_what_others_set_beside_the_text_is_not_set_back(client, editor):
    article = make_article("Тақырып")
    opened = form_of(article, lede="Жаңа лид")
    until = timezone.now().replace(microsecond=0) + timedelta(days=1)
    Article.objects.filter(pk=article.pk).update(withdraw_at=until)
    client.post(change(article), opened)
    assert fresh(article).withdraw_at == until
    touched = opened | {"withdraw_at_0": "01.01.2030", "withdraw_at_1": "09:00:00"}
    response = client.post(change(article), touched)
    assert "басқа біреу де өзгертті" in response.content.decode()
    assert fresh(article).withdraw_at == until
    shown = response.context["adminform"].form.shown_now()
    client.post(change(article), touched | {"shown": shown})
    assert fresh(article).withdraw_at.year == 2030


def test_a_merged_tag_survives_a_form_that_was_open_meanwhile(client, editor):
    old, kept = make_tag("Су", "su"), make_tag("Су реформасы", "su-reformasy")
    article = make_article("Тақырып", tags=[old], publish=False)
    opened = form_of(article, lede="Жаңа лид")
    article.taggings.update(tag=kept)
    old.delete()
    assert client.post(change(article), opened).status_code == 302
    assert list(fresh(article).tags.all()) == [kept]
    assert fresh(article).lede == "Жаңа лид"
