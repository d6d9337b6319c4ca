"""What time it is at the office."""

from datetime import datetime

from desktop_app.domain.clocktime import VN


def now() -> datetime:
    """The time of the station's clock in the office's zone, to the second: papers show no more than minutes."""
    return datetime.now(VN).replace(microsecond=0)
