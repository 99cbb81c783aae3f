"""Where files lie in the storage: in folders by hash, so that none has more than some hundreds.

``photos/3f/9a/tau-3f9a…jpg``, ``renditions/3f/9a/12/3f9a…-w320.webp``. Files of before lie in
``photos/2026/03/`` and ``renditions/12/`` until ``move_files`` has been run, and their addresses
go on to lead to them.
"""

import hashlib
import re

# The digest in a name of ours; what the storage puts behind a name that was taken is no part of it.
_DIGEST = re.compile(r"-([0-9a-f]{12})(?:_[A-Za-z0-9]+)?\.[a-z0-9]+$")
_FOLDERS = r"[0-9a-f]{2}/[0-9a-f]{2}"
_IN_PLACE = re.compile(rf"(?:photos|files)/{_FOLDERS}/[^/]+")
_RENDITION = re.compile(rf"renditions/(?:({_FOLDERS})/)?([0-9]{{1,18}})/([^/]+)")
_BEGINS = re.compile(r"[0-9a-f]{12}")


def hashed(top: str, name: str) -> str:
    """Where under ``top`` the file goes that is called ``name``: by the digest in its name."""
    match = _DIGEST.search(name)
    digest = match[1] if match else hashlib.sha256(name.encode()).hexdigest()
    return f"{top}/{_by(digest)}/{name}"


def rendition_base(pk: int, digest: str) -> str:
    """What the names of the renditions of a photo begin with; ``digest`` is hexadecimal."""
    return f"renditions/{_by(digest)}/{pk}/{digest}"


def rendition_key(name: str) -> int | None:
    """The key of the photo that the file ``name`` is a rendition of; None for another file."""
    match = _RENDITION.fullmatch(name)
    return int(match[2]) if match else None


def current_name(name: str) -> str:
    """The name that a file should have that is called ``name``; mostly the same."""
    top, _, rest = name.partition("/")
    if match := _RENDITION.fullmatch(name):
        if match[1] or not _BEGINS.match(match[3]):
            return name
        return f"renditions/{_by(match[3])}/{match[2]}/{match[3]}"
    if top not in ("photos", "files") or not rest or _IN_PLACE.fullmatch(name):
        return name
    return hashed(top, rest.rpartition("/")[2])


def _by(digest: str) -> str:
    return f"{digest[:2]}/{digest[2:4]}"
