"""Redis as the cache: shared while it is there, missed by nobody while it is not."""

import logging
import socket

import pytest
from django.core.cache import caches
from django.test import Client
from django.urls import reverse

from articles import redis_cache
from newsroom import environment
from tests.factories import make_article
from tests.support import redis as redis_server
from tests.support.login import SECRET, code, enter, signed_in
from tests.support.second_step import TOTP
from tests.support.staff import make_staff


@pytest.fixture
def server(tmp_path):
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        port = free.getsockname()[1]
    with redis_server.running(port, tmp_path) as running:
        yield running


@pytest.fixture
def use(server, settings, monkeypatch):
    """Makes this Redis the site's cache, as the operator writes it, and gives that."""
    monkeypatch.setattr(redis_cache, "PAUSE", 0)
    kind = redis_cache.RedisOrMemoryCache
    monkeypatch.setattr(kind, "health", type(kind.health)())

    def use():
        settings.CACHES = {"default": environment.cache(server.url)}
        return caches["default"]

    yield use
    use().memory.clear()


def test_what_one_process_stores_another_has(use, server):
    use().set("key", {"city": "Қостанай"}, 60)
    assert use().get("key") == {"city": "Қостанай"}
    assert use().add("key", 1) is False
    assert use().incr("count") if use().add("count", 0) else False
    assert use().get_many(["key", "count"]) == {"key": {"city": "Қостанай"}, "count": 1}
    server.kill()
    server.start()
    assert use().get("key") is None  # it was there and nowhere else


def test_without_redis_this_process_remembers_and_the_log_says_so_once(use, server, caplog):
    cache = use()
    cache.set("key", "in Redis")
    server.kill()
    with caplog.at_level(logging.WARNING):
        assert cache.get("key", "nothing") == "nothing"
        for number in range(1_000):
            cache.set(f"key-{number % 100}", number)
        assert cache.get("key-99") == 999
        assert cache.add("once", 1) is True
        assert cache.add("once", 1) is False
        assert cache.incr("once") == 2
        assert cache.get_many(["once", "joq"]) == {"once": 2}
        cache.delete("once")
        assert cache.has_key("once") is False
    assert caplog.messages == ["Redis does not answer (ConnectionError): caching in memory"]
    server.start()
    with caplog.at_level(logging.WARNING):
        cache.set("key", "in Redis again")
        assert use().get("key") == "in Redis again"
    assert caplog.messages[1:] == ["Redis answers again"]


def test_a_redis_that_hangs_is_waited_for_once(use, monkeypatch):
    monkeypatch.setattr(redis_cache, "PAUSE", 3600)
    with socket.create_server(("127.0.0.1", 0)) as silent:
        port = silent.getsockname()[1]
        cache = type(use())(f"redis://127.0.0.1:{port}/0", {})
        for number in range(100):
            cache.set("key", number)
        assert cache.get("key") == 99
        silent.setblocking(False)
        asked = [silent.accept() for _ in range(2)]  # once, and once more at once
        with pytest.raises(BlockingIOError):
            silent.accept()
    for connection, _address in asked:
        connection.close()


@pytest.mark.django_db
def test_no_reader_and_no_editor_notices_that_redis_is_gone(use, server, client, caplog):
    aigerim = make_staff("Editor", "aigerim")
    TOTP.activate(aigerim, SECRET)
    address = make_article().get_absolute_url()
    use().set("key", 1)
    server.kill()
    assert [client.get(page).status_code for page in ("/", address, "/search/?q=joq")] == [200] * 3
    assert enter(client, "aigerim").status_code == 302
    step = reverse("mfa_authenticate")
    used = code()
    client.post(step, {"code": used})
    assert signed_in(client)
    # A code that was used is no way in for somebody else, with Redis or without.
    thief = Client()
    enter(thief, "aigerim")
    thief.post(step, {"code": used})
    assert not signed_in(thief)
    assert sum("Redis" in message for message in caplog.messages) == 1
