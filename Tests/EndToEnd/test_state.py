"""Starting, stopping and starting again: what survives, and what is refused plainly."""

import json
import os
import signal
import stat
import urllib.error
import urllib.request

import pytest

from postern import BINARY, matches, new_directory, remove_directory, run, user_arn


def serve(*arguments):
    """Runs `postern serve` that is expected to end by itself; gives its exit status and what it said."""
    result = run([BINARY, "serve", *arguments])
    said = result.stdout + result.stderr
    assert "Fatal error" not in said and "Backtrace" not in said and "Thread 0" not in said, said
    return result.returncode, said


@pytest.mark.parametrize("signal_number", [signal.SIGTERM, signal.SIGKILL])
def test_what_was_told_to_have_succeeded_survives(make_postern, signal_number):
    postern = make_postern().start()
    keys = postern.new_user("survivor", "IAMReadOnlyAccess")
    postern.new_function("survives", "def handler(event, context):\n    return 'still here'\n")
    before = postern.root_environment()
    postern.restart(signal_number)
    assert postern.root_environment() == before
    assert postern.client("sts", keys).get_caller_identity()["Arn"] == user_arn("survivor")
    postern.client("iam", keys).list_users()
    assert postern.invoke("survives", {})["Payload"] == "still here"
    names = [event["eventName"] for event in postern.audit()]
    assert names.count("CreateUser") == 1 and names.count("CreateFunction") == 1


def test_sigterm_drains_and_ends_with_zero(make_postern):
    postern = make_postern().start()
    assert postern.stop(signal.SIGTERM) == 0


def test_the_root_key_is_made_once_and_kept_private(make_postern):
    postern = make_postern().start()
    environment = postern.root_environment()
    secret = environment["AWS_SECRET_ACCESS_KEY"].encode()
    matches(r"^AKIA[A-Z2-7]{16}$", environment["AWS_ACCESS_KEY_ID"])
    readable = stat.S_IRGRP | stat.S_IROTH
    for path in (path for path in postern.state.rglob("*") if path.is_file()):
        if secret in path.read_bytes():
            assert not path.stat().st_mode & readable, f"{path} holds the root secret and others can read it"
    assert environment["AWS_SECRET_ACCESS_KEY"] not in postern.printed()


def test_the_root_key_can_be_given_at_first_start(make_postern):
    given = {
        "POSTERN_ROOT_ACCESS_KEY_ID": "AKIAIOSFODNN7EXAMPLE",
        "POSTERN_ROOT_SECRET_ACCESS_KEY": "wJalrXUtnFEMI/K7MDENG/bPxRfiCYEXAMPLEKEY",
    }
    postern = make_postern(environment=given).start()
    keys = tuple(given.values())
    assert postern.client("sts", keys).get_caller_identity()["Arn"].endswith(":root")
    assert postern.root_environment()["AWS_ACCESS_KEY_ID"] == keys[0]


def test_a_second_server_on_the_same_state_is_refused(make_postern):
    postern = make_postern().start()
    status, said = serve("--state", postern.state, "--listen", "127.0.0.1:0")
    assert status != 0 and str(postern.state) in said
    assert postern.client("sts").get_caller_identity()


def test_a_port_in_use_is_said(make_postern):
    postern = make_postern().start()
    other = new_directory()
    try:
        status, said = serve("--state", other, "--listen", f"127.0.0.1:{postern.port}")
    finally:
        remove_directory(other)
    assert status != 0 and str(postern.port) in said
    matches("(?i)in use", said)


@pytest.mark.parametrize("kind", ["below a file", "in a file system without writing"])
def test_a_state_directory_that_cannot_be_written_is_said(kind, tmp_path):
    if kind == "below a file":
        (tmp_path / "file").write_text("")
        state = tmp_path / "file/state"
    else:
        state = "/proc/postern-state"
    status, said = serve("--state", state, "--listen", "127.0.0.1:0")
    assert status != 0 and str(state) in said


