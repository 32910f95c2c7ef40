"""S3 buckets as boto3 and the aws CLI make, configure and remove them."""

import concurrent.futures
import json
import threading

import botocore.exceptions
import pytest

from postern import ACCOUNT, statement_of, user_arn
from s3 import refused, status_of


@pytest.fixture(scope="module")
def s3(postern):
    return postern.client("s3")


def test_a_bucket_is_made_found_and_removed(s3):
    made = s3.create_bucket(Bucket="first-bucket")
    assert made["Location"] == "/first-bucket"
    head = s3.head_bucket(Bucket="first-bucket")
    assert head["BucketRegion"] == "us-east-1"
    assert s3.get_bucket_location(Bucket="first-bucket")["LocationConstraint"] is None
    listed = s3.list_buckets()
    assert "first-bucket" in [bucket["Name"] for bucket in listed["Buckets"]]
    assert len(listed["Owner"]["ID"]) == 64
    s3.delete_bucket(Bucket="first-bucket")
    assert status_of(s3.head_bucket, Bucket="first-bucket") == 404


def test_buckets_are_listed_page_by_page(s3):
    for number in range(3):
        s3.create_bucket(Bucket=f"paged-bucket-{number}")
    pages = s3.get_paginator("list_buckets").paginate(Prefix="paged-", PaginationConfig={"PageSize": 2})
    names = [[bucket["Name"] for bucket in page["Buckets"]] for page in pages]
    assert names == [["paged-bucket-0", "paged-bucket-1"], ["paged-bucket-2"]]


@pytest.mark.parametrize("name", ["Upper", "ab", "a..b", "192.168.1.1", "-dash", "dash-", "xn--name", "a" * 64, "under_score"])
def test_names_that_no_bucket_can_have_are_refused(postern, name):
    from raw import send, signed

    environment = postern.root_environment()
    keys = (environment["AWS_ACCESS_KEY_ID"], environment["AWS_SECRET_ACCESS_KEY"])
    status, _, text = send(postern, **signed(postern, keys, "s3", "PUT", f"/{name}"))
    assert (status, "<Code>InvalidBucketName</Code>" in text) == (400, True), text


def test_a_bucket_in_another_region_than_the_servers_is_refused(s3):
    assert refused(
        s3.create_bucket, Bucket="elsewhere", CreateBucketConfiguration={"LocationConstraint": "eu-west-1"}
    ) == (
        "IllegalLocationConstraintException",
        "The eu-west-1 location constraint is incompatible for the region specific endpoint this request was sent to.",
    )


def test_making_ones_own_bucket_again_succeeds_in_the_first_region(s3):
    s3.create_bucket(Bucket="again")
    s3.create_bucket(Bucket="again")


def test_a_bucket_with_something_in_it_stays(s3):
    s3.create_bucket(Bucket="full")
    s3.put_object(Bucket="full", Key="x", Body=b"x")
    assert refused(s3.delete_bucket, Bucket="full") == ("BucketNotEmpty", "The bucket you tried to delete is not empty")
    s3.delete_object(Bucket="full", Key="x")
    s3.delete_bucket(Bucket="full")


def test_what_is_not_there_is_said(s3):
    assert refused(s3.list_objects_v2, Bucket="nowhere") == ("NoSuchBucket", "The specified bucket does not exist")
    s3.create_bucket(Bucket="plain")
    assert refused(s3.get_object, Bucket="plain", Key="none") == ("NoSuchKey", "The specified key does not exist.")
    assert status_of(s3.head_object, Bucket="plain", Key="none") == 404
    for call, code in [
        (s3.get_bucket_policy, "NoSuchBucketPolicy"),
        (s3.get_bucket_tagging, "NoSuchTagSet"),
        (s3.get_bucket_cors, "NoSuchCORSConfiguration"),
        (s3.get_bucket_lifecycle_configuration, "NoSuchLifecycleConfiguration"),
        (s3.get_bucket_website, "NoSuchWebsiteConfiguration"),
        (s3.get_bucket_replication, "ReplicationConfigurationNotFoundError"),
        (s3.get_object_lock_configuration, "ObjectLockConfigurationNotFoundError"),
    ]:
        assert refused(call, Bucket="plain")[0] == code


def test_what_is_not_served_is_named(s3):
    s3.create_bucket(Bucket="unserved")
    code, message = refused(
        s3.put_bucket_cors,
        Bucket="unserved",
        CORSConfiguration={"CORSRules": [{"AllowedMethods": ["GET"], "AllowedOrigins": ["*"]}]},
    )
    assert (code, message) == ("NotImplemented", "Postern does not support the operation PutBucketCors of s3 yet.")


