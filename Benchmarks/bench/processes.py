"""Servers under measurement: started, pinned to a processor, and ended."""

import contextlib
import os
import pathlib
import shutil
import socket
import subprocess
import sys
import tempfile
import time

from builds import POSTERN, ROOT, built

os.environ["POSTERN_BINARY"] = str(POSTERN)
sys.path.insert(0, str(ROOT / "Tests/EndToEnd"))

from postern import Postern, clean_environment, free_port, remove_directory  # noqa: E402

# One processor for the server and one for the load, so that neither takes the other's time.
SERVER_CPU, LOAD_CPU = "0", "1"


def pinned(cpu):
    return ["taskset", "-c", cpu] if shutil.which("taskset") and os.cpu_count() > 1 else []


def require(*programs):
    """Installs what is missing where that is allowed; gives the reason when something stays missing."""
    packages = {"wrk": "wrk", "nginx": "nginx-light"}
    missing = [program for program in programs if not find(program)]
    if missing and os.geteuid() == 0:
        command = ["apt-get", "install", "-y", "-qq", "--no-install-recommends"]
        subprocess.run(["apt-get", "update", "-qq"], check=False, capture_output=True)
        subprocess.run(command + [packages[program] for program in missing], check=False, capture_output=True)
        missing = [program for program in programs if not find(program)]
    return f"{', '.join(missing)} is not installed" if missing else None


def find(program):
    return shutil.which(program) or shutil.which(program, path="/usr/sbin:/usr/local/sbin")


@contextlib.contextmanager
def postern(*options, cpu=None):
    server = Postern(None, *options, launched_by=pinned(cpu) if cpu else ())
    try:
        yield server.start()
    finally:
        server.stop()
        remove_directory(server.state)


@contextlib.contextmanager
def started(command, port, environment=None):
    """A server of another make that listens on `port`."""
    process = subprocess.Popen(
        [str(part) for part in command],
        env=environment or clean_environment(),
        stdout=subprocess.DEVNULL,
        stderr=subprocess.DEVNULL,
    )
    try:
        wait_for(port, process)
        yield process
    finally:
        process.terminate()
        process.wait()


def wait_for(port, process):
    for _ in range(600):
        if process.poll() is not None:
            raise SystemExit(f"{process.args[0]} ended with {process.returncode}")
        with contextlib.suppress(OSError), socket.create_connection(("127.0.0.1", port), timeout=1):
            return
        time.sleep(0.05)
    raise SystemExit(f"{process.args[0]} does not listen on {port}")


@contextlib.contextmanager
def hello():
    port = free_port()
    with started([*pinned(SERVER_CPU), built("HelloServer"), port], port):
        yield port


@contextlib.contextmanager
def nginx():
    port = free_port()
    with tempfile.TemporaryDirectory() as folder:
        configuration = pathlib.Path(folder) / "nginx.conf"
        configuration.write_text(
            f"""
            worker_processes 1; daemon off; pid {folder}/pid; error_log {folder}/error.log;
            events {{ worker_connections 1024; }}
            http {{
                access_log off; keepalive_requests 100000000; client_body_temp_path {folder}/body;
                server {{ listen 127.0.0.1:{port}; location / {{ return 200 "hello"; }} }}
            }}
            """
        )
        with started([*pinned(SERVER_CPU), find("nginx"), "-c", configuration, "-p", folder], port):
            yield port
