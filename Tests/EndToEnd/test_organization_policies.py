"""Service and resource control policies bound what member accounts do and what is done to their resources."""

import json

import pytest

from organizations import RCP, SCP, Organization, rcp, scp
from policies import allow, deny, refused
from postern import ACCOUNT, REGION, matches, statement_of, trust

ECHO = "def handler(event, context):\n    return event\n"


@pytest.fixture(scope="module")
def organization(postern):
    return Organization(postern, SCP, RCP)


def by_service_control(message):
    matches("with an explicit deny in a service control policy", message)


class TestServiceControlPolicies:
    def test_a_deny_binds_the_root_user_too(self, postern, organization):
        account = organization.account("scp-deny")
        iam = postern.client("iam", account)
        iam.create_user(UserName="before")
        organization.policy("no-users", scp("Deny", "iam:CreateUser"), target=account.id)
        code, message = refused(iam.create_user, UserName="after")
        assert code == "AccessDenied"
        matches(f"User: arn:aws:iam::{account.id}:root is not authorized to perform: iam:CreateUser", message)
        by_service_control(message)
        iam.list_users()

    @pytest.mark.parametrize("level", ["root", "unit", "account"])
    def test_every_level_counts(self, postern, level):
        server = postern
        keys = server.new_account(f"levels-{level}")
        client = server.client("organizations", keys)
        client.create_organization(FeatureSet="ALL")
        root = client.list_roots()["Roots"][0]["Id"]
        client.enable_policy_type(RootId=root, PolicyType=SCP)
        unit = client.create_organizational_unit(ParentId=root, Name="unit")["OrganizationalUnit"]["Id"]
        status = client.create_account(AccountName=level, Email=f"level-{level}@example.com")["CreateAccountStatus"]
        account = client.describe_create_account_status(CreateAccountRequestId=status["Id"])["CreateAccountStatus"]
        account = server.root_of(account["AccountId"])
        client.move_account(AccountId=account.id, SourceParentId=root, DestinationParentId=unit)
        policy = client.create_policy(
            Name="deny", Description="", Type=SCP, Content=json.dumps(scp("Deny", "iam:CreateUser"))
        )["Policy"]["PolicySummary"]["Id"]
        target = {"root": root, "unit": unit, "account": account.id}[level]
        iam = server.client("iam", account)
        iam.create_user(UserName="one")
        client.attach_policy(PolicyId=policy, TargetId=target)
        by_service_control(refused(iam.create_user, UserName="two")[1])
        client.detach_policy(PolicyId=policy, TargetId=target)
        iam.create_user(UserName="two")
        # The management account is not bound, wherever the policy is attached.
        client.attach_policy(PolicyId=policy, TargetId=root)
        server.client("iam", keys).create_user(UserName="management")

    def test_what_no_policy_of_a_level_allows_is_denied(self, postern, organization):
        unit = organization.unit("allow-list")
        account = organization.account("allow-list", unit)
        organization.policy("only-iam-lists", scp("Allow", ["iam:List*", "sts:*"]), target=unit)
        organization.client.detach_policy(PolicyId="p-FullAWSAccess", TargetId=unit)
        iam = postern.client("iam", account)
        iam.list_users()
        code, message = refused(iam.create_user, UserName="u")
        assert code == "AccessDenied"
        matches("because no service control policy allows the iam:CreateUser action", message)

    def test_users_and_roles_of_the_account_are_bound_and_others_are_not(self, postern, organization):
        account = organization.account("bound")
        keys = postern.new_user_of(account, "admin", allow("*"))
        organization.policy("no-groups", scp("Deny", "iam:CreateGroup"), target=account.id)
        by_service_control(refused(postern.client("iam", keys).create_group, GroupName="g")[1])
        sibling = organization.account("unbound")
        postern.client("iam", sibling).create_group(GroupName="g")
        organization.client.create_organizational_unit(ParentId=organization.root, Name="unrelated")
        postern.client("iam").create_group(GroupName="management-group")

    def test_a_session_of_a_member_role_is_bound_although_its_holder_is_not(self, postern, organization):
        account = organization.account("visited")
        organization.policy("no-roles", scp("Deny", "iam:CreateRole"), target=account.id)
        manager = postern.new_user("visitor", "AdministratorAccess")
        session = postern.client("sts", manager).assume_role(
            RoleArn=f"arn:aws:iam::{account.id}:role/OrganizationAccountAccessRole", RoleSessionName="visit"
        )["Credentials"]
        inside = session["AccessKeyId"], session["SecretAccessKey"], session["SessionToken"]
        document = json.dumps(trust("lambda.amazonaws.com"))
        code, message = refused(
            postern.client("iam", inside).create_role, RoleName="r", AssumeRolePolicyDocument=document
        )
        by_service_control(message)
        postern.client("iam", manager).create_role(RoleName="visitor-role", AssumeRolePolicyDocument=document)

    def test_a_resource_policy_does_not_lift_it(self, postern, organization):
        """Lambda's policy names the caller, which in one account is enough by itself, but not against the organization."""
        account = organization.account("scp-over-resource")
        role = postern.client("iam", account).create_role(
            RoleName="runs", AssumeRolePolicyDocument=json.dumps(trust("lambda.amazonaws.com"))
        )["Role"]["Arn"]
        postern.new_function("guarded", ECHO, role=role, keys=account)
        keys = postern.new_user_of(account, "named")
        postern.client("lambda", account).add_permission(
            FunctionName="guarded",
            StatementId="named",
            Action="lambda:InvokeFunction",
            Principal=f"arn:aws:iam::{account.id}:user/named",
        )
        caller = postern.client("lambda", keys)
        caller.invoke(FunctionName="guarded", Payload=b"1")
        policy = organization.policy("no-invoke", scp("Deny", "lambda:InvokeFunction"), target=account.id)
        by_service_control(refused(caller.invoke, FunctionName="guarded")[1])
        organization.client.detach_policy(PolicyId=policy, TargetId=account.id)
        caller.invoke(FunctionName="guarded", Payload=b"1")

    def test_a_change_of_a_policy_takes_effect_at_once(self, postern, organization):
        account = organization.account("changing")
        policy = organization.policy("changing", scp("Deny", "iam:CreateUser"), target=account.id)
        iam = postern.client("iam", account)
        by_service_control(refused(iam.create_user, UserName="u")[1])
        organization.client.update_policy(PolicyId=policy, Content=json.dumps(scp("Deny", "iam:CreateGroup")))
        iam.create_user(UserName="u")
        by_service_control(refused(iam.create_group, GroupName="g")[1])

    def test_moving_and_leaving_change_what_binds(self, postern, organization):
        strict = organization.unit("strict")
        organization.policy("strict", scp("Deny", "iam:CreateUser"), target=strict)
        account = organization.account("roving")
        iam = postern.client("iam", account)
        iam.create_user(UserName="one")
        move = organization.client.move_account
        move(AccountId=account.id, SourceParentId=organization.root, DestinationParentId=strict)
        by_service_control(refused(iam.create_user, UserName="two")[1])
        organization.client.remove_account_from_organization(AccountId=account.id)
        iam.create_user(UserName="two")

    def test_a_member_can_be_kept_from_leaving(self, postern, organization):
        account = organization.account("kept")
        organization.policy("stay", scp("Deny", "organizations:LeaveOrganization"), target=account.id)
        code, message = refused(postern.client("organizations", account).leave_organization)
        assert code == "AccessDeniedException"
        by_service_control(message)

    def test_conditions_see_the_request(self, postern, organization):
        account = organization.account("conditional")
        keys = postern.new_session_of(account, "admin-role", allow("iam:*"))
        condition = {"StringNotLike": {"aws:PrincipalArn": "*/admin-*"}}
        organization.policy("admins-only", scp("Deny", "iam:CreateUser", Condition=condition), target=account.id)
        by_service_control(refused(postern.client("iam", account).create_user, UserName="u")[1])
        postern.client("iam", keys).create_user(UserName="u")

    def test_the_famous_deny_outside_a_region_spares_global_services(self, postern, organization):
        account = organization.account("regional")
        document = {
            "Version": "2012-10-17",
            "Statement": {
                "Effect": "Deny",
                "NotAction": ["iam:*", "sts:*", "organizations:*"],
                "Resource": "*",
                "Condition": {"StringNotEquals": {"aws:RequestedRegion": "eu-central-1"}},
            },
        }
        organization.policy("regions", document, target=account.id)
        postern.client("iam", account).list_users()
        code, message = refused(postern.client("lambda", account).list_functions)
        assert code == "AccessDeniedException"
        by_service_control(message)

    def test_a_functions_own_calls_are_bound(self, postern, organization):
        account = organization.account("inside")
        iam = postern.client("iam", account)
        role = iam.create_role(
            RoleName="runs", AssumeRolePolicyDocument=json.dumps(trust("lambda.amazonaws.com"))
        )["Role"]["Arn"]
        iam.put_role_policy(RoleName="runs", PolicyName="p", PolicyDocument=allow("*"))
        source = (
            "import boto3\n"
            "def handler(event, context):\n"
            "    try:\n"
            "        boto3.client('iam').list_users()\n"
            "        return 'allowed'\n"
            "    except Exception as error:\n"
            "        return str(error)\n"
        )
        postern.new_function("calls", source, role=role, keys=account)
        client = postern.client("lambda", account)
        assert json.load(client.invoke(FunctionName="calls")["Payload"]) == "allowed"
        organization.policy("no-listing", scp("Deny", "iam:ListUsers"), target=account.id)
        by_service_control(json.load(client.invoke(FunctionName="calls")["Payload"]))

    def test_service_linked_roles_are_exempt(self, postern, organization):
        """Its trust policy lets nobody here assume one, so the simulation shows it."""
        account = organization.account("linked")
        organization.policy("nothing", scp("Deny", "*"), target=account.id)
        arn = f"arn:aws:iam::{account.id}:role/aws-service-role/organizations.amazonaws.com/AWSServiceRoleForOrganizations"
        postern.command("simulate", "--principal-arn", arn, "--action", "iam:DeleteRole", "--resource", arn)
        ordinary = f"arn:aws:iam::{account.id}:role/OrganizationAccountAccessRole"
        question = ["--principal-arn", ordinary, "--action", "iam:DeleteRole", "--resource", arn]
        postern.command("simulate", *question, status=1)


