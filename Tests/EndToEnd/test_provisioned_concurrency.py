"""Environments that are kept ready: the operations' answers, and that the environments are really there."""

import json

import pytest

from policies import refused
from postern import eventually, function_arn, matches

LOOK = """
import os, uuid
environment = str(uuid.uuid4())
def handler(event, context):
    return {"kind": os.environ["AWS_LAMBDA_INITIALIZATION_TYPE"], "environment": environment, "version": context.function_version}
"""
NONE_FOUND = ("ProvisionedConcurrencyConfigNotFoundException", "No Provisioned Concurrency Config found for this function")


@pytest.fixture
def lambda_(postern):
    return postern.client("lambda")


@pytest.fixture
def published(postern, lambda_, request):
    """A function with a version 1 and an alias that points there."""
    name = request.node.name.replace("test_", "")[:60]
    postern.new_function(name, LOOK)
    lambda_.get_waiter("function_active_v2").wait(FunctionName=name)
    lambda_.publish_version(FunctionName=name)
    lambda_.create_alias(FunctionName=name, Name="live", FunctionVersion="1")
    return name


def without_metadata(answer):
    return {key: value for key, value in answer.items() if key not in ("ResponseMetadata", "LastModified")}


def put(lambda_, name, qualifier, executions=1):
    return lambda_.put_provisioned_concurrency_config(
        FunctionName=name, Qualifier=qualifier, ProvisionedConcurrentExecutions=executions
    )


def wait_until_ready(lambda_, name, qualifier):
    def status():
        config = lambda_.get_provisioned_concurrency_config(FunctionName=name, Qualifier=qualifier)
        return config if config["Status"] != "IN_PROGRESS" else None

    return eventually(status)


def test_environments_are_made_and_kept(postern, lambda_, published):
    answer = put(lambda_, published, "1", 2)
    assert answer["ResponseMetadata"]["HTTPStatusCode"] == 202
    assert without_metadata(answer) == {
        "RequestedProvisionedConcurrentExecutions": 2,
        "AllocatedProvisionedConcurrentExecutions": 0,
        "AvailableProvisionedConcurrentExecutions": 0,
        "Status": "IN_PROGRESS",
    }
    ready = {
        "RequestedProvisionedConcurrentExecutions": 2,
        "AllocatedProvisionedConcurrentExecutions": 2,
        "AvailableProvisionedConcurrentExecutions": 2,
        "Status": "READY",
    }
    assert without_metadata(wait_until_ready(lambda_, published, "1")) == ready
    listed = lambda_.list_provisioned_concurrency_configs(FunctionName=published)["ProvisionedConcurrencyConfigs"]
    assert [without_metadata(config) for config in listed] == [
        ready | {"FunctionArn": function_arn(published) + ":1"}
    ]
    # They were initialised before anything was invoked.
    assert sum("INIT_START" in line for line in postern.log_lines(published, contains="INIT_START")) == 2
    seen = postern.invoke(published, {}, Qualifier="1")["Payload"]
    assert (seen["kind"], seen["version"]) == ("provisioned-concurrency", "1")
    assert postern.invoke(published, {}, Qualifier="live")["Payload"]["kind"] == "provisioned-concurrency"
    assert postern.invoke(published, {})["Payload"]["kind"] == "on-demand"


def test_the_end_of_a_configuration_ends_its_environments(postern, lambda_, published):
    put(lambda_, published, "1")
    wait_until_ready(lambda_, published, "1")
    deleted = lambda_.delete_provisioned_concurrency_config(FunctionName=published, Qualifier="1")
    assert deleted["ResponseMetadata"]["HTTPStatusCode"] == 204
    assert postern.invoke(published, {}, Qualifier="1")["Payload"]["kind"] == "on-demand"
    assert refused(
        lambda_.get_provisioned_concurrency_config, FunctionName=published, Qualifier="1"
    ) == NONE_FOUND
    lambda_.delete_provisioned_concurrency_config(FunctionName=published, Qualifier="1")


def test_a_version_is_provisioned_by_itself_or_by_an_alias(lambda_, published):
    put(lambda_, published, "1")
    arguments = {"FunctionName": published, "ProvisionedConcurrentExecutions": 1}
    assert refused(lambda_.put_provisioned_concurrency_config, Qualifier="live", **arguments) == (
        "ResourceConflictException",
        "Alias can't be used for Provisioned Concurrency configuration on an already Provisioned version",
    )
    lambda_.delete_provisioned_concurrency_config(FunctionName=published, Qualifier="1")
    put(lambda_, published, "live")
    assert refused(lambda_.put_provisioned_concurrency_config, Qualifier="1", **arguments) == (
        "ResourceConflictException",
        "Version is pointed by a Provisioned Concurrency alias",
    )
    lambda_.delete_alias(FunctionName=published, Name="live")
    assert refused(lambda_.get_provisioned_concurrency_config, FunctionName=published, Qualifier="live") == (
        "ResourceNotFoundException",
        f"Cannot find alias arn: {function_arn(published)}:live",
    )
    assert lambda_.list_provisioned_concurrency_configs(FunctionName=published)["ProvisionedConcurrencyConfigs"] == []


