"""Signals of the newsroom. They go upwards only; ``receivers.py`` joins them.

``article_changed``
    Sent once by every act that changes what an article says or where it stands, inside the
    transaction of that act. Arguments: ``article`` (saved, with tags, byline and picks in place),
    ``by`` (the ``User`` or None for a command), ``at`` (aware datetime of the act).
"""

from django.dispatch import Signal

article_changed = Signal()
