"""Verification of a signature against the hashing that no verifier can leave out."""

import json
import subprocess

from builds import built


def run(results):
    for size, name in ((1024, "1 KiB"), (0, "no body"), (65_536, "64 KiB"), (6_291_456, "6 MiB")):
        output = subprocess.run([built("SignatureBench"), str(size)], check=True, capture_output=True, text=True).stdout
        found = json.loads(output)
        ratio = found["cached"] / found["floor"]
        target = "≤ 1.75× the floor" if size == 1024 else None
        results.add(
            f"SigV4 verification, {name}, signing key cached", found["cached"], "ns",
            peer="hashing floor", peer_value=found["floor"], ratio=1 / ratio,
            target=target, met=None if target is None else ratio <= 1.75,
        )
        results.add(f"SigV4 verification, {name}, signing key derived", found["derived"], "ns")
