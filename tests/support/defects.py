"""Articles with one thing wrong, and the publish check that is to find it."""

from datetime import timedelta

from django.utils import timezone

from articles.models import Article, MediaFile, Photo
from articles.models.workflow.transitions import Status
from tests.factories import make_article, make_author, make_file, make_photo

LONG = "Ұзақ " * 30
# Zero width spaces and joiners, a byte order mark, a soft hyphen, marks of direction, fillers.
INVISIBLE = "\u200b\u200c\u200d\u2060\ufeff\u00ad\u200e\u202e\u2066\u3164\uffa0\u115f\u2800"


def body(inside):
    return f"<p>Ауылда жаңа {inside} ашылды.</p>"


def link(address):
    return {"body": body(f'<a href="{address}">мектеп</a>')}


def figure(key):
    return {"body": f'<p>Мәтін.</p><figure data-photo="{key}"></figure>'}


def drawn(**fields):
    """A photo whose file is said to be there."""
    photo = make_photo(**{"alt": "Мектеп"} | fields)
    Photo.objects.filter(pk=photo.pk).update(file="photos/mektep.jpg", width=1600, height=1000)
    return photo


def block(kind, *keys):
    named = ",".join(map(str, keys))
    return {"body": f'<p>Мәтін.</p><figure data-{kind}="{named}"></figure>'}


def file_path():
    """Of a file that stands in a draft only."""
    file = MediaFile.objects.first() or make_file()
    make_article(publish=False, body=block("file", file.pk)["body"])
    return file.file.url


def draft_path():
    return f"/sayasat/{make_article(publish=False).pk}-zhoba/"


def later_path():
    later = make_article(publish=False, slug="x", published_at=timezone.now() + timedelta(days=9))
    Article.objects.filter(pk=later.pk).update(status=Status.PUBLISHED)
    return later.path


def paid_twice():
    photo = drawn(licence="paid_once")
    make_article(photo=photo, publish=False)
    return {"photo": photo}


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
    "one of spaces in the body": ("body_photos", lambda: figure(drawn(alt=" ").pk)),
    "one of spaces in a gallery": (
        "body_photos",
        lambda: block("gallery", drawn().pk, drawn(alt=" ").pk),
    ),
    "a photo in the body without credit": ("body_credits", lambda: figure(drawn(credit=" ").pk)),
    "one in a gallery without credit": (
        "body_credits",
        lambda: block("gallery", drawn().pk, drawn(credit=".").pk),
    ),
    "a photo in the body that waits": ("body_waiting", lambda: figure(make_photo(alt="М").pk)),
    "a photo in the body that is gone": ("body_missing", lambda: figure(987_654)),
    "one in a gallery that is gone": ("body_missing", lambda: block("gallery", drawn().pk, 98_765)),
    "a file in the body that is gone": ("body_missing", lambda: block("file", 987_654)),
    "a photo whose right has ended": (
        "photo_rights",
        lambda: {"photo": drawn(valid_until=past())},
    ),
    "a photo whose right has not begun": (
        "photo_rights",
        lambda: {"photo": drawn(valid_from=timezone.now() + timedelta(days=9))},
    ),
    "a photo in the body that is not for the site": (
        "photo_rights",
        lambda: figure(drawn(for_web=False).pk),
    ),
    "one in a gallery whose right has ended": (
        "photo_rights",
        lambda: block("gallery", drawn().pk, drawn(valid_until=past()).pk),
    ),
    "a right that ends within a week": (
        "photo_ending",
        lambda: {"photo": drawn(valid_until=timezone.now() + timedelta(days=6))},
    ),
    "a photo without a licence": ("photo_licence", lambda: {"photo": drawn(licence="")}),
    "a photo paid for once that stands elsewhere": ("photo_licence", paid_twice),
    "a card of what is gone": ("cards", lambda: block("article", 987_654)),
    "a card of a draft": (
        "cards",
        lambda: block("article", make_article(publish=False).pk),
    ),
    "a link to the file of a draft": ("links", lambda: link(file_path())),
    "a link to a file that is gone": ("links", lambda: link("/media/files/2026/03/joq.pdf")),
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
