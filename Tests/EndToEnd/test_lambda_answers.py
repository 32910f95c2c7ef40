"""What Lambda's control plane answers, field by field and word by word.

What is expected is what AWS answers: https://docs.aws.amazon.com/lambda/latest/api/API_Operations.html
"""

import base64
import hashlib
import json
import urllib.request

import botocore.exceptions
import pytest

from postern import ACCOUNT, REGION, function_arn, matches, role_arn, statement_of, zip_of

ECHO = "def handler(event, context):\n    return event\n"
UUID = r"^[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}$"
DATE = r"^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d\.\d{3}\+0000$"
IN_PROGRESS = {
    "LastUpdateStatus": "InProgress",
    "LastUpdateStatusReason": "The function is being created.",
    "LastUpdateStatusReasonCode": "Creating",
}
STALE = (
    "The Revision Id provided does not match the latest Revision Id. Call the GetFunction/GetAlias API to retrieve the "
    "latest Revision Id"
)


@pytest.fixture(scope="module")
def lambda_(postern):
    # The service's own refusals are wanted, not the client's.
    return postern.client("lambda", parameter_validation=False)


def refusal(call, **arguments):
    with pytest.raises(botocore.exceptions.ClientError) as caught:
        call(**arguments)
    return caught.value.response


def refused(call, **arguments):
    response = refusal(call, **arguments)
    return response["Error"]["Code"], response["Error"]["Message"]


def body(answer):
    return {key: value for key, value in answer.items() if key != "ResponseMetadata"}


def settled(lambda_, name):
    lambda_.get_waiter("function_updated_v2").wait(FunctionName=name)


def configuration(answer, archive):
    """Checks what is different each time, and takes it out; what is left is the same on every run."""
    left = body(answer)
    matches(UUID, left.pop("RevisionId"))
    matches(DATE, left.pop("LastModified"))
    assert left.pop("CodeSha256") == base64.b64encode(hashlib.sha256(archive).digest()).decode()
    assert left.pop("CodeSize") == len(archive)
    matches(
        rf"^arn:aws:lambda:{REGION}::runtime:[0-9a-f]{{64}}$",
        left.pop("RuntimeVersionConfig", {}).get("RuntimeVersionArn", f"arn:aws:lambda:{REGION}::runtime:{'0' * 64}"),
    )
    return left


def plain(name, **changes):
    """A function of which nothing but name, role, runtime, handler and code was said."""
    return {
        "FunctionName": name,
        "FunctionArn": function_arn(name),
        "Runtime": "python3.12",
        "Role": role_arn(f"{name}-role"),
        "Handler": "app.handler",
        "Description": "",
        "Timeout": 3,
        "MemorySize": 128,
        "Version": "$LATEST",
        "TracingConfig": {"Mode": "PassThrough"},
        "PackageType": "Zip",
        "Architectures": ["x86_64"],
        "EphemeralStorage": {"Size": 512},
        "SnapStart": {"ApplyOn": "None", "OptimizationStatus": "Off"},
        "LoggingConfig": {"LogFormat": "Text", "LogGroup": f"/aws/lambda/{name}"},
    } | changes


CREATED = {"State": "Pending", "StateReason": "The function is being created.", "StateReasonCode": "Creating"}
ACTIVE = {"State": "Active", "LastUpdateStatus": "Successful"}


def test_every_field_of_a_function_from_create_to_delete(postern, lambda_):
    archive, other = zip_of({"app.py": ECHO}), zip_of({"app.py": ECHO + "# changed\n"})
    created = lambda_.create_function(
        FunctionName="whole",
        Role=postern.new_role("whole-role"),
        Runtime="python3.12",
        Handler="app.handler",
        Code={"ZipFile": archive},
    )
    assert created["ResponseMetadata"]["HTTPStatusCode"] == 201
    assert "RuntimeVersionConfig" in created
    assert configuration(created, archive) == plain("whole", **CREATED)
    got = body(lambda_.get_function(FunctionName="whole"))
    location = got["Code"].pop("Location")
    assert got.pop("Code") == {"RepositoryType": "S3"}
    assert urllib.request.urlopen(location).read() == archive
    assert configuration(got.pop("Configuration"), archive) == plain("whole", **ACTIVE)
    assert got == {}, "a function without tags and reservation has neither field"
    updated = lambda_.update_function_configuration(
        FunctionName="whole",
        Description="second",
        Timeout=10,
        MemorySize=512,
        Environment={"Variables": {"ENV_A": "a"}},
        EphemeralStorage={"Size": 1024},
        TracingConfig={"Mode": "Active"},
        DeadLetterConfig={"TargetArn": f"arn:aws:sqs:{REGION}:{ACCOUNT}:dead"},
    )
    second = plain(
        "whole",
        Description="second",
        Timeout=10,
        MemorySize=512,
        Environment={"Variables": {"ENV_A": "a"}},
        EphemeralStorage={"Size": 1024},
        TracingConfig={"Mode": "Active"},
        DeadLetterConfig={"TargetArn": f"arn:aws:sqs:{REGION}:{ACCOUNT}:dead"},
    )
    assert configuration(updated, archive) == second | {"State": "Active"} | IN_PROGRESS
    settled(lambda_, "whole")
    after = lambda_.get_function_configuration(FunctionName="whole")
    assert configuration(after, archive) == second | ACTIVE
    assert len({answer["RevisionId"] for answer in (created, updated, after)}) == 3
    replaced = lambda_.update_function_code(FunctionName="whole", ZipFile=other)
    assert replaced["ResponseMetadata"]["HTTPStatusCode"] == 200
    assert configuration(replaced, other) == second | {"State": "Active"} | IN_PROGRESS
    during = lambda_.get_function(FunctionName="whole")["Configuration"]
    assert (during["LastUpdateStatus"], during["RevisionId"]) == ("InProgress", replaced["RevisionId"])
    settled(lambda_, "whole")
    emptied = lambda_.update_function_configuration(
        FunctionName="whole", DeadLetterConfig={"TargetArn": ""}, Environment={"Variables": {}}, Description=""
    )
    assert "DeadLetterConfig" not in emptied
    assert (emptied["Environment"], emptied["Description"]) == ({"Variables": {}}, "")
    deleted = lambda_.delete_function(FunctionName="whole")
    assert deleted["ResponseMetadata"]["HTTPStatusCode"] == 204
    missing = refusal(lambda_.delete_function, FunctionName="whole")
    sentence = f"Function not found: {function_arn('whole')}"
    assert missing["Error"] == {"Code": "ResourceNotFoundException", "Message": sentence}
    assert (missing["Message"], missing["Type"]) == (sentence, "User")
    assert missing["ResponseMetadata"]["HTTPStatusCode"] == 404
    assert missing["ResponseMetadata"]["HTTPHeaders"]["x-amzn-errortype"] == "ResourceNotFoundException"


