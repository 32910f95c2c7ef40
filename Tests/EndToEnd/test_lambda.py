"""Functions: their life, their invocations, what they see and what stops them."""

import base64
import json
import pathlib

import botocore.exceptions
import pytest

from postern import ACCOUNT, eventually, function_arn, managed, matches, role_arn, statement_of, zip_of

ECHO = "def handler(event, context):\n    return event\n"


def refused(call, **arguments):
    with pytest.raises(botocore.exceptions.ClientError) as caught:
        call(**arguments)
    return caught.value.response["Error"]["Code"], caught.value.response["Error"]["Message"]


def test_a_function_lives_from_create_to_delete(postern):
    created = postern.new_function("life", ECHO, Description="first", MemorySize=256)
    lambda_ = postern.client("lambda")
    assert created["MemorySize"] == 256 and created["Version"] == "$LATEST"
    assert lambda_.get_function(FunctionName="life")["Configuration"]["Description"] == "first"
    assert "life" in [function["FunctionName"] for function in lambda_.list_functions()["Functions"]]
    updated = lambda_.update_function_configuration(FunctionName="life", Description="second", Timeout=7)
    assert (updated["Description"], updated["Timeout"]) == ("second", 7)
    lambda_.get_waiter("function_updated_v2").wait(FunctionName="life")
    assert postern.invoke("life", {"n": 1})["Payload"] == {"n": 1}
    archive = zip_of({"app.py": "def handler(event, context):\n    return 'new code'\n"})
    replaced = lambda_.update_function_code(FunctionName="life", ZipFile=archive)
    assert replaced["CodeSha256"] != created["CodeSha256"]
    assert postern.invoke("life", {})["Payload"] == "new code"
    lambda_.delete_function(FunctionName="life")
    assert refused(lambda_.get_function, FunctionName="life") == (
        "ResourceNotFoundException",
        f"Function not found: {function_arn('life')}",
    )


def test_the_name_of_a_function_is_taken_once(postern):
    postern.new_function("single", ECHO)
    assert refused(postern.new_function, name="single", source=ECHO, role=role_arn("single-role")) == (
        "ResourceConflictException",
        "Function already exist: single",
    )


def test_an_environment_is_used_again(postern):
    postern.new_function("counter", "count = 0\ndef handler(e, c):\n    global count\n    count += 1\n    return count\n")
    assert [postern.invoke("counter", {})["Payload"] for _ in range(3)] == [1, 2, 3]


def test_a_dry_run_decides_and_runs_nothing(postern):
    postern.new_function("dry", "def handler(e, c):\n    print('it ran')\n")
    answer = postern.invoke("dry", {}, InvocationType="DryRun")
    assert (answer["StatusCode"], answer["Payload"]) == (204, None)
    postern.invoke("dry", {})
    assert postern.log_lines("dry", contains="REPORT").count("it ran") == 1


def test_an_event_is_accepted_and_carried_out_later(postern):
    postern.new_function("later", "def handler(event, context):\n    print('got', event['n'])\n")
    answer = postern.invoke("later", {"n": 42}, InvocationType="Event")
    assert (answer["StatusCode"], answer["Payload"]) == (202, None)
    assert "got 42" in postern.log_lines("later", contains="got 42")


def test_the_tail_of_the_log_comes_with_the_answer(postern):
    postern.new_function("tail", "def handler(e, c):\n    print('a line')\n")
    answer = postern.invoke("tail", {}, LogType="Tail")
    tail = base64.b64decode(answer["LogResult"]).decode()
    assert "a line" in tail
    matches(r"START RequestId: [0-9a-f-]{36} Version: \$LATEST\n", tail)
    matches(r"REPORT RequestId: [0-9a-f-]{36}\tDuration: ", tail)


def test_an_exception_is_the_answer_in_the_shape_of_the_runtime(postern):
    postern.new_function("raises", "def handler(e, c):\n    raise ValueError('no such thing')\n")
    answer = postern.invoke("raises", {})
    assert (answer["StatusCode"], answer["FunctionError"]) == (200, "Unhandled")
    assert answer["Payload"]["errorType"] == "ValueError"
    assert answer["Payload"]["errorMessage"] == "no such thing"
    assert answer["Payload"]["stackTrace"]


def test_a_function_past_its_timeout_is_killed_with_its_children(postern):
    source = """
import subprocess, time
def handler(event, context):
    subprocess.Popen(["sleep", "3141"])
    time.sleep(60)
"""
    postern.new_function("slow", source, Timeout=1)
    answer = postern.invoke("slow", {})
    assert answer["FunctionError"] == "Unhandled"
    assert answer["Payload"]["errorType"] == "Sandbox.Timedout"
    matches(r"^RequestId: [0-9a-f-]{36} Error: Task timed out after 1.00 seconds$", answer["Payload"]["errorMessage"])
    assert eventually(lambda: not sleeping("3141")), "a child of the function outlived it"


def sleeping(seconds):
    for process in pathlib.Path("/proc").glob("[0-9]*/cmdline"):
        try:
            if process.read_bytes().split(b"\0")[:2] == [b"sleep", seconds.encode()]:
                return True
        except OSError:
            continue
    return False


def test_a_function_that_ends_itself_is_reported(postern):
    postern.new_function("exits", "import os\ndef handler(e, c):\n    os._exit(3)\n")
    answer = postern.invoke("exits", {})
    assert answer["FunctionError"] == "Unhandled"
    assert answer["Payload"]["errorType"] == "Runtime.ExitError"
    matches(r"Error: Runtime exited with error: exit status 3$", answer["Payload"]["errorMessage"])