class TestResourceControlPolicies:
    def test_a_role_is_kept_from_outsiders(self, postern, organization):
        account, outsider = organization.account("rcp-role"), postern.new_account("outsider")
        insider = organization.account("insider")
        role = postern.client("iam", account).create_role(
            RoleName="open",
            AssumeRolePolicyDocument=json.dumps(
                statement_of(Effect="Allow", Principal={"AWS": "*"}, Action="sts:AssumeRole")
            ),
        )["Role"]["Arn"]
        assume = allow("sts:AssumeRole")
        outside = postern.client("sts", postern.new_user_of(outsider, "u", assume))
        inside = postern.client("sts", postern.new_user_of(insider, "u", assume))
        outside.assume_role(RoleArn=role, RoleSessionName="before")
        condition = {
            "StringNotEqualsIfExists": {"aws:PrincipalOrgID": organization.id},
            "BoolIfExists": {"aws:PrincipalIsAWSService": "false"},
        }
        policy = organization.policy("perimeter", rcp("sts:AssumeRole", Condition=condition), RCP, account.id)
        code, message = refused(outside.assume_role, RoleArn=role, RoleSessionName="after")
        assert code == "AccessDenied"
        matches("with an explicit deny in a resource control policy", message)
        inside.assume_role(RoleArn=role, RoleSessionName="after")
        organization.client.detach_policy(PolicyId=policy, TargetId=account.id)
        outside.assume_role(RoleArn=role, RoleSessionName="again")

    def test_it_binds_lambda_where_it_assumes_a_role(self, postern, organization):
        account = organization.account("rcp-lambda")
        document = json.dumps(trust("lambda.amazonaws.com"))
        role = postern.client("iam", account).create_role(RoleName="runs", AssumeRolePolicyDocument=document)
        organization.policy("nobody-assumes", rcp("sts:AssumeRole"), RCP, account.id)
        code, message = refused(
            postern.client("lambda", account).create_function,
            FunctionName="f",
            Role=role["Role"]["Arn"],
            Runtime="python3.12",
            Handler="app.handler",
            Code={"ZipFile": b"not looked at"},
        )
        assert code == "InvalidParameterValueException" and "cannot be assumed by Lambda" in message

    def test_a_perimeter_as_aws_advises_it_lets_lambda_in(self, postern, organization):
        """https://github.com/aws-samples/data-perimeter-policy-examples: identities of the organization, and services
        that work for it."""
        account, outsider = organization.account("perimeter"), postern.new_account("perimeter-outsider")
        trusts = statement_of(Effect="Allow", Principal={"Service": "lambda.amazonaws.com", "AWS": "*"}, Action="sts:AssumeRole")
        iam = postern.client("iam", account)
        role = iam.create_role(RoleName="runs", AssumeRolePolicyDocument=json.dumps(trusts))["Role"]["Arn"]
        identities = rcp(
            "sts:AssumeRole",
            Condition={
                "StringNotEqualsIfExists": {"aws:PrincipalOrgID": organization.id},
                "BoolIfExists": {"aws:PrincipalIsAWSService": "false"},
            },
        )
        deputies = rcp(
            "sts:AssumeRole",
            Condition={
                "StringNotEqualsIfExists": {"aws:SourceOrgID": organization.id},
                "Null": {"aws:SourceAccount": "false"},
                "Bool": {"aws:PrincipalIsAWSService": "true"},
            },
        )
        organization.policy("identities", identities, RCP, account.id)
        organization.policy("deputies", deputies, RCP, account.id)
        postern.new_function("inside", ECHO, role=role, keys=account)
        answer = postern.client("lambda", account).invoke(FunctionName="inside", Payload=b"1")
        assert json.load(answer["Payload"]) == 1
        keys = postern.new_user_of(outsider, "u", allow("sts:AssumeRole"))
        assert refused(postern.client("sts", keys).assume_role, RoleArn=role, RoleSessionName="visit")[0] == "AccessDenied"

    def test_services_without_resource_control_are_not_bound(self, postern, organization):
        account = organization.account("rcp-iam")
        organization.policy("all-of-it", rcp("*"), RCP, account.id)
        postern.client("iam", account).create_user(UserName="iam-is-not-among-them")
        code, message = refused(postern.client("logs", account).create_log_group, logGroupName="g")
        assert code == "AccessDeniedException"
        matches("with an explicit deny in a resource control policy", message)

    def test_simulators_count_it(self, postern, organization):
        account = organization.account("rcp-simulated")
        postern.new_user_of(account, "u", allow("*"))
        policy = organization.policy("no-groups-of-logs", rcp("logs:CreateLogGroup"), RCP, account.id)
        user, group = f"arn:aws:iam::{account.id}:user/u", f"arn:aws:logs:{REGION}:{account.id}:log-group:g"
        (answer,) = postern.client("iam", account).simulate_principal_policy(
            PolicySourceArn=user, ActionNames=["logs:CreateLogGroup"], ResourceArns=[group]
        )["EvaluationResults"]
        assert answer["EvalDecision"] == "explicitDeny"
        assert [statement["SourcePolicyId"] for statement in answer["MatchedStatements"]] == [policy]
        question = ["--principal-arn", user, "--action", "logs:CreateLogGroup", "--resource"]
        matches("resourceControl explicitDeny", postern.command("simulate", *question, group, status=1))
        postern.command("simulate", *question, group.replace(account.id, ACCOUNT), status=1)

    def test_resources_of_the_management_account_are_not_bound(self, postern, organization):
        policy = organization.policy("root-rcp", rcp("logs:CreateLogGroup"), RCP, organization.root)
        try:
            postern.client("logs").create_log_group(logGroupName="of-management")
            account = organization.account("rcp-root")
            code, _ = refused(postern.client("logs", account).create_log_group, logGroupName="g")
            assert code == "AccessDeniedException"
        finally:
            organization.client.detach_policy(PolicyId=policy, TargetId=organization.root)

    def test_what_allows_everything_cannot_be_detached(self, organization):
        code, _ = refused(
            organization.client.detach_policy, PolicyId="p-RCPFullAWSAccess", TargetId=organization.root
        )
        assert code == "InvalidInputException"