def test_an_update_that_changes_nothing_is_an_update(postern, lambda_):
    postern.new_function("redundant", ECHO)
    revisions = set()
    for _ in range(2):
        answer = lambda_.update_function_configuration(FunctionName="redundant", Description="same")
        assert answer["LastUpdateStatus"] == "InProgress"
        settled(lambda_, "redundant")
        revisions |= {answer["RevisionId"], lambda_.get_function_configuration(FunctionName="redundant")["RevisionId"]}
    assert len(revisions) == 4


def test_a_dry_run_of_new_code_changes_nothing(postern, lambda_):
    created = postern.new_function("rehearsed", ECHO)
    before = lambda_.get_function_configuration(FunctionName="rehearsed")
    other = zip_of({"app.py": ECHO + "# changed\n"})
    rehearsal = lambda_.update_function_code(FunctionName="rehearsed", ZipFile=other, DryRun=True)
    assert rehearsal["CodeSha256"] != created["CodeSha256"]
    after = lambda_.get_function_configuration(FunctionName="rehearsed")
    assert (after["CodeSha256"], after["RevisionId"]) == (created["CodeSha256"], before["RevisionId"])
    assert refused(lambda_.update_function_code, FunctionName="rehearsed", ZipFile=b"no zip", DryRun=True) == (
        "InvalidParameterValueException",
        "Could not unzip uploaded file. Please check your file, then try to upload again.",
    )


@pytest.fixture(scope="module")
def basis(postern):
    """What creates a function, for tests that spoil a part of it."""
    role = postern.new_role("basis-role")
    return dict(
        FunctionName="never",
        Role=role,
        Runtime="python3.12",
        Handler="app.handler",
        Code={"ZipFile": zip_of({"app.py": ECHO})},
    )


