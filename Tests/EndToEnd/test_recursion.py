"""Functions that run in a circle, traces that go with them, and what is told about both."""

import json

import pytest

from policies import allow
from postern import eventually, function_arn, matches, role_arn

# Invokes itself, event by event, and says in which round it is.
CIRCLE = """
import boto3, json
def handler(event, context):
    round = event.get("round", 1)
    print("ROUND", round)
    boto3.client("lambda").invoke(
        FunctionName=context.function_name, InvocationType="Event", Payload=json.dumps({"round": round + 1})
    )
"""


@pytest.fixture(scope="module")
def lambda_(postern):
    postern.new_role("circle-role")
    postern.client("iam").put_role_policy(
        RoleName="circle-role", PolicyName="invoke", PolicyDocument=allow("lambda:InvokeFunction")
    )
    return postern.client("lambda")


def rounds(postern, name):
    return sorted({int(line.split()[1]) for line in postern.log_lines(name) if line.startswith("ROUND ")})


def test_a_circle_is_stopped_after_sixteen_rounds(postern, lambda_):
    postern.new_function("circle", CIRCLE, role=role_arn("circle-role"), Timeout=60)
    postern.client("iam").attach_role_policy(
        RoleName="circle-role", PolicyArn="arn:aws:iam::aws:policy/service-role/AWSLambdaBasicExecutionRole"
    )
    lambda_.put_function_event_invoke_config(FunctionName="circle", MaximumRetryAttempts=0)
    lambda_.invoke(FunctionName="circle", InvocationType="Event", Payload="{}")

    def refusal():
        return [event for event in postern.audit() if event.get("errorCode") == "RecursiveInvocationException"]

    found = eventually(refusal, seconds=60)
    assert found and "recursive loop" in found[0]["errorMessage"]
    assert eventually(lambda: rounds(postern, "circle") == list(range(1, 17))), rounds(postern, "circle")


def test_a_circle_that_is_allowed_goes_on(postern, lambda_):
    source = CIRCLE.replace("    boto3.client", "    if round < 20: boto3.client")
    postern.new_function("free-circle", source, role=role_arn("circle-role"), Timeout=60)
    lambda_.put_function_recursion_config(FunctionName="free-circle", RecursiveLoop="Allow")
    lambda_.invoke(FunctionName="free-circle", InvocationType="Event", Payload="{}")
    assert eventually(lambda: 20 in rounds(postern, "free-circle"), seconds=60), rounds(postern, "free-circle")


def test_a_trace_is_carried_through(postern, lambda_):
    source = "import os\ndef handler(e, c):\n    return os.environ['_X_AMZN_TRACE_ID']\n"
    postern.new_function("traced", source)

    def send(header):
        def add(request, **_):
            request.headers["X-Amzn-Trace-Id"] = header

        client = postern.client("lambda")
        client.meta.events.register("before-sign.lambda.Invoke", add)
        answer = client.invoke(FunctionName="traced", Payload="{}")
        return json.loads(answer["Payload"].read()), answer["ResponseMetadata"]["HTTPHeaders"]["x-amzn-trace-id"]

    given = "Root=1-5759e988-bd862e3fe1be46a994272793;Parent=53995c3f42cd8ad8;Sampled=1"
    seen, told = send(given)
    matches("^" + given + r";Lineage=[0-9a-f]{8}:1$", seen)
    assert told == given.replace("Root", "root").replace("Parent", "parent").replace("Sampled", "sampled")
    made = postern.client("lambda").invoke(FunctionName="traced", Payload="{}")
    matches(r"^Root=1-[0-9a-f]{8}-[0-9a-f]{24};Parent=[0-9a-f]{16};Sampled=0;Lineage=", json.loads(made["Payload"].read()))


def test_client_context_reaches_the_function(postern, lambda_):
    import base64

    source = "def handler(e, c):\n    return [c.client_context.custom, c.client_context.env, c.client_context.client.app_title]\n"
    postern.new_function("contextual", source)
    context = {"custom": {"a": "b"}, "env": {"c": "d"}, "client": {"app_title": "t"}}
    encoded = base64.b64encode(json.dumps(context).encode()).decode()
    answer = lambda_.invoke(FunctionName="contextual", Payload="{}", ClientContext=encoded)
    assert json.loads(answer["Payload"].read()) == [{"a": "b"}, {"c": "d"}, "t"]


def test_requests_a_second_are_ten_for_each_reserved_execution(postern, lambda_):
    postern.new_function("rapid", "def handler(e, c):\n    pass\n")
    lambda_.invoke(FunctionName="rapid")
    lambda_.put_function_concurrency(FunctionName="rapid", ReservedConcurrentExecutions=1)
    reasons = set()
    for _ in range(200):
        try:
            lambda_.invoke(FunctionName="rapid")
        except lambda_.exceptions.TooManyRequestsException as error:
            reasons.add(error.response["Reason"])
    assert reasons == {"ReservedFunctionInvocationRateLimitExceeded"}
