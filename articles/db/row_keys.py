"""Keys of rows as they come from outside."""

_LARGEST = 2**63 - 1  # that the databases have room for


def row_key(text: str) -> int | None:
    """The key that ``text`` writes in ASCII digits, 1 … 2**63 − 1; None where it writes none."""
    if not isinstance(text, str) or not (text.isascii() and text.isdecimal()):
        return None
    digits = text.lstrip("0")
    key = int(digits) if 0 < len(digits) <= len(str(_LARGEST)) else 0
    return key if 0 < key <= _LARGEST else None


def row_keys(texts) -> list[int]:
    """Those of ``texts`` that write a key, as keys, in their order."""
    return [key for key in map(row_key, texts) if key is not None]
