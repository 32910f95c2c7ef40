"""The configuration of function URLs: each answer and error as AWS gives it."""

import json
import re

import pytest

from policies import allow, refused
from postern import function_arn, matches, statement_of

ECHO = "def handler(event, context):\n    return event\n"
NOT_FOUND = ("ResourceNotFoundException", "The resource you requested does not exist.")
NO_FUNCTION = ("ResourceNotFoundException", "Function does not exist")


@pytest.fixture(scope="module")
def function(postern):
    postern.new_function("site", ECHO)
    return "site"


@pytest.fixture
def lambda_(postern):
    return postern.client("lambda")


def without_metadata(answer):
    return {key: value for key, value in answer.items() if key != "ResponseMetadata"}


def test_a_url_lives_from_create_to_delete(lambda_, function):
    created = lambda_.create_function_url_config(FunctionName=function, AuthType="NONE")
    assert created["ResponseMetadata"]["HTTPStatusCode"] == 201
    assert set(without_metadata(created)) == {"FunctionUrl", "FunctionArn", "AuthType", "CreationTime"}
    matches(r"^http://[a-z2-7]{32}\.lambda-url\.us-east-1\.localhost:\d+/$", created["FunctionUrl"])
    assert created["FunctionArn"] == function_arn(function)
    matches(r"^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d\.\d{6}Z$", created["CreationTime"])

    read = without_metadata(lambda_.get_function_url_config(FunctionName=function))
    assert read == without_metadata(created) | {"InvokeMode": "BUFFERED", "LastModifiedTime": created["CreationTime"]}

    updated = lambda_.update_function_url_config(FunctionName=function, AuthType="AWS_IAM")
    assert updated["AuthType"] == "AWS_IAM" and "InvokeMode" not in updated
    assert updated["LastModifiedTime"] > created["CreationTime"]

    assert refused(lambda_.create_function_url_config, FunctionName=function, AuthType="NONE") == (
        "ResourceConflictException",
        f"Failed to create function url config for [functionArn = {function_arn(function)}]. "
        "Error message:  FunctionUrlConfig exists for this Lambda function",
    )
    deleted = lambda_.delete_function_url_config(FunctionName=function)
    assert deleted["ResponseMetadata"]["HTTPStatusCode"] == 204
    assert refused(lambda_.get_function_url_config, FunctionName=function) == NOT_FOUND


def test_cross_origin_settings_are_kept_and_replaced(lambda_, function):
    cors = {
        "AllowCredentials": True,
        "AllowHeaders": ["x-custom"],
        "AllowMethods": ["GET", "POST"],
        "AllowOrigins": ["https://example.com"],
        "ExposeHeaders": ["keep-alive"],
        "MaxAge": 60,
    }
    created = lambda_.create_function_url_config(
        FunctionName=function, AuthType="AWS_IAM", Cors=cors, InvokeMode="RESPONSE_STREAM"
    )
    assert created["Cors"] == cors and created["InvokeMode"] == "RESPONSE_STREAM"
    lambda_.update_function_url_config(FunctionName=function, InvokeMode="BUFFERED")
    assert lambda_.get_function_url_config(FunctionName=function)["Cors"] == cors
    lambda_.update_function_url_config(FunctionName=function, Cors={"AllowOrigins": ["*"]})
    read = lambda_.get_function_url_config(FunctionName=function)
    assert read["Cors"] == {"AllowOrigins": ["*"]} and read["InvokeMode"] == "BUFFERED"
    assert lambda_.update_function_url_config(FunctionName=function)["InvokeMode"] == "BUFFERED"
    lambda_.delete_function_url_config(FunctionName=function)


def test_lists_tell_the_urls_of_a_function(lambda_, function):
    assert lambda_.list_function_url_configs(FunctionName=function)["FunctionUrlConfigs"] == []
    created = lambda_.create_function_url_config(FunctionName=function, AuthType="NONE")
    listed = lambda_.list_function_url_configs(FunctionName=function)
    assert [config["FunctionUrl"] for config in listed["FunctionUrlConfigs"]] == [created["FunctionUrl"]]
    assert "NextMarker" not in listed
    lambda_.delete_function_url_config(FunctionName=function)


def test_a_url_goes_with_its_function(postern, lambda_):
    postern.new_function("gone", ECHO)
    lambda_.create_function_url_config(FunctionName="gone", AuthType="NONE")
    lambda_.delete_function(FunctionName="gone")
    postern.new_function("gone", ECHO, role=postern.new_role("gone-again"))
    assert refused(lambda_.get_function_url_config, FunctionName="gone") == NOT_FOUND


@pytest.mark.parametrize("name", ["doesnotexist", function_arn("doesnotexist")])
def test_a_function_that_is_not_there_has_no_url(lambda_, name):
    assert refused(lambda_.create_function_url_config, FunctionName=name, AuthType="NONE") == NO_FUNCTION
    assert refused(lambda_.update_function_url_config, FunctionName=name, AuthType="NONE") == NO_FUNCTION
    assert refused(lambda_.list_function_url_configs, FunctionName=name) == NO_FUNCTION
    assert refused(lambda_.get_function_url_config, FunctionName=name) == NOT_FOUND
    assert refused(lambda_.delete_function_url_config, FunctionName=name) == NOT_FOUND


@pytest.mark.parametrize("qualifier", ["1", "$LATEST"])
@pytest.mark.parametrize("operation", ["create", "get", "update", "delete"])
def test_versions_have_no_url(lambda_, function, operation, qualifier):
    call = getattr(lambda_, f"{operation}_function_url_config")
    arguments = {"AuthType": "NONE"} if operation == "create" else {}
    assert refused(call, FunctionName=function, Qualifier=qualifier, **arguments) == (
        "ValidationException",
        f"1 validation error detected: Value '{qualifier}' at 'qualifier' failed to satisfy constraint: "
        r"Member must satisfy regular expression pattern: ((?!^\d+$)^[0-9a-zA-Z-_]+$)",
    )


def test_an_alias_that_is_not_there_has_no_url(lambda_, function):
    assert refused(
        lambda_.create_function_url_config, FunctionName=function, Qualifier="no-alias", AuthType="NONE"
    ) == NO_FUNCTION
    assert refused(lambda_.get_function_url_config, FunctionName=function, Qualifier="no-alias") == NOT_FOUND


def test_two_qualifiers_must_agree(lambda_, function):
    assert refused(
        lambda_.create_function_url_config, FunctionName=f"{function}:one", Qualifier="two", AuthType="NONE"
    ) == (
        "InvalidParameterValueException",
        "The derived qualifier from the function name does not match the specified qualifier.",
    )


def test_the_auth_type_that_is_asked_for_can_be_required(postern, function):
    keys = postern.new_user("publisher")
    condition = {"StringEquals": {"lambda:FunctionUrlAuthType": "AWS_IAM"}}
    postern.client("iam").put_user_policy(
        UserName="publisher",
        PolicyName="private-urls-only",
        PolicyDocument=allow(["lambda:CreateFunctionUrlConfig", "lambda:DeleteFunctionUrlConfig"], Condition=condition),
    )
    publisher = postern.client("lambda", keys)
    code, message = refused(publisher.create_function_url_config, FunctionName=function, AuthType="NONE")
    assert code == "AccessDeniedException" and "lambda:CreateFunctionUrlConfig" in message
    publisher.create_function_url_config(FunctionName=function, AuthType="AWS_IAM")
    assert refused(publisher.get_function_url_config, FunctionName=function)[0] == "AccessDeniedException"
    publisher.delete_function_url_config(FunctionName=function)
