"""Identifiers made at the station, without asking anybody."""

import secrets
import time


def uuid7() -> str:
    """A UUIDv7 (RFC 9562) as 32 hexadecimal digits: unique without a server, sorting by the millisecond it was made."""
    millis = time.time_ns() // 1_000_000
    chance = secrets.randbits(74)
    value = millis << 80 | 0x7 << 76 | chance >> 62 << 64 | 0b10 << 62 | chance & (1 << 62) - 1
    return f"{value:032x}"
