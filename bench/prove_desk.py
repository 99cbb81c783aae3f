"""Proofs of the desk that take too long for the suite; each ends in a line of figures, or fails.

    DATABASE_URL=… bench/prove_desk.py editing [--count 500]   # rounds of 2 to 5 editors
    DATABASE_URL=… bench/prove_desk.py writers [--count 200]   # saves of each of 8 processes
    DATABASE_URL=… bench/prove_desk.py kills [--count 100]     # kill -9 in the middle of an act
    DATABASE_URL=… bench/prove_desk.py due [--count 1000]      # publish_due twice at once

The database must be a scratch one: it is migrated and filled. All goes through the admin's pages
and the command.
"""

import argparse
import os
import random
import signal
import sys
import time
import traceback
from collections import Counter
from datetime import timedelta
from pathlib import Path

import django

sys.path.insert(0, str(Path(__file__).resolve().parent.parent))
os.environ["DJANGO_SETTINGS_MODULE"] = "tests.settings"
django.setup()

from desk_actions import DESK_ACTIONS  # noqa: E402
from django.core.management import call_command  # noqa: E402
from django.db import connection, connections  # noqa: E402
from django.test.utils import setup_test_environment  # noqa: E402
from django.utils import timezone  # noqa: E402

from articles.models import Announcement, Article, AuditEntry, Kind, User  # noqa: E402
from articles.models.audit import first_broken  # noqa: E402
from articles.search import matching  # noqa: E402
from articles.signals import article_announced  # noqa: E402
from tests.factories import make_article, make_section  # noqa: E402
from tests.support.co_editing import ACTIONS, CoEditor, Round  # noqa: E402
from tests.support.staff import make_staff  # noqa: E402

WRITERS = 8
_random = random.Random(20261124)


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("proof", choices=PROOFS)
    parser.add_argument("--count", type=int)
    options = parser.parse_args()
    setup_test_environment()  # so that the pages give their forms
    call_command("migrate", verbosity=0)
    proof, count = PROOFS[options.proof]
    print(proof(options.count or count))


def staff(number: int) -> User:
    name = f"editor-{number}"
    return User.objects.filter(username=name).first() or make_staff("Editor", username=name)


def editing(rounds: int) -> str:
    """Play ``rounds`` rounds of random steps; every word typed must be found."""
    typed = steps = 0
    for number in range(rounds):
        if number and number % 100 == 0:
            print(f"{number} rounds, {typed} words", file=sys.stderr, flush=True)
        users = [staff(n) for n in range(_random.randint(2, 5))]
        body = "".join(f"<p>{n}-абзац.</p>" for n in range(6))
        article = make_article(body=body, publish=_random.random() < 0.5)
        game = Round(article, users)
        actions = [
            (_random.randrange(5), _random.choice(ACTIONS), _random.randrange(10))
            for _ in range(_random.randint(6, 30))
        ]
        lost = game.play(actions)
        assert not lost, (lost, actions)
        typed, steps = typed + len(game.typed), steps + len(actions)
    return f"editing: {rounds} rounds, {steps} steps, {typed} words typed, 0 lost; {verified()}"


def writers(saves: int) -> str:
    """Let processes save one article, each a paragraph of its own; all they wrote must be there."""
    users = [staff(n) for n in range(WRITERS)]
    body = "".join(f"<p>{user.username}:</p>" for user in users)
    article = make_article("Бәрі жазатын мақала", body=body, publish=False)
    started = time.monotonic()
    connections.close_all()
    children = [fork(lambda n=n: write(article, users[n], n, saves)) for n in range(WRITERS)]
    failed = sum(os.waitstatus_to_exitcode(os.waitpid(pid, 0)[1]) != 0 for pid in children)
    assert not failed, f"{failed} writers failed"
    article.refresh_from_db()
    wanted = {f"{n}ж{save}" for n in range(WRITERS) for save in range(saves)}
    lost = wanted - set(article.body.replace("<", " ").split())
    assert not lost, sorted(lost)[:10]
    assert article.revisions.count() == WRITERS * saves + 1
    spent = (time.monotonic() - started) / (WRITERS * saves)
    said = f"writers: {WRITERS} x {saves}, 0 locked, 0 lost, {spent * 1000:.0f} ms a save"
    return f"{said}; {verified()}"


def write(article: Article, user: User, number: int, saves: int) -> None:
    """What one process does: open the form, add a word, save; again and again."""
    editor = CoEditor(Round(article, []), user)
    for save in range(saves):
        editor.open()
        blocks = editor.blocks
        blocks[number] = blocks[number].replace("</p>", f" {number}ж{save}</p>")
        editor.data["body"] = "".join(blocks)
        assert editor.save(0), (number, save, editor.clashes)


