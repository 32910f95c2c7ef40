"""What functions reach of the network.

The tests are in `world_of_its_own.py`: they run in a network namespace of their own, beside a small world that they make
there, so that nothing depends on this machine's network and nothing of it is touched.
"""

import os
import pathlib
import shutil
import subprocess
import sys

import pytest

HERE = pathlib.Path(__file__).parent
NAMESPACES = ["unshare", "--net", "--mount", "--propagation", "private"]


def test_functions_in_a_world_of_its_own():
    missing = [tool for tool in ("unshare", "nsenter", "ip") if shutil.which(tool) is None]
    if missing or os.geteuid() != 0 or subprocess.run([*NAMESPACES, "true"], capture_output=True).returncode != 0:
        pytest.skip(f"needs root, network namespaces and unshare, nsenter and ip; missing: {missing}")
    inner = subprocess.run(
        [*NAMESPACES, sys.executable, "-m", "pytest", "-q", "-x", "-p", "no:cacheprovider", HERE / "world_of_its_own.py"],
        capture_output=True,
        text=True,
        timeout=240,
    )
    print(inner.stdout[-6000:])
    assert inner.returncode == 0, inner.stdout[-6000:] + inner.stderr[-2000:]
