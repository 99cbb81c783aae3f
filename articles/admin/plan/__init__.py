"""The plan of the newsroom: its calendar, what moves in it, its feed for other calendars."""
