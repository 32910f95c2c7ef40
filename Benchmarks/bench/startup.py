"""How soon an empty server answers, and how much memory it holds after a thousand requests."""

import http.client
import pathlib
import re
import subprocess
import time

import load
from builds import POSTERN
from postern import Postern, clean_environment, free_port, new_directory, remove_directory
import processes
from results import median

RUNS, REQUESTS = 20, 1_000
BODY = "Action=GetCallerIdentity&Version=2011-06-15"


def run(results):
    found = median([milliseconds_to_first_answer() for _ in range(RUNS)])
    results.add("start-up, empty state, exec to first answer", found, "ms", target="≤ 150 ms", met=found <= 150)
    with processes.postern() as server:
        memory = megabytes_after_requests(server)
    results.add(f"resident memory after {REQUESTS} requests", memory, "MB", target="≤ 60 MB", met=memory <= 60)


def milliseconds_to_first_answer():
    state, port = new_directory(), free_port()
    command = [POSTERN, "serve", "--state", state, "--listen", f"127.0.0.1:{port}"]
    start = time.monotonic()
    process = subprocess.Popen(
        [str(part) for part in command], env=clean_environment(), stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL
    )
    try:
        while not answers(port):
            if process.poll() is not None:
                raise SystemExit(f"postern serve ended with {process.returncode}")
        return (time.monotonic() - start) * 1_000
    finally:
        process.terminate()
        process.wait()
        remove_directory(state)


def answers(port):
    connection = http.client.HTTPConnection("127.0.0.1", port, timeout=10)
    try:
        connection.request("GET", "/_postern/health")
        return connection.getresponse().status == 200
    except OSError:
        time.sleep(0.001)
        return False
    finally:
        connection.close()


def megabytes_after_requests(server: Postern):
    environment = server.root_environment()
    keys = environment["AWS_ACCESS_KEY_ID"], environment["AWS_SECRET_ACCESS_KEY"]
    form = {"Content-Type": "application/x-www-form-urlencoded; charset=utf-8"}
    headers = load.signed_request(server.endpoint + "/", keys, "sts", BODY, form)
    connection = http.client.HTTPConnection("127.0.0.1", server.port, timeout=10)
    for _ in range(REQUESTS):
        connection.request("POST", "/", body=BODY, headers=headers)
        response = connection.getresponse()
        response.read()
        assert response.status == 200
    status = pathlib.Path(f"/proc/{server.process.pid}/status").read_text()
    return int(re.search(r"VmRSS:\s+(\d+) kB", status).group(1)) * 1_024 / 1e6
