"""Django's SQLite, whose writers wait in a queue: ``ENGINE`` of the settings."""
