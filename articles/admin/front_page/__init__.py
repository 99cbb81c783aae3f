"""The screen on which editors put stories on front pages and on top of sections."""
