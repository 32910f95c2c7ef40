"""What no sane client sends to S3 gets S3's answer, and the server keeps serving."""

import base64
import hashlib
import urllib.error
import urllib.request
import zlib

import pytest

from raw import send, signed
from s3 import error_of, refused

BUCKET = "nonsense"


@pytest.fixture(scope="module")
def s3(postern):
    s3 = postern.client("s3")
    s3.create_bucket(Bucket=BUCKET)
    s3.put_object(Bucket=BUCKET, Key="k", Body=b"0123456789")
    return s3


@pytest.fixture(scope="module")
def root(postern):
    environment = postern.root_environment()
    return environment["AWS_ACCESS_KEY_ID"], environment["AWS_SECRET_ACCESS_KEY"]


@pytest.fixture(scope="module")
def call(postern, root, s3):
    def call(method, target, body=b"", headers=None):
        status, _, text = send(postern, **signed(postern, root, "s3", method, f"/{BUCKET}{target}", body, headers))
        return status, text

    return call


def test_a_key_has_1024_bytes_and_no_more(s3):
    longest = "é" * 512
    s3.put_object(Bucket=BUCKET, Key=longest, Body=b"x")
    assert s3.get_object(Bucket=BUCKET, Key=longest)["Body"].read() == b"x"
    for operation, arguments in (
        (s3.put_object, {"Body": b"x"}),
        (s3.get_object, {}),
        (s3.delete_object, {}),
        (s3.create_multipart_upload, {}),
        (s3.copy_object, {"CopySource": {"Bucket": BUCKET, "Key": "k"}}),
        (s3.get_object_tagging, {}),
    ):
        error = error_of(operation, Bucket=BUCKET, Key=longest + "x", **arguments)
        assert error["Error"]["Code"] == "KeyTooLongError", operation
        assert error["Error"]["Message"] == "Your key is too long"
        assert error["ResponseMetadata"]["HTTPStatusCode"] == 400


@pytest.mark.parametrize("number", [0, -1, 10_001, 2**31 - 1])
def test_part_numbers_are_from_1_to_10000(call, number):
    status, text = call("PUT", f"/k?partNumber={number}&uploadId=x", b"x")
    assert status == 400 and "<Code>InvalidArgument</Code>" in text, text
    assert "<Message>Part number must be an integer between 1 and 10000, inclusive</Message>" in text


@pytest.mark.parametrize("number", [2**31, 2**63, "x", "", "1.0", "%00"])
def test_part_numbers_are_numbers(call, number):
    status, text = call("PUT", f"/k?partNumber={number}&uploadId=x", b"x")
    assert status in (400, 404) and ("<Code>InvalidArgument</Code>" in text or "<Code>NoSuchUpload</Code>" in text), text


@pytest.mark.parametrize("method, target", [("POST", "?delete"), ("PUT", "?tagging"), ("PUT", "?versioning"), ("POST", "/k?uploadId=x"), ("PUT", "/k?tagging")])
@pytest.mark.parametrize("body", [b"<", b"text", b"<a></b>", b"<!DOCTYPE a [<!ENTITY b 'c'>]><Delete>&b;</Delete>", b"<a>" * 50_000, b"\xff\xfe", b"{}"])
def test_malformed_xml_is_said_to_be(call, method, target, body):
    status, text = call(method, target, body, {"Content-MD5": base64.b64encode(hashlib.md5(body).digest()).decode()})
    assert status == 400 and "<Code>MalformedXML</Code>" in text, text


def test_completing_with_what_was_not_uploaded_is_refused(s3):
    upload = s3.create_multipart_upload(Bucket=BUCKET, Key="parts")["UploadId"]
    part = s3.upload_part(Bucket=BUCKET, Key="parts", UploadId=upload, PartNumber=1, Body=b"part")

    def ends(*parts):
        return refused(s3.complete_multipart_upload, Bucket=BUCKET, Key="parts", UploadId=upload, MultipartUpload={"Parts": list(parts)})[0]

    right = {"PartNumber": 1, "ETag": part["ETag"]}
    assert ends({"PartNumber": 1, "ETag": '"' + "0" * 32 + '"'}) == "InvalidPart"
    assert ends({"PartNumber": 1, "ETag": ""}) == "InvalidPart"
    assert ends({"PartNumber": 1, "ETag": "é\"<&>"}) == "InvalidPart"
    assert ends(right, right) == "InvalidPartOrder"
    assert ends(right, {"PartNumber": 2, "ETag": part["ETag"]}) == "InvalidPart"
    assert refused(s3.complete_multipart_upload, Bucket=BUCKET, Key="other", UploadId=upload, MultipartUpload={"Parts": [right]})[0] == "NoSuchUpload"
    s3.complete_multipart_upload(Bucket=BUCKET, Key="parts", UploadId=upload, MultipartUpload={"Parts": [right]})


