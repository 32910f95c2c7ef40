"""Measures what is asked for (all by default) and writes results.json.

    .venv/bin/python Benchmarks/bench [decision|sigv4|gateway|invoke|coldstart|startup|all]

Ends with 0 whether or not targets are met: timing decides nothing about whether the product is right.
"""

import importlib
import sys

from results import Results

PARTS = ["decision", "sigv4", "gateway", "invoke", "coldstart", "startup"]


def main():
    asked = sys.argv[1] if len(sys.argv) > 1 else "all"
    if asked not in [*PARTS, "all"]:
        sys.exit(f"unknown benchmark '{asked}': one of {', '.join(PARTS)}, all")
    results = Results()
    for part in PARTS if asked == "all" else [asked]:
        importlib.import_module(part).run(results)
    results.write()
    if results.missed:
        print(f"{len(results.missed)} of {len(results.rows)} targets missed")


main()
