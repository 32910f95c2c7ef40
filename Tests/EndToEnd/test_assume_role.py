"""AssumeRole to the letter: policies, tags, external id, source identity, durations, chains."""

import json
import time

import pytest

from policies import allow, refused
from postern import ACCOUNT, managed, role_arn, statement_of, user_arn


@pytest.fixture(scope="module")
def caller(postern):
    """The keys of a user who may assume every role that trusts the account."""
    keys = postern.new_user("caller")
    postern.client("iam").put_user_policy(
        UserName="caller",
        PolicyName="sts",
        PolicyDocument=allow(["sts:AssumeRole", "sts:TagSession", "sts:SetSourceIdentity"]),
    )
    return keys


def new_role(postern, name, principal=None, actions="sts:AssumeRole", policy=None, maximum=None, **conditions):
    statement = {"Effect": "Allow", "Principal": {"AWS": principal or ACCOUNT}, "Action": actions}
    statement |= {"Condition": conditions} if conditions else {}
    more = {"MaxSessionDuration": maximum} if maximum else {}
    iam = postern.client("iam")
    iam.create_role(RoleName=name, AssumeRolePolicyDocument=json.dumps(statement_of(**statement)), **more)
    if policy:
        iam.put_role_policy(RoleName=name, PolicyName="p", PolicyDocument=policy)
    return {"RoleArn": role_arn(name), "RoleSessionName": "session"}


def keys_of(answer):
    credentials = answer["Credentials"]
    return credentials["AccessKeyId"], credentials["SecretAccessKey"], credentials["SessionToken"]


def may_list(postern, keys, service="iam"):
    client, call = {"iam": ("iam", "list_users"), "logs": ("logs", "describe_log_groups")}[service]
    client = postern.client(client, keys)
    try:
        getattr(client, call)()
        return True
    except client.exceptions.ClientError as error:
        assert error.response["Error"]["Code"].startswith("AccessDenied"), error
        return False


ALL = ["sts:AssumeRole", "sts:TagSession", "sts:SetSourceIdentity"]
BOTH = allow(["iam:ListUsers", "logs:DescribeLogGroups"])


def test_root_assumes_no_role(postern):
    role = new_role(postern, "not-for-root")
    assert refused(postern.client("sts").assume_role, **role) == (
        "AccessDenied",
        "Roles may not be assumed by root accounts.",
    )


def test_session_policies_cut_the_roles_permissions(postern, caller):
    role = new_role(postern, "cut", policy=BOTH)
    sts = postern.client("sts", caller)
    plain = sts.assume_role(**role)
    assert "PackedPolicySize" not in plain
    assert (may_list(postern, keys_of(plain)), may_list(postern, keys_of(plain), "logs")) == (True, True)
    inline = sts.assume_role(**role, Policy=allow("iam:ListUsers"))
    assert 0 < inline["PackedPolicySize"] <= 100
    assert (may_list(postern, keys_of(inline)), may_list(postern, keys_of(inline), "logs")) == (True, False)
    managed_only = sts.assume_role(**role, PolicyArns=[{"arn": managed("CloudWatchLogsReadOnlyAccess")}])
    assert (may_list(postern, keys_of(managed_only)), may_list(postern, keys_of(managed_only), "logs")) == (False, True)


def test_session_policies_that_are_none_are_refused(postern, caller):
    role = new_role(postern, "strict")
    sts = postern.client("sts", caller)
    assert refused(sts.assume_role, **role, Policy="{}")[0] == "MalformedPolicyDocument"
    assert refused(sts.assume_role, **role, PolicyArns=[{"arn": managed("NoSuchPolicy")}])[0] == "ValidationError"
    long = allow(["logs:" + "x" * 200 + str(number) for number in range(12)])
    assert refused(sts.assume_role, **role, Policy=long)[0] == "PackedPolicyTooLarge"
    tags = [{"Key": f"key{number}", "Value": "v" * 250} for number in range(20)]
    assert refused(sts.assume_role, **role, Tags=tags)[0] == "AccessDenied"
    role = new_role(postern, "roomy", actions=ALL)
    code, message = refused(sts.assume_role, **role, Tags=tags)
    assert (code, "of allotted space" in message) == ("PackedPolicyTooLarge", True)


