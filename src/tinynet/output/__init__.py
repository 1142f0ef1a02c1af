"""How an answer is written: human, plain, JSON, CSV; and the one sanitiser."""
