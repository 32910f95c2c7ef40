"""What the tests of S3 share."""

import botocore.exceptions
import pytest


def error_of(call, **arguments):
    with pytest.raises(botocore.exceptions.ClientError) as caught:
        call(**arguments)
    return caught.value.response


def refused(call, **arguments):
    """Code and message of the error that a call ends with."""
    error = error_of(call, **arguments)["Error"]
    return error["Code"], error["Message"]


def status_of(call, **arguments):
    """The status of an answer to HEAD, which has no more."""
    return error_of(call, **arguments)["ResponseMetadata"]["HTTPStatusCode"]


def unblocked(s3, bucket):
    """Makes a bucket that may be public."""
    s3.create_bucket(Bucket=bucket)
    s3.delete_public_access_block(Bucket=bucket)
