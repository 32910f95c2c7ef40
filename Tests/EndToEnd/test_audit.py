"""The audit trail and what is asked of it: filters, explanations and simulations."""

import json

import botocore.exceptions
import pytest

from postern import function_arn, matches, statement_of, user_arn

ECHO = "def handler(event, context):\n    return event\n"


@pytest.fixture(scope="module")
def scene(postern):
    """A user who may read one function, has tried to invoke it, and may not."""
    keys = postern.new_user("reader")
    postern.new_function("watched", ECHO)
    document = statement_of(Sid="Read", Effect="Allow", Action="lambda:Get*", Resource=function_arn("watched"))
    postern.client("iam").put_user_policy(
        UserName="reader", PolicyName="read", PolicyDocument=json.dumps(document, indent=2)
    )
    lambda_ = postern.client("lambda", keys)
    lambda_.get_function(FunctionName="watched")
    with pytest.raises(botocore.exceptions.ClientError) as caught:
        lambda_.invoke(FunctionName="watched")
    postern.denied = caught.value.response["ResponseMetadata"]["RequestId"]
    return postern


def test_an_event_holds_what_explains_the_decision(scene):
    event = scene.event(scene.denied)
    assert event["eventName"] == "Invoke"
    assert event["eventSource"] == "lambda.amazonaws.com"
    assert event["errorCode"] == "AccessDeniedException"
    assert event["errorMessage"].startswith(f"User: {user_arn('reader')} is not authorized")
    assert event["userIdentity"]["type"] == "IAMUser"
    assert event["userIdentity"]["userName"] == "reader"
    assert event["userIdentity"]["principalId"].startswith("AIDA")
    matches(r"^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d(\.\d+)?Z$", event["eventTime"])
    told = json.dumps(event)
    assert "aws:PrincipalArn" in told and "lambda:InvokeFunction" in told and function_arn("watched") in told


def test_failed_and_unauthenticated_requests_are_recorded_too(scene):
    with pytest.raises(botocore.exceptions.ClientError) as caught:
        scene.client("sts", ("AKIAIOSFODNN7EXAMPLE", "x")).get_caller_identity()
    event = scene.event(caught.value.response["ResponseMetadata"]["RequestId"])
    assert event["errorCode"] == "InvalidClientTokenId"
    with pytest.raises(botocore.exceptions.ClientError) as caught:
        scene.client("lambda").get_function(FunctionName="nothing")
    event = scene.event(caught.value.response["ResponseMetadata"]["RequestId"])
    assert event["errorCode"].startswith("ResourceNotFound")


def test_filters_choose_by_principal_action_and_decision(scene):
    by_reader = scene.audit("--principal", user_arn("reader"))
    assert [event["eventName"] for event in by_reader] == ["GetFunction", "Invoke"]
    denied = scene.audit("--principal", user_arn("reader"), "--decision", "denied")
    assert [event["requestID"] for event in denied] == [scene.denied]
    by_action = scene.audit("--principal", user_arn("reader"), "--action", "lambda:GetFunction")
    assert [event["eventName"] for event in by_action] == ["GetFunction"]
    assert scene.audit("--principal", user_arn("nobody")) == []


def test_an_old_decision_is_explained_from_what_was_true_then(scene):
    before = scene.command("explain", scene.denied)
    assert "read" in before and "lambda:InvokeFunction" in before
    document = statement_of(Effect="Allow", Action="lambda:*", Resource="*")
    scene.client("iam").put_user_policy(
        UserName="reader", PolicyName="read", PolicyDocument=json.dumps(document)
    )
    assert scene.command("explain", scene.denied) == before


def test_explain_of_something_unknown_is_said(scene):
    scene.command("explain", "00000000-0000-0000-0000-000000000000", status=2)


def test_explain_speaks_json(scene):
    told = json.loads(scene.command("explain", scene.denied, "--format", "json"))
    assert "lambda:InvokeFunction" in json.dumps(told)


def test_simulate_answers_for_a_principal_of_the_state(scene):
    scene.new_user("simulated", "AWSLambda_ReadOnlyAccess")
    arguments = ["simulate", "--principal-arn", user_arn("simulated"), "--resource", function_arn("watched")]
    scene.command(*arguments, "--action", "lambda:GetFunction")
    scene.command(*arguments, "--action", "lambda:InvokeFunction", status=1)
