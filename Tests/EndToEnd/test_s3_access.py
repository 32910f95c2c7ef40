"""Who may do what in S3: policies of users and buckets, anonymous callers, condition keys, tampered requests."""

import base64
import datetime
import hashlib
import hmac
import json
import unittest.mock
import urllib.error
import urllib.request
import zlib

import pytest
from botocore.auth import S3SigV4Auth
from botocore.awsrequest import AWSRequest
from botocore.credentials import Credentials

from postern import ACCOUNT, REGION, statement_of, user_arn
from raw import send
from s3 import error_of, refused, status_of, unblocked


@pytest.fixture(scope="module")
def s3(postern):
    return postern.client("s3")


def allow(postern, user, action, resource, **condition):
    policy = statement_of(Effect="Allow", Action=action, Resource=resource, **({"Condition": condition} if condition else {}))
    postern.client("iam").put_user_policy(UserName=user, PolicyName=f"p{abs(hash(json.dumps(policy)))}", PolicyDocument=json.dumps(policy))


def bucket_policy(s3, bucket, *statements):
    s3.put_bucket_policy(Bucket=bucket, Policy=json.dumps({"Version": "2012-10-17", "Statement": list(statements)}))


def anonymous(postern, path, method="GET", body=b"", headers=None):
    return send(postern, method, path, body, headers)


def test_nobody_gets_in_without_a_permission(postern, s3):
    s3.create_bucket(Bucket="closed")
    s3.put_object(Bucket="closed", Key="k", Body=b"x")
    stranger = postern.client("s3", postern.new_user("s3-stranger"))
    calls = [
        ("ListAllMyBuckets", stranger.list_buckets, {}),
        ("CreateBucket", stranger.create_bucket, {"Bucket": "new-one"}),
        ("ListBucket", stranger.list_objects_v2, {"Bucket": "closed"}),
        ("ListBucketVersions", stranger.list_object_versions, {"Bucket": "closed"}),
        ("GetObject", stranger.get_object, {"Bucket": "closed", "Key": "k"}),
        ("PutObject", stranger.put_object, {"Bucket": "closed", "Key": "k", "Body": b"y"}),
        ("DeleteObject", stranger.delete_object, {"Bucket": "closed", "Key": "k"}),
        ("GetBucketPolicy", stranger.get_bucket_policy, {"Bucket": "closed"}),
        ("PutBucketPolicy", stranger.put_bucket_policy, {"Bucket": "closed", "Policy": "{}"}),
        ("DeleteBucket", stranger.delete_bucket, {"Bucket": "closed"}),
        ("GetObjectTagging", stranger.get_object_tagging, {"Bucket": "closed", "Key": "k"}),
        ("GetEncryptionConfiguration", stranger.get_bucket_encryption, {"Bucket": "closed"}),
        ("PutBucketPublicAccessBlock", stranger.delete_public_access_block, {"Bucket": "closed"}),
        ("PutObject", stranger.create_multipart_upload, {"Bucket": "closed", "Key": "k"}),
    ]
    for action, call, arguments in calls:
        code, message = refused(call, **arguments)
        assert code == "AccessDenied", (action, code)
        assert f"is not authorized to perform: s3:{action} " in message
    assert status_of(stranger.head_bucket, Bucket="closed") == 403
    assert status_of(stranger.head_object, Bucket="closed", Key="k") == 403
    assert s3.get_object(Bucket="closed", Key="k")["Body"].read() == b"x"


def test_a_missing_key_is_told_only_to_who_may_list(postern, s3):
    s3.create_bucket(Bucket="discreet")
    keys = postern.new_user("s3-reader")
    reader = postern.client("s3", keys)
    allow(postern, "s3-reader", "s3:GetObject", "arn:aws:s3:::discreet/*")
    code, message = refused(reader.get_object, Bucket="discreet", Key="none")
    assert code == "AccessDenied" and "s3:ListBucket" in message
    assert status_of(reader.head_object, Bucket="discreet", Key="none") == 403
    allow(postern, "s3-reader", "s3:ListBucket", "arn:aws:s3:::discreet")
    assert refused(reader.get_object, Bucket="discreet", Key="none")[0] == "NoSuchKey"
    assert status_of(reader.head_object, Bucket="discreet", Key="none") == 404


