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


def test_tags_are_added_listed_and_removed_in_both_forms(logs):
    logs.create_log_group(logGroupName="/tagged", tags={"a": "1"})
    arn = logs.describe_log_groups(logGroupNamePrefix="/tagged")["logGroups"][0]["logGroupArn"]
    logs.tag_resource(resourceArn=arn, tags={"b": "2"})
    logs.tag_log_group(logGroupName="/tagged", tags={"c": "3"})
    assert logs.list_tags_for_resource(resourceArn=arn)["tags"] == {"a": "1", "b": "2", "c": "3"}
    logs.untag_resource(resourceArn=arn, tagKeys=["a"])
    logs.untag_log_group(logGroupName="/tagged", tags=["b"])
    assert logs.list_tags_log_group(logGroupName="/tagged")["tags"] == {"c": "3"}
    assert refused(logs.tag_resource, resourceArn=arn, tags={f"k{number}": "v" for number in range(50)})[0] == "TooManyTagsException"
    assert refused(logs.list_tags_for_resource, resourceArn=arn.replace("/tagged", "/none"))[0] == "ResourceNotFoundException"
    assert refused(logs.list_tags_for_resource, resourceArn="arn:aws:s3:::b")[0] == "InvalidParameterException"


def test_retention_hides_and_refuses_what_is_too_old(logs):
    logs.create_log_group(logGroupName="/short")
    logs.create_log_stream(logGroupName="/short", logStreamName="s")
    now = int(time.time() * 1000)
    days = 24 * 3600 * 1000
    old = {"timestamp": now - 5 * days, "message": "old"}
    assert "rejectedLogEventsInfo" not in logs.put_log_events(logGroupName="/short", logStreamName="s", logEvents=[old])
    read = lambda: [event["message"] for event in logs.get_log_events(logGroupName="/short", logStreamName="s", startFromHead=True)["events"]]
    assert read() == ["old"]
    logs.put_retention_policy(logGroupName="/short", retentionInDays=3)
    assert logs.describe_log_groups(logGroupNamePrefix="/short")["logGroups"][0]["retentionInDays"] == 3
    assert read() == []
    answer = logs.put_log_events(logGroupName="/short", logStreamName="s", logEvents=[old])
    assert answer["rejectedLogEventsInfo"] == {"expiredLogEventEndIndex": 1}
    ahead = [{"timestamp": now, "message": "now"}, {"timestamp": now + 3 * 3600 * 1000, "message": "ahead"}]
    answer = logs.put_log_events(logGroupName="/short", logStreamName="s", logEvents=ahead)
    assert answer["rejectedLogEventsInfo"] == {"tooNewLogEventStartIndex": 1}
    assert read() == ["now"]
    ancient = [{"timestamp": now - 15 * days, "message": "ancient"}]
    logs.delete_retention_policy(logGroupName="/short")
    answer = logs.put_log_events(logGroupName="/short", logStreamName="s", logEvents=ancient)
    assert answer["rejectedLogEventsInfo"] == {"tooOldLogEventEndIndex": 1}
    assert refused(logs.put_retention_policy, logGroupName="/short", retentionInDays=4)[0] == "InvalidParameterException"


def test_groups_are_found_by_prefix_pattern_class_and_name(logs):
    for name in ("/find/Alpha", "/find/beta"):
        logs.create_log_group(logGroupName=name)
    names = lambda **filters: [group["logGroupName"] for group in logs.describe_log_groups(**filters)["logGroups"]]
    assert names(logGroupNamePrefix="/find/") == ["/find/Alpha", "/find/beta"]
    assert names(logGroupNamePattern="alpha") == ["/find/Alpha"]
    assert names(logGroupIdentifiers=["/find/beta"]) == ["/find/beta"]
    assert names(logGroupNamePrefix="/find/", logGroupClass="INFREQUENT_ACCESS") == []
    code, message = refused(logs.describe_log_groups, logGroupNamePrefix="a", logGroupNamePattern="b")
    assert code == "InvalidParameterException" and "mutually exclusive" in message
    pages = logs.get_paginator("describe_log_groups").paginate(logGroupNamePrefix="/find/", PaginationConfig={"PageSize": 1})
    assert [len(page["logGroups"]) for page in pages] == [1, 1]
    assert refused(logs.create_log_group, logGroupName="/find/x", logGroupClass="INFREQUENT_ACCESS")[0] == "InvalidParameterException"


def test_events_are_filtered_by_terms(logs):
    logs.create_log_group(logGroupName="/tail")
    logs.create_log_stream(logGroupName="/tail", logStreamName="s")
    now = int(time.time() * 1000)
    lines = ["INFO started", "ERROR disk full", "ERROR DEBUG ignored", "WARN slow"]
    logs.put_log_events(
        logGroupName="/tail",
        logStreamName="s",
        logEvents=[{"timestamp": now + number, "message": line} for number, line in enumerate(lines)],
    )
    found = lambda pattern: [event["message"] for event in logs.filter_log_events(logGroupName="/tail", filterPattern=pattern)["events"]]
    assert found("ERROR -DEBUG") == ["ERROR disk full"]
    assert found("?INFO ?WARN") == ["INFO started", "WARN slow"]
    assert found('"disk full"') == ["ERROR disk full"]
    assert refused(logs.filter_log_events, logGroupName="/tail", filterPattern="{ $.a = 1 }")[0] == "InvalidParameterException"


def test_what_is_not_served_is_named(logs):
    code, message = refused(
        logs.put_subscription_filter, logGroupName="/tail", filterName="f", filterPattern="", destinationArn="arn:aws:lambda:us-east-1:000000000000:function:f"
    )
    assert (code, message) == ("UnknownOperationException", "Postern does not support the operation PutSubscriptionFilter of logs yet.")


def test_times_beyond_all_counting_are_only_very_late(logs):
    logs.create_log_group(logGroupName="/own/late")
    logs.create_log_stream(logGroupName="/own/late", logStreamName="stream")
    stream = {"logGroupName": "/own/late", "logStreamName": "stream"}
    last = 2**63 - 1
    rejected = logs.put_log_events(logEvents=[{"timestamp": last, "message": "x"}], **stream)["rejectedLogEventsInfo"]
    assert rejected == {"tooNewLogEventStartIndex": 0}
    logs.put_log_events(logEvents=[{"timestamp": int(time.time() * 1000), "message": "x"}], **stream)
    assert len(logs.get_log_events(startTime=0, endTime=last, **stream)["events"]) == 1
    assert logs.get_log_events(startTime=last, endTime=last, **stream)["events"] == []
    assert len(logs.filter_log_events(logGroupName="/own/late", startTime=0, endTime=last)["events"]) == 1


def test_a_token_of_groups_that_is_none_is_refused_as_logs_does(logs):
    assert refused(logs.describe_log_groups, nextToken="%%") == (
        "InvalidParameterException",
        "The specified nextToken is invalid.",
    )


def test_a_message_may_have_a_nul(logs):
    logs.create_log_group(logGroupName="/own/nul")
    logs.create_log_stream(logGroupName="/own/nul", logStreamName="stream")
    stream = {"logGroupName": "/own/nul", "logStreamName": "stream"}
    logs.put_log_events(logEvents=[{"timestamp": int(time.time() * 1000), "message": "before\0after \U0001f600"}], **stream)
    [event] = logs.get_log_events(startFromHead=True, **stream)["events"]
    assert event["message"] == "before\0after \U0001f600"
    assert len(logs.filter_log_events(logGroupName="/own/nul", filterPattern="after")["events"]) == 1
