"""The kinds of contact a new database begins with: name, in person, minutes, weight.

Weights from the literature behind docs/scoring.md: a meeting counts by its length, a call 1, a
text 0.5.
"""

from __future__ import annotations

CALL, TEXT = 1.0, 0.5
FIRST_KINDS: tuple[tuple[str, bool, int, float], ...] = (
    ("coffee", True, 60, 1.0),
    ("lunch", True, 75, 1.0),
    ("dinner", True, 150, 1.0),
    ("drinks", True, 120, 1.0),
    ("walk", True, 60, 1.0),
    ("visit", True, 180, 1.0),
    ("event", True, 120, 1.0),
    ("help", True, 60, 1.0),
    ("gift", True, 15, 1.0),
    ("other", True, 30, 1.0),
    ("call", False, 20, CALL),
    ("video", False, 45, CALL),
    ("text", False, 0, TEXT),
    ("email", False, 0, TEXT),
    ("letter", False, 0, TEXT),
    ("social", False, 0, TEXT),
)
