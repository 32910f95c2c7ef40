"""Terraform's AWS provider, unmodified, makes a function with all that belongs to it, finds it as it made it, changes it,
and takes it away."""

import os
import shutil
import subprocess

import pytest

from postern import clean_environment, zip_of

TERRAFORM = shutil.which("terraform")
# A directory with the provider, where the registry cannot be reached: `terraform init -plugin-dir`.
PLUGINS = os.environ.get("POSTERN_TERRAFORM_PLUGINS")
STEP_SECONDS = 600

CONFIGURATION = """
terraform {
  required_providers {
    aws = { source = "hashicorp/aws", version = "~> 5.0" }
  }
}

variable "endpoint" { type = string }
variable "hello" {
  type    = string
  default = "world"
}

provider "aws" {
  region                  = "us-east-1"
  s3_use_path_style       = true
  skip_metadata_api_check = true
  default_tags { tags = { project = "postern" } }
  endpoints {
    iam    = var.endpoint
    sts    = var.endpoint
    lambda = var.endpoint
    s3     = var.endpoint
  }
}

data "aws_iam_policy_document" "trust" {
  statement {
    actions = ["sts:AssumeRole"]
    principals {
      type        = "Service"
      identifiers = ["lambda.amazonaws.com"]
    }
  }
}
resource "aws_iam_role" "exec" {
  name               = "tf-lambda-role"
  path               = "/service-role/"
  assume_role_policy = data.aws_iam_policy_document.trust.json
}
resource "aws_iam_role_policy_attachment" "basic" {
  role       = aws_iam_role.exec.name
  policy_arn = "arn:aws:iam::aws:policy/service-role/AWSLambdaBasicExecutionRole"
}

resource "aws_s3_bucket" "code" {
  bucket        = "tf-lambda-code"
  force_destroy = true
}
resource "aws_s3_object" "layer" {
  bucket      = aws_s3_bucket.code.id
  key         = "layer.zip"
  source      = "${path.module}/layer.zip"
  source_hash = filemd5("${path.module}/layer.zip")
}
resource "aws_lambda_layer_version" "words" {
  layer_name          = "random-words"
  s3_bucket           = aws_s3_bucket.code.id
  s3_key              = aws_s3_object.layer.key
  source_code_hash    = filebase64sha256("${path.module}/layer.zip")
  compatible_runtimes = ["nodejs20.x", "nodejs22.x"]
}
resource "aws_lambda_layer_version_permission" "words" {
  layer_name     = aws_lambda_layer_version.words.layer_name
  version_number = aws_lambda_layer_version.words.version
  statement_id   = "all-accounts"
  action         = "lambda:GetLayerVersion"
  principal      = "*"
}

resource "aws_lambda_function" "hello" {
  function_name    = "tf-hello"
  role             = aws_iam_role.exec.arn
  runtime          = "nodejs20.x"
  handler          = "index.handler"
  filename         = "${path.module}/fn.zip"
  source_code_hash = filebase64sha256("${path.module}/fn.zip")
  timeout          = 10
  memory_size      = 256
  publish          = true
  layers           = [aws_lambda_layer_version.words.arn]
  environment { variables = { HELLO = var.hello } }
  dead_letter_config { target_arn = "arn:aws:sqs:us-east-1:000000000000:hello-dlq" }
  tracing_config { mode = "Active" }
  ephemeral_storage { size = 1024 }
  reserved_concurrent_executions = 5
  depends_on = [aws_iam_role_policy_attachment.basic]
}
resource "aws_lambda_alias" "live" {
  name             = "live"
  function_name    = aws_lambda_function.hello.function_name
  function_version = aws_lambda_function.hello.version
}
resource "aws_lambda_function_event_invoke_config" "hello" {
  function_name                = aws_lambda_function.hello.function_name
  qualifier                    = aws_lambda_alias.live.name
  maximum_event_age_in_seconds = 60
  maximum_retry_attempts       = 1
}
resource "aws_lambda_function_url" "hello" {
  function_name      = aws_lambda_function.hello.function_name
  qualifier          = aws_lambda_alias.live.name
  authorization_type = "AWS_IAM"
  cors {
    allow_origins = ["*"]
    max_age       = 60
  }
}
resource "aws_lambda_permission" "apigw" {
  statement_id  = "AllowHttpApi"
  action        = "lambda:InvokeFunction"
  function_name = aws_lambda_function.hello.function_name
  qualifier     = aws_lambda_alias.live.name
  principal     = "apigateway.amazonaws.com"
  source_arn    = "arn:aws:execute-api:us-east-1:000000000000:api/*/*/hello"
}
resource "aws_lambda_code_signing_config" "releases" {
  description = "made by Terraform"
  allowed_publishers {
    signing_profile_version_arns = ["arn:aws:signer:us-east-1:000000000000:/signing-profiles/release/abcdefghij"]
  }
  policies { untrusted_artifact_on_deployment = "Warn" }
}
resource "aws_lambda_runtime_management_config" "hello" {
  function_name     = aws_lambda_function.hello.function_name
  update_runtime_on = "FunctionUpdate"
}
resource "aws_lambda_function_recursion_config" "hello" {
  function_name  = aws_lambda_function.hello.function_name
  recursive_loop = "Allow"
}
data "aws_lambda_function" "hello" {
  function_name = aws_lambda_function.hello.function_name
  depends_on    = [aws_lambda_function.hello]
}
data "aws_lambda_invocation" "live" {
  function_name = aws_lambda_alias.live.function_name
  qualifier     = aws_lambda_alias.live.name
  input         = jsonencode({ key = "value" })
}

output "version" { value = aws_lambda_function.hello.version }
output "said" { value = jsondecode(data.aws_lambda_invocation.live.result) }
"""

