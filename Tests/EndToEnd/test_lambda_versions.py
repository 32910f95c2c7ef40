"""Versions and aliases: immutable snapshots, names for them, and what runs when they are invoked.

What is expected is what AWS answers:
https://docs.aws.amazon.com/lambda/latest/dg/configuration-versions.html
https://docs.aws.amazon.com/lambda/latest/dg/configuration-aliases.html
"""

import collections

import botocore.exceptions
import pytest

from postern import ACCOUNT, REGION, function_arn, zip_of

READS_ENVIRONMENT = "import os\ndef handler(event, context):\n    return [context.function_version, os.environ.get('STAGE')]\n"


def refusal(call, **arguments):
    """The whole error of a refused call: AWS's clients see more of it than code and message."""
    with pytest.raises(botocore.exceptions.ClientError) as caught:
        call(**arguments)
    return caught.value.response


def refused(call, **arguments):
    response = refusal(call, **arguments)
    return response["Error"]["Code"], response["Error"]["Message"]


def settled(lambda_, name):
    lambda_.get_waiter("function_updated_v2").wait(FunctionName=name)


def test_a_version_published_on_creation(postern):
    lambda_ = postern.client("lambda")
    created = postern.new_function("born", READS_ENVIRONMENT, Publish=True)
    assert (created["Version"], created["FunctionArn"], created["State"]) == ("1", function_arn("born"), "Pending")
    assert "LastUpdateStatus" not in created
    latest = lambda_.get_function(FunctionName="born")["Configuration"]
    assert (latest["Version"], latest["State"], latest["LastUpdateStatus"]) == ("$LATEST", "Active", "Successful")
    version = lambda_.get_function(FunctionName="born", Qualifier="1")["Configuration"]
    assert (version["Version"], version["FunctionArn"]) == ("1", function_arn("born") + ":1")
    assert len({created["RevisionId"], latest["RevisionId"], version["RevisionId"]}) == 3
    qualified = lambda_.get_function(FunctionName="born", Qualifier="$LATEST")["Configuration"]
    assert qualified["FunctionArn"] == function_arn("born") + ":$LATEST"
    again = lambda_.publish_version(FunctionName="born")
    assert again["ResponseMetadata"]["HTTPStatusCode"] == 201
    assert (again["Version"], again["RevisionId"]) == ("1", version["RevisionId"])
    listed = lambda_.list_versions_by_function(FunctionName="born")["Versions"]
    assert [one["FunctionArn"].removeprefix(function_arn("born")) for one in listed] == [":$LATEST", ":1"]
    assert not {"State", "LastUpdateStatus", "RuntimeVersionConfig"} & (set(listed[0]) | set(listed[1]))


def test_a_version_is_made_only_of_something_new(postern):
    lambda_ = postern.client("lambda")
    postern.new_function("steps", READS_ENVIRONMENT, Environment={"Variables": {"STAGE": "one"}})
    before = lambda_.get_function_configuration(FunctionName="steps")["RevisionId"]
    first = lambda_.publish_version(FunctionName="steps", Description="the first")
    assert (first["Version"], first["Description"], first["State"]) == ("1", "the first", "Active")
    after = lambda_.get_function_configuration(FunctionName="steps")
    assert after["RevisionId"] not in (before, first["RevisionId"])
    assert lambda_.publish_version(FunctionName="steps")["Version"] == "1"
    # What is set again to the same value is no change.
    lambda_.update_function_configuration(FunctionName="steps", Environment={"Variables": {"STAGE": "one"}})
    settled(lambda_, "steps")
    assert lambda_.publish_version(FunctionName="steps")["Version"] == "1"
    lambda_.update_function_configuration(FunctionName="steps", Environment={"Variables": {"STAGE": "two"}})
    settled(lambda_, "steps")
    assert lambda_.publish_version(FunctionName="steps")["Version"] == "2"
    assert postern.invoke("steps:1")["Payload"] == ["1", "one"]
    assert postern.invoke("steps", Qualifier="2")["Payload"] == ["2", "two"]
    assert postern.invoke("steps")["Payload"] == ["$LATEST", "two"]
    assert postern.invoke(function_arn("steps") + ":1")["ExecutedVersion"] == "1"
    lambda_.delete_function(FunctionName="steps", Qualifier="2")
    lambda_.delete_function(FunctionName="steps", Qualifier="2")
    assert refused(lambda_.get_function, FunctionName="steps", Qualifier="2") == (
        "ResourceNotFoundException",
        f"Function not found: {function_arn('steps')}:2",
    )
    lambda_.update_function_configuration(FunctionName="steps", Description="numbers are not used again")
    settled(lambda_, "steps")
    assert lambda_.publish_version(FunctionName="steps")["Version"] == "3"


