"""The table of results: what was measured, beside its peer and its target."""

import json
import pathlib
import statistics

FILE = pathlib.Path(__file__).resolve().parents[1] / "results.json"


class Results:
    """Results of this run; they replace those of the same names in results.json."""

    def __init__(self):
        self.rows = []

    def add(self, name, value, unit, *, peer=None, peer_value=None, ratio=None, target=None, met=None):
        """`ratio` is how much better than the peer: above 1 is better. `target` says in words what `met` answers."""
        row = {
            "name": name,
            "value": rounded(value),
            "unit": unit,
            "peer": peer,
            "peerValue": rounded(peer_value),
            "ratio": rounded(ratio),
            "target": target,
            "met": met,
        }
        self.rows.append(row)
        print(line(row), flush=True)

    def skip(self, name, reason):
        print(f"{name}: not measured: {reason}", flush=True)

    def write(self):
        kept = json.loads(FILE.read_text()) if FILE.exists() else []
        names = {row["name"] for row in self.rows}
        rows = [row for row in kept if row["name"] not in names] + self.rows
        FILE.write_text(json.dumps(rows, indent=2, ensure_ascii=False) + "\n")

    @property
    def missed(self):
        return [row for row in self.rows if row["met"] is False]


def rounded(value):
    return value if value is None or value == 0 else float(f"{value:.4g}")


def line(row):
    text = f"{row['name']}: {row['value']:g} {row['unit']}"
    if row["peer"]:
        text += f", {row['peer']} {row['peerValue']:g} {row['unit']}"
    if row["ratio"] is not None:
        text += f", ratio {row['ratio']:g}"
    if row["target"]:
        text += f" (target {row['target']}: {'met' if row['met'] else 'MISSED'})"
    return text


def median(values):
    return statistics.median(values)