SOURCE = "exports.handler = async () => `${process.env.HELLO} ${require('words').word}`;\n"


@pytest.mark.skipif(TERRAFORM is None, reason="terraform is not installed")
def test_terraform_applies_plans_clean_changes_and_destroys(postern, tmp_path):
    (tmp_path / "main.tf").write_text(CONFIGURATION)
    (tmp_path / "fn.zip").write_bytes(zip_of({"index.js": SOURCE}))
    (tmp_path / "layer.zip").write_bytes(zip_of({"nodejs/node_modules/words/index.js": "exports.word = 'plum';\n"}))
    settings = {key: value for key, value in os.environ.items() if key.startswith("TF_")}
    environment = clean_environment(
        **settings, **postern.root_environment(), TF_VAR_endpoint=postern.endpoint, TF_IN_AUTOMATION="1"
    )

    def terraform(*arguments):
        return subprocess.run(
            [TERRAFORM, *arguments], cwd=tmp_path, env=environment, capture_output=True, text=True, timeout=STEP_SECONDS
        )

    def done(*arguments):
        result = terraform(*arguments, "-no-color", "-input=false")
        assert result.returncode == 0, result.stdout + result.stderr
        return result.stdout

    plugins = [f"-plugin-dir={PLUGINS}"] if PLUGINS else []
    if terraform("init", "-no-color", "-input=false", *plugins).returncode != 0:
        pytest.skip("the provider hashicorp/aws 5.x cannot be had")
    applied = done("apply", "-auto-approve")
    assert 'version = "1"' in applied and 'said = "world plum"' in applied
    done("plan", "-detailed-exitcode")
    changed = done("apply", "-auto-approve", "-var=hello=moon")
    assert 'version = "2"' in changed and 'said = "moon plum"' in changed
    done("plan", "-detailed-exitcode", "-var=hello=moon")
    done("destroy", "-auto-approve", "-var=hello=moon")
    lambda_ = postern.client("lambda")
    assert lambda_.list_functions()["Functions"] == []
    assert lambda_.list_layers()["Layers"] == []
    assert lambda_.list_code_signing_configs()["CodeSigningConfigs"] == []
