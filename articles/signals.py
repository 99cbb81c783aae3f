"""Signals of the newsroom. They go upwards only; ``receivers.py`` joins them.

``article_changed``
    Sent once by every act that changes what an article says or where it stands, inside the
    transaction of that act. Arguments: ``article`` (saved, with tags, byline and picks in place),
    ``by`` (the ``User`` or None for a command), ``at`` (aware datetime of the act).

``article_announced``
    Sent once for each publication, when readers begin to see the article: in the transaction of the
    act that shows it, behind its ``article_changed``, or in that of ``publish_due``. Arguments:
    ``article``, ``at``, ``scheduled`` (bool: it is ``publish_due`` that announces).

``articles_retagged``
    Sent for a batch of articles whose tags alone have changed, in the place of ``article_changed``
    for each, in the transaction of that. Arguments: ``articles`` (a list, saved), ``at``.

``articles_updated``
    Sent by ``ArticleQuerySet.update()`` where it changed what the search index holds, in its
    transaction. Arguments: ``keys`` of the articles.

``name_changed``
    Sent when a tag, an author or a section has got another name, in the transaction of that.
    Arguments: ``thing`` (saved).

``tags_merged``
    Sent when the last article has moved to the tag that stays, in the transaction of that.
    Arguments: ``tag`` (the one that stays), ``at``.

``note_written``
    Sent when a colleague has left a note on an article, inside the transaction. Arguments: ``note``
    (saved), ``people`` (the members of staff whom it names).
"""

from django.dispatch import Signal

article_changed = Signal()
article_announced = Signal()
articles_retagged = Signal()
articles_updated = Signal()
name_changed = Signal()
note_written = Signal()
tags_merged = Signal()
