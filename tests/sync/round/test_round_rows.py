"""Random histories of real commands on several machines: in the end all agree, and nothing is lost.

tests/trials/sync.py runs many and long ones.
"""

from __future__ import annotations

from pathlib import Path

import pytest
from machine_histories import History


@pytest.mark.parametrize("seed", range(20))
def test_machines_agree_after_any_history(tmp_path: Path, seed: int) -> None:
    history = History(tmp_path, seed, 2 + seed % 2)
    history.run(12)
    assert history.disagreements() == []
