"""Kazakh for programs: alphabets, addresses, dates and words.  Pure Python, no Django.

Import from the modules, for example ``from articles.kazakh.slugs import slug``.
"""
