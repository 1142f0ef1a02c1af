"""The one driver of every importer: match, plan and write what a reader yields."""
