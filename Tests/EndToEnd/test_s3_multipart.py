"""Uploads in parts: by hand, by boto3's transfer manager and by the aws CLI."""

import base64
import hashlib
import io
import os
import subprocess
import zlib

import pytest
from boto3.s3.transfer import TransferConfig

from s3 import refused, status_of

MIB = 1 << 20
PART = b"p" * (5 * MIB)


@pytest.fixture(scope="module")
def s3(postern):
    return postern.client("s3")


@pytest.fixture(scope="module")
def bucket(s3):
    s3.create_bucket(Bucket="parts")
    return "parts"


def begin(s3, bucket, key, **settings):
    return s3.create_multipart_upload(Bucket=bucket, Key=key, **settings)["UploadId"]


def upload(s3, bucket, key, upload_id, number, body):
    answer = s3.upload_part(Bucket=bucket, Key=key, UploadId=upload_id, PartNumber=number, Body=body)
    sums = {name: value for name, value in answer.items() if name.startswith("Checksum")}
    return {"PartNumber": number, "ETag": answer["ETag"], **sums}


def complete(s3, bucket, key, upload_id, parts, **settings):
    return s3.complete_multipart_upload(
        Bucket=bucket, Key=key, UploadId=upload_id, MultipartUpload={"Parts": parts}, **settings
    )


def etag_of(*bodies):
    md5s = b"".join(hashlib.md5(body).digest() for body in bodies)
    return f'"{hashlib.md5(md5s).hexdigest()}-{len(bodies)}"'


def test_parts_become_one_object(s3, bucket):
    upload_id = begin(s3, bucket, "whole", ContentType="text/plain", Metadata={"a": "1"}, ChecksumAlgorithm="CRC32")
    last = upload(s3, bucket, "whole", upload_id, 7, b"end")
    upload(s3, bucket, "whole", upload_id, 2, b"replaced")
    first = upload(s3, bucket, "whole", upload_id, 2, PART)
    assert status_of(s3.head_object, Bucket=bucket, Key="whole") == 404
    listed = s3.list_parts(Bucket=bucket, Key="whole", UploadId=upload_id, MaxParts=1)
    assert ([part["PartNumber"] for part in listed["Parts"]], listed["IsTruncated"]) == ([2], True)
    assert [entry["UploadId"] for entry in s3.list_multipart_uploads(Bucket=bucket)["Uploads"]] == [upload_id]
    done = complete(s3, bucket, "whole", upload_id, [first, last])
    assert done["ETag"] == etag_of(PART, b"end")
    crcs = b"".join(zlib.crc32(body).to_bytes(4) for body in (PART, b"end"))
    composite = base64.b64encode(zlib.crc32(crcs).to_bytes(4)).decode() + "-2"
    assert (done["ChecksumCRC32"], done["ChecksumType"]) == (composite, "COMPOSITE")
    got = s3.get_object(Bucket=bucket, Key="whole")
    assert got["Body"].read() == PART + b"end"
    assert (got["ContentType"], got["Metadata"]) == ("text/plain", {"a": "1"})
    across = s3.get_object(Bucket=bucket, Key="whole", Range=f"bytes={len(PART) - 2}-{len(PART)}")
    assert across["Body"].read() == b"ppe"
    second = s3.get_object(Bucket=bucket, Key="whole", PartNumber=2)
    assert (second["Body"].read(), second["PartsCount"]) == (b"end", 2)
    assert refused(s3.get_object, Bucket=bucket, Key="whole", PartNumber=3)[0] == "InvalidPartNumber"
    parts = s3.get_object_attributes(Bucket=bucket, Key="whole", ObjectAttributes=["ObjectParts"])["ObjectParts"]
    assert (parts["TotalPartsCount"], [part["Size"] for part in parts["Parts"]]) == (2, [len(PART), 3])
    assert "Uploads" not in s3.list_multipart_uploads(Bucket=bucket)
    assert refused(s3.list_parts, Bucket=bucket, Key="whole", UploadId=upload_id)[0] == "NoSuchUpload"


def test_the_checksum_of_the_whole_object_follows_from_its_parts(s3, bucket):
    upload_id = begin(s3, bucket, "full", ChecksumAlgorithm="CRC32", ChecksumType="FULL_OBJECT")
    parts = [upload(s3, bucket, "full", upload_id, 1, PART), upload(s3, bucket, "full", upload_id, 2, b"tail")]
    whole = base64.b64encode(zlib.crc32(PART + b"tail").to_bytes(4)).decode()
    assert refused(
        s3.complete_multipart_upload,
        Bucket=bucket,
        Key="full",
        UploadId=upload_id,
        MultipartUpload={"Parts": parts},
        ChecksumCRC32="AAAAAA==",
    )[0] == "BadDigest"
    done = complete(s3, bucket, "full", upload_id, parts, ChecksumCRC32=whole)
    assert (done["ChecksumCRC32"], done["ChecksumType"]) == (whole, "FULL_OBJECT")