def test_versions_need_actions_of_their_own(postern, s3):
    s3.create_bucket(Bucket="versioned-access")
    s3.put_bucket_versioning(Bucket="versioned-access", VersioningConfiguration={"Status": "Enabled"})
    version = s3.put_object(Bucket="versioned-access", Key="k", Body=b"1")["VersionId"]
    reader = postern.client("s3", postern.new_user("s3-current"))
    allow(postern, "s3-current", ["s3:GetObject", "s3:DeleteObject"], "arn:aws:s3:::versioned-access/*")
    assert reader.get_object(Bucket="versioned-access", Key="k")["Body"].read() == b"1"
    code, message = refused(reader.get_object, Bucket="versioned-access", Key="k", VersionId=version)
    assert code == "AccessDenied" and "s3:GetObjectVersion " in message
    code, message = refused(reader.delete_object, Bucket="versioned-access", Key="k", VersionId=version)
    assert code == "AccessDenied" and "s3:DeleteObjectVersion " in message


def test_a_bucket_policy_lets_in_and_keeps_out(postern, s3):
    s3.create_bucket(Bucket="by-policy")
    s3.put_object(Bucket="by-policy", Key="open/k", Body=b"x")
    s3.put_object(Bucket="by-policy", Key="secret/k", Body=b"x")
    friend = postern.client("s3", postern.new_user("s3-friend"))
    bucket_policy(
        s3,
        "by-policy",
        {"Effect": "Allow", "Principal": {"AWS": user_arn("s3-friend")}, "Action": "s3:GetObject", "Resource": "arn:aws:s3:::by-policy/*"},
        {"Effect": "Deny", "Principal": "*", "Action": "s3:*", "Resource": "arn:aws:s3:::by-policy/secret/*"},
    )
    assert friend.get_object(Bucket="by-policy", Key="open/k")["Body"].read() == b"x"
    code, message = refused(friend.get_object, Bucket="by-policy", Key="secret/k")
    assert code == "AccessDenied" and "explicit deny in a resource-based policy" in message


def test_condition_keys_of_listings_tags_and_headers_decide(postern, s3):
    s3.create_bucket(Bucket="conditions")
    s3.put_object(Bucket="conditions", Key="home/k", Body=b"x", Tagging="stage=public")
    s3.put_object(Bucket="conditions", Key="home/hidden", Body=b"x", Tagging="stage=private")
    user = postern.client("s3", postern.new_user("s3-conditional"))
    allow(postern, "s3-conditional", "s3:ListBucket", "arn:aws:s3:::conditions", StringLike={"s3:prefix": "home/*"}, NumericLessThanEquals={"s3:max-keys": "10"})
    assert user.list_objects_v2(Bucket="conditions", Prefix="home/", MaxKeys=10)["KeyCount"] == 2
    assert refused(user.list_objects_v2, Bucket="conditions", Prefix="home/", MaxKeys=11)[0] == "AccessDenied"
    assert refused(user.list_objects_v2, Bucket="conditions")[0] == "AccessDenied"
    allow(postern, "s3-conditional", "s3:GetObject", "arn:aws:s3:::conditions/*", StringEquals={"s3:ExistingObjectTag/stage": "public"})
    assert user.get_object(Bucket="conditions", Key="home/k")["Body"].read() == b"x"
    assert refused(user.get_object, Bucket="conditions", Key="home/hidden")[0] == "AccessDenied"
    allow(postern, "s3-conditional", ["s3:PutObject", "s3:PutObjectTagging"], "arn:aws:s3:::conditions/*", StringEquals={"s3:RequestObjectTag/stage": "draft"})
    user.put_object(Bucket="conditions", Key="draft", Body=b"x", Tagging="stage=draft")
    assert refused(user.put_object, Bucket="conditions", Key="draft", Body=b"x", Tagging="stage=public")[0] == "AccessDenied"
    assert refused(user.put_object, Bucket="conditions", Key="draft", Body=b"x")[0] == "AccessDenied"


