"""Terraform's AWS provider, unmodified, makes buckets and what is in them, finds them as it made them, and takes them away."""

import os
import shutil
import subprocess

import pytest

from postern import clean_environment

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
variable "text" { type = string }

provider "aws" {
  region                  = "us-east-1"
  skip_metadata_api_check = true
  s3_use_path_style       = true
  default_tags { tags = { project = "postern" } }
  endpoints {
    logs = var.endpoint
    s3   = var.endpoint
    sts  = var.endpoint
  }
}

resource "aws_s3_bucket" "bucket" {
  bucket        = "tf-bucket"
  force_destroy = true
}

resource "aws_s3_bucket_versioning" "bucket" {
  bucket = aws_s3_bucket.bucket.id
  versioning_configuration { status = "Enabled" }
}

resource "aws_s3_bucket_public_access_block" "bucket" {
  bucket              = aws_s3_bucket.bucket.id
  block_public_acls   = true
  block_public_policy = true
}

resource "aws_s3_bucket_policy" "bucket" {
  bucket = aws_s3_bucket.bucket.id
  policy = jsonencode({
    Version = "2012-10-17"
    Statement = [{
      Effect    = "Deny"
      Principal = "*"
      Action    = "s3:*"
      Resource  = "${aws_s3_bucket.bucket.arn}/secret/*"
      Condition = { Bool = { "aws:SecureTransport" = "false" } }
    }]
  })
}

resource "aws_s3_object" "text" {
  bucket       = aws_s3_bucket.bucket.id
  key          = "folder/text é.txt"
  content      = var.text
  content_type = "text/plain"
  tags         = { kind = "text" }
  depends_on   = [aws_s3_bucket_versioning.bucket]
}

resource "aws_s3_object_copy" "copy" {
  bucket = aws_s3_bucket.bucket.id
  key    = "copy.txt"
  source = "${aws_s3_bucket.bucket.id}/${aws_s3_object.text.key}"
  tags   = { kind = "copy" }
  # Else the copy has its source's tags, which the plan would want to change.
  tagging_directive = "REPLACE"
}

data "aws_s3_object" "text" {
  bucket = aws_s3_bucket.bucket.id
  key    = aws_s3_object.text.key
}

resource "aws_cloudwatch_log_group" "group" {
  name              = "/tf/group"
  retention_in_days = 7
}

output "body" { value = data.aws_s3_object.text.body }
"""


@pytest.mark.skipif(TERRAFORM is None, reason="terraform is not installed")
def test_terraform_applies_changes_plans_clean_and_destroys(postern, tmp_path):
    (tmp_path / "main.tf").write_text(CONFIGURATION)
    settings = {key: value for key, value in os.environ.items() if key.startswith("TF_")}
    environment = clean_environment(
        **settings, **postern.root_environment(), TF_VAR_endpoint=postern.endpoint, TF_IN_AUTOMATION="1"
    )

    def terraform(*arguments, text="first"):
        return subprocess.run(
            [TERRAFORM, *arguments],
            cwd=tmp_path,
            env=environment | {"TF_VAR_text": text},
            capture_output=True,
            text=True,
            timeout=STEP_SECONDS,
        )

    def succeeds(*arguments, **settings):
        result = terraform(*arguments, "-no-color", "-input=false", **settings)
        assert result.returncode == 0, result.stdout + result.stderr
        return result.stdout

    plugins = [f"-plugin-dir={PLUGINS}"] if PLUGINS else []
    if terraform("init", "-no-color", "-input=false", *plugins).returncode != 0:
        pytest.skip("the provider hashicorp/aws 5.x cannot be had")
    assert 'body = "first"' in succeeds("apply", "-auto-approve")
    succeeds("plan", "-detailed-exitcode")
    assert 'body = "second"' in succeeds("apply", "-auto-approve", text="second")
    succeeds("plan", "-detailed-exitcode", text="second")
    s3 = postern.client("s3")
    assert len(s3.list_object_versions(Bucket="tf-bucket", Prefix="folder/")["Versions"]) == 2
    succeeds("destroy", "-auto-approve", text="second")
    assert s3.list_buckets()["Buckets"] == []
    assert postern.client("logs").describe_log_groups()["logGroups"] == []
