"""What the random number of somebody looks like, wherever it stands."""

from __future__ import annotations

import re

UID = re.compile(r"[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}")
