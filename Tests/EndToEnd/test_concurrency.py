"""Reserved concurrency and the account's: the operations, and that the limits hold."""

import concurrent.futures
import json

import pytest

from policies import refused
from postern import function_arn

ECHO = "def handler(event, context):\n    return event\n"


@pytest.fixture
def lambda_(postern):
    return postern.client("lambda")


def without_metadata(answer):
    return {key: value for key, value in answer.items() if key != "ResponseMetadata"}


def test_a_reservation_is_put_read_and_deleted(postern, lambda_):
    postern.new_function("reserves", ECHO)
    assert without_metadata(lambda_.get_function_concurrency(FunctionName="reserves")) == {}
    for reserved in (0, 1):
        answer = lambda_.put_function_concurrency(FunctionName="reserves", ReservedConcurrentExecutions=reserved)
        assert without_metadata(answer) == {"ReservedConcurrentExecutions": reserved}
        assert without_metadata(lambda_.get_function_concurrency(FunctionName="reserves")) == without_metadata(answer)
    assert lambda_.get_function(FunctionName="reserves")["Concurrency"] == {"ReservedConcurrentExecutions": 1}
    deleted = lambda_.delete_function_concurrency(FunctionName="reserves")
    assert deleted["ResponseMetadata"]["HTTPStatusCode"] == 204
    assert without_metadata(lambda_.get_function_concurrency(FunctionName="reserves")) == {}


def test_only_functions_that_exist_have_reservations(postern, lambda_):
    not_found = ("ResourceNotFoundException", f"Function not found: {function_arn('doesnotexist')}:$LATEST")
    assert refused(lambda_.put_function_concurrency, FunctionName="doesnotexist", ReservedConcurrentExecutions=1) == not_found
    assert refused(lambda_.get_function_concurrency, FunctionName="doesnotexist") == not_found
    assert refused(lambda_.delete_function_concurrency, FunctionName="doesnotexist") == not_found
    qualified = function_arn("doesnotexist") + ":$LATEST"
    assert refused(lambda_.put_function_concurrency, FunctionName=qualified, ReservedConcurrentExecutions=1) == (
        "InvalidParameterValueException",
        "This operation is permitted on Lambda functions only. Aliases and versions do not support this operation. "
        "Please specify either a function name or an unqualified function ARN.",
    )


def test_a_hundred_executions_stay_unreserved(postern, lambda_):
    postern.new_function("greedy", ECHO)
    assert refused(lambda_.put_function_concurrency, FunctionName="greedy", ReservedConcurrentExecutions=901) == (
        "InvalidParameterValueException",
        "Specified ReservedConcurrentExecutions for function decreases account's UnreservedConcurrentExecution below "
        "its minimum value of [100].",
    )
    lambda_.put_function_concurrency(FunctionName="greedy", ReservedConcurrentExecutions=900)
    lambda_.delete_function_concurrency(FunctionName="greedy")


def test_a_reservation_of_zero_stops_a_function(postern, lambda_):
    postern.new_function("stopped", ECHO)
    lambda_.put_function_concurrency(FunctionName="stopped", ReservedConcurrentExecutions=0)
    with pytest.raises(lambda_.exceptions.TooManyRequestsException) as caught:
        lambda_.invoke(FunctionName="stopped", Payload="{}")
    answer = caught.value.response
    assert answer["Error"] == {"Code": "TooManyRequestsException", "Message": "Rate Exceeded."}
    assert answer["Reason"] == "ReservedFunctionConcurrentInvocationLimitExceeded"
    assert answer["Type"] == "User" and answer["ResponseMetadata"]["HTTPStatusCode"] == 429
    assert "retry-after" in answer["ResponseMetadata"]["HTTPHeaders"]
    lambda_.delete_function_concurrency(FunctionName="stopped")
    assert postern.invoke("stopped", {"n": 1})["Payload"] == {"n": 1}


