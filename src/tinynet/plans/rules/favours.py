"""Describe favours between friends in words, never as a debt."""

from __future__ import annotations

GAVE, GOT = "gave", "got"
WAYS = (GAVE, GOT)
_TIMES = ("", "once", "twice", "three times", "four times", "five times", "six times")


def say_times(count: int) -> str:
    """How often, in words: once, twice, three times, 12 times."""
    return _TIMES[count] if count < len(_TIMES) else f"{count} times"


def balance(gave: int, got: int) -> str:
    """Who helped how often: "you helped twice, they helped three times"; "" if nobody did."""
    sides = (("you", gave), ("they", got))
    return ", ".join(f"{who} helped {say_times(count)}" for who, count in sides if count)