LONG = "a" * 65
REFUSED_FUNCTIONS = {
    "role": (
        dict(Role="r1"),
        "ValidationException",
        r"^1 validation error detected: Value 'r1' at 'role' failed to satisfy constraint: Member must satisfy regular "
        r"expression pattern: arn:\(aws\[a-zA-Z-\]\*\)\?:iam::\\d\{12\}:role/\?",
    ),
    "missing role": (
        dict(Role=role_arn("nobody")),
        "InvalidParameterValueException",
        "^The role defined for the function cannot be assumed by Lambda.$",
    ),
    "runtime": (
        dict(Runtime="non-existent-runtime"),
        "InvalidParameterValueException",
        r"^Value non-existent-runtime at 'runtime' failed to satisfy constraint: Member must satisfy enum value set: "
        r"\[nodejs20\.x, .*, python3\.9\] or be a valid ARN$",
    ),
    "runtime in capitals": (
        dict(Runtime="PYTHON3.9"), "InvalidParameterValueException", "^Value PYTHON3.9 at 'runtime' failed to satisfy "
    ),
    "old runtime": (
        dict(Runtime="python3.7"),
        "InvalidParameterValueException",
        "^The runtime parameter of python3.7 is no longer supported for creating or updating AWS Lambda functions. We "
        r"recommend you use the new runtime \(python3.12\) while creating or updating functions.$",
    ),
    "no runtime": (
        dict(Runtime=None),
        "InvalidParameterValueException",
        "^Runtime and Handler are mandatory parameters for functions created with deployment packages.$",
    ),
    "no handler": (
        dict(Handler=None),
        "InvalidParameterValueException",
        "^Runtime and Handler are mandatory parameters for functions created with deployment packages.$",
    ),
    "two architectures": (
        dict(Architectures=["x86_64", "arm64"]),
        "ValidationException",
        r"^1 validation error detected: Value '\[x86_64, arm64\]' at 'architectures' failed to satisfy constraint: Member "
        "must have length less than or equal to 1$",
    ),
    "architecture in capitals": (
        dict(Architectures=["X86_64"]),
        "ValidationException",
        r"^1 validation error detected: Value '\[X86_64\]' at 'architectures' failed to satisfy constraint: Member must "
        r"satisfy constraint: \[Member must satisfy enum value set: \[x86_64, arm64\], Member must not be null\]$",
    ),
    "no archive": (
        dict(Code={"ZipFile": b"this is not a zip file"}),
        "InvalidParameterValueException",
        "^Could not unzip uploaded file. Please check your file, then try to upload again.$",
    ),
    "no code": (dict(Code={}), "InvalidParameterValueException", "^Please provide a source for function code.$"),
    "name": (
        dict(FunctionName="invalid:function:name"),
        "ValidationException",
        "^1 validation error detected: Value 'invalid:function:name' at 'functionName' failed to satisfy constraint: "
        "Member must satisfy regular expression pattern: ",
    ),
    "long name": (
        dict(FunctionName=LONG),
        "InvalidParameterValueException",
        f"^1 validation error detected: Value '{LONG}' at 'functionName' failed to satisfy constraint: Member must have "
        "length less than or equal to 64$",
    ),
    "other region": (
        dict(FunctionName=f"arn:aws:lambda:ap-southeast-1:{ACCOUNT}:function:never"),
        "ResourceNotFoundException",
        rf"^Functions from 'ap-southeast-1' are not reachable in this region \('{REGION}'\)$",
    ),
    "reserved variable": (
        dict(Environment={"Variables": {"AWS_REGION": "mars"}}),
        "InvalidParameterValueException",
        "Reserved keys used in this request: AWS_REGION$",
    ),
    "large environment": (
        dict(Environment={"Variables": {"LARGE_VAR": "x" * 4081}}),
        "InvalidParameterValueException",
        "^Lambda was unable to configure your environment variables because the environment variables you have provided "
        r'exceeded the 4KB limit. String measured: {"LARGE_VAR":"x{4081}"}$',
    ),
    "snapstart": (
        dict(Runtime="python3.11", SnapStart={"ApplyOn": "PublishedVersions"}),
        "InvalidParameterValueException",
        "^(python3.11 is not supported for SnapStart enabled functions.|python3.11 needs )",
    ),
    "snapstart option": (
        dict(SnapStart={"ApplyOn": "invalidOption"}),
        "ValidationException",
        "^1 validation error detected: Value 'invalidOption' at 'snapStart.applyOn' failed to satisfy constraint: Member "
        r"must satisfy enum value set: \[PublishedVersions, None\]$",
    ),
    "tags": (
        dict(Tags={f"key{number}": "" for number in range(51)}),
        "InvalidParameterValueException",
        "^Number of tags exceeds resource tag limit.$",
    ),
    "image": (
        dict(PackageType="Image", Code={"ImageUri": "1.dkr.ecr.us-east-1.amazonaws.com/a:b"}, Runtime=None, Handler=None),
        "InvalidParameterValueException",
        "^Postern does not support container images",
    ),
    "file system": (
        dict(
            FileSystemConfigs=[
                {
                    "Arn": f"arn:aws:elasticfilesystem:{REGION}:{ACCOUNT}:access-point/fsap-0123456789abcdef0",
                    "LocalMountPath": "/mnt/a",
                }
            ]
        ),
        "InvalidParameterValueException",
        "^Postern does not support FileSystemConfigs yet",
    ),
    "subnets": (
        dict(VpcConfig={"SubnetIds": ["subnet-1"], "SecurityGroupIds": ["sg-1"]}),
        "InvalidParameterValueException",
        "^Postern does not support VpcConfig yet",
    ),
    "dead letters": (
        dict(DeadLetterConfig={"TargetArn": f"arn:aws:s3:::{ACCOUNT}"}),
        "InvalidParameterValueException",
        "is invalid: a dead-letter target is",
    ),
    "level without format": (
        dict(LoggingConfig={"ApplicationLogLevel": "DEBUG"}), "InvalidParameterValueException", "set LogFormat to JSON"
    ),
}


@pytest.mark.parametrize("case", REFUSED_FUNCTIONS)
def test_functions_that_cannot_be(lambda_, basis, case):
    change, code, pattern = REFUSED_FUNCTIONS[case]
    arguments = {key: value for key, value in (basis | change).items() if value is not None}
    response = refusal(lambda_.create_function, **arguments)
    matches(pattern, response["Error"]["Message"])
    assert response["Error"]["Code"] == code
    # Constraints of the model are refused by AWS's framework, which gives no type.
    assert response.get("Type") == (None if code == "ValidationException" else "User")


PATTERN = "Member must satisfy regular expression pattern: "
MISNAMED = {
    "name": dict(FunctionName="absent!"),
    "account": dict(FunctionName="invalid-account:function:absent"),
    "region": dict(FunctionName=f"arn:aws:lambda:invalid-region:{ACCOUNT}:function:absent"),
    "service": dict(FunctionName=f"arn:aws:ec2:{REGION}:{ACCOUNT}:instance:i-1234567890abcdef0"),
    "no region": dict(FunctionName=f"arn:aws:lambda::{ACCOUNT}:function:absent"),
    "no account": dict(FunctionName=f"arn:aws:lambda:{REGION}::function:absent"),
    "two qualifiers": dict(FunctionName=function_arn("absent") + ":1:2"),
    "more than $LATEST": dict(FunctionName="function:absent:$LATEST:extra"),
    "less than $LATEST": dict(FunctionName=function_arn("absent") + ":$LATES"),
    "qualifier": dict(FunctionName="absent", Qualifier="invalid!"),
}
NAMING = ["get_function", "delete_function", "invoke"]


@pytest.mark.parametrize("operation", NAMING)
@pytest.mark.parametrize("case", MISNAMED)
def test_names_that_are_none(lambda_, operation, case):
    code, message = refused(getattr(lambda_, operation), **MISNAMED[case])
    member = "qualifier" if case == "qualifier" else "functionName"
    value = MISNAMED[case][member[0].upper() + member[1:]]
    assert code == "ValidationException"
    assert message.startswith(
        f"1 validation error detected: Value '{value}' at '{member}' failed to satisfy constraint: {PATTERN}"
    )


