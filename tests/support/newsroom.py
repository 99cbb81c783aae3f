"""A small newsroom with every kind of page, and with articles that nobody may see."""

from dataclasses import dataclass
from datetime import timedelta
from functools import cache

from django.core.files.base import ContentFile
from django.utils import timezone

from articles.demo.pictures import draw
from articles.models import Article, Collection, EmbedTitle, RelatedArticle, SiteIdentity
from tests.factories import (
    make_article,
    make_author,
    make_file,
    make_photo,
    make_section,
    make_tag,
)
from tests.support.files import recording

# Stands in every text that readers must not see, and nowhere else.
SECRET = "Құпиямәтін"
BODY = """<p>Қызылордада жүз орындық кітапхана ашылды. Оған тұрғындар екі жыл бойы кітап жинаған,
ал ғимараты ескі қоймадан қайта салынған.</p>
<h2>Қоймадан оқу залына дейін</h2>
<p>Жобаны жасаған сәулетші <a href="https://example.org/">қабырғаларды сол күйі қалдырған</a>.</p>
<blockquote><p>«Біз кітап сұрадық, ал жұрт сөресімен әкеп берді».</p></blockquote>
<figure data-photo="{photo}"></figure>
<figure data-gallery="{photo},{portrait}" data-title="Кітапхана күндізі мен түні"></figure>
<figure data-embed="https://youtu.be/aB3_d-Fg7hI" data-title="Ашылу" data-still="{photo}"></figure>
<figure data-embed="https://t.me/auyl_kanaly/15"></figure>
<figure data-embed="https://vimeo.com/76979871"></figure>
<figure data-file="{file}"></figure>
<figure data-file="{sound}"></figure>
<figure data-pullquote="Біз кітап сұрадық" data-source="Айгүл Сәрсенова"></figure>
<aside><h3>Анықтама</h3><p>Қойма 1952 жылы салынған.</p></aside>
<table><caption>Кітап қоры</caption><thead><tr><th>Жылы</th><th>Кітабы</th></tr></thead>
<tbody><tr><td>2024</td><td>жеті мың</td></tr>
<tr><td>2026</td><td>он екі мың</td></tr></tbody></table>
<table><tr><td>Ашылады</td><td>09:00</td></tr><tr><td>Жабылады</td><td>21:00</td></tr></table>
<ul><li>он екі мың кітап;</li><li>жүз орын;</li><li>кешкі тоғызға дейін ашық.</li></ul>
{cards}
<p>Келесі айда мұнда балаларға арналған үйірме ашылады.</p>"""


@dataclass
class Newsroom:
    """What `build` made: an article that has everything, and those that readers must not see."""

    article: Article
    russian: Article
    hidden: list[Article]


@cache
def _drawn(scene, seed):
    return draw(scene, seed)


def picture(scene, seed=""):
    """A file as an editor would upload it: large, and with as much in it as in a photograph."""
    return ContentFile(_drawn(scene, seed), f"{scene}.jpg")


def build(now=None):
    """Fill the database."""
    now = now or timezone.now()
    SiteIdentity(
        pk=1, name="Жаңа күн", description="Күн жаңалықтары", imprint="«Жаңа күн» ЖШС, Алматы"
    ).save()
    photo = make_photo(
        file=picture("library"),
        alt="Кітап сөрелерінің арасында отырған оқырмандар",
        caption="Жаңа кітапхананың оқу залы",
        credit="Асқар Жұмабек",
    )
    portrait = make_photo(
        file=picture("portrait", "gulmira"), alt="Айгүл Сәрсенова", credit="Жаңа күн"
    )
    Collection.objects.create(name="Оқу залдары")
    author = make_author(portrait=portrait, position="Тілші", biography="Он жылдан бері жазады.")
    story = make_tag(is_pinned=True, description="Су туралы заңдар қалай өзгереді.")
    make_section("Спорт", "sport", position=1)
    for number in range(22):
        make_article(
            f"Ауылда {number + 1}-мектеп ашылды",
            lede="Жаңа мектепте үш жүз бала оқиды.",
            publish=now - timedelta(hours=9 * number + 1),
            tags=[story],
            photo=photo if number % 3 == 0 else None,
        )
    hidden = _hidden(now, story)
    speech = recording("speech.mp3")
    said = {"title": "Ашылудағы сөз", "credit": "Асқар Жұмабек", "transcript": "Қош келдіңіздер!"}
    files = {
        "file": make_file(title="Кітап қорының тізімі").pk,
        "sound": make_file("speech.mp3", speech, **said).pk,
    }
    shown = Article.objects.live(now).earliest("published_at")
    cards = "".join(f'<figure data-article="{card.pk}"></figure>' for card in [shown, *hidden])
    article = make_article(
        "Қызылордада жүз орындық кітапхана ашылды",
        lede="Тұрғындар екі жыл бойы жинаған кітаптар енді бір шаңырақтың астында.",
        body=BODY.format(photo=photo.pk, portrait=portrait.pk, cards=cards, **files),
        authors=[author, make_author("Ерлан Ұзақбай", "erlan-uzaqbai")],
        tags=[story, make_tag("Кітап", "kitap")],
        photo=photo,
        agency="ҚазАқпарат",
        source_url="https://example.org/kitaphana",
        publish=now - timedelta(minutes=30),
        updated_at=now - timedelta(minutes=5),
    )
    for position, pick in enumerate([*Article.objects.live(now)[3:5], *hidden]):
        RelatedArticle.objects.create(article=article, related=pick, position=position)
    article.notify_changed(by=None, at=now)
    EmbedTitle.objects.get().learn("Reuters", at=now)  # as its provider tells it
    russian = make_article(
        "В Кызылорде открылась библиотека", language="ru", publish=now - timedelta(hours=2)
    )
    return Newsroom(article, russian, hidden)


def _hidden(now, tag):
    """A draft, one for tomorrow, one taken back and one past its time; all about a мектеп."""
    texts = {"lede": f"{SECRET} мектеп", "body": f"<p>{SECRET}</p>", "tags": [tag]}
    draft = make_article(f"{SECRET} жоба", publish=False, **texts)
    tomorrow = make_article(f"{SECRET} ертеңгі", publish=now + timedelta(days=1), **texts)
    withdrawn = make_article(f"{SECRET} қайтарылған", publish=now - timedelta(hours=3), **texts)
    withdrawn.withdraw(by=None, at=now)
    expired = make_article(
        f"{SECRET} өткен",
        publish=now - timedelta(hours=3),
        withdraw_at=now - timedelta(hours=1),
        **texts,
    )
    return [draft, tomorrow, withdrawn, expired]