def kills(count: int) -> str:
    """Kill a process in the middle of an act: half of them at an instant, half at a query.

    Nothing is half done, and the same again ends as if it had not been killed.
    """
    lasts, queries, when = {}, {}, Counter()
    for number, make in enumerate(DESK_ACTIONS, -len(DESK_ACTIONS)):  # what each takes, unharmed
        act, _check = make(staff(0), number)
        started = time.monotonic()
        queries[make] = _count(act)
        lasts[make] = time.monotonic() - started
    for number in range(count):
        make = DESK_ACTIONS[number % len(DESK_ACTIONS)]
        act, check = make(staff(0), number)
        connections.close_all()
        if number // len(DESK_ACTIONS) % 2:
            at = _random.randint(1, queries[make])
            pid, part = fork(lambda act=act, at=at: _die_at(at, act)), at / queries[make]
        else:
            part = _random.random()
            pid = fork(act)
            time.sleep(part * lasts[make])
            os.kill(pid, signal.SIGKILL)
        killed = os.waitstatus_to_exitcode(os.waitpid(pid, 0)[1]) == -signal.SIGKILL
        found = Article.objects.filter(headline__contains=f"№{number}.")
        for article in found:
            whole(article)
        when["over" if not killed else f"{int(min(part, 0.99) * 4) + 1}/4"] += 1
        act()
        whole(found.get())
        check(found.get())
    told = ", ".join(f"{part} {times}" for part, times in sorted(when.items()))
    return f"kills: {count} (quarter of the act: {told}), no half state, 0 unlike; {verified()}"


def _count(act) -> int:
    """Do ``act``, and count its queries."""
    asked = []
    with connection.execute_wrapper(lambda run, *args: asked.append(1) or run(*args)):
        act()
    return len(asked)


def _die_at(query: int, act) -> None:
    """Do ``act`` up to a query, and die before it or behind it."""
    left = [query]

    def run_or_die(run, *args):
        left[0] -= 1
        before = query % 2
        if not left[0] and before:
            os.kill(os.getpid(), signal.SIGKILL)
        answer = run(*args)
        if not left[0] and not before:
            os.kill(os.getpid(), signal.SIGKILL)
        return answer

    with connection.execute_wrapper(run_or_die):
        act()


def due(count: int) -> str:
    """Announce articles by two processes at once; each is announced once."""
    at = timezone.now() - timedelta(hours=1)
    given = {"section": make_section(), "kind": Kind.objects.first(), "agency": "Сынақ"}
    articles = Article.objects.bulk_create(
        Article(
            headline=f"Уақыты келген {n}", slug="x", status="published", published_at=at, **given
        )
        for n in range(count)
    )
    Announcement.objects.bulk_create(Announcement(article=a, published_at=at) for a in articles)
    connections.close_all()
    reader, writer = os.pipe()
    children = [fork(lambda n=n: _listen(n, writer)) for n in range(2)]
    os.close(writer)
    with os.fdopen(reader) as told:
        heard = [line.split() for line in told]
    assert not any(os.waitstatus_to_exitcode(os.waitpid(pid, 0)[1]) for pid in children)
    wanted = sorted(str(article.pk) for article in articles)
    assert sorted(key for _, key in heard) == wanted
    keys = AuditEntry.objects.filter(verb="announce", key__in=[article.pk for article in articles])
    assert sorted(str(key) for key in keys.values_list("key", flat=True)) == wanted
    shares = " and ".join(str(n) for n in Counter(number for number, _ in heard).values())
    return f"due: {count} announced once each, {shares} by the two; {verified()}"


def _listen(number: int, writer: int) -> None:
    """What one of them does, telling ``writer`` what it has announced."""

    def write_down(sender, article, **kwargs):
        os.write(writer, f"{number} {article.pk}\n".encode())

    article_announced.connect(write_down)
    call_command("publish_due", verbosity=0)


def whole(article: Article) -> None:
    """Assert that all that hangs on an article says the same."""
    revisions = list(article.revisions.order_by("number"))
    assert [revision.number for revision in revisions] == list(range(1, len(revisions) + 1))
    assert article.latest_revision == revisions[-1]
    assert article.live_revision.content == article.content()
    recorded = AuditEntry.objects.filter(model="article", key=article.pk, after__has_key="digest")
    digests = [act.after["digest"] for act in recorded.order_by("pk")]
    assert digests == [revision.digest for revision in revisions]
    assert article.pk in matching(article.headline)
    places = [*article.bylines.all(), *article.taggings.all()]
    assert {place.published_at for place in places} == {article.published_at}
    assert bool(article.slug) == (article.status == "published")


def verified() -> str:
    broken, count, _seal = first_broken()
    assert broken is None, broken
    return f"the record holds ({count} acts)"


def fork(work) -> int:
    """Run ``work`` in a process of its own; gives its number."""
    pid = os.fork()
    if pid:
        return pid
    status = 1
    try:
        work()
        status = 0
    finally:
        if status:
            traceback.print_exc()
        os._exit(status)


PROOFS = {
    "editing": (editing, 500),
    "writers": (writers, 200),
    "kills": (kills, 100),
    "due": (due, 1000),
}

if __name__ == "__main__":
    main()
