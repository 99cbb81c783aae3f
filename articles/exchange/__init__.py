"""Articles in and out: formats, importing, exporting."""