@pytest.mark.parametrize("operation", NAMING)
def test_names_of_functions_that_are_not_there(lambda_, operation):
    call = getattr(lambda_, operation)

    def not_found(arn):
        return "ResourceNotFoundException", f"Function not found: {arn}"

    def length(member, value):
        return "ValidationException", (
            f"1 validation error detected: Value '{value}' at '{member}' failed to satisfy constraint: Member must have "
            "length less than or equal to 128"
        )

    deletes = operation == "delete_function"
    assert refused(call, FunctionName="absent") == not_found(function_arn("absent"))
    assert refused(call, FunctionName=LONG) == not_found(function_arn(LONG))
    assert refused(call, FunctionName=f"arn:aws:lambda:{REGION}:{ACCOUNT}:function") == not_found(function_arn("function"))
    assert refused(call, FunctionName="absent", Qualifier="a" * 129) == length("qualifier", "a" * 129)
    assert refused(call, FunctionName="absent", Qualifier="-1") == (
        ("InvalidParameterValueException", "Deletion of aliases is not currently supported.")
        if deletes
        else not_found(function_arn("absent") + ":-1")
    )
    assert refused(call, FunctionName="absent", Qualifier="$latest") == not_found(
        function_arn("absent") + ("" if deletes else ":$latest")
    )
    assert refused(call, FunctionName=function_arn("absent") + ":$LATEST", Qualifier="1") == (
        "InvalidParameterValueException",
        "The derived qualifier from the function name does not match the specified qualifier.",
    )


def test_an_environment_just_within_four_kilobytes(postern, lambda_, basis):
    environment = {"Variables": {"LARGE_VAR": "x" * 4080}}
    created = lambda_.create_function(**basis | dict(FunctionName="near-limit", Environment=environment))
    assert created["Environment"] == environment


def test_a_function_may_be_created_by_its_arn(lambda_, basis):
    for name in (function_arn("by-arn"), f"{ACCOUNT}:function:by-partial-arn"):
        created = lambda_.create_function(**basis | dict(FunctionName=name))
        bare = name.rsplit(":", 1)[1]
        assert (created["FunctionName"], created["FunctionArn"]) == (bare, function_arn(bare))


def test_updates_that_cannot_be(postern, lambda_):
    postern.new_function("spoiled", ECHO)
    settings = dict(FunctionName="spoiled")
    assert refused(lambda_.update_function_configuration, Runtime="PYTHON3.9", **settings)[1].startswith(
        "Value PYTHON3.9 at 'runtime' failed to satisfy constraint: Member must satisfy enum value set: [nodejs20.x, "
    )
    assert refused(lambda_.update_function_code, ImageUri="1.dkr.ecr.us-east-1.amazonaws.com/a:b", **settings) == (
        "InvalidParameterValueException",
        "Please don't provide ImageUri when updating a function with packageType Zip.",
    )
    for call, change in (
        (lambda_.update_function_configuration, dict(Description="x")),
        (lambda_.update_function_code, dict(ZipFile=zip_of({"app.py": ECHO}))),
    ):
        stale = refusal(call, RevisionId="wrong", **settings, **change)
        assert (stale["ResponseMetadata"]["HTTPStatusCode"], stale["Error"]["Message"]) == (412, STALE)
        assert (stale["Type"], stale["message"]) == ("User", STALE)


def test_logging_configurations(postern, lambda_):
    postern.new_function("logs-json", ECHO)

    def updated(**config):
        answer = lambda_.update_function_configuration(FunctionName="logs-json", LoggingConfig=config)
        settled(lambda_, "logs-json")
        got = lambda_.get_function_configuration(FunctionName="logs-json")["LoggingConfig"]
        assert answer["LoggingConfig"] == got
        return got

    group = "/aws/lambda/logs-json"
    json_format = {"LogFormat": "JSON", "ApplicationLogLevel": "INFO", "SystemLogLevel": "INFO", "LogGroup": group}
    assert updated(LogFormat="JSON") == json_format
    assert updated(LogFormat="JSON", SystemLogLevel="WARN") == json_format | {"SystemLogLevel": "WARN"}
    assert updated(LogFormat="Text") == {"LogFormat": "Text", "LogGroup": group}
    assert updated(LogGroup="cool_lambda") == {"LogFormat": "Text", "LogGroup": "cool_lambda"}


def test_lists_of_functions(make_postern):
    postern = make_postern().start()
    lambda_ = postern.client("lambda", parameter_validation=False)
    postern.new_function("a-first", ECHO, Publish=True)
    postern.new_function("b-second", ECHO)
    names = [function["FunctionArn"] for function in lambda_.list_functions()["Functions"]]
    assert names == [function_arn("a-first"), function_arn("b-second")]
    everything = lambda_.list_functions(FunctionVersion="ALL")["Functions"]
    assert [(one["FunctionArn"], one["Version"]) for one in everything] == [
        (function_arn("a-first") + ":$LATEST", "$LATEST"),
        (function_arn("a-first") + ":1", "1"),
        (function_arn("b-second") + ":$LATEST", "$LATEST"),
    ]
    assert not {"State", "LastUpdateStatus", "RuntimeVersionConfig"} & set(everything[0])
    assert refused(lambda_.list_functions, FunctionVersion="invalid") == (
        "ValidationException",
        "1 validation error detected: Value 'invalid' at 'functionVersion' failed to satisfy constraint: Member must "
        "satisfy enum value set: [ALL]",
    )
    pages = lambda_.get_paginator("list_functions").paginate(FunctionVersion="ALL", PaginationConfig={"PageSize": 2})
    assert [len(page["Functions"]) for page in pages] == [2, 1]


