"""S3 objects as boto3 puts, reads, copies, tags and deletes them."""

import base64
import hashlib
import json
import urllib.error
import urllib.request
import zlib

import pytest

from s3 import error_of, refused, status_of


@pytest.fixture(scope="module")
def s3(postern):
    return postern.client("s3")


@pytest.fixture(scope="module")
def bucket(s3):
    s3.create_bucket(Bucket="objects")
    return "objects"


def test_what_is_put_is_got(s3, bucket):
    put = s3.put_object(
        Bucket=bucket,
        Key="dir/ünï cödé+&?#.txt",
        Body=b"hello",
        ContentType="text/plain",
        CacheControl="no-cache",
        ContentDisposition="attachment",
        ContentLanguage="en",
        ContentEncoding="identity",
        Metadata={"Who": "me", "n": "1"},
        Tagging="a=1&b=two%20words",
    )
    assert put["ETag"] == f'"{hashlib.md5(b"hello").hexdigest()}"'
    assert put["ServerSideEncryption"] == "AES256"
    got = s3.get_object(Bucket=bucket, Key="dir/ünï cödé+&?#.txt")
    assert got["Body"].read() == b"hello"
    assert got["ContentType"] == "text/plain"
    assert got["CacheControl"] == "no-cache"
    assert got["ContentDisposition"] == "attachment"
    assert got["ContentLanguage"] == "en"
    assert got["ContentEncoding"] == "identity"
    assert got["Metadata"] == {"who": "me", "n": "1"}
    assert got["TagCount"] == 2
    assert got["AcceptRanges"] == "bytes"
    head = s3.head_object(Bucket=bucket, Key="dir/ünï cödé+&?#.txt")
    assert head["ContentLength"] == 5
    assert head["ETag"] == got["ETag"] and head["LastModified"] == got["LastModified"]


def test_an_empty_object_is_an_object(s3, bucket):
    s3.put_object(Bucket=bucket, Key="empty")
    got = s3.get_object(Bucket=bucket, Key="empty")
    assert (got["Body"].read(), got["ContentLength"], got["ContentType"]) == (b"", 0, "binary/octet-stream")
    assert refused(s3.get_object, Bucket=bucket, Key="empty", Range="bytes=0-")[0] == "InvalidRange"


def test_keys_are_bytes_not_characters(s3, bucket):
    composed, decomposed = "caf\u00e9", "cafe\u0301"
    s3.put_object(Bucket=bucket, Key=composed, Body=b"1")
    s3.put_object(Bucket=bucket, Key=decomposed, Body=b"2")
    assert s3.get_object(Bucket=bucket, Key=composed)["Body"].read() == b"1"
    assert s3.get_object(Bucket=bucket, Key=decomposed)["Body"].read() == b"2"
    for key in ("a//b", "a/./b", "a/", "/lead", "trail//"):
        s3.put_object(Bucket=bucket, Key=key, Body=key.encode())
    for key in ("a//b", "a/./b", "a/", "/lead", "trail//"):
        assert s3.get_object(Bucket=bucket, Key=key)["Body"].read() == key.encode()


def test_the_digest_that_is_given_is_checked(s3, bucket):
    wrong = base64.b64encode(hashlib.md5(b"other").digest()).decode()
    assert refused(s3.put_object, Bucket=bucket, Key="d", Body=b"x", ContentMD5=wrong)[0] == "BadDigest"
    assert refused(s3.put_object, Bucket=bucket, Key="d", Body=b"x", ContentMD5="bad")[0] == "InvalidDigest"
    assert refused(s3.put_object, Bucket=bucket, Key="d", Body=b"x", ChecksumSHA256="AAAA") == (
        "InvalidRequest",
        "Value for x-amz-checksum-sha256 header is invalid.",
    )
    assert status_of(s3.head_object, Bucket=bucket, Key="d") == 404


# The last three were computed with independent implementations (zlib, google-crc32c, awscrt) over `b"123456789"`.
CHECKSUMS = {
    "CRC32": base64.b64encode(zlib.crc32(b"123456789").to_bytes(4)).decode(),
    "SHA1": base64.b64encode(hashlib.sha1(b"123456789").digest()).decode(),
    "SHA256": base64.b64encode(hashlib.sha256(b"123456789").digest()).decode(),
    "CRC32C": base64.b64encode((0xE3069283).to_bytes(4)).decode(),
    "CRC64NVME": base64.b64encode((0xAE8B14860A799888).to_bytes(8)).decode(),
}


