"""Nothing passes that is not signed by a known key, with each protocol's own error."""

import datetime
import json

import botocore.exceptions
import pytest
from botocore.auth import SigV4Auth
from botocore.awsrequest import AWSRequest
from botocore.credentials import Credentials

from postern import REGION
from raw import send, signed

IDENTITY = {"method": "POST", "path": "/", "body": b"Action=GetCallerIdentity&Version=2011-06-15"}
FORM = {"Content-Type": "application/x-www-form-urlencoded; charset=utf-8"}


@pytest.fixture(scope="module")
def root(postern):
    environment = postern.root_environment()
    return environment["AWS_ACCESS_KEY_ID"], environment["AWS_SECRET_ACCESS_KEY"]


def error_of(client, operation, **arguments):
    with pytest.raises(botocore.exceptions.ClientError) as caught:
        getattr(client, operation)(**arguments)
    response = caught.value.response
    return response["ResponseMetadata"]["HTTPStatusCode"], response["Error"]["Code"], response["Error"]["Message"]


@pytest.mark.parametrize(
    "service, operation, status, code",
    [
        ("sts", "get_caller_identity", 403, "SignatureDoesNotMatch"),
        ("iam", "list_users", 403, "SignatureDoesNotMatch"),
        ("lambda", "list_functions", 403, "InvalidSignatureException"),
        ("logs", "describe_log_groups", 400, "InvalidSignatureException"),
    ],
)
def test_a_wrong_secret_is_refused(postern, root, service, operation, status, code):
    found = error_of(postern.client(service, (root[0], "wrong" + root[1])), operation)
    assert found[:2] == (status, code)
    assert found[2].startswith("The request signature we calculated does not match the signature you provided.")


@pytest.mark.parametrize(
    "service, operation, status, code",
    [
        ("sts", "get_caller_identity", 403, "InvalidClientTokenId"),
        ("iam", "list_users", 403, "InvalidClientTokenId"),
        ("lambda", "list_functions", 403, "UnrecognizedClientException"),
        ("logs", "describe_log_groups", 400, "UnrecognizedClientException"),
    ],
)
def test_an_unknown_key_is_refused(postern, service, operation, status, code):
    found = error_of(postern.client(service, ("AKIAIOSFODNN7EXAMPLE", "secret")), operation)
    assert found[:2] == (status, code)
    assert found[2].startswith("The security token included in the request is invalid")


def test_an_unsigned_request_is_refused(postern):
    status, _, body = send(postern, **IDENTITY, headers=FORM)
    assert status == 403 and "<Code>MissingAuthenticationToken</Code>" in body
    status, headers, body = send(postern, method="GET", path="/2015-03-31/functions")
    assert (status, headers["x-amzn-errortype"].split(":")[0]) == (403, "MissingAuthenticationTokenException")


def test_a_signature_of_another_body_is_refused(postern, root):
    request = signed(postern, root, "sts", **IDENTITY, headers=FORM)
    request["body"] += b"&Evil=1"
    status, _, body = send(postern, **request)
    assert status == 403 and "<Code>SignatureDoesNotMatch</Code>" in body


def test_a_signature_of_another_path_is_refused(postern, root):
    request = signed(postern, root, "lambda", method="GET", path="/2015-03-31/functions")
    request["path"] += "/hello"
    status, headers, _ = send(postern, **request)
    assert (status, headers["x-amzn-errortype"].split(":")[0]) == (403, "InvalidSignatureException")


def test_a_signature_for_another_region_is_refused(postern, root):
    request = signed(postern, root, "sts", region="eu-west-1", **IDENTITY, headers=FORM)
    status, _, body = send(postern, **request)
    assert status == 403 and "<Code>SignatureDoesNotMatch</Code>" in body
    assert "Credential should be scoped to a valid region, not 'eu-west-1'." in body


