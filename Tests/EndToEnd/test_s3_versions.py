"""Versions, delete markers and listings of S3."""

import pytest

from s3 import error_of, refused, status_of


@pytest.fixture(scope="module")
def s3(postern):
    return postern.client("s3")


def versioned(s3, bucket, status="Enabled"):
    s3.create_bucket(Bucket=bucket)
    s3.put_bucket_versioning(Bucket=bucket, VersioningConfiguration={"Status": status})
    assert s3.get_bucket_versioning(Bucket=bucket)["Status"] == status


def read(s3, bucket, key, **version):
    return s3.get_object(Bucket=bucket, Key=key, **version)["Body"].read()


def test_every_put_is_a_version(s3):
    versioned(s3, "versions")
    first = s3.put_object(Bucket="versions", Key="k", Body=b"1")["VersionId"]
    second = s3.put_object(Bucket="versions", Key="k", Body=b"2")["VersionId"]
    assert read(s3, "versions", "k") == b"2"
    assert read(s3, "versions", "k", VersionId=first) == b"1"
    listed = s3.list_object_versions(Bucket="versions")["Versions"]
    assert [(entry["VersionId"], entry["IsLatest"]) for entry in listed] == [(second, True), (first, False)]
    assert refused(s3.get_object, Bucket="versions", Key="k", VersionId="x" * 32)[0] == "NoSuchVersion"
    copied = s3.copy_object(
        Bucket="versions", Key="k", CopySource={"Bucket": "versions", "Key": "k", "VersionId": first}
    )
    assert copied["CopySourceVersionId"] == first
    assert read(s3, "versions", "k") == b"1"


def test_a_delete_marker_hides_until_it_is_deleted(s3):
    versioned(s3, "markers")
    version = s3.put_object(Bucket="markers", Key="k", Body=b"1")["VersionId"]
    deleted = s3.delete_object(Bucket="markers", Key="k")
    assert deleted["DeleteMarker"] is True
    error = error_of(s3.get_object, Bucket="markers", Key="k")
    assert error["Error"]["Code"] == "NoSuchKey"
    assert error["ResponseMetadata"]["HTTPHeaders"]["x-amz-delete-marker"] == "true"
    error = error_of(s3.get_object, Bucket="markers", Key="k", VersionId=deleted["VersionId"])
    assert (error["Error"]["Code"], error["ResponseMetadata"]["HTTPStatusCode"]) == ("MethodNotAllowed", 405)
    assert s3.list_objects_v2(Bucket="markers")["KeyCount"] == 0
    listed = s3.list_object_versions(Bucket="markers")
    assert [entry["VersionId"] for entry in listed["DeleteMarkers"]] == [deleted["VersionId"]]
    assert [entry["VersionId"] for entry in listed["Versions"]] == [version]
    assert refused(s3.delete_bucket, Bucket="markers") == (
        "BucketNotEmpty",
        "The bucket you tried to delete is not empty. You must delete all versions in the bucket.",
    )
    removed = s3.delete_object(Bucket="markers", Key="k", VersionId=deleted["VersionId"])
    assert (removed["DeleteMarker"], removed["VersionId"]) == (True, deleted["VersionId"])
    assert read(s3, "markers", "k") == b"1"
    s3.delete_object(Bucket="markers", Key="k", VersionId=version)
    s3.delete_bucket(Bucket="markers")


def test_the_null_version_is_what_was_put_without_versioning(s3):
    s3.create_bucket(Bucket="nulls")
    assert "VersionId" not in s3.put_object(Bucket="nulls", Key="k", Body=b"before")
    s3.put_bucket_versioning(Bucket="nulls", VersioningConfiguration={"Status": "Enabled"})
    s3.put_object(Bucket="nulls", Key="k", Body=b"during")
    assert read(s3, "nulls", "k", VersionId="null") == b"before"
    s3.put_bucket_versioning(Bucket="nulls", VersioningConfiguration={"Status": "Suspended"})
    assert s3.put_object(Bucket="nulls", Key="k", Body=b"after")["VersionId"] == "null"
    assert read(s3, "nulls", "k", VersionId="null") == b"after"
    assert len(s3.list_object_versions(Bucket="nulls")["Versions"]) == 2
    assert s3.delete_object(Bucket="nulls", Key="k")["VersionId"] == "null"
    assert status_of(s3.head_object, Bucket="nulls", Key="k") == 404