@pytest.mark.parametrize("algorithm", CHECKSUMS)
def test_checksums_are_verified_kept_and_given_back(s3, bucket, algorithm):
    key, member = f"sum-{algorithm}", f"Checksum{algorithm}"
    put = s3.put_object(Bucket=bucket, Key=key, Body=b"123456789", **{member: CHECKSUMS[algorithm]})
    assert put[member] == CHECKSUMS[algorithm] and put["ChecksumType"] == "FULL_OBJECT"
    head = s3.head_object(Bucket=bucket, Key=key, ChecksumMode="ENABLED")
    assert head[member] == CHECKSUMS[algorithm]
    attributes = s3.get_object_attributes(
        Bucket=bucket, Key=key, ObjectAttributes=["ETag", "Checksum", "ObjectSize", "StorageClass", "ObjectParts"]
    )
    assert attributes["Checksum"] == {member: CHECKSUMS[algorithm], "ChecksumType": "FULL_OBJECT"}
    assert attributes["ObjectSize"] == 9
    assert attributes["ETag"] == hashlib.md5(b"123456789").hexdigest()
    assert attributes["StorageClass"] == "STANDARD"


@pytest.mark.parametrize(
    "given, start, end",
    [("bytes=0-2", 0, 3), ("bytes=5-", 5, 10), ("bytes=-3", 7, 10), ("bytes=2-1000", 2, 10), ("bytes=-1000", 0, 10)],
)
def test_ranges_are_cut_out(s3, bucket, given, start, end):
    s3.put_object(Bucket=bucket, Key="digits", Body=b"0123456789")
    got = s3.get_object(Bucket=bucket, Key="digits", Range=given)
    assert got["Body"].read() == b"0123456789"[start:end]
    assert got["ContentRange"] == f"bytes {start}-{end - 1}/10"
    assert got["ResponseMetadata"]["HTTPStatusCode"] == 206


def test_a_range_behind_the_end_is_refused_and_nonsense_is_passed_over(s3, bucket):
    s3.put_object(Bucket=bucket, Key="digits", Body=b"0123456789")
    error = error_of(s3.get_object, Bucket=bucket, Key="digits", Range="bytes=10-")
    assert error["Error"]["Code"] == "InvalidRange"
    assert error["Error"]["ActualObjectSize"] == "10"
    assert error["ResponseMetadata"]["HTTPStatusCode"] == 416
    for nonsense in ("bytes=5-2", "bytes=0-1,3-4", "lines=1-2", "bytes=--1"):
        assert s3.get_object(Bucket=bucket, Key="digits", Range=nonsense)["Body"].read() == b"0123456789"


def test_reading_under_conditions(s3, bucket):
    etag = s3.put_object(Bucket=bucket, Key="conditional", Body=b"x")["ETag"]
    modified = s3.head_object(Bucket=bucket, Key="conditional")["LastModified"]
    earlier = modified.replace(year=modified.year - 1)
    get = lambda **conditions: s3.get_object(Bucket=bucket, Key="conditional", **conditions)["Body"].read()
    assert get(IfMatch=etag) == get(IfNoneMatch='"other"') == get(IfModifiedSince=earlier) == b"x"
    assert get(IfUnmodifiedSince=modified) == b"x"
    # HTTP lets the ETag decide where both are given.
    assert get(IfMatch=etag, IfUnmodifiedSince=earlier) == b"x"
    assert status_of(s3.get_object, Bucket=bucket, Key="conditional", IfNoneMatch=etag) == 304
    assert status_of(s3.get_object, Bucket=bucket, Key="conditional", IfModifiedSince=modified) == 304
    assert refused(s3.get_object, Bucket=bucket, Key="conditional", IfMatch='"other"')[0] == "PreconditionFailed"
    assert refused(s3.get_object, Bucket=bucket, Key="conditional", IfUnmodifiedSince=earlier)[0] == "PreconditionFailed"


def test_writing_under_conditions(s3, bucket):
    first = s3.put_object(Bucket=bucket, Key="once", Body=b"1", IfNoneMatch="*")["ETag"]
    assert refused(s3.put_object, Bucket=bucket, Key="once", Body=b"2", IfNoneMatch="*")[0] == "PreconditionFailed"
    s3.put_object(Bucket=bucket, Key="once", Body=b"2", IfMatch=first)
    assert refused(s3.put_object, Bucket=bucket, Key="once", Body=b"3", IfMatch=first)[0] == "PreconditionFailed"
    assert refused(s3.put_object, Bucket=bucket, Key="never", Body=b"3", IfMatch=first)[0] == "NoSuchKey"
    assert s3.get_object(Bucket=bucket, Key="once")["Body"].read() == b"2"