def test_a_signature_for_one_service_is_none_for_another(postern, root):
    """The scope chooses the service, so the request of one never reaches another."""
    status, _, body = send(postern, **signed(postern, root, "iam", **IDENTITY, headers=FORM))
    assert status == 400 and "<Code>InvalidAction</Code>" in body
    request = signed(postern, root, "logs", method="GET", path="/2015-03-31/functions")
    assert 400 <= send(postern, **request)[0] < 500


@pytest.mark.parametrize("minutes, words", [(-20, "Signature expired: "), (20, "Signature not yet current: ")])
def test_an_old_or_early_signature_is_refused(postern, root, minutes, words, monkeypatch):
    moment = datetime.datetime.now(datetime.timezone.utc) + datetime.timedelta(minutes=minutes)
    auth = SigV4Auth(Credentials(*root), "sts", REGION)
    request = AWSRequest("POST", postern.endpoint + "/", data=IDENTITY["body"], headers=FORM)
    monkeypatch.setattr("botocore.auth.get_current_datetime", lambda *_, **__: moment.replace(tzinfo=None))
    auth.add_auth(request)
    status, _, body = send(postern, **IDENTITY, headers=dict(request.headers.items()))
    assert status == 403 and "<Code>SignatureDoesNotMatch</Code>" in body and words in body


def test_an_incomplete_authorization_header_is_said_to_be(postern):
    headers = FORM | {"Authorization": "AWS4-HMAC-SHA256 Credential=x"}
    status, _, body = send(postern, **IDENTITY, headers=headers)
    assert (status, "<Code>IncompleteSignature</Code>" in body) == (400, True) or status == 403
    assert "Authorization header requires 'Signature' parameter." in body


def test_a_temporary_key_needs_its_token(postern):
    role = postern.client("iam").create_role(
        RoleName="temporary",
        AssumeRolePolicyDocument=json.dumps(
            {
                "Version": "2012-10-17",
                "Statement": [{"Effect": "Allow", "Principal": {"AWS": "000000000000"}, "Action": "sts:AssumeRole"}],
            }
        ),
    )["Role"]["Arn"]
    keys = postern.new_user("temporary-user")
    postern.client("iam").put_user_policy(
        UserName="temporary-user",
        PolicyName="assume",
        PolicyDocument=json.dumps(
            {
                "Version": "2012-10-17",
                "Statement": [{"Effect": "Allow", "Action": "sts:AssumeRole", "Resource": role}],
            }
        ),
    )
    credentials = postern.client("sts", keys).assume_role(RoleArn=role, RoleSessionName="session")["Credentials"]
    temporary = credentials["AccessKeyId"], credentials["SecretAccessKey"], credentials["SessionToken"]
    arn = postern.client("sts", temporary).get_caller_identity()["Arn"]
    assert arn == "arn:aws:sts::000000000000:assumed-role/temporary/session"
    assert error_of(postern.client("sts", temporary[:2]), "get_caller_identity")[1] == "InvalidClientTokenId"
    spoiled = temporary[:2] + (temporary[2][:-8] + "AAAAAAAA",)
    assert error_of(postern.client("sts", spoiled), "get_caller_identity")[1] == "InvalidClientTokenId"


def test_a_deleted_or_inactive_key_is_refused(postern):
    keys = postern.new_user("leaver")
    iam = postern.client("iam")
    assert postern.client("sts", keys).get_caller_identity()["Arn"].endswith("user/leaver")
    iam.update_access_key(UserName="leaver", AccessKeyId=keys[0], Status="Inactive")
    assert error_of(postern.client("sts", keys), "get_caller_identity")[1] == "InvalidClientTokenId"
    iam.update_access_key(UserName="leaver", AccessKeyId=keys[0], Status="Active")
    postern.client("sts", keys).get_caller_identity()
    iam.delete_access_key(UserName="leaver", AccessKeyId=keys[0])
    assert error_of(postern.client("sts", keys), "get_caller_identity")[1] == "InvalidClientTokenId"
