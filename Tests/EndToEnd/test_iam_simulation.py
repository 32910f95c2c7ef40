"""AWS's policy simulator, answered by the engine that decides real requests."""

import json

import pytest

from policies import allow, deny, refused
from postern import ACCOUNT, managed, role_arn, statement_of, trust, user_arn

BACKUPS = (
    '{"Version":"2012-10-17","Statement":{"Effect":"Allow","Action":"dynamodb:*","Resource":"*",'
    '"Condition":{"DateGreaterThan":{"aws:CurrentTime":"2018-08-16T12:00:00Z"}}}}'
)


def time_entry(value):
    return {"ContextKeyName": "aws:CurrentTime", "ContextKeyValues": [value], "ContextKeyType": "date"}


def test_the_examples_of_the_cli_reference_are_answered_as_there(postern):
    """https://docs.aws.amazon.com/cli/latest/reference/iam/simulate-custom-policy.html"""
    iam = postern.client("iam")
    question = {"PolicyInputList": [BACKUPS], "ActionNames": ["dynamodb:CreateBackup"]}
    [after] = iam.simulate_custom_policy(**question, ContextEntries=[time_entry("2019-04-25T11:00:00Z")])[
        "EvaluationResults"
    ]
    [matched] = after.pop("MatchedStatements")
    assert matched.pop("SourcePolicyType") == "IAM Policy"
    assert matched == {
        "SourcePolicyId": "PolicyInputList.1",
        "StartPosition": {"Line": 1, "Column": 38},
        "EndPosition": {"Line": 1, "Column": 167},
    }
    assert after == {
        "EvalActionName": "dynamodb:CreateBackup",
        "EvalResourceName": "*",
        "EvalDecision": "allowed",
        "MissingContextValues": [],
    }
    [before] = iam.simulate_custom_policy(**question, ContextEntries=[time_entry("2014-04-25T11:00:00Z")])[
        "EvaluationResults"
    ]
    assert (before["EvalDecision"], before["MatchedStatements"]) == ("implicitDeny", [])


def test_positions_count_lines_and_columns(postern):
    policy = json.dumps(
        {
            "Version": "2012-10-17",
            "Statement": [
                {"Effect": "Allow", "Action": "s3:*", "Resource": "*"},
                {"Effect": "Deny", "Action": "s3:PutObject", "Resource": "arn:aws:s3:::a/{}\"*"},
            ],
        },
        indent=4,
    )
    results = postern.client("iam").simulate_custom_policy(
        PolicyInputList=[allow("ec2:*"), policy],
        ActionNames=["s3:GetObject", "s3:PutObject"],
        ResourceArns=['arn:aws:s3:::a/{}"x'],
    )["EvaluationResults"]
    spans = {}
    for result in results:
        [statement] = result["ResourceSpecificResults"][0]["MatchedStatements"]
        assert statement["SourcePolicyId"] == "PolicyInputList.2"
        start, end = statement["StartPosition"], statement["EndPosition"]
        spans[result["EvalDecision"]] = (start["Line"], start["Column"], end["Line"], end["Column"])
    assert spans == {"allowed": (4, 9, 8, 10), "explicitDeny": (9, 9, 13, 10)}


def test_missing_context_values_are_told_where_aws_tells_them(postern):
    iam = postern.client("iam")
    policy = allow(
        "s3:GetObject",
        "arn:aws:s3:::b/${aws:PrincipalTag/home, 'none'}/*",
        Condition={"IpAddress": {"aws:SourceIp": "10.0.0.0/8"}},
    )
    [everywhere] = iam.simulate_custom_policy(PolicyInputList=[policy], ActionNames=["s3:GetObject"])[
        "EvaluationResults"
    ]
    assert everywhere["MissingContextValues"] == ["aws:PrincipalTag/home", "aws:SourceIp"]
    assert "ResourceSpecificResults" not in everywhere
    source = {"ContextKeyName": "aws:SourceIp", "ContextKeyValues": ["10.1.2.3"], "ContextKeyType": "ip"}
    [one] = iam.simulate_custom_policy(
        PolicyInputList=[policy],
        ActionNames=["s3:GetObject"],
        ResourceArns=["arn:aws:s3:::b/none/x"],
        ContextEntries=[source],
    )["EvaluationResults"]
    assert (one["EvalDecision"], one["MissingContextValues"]) == ("allowed", [])
    assert one["ResourceSpecificResults"][0]["MissingContextValues"] == ["aws:PrincipalTag/home"]