def test_what_an_object_cannot_have_is_refused(s3, bucket):
    put = lambda **settings: refused(s3.put_object, Bucket=bucket, Key="refused", Body=b"x", **settings)
    assert put(ACL="public-read") == ("AccessControlListNotSupported", "The bucket does not allow ACLs")
    assert put(ServerSideEncryption="aws:kms")[0] == "NotImplemented"
    assert put(StorageClass="GLACIER")[0] == "NotImplemented"
    assert put(Metadata={"big": "x" * 3000})[0] == "MetadataTooLarge"
    assert put(Tagging="&".join(f"k{number}=v" for number in range(11)))[0] == "BadRequest"
    assert refused(s3.put_object, Bucket=bucket, Key="k" * 1025, Body=b"x")[0] == "KeyTooLongError"
    assert status_of(s3.head_object, Bucket=bucket, Key="refused") == 404


def test_copies_take_or_replace_what_the_source_has(s3, bucket):
    s3.put_object(Bucket=bucket, Key="source é", Body=b"copy me", Metadata={"a": "1"}, Tagging="t=1", ContentType="text/x")
    source = {"Bucket": bucket, "Key": "source é"}
    copied = s3.copy_object(Bucket=bucket, Key="copy", CopySource=source)["CopyObjectResult"]
    assert copied["ETag"] == f'"{hashlib.md5(b"copy me").hexdigest()}"'
    got = s3.get_object(Bucket=bucket, Key="copy")
    assert (got["Body"].read(), got["Metadata"], got["ContentType"]) == (b"copy me", {"a": "1"}, "text/x")
    assert s3.get_object_tagging(Bucket=bucket, Key="copy")["TagSet"] == [{"Key": "t", "Value": "1"}]
    s3.copy_object(
        Bucket=bucket,
        Key="copy",
        CopySource=source,
        MetadataDirective="REPLACE",
        Metadata={"b": "2"},
        TaggingDirective="REPLACE",
        Tagging="u=2",
        ChecksumAlgorithm="SHA256",
    )
    head = s3.head_object(Bucket=bucket, Key="copy", ChecksumMode="ENABLED")
    assert head["Metadata"] == {"b": "2"}
    assert head["ChecksumSHA256"] == base64.b64encode(hashlib.sha256(b"copy me").digest()).decode()
    assert s3.get_object_tagging(Bucket=bucket, Key="copy")["TagSet"] == [{"Key": "u", "Value": "2"}]
    # The copy stays when its source goes.
    s3.delete_object(Bucket=bucket, Key="source é")
    assert s3.get_object(Bucket=bucket, Key="copy")["Body"].read() == b"copy me"
    itself = {"Bucket": bucket, "Key": "copy"}
    assert refused(s3.copy_object, Bucket=bucket, Key="copy", CopySource=itself)[0] == "InvalidRequest"
    missing = {"Bucket": bucket, "Key": "missing"}
    assert refused(s3.copy_object, Bucket=bucket, Key="copy", CopySource=missing)[0] == "NoSuchKey"


def test_tags_of_an_object_are_put_got_and_deleted(s3, bucket):
    s3.put_object(Bucket=bucket, Key="tagged", Body=b"x")
    tags = [{"Key": "a", "Value": "1"}, {"Key": "b", "Value": ""}]
    s3.put_object_tagging(Bucket=bucket, Key="tagged", Tagging={"TagSet": tags})
    assert s3.get_object_tagging(Bucket=bucket, Key="tagged")["TagSet"] == tags
    s3.delete_object_tagging(Bucket=bucket, Key="tagged")
    assert s3.get_object_tagging(Bucket=bucket, Key="tagged")["TagSet"] == []
    assert refused(s3.get_object_tagging, Bucket=bucket, Key="untold")[0] == "NoSuchKey"


def test_many_keys_are_deleted_at_once(s3, bucket):
    for number in range(3):
        s3.put_object(Bucket=bucket, Key=f"many/{number}", Body=b"x")
    keys = [{"Key": f"many/{number}"} for number in range(4)]
    answer = s3.delete_objects(Bucket=bucket, Delete={"Objects": keys})
    assert [deleted["Key"] for deleted in answer["Deleted"]] == [key["Key"] for key in keys]
    assert "Errors" not in answer
    assert s3.list_objects_v2(Bucket=bucket, Prefix="many/")["KeyCount"] == 0
    quiet = s3.delete_objects(Bucket=bucket, Delete={"Objects": keys, "Quiet": True})
    assert "Deleted" not in quiet


def test_a_url_that_was_signed_before_reads_and_writes(postern, bucket):
    s3 = postern.client("s3", signature_version="s3v4")
    url = s3.generate_presigned_url("put_object", Params={"Bucket": bucket, "Key": "presigned"}, ExpiresIn=60)
    request = urllib.request.Request(url, data=b"by url", method="PUT")
    assert urllib.request.urlopen(request).status == 200
    url = s3.generate_presigned_url(
        "get_object",
        Params={"Bucket": bucket, "Key": "presigned", "ResponseContentType": "text/plain"},
        ExpiresIn=60,
    )
    with urllib.request.urlopen(url) as answer:
        assert (answer.read(), answer.headers["Content-Type"]) == (b"by url", "text/plain")
    with pytest.raises(urllib.error.HTTPError) as caught:
        urllib.request.urlopen(url.replace("presigned?", "other?"))
    assert caught.value.code == 403
    assert b"<Code>SignatureDoesNotMatch</Code>" in caught.value.read()