def test_an_external_id_must_be_the_one_that_the_role_asks_for(postern, caller):
    role = new_role(postern, "external", StringEquals={"sts:ExternalId": "secret"})
    sts = postern.client("sts", caller)
    assert refused(sts.assume_role, **role)[0] == "AccessDenied"
    assert refused(sts.assume_role, **role, ExternalId="guess")[0] == "AccessDenied"
    sts.assume_role(**role, ExternalId="secret")


def test_durations_keep_to_the_roles_maximum(postern, caller):
    role = new_role(postern, "long", maximum=7200)
    sts = postern.client("sts", caller)
    left = sts.assume_role(**role, DurationSeconds=7200)["Credentials"]["Expiration"].timestamp() - time.time()
    assert 7100 < left <= 7201
    assert refused(sts.assume_role, **role, DurationSeconds=7201) == (
        "ValidationError",
        "The requested DurationSeconds exceeds the MaxSessionDuration set for this role.",
    )


def test_a_chain_lasts_an_hour_and_hands_on_its_transitive_tags(postern, caller):
    may_assume = allow(["sts:AssumeRole", "sts:TagSession", "sts:SetSourceIdentity"])
    first = new_role(postern, "first", actions=ALL, policy=may_assume)
    condition = {"StringEquals": {"aws:PrincipalTag/team": "blue"}, "Null": {"aws:PrincipalTag/desk": "false"}}
    second = new_role(postern, "second", actions=ALL, maximum=43_200, **condition)
    tags = [{"Key": "team", "Value": "blue"}, {"Key": "desk", "Value": "4"}]
    session = postern.client("sts", caller).assume_role(
        **first, Tags=tags, TransitiveTagKeys=["team"], SourceIdentity="ada"
    )
    assert session["SourceIdentity"] == "ada"
    chained = postern.client("sts", keys_of(session))
    assert refused(chained.assume_role, **second, DurationSeconds=3601) == (
        "ValidationError",
        "The requested DurationSeconds exceeds the 1 hour session limit for roles assumed by role chaining.",
    )
    clash = [{"Key": "TEAM", "Value": "red"}]
    assert "conflicts with a transitive tag key" in refused(chained.assume_role, **second, Tags=clash)[1]
    assert refused(chained.assume_role, **second, SourceIdentity="bob")[0] == "AccessDenied"
    answer = chained.assume_role(**second)
    assert answer["SourceIdentity"] == "ada"
    postern.client("iam").put_role_policy(
        RoleName="second",
        PolicyName="p",
        PolicyDocument=json.dumps(
            statement_of(
                Effect="Allow",
                Action="iam:ListUsers",
                Resource="*",
                Condition={
                    "StringEquals": {"aws:PrincipalTag/team": "blue", "aws:SourceIdentity": "ada"},
                    "Null": {"aws:PrincipalTag/desk": "true"},
                },
            )
        ),
    )
    assert may_list(postern, keys_of(answer))


def test_tags_and_source_identity_need_permissions_of_their_own(postern, caller):
    role = new_role(postern, "untagged")
    sts = postern.client("sts", caller)
    assert "sts:TagSession" in refused(sts.assume_role, **role, Tags=[{"Key": "a", "Value": "b"}])[1]
    assert "sts:SetSourceIdentity" in refused(sts.assume_role, **role, SourceIdentity="ada")[1]
    role = new_role(postern, "tagged", actions=ALL)
    doubled = [{"Key": "a", "Value": "b"}, {"Key": "A", "Value": "c"}]
    assert refused(sts.assume_role, **role, Tags=doubled)[0] == "ValidationError"
    assert refused(sts.assume_role, **role, TransitiveTagKeys=["a"])[0] == "ValidationError"