def test_a_function_sees_what_lambda_shows(postern):
    source = """
import os
def handler(event, context):
    return {
        "environment": dict(os.environ),
        "arn": context.invoked_function_arn,
        "memory": context.memory_limit_in_mb,
        "remaining": context.get_remaining_time_in_millis(),
        "cwd": os.getcwd(),
        "root": sorted(os.listdir("/")),
    }
"""
    postern.new_function("looks", source, Environment={"Variables": {"COLOUR": "blue"}}, MemorySize=512, Timeout=9)
    seen = postern.invoke("looks", {})["Payload"]
    environment = seen["environment"]
    assert environment["COLOUR"] == "blue"
    assert environment["AWS_LAMBDA_FUNCTION_NAME"] == "looks"
    assert environment["AWS_LAMBDA_FUNCTION_MEMORY_SIZE"] == "512"
    assert environment["AWS_EXECUTION_ENV"] == "AWS_Lambda_python3.12"
    assert environment["LAMBDA_TASK_ROOT"] == "/var/task"
    assert environment["AWS_ACCESS_KEY_ID"].startswith("ASIA") and environment["AWS_SESSION_TOKEN"]
    assert seen["arn"] == function_arn("looks") and seen["memory"] == "512"
    assert 0 < seen["remaining"] <= 9_000
    assert seen["cwd"] == "/var/task"
    assert "work" not in seen["root"] and "root" in seen["root"]


def test_a_functions_own_calls_pass_the_same_gate(postern):
    source = """
import boto3, botocore.exceptions
def handler(event, context):
    identity = boto3.client("sts").get_caller_identity()["Arn"]
    try:
        boto3.client("lambda").list_functions()
        refused = None
    except botocore.exceptions.ClientError as error:
        refused = error.response["Error"]["Message"]
    return {"identity": identity, "refused": refused}
"""
    role = postern.new_role("caller-role")
    postern.new_function("caller", source, role=role)
    session = f"arn:aws:sts::{ACCOUNT}:assumed-role/caller-role/caller"
    answer = postern.invoke("caller", {})["Payload"]
    assert answer["identity"] == session
    assert answer["refused"] == (
        f"User: {session} is not authorized to perform: lambda:ListFunctions on resource: * "
        "because no identity-based policy allows the lambda:ListFunctions action"
    )
    postern.client("iam").attach_role_policy(RoleName="caller-role", PolicyArn=managed("AWSLambda_ReadOnlyAccess"))
    assert postern.invoke("caller", {})["Payload"]["refused"] is None
    calls = [event for event in postern.audit() if event["userIdentity"].get("arn") == session]
    assert {"GetCallerIdentity", "ListFunctions"} <= {event["eventName"] for event in calls}


def test_a_function_whose_role_may_not_log_runs_without_a_log(postern):
    postern.new_function("silent", "def handler(e, c):\n    print('unheard')\n", role=postern.new_role("mute", policies=()))
    postern.new_function("heard", "def handler(e, c):\n    print('heard')\n")
    assert postern.invoke("silent", {})["StatusCode"] == 200
    postern.invoke("heard", {})
    assert "heard" in postern.log_lines("heard", contains="REPORT")
    assert postern.log_lines("silent") == []


def test_a_role_that_no_longer_trusts_lambda_stops_new_environments(postern):
    role = postern.new_role("turncoat")
    postern.new_function("distrusted", ECHO, role=role)
    document = statement_of(Effect="Allow", Principal={"Service": "ec2.amazonaws.com"}, Action="sts:AssumeRole")
    postern.client("iam").update_assume_role_policy(RoleName="turncoat", PolicyDocument=json.dumps(document))
    assert refused(postern.client("lambda").invoke, FunctionName="distrusted")[0] in (
        "AccessDeniedException",
        "InvalidParameterValueException",
    )


def test_node_runs(postern):
    source = {"index.js": "exports.handler = async (event) => ({ node: process.version, event });\n"}
    postern.new_function("node", source, Runtime="nodejs20.x", Handler="index.handler")
    answer = postern.invoke("node", {"n": 1})["Payload"]
    assert answer["event"] == {"n": 1} and answer["node"].startswith("v")


def test_a_runtime_of_ones_own_runs(postern):
    bootstrap = """#!/bin/bash
while true; do
    headers=$(mktemp)
    curl -sS -D "$headers" -o /tmp/event "http://$AWS_LAMBDA_RUNTIME_API/2018-06-01/runtime/invocation/next"
    id=$(grep -i lambda-runtime-aws-request-id "$headers" | tr -d '[:space:]' | cut -d: -f2)
    curl -sS -X POST --data-binary @/tmp/event "http://$AWS_LAMBDA_RUNTIME_API/2018-06-01/runtime/invocation/$id/response"
done
"""
    postern.new_function("own", {"bootstrap": bootstrap}, Runtime="provided.al2023", Handler="any")
    assert postern.invoke("own", {"echo": [1, 2]})["Payload"] == {"echo": [1, 2]}


def test_functions_do_not_see_each_other(postern):
    source = """
import os
def handler(event, context):
    names = []
    for process in filter(str.isdigit, os.listdir("/proc")):
        try:
            names.append(open(f"/proc/{process}/cmdline").read())
        except OSError:
            pass
    with open("/tmp/mine", "a") as file:
        file.write("x")
    return {"processes": len(names), "file": os.path.getsize("/tmp/mine"), "uid": os.getuid()}
"""
    postern.new_function("left", source)
    postern.new_function("right", source)
    for name in ("left", "right"):
        seen = postern.invoke(name, {})["Payload"]
        assert seen["file"] == 1 and seen["processes"] < 5 and seen["uid"] != 0
