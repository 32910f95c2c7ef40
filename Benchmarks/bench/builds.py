"""Where the programs that are measured stand."""

import pathlib

BENCHMARKS = pathlib.Path(__file__).resolve().parents[1]
ROOT = BENCHMARKS.parent
POSTERN = ROOT / ".build/release/postern"


def built(name):
    """A program of the benchmark package, in release."""
    return BENCHMARKS / ".build/release" / name
