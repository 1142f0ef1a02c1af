"""Helpers of the conversation readers' tests: short records, damaged files."""

from __future__ import annotations

import random
from dataclasses import replace

from tinynet.exchange.record import InteractionRecord, LeftOut, Refused


def bare(found):
    """Records without their fingerprints, which no one can write down."""
    return [replace(r, fingerprint="") if isinstance(r, InteractionRecord) else r for r in found]


def mutated(data, tokens, count):
    """Yield seeded mutations of a file: cut, doubled, swapped, with tokens inserted."""
    dice = random.Random(7)
    for _ in range(count):
        changed = bytearray(data)
        for _ in range(dice.randint(1, 4)):
            at, to = sorted(dice.choices(range(len(changed) + 1), k=2))
            to = min(to, at + 60)
            match dice.randrange(5):
                case 0:
                    del changed[at:to]
                case 1:
                    changed[at:at] = changed[at:to]
                case 2:
                    changed[at:at] = dice.choice(tokens)
                case 3 if at < len(changed):
                    changed[at] = dice.randrange(256)
                case _:
                    del changed[max(to, len(data) // 4) :]
        yield bytes(changed)


def all_sound(found):
    """Whether a reader yielded only whole records and located refusals."""
    return all(
        (record.reason and ":" in record.where)
        if isinstance(record, Refused)
        else (record.text and record.line >= 1)
        if isinstance(record, LeftOut)
        else record.source_id and record.on and record.line >= 1
        for record in found
    )