def test_an_update_is_in_progress_and_meanwhile_refuses_others(postern):
    lambda_ = postern.client("lambda")
    postern.new_function("busy", READS_ENVIRONMENT)
    archive = zip_of({"app.py": "def handler(event, context):\n    return 2\n"})
    published = lambda_.update_function_code(FunctionName="busy", ZipFile=archive, Publish=True)
    assert (published["Version"], published["State"]) == ("1", "Pending")
    assert published["FunctionArn"] == function_arn("busy") + ":1"
    conflict = refusal(lambda_.update_function_configuration, FunctionName="busy", Timeout=9)
    assert conflict["Error"]["Code"] == "ResourceConflictException"
    assert conflict["Type"] == "User"
    assert conflict["message"] == (
        "The operation cannot be performed at this time. An update is in progress for resource: " + function_arn("busy")
    )
    settled(lambda_, "busy")
    version = lambda_.get_function(FunctionName="busy", Qualifier="1")["Configuration"]
    assert (version["State"], version["LastUpdateStatus"]) == ("Active", "Successful")
    changed = lambda_.update_function_configuration(FunctionName="busy", Timeout=9)
    assert (changed["LastUpdateStatus"], changed["LastUpdateStatusReasonCode"]) == ("InProgress", "Creating")
    assert changed["LastUpdateStatusReason"] == "The function is being created."


def test_preconditions_of_publishing(postern):
    lambda_ = postern.client("lambda")
    created = postern.new_function("careful", READS_ENVIRONMENT)
    assert refused(lambda_.publish_version, FunctionName="careful", CodeSha256="other") == (
        "InvalidParameterValueException",
        f"CodeSHA256 (other) is different from current CodeSHA256 in $LATEST ({created['CodeSha256']}). Please try again "
        "with the CodeSHA256 in $LATEST.",
    )
    stale = refusal(lambda_.publish_version, FunctionName="careful", RevisionId=created["RevisionId"])
    assert stale["ResponseMetadata"]["HTTPStatusCode"] == 412
    assert stale["Error"] == {
        "Code": "PreconditionFailedException",
        "Message": "The Revision Id provided does not match the latest Revision Id. Call the GetFunction/GetAlias API to "
        "retrieve the latest Revision Id",
    }
    revision = lambda_.get_function_configuration(FunctionName="careful")["RevisionId"]
    published = lambda_.publish_version(
        FunctionName="careful", RevisionId=revision, CodeSha256=created["CodeSha256"]
    )
    assert published["Version"] == "1"


def test_versions_come_in_pages(postern):
    lambda_ = postern.client("lambda")
    postern.new_function("many", READS_ENVIRONMENT, Publish=True)
    for number in (2, 3, 4):
        lambda_.update_function_configuration(FunctionName="many", Description=str(number))
        settled(lambda_, "many")
        lambda_.publish_version(FunctionName="many")
    pages = lambda_.get_paginator("list_versions_by_function").paginate(
        FunctionName="many", PaginationConfig={"PageSize": 2}
    )
    numbers = [[one["Version"] for one in page["Versions"]] for page in pages]
    assert numbers == [["$LATEST", "1"], ["2", "3"], ["4"]]


@pytest.fixture(scope="module")
def staged(postern):
    """A function with two versions that differ by a variable."""
    lambda_ = postern.client("lambda")
    postern.new_function("staged", READS_ENVIRONMENT, Environment={"Variables": {"STAGE": "one"}}, Publish=True)
    lambda_.update_function_configuration(FunctionName="staged", Environment={"Variables": {"STAGE": "two"}})
    settled(lambda_, "staged")
    lambda_.publish_version(FunctionName="staged")
    return lambda_