def test_keys_of_one_deletion_are_allowed_one_by_one(postern, s3):
    s3.create_bucket(Bucket="some-of-them")
    for key in ("mine/1", "yours/1"):
        s3.put_object(Bucket="some-of-them", Key=key, Body=b"x")
    user = postern.client("s3", postern.new_user("s3-sweeper"))
    allow(postern, "s3-sweeper", "s3:DeleteObject", "arn:aws:s3:::some-of-them/mine/*")
    answer = user.delete_objects(Bucket="some-of-them", Delete={"Objects": [{"Key": "mine/1"}, {"Key": "yours/1"}]})
    assert [deleted["Key"] for deleted in answer["Deleted"]] == ["mine/1"]
    [error] = answer["Errors"]
    assert (error["Key"], error["Code"]) == ("yours/1", "AccessDenied")
    assert [entry["Key"] for entry in s3.list_objects_v2(Bucket="some-of-them")["Contents"]] == ["yours/1"]


def test_copying_needs_the_source_and_the_target(postern, s3):
    s3.create_bucket(Bucket="copy-from")
    s3.create_bucket(Bucket="copy-to")
    s3.put_object(Bucket="copy-from", Key="k", Body=b"x")
    user = postern.client("s3", postern.new_user("s3-copier"))
    source = {"Bucket": "copy-from", "Key": "k"}
    allow(postern, "s3-copier", "s3:PutObject", "arn:aws:s3:::copy-to/*")
    assert "s3:GetObject" in refused(user.copy_object, Bucket="copy-to", Key="k", CopySource=source)[1]
    allow(postern, "s3-copier", "s3:GetObject", "arn:aws:s3:::copy-from/*")
    user.copy_object(Bucket="copy-to", Key="k", CopySource=source)
    assert s3.get_object(Bucket="copy-to", Key="k")["Body"].read() == b"x"


def test_a_bucket_that_somebody_else_should_own_is_refused(s3):
    s3.create_bucket(Bucket="whose")
    assert s3.list_objects_v2(Bucket="whose", ExpectedBucketOwner=ACCOUNT)["KeyCount"] == 0
    assert refused(s3.list_objects_v2, Bucket="whose", ExpectedBucketOwner="1" * 12)[0] == "AccessDenied"


def test_anonymous_callers_get_what_a_public_policy_gives_and_no_more(postern, s3):
    unblocked(s3, "public")
    s3.put_object(Bucket="public", Key="page é.html", Body=b"<p>hi", ContentType="text/html")
    status, _, text = anonymous(postern, "/public/page%20%C3%A9.html")
    assert status == 403 and "<Code>AccessDenied</Code>" in text
    bucket_policy(s3, "public", {"Effect": "Allow", "Principal": "*", "Action": "s3:GetObject", "Resource": "arn:aws:s3:::public/*"})
    status, headers, text = anonymous(postern, "/public/page%20%C3%A9.html")
    assert (status, headers["content-type"], text) == (200, "text/html", "<p>hi")
    assert headers["x-amz-request-id"]
    for path, method in [("/public", "GET"), ("/public/page%20%C3%A9.html", "DELETE"), ("/public/new", "PUT"), ("/", "GET")]:
        status, _, text = anonymous(postern, path, method)
        assert status == 403 and "<Code>AccessDenied</Code>" in text, (path, method, text)
    # Restricted again, the same policy gives nothing to those outside the account.
    s3.put_public_access_block(Bucket="public", PublicAccessBlockConfiguration={"RestrictPublicBuckets": True})
    assert anonymous(postern, "/public/page%20%C3%A9.html")[0] == 403
    assert anonymous(postern, "/no-such-bucket/k")[0] == 404