@pytest.mark.parametrize(
    "given, status, length",
    [
        ("bytes=0-0", 206, 1),
        ("bytes=9-", 206, 1),
        ("bytes=-1", 206, 1),
        ("bytes=-100", 206, 10),
        ("bytes=0-18446744073709551616", 206, 10),
        ("bytes=0-1,3-4", 200, 10),
        ("bytes=5-2", 200, 10),
        ("bytes=", 200, 10),
        ("bytes=-", 200, 10),
        ("bytes=a-b", 200, 10),
        ("lines=0-1", 200, 10),
        ("bytes=10-", 416, None),
        ("bytes=-0", 416, None),
        ("bytes=18446744073709551616-", 416, None),
    ],
)
def test_odd_ranges_are_cut_passed_over_or_refused(postern, root, s3, given, status, length):
    answered, _, text = send(postern, **signed(postern, root, "s3", "GET", f"/{BUCKET}/k", headers={"Range": given}))
    assert answered == status, text
    if length is None:
        assert "<Code>InvalidRange</Code>" in text
    else:
        assert len(text) == length


@pytest.mark.parametrize(
    "target",
    [
        "?max-keys=-1",
        "?max-keys=x",
        "?max-keys=2147483648",
        "?list-type=2&max-keys=-1",
        "?list-type=2&continuation-token=nonsense",
        "?list-type=2&continuation-token=",
        "?encoding-type=nonsense",
        "?versions&version-id-marker=x",
        "?uploads&max-uploads=x",
        "/k?versionId=nonsense",
        "/k?versionId=",
        "/k?partNumber=0",
        "/k?partNumber=x",
    ],
)
def test_arguments_that_are_none_are_refused(call, target):
    status, text = call("GET", target)
    assert status == 400 and "<Code>InvalidArgument</Code>" in text, text


def test_a_url_made_in_a_session_ends_with_it(postern, s3):
    sts = postern.client("sts", postern.new_user("s3-session-maker", "AmazonS3ReadOnlyAccess"))
    session = sts.get_session_token(DurationSeconds=900)["Credentials"]
    keys = (session["AccessKeyId"], session["SecretAccessKey"], session["SessionToken"])
    url = postern.client("s3", keys, signature_version="s3v4").generate_presigned_url("get_object", Params={"Bucket": BUCKET, "Key": "k"})
    assert urllib.request.urlopen(url).read() == b"0123456789"
    for changed in (url.replace("X-Amz-Security-Token=", "X-Amz-Security-Token=A"), url.split("&X-Amz-Security-Token=")[0] + "&X-Amz-Signature=" + url.split("X-Amz-Signature=")[1]):
        with pytest.raises(urllib.error.HTTPError) as caught:
            urllib.request.urlopen(changed)
        text = caught.value.read()
        assert b"<Code>InvalidToken</Code>" in text or b"<Code>InvalidAccessKeyId</Code>" in text, text


def test_a_key_that_can_name_nothing_is_an_error_of_its_own_among_many(s3):
    s3.put_object(Bucket=BUCKET, Key="goes", Body=b"x")
    objects = [{"Key": "goes"}, {"Key": "x" * 1025}, {"Key": "k", "VersionId": "nonsense"}]
    answer = s3.delete_objects(Bucket=BUCKET, Delete={"Objects": objects})
    assert [deleted["Key"] for deleted in answer["Deleted"]] == ["goes"]
    assert [error["Code"] for error in answer["Errors"]] == ["KeyTooLongError", "InvalidArgument"]
    assert s3.get_object(Bucket=BUCKET, Key="k")["Body"].read() == b"0123456789"


def test_parts_of_an_upload_without_an_algorithm_may_have_any_checksum(s3):
    """As a plain upload by boto3 has, which sends CRC32 of its own accord."""
    upload = s3.create_multipart_upload(Bucket=BUCKET, Key="plain")["UploadId"]
    arguments = {"Bucket": BUCKET, "Key": "plain", "UploadId": upload}
    part = s3.upload_part(PartNumber=1, Body=b"part", **arguments)
    assert part["ChecksumCRC32"] == base64.b64encode(zlib.crc32(b"part").to_bytes(4, "big")).decode()
    assert refused(s3.upload_part, PartNumber=1, Body=b"part", ChecksumCRC32="AAAAAA==", **arguments)[0] == "BadDigest"
    s3.upload_part(PartNumber=1, Body=b"part", ChecksumAlgorithm="SHA256", **arguments)
    done = s3.complete_multipart_upload(MultipartUpload={"Parts": [{"PartNumber": 1, "ETag": part["ETag"]}]}, **arguments)
    assert done["ChecksumType"] == "FULL_OBJECT" and "ChecksumCRC64NVME" in done
    assert s3.get_object(Bucket=BUCKET, Key="plain")["Body"].read() == b"part"


def test_a_key_has_no_nul(s3):
    for operation, arguments in ((s3.put_object, {"Body": b"x"}), (s3.get_object, {}), (s3.create_multipart_upload, {})):
        assert refused(operation, Bucket=BUCKET, Key="a\0b", **arguments)[0] == "InvalidURI"


def test_a_nul_does_not_lead_to_another_keys_upload(s3):
    upload = {"Bucket": BUCKET, "UploadId": s3.create_multipart_upload(Bucket=BUCKET, Key="a")["UploadId"]}
    assert refused(s3.upload_part, Key="a\0b", PartNumber=1, Body=b"x", **upload)[0] == "InvalidURI"
    assert refused(s3.abort_multipart_upload, Key="a\0b", **upload)[0] == "InvalidURI"
    s3.abort_multipart_upload(Key="a", **upload)
