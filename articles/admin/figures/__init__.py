"""Figures for the chief editor: the page and its tables for spreadsheets."""
