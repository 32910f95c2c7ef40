"""Asynchronous events to their end: retries, ages, destinations, and what cannot be delivered. Time runs faster here."""

import json

import pytest

from policies import allow, refused
from postern import ACCOUNT, Postern, eventually, function_arn, matches, remove_directory, role_arn

# Retries come after a minute and two on AWS.
SCALE = 120
ECHO = "def handler(event, context):\n    return event\n"
RAISES = "def handler(event, context):\n    raise ValueError('no')\n"
KEEPS = "import json\ndef handler(event, context):\n    print('RECORD', json.dumps(event))\n"


@pytest.fixture(scope="module")
def postern():
    server = Postern(None, "--time-scale", str(SCALE)).start()
    server.new_role("sender")
    server.client("iam").put_role_policy(
        RoleName="sender",
        PolicyName="send",
        PolicyDocument=allow(["lambda:InvokeFunction", "s3:PutObject", "sqs:SendMessage"]),
    )
    server.new_function("keeper", KEEPS)
    yield server
    try:
        assert server.stop() == 0, server.printed()
    finally:
        remove_directory(server.state)


@pytest.fixture
def lambda_(postern):
    return postern.client("lambda")


def send(lambda_, name, payload, **arguments):
    answer = lambda_.invoke(FunctionName=name, InvocationType="Event", Payload=json.dumps(payload), **arguments)
    assert (answer["StatusCode"], answer["Payload"].read()) == (202, b"") and "ExecutedVersion" not in answer
    return answer["ResponseMetadata"]["RequestId"]


def new_source(postern, name, source, destinations=None, **settings):
    postern.new_function(name, source, role=role_arn("sender"))
    config = {side: {"Destination": arn} for side, arn in (destinations or {}).items()}
    postern.client("lambda").put_function_event_invoke_config(FunctionName=name, DestinationConfig=config, **settings)


def record(postern, request_id):
    """The record that the keeper got of an event."""

    def find():
        for line in postern.log_lines("keeper"):
            if line.startswith("RECORD ") and request_id in line:
                return json.loads(line.removeprefix("RECORD "))

    found = eventually(find, seconds=30)
    assert found, f"no record of {request_id}"
    return found


def test_a_success_is_recorded_at_its_destination(postern, lambda_):
    new_source(postern, "succeeds", ECHO, {"OnSuccess": function_arn("keeper")})
    request_id = send(lambda_, "succeeds", {"n": 1})
    found = record(postern, request_id)
    matches(r"^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d\.\d{3}Z$", found.pop("timestamp"))
    assert found == {
        "version": "1.0",
        "requestContext": {
            "requestId": request_id,
            "functionArn": function_arn("succeeds") + ":$LATEST",
            "condition": "Success",
            "approximateInvokeCount": 1,
        },
        "requestPayload": {"n": 1},
        "responseContext": {"statusCode": 200, "executedVersion": "$LATEST"},
        "responsePayload": {"n": 1},
    }
    calls = [event for event in postern.audit() if event["sourceIPAddress"] == "lambda.amazonaws.com"]
    delivered = [event for event in calls if event["eventName"] == "Invoke"]
    assert delivered and delivered[0]["userIdentity"]["arn"].endswith("assumed-role/sender/succeeds")


def test_an_error_is_retried_twice_and_recorded(postern, lambda_):
    new_source(postern, "fails", RAISES, {"OnFailure": function_arn("keeper")})
    request_id = send(lambda_, "fails", {"n": 2})
    found = record(postern, request_id)
    assert found["requestContext"]["condition"] == "RetriesExhausted"
    assert found["requestContext"]["approximateInvokeCount"] == 3
    assert found["responseContext"] == {
        "statusCode": 200,
        "executedVersion": "$LATEST",
        "functionError": "Unhandled",
    }
    assert found["responsePayload"]["errorType"] == "ValueError"
    starts = [line for line in postern.log_lines("fails") if line.startswith(f"START RequestId: {request_id}")]
    assert len(starts) == 3