def test_an_alias_lives_from_create_to_delete(postern, staged):
    arn = function_arn("staged")
    created = staged.create_alias(
        FunctionName="staged",
        Name="live",
        FunctionVersion="1",
        Description="what callers see",
        RoutingConfig={"AdditionalVersionWeights": {"2": 0.2}},
    )
    assert created.pop("ResponseMetadata")["HTTPStatusCode"] == 201
    assert created == {
        "AliasArn": f"{arn}:live",
        "Name": "live",
        "FunctionVersion": "1",
        "Description": "what callers see",
        "RoutingConfig": {"AdditionalVersionWeights": {"2": 0.2}},
        "RevisionId": created["RevisionId"],
    }
    got = staged.get_alias(FunctionName=arn, Name="live")
    assert {key: got[key] for key in created} == created
    configuration = staged.get_function(FunctionName="staged", Qualifier="live")["Configuration"]
    assert (configuration["FunctionArn"], configuration["Version"]) == (f"{arn}:live", "1")
    staged.create_alias(FunctionName="staged", Name="next", FunctionVersion="2")
    both = staged.list_aliases(FunctionName="staged")["Aliases"]
    assert [alias["Name"] for alias in both] == ["live", "next"]
    assert "RoutingConfig" not in both[1] and both[1]["Description"] == ""
    for_two = staged.list_aliases(FunctionName="staged", FunctionVersion="2")["Aliases"]
    assert [alias["Name"] for alias in for_two] == ["live", "next"]
    stale = refused(
        staged.update_alias, FunctionName="staged", Name="live", Description="x", RevisionId="wrong"
    )
    assert stale[0] == "PreconditionFailedException"
    updated = staged.update_alias(FunctionName="staged", Name="live", RoutingConfig={})
    assert "RoutingConfig" not in updated
    assert updated["Description"] == "what callers see"
    assert updated["RevisionId"] != created["RevisionId"]
    conflict = refused(staged.delete_function, FunctionName="staged", Qualifier="1")
    assert conflict[0] == "ResourceConflictException" and "live" in conflict[1]
    for name in ("live", "next", "never-there"):
        answer = staged.delete_alias(FunctionName="staged", Name=name)
        assert answer["ResponseMetadata"]["HTTPStatusCode"] == 204
    assert staged.list_aliases(FunctionName="staged")["Aliases"] == []


def test_an_alias_invokes_the_version_that_it_names(postern, staged):
    staged.create_alias(FunctionName="staged", Name="stable", FunctionVersion="1")
    answer = postern.invoke("staged:stable")
    assert (answer["ExecutedVersion"], answer["Payload"]) == ("1", ["1", "one"])
    staged.update_alias(FunctionName="staged", Name="stable", FunctionVersion="2")
    answer = postern.invoke("staged", Qualifier="stable")
    assert (answer["ExecutedVersion"], answer["Payload"]) == ("2", ["2", "two"])
    staged.update_alias(FunctionName="staged", Name="stable", FunctionVersion="$LATEST")
    assert postern.invoke(function_arn("staged") + ":stable")["ExecutedVersion"] == "$LATEST"


def test_an_alias_divides_its_invocations_by_weight(postern, staged):
    staged.create_alias(
        FunctionName="staged",
        Name="canary",
        FunctionVersion="1",
        RoutingConfig={"AdditionalVersionWeights": {"2": 0.5}},
    )
    counts = collections.Counter(postern.invoke("staged:canary")["ExecutedVersion"] for _ in range(60))
    # Less than five of sixty fair throws happen once in 10^12.
    assert set(counts) == {"1", "2"} and min(counts.values()) >= 5
    for weight, executed in ((1.0, "2"), (0.0, "1")):
        staged.update_alias(
            FunctionName="staged", Name="canary", RoutingConfig={"AdditionalVersionWeights": {"2": weight}}
        )
        assert {postern.invoke("staged:canary")["ExecutedVersion"] for _ in range(10)} == {executed}


