"""Layers: what is published, who may read it, and what functions see of it under /opt.

What is expected is what AWS answers: https://docs.aws.amazon.com/lambda/latest/dg/chapter-layers.html
"""

import base64
import hashlib
import io
import json
import urllib.error
import urllib.request
import zipfile

import botocore.exceptions
import pytest

from postern import ACCOUNT, REGION, function_arn, statement_of, zip_of

READS_OPT = """
import os
def handler(event, context):
    return {name: open('/opt/' + name).read() for name in event if os.path.exists('/opt/' + name)}
"""


def refusal(call, **arguments):
    with pytest.raises(botocore.exceptions.ClientError) as caught:
        call(**arguments)
    return caught.value.response


def refused(call, **arguments):
    response = refusal(call, **arguments)
    return response["Error"]["Code"], response["Error"]["Message"]


def layer_arn(name, version=None):
    arn = f"arn:aws:lambda:{REGION}:{ACCOUNT}:layer:{name}"
    return arn if version is None else f"{arn}:{version}"


def publish(lambda_, name, files, **settings):
    return lambda_.publish_layer_version(LayerName=name, Content={"ZipFile": zip_of(files)}, **settings)


def without_metadata(answer):
    return {key: value for key, value in answer.items() if key != "ResponseMetadata"}


@pytest.fixture(scope="module")
def lambda_(postern):
    return postern.client("lambda")


def test_a_layer_lives_from_publication_to_deletion(lambda_):
    archive = zip_of({"words.txt": "one"})
    published = lambda_.publish_layer_version(
        LayerName="words",
        Description="random words",
        LicenseInfo="MIT",
        Content={"ZipFile": archive},
        CompatibleRuntimes=["python3.12"],
        CompatibleArchitectures=["x86_64"],
    )
    assert published["ResponseMetadata"]["HTTPStatusCode"] == 201
    first = without_metadata(published)
    location = first["Content"].pop("Location")
    assert first == {
        "LayerArn": layer_arn("words"),
        "LayerVersionArn": layer_arn("words", 1),
        "Version": 1,
        "Description": "random words",
        "LicenseInfo": "MIT",
        "CreatedDate": first["CreatedDate"],
        "CompatibleRuntimes": ["python3.12"],
        "CompatibleArchitectures": ["x86_64"],
        "Content": {
            "CodeSha256": base64.b64encode(hashlib.sha256(archive).digest()).decode(),
            "CodeSize": len(archive),
        },
    }
    assert urllib.request.urlopen(location).read() == archive
    got = without_metadata(lambda_.get_layer_version(LayerName="words", VersionNumber=1))
    assert urllib.request.urlopen(got["Content"].pop("Location")).read() == archive
    assert got == first
    by_arn = without_metadata(lambda_.get_layer_version_by_arn(Arn=layer_arn("words", 1)))
    del by_arn["Content"]["Location"]
    assert by_arn == first
    second = publish(lambda_, layer_arn("words"), {"words.txt": "two"})
    assert second["Version"] == 2
    assert "CompatibleRuntimes" not in second and "LicenseInfo" not in second and second["Description"] == ""
    listed = lambda_.list_layer_versions(LayerName="words")["LayerVersions"]
    assert [version["Version"] for version in listed] == [2, 1]
    assert "Content" not in listed[0] and "LayerArn" not in listed[0]
    for number in (1, 2, 2):
        deleted = lambda_.delete_layer_version(LayerName="words", VersionNumber=number)
        assert deleted["ResponseMetadata"]["HTTPStatusCode"] == 204
    assert lambda_.list_layer_versions(LayerName="words")["LayerVersions"] == []
    assert publish(lambda_, "words", {"words.txt": "three"})["Version"] == 3


def test_a_link_to_a_layer_is_good_for_what_it_names_alone(lambda_):
    location = publish(lambda_, "linked", {"a": "b"})["Content"]["Location"]
    head = urllib.request.urlopen(urllib.request.Request(location, method="HEAD"))
    assert (head.status, head.headers["Content-Type"], head.read()) == (200, "application/zip", b"")
    spoiled = location[:-2] + ("AA" if location[-2:] != "AA" else "BB")
    with pytest.raises(urllib.error.HTTPError) as caught:
        urllib.request.urlopen(spoiled)
    assert (caught.value.code, b"<Code>AccessDenied</Code>" in caught.value.read()) == (403, True)