def test_boundaries_organizations_and_resource_policies_take_part(postern):
    iam = postern.client("iam")
    question = {"PolicyInputList": [allow("s3:*")], "ActionNames": ["s3:GetObject"]}

    def result(**more):
        return iam.simulate_custom_policy(**question, **more)["EvaluationResults"][0]

    bounded = result(PermissionsBoundaryPolicyInputList=[allow("ec2:*")])
    assert bounded["EvalDecision"] == "implicitDeny"
    assert bounded["PermissionsBoundaryDecisionDetail"] == {"AllowedByPermissionsBoundary": False}
    fine = result(PermissionsBoundaryPolicyInputList=[allow("s3:*")])
    assert fine["PermissionsBoundaryDecisionDetail"] == {"AllowedByPermissionsBoundary": True}
    assert "PermissionsBoundaryDecisionDetail" not in result()
    object_arn = "arn:aws:s3:::bucket/key"
    bucket_policy = json.dumps(
        statement_of(
            Effect="Allow", Principal={"AWS": user_arn("caller")}, Action="s3:GetObject", Resource=object_arn
        )
    )
    foreign = {"ResourceOwner": "arn:aws:iam::999999999999:root", "ResourceArns": [object_arn]}
    both = result(ResourcePolicy=bucket_policy, CallerArn=user_arn("caller"), **foreign)
    assert both["EvalDecision"] == "allowed"
    assert both["EvalDecisionDetails"] == {"IAM Policy": "allowed", "Resource Policy": "allowed"}
    stranger = result(ResourcePolicy=bucket_policy, CallerArn=user_arn("stranger"), **foreign)
    assert stranger["EvalDecision"] == "implicitDeny"
    assert stranger["EvalDecisionDetails"] == {"IAM Policy": "allowed", "Resource Policy": "implicitDeny"}
    assert refused(iam.simulate_custom_policy, **question, ResourcePolicy=bucket_policy)[0] == "InvalidInput"


def test_a_simulated_principal_is_answered_as_its_requests_are(postern):
    root = postern.client("iam")
    keys = postern.new_user("simulated")
    root.create_group(GroupName="simulated-group")
    root.add_user_to_group(GroupName="simulated-group", UserName="simulated")
    root.put_group_policy(GroupName="simulated-group", PolicyName="reading", PolicyDocument=allow("iam:List*"))
    root.put_user_policy(UserName="simulated", PolicyName="not-roles", PolicyDocument=deny("iam:ListRoles"))
    root.attach_user_policy(UserName="simulated", PolicyArn=managed("AWSLambda_ReadOnlyAccess"))
    actions = ["iam:ListUsers", "iam:ListRoles", "iam:CreateUser", "lambda:ListFunctions"]
    answers = root.simulate_principal_policy(PolicySourceArn=user_arn("simulated"), ActionNames=actions)
    decided = {
        result["EvalActionName"]: (
            result["EvalDecision"],
            [statement["SourcePolicyId"] for statement in result["MatchedStatements"]],
        )
        for result in answers["EvaluationResults"]
    }
    assert decided == {
        "iam:ListUsers": ("allowed", ["group_simulated-group_reading"]),
        "iam:ListRoles": ("explicitDeny", ["user_simulated_not-roles"]),
        "iam:CreateUser": ("implicitDeny", []),
        "lambda:ListFunctions": ("allowed", ["AWSLambda_ReadOnlyAccess"]),
    }
    user = postern.client("iam", keys)
    user.list_users()
    assert refused(user.list_roles)[0] == "AccessDenied"
    postern.client("lambda", keys).list_functions()


def test_policies_can_be_left_out_of_a_simulation(postern):
    root = postern.client("iam")
    model = root.meta.service_model.operation_model("SimulatePrincipalPolicy").input_shape
    if "PolicyExclusionList" not in model.members:
        pytest.skip("this botocore does not know PolicyExclusionList yet")
    root.create_user(UserName="excluded")
    root.put_user_policy(UserName="excluded", PolicyName="no", PolicyDocument=deny("iam:ListRoles"))
    root.put_user_policy(UserName="excluded", PolicyName="yes", PolicyDocument=allow("iam:List*"))
    inline = {"PolicyName": "no", "AttachmentType": "user", "AttachmentName": "excluded"}

    def decision(*excluded):
        answer = root.simulate_principal_policy(
            PolicySourceArn=user_arn("excluded"),
            ActionNames=["iam:ListRoles"],
            PolicyExclusionList=list(excluded),
        )
        return answer["EvaluationResults"][0]["EvalDecision"]

    assert decision() == "explicitDeny"
    assert decision({"InlinePolicyIdentifier": inline}) == "allowed"
    assert decision({"InlinePolicyIdentifier": inline | {"AttachmentName": "other"}}) == "explicitDeny"
    assert decision({"PolicyType": "inline"}) == "implicitDeny"


