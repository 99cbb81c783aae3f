"""The process in which content credentials are read: see ``content_credentials.py``.

Takes the file on standard input and its media type as an argument; writes the library's report in
JSON.
"""

import resource
import sys
from io import BytesIO

import c2pa

_MEMORY = 1 << 30  # bytes of addresses
_TIME = 20  # seconds of the processor
# Nothing that a file says makes the newsroom's server call on anybody.
_SETTINGS = {
    "verify": {"remote_manifest_fetch": False, "ocsp_fetch": False, "verify_trust": False},
}


def main(media_type: str) -> None:
    """Read what comes in, within limits."""
    resource.setrlimit(resource.RLIMIT_AS, (_MEMORY, _MEMORY))
    resource.setrlimit(resource.RLIMIT_CPU, (_TIME, _TIME))
    resource.setrlimit(resource.RLIMIT_CORE, (0, 0))
    context = c2pa.Context.from_dict(_SETTINGS)
    with c2pa.Reader(media_type, BytesIO(sys.stdin.buffer.read()), context=context) as reader:
        sys.stdout.write(reader.json())


if __name__ == "__main__":
    main(sys.argv[1])