def test_layers_are_merged_and_the_last_one_wins(postern, lambda_):
    lower = publish(lambda_, "lower", {"shared.txt": "lower", "lower.txt": "here"})["LayerVersionArn"]
    upper = publish(lambda_, "upper", {"shared.txt": "upper", "deep/upper.txt": "here"})["LayerVersionArn"]
    created = postern.new_function("merged", READS_OPT, Layers=[lower, upper])
    assert [layer["Arn"] for layer in created["Layers"]] == [lower, upper]
    names = ["shared.txt", "lower.txt", "deep/upper.txt"]
    assert postern.invoke("merged", names)["Payload"] == {
        "shared.txt": "upper", "lower.txt": "here", "deep/upper.txt": "here",
    }
    lambda_.publish_version(FunctionName="merged")
    lambda_.update_function_configuration(FunctionName="merged", Layers=[upper, lower])
    lambda_.get_waiter("function_updated_v2").wait(FunctionName="merged")
    assert postern.invoke("merged", names)["Payload"]["shared.txt"] == "lower"
    assert postern.invoke("merged:1", names)["Payload"]["shared.txt"] == "upper"
    # What a function has it keeps.
    lambda_.delete_layer_version(LayerName="lower", VersionNumber=1)
    assert postern.invoke("merged", names)["Payload"]["shared.txt"] == "lower"
    kept = lambda_.get_function_configuration(FunctionName="merged")["Layers"]
    assert [layer["Arn"] for layer in kept] == [upper, lower] and all(layer["CodeSize"] > 0 for layer in kept)
    emptied = lambda_.update_function_configuration(FunctionName="merged", Layers=[])
    assert "Layers" not in emptied
    lambda_.get_waiter("function_updated_v2").wait(FunctionName="merged")
    assert postern.invoke("merged", names)["Payload"] == {}


def test_modules_of_a_layer_are_found(postern, lambda_):
    python = publish(lambda_, "python-words", {"python/words.py": "WORD = 'snake'\n"})["LayerVersionArn"]
    source = "import words\ndef handler(event, context):\n    return words.WORD\n"
    postern.new_function("imports", source, Layers=[python])
    assert postern.invoke("imports", {})["Payload"] == "snake"
    node = publish(
        lambda_,
        "node-words",
        {"nodejs/node_modules/words/index.js": "exports.word = 'river';\n"},
        CompatibleRuntimes=["nodejs20.x", "nodejs22.x"],
    )["LayerVersionArn"]
    handler = "exports.handler = async () => require('words').word;\n"
    postern.new_function("requires", {"index.js": handler}, Runtime="nodejs20.x", Handler="index.handler", Layers=[node])
    assert postern.invoke("requires", {})["Payload"] == "river"


def test_layers_come_by_what_they_are_compatible_with(lambda_):
    publish(lambda_, "for-node", {"a": ""}, CompatibleRuntimes=["nodejs22.x"], CompatibleArchitectures=["arm64"])
    publish(lambda_, "for-node", {"a": "b"}, CompatibleRuntimes=["nodejs24.x"])
    layers = lambda_.list_layers(CompatibleRuntime="nodejs22.x", CompatibleArchitecture="arm64")["Layers"]
    assert [(layer["LayerName"], layer["LatestMatchingVersion"]["Version"]) for layer in layers] == [("for-node", 1)]
    assert layers[0]["LayerArn"] == layer_arn("for-node")
    newest = {layer["LayerName"]: layer["LatestMatchingVersion"]["Version"] for layer in lambda_.list_layers()["Layers"]}
    assert newest["for-node"] == 2
    versions = lambda_.list_layer_versions(LayerName="for-node", CompatibleRuntime="nodejs24.x")["LayerVersions"]
    assert [version["Version"] for version in versions] == [2]