def test_buckets_are_found_by_host_name(postern, s3):
    unblocked(s3, "by-host")
    s3.put_object(Bucket="by-host", Key="a/b", Body=b"found")
    bucket_policy(s3, "by-host", {"Effect": "Allow", "Principal": "*", "Action": ["s3:GetObject", "s3:ListBucket"], "Resource": ["arn:aws:s3:::by-host/*", "arn:aws:s3:::by-host"]})
    for host in ("by-host.s3.localhost:4566", "by-host.s3.us-east-1.localhost:4566", "by-host.s3.amazonaws.com"):
        assert anonymous(postern, "/a/b", headers={"Host": host})[2] == "found"
        assert "<Key>a/b</Key>" in anonymous(postern, "/?list-type=2", headers={"Host": host})[2]
    assert anonymous(postern, "/by-host/a/b", headers={"Host": "s3.localhost:4566"})[2] == "found"


# Streamed uploads, as SDKs send them over TLS and older ones always.


def keys_of_root(postern):
    environment = postern.root_environment()
    return environment["AWS_ACCESS_KEY_ID"], environment["AWS_SECRET_ACCESS_KEY"]


class Streaming(S3SigV4Auth):
    """Signs the head for a body that comes in chunks."""

    def __init__(self, keys, form):
        super().__init__(Credentials(*keys), "s3", REGION)
        self.form = form

    def payload(self, request):
        return self.form

    def _should_sha256_sign_payload(self, request):
        return True


def streamed(postern, path, chunks, form, trailer=None, tamper=None, decoded=None):
    keys = keys_of_root(postern)
    length = sum(map(len, chunks))
    headers = {"Content-Encoding": "aws-chunked", "x-amz-decoded-content-length": str(length if decoded is None else decoded)}
    if trailer:
        headers["x-amz-trailer"] = trailer[0]
    request = AWSRequest("PUT", postern.endpoint + path, data=b"", headers=headers)
    auth = Streaming(keys, form)
    auth.add_auth(request)
    signature = request.headers["Authorization"].split("Signature=")[1]
    stamp = request.context["timestamp"]
    scope = f"{stamp[:8]}/{REGION}/s3/aws4_request"
    key = b"AWS4" + keys[1].encode()
    for part in (stamp[:8], REGION, "s3", "aws4_request"):
        key = hmac.new(key, part.encode(), hashlib.sha256).digest()

    def sign(kind, *rest):
        text = "\n".join([f"AWS4-HMAC-SHA256-{kind}", stamp, scope, signature, *rest])
        return hmac.new(key, text.encode(), hashlib.sha256).hexdigest()

    body = b""
    signed = form.startswith("STREAMING-AWS4")
    empty = hashlib.sha256(b"").hexdigest()
    for chunk in [*chunks, b""]:
        if signed:
            signature = sign("PAYLOAD", empty, hashlib.sha256(chunk).hexdigest())
            body += f"{len(chunk):x};chunk-signature={signature}\r\n".encode()
        else:
            body += f"{len(chunk):x}\r\n".encode()
        body += chunk + (b"\r\n" if chunk else b"")
    if trailer:
        line = f"{trailer[0]}:{trailer[1]}\n"
        body += line[:-1].encode() + b"\r\n"
        if signed:
            body += f"x-amz-trailer-signature:{sign('TRAILER', hashlib.sha256(line.encode()).hexdigest())}\r\n".encode()
    body += b"\r\n"
    if tamper:
        body = tamper(body)
    sent = {name: value for name, value in request.headers.items() if name.lower() != "content-length"}
    return send(postern, "PUT", path, body, sent)


DATA = [b"a" * 8192, b"b" * 8192, b"the rest"]
CRC = base64.b64encode(zlib.crc32(b"".join(DATA)).to_bytes(4)).decode()


