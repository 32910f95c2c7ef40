"""How asynchronous events are configured: each answer and error as AWS gives it."""

import pytest

from policies import allow, refused
from postern import ACCOUNT, function_arn

ECHO = "def handler(event, context):\n    return event\n"
NO_FUNCTION = ("ResourceNotFoundException", "The function doesn't exist.")


@pytest.fixture(scope="module")
def lambda_(postern):
    role = postern.new_role("sender")
    postern.client("iam").put_role_policy(
        RoleName="sender",
        PolicyName="send",
        PolicyDocument=allow(["lambda:InvokeFunction", "s3:PutObject", "sqs:SendMessage"]),
    )
    postern.new_function("source", ECHO, role=role)
    postern.new_function("target", ECHO, role=role)
    return postern.client("lambda")


def shown(answer):
    return {key: value for key, value in answer.items() if key not in ("ResponseMetadata", "LastModified")}


def test_a_configuration_lives_from_put_to_delete(lambda_):
    latest = function_arn("source") + ":$LATEST"
    nobody = {"OnFailure": {}, "OnSuccess": {}}
    put = lambda_.put_function_event_invoke_config(
        FunctionName="source", MaximumRetryAttempts=2, MaximumEventAgeInSeconds=60
    )
    assert shown(put) == {
        "DestinationConfig": nobody,
        "FunctionArn": latest,
        "MaximumEventAgeInSeconds": 60,
        "MaximumRetryAttempts": 2,
    }
    updated = lambda_.update_function_event_invoke_config(FunctionName="source", MaximumRetryAttempts=0)
    assert (updated["MaximumEventAgeInSeconds"], updated["MaximumRetryAttempts"]) == (60, 0)
    assert updated["LastModified"] > put["LastModified"]
    replaced = lambda_.put_function_event_invoke_config(FunctionName="source", MaximumRetryAttempts=1)
    assert shown(replaced) == {"DestinationConfig": nobody, "FunctionArn": latest, "MaximumRetryAttempts": 1}
    assert shown(lambda_.get_function_event_invoke_config(FunctionName="source", Qualifier="$LATEST")) == shown(replaced)
    listed = lambda_.list_function_event_invoke_configs(FunctionName="source")["FunctionEventInvokeConfigs"]
    assert [shown(config) for config in listed] == [shown(replaced)]
    assert lambda_.delete_function_event_invoke_config(FunctionName="source")["ResponseMetadata"]["HTTPStatusCode"] == 204
    assert lambda_.list_function_event_invoke_configs(FunctionName="source")["FunctionEventInvokeConfigs"] == []


def test_what_is_not_configured_is_not_found(lambda_):
    for name, qualifier in (("source", "$LATEST"), ("doesnotexist", "$LATEST"), ("source", "noalias")):
        expected = (
            "ResourceNotFoundException",
            f"The function {function_arn(name)}:{qualifier} doesn't have an EventInvokeConfig",
        )
        arguments = {"FunctionName": name} | ({} if qualifier == "$LATEST" else {"Qualifier": qualifier})
        assert refused(lambda_.get_function_event_invoke_config, **arguments) == expected
        assert refused(lambda_.delete_function_event_invoke_config, **arguments) == expected
    assert refused(lambda_.update_function_event_invoke_config, FunctionName="source", MaximumRetryAttempts=1) == (
        "ResourceNotFoundException",
        f"The function {function_arn('source')}:$LATEST doesn't have an EventInvokeConfig",
    )


def test_only_functions_that_exist_are_configured(lambda_):
    for name in ("doesnotexist", function_arn("doesnotexist"), "source:noalias"):
        assert refused(lambda_.put_function_event_invoke_config, FunctionName=name, MaximumRetryAttempts=1) == NO_FUNCTION
        assert refused(
            lambda_.update_function_event_invoke_config, FunctionName=name, MaximumRetryAttempts=1
        ) == NO_FUNCTION
    assert refused(lambda_.list_function_event_invoke_configs, FunctionName="doesnotexist") == NO_FUNCTION


def test_something_must_be_configured(lambda_):
    assert refused(lambda_.put_function_event_invoke_config, FunctionName="source") == (
        "InvalidParameterValueException",
        "You must specify at least one of error handling or destination setting.",
    )


def on_success(arn):
    return {"OnSuccess": {"Destination": arn}}


def test_destinations_are_kept(lambda_):
    config = on_success(function_arn("target")) | {"OnFailure": {"Destination": "arn:aws:s3:::failures"}}
    put = lambda_.put_function_event_invoke_config(FunctionName="source", DestinationConfig=config)
    assert put["DestinationConfig"] == config
    none = lambda_.put_function_event_invoke_config(FunctionName="source", DestinationConfig={"OnSuccess": {}})
    assert none["DestinationConfig"] == {"OnFailure": {}, "OnSuccess": {}}
    lambda_.delete_function_event_invoke_config(FunctionName="source")


@pytest.mark.parametrize(
    "config, message",
    [
        (on_success(function_arn("doesnotexist")), f"The destination ARN {function_arn('doesnotexist')} is invalid."),
        (on_success(function_arn("source")), "You can't specify the function as a destination for itself."),
        (
            on_success(f"arn:aws:iam:us-east-1:{ACCOUNT}:function:source"),
            "The provided destination config DestinationConfig(onSuccess=OnSuccess("
            f"destination=arn:aws:iam:us-east-1:{ACCOUNT}:function:source), onFailure=null) is invalid.",
        ),
        (
            on_success("arn:aws:s3:::bucket"),
            "The provided destination config DestinationConfig(onSuccess=OnSuccess("
            "destination=arn:aws:s3:::bucket), onFailure=null) is invalid.",
        ),
    ],
)
def test_a_destination_must_be_one(lambda_, config, message):
    call = lambda_.put_function_event_invoke_config
    assert refused(call, FunctionName="source", DestinationConfig=config) == ("InvalidParameterValueException", message)


def test_the_execution_role_must_be_allowed_to_send(postern, lambda_):
    postern.new_function("mute-source", ECHO)
    arn = function_arn("target")
    call = lambda_.put_function_event_invoke_config
    assert refused(call, FunctionName="mute-source", DestinationConfig=on_success(arn)) == (
        "InvalidParameterValueException",
        f"The function's execution role does not have permissions to call InvokeFunction on {arn}",
    )


def test_destinations_in_services_that_are_not_here_are_kept(postern, lambda_):
    postern.new_function("hopeful-source", ECHO)
    config = on_success(f"arn:aws:sqs:us-east-1:{ACCOUNT}:queue")
    put = lambda_.put_function_event_invoke_config(FunctionName="hopeful-source", DestinationConfig=config)
    assert put["DestinationConfig"]["OnSuccess"] == config["OnSuccess"]


def test_a_configuration_goes_with_its_function(postern, lambda_):
    postern.new_function("leaves", ECHO)
    lambda_.put_function_event_invoke_config(FunctionName="leaves", MaximumRetryAttempts=1)
    lambda_.delete_function(FunctionName="leaves")
    postern.new_function("leaves", ECHO, role=postern.new_role("leaves-again"))
    assert lambda_.list_function_event_invoke_configs(FunctionName="leaves")["FunctionEventInvokeConfigs"] == []