def test_a_corrupt_database_is_said_and_left_as_it_is(make_postern):
    postern = make_postern().start()
    postern.new_user("before")
    postern.stop()
    databases = [path for path in postern.state.rglob("*") if path.is_file() and path.read_bytes()[:6] == b"SQLite"]
    assert databases, "no SQLite file in the state directory"
    for path in databases:
        path.write_bytes(b"this is no database" * 1_000)
        for suffix in ("-wal", "-shm"):
            path.with_name(path.name + suffix).unlink(missing_ok=True)
    status, said = serve("--state", postern.state, "--listen", "127.0.0.1:0")
    assert status != 0 and any(str(path) in said for path in databases), said
    assert all(path.read_bytes().startswith(b"this is no database") for path in databases)


@pytest.mark.parametrize(
    "arguments",
    [
        ["--listen", "nonsense"],
        ["--listen", "127.0.0.1:99999"],
        ["--account", "12"],
        ["--region", "nowhere at all"],
        ["--enforcement", "sometimes"],
        ["--no-such-option"],
    ],
)
def test_wrong_options_are_usage_errors(arguments):
    state = new_directory()
    try:
        status, said = serve("--state", state, *arguments)
    finally:
        remove_directory(state)
    assert status in (2, 64), said
    assert said.strip()


def test_health_and_metrics_answer_without_a_signature(make_postern):
    postern = make_postern().start()
    health = json.loads(postern.get("/_postern/health"))
    assert health["status"] and health["version"]
    postern.client("sts").get_caller_identity()
    metrics = postern.get("/_postern/metrics")
    matches(r"(?m)^# TYPE postern_requests_total counter$", metrics)
    matches(r"(?m)^postern_requests_total(\{[^}]*\})? [1-9]", metrics)


def post(postern, path):
    request = urllib.request.Request(postern.endpoint + path, method="POST", data=b"")
    try:
        with urllib.request.urlopen(request, timeout=30) as response:
            return response.status
    except urllib.error.HTTPError as error:
        return error.code


def test_reset_empties_the_state_and_keeps_the_root_key(make_postern):
    postern = make_postern("--allow-reset").start()
    before = postern.root_environment()
    postern.new_user("forgotten")
    postern.new_function("forgotten", "def handler(event, context):\n    return 1\n")
    assert post(postern, "/_postern/reset") in (200, 204)
    assert postern.root_environment() == before
    assert postern.client("iam").list_users()["Users"] == []
    assert postern.client("lambda").list_functions()["Functions"] == []
    postern.restart()
    assert postern.client("iam").list_users()["Users"] == []


def test_reset_does_not_exist_unless_asked_for(make_postern):
    postern = make_postern().start()
    postern.new_user("kept")
    assert 400 <= post(postern, "/_postern/reset") < 500
    assert [user["UserName"] for user in postern.client("iam").list_users()["Users"]] == ["kept"]


def test_audit_enforcement_lets_pass_what_would_be_denied_and_records_it(make_postern):
    postern = make_postern("--enforcement", "audit").start()
    keys = postern.new_user("tolerated")
    postern.client("iam", keys).list_users()
    event = postern.audit("--principal", user_arn("tolerated"))[-1]
    assert event["eventName"] == "ListUsers" and "errorCode" not in event
    assert "denied" in json.dumps(event).lower()
    wrong = (keys[0], "wrong" + keys[1])
    with pytest.raises(Exception, match="SignatureDoesNotMatch"):
        postern.client("iam", wrong).list_users()


def test_the_account_and_the_region_are_those_asked_for(make_postern):
    postern = make_postern("--account", "123456789012", "--region", "eu-west-1").start()
    environment = postern.root_environment()
    assert environment["AWS_DEFAULT_REGION"] == "eu-west-1"
    identity = postern.aws("sts get-caller-identity")
    assert identity["Arn"] == "arn:aws:iam::123456789012:root"


def test_doctor_says_what_this_machine_can_do():
    result = run([BINARY, "doctor"])
    said = result.stdout + result.stderr
    assert result.returncode in (0, 1), said
    matches("(?i)isolation", said)
    matches("(?i)python", said)
    assert os.linesep in said