@pytest.mark.parametrize(
    "form, trailer",
    [
        ("STREAMING-AWS4-HMAC-SHA256-PAYLOAD", None),
        ("STREAMING-AWS4-HMAC-SHA256-PAYLOAD-TRAILER", ("x-amz-checksum-crc32", CRC)),
        ("STREAMING-UNSIGNED-PAYLOAD-TRAILER", ("x-amz-checksum-crc32", CRC)),
    ],
)
def test_streamed_uploads_are_taken_apart_and_tampered_ones_refused(postern, s3, form, trailer):
    s3.create_bucket(Bucket="streams")
    status, headers, text = streamed(postern, "/streams/k", DATA, form, trailer)
    assert status == 200, text
    got = s3.get_object(Bucket="streams", Key="k", ChecksumMode="ENABLED")
    assert got["Body"].read() == b"".join(DATA)
    assert "ContentEncoding" not in got
    if trailer:
        assert headers["x-amz-checksum-crc32"] == CRC == got["ChecksumCRC32"]
    s3.delete_object(Bucket="streams", Key="k")
    tampered = streamed(postern, "/streams/k", DATA, form, trailer, tamper=lambda body: body.replace(b"bb", b"xb", 1))
    assert tampered[0] == (400 if form.startswith("STREAMING-UNSIGNED") else 403), tampered[2]
    short = streamed(postern, "/streams/k", DATA, form, trailer, tamper=lambda body: body[:5000])
    assert short[0] == 400, short[2]
    wrong_length = streamed(postern, "/streams/k", DATA, form, trailer, decoded=7)
    assert wrong_length[0] == 400, wrong_length[2]
    assert status_of(s3.head_object, Bucket="streams", Key="k") == 404


def test_a_trailer_that_does_not_fit_is_refused(postern, s3):
    s3.create_bucket(Bucket="streams")
    wrong = ("x-amz-checksum-crc32", base64.b64encode(b"1234").decode())
    status, _, text = streamed(postern, "/streams/bad", DATA, "STREAMING-UNSIGNED-PAYLOAD-TRAILER", wrong)
    assert status == 400 and "<Code>BadDigest</Code>" in text
    assert status_of(s3.head_object, Bucket="streams", Key="bad") == 404


def test_a_body_that_is_not_the_signed_one_is_refused(postern, s3):
    s3.create_bucket(Bucket="streams")
    request = AWSRequest("PUT", postern.endpoint + "/streams/swapped", data=b"signed")
    S3SigV4Auth(Credentials(*keys_of_root(postern)), "s3", REGION).add_auth(request)
    headers = {**dict(request.headers.items()), "x-amz-content-sha256": hashlib.sha256(b"signed").hexdigest()}
    status, _, text = send(postern, "PUT", "/streams/swapped", b"forged", dict(request.headers.items()))
    assert status in (400, 403), text
    assert "XAmzContentSHA256Mismatch" in text or "SignatureDoesNotMatch" in text
    assert headers and status_of(s3.head_object, Bucket="streams", Key="swapped") == 404


def test_the_audit_trail_says_who_was_refused_what(postern, s3):
    s3.create_bucket(Bucket="audited")
    stranger = postern.client("s3", postern.new_user("s3-audited"))
    error = error_of(stranger.get_object, Bucket="audited", Key="k")
    postern.event(error["ResponseMetadata"]["RequestId"])
    explained = postern.command("explain", error["ResponseMetadata"]["RequestId"])
    assert "s3:GetObject" in explained


def presigned(postern, bucket, age, **config):
    """A URL that was made `age` seconds ago and is good for an hour."""
    made = datetime.datetime.now(datetime.timezone.utc) - datetime.timedelta(seconds=age)
    with unittest.mock.patch("botocore.auth.get_current_datetime", lambda *_: made.replace(tzinfo=None)):
        s3 = postern.client("s3", signature_version="s3v4", **config)
        return s3.generate_presigned_url("get_object", Params={"Bucket": bucket, "Key": "k"}, ExpiresIn=3600)


def got(url):
    try:
        return urllib.request.urlopen(url).status
    except urllib.error.HTTPError as error:
        return error.code


