"""Running the runtime clients, without a sandbox, against the fake Runtime API."""

import dataclasses
import json
import os
import pathlib
import shutil
import struct
import subprocess
import sys

from fake_runtime_api import FakeRuntimeAPI

RUNTIMES = pathlib.Path(__file__).resolve().parents[2] / "Runtimes"


@dataclasses.dataclass
class Run:
    posts: list
    output: str
    errors: str
    status: int

    def json_lines(self):
        return [json.loads(line) for line in self.output.splitlines()]


def python_command():
    return [sys.executable, "-S", str(RUNTIMES / "python" / "bootstrap.py")]


def node_command():
    node = shutil.which("node")
    return node and [node, str(RUNTIMES / "nodejs" / "bootstrap.js")]


def ruby_command():
    ruby = shutil.which("ruby")
    return ruby and [ruby, str(RUNTIMES / "ruby" / "bootstrap.rb")]


def run(command, directory, files, handler, events, environment=None, waits=False):
    """Runs the client for the function in `files` until the events are used up or the client ends.

    One that `waits` is started without the function's environment and assigned it on standard input.
    """
    for name, text in files.items():
        path = directory / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text)
    api = FakeRuntimeAPI(events)
    variables = {
        "AWS_LAMBDA_RUNTIME_API": api.address,
        "_HANDLER": handler,
        "LAMBDA_TASK_ROOT": str(directory),
        "AWS_LAMBDA_FUNCTION_NAME": "f",
        "AWS_LAMBDA_FUNCTION_VERSION": "$LATEST",
        "AWS_LAMBDA_FUNCTION_MEMORY_SIZE": "128",
        "PYTHONDONTWRITEBYTECODE": "1",
        "PATH": os.environ["PATH"],
        **(environment or {}),
    }
    # As bytes: text mode would turn the carriage returns inside records into newlines.
    start = {"args": command, "env": variables, "cwd": directory, "input": b""}
    if waits:
        start = {"args": [*command, "--await-assignment"], "env": {}, "cwd": "/", "input": image(directory, variables)}
    client = subprocess.run(**start, capture_output=True, timeout=60, check=False)
    return Run(api.finish(), client.stdout.decode(), client.stderr.decode(), client.returncode)


def image(directory, variables):
    """A command as the launcher's image.h lays it out."""
    strings = [str(directory), "program", *(f"{name}={value}" for name, value in variables.items())]
    return struct.pack("=II", 1, len(variables)) + "".join(f"{string}\0" for string in strings).encode()
