"""Bucket policies that name an account by its canonical user id."""

import json

from policies import allow
from postern import statement_of
from s3 import refused


def test_a_canonical_user_id_trusts_the_account_that_has_it(postern):
    other = postern.new_account("canonical")
    owner_id = postern.client("s3", other).list_buckets()["Owner"]["ID"]
    s3 = postern.client("s3")
    s3.create_bucket(Bucket="named-by-id")
    s3.put_object(Bucket="named-by-id", Key="k", Body=b"hello")
    reader = postern.client("s3", postern.new_user_of(other, "reader", allow("s3:GetObject")))
    stranger = postern.client("s3", postern.new_user_of(other, "stranger"))
    assert refused(reader.get_object, Bucket="named-by-id", Key="k")[0] == "AccessDenied"

    policy = statement_of(
        Effect="Allow",
        Principal={"CanonicalUser": owner_id},
        Action="s3:GetObject",
        Resource="arn:aws:s3:::named-by-id/*",
    )
    s3.put_bucket_policy(Bucket="named-by-id", Policy=json.dumps(policy))
    assert reader.get_object(Bucket="named-by-id", Key="k")["Body"].read() == b"hello"
    # The account is trusted, and has not handed it on to this user.
    assert refused(stranger.get_object, Bucket="named-by-id", Key="k")[0] == "AccessDenied"
