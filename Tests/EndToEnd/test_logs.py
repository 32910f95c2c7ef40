"""CloudWatch Logs as the aws CLI reads and writes it."""

import time

import botocore.exceptions
import pytest


@pytest.fixture(scope="module")
def logs(postern):
    return postern.client("logs")


def refused(call, **arguments):
    with pytest.raises(botocore.exceptions.ClientError) as caught:
        call(**arguments)
    return caught.value.response["Error"]["Code"], caught.value.response["Error"]["Message"]


def test_what_is_put_is_got_in_order(logs):
    logs.create_log_group(logGroupName="/own/group")
    logs.create_log_stream(logGroupName="/own/group", logStreamName="stream")
    now = int(time.time() * 1000)
    events = [{"timestamp": now + number, "message": f"line {number}"} for number in range(5)]
    logs.put_log_events(logGroupName="/own/group", logStreamName="stream", logEvents=events)
    found = logs.get_log_events(logGroupName="/own/group", logStreamName="stream", startFromHead=True)["events"]
    assert [(event["timestamp"], event["message"]) for event in found] == [
        (event["timestamp"], event["message"]) for event in events
    ]


def test_groups_are_described_by_prefix_and_deleted(logs):
    logs.create_log_group(logGroupName="/prefix/one")
    logs.create_log_group(logGroupName="/prefix/two")
    names = [group["logGroupName"] for group in logs.describe_log_groups(logGroupNamePrefix="/prefix/")["logGroups"]]
    assert names == ["/prefix/one", "/prefix/two"]
    logs.delete_log_group(logGroupName="/prefix/one")
    names = [group["logGroupName"] for group in logs.describe_log_groups(logGroupNamePrefix="/prefix/")["logGroups"]]
    assert names == ["/prefix/two"]


def test_what_is_not_there_is_said(logs):
    assert refused(logs.get_log_events, logGroupName="/none", logStreamName="s") == (
        "ResourceNotFoundException",
        "The specified log group does not exist.",
    )
    logs.create_log_group(logGroupName="/twice")
    assert refused(logs.create_log_group, logGroupName="/twice") == (
        "ResourceAlreadyExistsException",
        "The specified log group already exists",
    )


def test_reading_logs_needs_permission(postern):
    logs = postern.client("logs", postern.new_user("curious"))
    code, message = refused(logs.get_log_events, logGroupName="/aws/lambda/secret", logStreamName="s")
    assert code == "AccessDeniedException"
    assert "is not authorized to perform: logs:GetLogEvents on resource: arn:aws:logs:us-east-1:000000000000:log-group:" in message
