"""Articles with one thing wrong, and the publish check that is to find it."""

from datetime import timedelta

from django.utils import timezone

from articles.models import Article
from articles.models.workflow.transitions import Status
from tests.factories import make_article, make_author, make_photo

LONG = "Ұзақ " * 30
# Zero width spaces and joiners, a byte order mark, a soft hyphen, marks of direction, fillers.
INVISIBLE = "\u200b\u200c\u200d\u2060\ufeff\u00ad\u200e\u202e\u2066\u3164\uffa0\u115f\u2800"


def body(inside):
    return f"<p>Ауылда жаңа {inside} ашылды.</p>"


def link(address):
    return {"body": body(f'<a href="{address}">мектеп</a>')}


def figure(key):
    return {"body": f'<p>Мәтін.</p><figure data-photo="{key}"></figure>'}


def bare_photo():
    """A photo that waits for its file and says neither whose it is nor what it shows."""
    return make_photo(credit=" ", alt=" ")


def draft_path():
    return f"/sayasat/{make_article(publish=False).pk}-zhoba/"


def later_path():
    later = make_article(publish=False, slug="x", published_at=timezone.now() + timedelta(days=9))
    Article.objects.filter(pk=later.pk).update(status=Status.PUBLISHED)
    return later.path


def past():
    return timezone.now() - timedelta(hours=1)


# Name -> the check that stops it, and what to make wrong in an article that is right.
DEFECTS = {
    "a headline of signs that nobody sees": ("headline", lambda: {"headline": INVISIBLE}),
    "a headline of dots": ("headline", lambda: {"headline": "…"}),
    "no text": ("body", lambda: {"body": ""}),
    "a text of empty paragraphs": ("body", lambda: {"body": f"<p>{INVISIBLE}</p><p>—</p>"}),
    "no section": ("section", lambda: {"section": None}),
    "no byline": ("byline", lambda: {"authors": []}),
    "an agency of signs that nobody sees": ("byline", lambda: {"agency": INVISIBLE}),
    "an author without a name": ("byline", lambda: {"authors": [make_author("\u2060.", "nukte")]}),
    "a long headline": ("headline_length", lambda: {"headline": LONG.strip()}),
    "a headline one sign too long": ("headline_length", lambda: {"headline": "ә" * 91}),
    "a long headline of one word": ("headline_length", lambda: {"headline": "сөз" * 40}),
    "a long headline for search": ("seo_headline_length", lambda: {"seo_headline": LONG[:110]}),
    "a headline for search one too long": (
        "seo_headline_length",
        lambda: {"seo_headline": "қ" * 61},
    ),
    "no lede": ("lede", lambda: {"lede": ""}),
    "a lede of spaces": ("lede", lambda: {"lede": "   "}),
    "a lede of line breaks": ("lede", lambda: {"lede": "\n\n"}),
    "no tag": ("tags", lambda: {"tags": []}),
    "no photo": ("photo", lambda: {"photo": None}),
    "a photo that waits for its file": ("photo", lambda: {"photo": make_photo(alt="Мектеп")}),
    "a photo without credit": ("photo_credit", lambda: {"photo": make_photo(credit="", alt="М")}),
    "a credit of spaces": ("photo_credit", lambda: {"photo": make_photo(credit="  ", alt="М")}),
    "a credit of a dot": ("photo_credit", lambda: {"photo": make_photo(credit=".", alt="М")}),
    "an alternative text of a dot": ("photo_alt", lambda: {"photo": make_photo(alt=".")}),
    "a photo without alternative text": ("photo_alt", lambda: {"photo": make_photo(alt="")}),
    "an alternative text of spaces": ("photo_alt", lambda: {"photo": make_photo(alt="  ")}),
    "a photo in the body without it": ("body_photos", lambda: figure(make_photo(alt="").pk)),
    "one of spaces in the body": ("body_photos", lambda: figure(bare_photo().pk)),
    "a photo in the body that is gone": ("body_photos", lambda: figure(987_654)),
    "a link to no article": ("links", lambda: link("/sayasat/987654-joq/")),
    "a link to a draft": ("links", lambda: link(draft_path())),
    "a link to what comes out later": ("links", lambda: link(later_path())),
    "a link with the host to no article": (
        "links",
        lambda: link("http://testserver/sayasat/987654-joq/"),
    ),
    "a link to no section": ("links", lambda: link("/joq-bolim/")),
    "a link to no topic": ("links", lambda: link("/tag/joq-teg/")),
    "a link to no author": ("links", lambda: link("/author/joq-avtor/")),
    "a link in the Russian edition to no article": ("links", lambda: link("/ru/sayasat/987654-j/")),
    "a time under the embargo": (
        "embargo",
        lambda: {"published_at": past(), "embargo_until": past() + timedelta(minutes=1)},
    ),
    "a later time under the embargo": (
        "embargo",
        lambda: {
            "published_at": timezone.now() + timedelta(days=1),
            "embargo_until": timezone.now() + timedelta(days=2),
        },
    ),
}