REFUSED_ALIASES = [
    (
        dict(RoutingConfig={"AdditionalVersionWeights": {"1": 0.1, "2": 0.1}}),
        "InvalidParameterValueException",
        "Number of items in AdditionalVersionWeights cannot be greater than 1",
    ),
    (
        dict(RoutingConfig={"AdditionalVersionWeights": {"2": 2.0}}),
        "ValidationException",
        "1 validation error detected: Value '{2=2.0}' at 'routingConfig.additionalVersionWeights' failed to satisfy "
        "constraint: Map value must satisfy constraint: [Member must have value less than or equal to 1.0, Member must "
        "have value greater than or equal to 0.0, Member must not be null]",
    ),
    (
        dict(RoutingConfig={"AdditionalVersionWeights": {"2": -1.0}}),
        "ValidationException",
        "1 validation error detected: Value '{2=-1.0}' at 'routingConfig.additionalVersionWeights' failed to satisfy "
        "constraint: Map value must satisfy constraint: [Member must have value less than or equal to 1.0, Member must "
        "have value greater than or equal to 0.0, Member must not be null]",
    ),
    (
        dict(RoutingConfig={"AdditionalVersionWeights": {"1": 0.5}}),
        "InvalidParameterValueException",
        "Invalid function version 1. Function version 1 is already included in routing configuration.",
    ),
    (
        dict(FunctionVersion="10"),
        "ResourceNotFoundException",
        f"Function not found: {function_arn('staged')}:10",
    ),
    (
        dict(RoutingConfig={"AdditionalVersionWeights": {"10": 0.5}}),
        "ResourceNotFoundException",
        f"Function not found: {function_arn('staged')}:10",
    ),
    (
        dict(FunctionVersion="$LATEST", RoutingConfig={"AdditionalVersionWeights": {"1": 0.5}}),
        "InvalidParameterValueException",
        "$LATEST is not supported for an alias pointing to more than 1 version",
    ),
    (
        dict(FunctionName="staged-unknown"),
        "ResourceNotFoundException",
        f"Function not found: {function_arn('staged-unknown')}:1",
    ),
    (
        dict(Name="2024"),
        "ValidationException",
        "1 validation error detected: Value '2024' at 'name' failed to satisfy constraint: Member must satisfy regular "
        "expression pattern: (?!^[0-9]+$)([a-zA-Z0-9-_]+)",
    ),
]


@pytest.mark.parametrize(("change", "code", "message"), REFUSED_ALIASES)
def test_aliases_that_cannot_be(postern, staged, change, code, message):
    # The client would refuse some of these itself.
    lambda_ = postern.client("lambda", parameter_validation=False)
    arguments = dict(FunctionName="staged", Name="odd", FunctionVersion="1") | change
    assert refused(lambda_.create_alias, **arguments) == (code, message)


def test_aliases_that_are_taken_or_missing(staged):
    staged.create_alias(FunctionName="staged", Name="2024-01-02", FunctionVersion="1")
    arn = function_arn("staged")
    taken = refused(staged.create_alias, FunctionName="staged", Name="2024-01-02", FunctionVersion="1")
    assert taken == ("ResourceConflictException", f"Alias already exists: {arn}:2024-01-02")
    for call in (staged.get_alias, staged.update_alias):
        missing = refusal(call, FunctionName="staged", Name="missing")
        assert (missing["Error"]["Message"], missing["Type"]) == (f"Cannot find alias arn: {arn}:missing", "User")
        assert missing["Message"] == missing["Error"]["Message"]


WAYS_TO_NAME_A_VERSION = [
    dict(FunctionName="staged:1"),
    dict(FunctionName="staged", Qualifier="1"),
    dict(FunctionName="staged:1", Qualifier="1"),
    dict(FunctionName="function:staged:1"),
    dict(FunctionName=f"{ACCOUNT}:function:staged:1"),
    dict(FunctionName=f"{ACCOUNT}:staged", Qualifier="1"),
    dict(FunctionName=f"{REGION}:{ACCOUNT}:function:staged:1"),
    dict(FunctionName=f"arn:aws:lambda:{REGION}:{ACCOUNT}:function:staged", Qualifier="1"),
]


@pytest.mark.parametrize("named", WAYS_TO_NAME_A_VERSION)
def test_every_way_to_name_a_version(staged, named):
    configuration = staged.get_function_configuration(**named)
    assert (configuration["FunctionArn"], configuration["Version"]) == (function_arn("staged") + ":1", "1")


@pytest.mark.parametrize("operation", ["get_function", "get_function_configuration", "delete_function", "invoke"])
def test_names_that_lead_nowhere(staged, operation):
    call = getattr(staged, operation)
    assert refused(call, FunctionName=function_arn("staged") + ":1", Qualifier="2") == (
        "InvalidParameterValueException",
        "The derived qualifier from the function name does not match the specified qualifier.",
    )
    elsewhere = f"arn:aws:lambda:ap-southeast-1:{ACCOUNT}:function:staged"
    assert refused(call, FunctionName=elsewhere) == (
        "ResourceNotFoundException",
        f"Functions from 'ap-southeast-1' are not reachable in this region ('{REGION}')",
    )
    assert refused(call, FunctionName="nobody", Qualifier="1")[0] == "ResourceNotFoundException"