def test_the_age_of_a_presigned_url_can_be_bounded(postern, s3):
    s3.create_bucket(Bucket="aged")
    s3.put_object(Bucket="aged", Key="k", Body=b"x")
    assert [got(presigned(postern, "aged", age)) for age in (0, 660)] == [200, 200]
    objects = {"Effect": "Deny", "Principal": "*", "Action": "s3:GetObject", "Resource": "arn:aws:s3:::aged/*"}
    bucket_policy(s3, "aged", {**objects, "Condition": {"NumericGreaterThan": {"s3:signatureAge": "600000"}}})
    assert [got(presigned(postern, "aged", age)) for age in (0, 540, 660)] == [200, 200, 403]
    # The key is there for presigned requests alone.
    bucket_policy(s3, "aged", {**objects, "Condition": {"Null": {"s3:signatureAge": "false"}}})
    assert s3.get_object(Bucket="aged", Key="k")["Body"].read() == b"x"
    assert got(presigned(postern, "aged", 0)) == 403


def test_a_presigned_request_cannot_hide_that_it_is_one(postern, s3):
    s3.create_bucket(Bucket="hiding")
    s3.put_object(Bucket="hiding", Key="k", Body=b"x")
    url = presigned(postern, "hiding", 0)
    hidden = url.replace("X-Amz-Algorithm=", "X%2DAmz%2DAlgorithm=")
    assert got(url) == 200
    bucket_policy(
        s3,
        "hiding",
        {"Effect": "Deny", "Principal": "*", "Action": "s3:GetObject", "Resource": "arn:aws:s3:::hiding/*", "Condition": {"StringEquals": {"s3:authType": "REST-QUERY-STRING"}}},
    )
    assert s3.get_object(Bucket="hiding", Key="k")["Body"].read() == b"x"
    assert [got(url), got(hidden)] == [403, 403]


def test_the_version_of_tls_is_a_condition_where_transport_is_secure(postern, s3):
    s3.create_bucket(Bucket="over-tls")
    user = postern.client("s3", postern.new_user("s3-tls"))
    allow(postern, "s3-tls", "s3:ListBucket", "arn:aws:s3:::over-tls", NumericGreaterThanEquals={"s3:TlsVersion": "1.2"})
    assert user.list_objects_v2(Bucket="over-tls")["KeyCount"] == 0
    old = postern.client("s3", postern.new_user("s3-old-tls"))
    allow(postern, "s3-old-tls", "s3:ListBucket", "arn:aws:s3:::over-tls", NumericLessThan={"s3:TlsVersion": "1.2"})
    assert refused(old.list_objects_v2, Bucket="over-tls")[0] == "AccessDenied"


def test_tags_of_a_bucket_decide_nothing_unless_its_abac_is_on(postern, s3):
    s3.create_bucket(Bucket="tagged-bucket")
    s3.put_bucket_tagging(Bucket="tagged-bucket", Tagging={"TagSet": [{"Key": "stage", "Value": "public"}]})
    user = postern.client("s3", postern.new_user("s3-abac"))
    allow(postern, "s3-abac", "s3:ListBucket", "arn:aws:s3:::tagged-bucket", StringEquals={"aws:ResourceTag/stage": "public"})
    assert refused(user.list_objects_v2, Bucket="tagged-bucket")[0] == "AccessDenied"


def test_how_buckets_are_listed_is_a_condition_too(postern):
    user = postern.client("s3", postern.new_user("s3-lister"))
    allow(postern, "s3-lister", "s3:ListAllMyBuckets", "*", StringEquals={"s3:authType": "REST-HEADER"})
    assert "Buckets" in user.list_buckets()
    another = postern.client("s3", postern.new_user("s3-presigner"))
    allow(postern, "s3-presigner", "s3:ListAllMyBuckets", "*", StringEquals={"s3:authType": "REST-QUERY-STRING"})
    assert refused(another.list_buckets)[0] == "AccessDenied"
