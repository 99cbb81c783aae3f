"""Django's cache in Redis, which goes on without it."""

import logging
from collections.abc import Callable
from functools import wraps
from threading import Lock
from time import monotonic

from django.core.cache.backends.locmem import LocMemCache
from django.core.cache.backends.redis import RedisCache
from redis.backoff import NoBackoff
from redis.exceptions import RedisError
from redis.retry import Retry

logger = logging.getLogger(__name__)

PAUSE = 5  # seconds for which a Redis that did not answer is not asked again
# A request waits for Redis so many seconds at most, and tries once more: the connection may be that
# to a Redis which has been started anew. The package's own default is to try for half a minute.
_WAITS = {"socket_connect_timeout": 0.5, "socket_timeout": 0.5, "retry": Retry(NoBackoff(), 1)}


class _Health:
    """Whether Redis answers, as this process has seen it last."""

    def __init__(self) -> None:
        self._lock = Lock()
        self._asked_in_vain: float | None = None

    def is_asked(self) -> bool:
        """Whether to ask Redis; of those that come after a pause one alone finds out."""
        if self._asked_in_vain is None:
            return True
        with self._lock:
            if self._asked_in_vain and monotonic() - self._asked_in_vain < PAUSE:
                return False
            self._asked_in_vain = monotonic()
            return True

    def has_failed(self, error: Exception) -> None:
        with self._lock:
            before, self._asked_in_vain = self._asked_in_vain, monotonic()
        if before is None:
            # Of the error only its kind: its text may have the address, and that the password.
            logger.warning("Redis does not answer (%s): caching in memory", type(error).__name__)

    def has_answered(self) -> None:
        if self._asked_in_vain is None:
            return
        with self._lock:
            before, self._asked_in_vain = self._asked_in_vain, None
        if before is not None:
            logger.warning("Redis answers again")


def _or_in_memory(name: str) -> Callable:
    """A method of the cache: that of Redis, or that of the memory of this process."""

    @wraps(getattr(RedisCache, name))
    def method(self: "RedisOrMemoryCache", *args: object, **options: object) -> object:
        if self.health.is_asked():
            try:
                answer = getattr(RedisCache, name)(self, *args, **options)
            except (RedisError, OSError) as error:
                self.health.has_failed(error)
            else:
                self.health.has_answered()
                return answer
        return getattr(self.memory, name)(*args, **options)

    return method


class RedisOrMemoryCache(RedisCache):
    """What Redis has; while it does not answer, what this process remembers.

    So nothing that only asks the cache fails, and what is counted there goes on being counted, by
    process. The log says once that Redis is gone, and once that it is back.
    """

    health = _Health()  # one for all threads, each of which has a cache object of its own

    def __init__(self, server: str | list[str], params: dict) -> None:
        super().__init__(server, params | {"OPTIONS": _WAITS | params.get("OPTIONS", {})})
        self.memory = LocMemCache("instead of Redis", {})

    add = _or_in_memory("add")
    get = _or_in_memory("get")
    set = _or_in_memory("set")
    touch = _or_in_memory("touch")
    delete = _or_in_memory("delete")
    get_many = _or_in_memory("get_many")
    has_key = _or_in_memory("has_key")
    incr = _or_in_memory("incr")
    set_many = _or_in_memory("set_many")
    delete_many = _or_in_memory("delete_many")
    clear = _or_in_memory("clear")
