"""Who you know: add, show, correct and put away people, and what is written about them."""
