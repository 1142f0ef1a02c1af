"""Normalise telephone numbers to E.164 with the `phonenumbers` package.

Not for the daily path, which goes by `core.details.detail_key`: loading it costs 1.5 x the base.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable

import phonenumbers

ENOUGH = 7  # digits that say something where neither country nor region is known


def likeliest_region(numbers: Iterable[str]) -> str:
    """The region, such as "GB", of most of the numbers that name their country; "" if none does."""
    codes = Counter(
        found.country_code
        for number in numbers
        if number.lstrip().startswith("+") and (found := _parsed(number, "")) is not None
    )
    if not codes:
        return ""
    code = min(codes, key=lambda code: (-codes[code], code))
    region = phonenumbers.region_code_for_country_code(code or 0)
    return "" if region in {"ZZ", "001"} else str(region)


def is_region(region: str) -> bool:
    """Whether numbers of a region can be read: its two capital letters, such as GB."""
    return region in phonenumbers.SUPPORTED_REGIONS


def mark_of(number: str, region: str) -> tuple[str, str] | None:
    """A key that is equal for two spellings of a number.

    Args:
        number: As it was typed or imported.
        region: Whose numbers are dialled without a country code; "" where that is not known.

    Returns:
        ("phone", E.164); ("digits", the last seven) where the country is not known; None where
        there are too few digits to tell anything.
    """
    found = _parsed(number, region)
    if found is not None:
        e164 = phonenumbers.format_number(found, phonenumbers.PhoneNumberFormat.E164)
        return "phone", str(e164)
    digits = "".join(letter for letter in number if letter.isdigit())
    return ("digits", digits[-ENOUGH:]) if len(digits) >= ENOUGH else None


def _parsed(number: str, region: str) -> phonenumbers.PhoneNumber | None:
    try:
        found = phonenumbers.parse(number, region or None)
    except phonenumbers.NumberParseException:
        return None
    return found if phonenumbers.is_possible_number(found) else None
