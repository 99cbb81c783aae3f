"""Another process for what is written in C, C++ or Rust and reads what came from outside.

What goes wrong there is the end of that process alone. It sees nothing but the bytes of the file.
Each such program sets limits of memory and of time for itself.
"""

import subprocess
import sys
from pathlib import Path
from typing import Final

FAILURES: Final = (subprocess.SubprocessError, ValueError)  # ValueError where its answer is read
_LONGEST = 180  # seconds, on a machine that has much else to do; of the processor it gets 20


def run(program: Path, arguments: list[str], data: bytes) -> bytes:
    """What ``program`` writes, given ``data``. Raises ``subprocess.SubprocessError``."""
    command = [sys.executable, "-I", str(program), *arguments]
    child = subprocess.run(  # noqa: S603
        command, input=data, capture_output=True, timeout=_LONGEST, check=True, env={}
    )
    return child.stdout
