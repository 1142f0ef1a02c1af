"""What comes in and goes out: importers, exporters, mail programs and calendars."""