def test_a_role_is_simulated_with_its_boundary_and_further_policies(postern):
    root = postern.client("iam")
    root.create_role(
        RoleName="simulated-role",
        AssumeRolePolicyDocument=json.dumps(trust("lambda.amazonaws.com")),
        PermissionsBoundary=managed("AmazonS3ReadOnlyAccess"),
    )
    results = root.simulate_principal_policy(
        PolicySourceArn=role_arn("simulated-role"),
        PolicyInputList=[allow("s3:*")],
        ActionNames=["s3:GetObject", "s3:PutObject"],
    )["EvaluationResults"]
    assert [result["EvalDecision"] for result in results] == ["allowed", "implicitDeny"]
    assert [result["PermissionsBoundaryDecisionDetail"]["AllowedByPermissionsBoundary"] for result in results] == [
        True,
        False,
    ]


def test_answers_come_in_pages(postern):
    iam = postern.client("iam")
    pages = iam.get_paginator("simulate_custom_policy").paginate(
        PolicyInputList=[allow("s3:GetObject")],
        ActionNames=["s3:GetObject", "s3:PutObject"],
        ResourceArns=[f"arn:aws:s3:::b/{number}" for number in range(6)],
        PaginationConfig={"PageSize": 5},
    )
    results = [page["EvaluationResults"] for page in pages]
    assert [len(page) for page in results] == [5, 5, 2]
    decided = [(result["EvalActionName"], result["EvalDecision"]) for page in results for result in page]
    assert decided == [("s3:GetObject", "allowed")] * 6 + [("s3:PutObject", "implicitDeny")] * 6


@pytest.mark.parametrize(
    "question, code",
    [
        ({"PolicyInputList": ["{"], "ActionNames": ["s3:GetObject"]}, "InvalidInput"),
        ({"PolicyInputList": [BACKUPS], "ActionNames": ["s3:*"]}, "InvalidInput"),
        ({"PolicyInputList": [BACKUPS], "ActionNames": ["GetObject"]}, "InvalidInput"),
    ],
)
def test_what_cannot_be_simulated_is_refused(postern, question, code):
    assert refused(postern.client("iam").simulate_custom_policy, **question)[0] == code


def test_only_users_groups_and_roles_that_exist_are_simulated(postern):
    iam = postern.client("iam")
    simulate = iam.simulate_principal_policy
    assert refused(simulate, PolicySourceArn=user_arn("nobody-here"), ActionNames=["s3:GetObject"]) == (
        "NoSuchEntity",
        "The user with name nobody-here cannot be found.",
    )
    root = f"arn:aws:iam::{ACCOUNT}:root"
    assert refused(simulate, PolicySourceArn=root, ActionNames=["s3:GetObject"]) == (
        "InvalidInput",
        f"Invalid Entity Arn: {root} does not clearly define entity type and name.",
    )


def test_simulating_needs_the_permission_on_the_principal(postern):
    root = postern.client("iam")
    keys = postern.new_user("simulator")
    root.create_user(UserName="not-mine")
    root.put_user_policy(
        UserName="simulator",
        PolicyName="p",
        PolicyDocument=allow("iam:SimulatePrincipalPolicy", user_arn("simulator")),
    )
    iam = postern.client("iam", keys)
    iam.simulate_principal_policy(PolicySourceArn=user_arn("simulator"), ActionNames=["s3:GetObject"])
    assert refused(
        iam.simulate_principal_policy, PolicySourceArn=user_arn("not-mine"), ActionNames=["s3:GetObject"]
    )[0] == "AccessDenied"
    assert refused(iam.simulate_custom_policy, PolicyInputList=[BACKUPS], ActionNames=["s3:GetObject"])[0] == (
        "AccessDenied"
    )