def test_tags(postern, lambda_):
    postern.new_function("tagged", ECHO, Tags={"a": "1"})
    arn = function_arn("tagged")
    assert body(lambda_.list_tags(Resource=arn)) == {"Tags": {"a": "1"}}
    revisions = [lambda_.get_function_configuration(FunctionName="tagged")["RevisionId"]]

    def changed(call, tags, **arguments):
        assert call(Resource=arn, **arguments)["ResponseMetadata"]["HTTPStatusCode"] == 204
        assert lambda_.list_tags(Resource=arn)["Tags"] == tags
        function = lambda_.get_function(FunctionName="tagged")
        assert function.get("Tags", {}) == tags
        revisions.append(function["Configuration"]["RevisionId"])

    changed(lambda_.tag_resource, {"a": "1", "b": "2", "c": "3"}, Tags={"b": "2", "c": "3"})
    changed(lambda_.tag_resource, {"a": "1", "b": "x", "c": "3"}, Tags={"b": "x"})
    changed(lambda_.untag_resource, {"a": "1"}, TagKeys=["b", "c", "never"])
    changed(lambda_.untag_resource, {}, TagKeys=["a"])
    assert len(set(revisions)) == len(revisions), "each change of tags is a revision"
    assert "Tags" not in lambda_.get_function(FunctionName="tagged")


def test_tags_that_cannot_be(postern, lambda_):
    postern.new_function("tagged-badly", ECHO)
    arn = function_arn("tagged-badly")
    missing = ("ResourceNotFoundException", f"Function not found: {function_arn('nobody')}")
    assert refused(lambda_.tag_resource, Resource=function_arn("nobody"), Tags={"a": "b"}) == missing
    assert refused(lambda_.untag_resource, Resource=function_arn("nobody"), TagKeys=["a"]) == missing
    assert refused(lambda_.list_tags, Resource=function_arn("nobody")) == missing
    assert refused(lambda_.tag_resource, Resource=arn + ":v1", Tags={"a": "b"}) == (
        "InvalidParameterValueException",
        "Tags on function aliases and versions are not supported. Please specify a function ARN.",
    )
    code, message = refused(lambda_.tag_resource, Resource="arn:aws:something", Tags={"a": "b"})
    assert code == "ValidationException"
    assert message.startswith(
        "1 validation error detected: Value 'arn:aws:something' at 'resource' failed to satisfy constraint: Member must "
        "satisfy regular expression pattern: "
    )
    assert refused(lambda_.untag_resource, Resource=arn, TagKeys=[]) == (
        "ValidationException",
        "1 validation error detected: Value null at 'tagKeys' failed to satisfy constraint: Member must not be null",
    )
    assert refused(lambda_.tag_resource, Resource=arn, Tags={}) == (
        "InvalidParameterValueException", "An error occurred and the request cannot be processed.",
    )
    many = {f"{number}_key": f"{number}_value" for number in range(50)}
    lambda_.tag_resource(Resource=arn, Tags=many)
    too_many = ("InvalidParameterValueException", "Number of tags exceeds resource tag limit.")
    assert refused(lambda_.tag_resource, Resource=arn, Tags={"one": "more"}) == too_many
    assert lambda_.list_tags(Resource=arn)["Tags"] == many


def test_permissions_of_functions_versions_and_aliases(postern, lambda_):
    postern.new_function("permitted", ECHO, Publish=True)
    arn = function_arn("permitted")
    s3 = dict(FunctionName="permitted", Action="lambda:InvokeFunction", Principal="s3.amazonaws.com")

    def policy(**named):
        return lambda_.get_policy(FunctionName="permitted", **named)

    before = lambda_.get_function_configuration(FunctionName="permitted")["RevisionId"]
    added = lambda_.add_permission(StatementId="s3", SourceArn="arn:aws:s3:::bucket", RevisionId=before, **s3)
    assert added["ResponseMetadata"]["HTTPStatusCode"] == 201
    statement = {
        "Sid": "s3",
        "Effect": "Allow",
        "Principal": {"Service": "s3.amazonaws.com"},
        "Action": "lambda:InvokeFunction",
        "Resource": arn,
        "Condition": {"ArnLike": {"AWS:SourceArn": "arn:aws:s3:::bucket"}},
    }
    assert json.loads(added["Statement"]) == statement
    got = policy()
    assert json.loads(got["Policy"]) == {"Version": "2012-10-17", "Id": "default", "Statement": [statement]}
    # A policy has the revision of what it is attached to.
    assert got["RevisionId"] == lambda_.get_function_configuration(FunctionName="permitted")["RevisionId"] != before
    none = ("ResourceNotFoundException", "The resource you requested does not exist.")
    assert refused(policy, Qualifier="1") == none
    assert refused(policy, Qualifier="1221") == none
    lambda_.add_permission(StatementId="s3", Qualifier="1", **s3)
    assert json.loads(policy(Qualifier="1")["Policy"])["Statement"][0]["Resource"] == f"{arn}:1"
    version = lambda_.get_function_configuration(FunctionName="permitted", Qualifier="1")
    assert policy(Qualifier="1")["RevisionId"] == version["RevisionId"]
    alias = lambda_.create_alias(FunctionName="permitted", Name="live", FunctionVersion="1")
    assert refused(lambda_.add_permission, StatementId="s3", Qualifier="live", RevisionId="wrong", **s3) == (
        "PreconditionFailedException", STALE,
    )
    lambda_.add_permission(StatementId="s3", Qualifier="live", RevisionId=alias["RevisionId"], **s3)
    assert policy(Qualifier="live")["RevisionId"] == lambda_.get_alias(FunctionName="permitted", Name="live")["RevisionId"]
    assert len(json.loads(policy()["Policy"])["Statement"]) == 1
    # A permission is no change of code or configuration.
    assert lambda_.publish_version(FunctionName="permitted")["Version"] == "1"
    removed = lambda_.remove_permission(FunctionName="permitted", StatementId="s3")
    assert removed["ResponseMetadata"]["HTTPStatusCode"] == 204
    assert refused(policy) == none


