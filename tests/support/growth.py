"""Whether work grows with its text or with the square of it: a ratio, which a busy machine keeps.

How long it takes is measured in bench/fuzz_growth.py.
"""

from time import process_time

SHORT, LONG = 2_500, 10_000  # bytes
STEEP = 8  # times as long for four times as much: a square takes sixteen
TRIES = 30


def grows_with_its_text(work, part):
    """Whether ``work`` of ``part`` again and again takes no more than in proportion.

    Each time is the best of those tried, since a machine adds to them and takes nothing away; of
    texts that differ in length, since what is read once may be remembered.
    """
    size = len(part.encode())
    short = long = float("inf")
    for start in range(TRIES):
        short = min(short, _seconds(work, (part * (SHORT // size))[start:]))
        long = min(long, _seconds(work, (part * (LONG // size))[start:]))
        if long < STEEP * short:
            return True
    return False


def _seconds(work, text):
    began = process_time()
    work(text)
    return process_time() - began