class TestConditionKeys:
    @pytest.mark.parametrize(
        ("key", "value"),
        [
            ("aws:PrincipalOrgID", "{organization}"),
            ("aws:PrincipalOrgPaths", "{organization}/{root}/{unit}/"),
            ("aws:PrincipalAccount", "{account}"),
            ("aws:ResourceOrgID", "{organization}"),
            ("aws:ResourceOrgPaths", "{organization}/{root}/{unit}/"),
            ("aws:ResourceAccount", "{account}"),
        ],
    )
    def test_they_say_where_the_account_stands(self, postern, organization, key, value):
        unit = organization.unit(f"keys of {key[4:]}")
        account = organization.account(f"key-{key[4:].lower()}", unit)
        value = value.format(organization=organization.id, root=organization.root, unit=unit, account=account.id)
        operator = "ForAnyValue:StringEquals" if key.endswith("Paths") else "StringEquals"
        keys = postern.new_user_of(account, "u", allow("iam:ListUsers", Condition={operator: {key: value}}))
        postern.client("iam", keys).list_users()
        other = postern.new_account(f"key-other-{key[4:].lower()}")
        keys = postern.new_user_of(other, "u", allow("iam:ListUsers", Condition={operator: {key: value}}))
        assert refused(postern.client("iam", keys).list_users)[0] == "AccessDenied"

    def test_a_function_is_opened_to_the_organization(self, postern, organization):
        role = postern.new_role("shared-role")
        postern.new_function("shared", ECHO, role=role)
        postern.client("lambda").add_permission(
            FunctionName="shared",
            StatementId="organization",
            Action="lambda:InvokeFunction",
            Principal="*",
            PrincipalOrgID=organization.id,
        )
        arn = f"arn:aws:lambda:{REGION}:{ACCOUNT}:function:shared"
        member, stranger = organization.account("org-caller"), postern.new_account("org-stranger")
        postern.client("lambda", member).invoke(FunctionName=arn, Payload=b"1")
        assert refused(postern.client("lambda", stranger).invoke, FunctionName=arn)[0] == "AccessDeniedException"


