"""The editors' screens. ``apps.py`` imports them once the admin site stands."""
