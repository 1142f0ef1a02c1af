"""Invented people with interests, for tests of `common`, `match` and `gather`."""

from __future__ import annotations

LINES = (
    "tag anne cheese",
    "tag bob running chess vegan",
    "tag caroline cheese dancing",
    "add Mei --tag chess --tag cheese",
    "add Farah --tag running",
    "note farah nuts --fact allergy",
    "note bob Arsenal --fact team",
    "note caroline arsenal --fact Team",
    "link anne spouse bob",
    "link mei spouse Tom",
    "link farah avoid mei",
    "log walk farah anne --on 2026-02-22 --at 'The Red Lion'",
    "log coffee mei --on 2026-02-23",
    "edit mei --circle close",
)


def settle(network):
    """Set up the network with interests and relations."""
    for line in LINES:
        network.ok(line)
    return network
