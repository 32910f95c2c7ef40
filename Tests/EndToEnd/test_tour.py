"""The tour of README.md: a role and a function, a user who is refused, allowed and refused again, and why."""

import json
import re

import pytest

from postern import ACCOUNT, REGION, function_arn, managed, matches, statement_of, trust, user_arn, zip_of

FUNCTION = "hello-lambda"
SOURCE = """
def handler(event, context):
    print("hello from", context.function_name)
    return {"message": "hello", "event": event}
"""
REFUSAL = (
    "An error occurred (AccessDeniedException) when calling the Invoke operation: "
    f"User: {user_arn('alice')} is not authorized to perform: lambda:InvokeFunction "
    f"on resource: {function_arn(FUNCTION)}"
)


@pytest.fixture(scope="module")
def folder(tmp_path_factory):
    """What the user has at hand: the function's ZIP and policies as files."""
    folder = tmp_path_factory.mktemp("tour")
    (folder / "fn.zip").write_bytes(zip_of({"app.py": SOURCE}))
    (folder / "trust.json").write_text(json.dumps(trust("lambda.amazonaws.com")))
    deny = statement_of(Sid="NoInvoke", Effect="Deny", Action="lambda:InvokeFunction", Resource="*")
    (folder / "deny.json").write_text(json.dumps(deny, indent=2))
    return folder


@pytest.fixture(scope="module")
def tour(postern, folder):
    """The steps that build the scene; the tests look at what came of them, in the order of the file."""
    postern.aws(
        f"iam create-role --role-name hello-role --assume-role-policy-document file://{folder}/trust.json"
    )
    basic = managed("service-role/AWSLambdaBasicExecutionRole")
    postern.aws(f"iam attach-role-policy --role-name hello-role --policy-arn {basic}")
    postern.aws("iam create-user --user-name alice")
    return postern


@pytest.fixture(scope="module")
def alice(tour):
    key = tour.aws("iam create-access-key --user-name alice")["AccessKey"]
    return key["AccessKeyId"], key["SecretAccessKey"]


def invoke(folder, postern, keys=None, succeeds=True):
    return postern.aws(f"lambda invoke --function-name {FUNCTION} {folder}/out.json", keys=keys, succeeds=succeeds)


def test_01_the_environment_of_postern_env_makes_the_caller_root(tour):
    environment = tour.root_environment()
    assert environment["AWS_ENDPOINT_URL"] == tour.endpoint
    assert environment["AWS_DEFAULT_REGION"] == REGION
    identity = tour.aws("sts get-caller-identity")
    assert identity == {"UserId": ACCOUNT, "Account": ACCOUNT, "Arn": f"arn:aws:iam::{ACCOUNT}:root"}


def test_02_a_function_is_created_and_answers(tour, folder):
    created = tour.aws(
        f"lambda create-function --function-name {FUNCTION} --runtime python3.12 --handler app.handler"
        f" --role arn:aws:iam::{ACCOUNT}:role/hello-role --zip-file fileb://{folder}/fn.zip"
    )
    assert created["FunctionArn"] == function_arn(FUNCTION)
    assert created["State"] in ("Pending", "Active")
    tour.aws(f"lambda wait function-active-v2 --function-name {FUNCTION}")
    answer = invoke(folder, tour)
    assert answer == {"StatusCode": 200, "ExecutedVersion": "$LATEST"}
    assert json.loads((folder / "out.json").read_text()) == {"message": "hello", "event": {}}


def test_03_a_user_without_policies_is_refused_in_the_words_of_aws(tour, alice, folder):
    assert tour.aws("sts get-caller-identity", keys=alice)["Arn"] == user_arn("alice")
    assert tour.aws("lambda list-functions", keys=alice, succeeds=False) == (
        "An error occurred (AccessDeniedException) when calling the ListFunctions operation: "
        f"User: {user_arn('alice')} is not authorized to perform: lambda:ListFunctions on resource: * "
        "because no identity-based policy allows the lambda:ListFunctions action"
    )


def test_04_the_read_only_policy_lists_functions_and_invokes_none(tour, alice, folder):
    tour.aws(f"iam attach-user-policy --user-name alice --policy-arn {managed('AWSLambdaReadOnlyAccess')}")
    listed = tour.aws("lambda list-functions", keys=alice)
    assert [function["FunctionName"] for function in listed["Functions"]] == [FUNCTION]
    assert invoke(folder, tour, alice, succeeds=False) == (
        f"{REFUSAL} because no identity-based policy allows the lambda:InvokeFunction action"
    )


