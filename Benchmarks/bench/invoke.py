"""Warm synchronous invocations through the gate, against AWS's Runtime Interface Emulator, which checks nothing.

Both run the same handler on the same interpreter with the same awslambdaric: with Postern as a runtime of one's own. Postern's
own Python client is measured beside it. An emulator ends with a fault when two callers come at once, so each caller has one of
its own.
"""

import concurrent.futures
import contextlib
import pathlib
import tempfile

import load
import processes
import rie
from results import median

ROUNDS, SECONDS = 5, 3
CALLERS = [1, 8]
BOOTSTRAP = "#!/bin/sh\nexport PYTHONPATH=/var/task\nexec /usr/bin/python3 -m awslambdaric app.handler\n"
BODY = '{"key": "value"}'


def run(results):
    missing = processes.require("wrk")
    if missing or rie.binary() is None:
        return results.skip("invoke", missing or "the emulator could not be downloaded")
    files = rie.client_files() | {"app.py": rie.HANDLER}
    with tempfile.TemporaryDirectory() as name, processes.postern() as gate:
        folder = pathlib.Path(name)
        for path, content in files.items():
            target = folder / path
            target.parent.mkdir(parents=True, exist_ok=True)
            target.write_bytes(content if isinstance(content, bytes) else content.encode())
        settings = {"MemorySize": 1769, "Timeout": 30}
        gate.new_function(
            "same-client", files | {"bootstrap": BOOTSTRAP}, Runtime="provided.al2023", Handler="app.handler", **settings
        )
        gate.new_function("own-client", rie.HANDLER, Runtime="python3.11", **settings)
        keys = gate.new_user("caller", "service-role/AWSLambdaRole")
        for callers in CALLERS:
            with contextlib.ExitStack() as stack:
                urls = [stack.enter_context(rie.emulator(folder)) for _ in range(callers)]
                compare(results, gate, keys, urls)


def compare(results, gate, keys, urls):
    callers = len(urls)
    found = {"same-client": [], "own-client": [], "emulator": []}
    for _ in range(ROUNDS):
        found["emulator"].append(emulators_requests_per_second(urls))
        for name in ("same-client", "own-client"):
            address = f"{gate.endpoint}/2015-03-31/functions/{name}/invocations"
            headers = load.signed_request(address, keys, "lambda", BODY, {"Content-Type": "application/json"})
            found[name].append(load.requests_per_second(address, BODY, headers, callers, SECONDS))
    emulator = median(found["emulator"])
    for name, title in (("same-client", "the same awslambdaric"), ("own-client", "Postern's Python client")):
        own = median(found[name])
        results.add(
            f"warm invocation, {callers} {'caller' if callers == 1 else 'callers'}, {title}", own, "requests/s",
            peer="RIE", peer_value=emulator, ratio=own / emulator, target="≥ 2×", met=own / emulator >= 2,
        )


def emulators_requests_per_second(urls):
    """One caller on each emulator, all at once."""
    with concurrent.futures.ThreadPoolExecutor(len(urls)) as pool:
        return sum(pool.map(lambda url: load.requests_per_second(url, BODY, {}, 1, SECONDS), urls))
