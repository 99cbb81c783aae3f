"""Background tasks: what is too slow for a request, or must outlive one.

====================  =========================================================================
``library.py``        Django's tasks, or their backport
``queue.py``          defining a task, putting it into the queue; in a command it is done at once
``progress.py``       how far a long one has come, and where it goes on
``lease.py``          claiming one; taking up what a worker that was killed has left
``runner.py``         doing one, and trying again what did not work
``worker.py``         the process that does them
``periodic.py``       what is done every so often, listed in ``schedule.py``
====================  =========================================================================

All others are tasks. A door, or a receiver, says ``enqueue(send_note, note.pk, person.pk)`` inside
its transaction: the task is there if what asked for it is.
"""

from .progress import position, report
from .queue import LONG, enqueue, immediately, task, title_of

__all__ = ["LONG", "enqueue", "immediately", "position", "report", "task", "title_of"]
