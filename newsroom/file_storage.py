"""Where uploaded files are kept: on a disk, or in a bucket by ``MEDIA_STORAGE``."""

import re
from urllib.parse import parse_qsl, unquote, urlsplit

_BUCKET = re.compile(r"[a-z0-9][a-z0-9.-]{1,61}[a-z0-9]")
_ASKED = {"endpoint": "endpoint_url", "region": "region_name"}
_SECONDS, _ATTEMPTS = 10, 3  # for which a request waits for the store, and how often it asks
URL = "s3://key:secret@bucket/folder?endpoint=https://s3.example&region=kz-1"
DISK = {"BACKEND": "articles.media_files.disk.DiskStorage"}


def bucket(text: str) -> dict:
    """Django's settings of a bucket: ``s3://key:secret@bucket/folder?endpoint=…&region=…``.

    Raises ``ValueError``, or ``ImportError`` without boto3.
    """
    from botocore.config import Config  # noqa: PLC0415 (half a second that a disk costs nobody)

    parts = urlsplit(text)
    asked = dict(parse_qsl(parts.query, strict_parsing=True)) if parts.query else {}
    if parts.scheme != "s3" or not _BUCKET.fullmatch(parts.hostname or "") or asked.keys() - _ASKED:
        raise ValueError(text)
    if "endpoint" in asked and not urlsplit(asked["endpoint"]).hostname:
        raise ValueError(text)
    options = {_ASKED[name]: value for name, value in asked.items()}
    if parts.username:
        options |= {"access_key": unquote(parts.username)}
        options |= {"secret_key": unquote(parts.password or "")}
    style = "path" if "endpoint" in asked else "auto"
    config = Config(
        connect_timeout=_SECONDS,
        read_timeout=_SECONDS,
        retries={"total_max_attempts": _ATTEMPTS},
        s3={"addressing_style": style},
        signature_version="s3v4",
    )
    fixed = {"file_overwrite": False, "default_acl": None, "client_config": config}
    fixed |= {"bucket_name": parts.hostname, "location": parts.path.strip("/")}
    return {"BACKEND": "articles.media_files.s3.S3Files", "OPTIONS": fixed | options}
