"""Users, groups, roles and policies: what IAM answers and what the gate makes of it."""

import json

import botocore.exceptions
import pytest

from postern import ACCOUNT, function_arn, managed, role_arn, statement_of, user_arn, zip_of


def refused(call, **arguments):
    """The code and message of the error that a call must give."""
    with pytest.raises(botocore.exceptions.ClientError) as caught:
        call(**arguments)
    return caught.value.response["Error"]["Code"], caught.value.response["Error"]["Message"]


def allow(action, resource="*", **elements):
    return json.dumps(statement_of(Effect="Allow", Action=action, Resource=resource, **elements))


def test_a_user_may_do_nothing_before_a_policy_says_so(postern):
    iam = postern.client("iam", postern.new_user("newcomer"))
    assert refused(iam.create_user, UserName="friend") == (
        "AccessDenied",
        f"User: {user_arn('newcomer')} is not authorized to perform: iam:CreateUser on resource: {user_arn('friend')} "
        "because no identity-based policy allows the iam:CreateUser action",
    )


def test_a_policy_grants_its_action_on_its_resource_only(postern):
    keys = postern.new_user("clerk")
    policy = allow("iam:CreateUser", user_arn("team-*"))
    postern.client("iam").put_user_policy(UserName="clerk", PolicyName="team", PolicyDocument=policy)
    iam = postern.client("iam", keys)
    assert iam.create_user(UserName="team-one")["User"]["Arn"] == user_arn("team-one")
    assert refused(iam.create_user, UserName="other")[0] == "AccessDenied"
    assert refused(iam.delete_user, UserName="team-one")[0] == "AccessDenied"


def test_members_of_a_group_have_its_policies_while_they_are_members(postern):
    root = postern.client("iam")
    keys = postern.new_user("member")
    root.create_group(GroupName="readers")
    root.attach_group_policy(GroupName="readers", PolicyArn=managed("IAMReadOnlyAccess"))
    iam = postern.client("iam", keys)
    assert refused(iam.list_users)[0] == "AccessDenied"
    root.add_user_to_group(GroupName="readers", UserName="member")
    assert "member" in [user["UserName"] for user in iam.list_users()["Users"]]
    root.remove_user_from_group(GroupName="readers", UserName="member")
    assert refused(iam.list_users)[0] == "AccessDenied"


def test_a_new_default_version_of_a_managed_policy_counts_at_once(postern):
    root = postern.client("iam")
    keys = postern.new_user("versioned")
    arn = root.create_policy(PolicyName="versions", PolicyDocument=allow("iam:ListUsers"))["Policy"]["Arn"]
    assert arn == f"arn:aws:iam::{ACCOUNT}:policy/versions"
    root.attach_user_policy(UserName="versioned", PolicyArn=arn)
    iam = postern.client("iam", keys)
    iam.list_users()
    root.create_policy_version(PolicyArn=arn, PolicyDocument=allow("iam:ListRoles"), SetAsDefault=True)
    assert refused(iam.list_users)[0] == "AccessDenied"
    iam.list_roles()
    root.set_default_policy_version(PolicyArn=arn, VersionId="v1")
    iam.list_users()


def test_an_aws_managed_policy_answers_with_its_document(postern):
    iam = postern.client("iam")
    policy = iam.get_policy(PolicyArn=managed("service-role/AWSLambdaBasicExecutionRole"))["Policy"]
    assert (policy["PolicyName"], policy["Path"]) == ("AWSLambdaBasicExecutionRole", "/service-role/")
    assert policy["DefaultVersionId"] == "v1"
    version = iam.get_policy_version(PolicyArn=policy["Arn"], VersionId="v1")["PolicyVersion"]
    statement = version["Document"]["Statement"][0]
    assert sorted(statement["Action"]) == ["logs:CreateLogGroup", "logs:CreateLogStream", "logs:PutLogEvents"]


def test_a_permissions_boundary_limits_what_policies_grant(postern):
    root = postern.client("iam")
    root.create_user(UserName="bounded", PermissionsBoundary=managed("IAMReadOnlyAccess"))
    root.attach_user_policy(UserName="bounded", PolicyArn=managed("IAMFullAccess"))
    key = root.create_access_key(UserName="bounded")["AccessKey"]
    iam = postern.client("iam", (key["AccessKeyId"], key["SecretAccessKey"]))
    iam.list_users()
    code, message = refused(iam.create_user, UserName="beyond")
    assert code == "AccessDenied"
    assert message.endswith("because no permissions boundary allows the iam:CreateUser action")