@pytest.fixture(scope="module")
def shared(postern):
    return postern.new_function("shared", ECHO)["FunctionName"]


PRINCIPALS = [
    (dict(Principal="*", SourceAccount=ACCOUNT), "*", {"StringEquals": {"AWS:SourceAccount": ACCOUNT}}),
    (dict(Principal="lambda.amazonaws.com"), {"Service": "lambda.amazonaws.com"}, None),
    (dict(Principal=ACCOUNT), {"AWS": f"arn:aws:iam::{ACCOUNT}:root"}, None),
    (
        dict(
            Principal="*",
            Action="lambda:InvokeFunctionUrl",
            SourceArn="arn:aws:s3:::bucket",
            SourceAccount=ACCOUNT,
            PrincipalOrgID="o-1234567890",
            FunctionUrlAuthType="NONE",
        ),
        "*",
        {
            "StringEquals": {
                "AWS:SourceAccount": ACCOUNT,
                "lambda:FunctionUrlAuthType": "NONE",
                "aws:PrincipalOrgID": "o-1234567890",
            },
            "ArnLike": {"AWS:SourceArn": "arn:aws:s3:::bucket"},
        },
    ),
    (
        dict(Principal="alexa-appkit.amazon.com", EventSourceToken="amzn1.ask.skill.x"),
        {"Service": "alexa-appkit.amazon.com"},
        {"StringEquals": {"lambda:EventSourceToken": "amzn1.ask.skill.x"}},
    ),
]


@pytest.mark.parametrize(("given", "principal", "condition"), PRINCIPALS)
def test_statements_that_permissions_make(shared, lambda_, given, principal, condition):
    sid = hashlib.sha256(repr(given).encode()).hexdigest()[:8]
    arguments = dict(FunctionName=shared, StatementId=sid, Action="lambda:InvokeFunction") | given
    statement = json.loads(lambda_.add_permission(**arguments)["Statement"])
    assert statement["Principal"] == principal
    assert statement.get("Condition") == condition


def test_permissions_that_cannot_be(postern, lambda_):
    postern.new_function("guarded", ECHO)
    arn = function_arn("guarded")
    s3 = dict(StatementId="s3", Action="lambda:InvokeFunction", Principal="s3.amazonaws.com")
    own = dict(FunctionName="guarded")
    assert refused(lambda_.add_permission, **own | s3 | dict(StatementId="example.com")) == (
        "ValidationException",
        "1 validation error detected: Value 'example.com' at 'statementId' failed to satisfy constraint: Member must "
        "satisfy regular expression pattern: ([a-zA-Z0-9-_]+)",
    )
    assert refused(lambda_.add_permission, Qualifier="$LATEST", **own, **s3) == (
        "InvalidParameterValueException", "We currently do not support adding policies for $LATEST.",
    )
    assert refused(lambda_.add_permission, **own | s3 | dict(Principal="invalid.nonaws.com")) == (
        "InvalidParameterValueException",
        "The provided principal was invalid. Please check the principal and try again.",
    )
    assert refused(lambda_.add_permission, Qualifier="alias-doesnotexist", **own, **s3) == (
        "ResourceNotFoundException", f"Cannot find alias arn: {arn}:alias-doesnotexist",
    )
    for qualifier in ("42", "valid-with-$-but-doesnotexist"):
        assert refused(lambda_.add_permission, Qualifier=qualifier, **own, **s3) == (
            "ResourceNotFoundException", f"Function not found: {arn}:{qualifier}",
        )
    remove = dict(FunctionName="guarded", StatementId="s3")
    assert refused(lambda_.remove_permission, **remove) == (
        "ResourceNotFoundException", "No policy is associated with the given resource.",
    )
    lambda_.add_permission(**own, **s3)
    assert refused(lambda_.add_permission, **own, **s3) == (
        "ResourceConflictException",
        "The statement id (s3) provided already exists. Please provide a new statement id, or remove the existing "
        "statement.",
    )
    assert refused(lambda_.remove_permission, FunctionName="guarded", StatementId="non-existent") == (
        "ResourceNotFoundException", "Statement non-existent is not found in resource policy.",
    )
    assert refused(lambda_.remove_permission, Qualifier="alias-doesnotexist", **remove) == (
        "ResourceNotFoundException", f"Cannot find alias arn: {arn}:alias-doesnotexist",
    )
    assert refused(lambda_.remove_permission, RevisionId="wrong", **remove) == ("PreconditionFailedException", STALE)
    nobody = function_arn("nobody")
    assert refused(lambda_.get_policy, FunctionName="nobody")[1] == f"Function not found: {nobody}"
    assert refused(lambda_.add_permission, FunctionName="nobody", **s3)[1] == f"Function not found: {nobody}"
    assert refused(lambda_.remove_permission, FunctionName="nobody", StatementId="s3")[1] == (
        f"No policy found for: {nobody}"
    )


PROFILE = f"arn:aws:signer:{REGION}:{ACCOUNT}:/signing-profiles/test"