def test_05_the_invocation_policy_lets_her_invoke(tour, alice, folder):
    tour.aws(f"iam attach-user-policy --user-name alice --policy-arn {managed('service-role/AWSLambdaRole')}")
    assert invoke(folder, tour, alice)["StatusCode"] == 200


def test_06_a_deny_wins_over_every_allow(tour, alice, folder):
    tour.aws(
        f"iam put-user-policy --user-name alice --policy-name no-invoke --policy-document file://{folder}/deny.json"
    )
    refusal = invoke(folder, tour, alice, succeeds=False)
    matches(f"{re.escape(REFUSAL)} with an explicit deny in an identity-based policy[.] Go to .*: [0-9a-z]+$", refusal)


def test_07_the_audit_log_has_every_call_with_its_principal_and_decision(tour, alice):
    events = [event for event in tour.audit() if event["userIdentity"].get("arn") == user_arn("alice")]
    told = [(event["eventName"], event.get("errorCode")) for event in events]
    assert told == [
        ("GetCallerIdentity", None),
        ("ListFunctions", "AccessDeniedException"),
        ("ListFunctions", None),
        ("Invoke", "AccessDeniedException"),
        ("Invoke", None),
        ("Invoke", "AccessDeniedException"),
    ]
    for event in events:
        assert event["userIdentity"]["accessKeyId"] == alice[0]
        assert event["userIdentity"]["accountId"] == ACCOUNT
        assert event["awsRegion"] == REGION
        assert event["sourceIPAddress"] == "127.0.0.1"
    denied = tour.audit("--principal", user_arn("alice"), "--decision", "denied")
    assert [event["eventName"] for event in denied] == ["ListFunctions", "Invoke", "Invoke"]


def test_08_explain_names_the_statement_its_line_and_what_would_change_it(tour):
    implicit, explicit = (
        event["requestID"]
        for event in tour.audit("--principal", user_arn("alice"), "--action", "lambda:InvokeFunction")
        if event.get("errorCode")
    )
    why = tour.command("explain", explicit)
    matches(r"(?i)explicit(ly)? den", why)
    matches(r"inline:no-invoke statement 0 \"NoInvoke\" \(Deny\) at 4:5", why)
    matches(r"smallest change\n +- remove .*inline:no-invoke statement 0", why)
    why = tour.command("explain", implicit)
    matches(r"(?i)implicit(ly)? den", why)
    matches(r"AWSLambdaReadOnlyAccess statement 0 \(Allow\) at 4:5", why)
    assert "smallest change" in why


def test_09_simulate_gives_the_answer_the_gate_gives(tour):
    arguments = ["simulate", "--principal-arn", user_arn("alice"), "--resource", function_arn(FUNCTION)]
    assert "denied" in tour.command(*arguments, "--action", "lambda:InvokeFunction", status=1).lower()
    assert "allowed" in tour.command(*arguments, "--action", "lambda:GetFunction").lower()


def test_10_the_log_group_holds_what_lambda_writes(tour):
    lines = tour.log_lines(FUNCTION, contains="REPORT")
    matches(r"START RequestId: [0-9a-f-]{36} Version: \$LATEST", "\n".join(lines))
    assert "hello from hello-lambda" in lines
    matches(r"END RequestId: [0-9a-f-]{36}", "\n".join(lines))
    matches(
        r"REPORT RequestId: [0-9a-f-]{36}\tDuration: [\d.]+ ms\tBilled Duration: \d+ ms\t"
        r"Memory Size: 128 MB\tMax Memory Used: \d+ MB",
        "\n".join(lines),
    )
    stream = tour.aws(f"logs describe-log-streams --log-group-name /aws/lambda/{FUNCTION}")["logStreams"][0]
    matches(r"^\d{4}/\d{2}/\d{2}/\[\$LATEST\][0-9a-f]{32}$", stream["logStreamName"])
    events = tour.aws(
        ["logs", "get-log-events", "--log-group-name", f"/aws/lambda/{FUNCTION}", "--log-stream-name"]
        + [stream["logStreamName"]]
    )["events"]
    assert any(event["message"].startswith("START RequestId: ") for event in events)
