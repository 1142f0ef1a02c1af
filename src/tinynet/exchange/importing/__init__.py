"""Run an import: match, plan and write the records that a reader yields."""