def test_layers_come_in_pages(lambda_):
    for name in ("page-a", "page-b", "page-c"):
        publish(lambda_, name, {"a": name}, CompatibleRuntimes=["python3.13"])
    pages = lambda_.get_paginator("list_layers").paginate(
        CompatibleRuntime="python3.13", PaginationConfig={"PageSize": 2}
    )
    assert [[layer["LayerName"] for layer in page["Layers"]] for page in pages] == [["page-a", "page-b"], ["page-c"]]
    for _ in range(10):
        publish(lambda_, "page-a", {"a": ""})
    pages = lambda_.get_paginator("list_layer_versions").paginate(
        LayerName="page-a", PaginationConfig={"PageSize": 6}
    )
    numbers = [[version["Version"] for version in page["LayerVersions"]] for page in pages]
    assert numbers == [[11, 10, 9, 8, 7, 6], [5, 4, 3, 2, 1]]


NOT_THERE = ("ResourceNotFoundException", "The resource you requested does not exist.")
BELOW_ONE = ("InvalidParameterValueException", "Layer Version Cannot be less than 1")


def test_layer_versions_that_are_not_there(lambda_):
    publish(lambda_, "few", {"a": ""})
    assert refused(lambda_.get_layer_version, LayerName="nobody", VersionNumber=1) == NOT_THERE
    assert refused(lambda_.get_layer_version, LayerName="few", VersionNumber=2) == NOT_THERE
    assert refused(lambda_.get_layer_version_by_arn, Arn=layer_arn("few", 2)) == NOT_THERE
    for number in (0, -1):
        assert refused(lambda_.get_layer_version, LayerName="few", VersionNumber=number) == BELOW_ONE
        assert refused(lambda_.delete_layer_version, LayerName="few", VersionNumber=number) == BELOW_ONE
    code, message = refused(lambda_.get_layer_version_by_arn, Arn=layer_arn("few"))
    assert code == "ValidationException"
    assert message.startswith(
        f"1 validation error detected: Value '{layer_arn('few')}' at 'arn' failed to satisfy constraint: Member must "
        "satisfy regular expression pattern: "
    )
    assert lambda_.list_layer_versions(LayerName="nobody")["LayerVersions"] == []


def test_values_that_no_layer_can_have(lambda_):
    content = {"ZipFile": zip_of({"a": ""})}
    code, message = refused(
        lambda_.publish_layer_version,
        LayerName="odd",
        Content=content,
        CompatibleRuntimes=["invalidruntime", "nodejs20.x"],
        CompatibleArchitectures=["invalidarch"],
    )
    assert code == "ValidationException"
    assert message.startswith(
        "2 validation errors detected: Value '[invalidruntime, nodejs20.x]' at 'compatibleRuntimes' failed to satisfy "
        "constraint: Member must satisfy enum value set: [nodejs20.x, "
    )
    assert message.endswith(
        "; Value '[invalidarch]' at 'compatibleArchitectures' failed to satisfy constraint: Member must satisfy "
        "constraint: [Member must satisfy enum value set: [x86_64, arm64]]"
    )
    code, message = refused(lambda_.list_layers, CompatibleRuntime="runtimedoesnotexist")
    assert code == "ValidationException"
    assert message.startswith(
        "1 validation error detected: Value 'runtimedoesnotexist' at 'compatibleRuntime' failed to satisfy constraint: "
        "Member must satisfy enum value set: ["
    )
    assert refused(lambda_.list_layers, CompatibleArchitecture="archdoesnotexist") == (
        "ValidationException",
        "1 validation error detected: Value 'archdoesnotexist' at 'compatibleArchitecture' failed to satisfy constraint: "
        "Member must satisfy enum value set: [x86_64, arm64]",
    )
    assert refused(lambda_.publish_layer_version, LayerName="odd", Content={"ZipFile": b"no archive"}) == (
        "InvalidParameterValueException",
        "Could not unzip uploaded file. Please check your file, then try to upload again.",
    )
    empty = publish(lambda_, "says-nothing", {"a": ""}, CompatibleRuntimes=[], CompatibleArchitectures=[])
    assert (empty["CompatibleRuntimes"], empty["CompatibleArchitectures"]) == ([], [])