def test_code_signing_configurations(postern, lambda_):
    postern.new_function("signed", ECHO)
    created = lambda_.create_code_signing_config(
        Description="releases",
        AllowedPublishers={"SigningProfileVersionArns": [PROFILE]},
        CodeSigningPolicies={"UntrustedArtifactOnDeployment": "Enforce"},
        Tags={"team": "blue"},
    )
    assert created["ResponseMetadata"]["HTTPStatusCode"] == 201
    config = created["CodeSigningConfig"]
    arn, identifier = config["CodeSigningConfigArn"], config["CodeSigningConfigId"]
    matches(r"^csc-[a-f0-9]{17}$", identifier)
    matches(DATE, config.pop("LastModified"))
    assert config == {
        "CodeSigningConfigId": identifier,
        "CodeSigningConfigArn": f"arn:aws:lambda:{REGION}:{ACCOUNT}:code-signing-config:{identifier}",
        "Description": "releases",
        "AllowedPublishers": {"SigningProfileVersionArns": [PROFILE]},
        "CodeSigningPolicies": {"UntrustedArtifactOnDeployment": "Enforce"},
    }
    assert lambda_.list_tags(Resource=arn)["Tags"] == {"team": "blue"}
    assert body(lambda_.get_function_code_signing_config(FunctionName="signed")) == {}
    put = lambda_.put_function_code_signing_config(CodeSigningConfigArn=arn, FunctionName="signed")
    assert body(put) == {"CodeSigningConfigArn": arn, "FunctionName": "signed"}
    assert body(lambda_.get_function_code_signing_config(FunctionName="signed")) == body(put)
    # Nothing is signed here, and the configuration enforces signatures.
    archive = zip_of({"app.py": ECHO})
    assert refused(lambda_.update_function_code, FunctionName="signed", ZipFile=archive)[0] == (
        "CodeVerificationFailedException"
    )
    updated = lambda_.update_code_signing_config(
        CodeSigningConfigArn=arn, CodeSigningPolicies={"UntrustedArtifactOnDeployment": "Warn"}
    )["CodeSigningConfig"]
    assert updated["CodeSigningPolicies"] == {"UntrustedArtifactOnDeployment": "Warn"}
    assert updated["Description"] == "releases"
    lambda_.update_function_code(FunctionName="signed", ZipFile=archive)
    got = lambda_.get_code_signing_config(CodeSigningConfigArn=arn)["CodeSigningConfig"]
    assert got == updated
    assert got in lambda_.list_code_signing_configs()["CodeSigningConfigs"]
    users = lambda_.list_functions_by_code_signing_config(CodeSigningConfigArn=arn)
    assert body(users) == {"FunctionArns": [function_arn("signed")]}
    assert refused(lambda_.delete_code_signing_config, CodeSigningConfigArn=arn)[0] == "ResourceConflictException"
    for _ in range(2):
        removed = lambda_.delete_function_code_signing_config(FunctionName="signed")
        assert removed["ResponseMetadata"]["HTTPStatusCode"] == 204
    deleted = lambda_.delete_code_signing_config(CodeSigningConfigArn=arn)
    assert deleted["ResponseMetadata"]["HTTPStatusCode"] == 204
    by_default = lambda_.create_code_signing_config(AllowedPublishers={"SigningProfileVersionArns": [PROFILE]})
    assert by_default["CodeSigningConfig"]["CodeSigningPolicies"] == {"UntrustedArtifactOnDeployment": "Warn"}


def test_code_signing_configurations_that_are_not_there(postern, lambda_):
    postern.new_function("unsigned", ECHO)
    arn = f"arn:aws:lambda:{REGION}:{ACCOUNT}:code-signing-config:csc-11111111111111111"
    there = dict(CodeSigningConfigArn=arn)
    for call in (
        lambda_.get_code_signing_config,
        lambda_.update_code_signing_config,
        lambda_.delete_code_signing_config,
        lambda_.list_functions_by_code_signing_config,
    ):
        response = refusal(call, **there)
        sentence = f"The Lambda code signing configuration {arn} can not be found."
        assert response["Error"] == {"Code": "ResourceNotFoundException", "Message": sentence}
        assert response["Message"] == sentence and "Type" not in response
    for name in ("unsigned", "csc-test-doesnotexist"):
        response = refusal(lambda_.put_function_code_signing_config, FunctionName=name, **there)
        assert response["Error"] == {
            "Code": "CodeSigningConfigNotFoundException",
            "Message": "The code signing configuration cannot be found. Check that the provided configuration is not "
            f"deleted: {arn}.",
        }
        assert (response["Type"], response["ResponseMetadata"]["HTTPStatusCode"]) == ("User", 404)
    for call in (lambda_.get_function_code_signing_config, lambda_.delete_function_code_signing_config):
        assert refused(call, FunctionName="csc-test-doesnotexist") == (
            "ResourceNotFoundException", f"Function not found: {function_arn('csc-test-doesnotexist')}",
        )


def test_runtime_management(postern, lambda_):
    created = postern.new_function("managed", ECHO, Publish=True)
    build = created["RuntimeVersionConfig"]["RuntimeVersionArn"]
    named = dict(FunctionName="managed")
    latest = {"UpdateRuntimeOn": "Auto", "FunctionArn": function_arn("managed") + ":$LATEST"}
    assert body(lambda_.get_runtime_management_config(**named)) == latest
    manual = lambda_.put_runtime_management_config(
        UpdateRuntimeOn="Manual", RuntimeVersionArn=build, Qualifier="1", **named
    )
    assert body(manual) == {
        "UpdateRuntimeOn": "Manual", "RuntimeVersionArn": build, "FunctionArn": function_arn("managed") + ":1",
    }
    assert body(lambda_.get_runtime_management_config(Qualifier="1", **named)) == body(manual)
    assert body(lambda_.get_runtime_management_config(**named)) == latest
    lambda_.put_runtime_management_config(UpdateRuntimeOn="FunctionUpdate", **named)
    assert lambda_.get_runtime_management_config(**named)["UpdateRuntimeOn"] == "FunctionUpdate"
    for odd in (dict(UpdateRuntimeOn="Manual"), dict(UpdateRuntimeOn="Auto", RuntimeVersionArn=build)):
        assert refused(lambda_.put_runtime_management_config, **named, **odd)[0] == "InvalidParameterValueException"
    assert refused(lambda_.get_runtime_management_config, FunctionName="nobody")[0] == "ResourceNotFoundException"