def test_provisioned_environments_move_with_their_alias(postern, lambda_, published):
    put(lambda_, published, "live")
    wait_until_ready(lambda_, published, "live")
    lambda_.update_function_configuration(FunctionName=published, Description="second")
    lambda_.get_waiter("function_updated_v2").wait(FunctionName=published)
    assert lambda_.publish_version(FunctionName=published)["Version"] == "2"
    lambda_.update_alias(FunctionName=published, Name="live", FunctionVersion="2")
    assert wait_until_ready(lambda_, published, "live")["Status"] == "READY"
    seen = postern.invoke(published, {}, Qualifier="live")["Payload"]
    assert (seen["kind"], seen["version"]) == ("provisioned-concurrency", "2")


def test_an_environment_that_cannot_be_made_is_told(postern, lambda_):
    postern.new_function("never-ready", "raise RuntimeError('no')\n")
    lambda_.get_waiter("function_active_v2").wait(FunctionName="never-ready")
    lambda_.publish_version(FunctionName="never-ready")
    put(lambda_, "never-ready", "1")
    config = wait_until_ready(lambda_, "never-ready", "1")
    assert (config["Status"], config["StatusReason"]) == ("FAILED", "FUNCTION_ERROR_INIT_FAILURE")
    assert config["AllocatedProvisionedConcurrentExecutions"] == 0


def test_an_environment_that_ends_is_made_anew(postern, lambda_):
    source = LOOK.replace("    return", "    if event.get('exit'): os._exit(1)\n    return")
    postern.new_function("mortal", source)
    lambda_.get_waiter("function_active_v2").wait(FunctionName="mortal")
    lambda_.publish_version(FunctionName="mortal")
    put(lambda_, "mortal", "1")
    wait_until_ready(lambda_, "mortal", "1")
    assert postern.invoke("mortal", {"exit": True}, Qualifier="1")["FunctionError"] == "Unhandled"
    assert wait_until_ready(lambda_, "mortal", "1")["Status"] == "READY"
    assert postern.invoke("mortal", {}, Qualifier="1")["Payload"]["kind"] == "provisioned-concurrency"


def test_provision_and_reservation_bound_each_other(lambda_, published):
    name = {"FunctionName": published}
    lambda_.put_function_concurrency(ReservedConcurrentExecutions=1, **name)
    call = lambda_.put_provisioned_concurrency_config
    assert refused(call, Qualifier="1", ProvisionedConcurrentExecutions=2, **name) == (
        "InvalidParameterValueException",
        "Requested Provisioned Concurrency should not be greater than the reservedConcurrentExecution for function",
    )
    put(lambda_, published, "1")
    assert refused(lambda_.put_function_concurrency, ReservedConcurrentExecutions=0, **name) == (
        "InvalidParameterValueException",
        " ReservedConcurrentExecutions  0 should not be lower than function's total provisioned concurrency [1].",
    )
    # The reservation is provisioned whole: other versions have nothing left.
    wait_until_ready(lambda_, published, "1")
    assert refused(lambda_.invoke, **name)[0] == "TooManyRequestsException"
    assert json.loads(lambda_.invoke(Qualifier="1", **name)["Payload"].read())["kind"] == "provisioned-concurrency"


def test_provision_leaves_a_hundred_unreserved(lambda_, published):
    name = {"FunctionName": published}
    call = lambda_.put_provisioned_concurrency_config
    code, message = refused(call, Qualifier="1", ProvisionedConcurrentExecutions=1_001, **name)
    assert code == "InvalidParameterValueException"
    sentence = "Specified ConcurrentExecutions for function is greater than account's unreserved concurrency"
    matches(rf"^{sentence} \[\d+\]\.$", message)
    assert refused(call, Qualifier="1", ProvisionedConcurrentExecutions=901, **name) == (
        "InvalidParameterValueException",
        "Specified ConcurrentExecutions for function decreases account's UnreservedConcurrentExecution below its "
        "minimum value of [100].",
    )


def test_provisioned_environments_are_there_after_a_restart(make_postern):
    postern = make_postern().start()
    postern.new_function("again", LOOK)
    lambda_ = postern.client("lambda")
    lambda_.get_waiter("function_active_v2").wait(FunctionName="again")
    lambda_.publish_version(FunctionName="again")
    put(lambda_, "again", "1")
    wait_until_ready(lambda_, "again", "1")
    postern.restart()
    assert wait_until_ready(postern.client("lambda"), "again", "1")["Status"] == "READY"
    assert postern.invoke("again", {}, Qualifier="1")["Payload"]["kind"] == "provisioned-concurrency"
