"""Terraform's AWS provider, unmodified, makes an organization, finds it as it made it, and takes it away."""

import pytest

from policies import refused
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
    iam           = var.endpoint
    organizations = var.endpoint
    sts           = var.endpoint
  }
}

resource "aws_organizations_organization" "organization" {
  feature_set                   = "ALL"
  aws_service_access_principals = ["config.amazonaws.com", "sso.amazonaws.com"]
  enabled_policy_types          = ["SERVICE_CONTROL_POLICY", "RESOURCE_CONTROL_POLICY"]
}

resource "aws_organizations_organizational_unit" "workloads" {
  name      = "workloads"
  parent_id = aws_organizations_organization.organization.roots[0].id
}

resource "aws_organizations_organizational_unit" "production" {
  name      = "production"
  parent_id = aws_organizations_organizational_unit.workloads.id
  tags      = { stage = "production" }
}

resource "aws_organizations_account" "shop" {
  name      = "shop"
  email     = "shop@example.com"
  parent_id = aws_organizations_organizational_unit.production.id
}

data "aws_iam_policy_document" "no_users" {
  statement {
    effect    = "Deny"
    actions   = ["iam:CreateUser"]
    resources = ["*"]
  }
}

resource "aws_organizations_policy" "no_users" {
  name        = "no-users"
  description = "made by Terraform"
  content     = data.aws_iam_policy_document.no_users.json
  depends_on  = [aws_organizations_organization.organization]
}

resource "aws_organizations_policy_attachment" "no_users" {
  policy_id = aws_organizations_policy.no_users.id
  target_id = aws_organizations_organizational_unit.workloads.id
}

resource "aws_organizations_policy" "perimeter" {
  name    = "perimeter"
  type    = "RESOURCE_CONTROL_POLICY"
  content = jsonencode({
    Version = "2012-10-17"
    Statement = [{
      Effect    = "Deny"
      Principal = "*"
      Action    = "sts:AssumeRole"
      Resource  = "*"
      Condition = {
        StringNotEqualsIfExists = { "aws:PrincipalOrgID" = aws_organizations_organization.organization.id }
        BoolIfExists            = { "aws:PrincipalIsAWSService" = "false" }
      }
    }]
  })
}

resource "aws_organizations_policy_attachment" "perimeter" {
  policy_id = aws_organizations_policy.perimeter.id
  target_id = aws_organizations_account.shop.id
}

data "aws_organizations_organization" "found" {
  depends_on = [aws_organizations_account.shop]
}

data "aws_organizations_organizational_units" "found" {
  parent_id  = aws_organizations_organization.organization.roots[0].id
  depends_on = [aws_organizations_organizational_unit.workloads]
}

output "account" { value = aws_organizations_account.shop.id }
output "accounts" { value = length(data.aws_organizations_organization.found.accounts) }
output "units" { value = join(",", data.aws_organizations_organizational_units.found.children[*].name) }
"""


@pytest.mark.skipif(TERRAFORM is None, reason="terraform is not installed")
def test_terraform_applies_plans_clean_and_destroys(postern, tmp_path):
    terraform = Terraform(postern, tmp_path, CONFIGURATION)
    printed = terraform.apply()
    assert "accounts = 2" in printed and 'units = "workloads"' in printed
    account = terraform.output("account")
    code, message = refused(postern.client("iam", postern.root_keys(account)).create_user, UserName="u")
    assert code == "AccessDenied" and "service control policy" in message
    terraform.plan_clean()
    terraform.destroy()
    code, _ = refused(postern.client("organizations").describe_organization)
    assert code == "AWSOrganizationsNotInUseException"
    postern.client("iam", postern.root_keys(account)).create_user(UserName="u")