def test_recursion_configuration(postern, lambda_):
    postern.new_function("recursive", ECHO)
    named = dict(FunctionName="recursive")
    assert body(lambda_.get_function_recursion_config(**named)) == {"RecursiveLoop": "Terminate"}
    assert body(lambda_.put_function_recursion_config(RecursiveLoop="Allow", **named)) == {"RecursiveLoop": "Allow"}
    assert body(lambda_.get_function_recursion_config(**named)) == {"RecursiveLoop": "Allow"}
    code, message = refused(lambda_.put_function_recursion_config, RecursiveLoop="Sometimes", **named)
    assert code == "ValidationException"
    assert message.startswith("1 validation error detected: Value 'Sometimes' at 'recursiveLoop' failed to satisfy ")
    assert refused(lambda_.get_function_recursion_config, FunctionName="nobody") == (
        "ResourceNotFoundException", f"Function not found: {function_arn('nobody')}",
    )


def test_account_settings_count_what_is_there(make_postern):
    postern = make_postern().start()
    lambda_ = postern.client("lambda")
    settings = lambda_.get_account_settings()
    assert body(settings) == {
        "AccountLimit": {
            "TotalCodeSize": 80530636800,
            "CodeSizeUnzipped": 262144000,
            "CodeSizeZipped": 52428800,
            "ConcurrentExecutions": 1000,
            "UnreservedConcurrentExecutions": 1000,
        },
        "AccountUsage": {"TotalCodeSize": 0, "FunctionCount": 0},
    }
    archive = zip_of({"app.py": ECHO})
    postern.new_function("counted", ECHO)
    size = lambda_.get_function_configuration(FunctionName="counted")["CodeSize"]

    def usage():
        return lambda_.get_account_settings()["AccountUsage"]

    assert usage() == {"TotalCodeSize": size, "FunctionCount": 1}
    lambda_.publish_version(FunctionName="counted")
    assert usage() == {"TotalCodeSize": 2 * size, "FunctionCount": 1}
    lambda_.publish_layer_version(LayerName="counted", Content={"ZipFile": archive})
    assert usage() == {"TotalCodeSize": 2 * size + len(archive), "FunctionCount": 1}
    lambda_.put_function_concurrency(FunctionName="counted", ReservedConcurrentExecutions=10)
    limit = lambda_.get_account_settings()["AccountLimit"]
    assert (limit["ConcurrentExecutions"], limit["UnreservedConcurrentExecutions"]) == (1000, 990)
    lambda_.delete_function(FunctionName="counted")
    assert usage() == {"TotalCodeSize": len(archive), "FunctionCount": 0}


def test_event_source_mappings_are_refused_and_none_are_there(postern, lambda_):
    postern.new_function("unmapped", ECHO)
    nothing = ("ResourceNotFoundException", "The resource you requested does not exist.")
    uuid = "12345678-1234-1234-1234-123456789012"
    for call in (
        lambda_.get_event_source_mapping, lambda_.update_event_source_mapping, lambda_.delete_event_source_mapping,
    ):
        assert refused(call, UUID=uuid) == nothing
    assert lambda_.list_event_source_mappings()["EventSourceMappings"] == []
    queue = f"arn:aws:sqs:{REGION}:{ACCOUNT}:queue"
    create = lambda_.create_event_source_mapping
    assert refused(create, FunctionName="unmapped") == ("InvalidParameterValueException", "Unrecognized event source.")
    assert refused(create, FunctionName="nobody", EventSourceArn=queue) == (
        "InvalidParameterValueException", "Function does not exist",
    )
    code, message = refused(create, FunctionName="unmapped", EventSourceArn=queue)
    assert code == "InvalidParameterValueException" and "CreateEventSourceMapping" in message


def test_creating_with_tags_needs_the_permission_to_tag(postern, lambda_, basis):
    keys = postern.new_user("creator")
    iam = postern.client("iam")

    def allow(actions):
        iam.put_user_policy(
            UserName="creator",
            PolicyName="create",
            PolicyDocument=json.dumps(statement_of(Effect="Allow", Action=actions, Resource="*")),
        )

    theirs = postern.client("lambda", keys)
    arguments = basis | dict(FunctionName="with-tags", Tags={"team": "blue"})
    allow(["lambda:CreateFunction"])
    assert "not authorized to perform: iam:PassRole" in refused(theirs.create_function, **arguments)[1]
    allow(["lambda:CreateFunction", "iam:PassRole"])
    assert "not authorized to perform: lambda:TagResource" in refused(theirs.create_function, **arguments)[1]
    allow(["lambda:CreateFunction", "iam:PassRole", "lambda:TagResource"])
    assert theirs.create_function(**arguments)["State"] == "Pending"


def test_policies_can_speak_of_the_tags_of_a_function(postern, lambda_):
    postern.new_function("blue", ECHO, Tags={"team": "blue"})
    postern.new_function("red", ECHO, Tags={"team": "red"})
    keys = postern.new_user("blue-team")
    postern.client("iam").put_user_policy(
        UserName="blue-team",
        PolicyName="own",
        PolicyDocument=json.dumps(
            statement_of(
                Effect="Allow",
                Action="lambda:*",
                Resource="*",
                Condition={"StringEquals": {"aws:ResourceTag/team": "blue"}},
            )
        ),
    )
    theirs = postern.client("lambda", keys)
    assert theirs.get_function_configuration(FunctionName="blue")["FunctionName"] == "blue"
    assert refused(theirs.get_function_configuration, FunctionName="red")[0] == "AccessDeniedException"
    theirs.tag_resource(Resource=function_arn("blue"), Tags={"more": "of it"})
    assert refused(theirs.tag_resource, Resource=function_arn("red"), Tags={"team": "blue"})[0] == (
        "AccessDeniedException"
    )
