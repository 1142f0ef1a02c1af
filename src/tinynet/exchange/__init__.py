"""Imports and exports: files, address books, mail programs and calendars."""
