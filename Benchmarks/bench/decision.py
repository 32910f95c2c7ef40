"""One decision: Postern, Cedar (its own time metric) and moto, on the same policies and requests, in turn."""

import json
import pathlib
import subprocess
import tempfile
import time

import policysets
from builds import ROOT, built
from cedar import Cedar
from results import median

SIZES = [10, 100, 1_000, 10_000]
ROUNDS = 5
# Nanoseconds, by number of statements.
TARGETS = {10: 200, 100: 200, 1_000: 200, 10_000: 250}
CEDAR_TARGETS = {10: 80, 100: 500, 1_000: 5_000}


def run(results):
    scenes = [scene(name, size) for name in policysets.SETS for size in SIZES]
    with tempfile.TemporaryDirectory() as folder:
        file = pathlib.Path(folder) / "scenes.json"
        file.write_text(json.dumps([{key: value for key, value in s.items() if key != "statements"} for s in scenes]))
        engine = Engine(file)
        for found in scenes:
            measure(results, engine, found)
        measure_hostile(results, engine)
        measure_compilation(results, engine)
        measure_managed(results, engine)
        engine.close()


def scene(name, size):
    statements = policysets.SETS[name](size)
    requests = policysets.requests(name, statements)
    return {
        "name": name,
        "size": size,
        "statements": statements,
        "documents": [json.dumps(document) for document in policysets.documents(statements)],
        "requests": requests,
        "expected": [policysets.expected(statements, request) for request in requests],
    }


class Engine:
    """The benchmark program of IAMPolicy; it ends with an error if one of its decisions is not the expected one."""

    def __init__(self, file):
        self.process = subprocess.Popen(
            [built("DecisionBench"), file], stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True
        )

    def ask(self, line):
        self.process.stdin.write(line + "\n")
        self.process.stdin.flush()
        answer = self.process.stdout.readline()
        if not answer:
            raise SystemExit(f"DecisionBench ended with {self.process.wait()}")
        return json.loads(answer)

    def close(self):
        self.process.stdin.close()
        self.process.wait()


def measure(results, engine, found):
    name, size = found["name"], found["size"]
    peer = peer_of(found)
    if peer is not None:
        assert peer.decisions() == found["expected"], f"{peer.name} decides {name} {size} otherwise"
    own, raw, allocations, others = [], [], [], []
    for _ in range(ROUNDS):
        answer = engine.ask(f"decide {name} {size}")
        own.append(answer["prepared"])
        raw.append(answer["raw"])
        allocations.append(answer["allocations"])
        if peer is not None:
            others.append(peer.nanoseconds())
    report(results, name, size, median(own), median(others) if others else None, peer and peer.name)
    if name == "realistic":
        results.add(
            f"decision, realistic, {size} statements, allocations", median(allocations), "per decision",
            target="0", met=median(allocations) == 0,
        )
        results.add(
            f"decision, realistic, {size} statements, from raw strings", median(raw), "ns",
            target="≤ 600 ns", met=median(raw) <= 600,
        )


def report(results, name, size, own, other, peer):
    title = f"decision, {name}, {size} statements"
    limit = TARGETS[size] if name == "realistic" else None
    results.add(title, own, "ns", target=limit and f"≤ {limit} ns", met=None if limit is None else own <= limit)
    if other is None:
        return
    wanted = CEDAR_TARGETS.get(size) if name == "realistic" else None
    results.add(
        f"{title}, against {peer}", own, "ns", peer=peer, peer_value=other, ratio=other / own,
        target=wanted and f"≥ {wanted}×", met=None if wanted is None else other / own >= wanted,
    )


def peer_of(found):
    """Cedar for sets with conditions; moto for those without: it takes an unmet condition for a denial."""
    if found["size"] > 1_000:
        return None
    if found["name"] == "plain":
        return Moto(found)
    peer = Cedar(found["statements"], found["requests"])
    peer.name = "cedarpy"
    return peer


class Moto:
    """moto's evaluator as its server calls it, one IAMPolicy per document, parsed beforehand."""

    name = "moto"

    def __init__(self, found):
        from moto.iam.access_control import IAMPolicy

        self.policies = [IAMPolicy({"policy_document": text}) for text in found["documents"]]
        self.requests = [(request["action"], request["resource"]) for request in found["requests"]]

    def decisions(self):
        return [self.decide(*request) for request in self.requests]

    def decide(self, action, resource):
        from moto.iam.access_control import PermissionResult

        permitted = False
        for policy in self.policies:
            result = policy.is_action_permitted(action, resource)
            if result == PermissionResult.DENIED:
                return False
            permitted = permitted or result == PermissionResult.PERMITTED
        return permitted

    def nanoseconds(self):
        times = []
        for request in self.requests:
            start = time.thread_time_ns()
            self.decide(*request)
            times.append(time.thread_time_ns() - start)
        return median(times)


def measure_hostile(results, engine):
    found = median([engine.ask("hostile")["perBytePair"] for _ in range(ROUNDS)])
    results.add(
        "decision, hostile wildcards", found, "ns per byte of pattern × byte of text",
        target="≤ 2 ns", met=found <= 2,
    )


def measure_compilation(results, engine):
    found = median([engine.ask("compile realistic 1000")["milliseconds"] for _ in range(ROUNDS)])
    results.add(
        "compile 1,000 statements and decide once", found, "ms", target="≤ 20 ms", met=found <= 20
    )


def measure_managed(results, engine):
    """AWS's managed policies as they are shipped, each parsed, compiled and decided with once."""
    found = engine.ask(f"managed {ROOT / 'policies/aws-managed'}")
    results.add("managed policy on first use, median", found["median"], "ms")
    results.add(
        "managed policy on first use, the most expensive", found["maximum"], "ms",
        target="≤ 2 ms", met=found["maximum"] <= 2,
    )
    results.add("memory of a compiled managed policy, mean", found["kept"], "bytes")
    results.add("text of a managed policy, mean", found["text"], "bytes")
