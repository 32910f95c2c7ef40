"""A service that is not served says so in its own protocol, with the name of what was asked for."""

import botocore.exceptions
import pytest

CALLS = [
    ("dynamodb", "list_tables", {}, "ListTables"),
    ("sqs", "list_queues", {}, "ListQueues"),
    ("ec2", "describe_vpcs", {}, "DescribeVpcs"),
    ("sns", "list_topics", {}, "ListTopics"),
    ("route53", "list_hosted_zones", {}, "GET /2013-04-01/hostedzone"),
    ("cloudfront", "list_distributions", {}, "distribution"),
    ("apigateway", "get_rest_apis", {}, "GET /restapis"),
    ("kms", "list_keys", {}, "ListKeys"),
    ("secretsmanager", "list_secrets", {}, "ListSecrets"),
    ("cloudformation", "list_stacks", {}, "ListStacks"),
    ("keyspaces", "list_keyspaces", {}, "ListKeyspaces"),
]


@pytest.mark.parametrize("service, call, arguments, words", CALLS, ids=[call[0] for call in CALLS])
def test_boto3_is_told_service_and_operation(postern, service, call, arguments, words):
    with pytest.raises(botocore.exceptions.ClientError) as caught:
        getattr(postern.client(service), call)(**arguments)
    error = caught.value.response["Error"]
    assert error["Code"] in ("InvalidAction", "UnknownOperationException", "NotImplemented")
    assert "Postern does not serve " in error["Message"] and words in error["Message"]
    assert caught.value.response["ResponseMetadata"]["HTTPStatusCode"] in (400, 404, 501)


@pytest.mark.parametrize(
    "command, words",
    [
        ("dynamodb list-tables", "does not serve dynamodb yet, and so not its operation ListTables"),
        ("ec2 describe-vpcs", "does not serve ec2 yet, and so not its operation DescribeVpcs"),
        ("iam list-server-certificates", "Could not find operation ListServerCertificates"),
    ],
)
def test_the_aws_cli_shows_it(postern, command, words):
    assert words in postern.aws(command, succeeds=False)


def test_it_is_recorded(postern):
    client = postern.client("dynamodb")
    with pytest.raises(botocore.exceptions.ClientError) as caught:
        client.list_tables()
    event = postern.event(caught.value.response["ResponseMetadata"]["RequestId"])
    assert event["additionalEventData"]["outcome"] == "refused"
    assert "ListTables" in event["errorMessage"]
