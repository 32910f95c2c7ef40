"""Four first steps with Lambda, by the real `aws` CLI: observe a function, set a variable, publish behind an alias, and
use a Node module from a layer that was built into a ZIP in a bucket."""

import json

import pytest

from postern import ACCOUNT, REGION, function_arn, managed, trust, zip_of

SOURCE = "exports.handler = async (event) => ({ greeting: `Hello, ${process.env.HELLO || 'world'}`, event });\n"
WORDS = "const words = require('random-words-for-test');\nexports.handler = async () => words.pick();\n"


@pytest.fixture(scope="module")
def folder(tmp_path_factory):
    folder = tmp_path_factory.mktemp("exercises")
    (folder / "fn.zip").write_bytes(zip_of({"index.js": SOURCE}))
    (folder / "words.zip").write_bytes(zip_of({"index.js": WORDS}))
    module = "nodejs/node_modules/random-words-for-test"
    (folder / "layer.zip").write_bytes(
        zip_of({f"{module}/index.js": "exports.pick = () => 'plum';\n", f"{module}/package.json": '{"main": "index.js"}'})
    )
    (folder / "trust.json").write_text(json.dumps(trust("lambda.amazonaws.com")))
    return folder


@pytest.fixture(scope="module")
def created(postern, folder):
    postern.aws(f"iam create-role --role-name first-steps --assume-role-policy-document file://{folder}/trust.json")
    basic = managed("service-role/AWSLambdaBasicExecutionRole")
    postern.aws(f"iam attach-role-policy --role-name first-steps --policy-arn {basic}")
    answer = postern.aws(
        "lambda create-function --function-name first-steps --runtime nodejs20.x --handler index.handler "
        f"--role arn:aws:iam::{ACCOUNT}:role/first-steps --zip-file fileb://{folder}/fn.zip"
    )
    postern.aws("lambda wait function-active-v2 --function-name first-steps")
    return answer


def invoked(postern, folder, name):
    target = folder / "answer.json"
    answer = postern.aws(
        f"lambda invoke --function-name {name} --payload {{}} {target}"
    )
    return answer, json.loads(target.read_text())


def test_create_and_observe(postern, folder, created):
    assert created["FunctionArn"] == function_arn("first-steps")
    status, payload = invoked(postern, folder, "first-steps")
    assert status == {"StatusCode": 200, "ExecutedVersion": "$LATEST"}
    assert payload == {"greeting": "Hello, world", "event": {}}
    assert "REPORT RequestId" in "\n".join(postern.log_lines("first-steps", contains="REPORT"))


def test_environment_variable(postern, folder, created):
    postern.aws(
        "lambda update-function-configuration --function-name first-steps --environment Variables={HELLO=moon}"
    )
    postern.aws("lambda wait function-updated-v2 --function-name first-steps")
    assert invoked(postern, folder, "first-steps")[1]["greeting"] == "Hello, moon"


def test_version_and_alias(postern, folder, created):
    version = postern.aws("lambda publish-version --function-name first-steps")["Version"]
    postern.aws(f"lambda create-alias --function-name first-steps --name live --function-version {version}")
    postern.aws("lambda update-function-configuration --function-name first-steps --environment Variables={HELLO=sun}")
    postern.aws("lambda wait function-updated-v2 --function-name first-steps")
    status, payload = invoked(postern, folder, "first-steps:live")
    assert (status["ExecutedVersion"], payload["greeting"]) == (version, "Hello, moon")
    assert invoked(postern, folder, "first-steps")[1]["greeting"] == "Hello, sun"
    aliases = postern.aws("lambda list-aliases --function-name first-steps")["Aliases"]
    assert [alias["AliasArn"] for alias in aliases] == [function_arn("first-steps") + ":live"]


def test_layer_with_a_node_module_from_a_bucket(postern, folder, created):
    postern.aws("s3api create-bucket --bucket first-steps-layers")
    postern.aws(f"s3 cp --quiet {folder}/layer.zip s3://first-steps-layers/layer.zip")
    published = postern.aws(
        "lambda publish-layer-version --layer-name random-words --compatible-runtimes nodejs20.x "
        "--content S3Bucket=first-steps-layers,S3Key=layer.zip"
    )
    arn = published["LayerVersionArn"]
    assert arn == f"arn:aws:lambda:{REGION}:{ACCOUNT}:layer:random-words:1"
    postern.aws(f"lambda update-function-configuration --function-name first-steps --layers {arn}")
    postern.aws("lambda wait function-updated-v2 --function-name first-steps")
    postern.aws(f"lambda update-function-code --function-name first-steps --zip-file fileb://{folder}/words.zip")
    postern.aws("lambda wait function-updated-v2 --function-name first-steps")
    assert invoked(postern, folder, "first-steps")[1] == "plum"
