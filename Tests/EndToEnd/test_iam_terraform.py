"""Terraform's AWS provider, unmodified, makes what IAM keeps, finds it as it made it, and takes it away."""

import pytest

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
  default_tags { tags = { project = "postern" } }
  endpoints {
    iam = var.endpoint
    sts = var.endpoint
  }
}

data "aws_caller_identity" "me" {}

data "aws_iam_policy_document" "trust" {
  statement {
    actions = ["sts:AssumeRole"]
    principals {
      type        = "Service"
      identifiers = ["ec2.amazonaws.com"]
    }
  }
}

data "aws_iam_policy_document" "reading" {
  statement {
    actions   = ["s3:GetObject", "s3:ListBucket"]
    resources = ["*"]
  }
}

resource "aws_iam_policy" "reading" {
  name        = "tf-reading"
  path        = "/tf/"
  description = "made by Terraform"
  policy      = data.aws_iam_policy_document.reading.json
}

resource "aws_iam_role" "role" {
  name                 = "tf-role"
  assume_role_policy   = data.aws_iam_policy_document.trust.json
  permissions_boundary = aws_iam_policy.reading.arn
  max_session_duration = 7200
  tags                 = { kind = "role" }
}

resource "aws_iam_role_policy" "inline" {
  name   = "inline"
  role   = aws_iam_role.role.id
  policy = data.aws_iam_policy_document.reading.json
}

resource "aws_iam_role_policy_attachment" "attached" {
  role       = aws_iam_role.role.name
  policy_arn = "arn:aws:iam::aws:policy/ReadOnlyAccess"
}

resource "aws_iam_instance_profile" "profile" {
  name = "tf-profile"
  role = aws_iam_role.role.name
}

resource "aws_iam_user" "user" {
  name = "tf-user"
  path = "/tf/"
  tags = { kind = "user" }
}

resource "aws_iam_access_key" "key" {
  user = aws_iam_user.user.name
}

resource "aws_iam_user_policy_attachment" "user" {
  user       = aws_iam_user.user.name
  policy_arn = aws_iam_policy.reading.arn
}

resource "aws_iam_group" "group" {
  name = "tf-group"
}

resource "aws_iam_group_policy" "group" {
  name   = "inline"
  group  = aws_iam_group.group.name
  policy = data.aws_iam_policy_document.reading.json
}

resource "aws_iam_user_group_membership" "membership" {
  user   = aws_iam_user.user.name
  groups = [aws_iam_group.group.name]
}

resource "aws_iam_openid_connect_provider" "provider" {
  url             = "https://token.example.com"
  client_id_list  = ["sts.amazonaws.com"]
  thumbprint_list = ["aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa"]
}

resource "aws_iam_account_alias" "alias" {
  account_alias = "tf-alias"
}

resource "aws_iam_account_password_policy" "passwords" {
  minimum_password_length = 14
  require_numbers         = true
}

resource "aws_iam_service_linked_role" "linked" {
  aws_service_name = "elasticbeanstalk.amazonaws.com"
}

data "aws_iam_principal_policy_simulation" "check" {
  action_names      = ["s3:GetObject"]
  policy_source_arn = aws_iam_user.user.arn
  depends_on        = [aws_iam_user_policy_attachment.user]
}

output "allowed" {
  value = data.aws_iam_principal_policy_simulation.check.all_allowed
}
"""


@pytest.mark.skipif(TERRAFORM is None, reason="terraform is not installed")
def test_terraform_applies_plans_clean_and_destroys(postern, tmp_path):
    terraform = Terraform(postern, tmp_path, CONFIGURATION)
    assert "allowed = true" in terraform.apply()
    terraform.plan_clean()
    terraform.destroy()
    iam = postern.client("iam")
    assert iam.list_users()["Users"] == []
    assert iam.list_roles()["Roles"] == []
    assert iam.list_policies(Scope="Local")["Policies"] == []