def test_context_keys_are_those_of_conditions_and_variables(postern):
    root = postern.client("iam")
    policy = allow(
        "s3:*",
        "arn:aws:s3:::b/${aws:username}/${*}/*",
        Condition={"StringLike": {"s3:prefix": "${aws:PrincipalTag/team, 'none'}/*", "AWS:UserName": "x"}},
    )
    assert root.get_context_keys_for_custom_policy(PolicyInputList=[policy])["ContextKeyNames"] == [
        "AWS:UserName",
        "aws:PrincipalTag/team",
        "s3:prefix",
    ]
    root.create_user(UserName="keyed")
    root.create_group(GroupName="keyed")
    root.add_user_to_group(GroupName="keyed", UserName="keyed")
    condition = {"Bool": {"aws:SecureTransport": "true"}}
    root.put_group_policy(GroupName="keyed", PolicyName="p", PolicyDocument=allow("s3:*", Condition=condition))
    keys = root.get_context_keys_for_principal_policy(PolicySourceArn=user_arn("keyed"), PolicyInputList=[BACKUPS])
    assert keys["ContextKeyNames"] == ["aws:CurrentTime", "aws:SecureTransport"]


def test_the_details_of_an_account_hold_everything_that_grants(postern):
    iam = postern.client("iam")
    arn = iam.create_policy(PolicyName="detailed", PolicyDocument=allow("s3:GetObject"))["Policy"]["Arn"]
    iam.create_policy_version(PolicyArn=arn, PolicyDocument=allow("s3:PutObject"), SetAsDefault=True)
    iam.create_user(UserName="detailed", Tags=[{"Key": "k", "Value": "v"}], PermissionsBoundary=arn)
    iam.create_group(GroupName="detailed")
    iam.add_user_to_group(GroupName="detailed", UserName="detailed")
    iam.create_role(RoleName="detailed", AssumeRolePolicyDocument=json.dumps(trust("ec2.amazonaws.com")))
    iam.put_role_policy(RoleName="detailed", PolicyName="inline", PolicyDocument=allow("s3:ListBucket"))
    iam.attach_role_policy(RoleName="detailed", PolicyArn=arn)
    iam.attach_group_policy(GroupName="detailed", PolicyArn=managed("SecurityAudit"))
    iam.create_instance_profile(InstanceProfileName="detailed")
    iam.add_role_to_instance_profile(InstanceProfileName="detailed", RoleName="detailed")
    found = {"UserDetailList": [], "GroupDetailList": [], "RoleDetailList": [], "Policies": []}
    for page in iam.get_paginator("get_account_authorization_details").paginate(PaginationConfig={"PageSize": 2}):
        for key in found:
            found[key] += page[key]
    [user] = [user for user in found["UserDetailList"] if user["UserName"] == "detailed"]
    assert user["GroupList"] == ["detailed"]
    assert user["PermissionsBoundary"]["PermissionsBoundaryArn"] == arn
    assert user["Tags"] == [{"Key": "k", "Value": "v"}]
    [group] = [group for group in found["GroupDetailList"] if group["GroupName"] == "detailed"]
    assert group["AttachedManagedPolicies"] == [
        {"PolicyName": "SecurityAudit", "PolicyArn": managed("SecurityAudit")}
    ]
    [role] = [role for role in found["RoleDetailList"] if role["RoleName"] == "detailed"]
    assert role["RolePolicyList"] == [{"PolicyName": "inline", "PolicyDocument": json.loads(allow("s3:ListBucket"))}]
    assert role["InstanceProfileList"][0]["Roles"][0]["RoleName"] == "detailed"
    assert role["AssumeRolePolicyDocument"] == trust("ec2.amazonaws.com")
    by_arn = {policy["Arn"]: policy for policy in found["Policies"]}
    assert [version["VersionId"] for version in by_arn[arn]["PolicyVersionList"]] == ["v2", "v1"]
    assert by_arn[arn]["PolicyVersionList"][0]["Document"] == json.loads(allow("s3:PutObject"))
    assert managed("SecurityAudit") in by_arn and managed("AdministratorAccess") not in by_arn
    only = iam.get_account_authorization_details(Filter=["AWSManagedPolicy"])
    assert only["UserDetailList"] == only["RoleDetailList"] == []
    assert managed("SecurityAudit") in [policy["Arn"] for policy in only["Policies"]]
