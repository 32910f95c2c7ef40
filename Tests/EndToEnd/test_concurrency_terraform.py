"""Terraform's AWS provider, unmodified, on what is attached to functions: URL, events, concurrency."""

import pytest

from function_urls import send
from postern import zip_of
from terraform import TERRAFORM, Terraform

CONFIGURATION = """
terraform {
  required_providers {
    aws = { source = "hashicorp/aws", version = "~> 5.0" }
  }
}

variable "endpoint" { type = string }

provider "aws" {
  region                  = "us-east-1"
  skip_metadata_api_check = true
  s3_use_path_style       = true
  endpoints {
    iam    = var.endpoint
    lambda = var.endpoint
    s3     = var.endpoint
    sts    = var.endpoint
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

data "aws_iam_policy_document" "send" {
  statement {
    actions   = ["s3:PutObject", "lambda:InvokeFunction"]
    resources = ["*"]
  }
}

resource "aws_iam_role" "exec" {
  name               = "tf-exec"
  assume_role_policy = data.aws_iam_policy_document.trust.json
}

resource "aws_iam_role_policy" "send" {
  role   = aws_iam_role.exec.id
  policy = data.aws_iam_policy_document.send.json
}

resource "aws_s3_bucket" "failures" { bucket = "tf-failures" }

resource "aws_lambda_function" "source" {
  function_name                  = "tf-source"
  role                           = aws_iam_role.exec.arn
  runtime                        = "python3.12"
  handler                        = "app.handler"
  filename                       = "${path.module}/fn.zip"
  source_code_hash               = filebase64sha256("${path.module}/fn.zip")
  publish                        = true
  reserved_concurrent_executions = 3
}

resource "aws_lambda_function" "sink" {
  function_name = "tf-sink"
  role          = aws_iam_role.exec.arn
  runtime       = "python3.12"
  handler       = "app.handler"
  filename      = "${path.module}/fn.zip"
}

resource "aws_lambda_alias" "live" {
  name             = "live"
  function_name    = aws_lambda_function.source.function_name
  function_version = aws_lambda_function.source.version
}

resource "aws_lambda_provisioned_concurrency_config" "live" {
  function_name                     = aws_lambda_alias.live.function_name
  qualifier                         = aws_lambda_alias.live.name
  provisioned_concurrent_executions = 1
}

resource "aws_lambda_function_event_invoke_config" "live" {
  function_name                = aws_lambda_function.source.function_name
  qualifier                    = aws_lambda_alias.live.name
  maximum_event_age_in_seconds = 60
  maximum_retry_attempts       = 1
  destination_config {
    on_failure { destination = aws_s3_bucket.failures.arn }
    on_success { destination = aws_lambda_function.sink.arn }
  }
  depends_on = [aws_iam_role_policy.send]
}

resource "aws_lambda_function_url" "live" {
  function_name      = aws_lambda_function.source.function_name
  qualifier          = aws_lambda_alias.live.name
  authorization_type = "NONE"
  invoke_mode        = "BUFFERED"
  cors {
    allow_origins = ["*"]
    max_age       = 60
  }
}

resource "aws_lambda_permission" "url" {
  function_name          = aws_lambda_function.source.function_name
  qualifier              = aws_lambda_alias.live.name
  action                 = "lambda:InvokeFunctionUrl"
  principal              = "*"
  function_url_auth_type = "NONE"
}

resource "aws_lambda_permission" "function" {
  function_name = aws_lambda_function.source.function_name
  qualifier     = aws_lambda_alias.live.name
  action        = "lambda:InvokeFunction"
  principal     = "*"
}

output "url" { value = aws_lambda_function_url.live.function_url }
"""


@pytest.mark.skipif(TERRAFORM is None, reason="terraform is not installed")
def test_terraform_applies_plans_clean_and_destroys(postern, tmp_path):
    code = "def handler(event, context):\n    return context.function_version\n"
    (tmp_path / "fn.zip").write_bytes(zip_of({"app.py": code}))
    terraform = Terraform(postern, tmp_path, CONFIGURATION)
    terraform.apply()
    config = {"FunctionUrl": terraform.output("url")}
    answer = send(postern, config, headers={"Origin": "https://a.example"})
    assert (answer.status_code, answer.text) == (200, "1")
    assert answer.headers["Access-Control-Allow-Origin"] == "*"
    terraform.plan_clean()
    terraform.destroy()
    assert send(postern, config).status_code == 403