def test_what_does_not_exist_is_said_in_the_words_of_aws(postern):
    iam = postern.client("iam")
    assert refused(iam.get_user, UserName="nobody") == (
        "NoSuchEntity",
        "The user with name nobody cannot be found.",
    )
    assert refused(iam.get_role, RoleName="nothing") == (
        "NoSuchEntity",
        "The role with name nothing cannot be found.",
    )
    iam.create_user(UserName="twice")
    assert refused(iam.create_user, UserName="twice") == (
        "EntityAlreadyExists",
        "User with name twice already exists.",
    )


@pytest.mark.parametrize(
    "document",
    [
        "{",
        "[]",
        '{"Version": "2012-10-17"}',
        '{"Version": "2012-10-17", "Statement": [{"Action": "*", "Resource": "*"}]}',
        '{"Version": "2012-10-17", "Statement": [{"Effect": "Allow", "Action": "*", "Resource": "*", "Principal": "*"}]}',
        '{"Version": "2012-10-17", "Statement": [{"Effect": "Allow", "Action": "*"}]}',
        '{"Version": "2012-10-17", "Statement": [{"Effect": "Allow", "Effect": "Deny", "Action": "*", "Resource": "*"}]}',
        '{"Version": "2012-10-17", "Statement": [{"Effect": "Allow", "Action": "*", "Resource": "*",'
        ' "Condition": {"NoSuchOperator": {"aws:username": "x"}}}]}',
    ],
)
def test_a_malformed_policy_is_not_stored(postern, document):
    code, message = refused(postern.client("iam").create_policy, PolicyName="malformed", PolicyDocument=document)
    assert code == "MalformedPolicyDocument" and message


def test_a_policy_beyond_its_size_is_not_stored(postern):
    iam = postern.client("iam")
    iam.create_user(UserName="big")
    document = allow([f"s3:GetObject{number}" for number in range(300)])
    code, message = refused(iam.put_user_policy, UserName="big", PolicyName="big", PolicyDocument=document)
    assert (code, message) == ("LimitExceeded", "Maximum policy size of 2048 bytes exceeded for user big")


def test_a_role_is_assumed_only_by_whom_it_trusts(postern):
    root = postern.client("iam")
    keys = postern.new_user("assumer")
    root.put_user_policy(UserName="assumer", PolicyName="assume", PolicyDocument=allow("sts:AssumeRole"))
    postern.new_role("for-lambda-only")
    sts = postern.client("sts", keys)
    code, message = refused(sts.assume_role, RoleArn=role_arn("for-lambda-only"), RoleSessionName="session")
    assert code == "AccessDenied"
    assert message.startswith(
        f"User: {user_arn('assumer')} is not authorized to perform: sts:AssumeRole on resource: {role_arn('for-lambda-only')}"
    )
    trusted = json.dumps(statement_of(Effect="Allow", Principal={"AWS": user_arn("assumer")}, Action="sts:AssumeRole"))
    root.update_assume_role_policy(RoleName="for-lambda-only", PolicyDocument=trusted)
    session = sts.assume_role(RoleArn=role_arn("for-lambda-only"), RoleSessionName="session", DurationSeconds=900)
    assert session["AssumedRoleUser"]["Arn"] == f"arn:aws:sts::{ACCOUNT}:assumed-role/for-lambda-only/session"
    assert session["Credentials"]["AccessKeyId"].startswith("ASIA")