def test_layers_that_a_function_cannot_have(postern, lambda_):
    postern.new_function("plain", READS_OPT)
    for _ in range(2):
        publish(lambda_, "twice", {"a": ""})
    one, two = layer_arn("twice", 1), layer_arn("twice", 2)

    def error(layers):
        return refused(lambda_.update_function_configuration, FunctionName="plain", Layers=layers)

    for pair in ([one, two], [one, one]):
        assert error(pair) == (
            "InvalidParameterValueException",
            "Two different versions of the same layer are not allowed to be referenced in the same function. "
            f"{pair[0]} and {pair[1]} are versions of the same layer.",
        )
    assert error([layer_arn("nobody", 1)]) == (
        "InvalidParameterValueException", f"Layer version {layer_arn('nobody', 1)} does not exist.",
    )
    code, message = error([layer_arn("twice")])
    assert code == "ValidationException"
    assert message.startswith(
        f"1 validation error detected: Value '[{layer_arn('twice')}]' at 'layers' failed to satisfy constraint: Member "
        "must satisfy constraint: [Member must have length less than or equal to "
    )
    elsewhere = layer_arn("twice", 1).replace(REGION, "ap-southeast-1")
    assert error([elsewhere]) == (
        "InvalidParameterValueException",
        f"Layers are not in the same region as the function. Layers are expected to be in region {REGION}.",
    )
    six = [publish(lambda_, f"six-{number}", {"a": ""})["LayerVersionArn"] for number in range(6)]
    assert error(six) == ("InvalidParameterValueException", "Cannot reference more than 5 layers.")


def large_zip(megabytes):
    """An archive of that many megabytes of zeros, a few hundred kilobytes itself."""
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("zeros.bin", b"\0" * (megabytes * 1024 * 1024))
    return buffer.getvalue()


def test_code_and_layers_measure_250_megabytes_at_most(postern, lambda_):
    arns = [
        lambda_.publish_layer_version(LayerName=f"large-{number}", Content={"ZipFile": large_zip(130)})["LayerVersionArn"]
        for number in range(2)
    ]
    postern.new_function("bulky", READS_OPT)
    code, message = refused(lambda_.update_function_configuration, FunctionName="bulky", Layers=arns)
    assert code == "InvalidParameterValueException"
    assert message.startswith(
        "Function code combined with layers exceeds the maximum allowed size of 262144000 bytes. The actual size is 2726"
    )
    assert refused(lambda_.publish_layer_version, LayerName="huge", Content={"ZipFile": large_zip(251)}) == (
        "InvalidParameterValueException", "Unzipped size must be smaller than 262144000 bytes",
    )