def test_retries_are_as_many_as_configured(postern, lambda_):
    new_source(postern, "once", RAISES, {"OnFailure": function_arn("keeper")}, MaximumRetryAttempts=0)
    found = record(postern, send(lambda_, "once", {}))
    assert found["requestContext"]["approximateInvokeCount"] == 1


def test_an_event_that_would_be_too_old_is_not_retried(postern, lambda_):
    settings = {"MaximumEventAgeInSeconds": 60, "MaximumRetryAttempts": 2}
    new_source(postern, "ages", RAISES, {"OnFailure": function_arn("keeper")}, **settings)
    found = record(postern, send(lambda_, "ages", {}))
    # The first retry would come a minute after the first attempt, when the event is older than that.
    assert found["requestContext"]["condition"] == "EventAgeExceeded"
    assert found["requestContext"]["approximateInvokeCount"] == 1


def test_a_stopped_function_gives_its_events_up_at_once(postern, lambda_):
    new_source(postern, "stopped", ECHO, {"OnFailure": function_arn("keeper")})
    lambda_.put_function_concurrency(FunctionName="stopped", ReservedConcurrentExecutions=0)
    found = record(postern, send(lambda_, "stopped", {}))
    assert found["requestContext"]["condition"] == "ZeroReservedConcurrency"
    assert "responsePayload" not in found


def test_versions_and_aliases_have_destinations_of_their_own(postern, lambda_):
    postern.new_function("qualified", ECHO, role=role_arn("sender"))
    lambda_.get_waiter("function_active_v2").wait(FunctionName="qualified")
    lambda_.publish_version(FunctionName="qualified")
    lambda_.create_alias(FunctionName="qualified", Name="live", FunctionVersion="1")
    config = {"OnSuccess": {"Destination": function_arn("keeper")}}
    lambda_.put_function_event_invoke_config(FunctionName="qualified", Qualifier="live", DestinationConfig=config)
    found = record(postern, send(lambda_, "qualified", {}, Qualifier="live"))
    assert found["requestContext"]["functionArn"] == function_arn("qualified") + ":live"
    assert found["responseContext"]["executedVersion"] == "1"


def test_a_destination_that_the_role_may_no_longer_reach_gets_nothing(postern, lambda_):
    iam = postern.client("iam")
    postern.new_role("turns")
    iam.put_role_policy(RoleName="turns", PolicyName="send", PolicyDocument=allow("lambda:InvokeFunction"))
    postern.new_function("turned", ECHO, role=role_arn("turns"))
    config = {"OnSuccess": {"Destination": function_arn("keeper")}}
    lambda_.put_function_event_invoke_config(FunctionName="turned", DestinationConfig=config)
    iam.delete_role_policy(RoleName="turns", PolicyName="send")
    send(lambda_, "turned", {})

    def denial():
        events = postern.audit("--decision", "denied")
        return [event for event in events if event["userIdentity"].get("arn", "").endswith("/turns/turned")]

    found = eventually(denial)
    assert found and found[0]["eventName"] == "Invoke" and found[0]["errorCode"] == "AccessDeniedException"
    assert 'postern_event_deliveries_total{service="lambda",result="failed"} 1' in postern.get("/_postern/metrics")


def test_a_bucket_keeps_the_records_of_failures(postern, lambda_):
    s3 = postern.client("s3")
    s3.create_bucket(Bucket="event-failures")
    new_source(postern, "to-bucket", RAISES, {"OnFailure": "arn:aws:s3:::event-failures"}, MaximumRetryAttempts=0)
    request_id = send(lambda_, "to-bucket", {"n": 4})
    keys = eventually(lambda: [item["Key"] for item in s3.list_objects_v2(Bucket="event-failures").get("Contents", [])])
    assert len(keys) == 1
    day = r"\d{4}-\d\d-\d\d"
    matches(rf"^aws/lambda/async/to-bucket/\d{{4}}/\d\d/\d\d/{day}T\d\d\.\d\d\.\d\d-[0-9a-f-]{{36}}$", keys[0])
    found = json.loads(s3.get_object(Bucket="event-failures", Key=keys[0])["Body"].read())
    assert found["requestContext"]["requestId"] == request_id and found["requestPayload"] == {"n": 4}