def test_versioning_cannot_be_taken_back_to_nothing(s3):
    s3.create_bucket(Bucket="no-status")
    assert refused(s3.put_bucket_versioning, Bucket="no-status", VersioningConfiguration={})[0] == (
        "IllegalVersioningConfigurationException"
    )


def test_listings_have_prefixes_delimiters_and_pages(s3):
    s3.create_bucket(Bucket="tree")
    keys = ["a", "a/1", "a/2", "b/x/1", "b/x/2", "b/y", "c d+é", "z"]
    for key in keys:
        s3.put_object(Bucket="tree", Key=key, Body=b"x")
    listed = s3.list_objects_v2(Bucket="tree")
    assert [entry["Key"] for entry in listed["Contents"]] == keys
    assert listed["KeyCount"] == 8 and not listed["IsTruncated"]
    top = s3.list_objects_v2(Bucket="tree", Delimiter="/")
    assert [entry["Key"] for entry in top["Contents"]] == ["a", "c d+é", "z"]
    assert [entry["Prefix"] for entry in top["CommonPrefixes"]] == ["a/", "b/"]
    below = s3.list_objects_v2(Bucket="tree", Prefix="b/", Delimiter="/")
    assert [entry["Prefix"] for entry in below["CommonPrefixes"]] == ["b/x/"]
    assert [entry["Key"] for entry in below["Contents"]] == ["b/y"]
    after = s3.list_objects_v2(Bucket="tree", StartAfter="b/x/2")
    assert [entry["Key"] for entry in after["Contents"]] == ["b/y", "c d+é", "z"]
    for size in (1, 3):
        pages = list(s3.get_paginator("list_objects_v2").paginate(Bucket="tree", PaginationConfig={"PageSize": size}))
        assert all(len(page["Contents"]) <= size for page in pages)
        assert [entry["Key"] for page in pages for entry in page["Contents"]] == keys
        pages = list(s3.get_paginator("list_objects").paginate(Bucket="tree", PaginationConfig={"PageSize": size}))
        assert [entry["Key"] for page in pages for entry in page["Contents"]] == keys
        pages = s3.get_paginator("list_objects_v2").paginate(
            Bucket="tree", Delimiter="/", PaginationConfig={"PageSize": size}
        )
        found = [
            entry.get("Key") or entry["Prefix"]
            for page in pages
            for entry in page.get("Contents", []) + page.get("CommonPrefixes", [])
        ]
        assert sorted(found) == ["a", "a/", "b/", "c d+é", "z"]
    assert refused(s3.list_objects_v2, Bucket="tree", ContinuationToken="none!")[0] == "InvalidArgument"
    assert refused(s3.list_objects_v2, Bucket="tree", MaxKeys=-1)[0] == "InvalidArgument"
    empty = s3.list_objects_v2(Bucket="tree", MaxKeys=0)
    assert (empty["KeyCount"], empty["IsTruncated"]) == (0, False)


def test_versions_are_listed_page_by_page(s3):
    versioned(s3, "paged-versions")
    made = []
    for key in ("a", "b"):
        for number in range(3):
            version = s3.put_object(Bucket="paged-versions", Key=key, Body=b"%d" % number)["VersionId"]
            made.insert(len(made) - number if number else len(made), (key, version))
    pages = s3.get_paginator("list_object_versions").paginate(Bucket="paged-versions", PaginationConfig={"PageSize": 2})
    found = [(entry["Key"], entry["VersionId"]) for page in pages for entry in page["Versions"]]
    assert found == made