def test_objects_survive_a_kill(make_postern):
    import signal

    server = make_postern().start()
    client = server.client("s3")
    client.create_bucket(Bucket="durable")
    client.put_object(Bucket="durable", Key="k", Body=b"still here" * 1000)
    server.restart(signal.SIGKILL)
    assert server.client("s3").get_object(Bucket="durable", Key="k")["Body"].read() == b"still here" * 1000
    files = [path for path in (server.state / "objects").rglob("*") if path.is_file()]
    assert len(files) == 1
    server.client("s3").delete_object(Bucket="durable", Key="k")
    assert not [path for path in (server.state / "objects").rglob("*") if path.is_file()]


def test_urls_of_signature_version_2_are_taken_and_can_be_forbidden(postern, bucket):
    s3 = postern.client("s3", signature_version="s3")
    url = s3.generate_presigned_url("put_object", Params={"Bucket": bucket, "Key": "v2 é", "ContentType": "text/x"}, ExpiresIn=60)
    request = urllib.request.Request(url, data=b"old", method="PUT", headers={"Content-Type": "text/x"})
    assert urllib.request.urlopen(request).status == 200
    params = {"Bucket": bucket, "Key": "v2 é", "ResponseContentType": "text/plain; a=b"}
    url = s3.generate_presigned_url("get_object", Params=params, ExpiresIn=60)
    assert "AWSAccessKeyId=" in url
    with urllib.request.urlopen(url) as answer:
        assert (answer.read(), answer.headers["Content-Type"]) == (b"old", "text/plain; a=b")
    for changed, code in [
        (url.replace("text%2Fplain", "text%2Fhtml"), b"SignatureDoesNotMatch"),
        (url.replace("v2%20", "v3%20"), b"SignatureDoesNotMatch"),
        (url.replace("Signature=", "Signature=A"), b"SignatureDoesNotMatch"),
        (url.replace("Expires=", "Expires=1"), b"SignatureDoesNotMatch"),
        (s3.generate_presigned_url("get_object", Params=params, ExpiresIn=-10), b"Request has expired"),
        (url.replace("AWSAccessKeyId=", "AWSAccessKeyId=X"), b"InvalidAccessKeyId"),
    ]:
        with pytest.raises(urllib.error.HTTPError) as caught:
            urllib.request.urlopen(changed)
        assert caught.value.code == 403 and code in caught.value.read(), changed
    deny = {
        "Effect": "Deny",
        "Principal": "*",
        "Action": "s3:*",
        "Resource": f"arn:aws:s3:::{bucket}/v2*",
        "Condition": {"StringNotEquals": {"s3:signatureversion": "AWS4-HMAC-SHA256"}},
    }
    root = postern.client("s3")
    root.put_bucket_policy(Bucket=bucket, Policy=json.dumps({"Version": "2012-10-17", "Statement": [deny]}))
    with pytest.raises(urllib.error.HTTPError) as caught:
        urllib.request.urlopen(url)
    assert b"<Code>AccessDenied</Code>" in caught.value.read()
    root.delete_bucket_policy(Bucket=bucket)


def test_large_objects_are_sent_piece_by_piece_and_stay_whole_when_they_are_deleted(s3, bucket):
    body = bytes(range(256)) * (4096 * 9) + b"end"
    s3.put_object(Bucket=bucket, Key="large", Body=body)
    answer = s3.get_object(Bucket=bucket, Key="large", ChecksumMode="ENABLED")
    assert answer["ContentLength"] == len(body)
    first = answer["Body"].read(100_000)
    s3.delete_object(Bucket=bucket, Key="large")
    assert first + answer["Body"].read() == body
    assert status_of(s3.head_object, Bucket=bucket, Key="large") == 404


def test_a_client_that_goes_away_takes_nothing_with_it(s3, bucket):
    s3.put_object(Bucket=bucket, Key="left", Body=b"x" * (9 << 20))
    for _ in range(5):
        answer = s3.get_object(Bucket=bucket, Key="left")
        answer["Body"].read(1000)
        answer["Body"].close()
    part = s3.get_object(Bucket=bucket, Key="left", Range="bytes=100-3000000")
    assert part["ContentRange"] == f"bytes 100-3000000/{9 << 20}"
    assert len(part["Body"].read()) == 2_999_901
