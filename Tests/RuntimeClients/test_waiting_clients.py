"""Clients that wait for their assignment behave as if they had been started with it."""

import os
import subprocess

import pytest
from runtimes import node_command, python_command, run

PYTHON = (
    "import os, sys, logging\nlogging.getLogger().setLevel('INFO')\n"
    "def handler(event, context):\n    logging.info('said')\n"
    "    return [os.environ['MINE'], os.getcwd(), context.function_name, 'LEFT' in os.environ, sys.stdin.read()]"
)
NODE = (
    "exports.handler = async (event, context) => { console.log('said');"
    " return [process.env.MINE, process.cwd(), context.functionName, 'LEFT' in process.env, ''] }"
)


@pytest.mark.parametrize("waits", [False, True])
@pytest.mark.parametrize("language", ["python", "node"])
def test_the_function_cannot_tell_whether_its_client_waited(tmp_path, language, waits):
    command = python_command() if language == "python" else node_command()
    if command is None:
        pytest.skip("Node.js is not installed")
    name, source = ("app.py", PYTHON) if language == "python" else ("app.js", NODE)
    result = run(command, tmp_path, {name: source}, "app.handler", [{}, {}], {"MINE": "ü=1"}, waits=waits)
    assert [post.json() for post in result.posts] == [["ü=1", os.path.realpath(tmp_path), "f", False, ""]] * 2
    assert [line.split("\t")[-1] for line in result.output.splitlines()] == ["said", "said"]


@pytest.mark.parametrize("command", [python_command(), node_command()])
def test_a_client_that_is_assigned_nothing_ends_quietly(tmp_path, command):
    if command is None:
        pytest.skip("Node.js is not installed")
    client = subprocess.run(
        [*command, "--await-assignment"], cwd=tmp_path, input=b"", capture_output=True, timeout=60, check=False
    )
    assert (client.returncode, client.stdout, client.stderr) == (0, b"", b"")