def test_no_more_run_than_are_reserved(postern, lambda_):
    source = """
import time
def handler(event, context):
    began = time.time()
    time.sleep(2)
    return [began, time.time()]
"""
    postern.new_function("narrow", source)
    lambda_.put_function_concurrency(FunctionName="narrow", ReservedConcurrentExecutions=1)

    def invoke(_):
        try:
            return json.loads(lambda_.invoke(FunctionName="narrow")["Payload"].read())
        except lambda_.exceptions.TooManyRequestsException as error:
            return error.response["Reason"]

    with concurrent.futures.ThreadPoolExecutor(8) as pool:
        results = list(pool.map(invoke, range(8)))
    runs = sorted(result for result in results if isinstance(result, list))
    refusals = [result for result in results if not isinstance(result, list)]
    assert runs and set(refusals) == {"ReservedFunctionConcurrentInvocationLimitExceeded"}
    assert all(earlier[1] <= later[0] for earlier, later in zip(runs, runs[1:]))


def test_a_reservation_holds_after_a_restart(make_postern):
    postern = make_postern().start()
    postern.new_function("kept", ECHO)
    postern.client("lambda").put_function_concurrency(FunctionName="kept", ReservedConcurrentExecutions=0)
    postern.restart()
    assert refused(postern.client("lambda").invoke, FunctionName="kept")[0] == "TooManyRequestsException"


def test_the_account_has_a_limit_of_its_own(make_postern):
    postern = make_postern("--concurrent-executions", "101").start()
    lambda_ = postern.client("lambda")
    postern.new_function("small", ECHO)
    lambda_.put_function_concurrency(FunctionName="small", ReservedConcurrentExecutions=1)
    assert refused(lambda_.put_function_concurrency, FunctionName="small", ReservedConcurrentExecutions=2)[0] == (
        "InvalidParameterValueException"
    )


def test_a_caller_without_permission_is_refused(postern):
    postern.new_function("guarded", ECHO)
    client = postern.client("lambda", postern.new_user("bystander"))
    calls = {
        "PutFunctionConcurrency": (client.put_function_concurrency, {"ReservedConcurrentExecutions": 1}),
        "GetFunctionConcurrency": (client.get_function_concurrency, {}),
        "DeleteFunctionConcurrency": (client.delete_function_concurrency, {}),
        "ListProvisionedConcurrencyConfigs": (client.list_provisioned_concurrency_configs, {}),
        "ListFunctionEventInvokeConfigs": (client.list_function_event_invoke_configs, {}),
        "PutFunctionEventInvokeConfig": (client.put_function_event_invoke_config, {"MaximumRetryAttempts": 1}),
    }
    for name, (call, arguments) in calls.items():
        code, message = refused(call, FunctionName="guarded", **arguments)
        assert code == "AccessDeniedException" and f"lambda:{name} on resource: {function_arn('guarded')}" in message


def test_provisioned_concurrency_is_for_published_versions(postern, lambda_):
    postern.new_function("provisions", ECHO)
    name = {"FunctionName": "provisions"}
    assert lambda_.list_provisioned_concurrency_configs(**name)["ProvisionedConcurrencyConfigs"] == []
    must_be_published = (
        "InvalidParameterValueException",
        "The function resource provided must be an alias or a published version.",
    )
    assert refused(lambda_.get_provisioned_concurrency_config, Qualifier="$LATEST", **name) == must_be_published
    assert refused(lambda_.delete_provisioned_concurrency_config, Qualifier="$LATEST", **name) == must_be_published
    put = lambda_.put_provisioned_concurrency_config
    assert refused(put, Qualifier="$LATEST", ProvisionedConcurrentExecutions=1, **name) == (
        "InvalidParameterValueException",
        "Provisioned Concurrency Configs cannot be applied to unpublished function versions.",
    )
    for name_of_function in ("provisions", "doesnotexist"):
        arn = function_arn(name_of_function)
        for qualifier, message in (
            ("noalias", f"Cannot find alias arn: {arn}:noalias"),
            ("10", f"Function not found: {arn}:10"),
        ):
            arguments = {"FunctionName": name_of_function, "Qualifier": qualifier}
            expected = ("ResourceNotFoundException", message)
            assert refused(put, ProvisionedConcurrentExecutions=1, **arguments) == expected
            assert refused(lambda_.get_provisioned_concurrency_config, **arguments) == expected
            assert refused(lambda_.delete_provisioned_concurrency_config, **arguments) == expected
    assert refused(lambda_.list_provisioned_concurrency_configs, FunctionName="doesnotexist") == (
        "ResourceNotFoundException",
        f"Function not found: {function_arn('doesnotexist')}",
    )
