"""Backups: the database as it was at an instant, and every file that it names.

A folder of backups holds one folder for each, by its instant, and the files of all of them once,
by their checksums::

    2026-11-29T21-30-00.123Z/manifest.json   what is in it, with checksums
                             database.dump   or database.sqlite3
    files/ab/ab34cd…                         files of the media folder
"""