@pytest.fixture(scope="module")
def denied(postern, organization):
    """A member account with a policy on its unit, and the id of a request that it denied."""
    unit = organization.unit("explained")
    account = organization.account("explained", unit)
    keys = postern.new_user_of(account, "admin", allow("*"))
    policy = organization.policy(
        "explained",
        {"Version": "2012-10-17", "Statement": [{"Sid": "NoUsers", "Effect": "Deny", "Action": "iam:CreateUser", "Resource": "*"}]},
        target=unit,
    )
    client = postern.client("iam", keys)
    with pytest.raises(client.exceptions.ClientError) as caught:
        client.create_user(UserName="u")
    request = caught.value.response["ResponseMetadata"]["RequestId"]
    arn = f"arn:aws:organizations::{ACCOUNT}:policy/{organization.id}/service_control_policy/{policy}"
    return account, arn, request


class TestSayingWhy:
    def test_the_record_names_the_policies_of_every_level(self, postern, denied):
        _, arn, request = denied
        authorization = postern.event(request)["additionalEventData"]["authorizations"][0]
        bounds = [policy for policy in authorization["policies"] if policy["layer"] == "serviceControl"]
        assert [policy["level"] for policy in bounds] == [0, 1, 1, 2]
        assert [policy["identifier"] for policy in bounds].count(arn) == 1
        assert [statement["policy"] for statement in authorization["decidedBy"]] == [arn]

    def test_explain_names_the_statement(self, postern, denied):
        _, arn, request = denied
        printed = postern.command("explain", request)
        matches(f"serviceControl: explicitDeny by {arn} statement 0 \"NoUsers\"", printed)
        matches(f"serviceControl level 1: {arn}", printed)

    def test_explain_keeps_levels_apart(self, postern, organization):
        """One level allows a little, the others everything: together they must not allow everything."""
        unit = organization.unit("explained-allow-list")
        account = organization.account("explained-allow-list", unit)
        organization.policy("explained-lists", scp("Allow", "iam:List*"), target=unit)
        organization.client.detach_policy(PolicyId="p-FullAWSAccess", TargetId=unit)
        client = postern.client("iam", account)
        with pytest.raises(client.exceptions.ClientError) as caught:
            client.create_user(UserName="u")
        printed = postern.command("explain", caught.value.response["ResponseMetadata"]["RequestId"])
        matches("implicitly denied: iam:CreateUser", printed)
        matches("serviceControl: implicitDeny", printed)

    def test_simulate_asks_the_policies_of_the_state(self, postern, denied):
        account, arn, _ = denied
        user = f"arn:aws:iam::{account.id}:user/admin"
        question = ["--principal-arn", user, "--resource", f"arn:aws:iam::{account.id}:user/u", "--action"]
        printed = postern.command("simulate", *question, "iam:CreateUser", status=1)
        matches(arn, printed)
        postern.command("simulate", *question, "iam:GetUser")

    def test_simulate_knows_where_resources_stand(self, postern, organization):
        account = organization.account("simulated-keys")
        condition = {"StringEquals": {"aws:ResourceOrgID": organization.id, "aws:PrincipalOrgID": organization.id}}
        postern.new_user_of(account, "u", allow("iam:GetUser", Condition=condition))
        user = f"arn:aws:iam::{account.id}:user/u"
        question = ["--principal-arn", user, "--action", "iam:GetUser", "--resource"]
        postern.command("simulate", *question, user)
        assert "aws:ResourceOrgID" not in postern.command(
            "simulate", *question, user, "--resource-account", "999999999999", status=1
        )

    def test_iams_simulator_says_what_the_organization_allows(self, postern, denied):
        account, _, _ = denied
        answers = postern.client("iam", account).simulate_principal_policy(
            PolicySourceArn=f"arn:aws:iam::{account.id}:user/admin", ActionNames=["iam:CreateUser", "iam:GetUser"]
        )["EvaluationResults"]
        detail = [answer["OrganizationsDecisionDetail"]["AllowedByOrganizations"] for answer in answers]
        assert detail == [False, True]
        assert [answer["EvalDecision"] for answer in answers] == ["explicitDeny", "allowed"]
        management = postern.client("iam").simulate_principal_policy(
            PolicySourceArn=postern_user(postern), ActionNames=["iam:GetUser"]
        )["EvaluationResults"]
        assert "OrganizationsDecisionDetail" not in management[0]


def postern_user(postern):
    """A user of the management account."""
    postern.new_user("simulated", "AdministratorAccess")
    return f"arn:aws:iam::{ACCOUNT}:user/simulated"


def test_audit_mode_lets_pass_what_the_organization_denies(make_postern):
    postern = make_postern("--enforcement", "audit").start()
    organization = Organization(postern, SCP)
    account = organization.account("audited")
    organization.policy("no-users", scp("Deny", "iam:CreateUser"), target=account.id)
    postern.client("iam", account).create_user(UserName="u")
    events = postern.audit("--decision", "denied")
    assert [event["eventName"] for event in events] == ["CreateUser"]
