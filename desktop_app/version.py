"""Which program this is."""

from functools import cache


@cache
def program_version() -> str:
    """The version as it was installed; read from the files of the installation when it is first asked for."""
    from importlib.metadata import version  # noqa: PLC0415 - brings readers of mail along, which no start waits for

    return version("motcua")