def test_new_buckets_are_as_aws_makes_them(s3):
    s3.create_bucket(Bucket="standard")
    block = s3.get_public_access_block(Bucket="standard")["PublicAccessBlockConfiguration"]
    assert block == {
        "BlockPublicAcls": True,
        "IgnorePublicAcls": True,
        "BlockPublicPolicy": True,
        "RestrictPublicBuckets": True,
    }
    rules = s3.get_bucket_ownership_controls(Bucket="standard")["OwnershipControls"]["Rules"]
    assert rules == [{"ObjectOwnership": "BucketOwnerEnforced"}]
    acl = s3.get_bucket_acl(Bucket="standard")
    assert acl["Grants"] == [
        {"Grantee": {"ID": acl["Owner"]["ID"], "Type": "CanonicalUser"}, "Permission": "FULL_CONTROL"}
    ]
    encryption = s3.get_bucket_encryption(Bucket="standard")["ServerSideEncryptionConfiguration"]["Rules"][0]
    assert encryption["ApplyServerSideEncryptionByDefault"] == {"SSEAlgorithm": "AES256"}
    assert s3.get_bucket_request_payment(Bucket="standard")["Payer"] == "BucketOwner"
    assert "Status" not in s3.get_bucket_versioning(Bucket="standard")
    assert refused(s3.put_bucket_acl, Bucket="standard", ACL="public-read") == (
        "AccessControlListNotSupported",
        "The bucket does not allow ACLs",
    )
    s3.put_bucket_acl(Bucket="standard", ACL="private")


def test_tags_are_put_got_and_deleted(s3):
    s3.create_bucket(Bucket="tagged")
    tags = [{"Key": "team", "Value": "blue"}, {"Key": "empty", "Value": ""}]
    s3.put_bucket_tagging(Bucket="tagged", Tagging={"TagSet": tags})
    assert s3.get_bucket_tagging(Bucket="tagged")["TagSet"] == tags
    doubled = {"TagSet": [{"Key": "a", "Value": "1"}, {"Key": "a", "Value": "2"}]}
    assert refused(s3.put_bucket_tagging, Bucket="tagged", Tagging=doubled)[0] == "InvalidTag"
    s3.delete_bucket_tagging(Bucket="tagged")
    assert refused(s3.get_bucket_tagging, Bucket="tagged")[0] == "NoSuchTagSet"


def policy_for(bucket, principal, *actions):
    resources = [f"arn:aws:s3:::{bucket}", f"arn:aws:s3:::{bucket}/*"]
    return json.dumps(statement_of(Effect="Allow", Principal=principal, Action=list(actions), Resource=resources))


def test_a_policy_is_given_back_as_it_was_put(s3):
    s3.create_bucket(Bucket="with-policy")
    policy = policy_for("with-policy", {"AWS": f"arn:aws:iam::{ACCOUNT}:root"}, "s3:GetObject")
    s3.put_bucket_policy(Bucket="with-policy", Policy=policy)
    assert s3.get_bucket_policy(Bucket="with-policy")["Policy"] == policy
    assert s3.get_bucket_policy_status(Bucket="with-policy")["PolicyStatus"] == {"IsPublic": False}
    s3.delete_bucket_policy(Bucket="with-policy")
    assert refused(s3.get_bucket_policy, Bucket="with-policy")[0] == "NoSuchBucketPolicy"


@pytest.mark.parametrize(
    "policy, message",
    [
        ("{", "This policy contains invalid Json"),
        (policy_for("bad-policy", "*", "lambda:InvokeFunction"), "Policy has invalid action"),
        (policy_for("other", "*", "s3:GetObject"), "Policy has invalid resource"),
        (policy_for("bad-policy", {"AWS": user_arn("nobody")}, "s3:GetObject"), "Invalid principal in policy"),
    ],
)
def test_policies_that_s3_would_not_take_are_refused(s3, policy, message):
    s3.create_bucket(Bucket="bad-policy")
    code, text = refused(s3.put_bucket_policy, Bucket="bad-policy", Policy=policy)
    assert code == "MalformedPolicy"
    assert message in text or policy == "{"


def test_public_policies_are_blocked_until_they_are_let(s3):
    s3.create_bucket(Bucket="going-public")
    policy = policy_for("going-public", "*", "s3:GetObject")
    code, message = refused(s3.put_bucket_policy, Bucket="going-public", Policy=policy)
    assert code == "AccessDenied" and "BlockPublicPolicy" in message
    s3.delete_public_access_block(Bucket="going-public")
    assert refused(s3.get_public_access_block, Bucket="going-public")[0] == "NoSuchPublicAccessBlockConfiguration"
    s3.put_bucket_policy(Bucket="going-public", Policy=policy)
    assert s3.get_bucket_policy_status(Bucket="going-public")["PolicyStatus"] == {"IsPublic": True}


def test_a_bucket_that_goes_while_something_is_put_goes_or_stays(s3):
    """Whoever comes second is told what is true; nobody is told of an internal error."""
    start = threading.Barrier(4)

    def attempt(call, **arguments):
        start.wait()
        try:
            call(Bucket="raced", **arguments)
            return "done"
        except botocore.exceptions.ClientError as error:
            return error.response["Error"]["Code"]

    with concurrent.futures.ThreadPoolExecutor(4) as pool:
        for _ in range(40):
            s3.create_bucket(Bucket="raced")
            puts = [pool.submit(attempt, s3.put_object, Key=f"k{number}", Body=b"x") for number in range(3)]
            deletion = pool.submit(attempt, s3.delete_bucket).result()
            outcomes = {put.result() for put in puts}
            if deletion == "done":
                assert outcomes == {"NoSuchBucket"}
                continue
            assert deletion == "BucketNotEmpty"
            assert outcomes == {"done"}
            for number in range(3):
                s3.delete_object(Bucket="raced", Key=f"k{number}")
            s3.delete_bucket(Bucket="raced")