def test_the_policy_of_a_layer_version(lambda_):
    publish(lambda_, "shared", {"a": ""})
    named = dict(LayerName="shared", VersionNumber=1)
    everybody = dict(Action="lambda:GetLayerVersion", Principal="*")
    assert refused(lambda_.get_layer_version_policy, **named) == (
        "ResourceNotFoundException", "No policy is associated with the given resource.",
    )
    added = lambda_.add_layer_version_permission(StatementId="s1", **named, **everybody)
    assert added["ResponseMetadata"]["HTTPStatusCode"] == 201
    statement = {
        "Sid": "s1",
        "Effect": "Allow",
        "Principal": "*",
        "Action": "lambda:GetLayerVersion",
        "Resource": layer_arn("shared", 1),
    }
    assert json.loads(added["Statement"]) == statement
    policy = lambda_.get_layer_version_policy(**named)
    assert policy["RevisionId"] == added["RevisionId"]
    assert json.loads(policy["Policy"]) == {"Version": "2012-10-17", "Id": "default", "Statement": [statement]}
    assert refused(lambda_.add_layer_version_permission, StatementId="s1", **named, **everybody) == (
        "ResourceConflictException",
        "The statement id (s1) provided already exists. Please provide a new statement id, or remove the existing "
        "statement.",
    )
    stale = (
        "PreconditionFailedException",
        "The Revision Id provided does not match the latest Revision Id. Call the GetLayerPolicy API to retrieve the "
        "latest Revision Id",
    )
    assert refused(
        lambda_.add_layer_version_permission, StatementId="s2", RevisionId="wrong", **named, **everybody
    ) == stale
    assert refused(lambda_.remove_layer_version_permission, StatementId="s1", RevisionId="wrong", **named) == stale
    assert refused(lambda_.remove_layer_version_permission, StatementId="nobody", **named) == (
        "ResourceNotFoundException", "Statement nobody is not found in resource policy.",
    )
    second = lambda_.add_layer_version_permission(
        StatementId="s2", Principal=ACCOUNT, Action="lambda:GetLayerVersion", RevisionId=added["RevisionId"], **named
    )
    assert json.loads(second["Statement"])["Principal"] == {"AWS": f"arn:aws:iam::{ACCOUNT}:root"}
    removed = lambda_.remove_layer_version_permission(StatementId="s2", **named)
    assert removed["ResponseMetadata"]["HTTPStatusCode"] == 204
    assert lambda_.get_layer_version_policy(**named)["RevisionId"] not in (added["RevisionId"], second["RevisionId"])
    code, message = refused(
        lambda_.add_layer_version_permission, StatementId="s3", Action="*", Principal="*", **named
    )
    assert (code, message) == (
        "ValidationException",
        "1 validation error detected: Value '*' at 'action' failed to satisfy constraint: Member must satisfy regular "
        "expression pattern: lambda:GetLayerVersion",
    )
    for name, number in (("shared-not", 1), ("shared", 2)):
        there = dict(LayerName=name, VersionNumber=number)
        missing = ("ResourceNotFoundException", f"Layer version {layer_arn(name, number)} does not exist.")
        assert refused(lambda_.get_layer_version_policy, **there) == missing
        assert refused(lambda_.add_layer_version_permission, StatementId="s", **there, **everybody) == missing
        assert refused(lambda_.remove_layer_version_permission, StatementId="s", **there) == missing


def test_a_layer_is_given_only_to_who_may_read_it(postern, lambda_):
    arn = publish(lambda_, "guarded", {"a": ""})["LayerVersionArn"]
    postern.new_function("wants-layer", READS_OPT)
    keys = postern.new_user("layer-user")
    postern.client("iam").put_user_policy(
        UserName="layer-user",
        PolicyName="update",
        PolicyDocument=json.dumps(
            statement_of(
                Effect="Allow", Action="lambda:UpdateFunctionConfiguration", Resource=function_arn("wants-layer")
            )
        ),
    )
    theirs = postern.client("lambda", keys)
    code, message = refused(theirs.update_function_configuration, FunctionName="wants-layer", Layers=[arn])
    assert code == "AccessDeniedException"
    assert f"is not authorized to perform: lambda:GetLayerVersion on resource: {arn}" in message
    lambda_.add_layer_version_permission(
        LayerName="guarded", VersionNumber=1, StatementId="account", Action="lambda:GetLayerVersion", Principal="*"
    )
    answer = theirs.update_function_configuration(FunctionName="wants-layer", Layers=[arn])
    assert [layer["Arn"] for layer in answer["Layers"]] == [arn]


def test_policies_can_say_which_layers_a_function_may_have(postern, lambda_):
    good = publish(lambda_, "approved", {"a": ""})["LayerVersionArn"]
    bad = publish(lambda_, "unknown", {"a": ""})["LayerVersionArn"]
    postern.new_function("bound-to-layers", READS_OPT)
    keys = postern.new_user("layer-bound", "AWSLambda_FullAccess")
    postern.client("iam").put_user_policy(
        UserName="layer-bound",
        PolicyName="approved-only",
        PolicyDocument=json.dumps(
            statement_of(
                Effect="Deny",
                Action="lambda:UpdateFunctionConfiguration",
                Resource="*",
                Condition={"ForAnyValue:StringNotLike": {"lambda:Layer": [layer_arn("approved") + ":*"]}},
            )
        ),
    )
    theirs = postern.client("lambda", keys)
    denied = refused(theirs.update_function_configuration, FunctionName="bound-to-layers", Layers=[good, bad])
    assert denied[0] == "AccessDeniedException" and "explicit deny" in denied[1]
    theirs.update_function_configuration(FunctionName="bound-to-layers", Layers=[good])
