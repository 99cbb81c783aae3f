"""What a provider says of an embed, asked at its oEmbed address (https://oembed.com).

The address is one of the table in :mod:`articles.text.embeds`, and nobody is followed anywhere
else. What comes is a stranger's: so much of it is read, for so long, and a title is plain text.
"""

import json
from concurrent.futures import Future
from contextlib import suppress
from http import HTTPStatus
from http.client import HTTPException, HTTPSConnection
from socket import SHUT_RDWR, socket
from threading import Thread
from typing import Final
from unicodedata import category
from urllib.parse import urlsplit

from articles.kazakh.normalization import normal_form

from .text import embeds

SECONDS: Final = 5.0  # for all of it, from the name of the host to the last byte
MOST_BYTES: Final = 64 * 1024
LONGEST_TITLE: Final = 300  # characters, as many as an editor may type

_HEADERS: Final = {"Accept": "application/json", "User-Agent": "Newsroom"}
# What is not there, is for few, or is not to stand elsewhere: 403 and 401 of YouTube.
_FINAL: Final = {
    HTTPStatus.BAD_REQUEST,
    HTTPStatus.UNAUTHORIZED,
    HTTPStatus.FORBIDDEN,
    HTTPStatus.NOT_FOUND,
    HTTPStatus.GONE,
}
_JOINERS: Final = "\u200c\u200d"  # of emoji and of some scripts; other signs without a shape go


class NoAnswer(Exception):
    """Nothing came that could be used; another time it may."""


class Refused(Exception):
    """The provider has answered, and tells no title."""


def fetch_title(page: str) -> str:
    """The title of what stands at ``page``, which :func:`articles.text.embeds.recognise` has made.

    Takes :data:`SECONDS` at most. Raises :class:`NoAnswer` and :class:`Refused`.
    """
    found = embeds.recognise(page)
    if found is None or not found.page:
        raise Refused("no provider that tells titles")
    status, body = _get(found.oembed)
    if status in _FINAL:
        raise Refused(f"status {status}")
    if status != HTTPStatus.OK:  # a redirect, too
        raise NoAnswer(f"status {status}")
    if len(body) > MOST_BYTES:
        raise NoAnswer(f"more than {MOST_BYTES} bytes")
    return _title_in(body)


def _title_in(body: bytes) -> str:
    try:
        answer = json.loads(body)
    except (ValueError, RecursionError):
        raise NoAnswer("not JSON") from None
    title = answer.get("title") if isinstance(answer, dict) else None
    if not isinstance(title, str) or not (plain := _plain(title)):
        raise Refused("no title")
    return plain


def _plain(text: str) -> str:
    """On one line, without signs that would change how what stands around it is shown."""
    signs = []
    for sign in normal_form("NFC", text):
        kind = category(sign)
        if kind in ("Cc", "Zl", "Zp"):
            signs.append(" ")
        elif sign in _JOINERS or kind not in ("Cf", "Cs"):
            signs.append(sign)
    return " ".join("".join(signs).split()).strip(_JOINERS)[:LONGEST_TITLE].rstrip()


class _Request(Thread):
    """One request in a thread of its own: whoever waits for it can cease to at any time.

    The timeout of a socket is for each of its steps, of which names with many addresses, and
    answers that come byte by byte, have many.
    """

    def __init__(self, url: str) -> None:
        super().__init__(daemon=True)
        self.answer: Future[tuple[int, bytes]] = Future()
        self._url = urlsplit(url)
        self._connection = HTTPSConnection(self._url.netloc, timeout=SECONDS)
        self._socket: socket | None = None

    def run(self) -> None:
        try:
            self.answer.set_result(self._ask())
        except Exception as error:  # noqa: BLE001 - for who waits
            self.answer.set_exception(error)
        finally:
            self._connection.close()

    def _ask(self) -> tuple[int, bytes]:
        self._connection.connect()
        self._socket = self._connection.sock
        self._connection.request("GET", f"{self._url.path}?{self._url.query}", headers=_HEADERS)
        response = self._connection.getresponse()
        return response.status, response.read(MOST_BYTES + 1)

    def hang_up(self) -> None:
        """Let the thread end, wherever it is."""
        if self._socket is not None:
            with suppress(OSError):
                self._socket.shutdown(SHUT_RDWR)


def _get(url: str) -> tuple[int, bytes]:
    """Status and first bytes of what is answered at ``url``."""
    request = _Request(url)
    request.start()
    try:
        return request.answer.result(SECONDS)
    except TimeoutError:
        raise NoAnswer(f"nothing in {SECONDS:g} seconds") from None
    except (OSError, HTTPException, ValueError) as error:
        raise NoAnswer(f"{type(error).__name__}: {error}") from None
    finally:
        request.hang_up()