def test_the_tags_of_the_role_are_condition_keys(postern):
    iam = postern.client("iam")
    keys = postern.new_user("by-tag")
    statement = statement_of(
        Effect="Allow",
        Action="sts:AssumeRole",
        Resource="*",
        Condition={"StringEquals": {"aws:ResourceTag/team": "blue", "iam:ResourceTag/team": "blue"}},
    )
    iam.put_user_policy(UserName="by-tag", PolicyName="p", PolicyDocument=json.dumps(statement))
    role = new_role(postern, "coloured")
    sts = postern.client("sts", keys)
    assert refused(sts.assume_role, **role)[0] == "AccessDenied"
    iam.tag_role(RoleName="coloured", Tags=[{"Key": "team", "Value": "blue"}])
    sts.assume_role(**role)


def test_recreating_a_principal_or_a_role_revives_no_grant(postern, caller):
    iam = postern.client("iam")
    role = new_role(postern, "revived", policy=BOTH)
    session = keys_of(postern.client("sts", caller).assume_role(**role))
    assert may_list(postern, session)
    iam.delete_role_policy(RoleName="revived", PolicyName="p")
    assert not may_list(postern, session)
    iam.delete_role(RoleName="revived")
    new_role(postern, "revived", policy=BOTH)
    assert refused(postern.client("iam", session).list_users)[0] == "InvalidClientTokenId"

    postern.new_user("trusted-once")
    role = new_role(postern, "trusting", principal=user_arn("trusted-once"))
    for key in iam.list_access_keys(UserName="trusted-once")["AccessKeyMetadata"]:
        iam.delete_access_key(UserName="trusted-once", AccessKeyId=key["AccessKeyId"])
    iam.delete_user(UserName="trusted-once")
    again = postern.new_user("trusted-once")
    assert refused(postern.client("sts", again).assume_role, **role)[0] == "AccessDenied"


def test_a_role_tells_when_it_was_last_used_and_a_recreated_one_does_not(postern, caller):
    iam = postern.client("iam")
    role = new_role(postern, "worn", policy=BOTH)
    assert iam.get_role(RoleName="worn")["Role"]["RoleLastUsed"] == {}
    may_list(postern, keys_of(postern.client("sts", caller).assume_role(**role)), "logs")
    used = iam.get_role(RoleName="worn")["Role"]["RoleLastUsed"]
    assert used["Region"] == "us-east-1" and abs(used["LastUsedDate"].timestamp() - time.time()) < 60
    details = iam.get_account_authorization_details(Filter=["Role"])["RoleDetailList"]
    assert [found["RoleLastUsed"] for found in details if found["RoleName"] == "worn"] == [used]
    iam.delete_role_policy(RoleName="worn", PolicyName="p")
    iam.delete_role(RoleName="worn")
    new_role(postern, "worn")
    assert iam.get_role(RoleName="worn")["Role"]["RoleLastUsed"] == {}


def test_a_federated_session_reaches_neither_iam_nor_sts(postern):
    keys = postern.new_user("federator", "AdministratorAccess")
    role = new_role(postern, "out-of-reach")
    guest = keys_of(postern.client("sts", keys).get_federation_token(Name="guest", Policy=allow("*")))
    assert refused(postern.client("iam", guest).list_users)[0] == "InvalidClientTokenId"
    sts = postern.client("sts", guest)
    sts.get_caller_identity()
    assert refused(sts.assume_role, **role) == ("AccessDenied", "Cannot call AssumeRole with session credentials")


def test_a_session_token_without_mfa_reaches_iam_not_at_all_and_sts_little(postern):
    keys = postern.new_user("plain-session", "AdministratorAccess")
    role = new_role(postern, "in-reach")
    session = keys_of(postern.client("sts", keys).get_session_token())
    assert refused(postern.client("iam", session).list_users) == (
        "InvalidClientTokenId",
        "The security token included in the request is invalid",
    )
    sts = postern.client("sts", session)
    sts.assume_role(**role)
    sts.get_caller_identity()
    assert refused(sts.get_access_key_info, AccessKeyId=keys[0]) == (
        "AccessDenied",
        "Cannot call GetAccessKeyInfo with session credentials",
    )