def test_a_session_policy_narrows_a_role(postern):
    root = postern.client("iam")
    root.create_role(RoleName="wide", AssumeRolePolicyDocument=json.dumps(trust_of_account()))
    root.attach_role_policy(RoleName="wide", PolicyArn=managed("IAMFullAccess"))
    keys = postern.new_user("narrower")
    root.put_user_policy(UserName="narrower", PolicyName="assume", PolicyDocument=allow("sts:AssumeRole"))
    sts = postern.client("sts", keys)
    credentials = sts.assume_role(
        RoleArn=role_arn("wide"), RoleSessionName="session", Policy=allow("iam:ListUsers")
    )["Credentials"]
    session = credentials["AccessKeyId"], credentials["SecretAccessKey"], credentials["SessionToken"]
    iam = postern.client("iam", session)
    iam.list_users()
    code, message = refused(iam.list_roles)
    assert code == "AccessDenied"
    assert message.endswith("because no session policy allows the iam:ListRoles action")


def test_a_recreated_user_does_not_inherit_what_a_policy_granted_the_old_one(postern):
    root = postern.client("iam")
    postern.new_user("phoenix")
    trusted = json.dumps(statement_of(Effect="Allow", Principal={"AWS": user_arn("phoenix")}, Action="sts:AssumeRole"))
    root.create_role(RoleName="of-phoenix", AssumeRolePolicyDocument=trusted)
    for key in root.list_access_keys(UserName="phoenix")["AccessKeyMetadata"]:
        root.delete_access_key(UserName="phoenix", AccessKeyId=key["AccessKeyId"])
    root.delete_user(UserName="phoenix")
    sts = postern.client("sts", postern.new_user("phoenix"))
    assert refused(sts.assume_role, RoleArn=role_arn("of-phoenix"), RoleSessionName="session")[0] == "AccessDenied"


def test_a_resource_based_policy_lets_a_user_of_the_account_invoke(postern):
    postern.new_function("shared", "def handler(event, context):\n    return 1\n")
    keys = postern.new_user("invited")
    root, lambda_ = postern.client("lambda"), postern.client("lambda", keys)
    assert refused(lambda_.invoke, FunctionName="shared")[0] == "AccessDeniedException"
    added = root.add_permission(
        FunctionName="shared", StatementId="invite", Action="lambda:InvokeFunction", Principal=user_arn("invited")
    )
    assert json.loads(added["Statement"])["Resource"] == function_arn("shared")
    assert json.loads(root.get_policy(FunctionName="shared")["Policy"])["Statement"][0]["Sid"] == "invite"
    assert lambda_.invoke(FunctionName="shared")["StatusCode"] == 200
    root.remove_permission(FunctionName="shared", StatementId="invite")
    assert refused(lambda_.invoke, FunctionName="shared")[0] == "AccessDeniedException"
    assert refused(root.get_policy, FunctionName="shared")[0] == "ResourceNotFoundException"


def test_creating_a_function_needs_the_right_to_pass_its_role(postern):
    role = postern.new_role("to-be-passed")
    keys = postern.new_user("builder")
    root = postern.client("iam")
    root.put_user_policy(UserName="builder", PolicyName="create", PolicyDocument=allow("lambda:CreateFunction"))
    arguments = {
        "FunctionName": "passed",
        "Runtime": "python3.12",
        "Handler": "app.handler",
        "Role": role,
        "Code": {"ZipFile": zip_of({"app.py": "def handler(e, c): pass"})},
    }
    lambda_ = postern.client("lambda", keys)
    code, message = refused(lambda_.create_function, **arguments)
    assert (code, message) == (
        "AccessDeniedException",
        f"User: {user_arn('builder')} is not authorized to perform: iam:PassRole on resource: {role} "
        "because no identity-based policy allows the iam:PassRole action",
    )
    condition = {"StringEquals": {"iam:PassedToService": "lambda.amazonaws.com"}}
    document = allow("iam:PassRole", role, Condition=condition)
    root.put_user_policy(UserName="builder", PolicyName="pass", PolicyDocument=document)
    assert lambda_.create_function(**arguments)["FunctionArn"] == function_arn("passed")


def trust_of_account():
    return statement_of(Effect="Allow", Principal={"AWS": ACCOUNT}, Action="sts:AssumeRole")


def test_a_role_that_lambda_may_not_assume_makes_no_function(postern):
    role = postern.new_role("for-ec2", service="ec2.amazonaws.com", policies=())
    code, message = refused(
        postern.new_function, name="unassumable", source="def handler(e, c): pass", role=role
    )
    assert code == "InvalidParameterValueException"
    assert message == "The role defined for the function cannot be assumed by Lambda."
