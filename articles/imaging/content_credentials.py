"""Content credentials of a picture's file: who signed for it, and what it was made with (C2PA).

A camera or a program signs what it did, and over what; who changes the file afterwards breaks the
signature. They are read by the library of the standard's own authors, where an operator has
installed it, in a process of its own (``content_credentials_child.py``). Nobody on the network is
asked: credentials that are not in the file itself are not looked for, and whether a signer is to be
believed is for the desk to say.

https://spec.c2pa.org/specifications/specifications/2.2/specs/C2PA_Specification.html
https://cv.iptc.org/newscodes/digitalsourcetype/
"""

import json
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime
from importlib.util import find_spec
from pathlib import Path
from typing import Any, BinaryIO, Final, Literal

from . import child

_CHILD: Final = Path(__file__).with_name("content_credentials_child.py")
_MARK: Final = b"c2pa"  # the label of the box they are in, in each kind of file
# What IPTC calls the sources of which an algorithm has learned to make pictures.
_LEARNED: Final = {
    "trainedAlgorithmicMedia": "whole",
    "compositeWithTrainedAlgorithmicMedia": "part",
}

Generated = Literal["", "part", "whole"]


@dataclass(frozen=True)
class ContentCredentials:
    """What a file's credentials say.

    ``is_intact`` where the signature holds and the file is as it was signed; ``signed_at`` only
    where a time stamp is signed too; ``generated`` where a learned algorithm made the picture, or a
    part of it, at any step that is on record.
    """

    is_intact: bool
    signer: str = ""
    generator: str = ""
    signed_at: datetime | None = None
    generated: Generated = ""


def is_installed() -> bool:
    """Whether there is a package to read them with."""
    return find_spec("c2pa") is not None


def read(file: BinaryIO, media_type: str) -> ContentCredentials | None:
    """The credentials of ``file``, None where it has none that can be read; left at its start."""
    file.seek(0)
    data = file.read()
    file.seek(0)
    if _MARK not in data or not is_installed():
        return None
    try:
        return _parsed(json.loads(child.run(_CHILD, [media_type], data)))
    except (*child.FAILURES, KeyError, TypeError, AttributeError):
        return None


def _parsed(store: dict[str, Any]) -> ContentCredentials:
    manifests: dict[str, Any] = store["manifests"]
    active = manifests[store["active_manifest"]]
    signature = active.get("signature_info", {})
    return ContentCredentials(
        is_intact=store["validation_state"] in ("Valid", "Trusted"),
        signer=_line(signature.get("issuer") or signature.get("common_name")),
        generator=_generator(active),
        signed_at=_instant(signature.get("time")),
        generated=_generated(manifests.values()),
    )


def _generator(manifest: dict[str, Any]) -> str:
    """«Adobe Photoshop 26.1», or what an older manifest has: «Adobe_Photoshop/24.0 (…)»."""
    for info in manifest.get("claim_generator_info") or []:
        if name := _line(info.get("name")):
            return _line(f"{name} {info.get('version') or ''}")
    first = _line(manifest.get("claim_generator")).partition(" ")[0]
    return first.replace("_", " ").replace("/", " ")


def _generated(manifests: Any) -> Generated:  # noqa: ANN401
    found = {
        how
        for manifest in manifests
        for source in _sources(manifest)
        if (how := _LEARNED.get(source.rpartition("/")[2]))
    }
    return "whole" if "whole" in found else "part" if found else ""


def _sources(manifest: dict[str, Any]) -> Iterator[str]:
    """What each step on record says that it began with."""
    for assertion in manifest.get("assertions") or []:
        if assertion["label"].startswith("c2pa.actions"):
            for action in assertion["data"]["actions"]:
                yield str(action.get("digitalSourceType") or "")


def _instant(text: Any) -> datetime | None:  # noqa: ANN401
    try:
        at = datetime.fromisoformat(text)
    except (TypeError, ValueError):
        return None
    return at if at.tzinfo else None


def _line(text: Any) -> str:  # noqa: ANN401
    """``text`` on one line, of 200 characters at most, without what shows nothing."""
    signs = (sign if sign.isprintable() else " " for sign in str(text or "")[:1_000])
    return " ".join("".join(signs).split())[:200].strip()