def test_what_cannot_be_put_together_is_refused(s3, bucket):
    upload_id = begin(s3, bucket, "broken", ChecksumAlgorithm="CRC32")
    small = upload(s3, bucket, "broken", upload_id, 1, b"small")
    end = upload(s3, bucket, "broken", upload_id, 2, b"end")

    def ends_with(parts, **settings):
        return refused(
            s3.complete_multipart_upload,
            Bucket=bucket,
            Key="broken",
            UploadId=upload_id,
            MultipartUpload={"Parts": parts},
            **settings,
        )[0]

    assert ends_with([small, end]) == "EntityTooSmall"
    assert ends_with([end, small]) == "InvalidPartOrder"
    assert ends_with([small, end | {"PartNumber": 3}]) == "InvalidPart"
    assert ends_with([small, end | {"ETag": '"other"'}]) == "InvalidPart"
    assert ends_with([{"PartNumber": 1, "ETag": small["ETag"]}]) == "InvalidRequest"
    assert ends_with([]) == "MalformedXML"
    assert ends_with([small], MpuObjectSize=1) == "InvalidRequest"
    s3.put_object(Bucket=bucket, Key="broken", Body=b"there")
    assert ends_with([small], IfNoneMatch="*") == "PreconditionFailed"
    arguments = {"Bucket": bucket, "Key": "broken", "UploadId": upload_id}
    assert refused(s3.upload_part, PartNumber=10_001, Body=b"x", **arguments)[0] == "InvalidArgument"
    assert refused(s3.upload_part, PartNumber=1, Body=b"x", ChecksumSHA1="x", **arguments)[0] == "InvalidRequest"
    s3.abort_multipart_upload(**arguments)
    assert refused(s3.abort_multipart_upload, **arguments)[0] == "NoSuchUpload"
    assert refused(s3.upload_part, PartNumber=1, Body=b"x", **arguments)[0] == "NoSuchUpload"


def test_parts_are_copied_out_of_other_objects(s3, bucket):
    s3.put_object(Bucket=bucket, Key="source", Body=PART + b"0123456789")
    upload_id = begin(s3, bucket, "copied")
    source = {"Bucket": bucket, "Key": "source"}
    arguments = {"Bucket": bucket, "Key": "copied", "UploadId": upload_id, "CopySource": source}
    parts = []
    for number, given in enumerate([f"bytes=0-{len(PART) - 1}", f"bytes={len(PART) + 2}-{len(PART) + 4}"], start=1):
        copied = s3.upload_part_copy(PartNumber=number, CopySourceRange=given, **arguments)["CopyPartResult"]
        parts.append({"PartNumber": number, "ETag": copied["ETag"]})
    assert refused(s3.upload_part_copy, PartNumber=3, CopySourceRange="bytes=0-99999999", **arguments)[0] == "InvalidArgument"
    complete(s3, bucket, "copied", upload_id, parts)
    assert s3.get_object(Bucket=bucket, Key="copied")["Body"].read() == PART + b"234"
    # A copy of an object of several parts is an object of one.
    again = s3.copy_object(Bucket=bucket, Key="again", CopySource={"Bucket": bucket, "Key": "copied"})
    assert again["CopyObjectResult"]["ETag"] == f'"{hashlib.md5(PART + b"234").hexdigest()}"'


def test_the_transfer_manager_uploads_and_downloads_in_parts(s3, bucket):
    body = bytes(range(256)) * (4096 * 5 * 2) + b"odd"
    config = TransferConfig(multipart_threshold=6 * MIB, multipart_chunksize=6 * MIB)
    s3.upload_fileobj(io.BytesIO(body), bucket, "managed", Config=config)
    assert s3.head_object(Bucket=bucket, Key="managed")["ETag"] == etag_of(body[: 6 * MIB], body[6 * MIB :])
    found = io.BytesIO()
    s3.download_fileobj(bucket, "managed", found, Config=config)
    assert found.getvalue() == body


def test_the_cli_makes_copies_syncs_and_removes(postern, tmp_path):
    def s3(*arguments, **settings):
        from postern import AWS, clean_environment, run

        result = run([AWS, "s3", *arguments], environment=clean_environment(**postern.root_environment()))
        assert result.returncode == 0, f"{arguments}: {result.stdout}{result.stderr}"
        return result.stdout

    assert "make_bucket: by-cli" in s3("mb", "s3://by-cli")
    (tmp_path / "dir/sub").mkdir(parents=True)
    (tmp_path / "dir/small.txt").write_text("small")
    (tmp_path / "dir/sub/big.bin").write_bytes(b"0123456789abcdef" * (MIB // 16) * 9)
    # S3 knows times to the second: what was written within the second of its upload counts as newer.
    for path in (tmp_path / "dir").rglob("*.*"):
        os.utime(path, (1_700_000_000, 1_700_000_000))
    s3("cp", tmp_path / "dir/sub/big.bin", "s3://by-cli/big.bin")
    s3("sync", tmp_path / "dir", "s3://by-cli/dir")
    assert s3("sync", tmp_path / "dir", "s3://by-cli/dir") == ""
    listing = s3("ls", "s3://by-cli", "--recursive")
    assert [line.split()[-1] for line in listing.splitlines()] == ["big.bin", "dir/small.txt", "dir/sub/big.bin"]
    assert "PRE dir/" in s3("ls", "s3://by-cli")
    s3("cp", "s3://by-cli/dir", tmp_path / "back", "--recursive")
    assert (tmp_path / "back/sub/big.bin").read_bytes() == (tmp_path / "dir/sub/big.bin").read_bytes()
    s3("cp", "s3://by-cli/big.bin", "s3://by-cli/copy.bin")
    s3("mv", "s3://by-cli/copy.bin", "s3://by-cli/moved.bin")
    url = s3("presign", "s3://by-cli/dir/small.txt").strip()
    assert subprocess.run(["curl", "-sf", url], capture_output=True, text=True).stdout == "small"
    assert "by-cli" in s3("ls")
    s3("rm", "s3://by-cli/dir", "--recursive")
    s3("rb", "s3://by-cli", "--force")
    assert "by-cli" not in s3("ls")
