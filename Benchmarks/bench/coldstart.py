"""Cold starts: invocations that find no environment, as the caller sees them and as the REPORT line tells.

Before each, a change of the function's configuration retires its environment. The emulator starts its runtime at the first event.
"""

import base64
import pathlib
import re
import tempfile
import time
import urllib.request

import processes
import rie
from results import median

RUNS, EMULATOR_RUNS = 50, 10


def run(results):
    with processes.postern() as gate:
        gate.new_function("cold", rie.HANDLER, Runtime="python3.11", MemorySize=1769)
        seen, told = zip(*(cold_invocation(gate, number) for number in range(RUNS)))
    init = median(told)
    results.add(
        "cold start, Python, runtime's start to its first /next (Init Duration)", init, "ms",
        target="≤ 30 ms without pools, ≤ 5 ms from one", met=init <= 30,
    )
    peer = emulator_milliseconds()
    own = median(seen)
    results.add(
        "cold start, Python, whole first invocation as the caller sees it", own, "ms",
        peer="RIE with awslambdaric" if peer else None, peer_value=peer, ratio=peer and peer / own,
    )


def cold_invocation(gate, number):
    client = gate.client("lambda")
    client.update_function_configuration(FunctionName="cold", Environment={"Variables": {"RUN": str(number)}})
    client.get_waiter("function_updated_v2").wait(FunctionName="cold", WaiterConfig={"Delay": 0.05})
    client.list_functions()
    start = time.monotonic()
    answer = client.invoke(FunctionName="cold", LogType="Tail")
    answer["Payload"].read()
    seen = (time.monotonic() - start) * 1_000
    tail = base64.b64decode(answer["LogResult"]).decode()
    found = re.search(r"Init Duration: ([\d.]+) ms", tail)
    if found is None:
        raise SystemExit(f"the environment was not new:\n{tail}")
    return seen, float(found.group(1))


def emulator_milliseconds():
    if rie.binary() is None:
        return None
    times = []
    with tempfile.TemporaryDirectory() as name:
        for path, content in (rie.client_files() | {"app.py": rie.HANDLER.encode()}).items():
            target = pathlib.Path(name) / path
            target.parent.mkdir(parents=True, exist_ok=True)
            target.write_bytes(content)
        for _ in range(EMULATOR_RUNS):
            with rie.emulator(name) as url:
                start = time.monotonic()
                urllib.request.urlopen(url, data=b"{}", timeout=30).read()
                times.append((time.monotonic() - start) * 1_000)
    return median(times)
