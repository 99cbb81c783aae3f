"""A store in memory that is bounded in bytes."""

from collections import OrderedDict
from contextlib import suppress
from sys import getsizeof
from threading import Lock
from typing import Generic, TypeVar

Key = TypeVar("Key")
Value = TypeVar("Value")


class BoundedStore(Generic[Key, Value]):
    """Values by key; those that nobody has asked for for longest make room for others."""

    def __init__(self) -> None:
        self._lock = Lock()
        self._held: OrderedDict[Key, tuple[Value, int]] = OrderedDict()
        self.size = 0  # bytes

    def get(self, key: Key) -> Value | None:
        """Without the lock: each of the two steps is one for all threads."""
        held = self._held.get(key)
        if held is None:
            return None
        with suppress(KeyError):  # it has just gone
            self._held.move_to_end(key)
        return held[0]

    def put(self, key: Key, value: Value, size: int, room: int) -> None:
        """Take in ``value``, of ``size`` bytes; all together have ``room``."""
        with self._lock:
            self._put(key, value, size, room)

    def measure_again(self, key: Key, value: Value, size: int, room: int) -> None:
        """``value`` takes ``size`` bytes by now, if it is still what is held."""
        with self._lock:
            if self._is_held(key, value):
                self._put(key, value, size, room)

    def forget(self, key: Key, value: Value) -> None:
        """Unless another is held by now."""
        with self._lock:
            if self._is_held(key, value):
                self._drop(key)

    def clear(self) -> None:
        """Hold nothing."""
        with self._lock:
            self._held.clear()
            self.size = 0

    def _is_held(self, key: Key, value: Value) -> bool:
        held = self._held.get(key)
        return held is not None and held[0] is value

    def _put(self, key: Key, value: Value, size: int, room: int) -> None:
        self._drop(key)
        self._held[key] = value, size
        self.size += size
        while self.size > room:
            self._drop(next(iter(self._held)))

    def _drop(self, key: Key) -> None:
        if held := self._held.pop(key, None):
            self.size -= held[1]


def size_of(value: object) -> int:
    """Bytes of ``value`` with all that it holds; what is held twice counts twice."""
    own = getsizeof(value)
    if isinstance(value, dict):
        return own + sum(size_of(key) + size_of(one) for key, one in value.items())
    if isinstance(value, list | tuple):
        return own + sum(map(size_of, value))
    return own
