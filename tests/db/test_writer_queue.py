"""Writers have their turn in the order in which they came, and none waits for ever."""

import threading

import pytest

from articles.db.writer_queue import WriterQueue, WriteTimeout
from tests.support.waiting import wait_until

LONG = 60


def test_the_lock_goes_to_who_has_waited_longest():
    queue, order, threads = WriterQueue(), [], []
    queue.acquire(LONG)

    def write(number, begun):
        begun.set()
        queue.acquire(LONG)
        order.append(number)
        queue.release()

    for number in range(8):
        begun = threading.Event()
        threads.append(threading.Thread(target=write, args=(number, begun)))
        threads[-1].start()
        begun.wait(LONG)
        wait_until(lambda: queue.length == len(threads))
    queue.release()
    for thread in threads:
        thread.join(LONG)
    assert order == list(range(8))


def test_who_has_waited_in_vain_leaves_the_queue():
    queue = WriterQueue()
    queue.acquire(LONG)
    with pytest.raises(WriteTimeout):
        queue.acquire(0.01)
    assert queue.length == 0
    queue.release()
    queue.acquire(0.01)


def test_no_two_have_the_lock_at_once():
    queue, inside, most, threads = WriterQueue(), [], [], []

    def write():
        for _ in range(50):
            queue.acquire(LONG)
            inside.append(1)
            most.append(len(inside))
            inside.pop()
            queue.release()

    threads = [threading.Thread(target=write) for _ in range(8)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join(LONG)
    assert len(most) == 400
    assert max(most) == 1
