"""Readers for ``prove_readers.py``, in a process of their own: ``read_pages.py PORT < PAGES``.

A line of standard input has ``{"pages": [address, …], "seconds": N}``; then standard output gets a
line ``{"times": [seconds, …], "errors": N}``.
"""

import json
import sys
import threading
import time
from http.client import HTTPConnection, HTTPException
from itertools import cycle

READERS = 2
PAUSE = 0.02  # seconds between two pages of a reader
TIMEOUT = 60


def read(port: int, pages: list[str], until: float, times: list[float], faults: list) -> None:
    """Ask for one page after the other; every second one is the front page."""
    for page in cycle(address for article in pages for address in ("/", article)):
        if time.monotonic() > until:
            return
        started = time.monotonic()
        http = HTTPConnection("127.0.0.1", port, timeout=TIMEOUT)
        try:
            http.request("GET", page)
            reply = http.getresponse()
            reply.read()
            if reply.status != 200:
                faults.append((page, reply.status))
        except (OSError, HTTPException) as error:
            faults.append((page, str(error)))
        finally:
            http.close()
        times.append(time.monotonic() - started)
        time.sleep(PAUSE)


def main() -> None:
    for line in sys.stdin:
        wanted = json.loads(line)
        until = time.monotonic() + wanted["seconds"]
        times: list[float] = []
        faults: list = []
        given = (int(sys.argv[1]), wanted["pages"], until, times, faults)
        readers = [threading.Thread(target=read, args=given) for _ in range(READERS)]
        for reader in readers:
            reader.start()
        for reader in readers:
            reader.join()
        print(json.dumps({"times": times, "errors": len(faults)}), flush=True)
        for fault in faults[:5]:
            print(fault, file=sys.stderr)


if __name__ == "__main__":
    main()
