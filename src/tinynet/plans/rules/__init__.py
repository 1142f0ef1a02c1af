"""How old a plan is, and how help is told without a ledger."""