def test_a_bucket_policy_keeps_records_out(postern, lambda_):
    s3 = postern.client("s3")
    s3.create_bucket(Bucket="closed-failures")
    deny = {"Effect": "Deny", "Principal": "*", "Action": "s3:PutObject", "Resource": "arn:aws:s3:::closed-failures/*"}
    s3.put_bucket_policy(
        Bucket="closed-failures", Policy=json.dumps({"Version": "2012-10-17", "Statement": [deny]})
    )
    new_source(postern, "to-closed", RAISES, {"OnFailure": "arn:aws:s3:::closed-failures"}, MaximumRetryAttempts=0)
    send(lambda_, "to-closed", {})
    denied = eventually(lambda: [event for event in postern.audit() if event["eventName"] == "PutObject" and event.get("errorCode") == "AccessDenied"])
    assert denied and denied[0]["userIdentity"]["arn"].endswith("assumed-role/sender/to-closed")
    assert "Contents" not in s3.list_objects_v2(Bucket="closed-failures")


def test_a_service_that_is_not_served_fails_visibly(postern, lambda_):
    queue = f"arn:aws:sqs:us-east-1:{ACCOUNT}:failures"
    new_source(postern, "to-queue", RAISES, {"OnFailure": queue}, MaximumRetryAttempts=0)
    request_id = send(lambda_, "to-queue", {})

    def failure():
        return [event for event in postern.audit() if event["eventName"] == "SendMessage"]

    found = eventually(failure)
    assert found and found[0]["eventSource"] == "sqs.amazonaws.com"
    assert found[0]["additionalEventData"]["outcome"] == "failed"
    assert request_id in found[0]["errorMessage"] and "does not serve sqs yet" in found[0]["errorMessage"]
    assert 'postern_event_deliveries_total{service="sqs",result="failed"} 1' in postern.get("/_postern/metrics")


def test_a_dead_letter_target_hears_of_what_was_given_up(postern, lambda_):
    queue = f"arn:aws:sqs:us-east-1:{ACCOUNT}:dead"
    postern.new_function("dead-letters", RAISES, role=role_arn("sender"), DeadLetterConfig={"TargetArn": queue})
    lambda_.put_function_event_invoke_config(FunctionName="dead-letters", MaximumRetryAttempts=0)
    request_id = send(lambda_, "dead-letters", {})
    messages = lambda: [event for event in postern.audit() if request_id in (event.get("errorMessage") or "")]
    assert eventually(messages)[0]["eventName"] == "SendMessage"


def test_events_are_bounded(lambda_):
    call = lambda_.invoke
    code, message = refused(
        call, FunctionName="keeper", InvocationType="Event", Payload=json.dumps("x" * (1024 * 1024)).encode()
    )
    assert code == "RequestTooLargeException" and "byte payload is too large for the Event invocation type" in message
    assert refused(call, FunctionName="keeper", InvocationType="Event", Payload=b"{")[0] == (
        "InvalidRequestContentException"
    )


def test_the_superseded_way_of_sending_events_works(postern, lambda_):
    new_source(postern, "old-way", ECHO, {"OnSuccess": function_arn("keeper")})
    answer = lambda_.invoke_async(FunctionName="old-way", InvokeArgs=b'{"n":3}')
    assert answer["Status"] == 202
    assert record(postern, answer["ResponseMetadata"]["RequestId"])["requestPayload"] == {"n": 3}
