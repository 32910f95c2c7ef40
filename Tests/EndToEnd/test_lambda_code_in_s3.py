"""Code and layers from S3: read with the permissions of whoever calls Lambda.

https://docs.aws.amazon.com/lambda/latest/api/API_FunctionCode.html
"""

import json
import urllib.request

import botocore.exceptions
import pytest

from postern import statement_of, zip_of

BUCKET = "lambda-code"


def says(word):
    return zip_of({"app.py": f"def handler(event, context):\n    return '{word}'\n"})


def refused(call, **arguments):
    with pytest.raises(botocore.exceptions.ClientError) as caught:
        call(**arguments)
    return caught.value.response["Error"]["Code"], caught.value.response["Error"]["Message"]


@pytest.fixture(scope="module")
def s3(postern):
    s3 = postern.client("s3")
    s3.create_bucket(Bucket=BUCKET)
    s3.put_bucket_versioning(Bucket=BUCKET, VersioningConfiguration={"Status": "Enabled"})
    return s3


@pytest.fixture(scope="module")
def basis(postern):
    return dict(Role=postern.new_role("s3-code-role"), Runtime="python3.12", Handler="app.handler")


def test_functions_and_layers_from_objects(postern, s3, basis):
    lambda_ = postern.client("lambda")
    old = s3.put_object(Bucket=BUCKET, Key="fn.zip", Body=says("old"))["VersionId"]
    s3.put_object(Bucket=BUCKET, Key="fn.zip", Body=says("new"))
    code = {"S3Bucket": BUCKET, "S3Key": "fn.zip"}
    created = lambda_.create_function(FunctionName="from-s3", Code=code, **basis)
    assert created["CodeSize"] == len(says("new"))
    assert postern.invoke("from-s3")["Payload"] == "new"
    lambda_.update_function_code(FunctionName="from-s3", S3Bucket=BUCKET, S3Key="fn.zip", S3ObjectVersion=old)
    assert postern.invoke("from-s3")["Payload"] == "old"
    location = lambda_.get_function(FunctionName="from-s3")["Code"]["Location"]
    assert urllib.request.urlopen(location).read() == says("old")
    # What the function has does not depend on the bucket.
    s3.delete_object(Bucket=BUCKET, Key="fn.zip")
    assert postern.invoke("from-s3")["Payload"] == "old"
    s3.put_object(Bucket=BUCKET, Key="layer.zip", Body=zip_of({"python/words.py": "WORD = 'wind'\n"}))
    layer = lambda_.publish_layer_version(LayerName="from-s3", Content={"S3Bucket": BUCKET, "S3Key": "layer.zip"})
    source = "import words\ndef handler(event, context):\n    return words.WORD\n"
    postern.new_function("with-s3-layer", source, Layers=[layer["LayerVersionArn"]])
    assert postern.invoke("with-s3-layer")["Payload"] == "wind"


def test_objects_that_are_not_there(postern, s3, basis):
    lambda_ = postern.client("lambda")

    def error(**code):
        return refused(lambda_.create_function, FunctionName="never", Code=code, **basis)

    prefix = "Error occurred while GetObject. S3 Error Code: "
    assert error(S3Bucket=BUCKET, S3Key="nothing.zip") == (
        "InvalidParameterValueException",
        prefix + "NoSuchKey. S3 Error Message: The specified key does not exist.",
    )
    assert error(S3Bucket="no-such-bucket-here", S3Key="fn.zip") == (
        "InvalidParameterValueException",
        prefix + "NoSuchBucket. S3 Error Message: The specified bucket does not exist",
    )
    s3.put_object(Bucket=BUCKET, Key="text.zip", Body=b"no archive")
    assert error(S3Bucket=BUCKET, S3Key="text.zip") == (
        "InvalidParameterValueException",
        "Could not unzip uploaded file. Please check your file, then try to upload again.",
    )


def test_objects_that_the_caller_may_not_read(postern, s3, basis):
    s3.put_object(Bucket=BUCKET, Key="secret.zip", Body=says("secret"))
    keys = postern.new_user("s3-code-user")
    iam = postern.client("iam")

    def allow(*actions):
        iam.put_user_policy(
            UserName="s3-code-user",
            PolicyName="given",
            PolicyDocument=json.dumps(statement_of(Effect="Allow", Action=list(actions), Resource="*")),
        )

    theirs = postern.client("lambda", keys)
    arguments = dict(FunctionName="secret", Code={"S3Bucket": BUCKET, "S3Key": "secret.zip"}, **basis)
    allow("lambda:CreateFunction", "iam:PassRole")
    code, message = refused(theirs.create_function, **arguments)
    assert code == "AccessDeniedException"
    assert message.startswith(
        "Your access has been denied by S3, please make sure your request credentials have permission to GetObject for "
        f"{BUCKET}/secret.zip. S3 Error Code: AccessDenied. S3 Error Message: "
    )
    assert "is not authorized to perform: s3:GetObject on resource: " in message
    assert f"arn:aws:s3:::{BUCKET}/secret.zip" in message
    allow("lambda:CreateFunction", "iam:PassRole", "s3:GetObject")
    assert theirs.create_function(**arguments)["FunctionName"] == "secret"


def test_the_permission_is_asked_for_by_lambda_in_the_callers_name(postern, s3, basis):
    s3.put_object(Bucket=BUCKET, Key="via.zip", Body=says("via"))
    keys = postern.new_user("via-user", "AWSLambda_FullAccess")
    statements = [
        {"Effect": "Allow", "Action": "iam:PassRole", "Resource": "*"},
        {
            "Effect": "Allow",
            "Action": "s3:GetObject",
            "Resource": "*",
            "Condition": {"ForAnyValue:StringEquals": {"aws:CalledVia": "lambda.amazonaws.com"}},
        },
    ]
    postern.client("iam").put_user_policy(
        UserName="via-user",
        PolicyName="only-via-lambda",
        PolicyDocument=json.dumps({"Version": "2012-10-17", "Statement": statements}),
    )
    assert refused(postern.client("s3", keys).get_object, Bucket=BUCKET, Key="via.zip")[0] == "AccessDenied"
    theirs = postern.client("lambda", keys)
    theirs.create_function(FunctionName="via", Code={"S3Bucket": BUCKET, "S3Key": "via.zip"}, **basis)
    assert postern.invoke("via")["Payload"] == "via"
