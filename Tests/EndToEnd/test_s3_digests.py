"""Digests that are sent with S3's XML bodies are held against the bodies."""

import base64
import hashlib
import zlib

import pytest

from raw import send, signed

DELETE = b"<Delete><Object><Key>k</Key></Object></Delete>"
TAGGING = b"<Tagging><TagSet><Tag><Key>a</Key><Value>b</Value></Tag></TagSet></Tagging>"
VERSIONING = b"<VersioningConfiguration><Status>Suspended</Status></VersioningConfiguration>"
POLICY = b'{"Version": "2012-10-17", "Statement": {"Effect": "Deny", "Principal": "*", "Action": "s3:PutBucketWebsite", "Resource": "arn:aws:s3:::digests"}}'
ENCRYPTION = b"<ServerSideEncryptionConfiguration><Rule><ApplyServerSideEncryptionByDefault><SSEAlgorithm>AES256</SSEAlgorithm></ApplyServerSideEncryptionByDefault></Rule></ServerSideEncryptionConfiguration>"
BLOCK = b"<PublicAccessBlockConfiguration><BlockPublicAcls>true</BlockPublicAcls></PublicAccessBlockConfiguration>"

BODIES = [
    ("POST", "?delete", DELETE),
    ("PUT", "?tagging", TAGGING),
    ("PUT", "/k?tagging", TAGGING),
    ("PUT", "?versioning", VERSIONING),
    ("PUT", "?policy", POLICY),
    ("PUT", "?encryption", ENCRYPTION),
    ("PUT", "?publicAccessBlock", BLOCK),
]


def base64_of(digest):
    return base64.b64encode(digest).decode()


def md5(body):
    return {"Content-MD5": base64_of(hashlib.md5(body).digest())}


def crc32(body):
    return {"x-amz-checksum-crc32": base64_of(zlib.crc32(body).to_bytes(4, "big"))}


def sha256(body):
    return {"x-amz-checksum-sha256": base64_of(hashlib.sha256(body).digest())}


@pytest.fixture(scope="module")
def call(postern):
    """Sends a body with headers; gives status and text."""
    environment = postern.root_environment()
    keys = (environment["AWS_ACCESS_KEY_ID"], environment["AWS_SECRET_ACCESS_KEY"])
    s3 = postern.client("s3")
    s3.create_bucket(Bucket="digests")

    def call(method, target, body, headers):
        s3.put_object(Bucket="digests", Key="k", Body=b"x")
        headers = {**headers, "x-amz-content-sha256": hashlib.sha256(body).hexdigest()}
        status, _, text = send(postern, **signed(postern, keys, "s3", method, "/digests" + target, body, headers))
        return status, text

    return call


@pytest.mark.parametrize("method, target, body", BODIES)
@pytest.mark.parametrize("digest", [md5, crc32, sha256])
def test_a_body_is_taken_with_its_digest_alone(call, method, target, body, digest):
    status, text = call(method, target, body, digest(body))
    assert status in (200, 204), text
    status, text = call(method, target, body, digest(body + b" "))
    assert (status, "<Code>BadDigest</Code>" in text) == (400, True), text


@pytest.mark.parametrize("method, target, body", BODIES)
def test_a_digest_that_is_none_is_refused(call, method, target, body):
    for nonsense in ("nonsense", "AAAA", ""):
        status, text = call(method, target, body, {"Content-MD5": nonsense})
        assert (status, "<Code>InvalidDigest</Code>" in text) == (400, True), text
        status, text = call(method, target, body, {"x-amz-checksum-crc32": nonsense + "A"})
        assert "<Message>Value for x-amz-checksum-crc32 header is invalid.</Message>" in text
    status, text = call(method, target, body, {**crc32(body), **sha256(body)})
    assert (status, "<Code>InvalidRequest</Code>" in text) == (400, True), text


def test_many_keys_are_not_deleted_without_a_digest(call):
    status, text = call("POST", "?delete", DELETE, {})
    assert status == 400
    assert "<Message>Missing required header for this request: Content-MD5 OR x-amz-checksum-*</Message>" in text


def test_the_checksum_of_a_completed_upload_is_the_objects(postern, call):
    s3 = postern.client("s3")
    upload = s3.create_multipart_upload(Bucket="digests", Key="parts", ChecksumAlgorithm="CRC32", ChecksumType="FULL_OBJECT")["UploadId"]
    part = s3.upload_part(Bucket="digests", Key="parts", UploadId=upload, PartNumber=1, Body=b"part")
    body = f"<CompleteMultipartUpload><Part><PartNumber>1</PartNumber><ETag>{part['ETag']}</ETag></Part></CompleteMultipartUpload>".encode()
    target = f"/parts?uploadId={upload}"
    status, text = call("POST", target, body, md5(b"another"))
    assert (status, "<Code>BadDigest</Code>" in text) == (400, True), text
    status, text = call("POST", target, body, {**md5(body), **crc32(b"part"), "x-amz-checksum-type": "FULL_OBJECT"})
    assert status == 200, text
