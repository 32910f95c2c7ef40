"""URLs that the aws CLI and boto3 presign for S3 unless they are told otherwise: in the form of Signature Version 2."""

import time
import urllib.error
import urllib.parse
import urllib.request

import pytest

from postern import AWS, clean_environment, run

VERSION_2 = {"signature_version": "s3", "s3": {"addressing_style": "path"}}

@pytest.fixture(scope="module")
def s3(postern):
    client = postern.client("s3")
    client.create_bucket(Bucket="version-2")
    client.put_object(Bucket="version-2", Key="a b/ü", Body=b"hello")
    return client


@pytest.fixture(scope="module")
def signer(postern, s3):
    """Only presigns: sent requests are signed in this form by no current client."""
    return postern.client("s3", **VERSION_2)


def presigned(signer, operation="get_object", expires=60, **arguments):
    arguments = {"Bucket": "version-2", "Key": "a b/ü"} | arguments
    url = signer.generate_presigned_url(operation, Params=arguments, ExpiresIn=expires)
    assert "AWSAccessKeyId=" in url
    return url


def fetch(url, method="GET", body=None, headers={}):
    request = urllib.request.Request(url, data=body, method=method, headers=headers)
    try:
        with urllib.request.urlopen(request) as answer:
            return answer.status, answer.read(), answer.headers
    except urllib.error.HTTPError as error:
        return error.code, error.read(), error.headers


def test_an_object_is_read(signer):
    status, body, headers = fetch(presigned(signer, ResponseContentType="text/x-hello"))
    assert (status, body, headers["Content-Type"]) == (200, b"hello", "text/x-hello")


def test_an_object_is_written_with_what_the_query_says(s3, signer):
    url = presigned(signer, "put_object", Key="by-url", ContentType="text/plain", Metadata={"who": "me"})
    assert fetch(url, "PUT", b"by url", {"Content-Type": "text/plain"})[0] == 200
    head = s3.head_object(Bucket="version-2", Key="by-url")
    assert (head["ContentType"], head["Metadata"]) == ("text/plain", {"who": "me"})


def test_the_aws_cli_presigns_so(postern, s3):
    s3.put_object(Bucket="version-2", Key="cli", Body=b"by the cli")
    presign = [AWS, "s3", "presign", "s3://version-2/cli"]
    url = run(presign, environment=clean_environment(**postern.root_environment())).stdout.strip()
    assert "AWSAccessKeyId=" in url
    assert fetch(url)[:2] == (200, b"by the cli")


@pytest.mark.parametrize(
    "change",
    [
        lambda url: url.replace("version-2/", "version-3/"),
        lambda url: url.replace("Expires=", "Expires=1"),
        lambda url: url + "&versionId=null",
        lambda url: url + "&x-amz-acl=public-read",
    ],
)
def test_what_is_changed_is_refused(signer, change):
    status, body, _ = fetch(change(presigned(signer)))
    assert status == 403 and b"<Code>SignatureDoesNotMatch</Code>" in body


def test_it_gives_its_signers_permissions_and_no_more(postern, s3):
    alice = postern.new_user("version-2-alice")
    client = postern.client("s3", alice, **VERSION_2)
    status, body, _ = fetch(presigned(client))
    assert status == 403 and b"<Code>AccessDenied</Code>" in body and b"user/version-2-alice" in body


def test_it_ends(signer):
    url = presigned(signer, expires=1)
    time.sleep(2.1)
    status, body, _ = fetch(url)
    assert status == 403 and b"<Message>Request has expired</Message>" in body


def test_temporary_credentials_sign_with_their_token(postern, s3):
    session = postern.client("sts").get_session_token()["Credentials"]
    keys = (session["AccessKeyId"], session["SecretAccessKey"], session["SessionToken"])
    client = postern.client("s3", keys, **VERSION_2)
    url = presigned(client)
    assert fetch(url)[:2] == (200, b"hello")
    query = urllib.parse.urlsplit(url).query
    without = "&".join(part for part in query.split("&") if not part.startswith("x-amz-security-token"))
    assert fetch(url.replace(query, without))[0] in (400, 403)
