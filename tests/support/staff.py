"""Members of staff, and the form of an article as a browser sends it."""

import json
import uuid
from datetime import UTC

from django.conf import settings
from django.contrib.auth.models import Group
from django.test import Client
from django.utils.timezone import localtime

from articles.models import Article, Kind, User

PASSWORD = "ashyq-qupiya-2026"


def make_staff(role, username="", **fields):
    """A user who holds the role of this name."""
    user = User.objects.create_user(
        username or role.lower().replace(" ", "-"), password=PASSWORD, is_staff=True, **fields
    )
    user.groups.add(Group.objects.get(name=role))
    return user


def _shown(article):
    """How the article stood when the form was opened: as it stands in the database."""
    stored = Article.objects.filter(pk=article.pk).first() or article
    names = ("published_at", "withdraw_at", "embargo_until", "due_at")
    instants = {name: getattr(stored, name) for name in names}
    return json.dumps(
        {
            name: at.astimezone(UTC).isoformat(timespec="seconds") if at else ""
            for name, at in instants.items()
        }
        | {"assigned_to": str(stored.assigned_to_id or "")}
    )


def form_of(article: Article | None = None, **changes):
    """What the article's form sends when nothing but ``changes`` was typed; None leaves one out."""
    article = article or Article(kind=Kind.objects.first(), body="<p>Көктемде ашылады.</p>")
    texts = "headline seo_headline lede body agency source_url photo_caption language"
    data = {name: getattr(article, name) for name in texts.split()}
    for name in ("kind", "section", "photo"):
        data[name] = getattr(article, f"{name}_id") or ""
    for name in ("published_at", "withdraw_at", "embargo_until", "due_at"):
        at = getattr(article, name)
        data[f"{name}_0"] = localtime(at).strftime("%d.%m.%Y") if at else ""
        data[f"{name}_1"] = localtime(at).strftime("%H:%M:%S") if at else ""
    data["assigned_to"] = article.assigned_to_id or ""
    data |= {"key": str(uuid.uuid4()), "shown": _shown(article)}
    if article.pk:
        data["base"] = article.latest_revision_id or ""
        data["tags"] = [tagging.tag_id for tagging in article.taggings.all()]
        data["authors"] = [byline.author_id for byline in article.bylines.all()]
        data["related"] = [pick.related_id for pick in article.picks.all()]
    return {name: value for name, value in (data | changes).items() if value is not None}


def cookie_of(user):
    """The header by which a browser says that ``user`` is signed in."""
    client = Client()
    client.force_login(user)
    name = settings.SESSION_COOKIE_NAME
    return f"{name}={client.cookies[name].value}"
