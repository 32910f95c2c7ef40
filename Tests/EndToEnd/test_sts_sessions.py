"""Sessions that users make for themselves and for others, and what STS tells about keys and denials."""

import datetime

from policies import allow, deny, refused
from postern import ACCOUNT, managed


def federated_arn(name):
    return f"arn:aws:sts::{ACCOUNT}:federated-user/{name}"


def keys_of(answer):
    credentials = answer["Credentials"]
    return credentials["AccessKeyId"], credentials["SecretAccessKey"], credentials["SessionToken"]


def seconds_left(answer):
    left = answer["Credentials"]["Expiration"] - datetime.datetime.now(datetime.timezone.utc)
    return left.total_seconds()


def root_keys(postern):
    environment = postern.root_environment()
    return environment["AWS_ACCESS_KEY_ID"], environment["AWS_SECRET_ACCESS_KEY"]


def test_a_session_token_has_the_permissions_of_its_user_as_they_are(postern):
    root = postern.client("iam")
    user = postern.new_user("sessioned")
    answer = postern.client("sts", user).get_session_token()
    assert 43_000 < seconds_left(answer) <= 43_200
    session = keys_of(answer)
    assert session[0].startswith("ASIA")
    assert postern.client("sts", session).get_caller_identity()["Arn"].endswith(":user/sessioned")
    logs = postern.client("logs", session)
    assert refused(logs.describe_log_groups)[0] == "AccessDeniedException"
    root.put_user_policy(UserName="sessioned", PolicyName="p", PolicyDocument=allow("logs:DescribeLogGroups"))
    logs.describe_log_groups()


def test_no_policy_refuses_a_session_token(postern):
    root = postern.client("iam")
    user = postern.new_user("denied-everything")
    root.put_user_policy(UserName="denied-everything", PolicyName="p", PolicyDocument=deny("*"))
    postern.client("sts", user).get_session_token(DurationSeconds=900)


def test_a_session_makes_no_session_of_a_user(postern):
    user = postern.new_user("chainer", "AdministratorAccess")
    sts = postern.client("sts", keys_of(postern.client("sts", user).get_session_token()))
    assert refused(sts.get_session_token) == ("AccessDenied", "Cannot call GetSessionToken with session credentials")
    assert refused(sts.get_federation_token, Name="someone") == (
        "AccessDenied",
        "Cannot call GetFederationToken with session credentials",
    )


def test_sessions_of_root_last_an_hour_at_most(postern):
    sts = postern.client("sts")
    for answer in (
        sts.get_session_token(DurationSeconds=129_600),
        sts.get_federation_token(Name="of-root", DurationSeconds=129_600),
    ):
        assert 3400 < seconds_left(answer) <= 3600


def test_an_mfa_code_cannot_be_right_where_there_are_no_devices(postern):
    user = postern.new_user("without-mfa")
    device = f"arn:aws:iam::{ACCOUNT}:mfa/without-mfa"
    assert refused(postern.client("sts", user).get_session_token, SerialNumber=device, TokenCode="123456") == (
        "AccessDenied",
        "MultiFactorAuthentication failed, unable to validate MFA code.  Please verify your MFA serial number is valid and "
        "associated with this user.",
    )


def test_a_federated_user_may_do_what_both_policies_allow(postern):
    root = postern.client("iam")
    issuer = postern.new_user("issuer")
    actions = ["sts:GetFederationToken", "logs:DescribeLogGroups"]
    root.put_user_policy(UserName="issuer", PolicyName="p", PolicyDocument=allow(actions))
    sts = postern.client("sts", issuer)
    answer = sts.get_federation_token(Name="guest", Policy=allow(["logs:*", "lambda:*"]))
    assert answer["FederatedUser"] == {"FederatedUserId": f"{ACCOUNT}:guest", "Arn": federated_arn("guest")}
    guest = keys_of(answer)
    assert postern.client("sts", guest).get_caller_identity()["Arn"] == federated_arn("guest")
    postern.client("logs", guest).describe_log_groups()
    assert refused(postern.client("lambda", guest).list_functions)[0] == "AccessDeniedException"
    bare = keys_of(sts.get_federation_token(Name="bare"))
    assert refused(postern.client("logs", bare).describe_log_groups)[0] == "AccessDeniedException"
    by_managed = sts.get_federation_token(Name="managed", PolicyArns=[{"arn": managed("ReadOnlyAccess")}])
    postern.client("logs", keys_of(by_managed)).describe_log_groups()


def test_a_user_federated_by_root_has_what_the_session_policy_grants(postern):
    sts = postern.client("sts", root_keys(postern))
    guest = keys_of(sts.get_federation_token(Name="root-guest", Policy=allow("logs:DescribeLogGroups")))
    postern.client("logs", guest).describe_log_groups()
    assert refused(postern.client("lambda", guest).list_functions)[0] == "AccessDeniedException"
    bare = keys_of(sts.get_federation_token(Name="root-bare"))
    assert refused(postern.client("logs", bare).describe_log_groups)[0] == "AccessDeniedException"


def test_federating_needs_the_permission_on_the_name_and_for_tags(postern):
    root = postern.client("iam")
    issuer = postern.new_user("limited-issuer")
    policy = allow("sts:GetFederationToken", federated_arn("ok-*"))
    root.put_user_policy(UserName="limited-issuer", PolicyName="p", PolicyDocument=policy)
    sts = postern.client("sts", issuer)
    sts.get_federation_token(Name="ok-name")
    assert refused(sts.get_federation_token, Name="other")[0] == "AccessDenied"
    tags = [{"Key": "team", "Value": "blue"}]
    code, message = refused(sts.get_federation_token, Name="ok-name", Tags=tags)
    assert (code, "sts:TagSession" in message) == ("AccessDenied", True)
    root.put_user_policy(UserName="limited-issuer", PolicyName="tag", PolicyDocument=allow("sts:TagSession"))
    sts.get_federation_token(Name="ok-name", Tags=tags)


def test_a_federated_session_ends_with_its_user(postern):
    root = postern.client("iam")
    issuer = postern.new_user("leaving", "AdministratorAccess")
    guest = keys_of(postern.client("sts", issuer).get_federation_token(Name="orphan", Policy=allow("*")))
    root.delete_access_key(UserName="leaving", AccessKeyId=issuer[0])
    root.detach_user_policy(UserName="leaving", PolicyArn=managed("AdministratorAccess"))
    root.delete_user(UserName="leaving")
    assert refused(postern.client("sts", guest).get_caller_identity)[0] == "InvalidClientTokenId"


def test_the_account_of_a_key_is_told(postern):
    sts = postern.client("sts")
    user = postern.new_user("key-holder")
    assert sts.get_access_key_info(AccessKeyId=user[0])["Account"] == ACCOUNT
    session = keys_of(postern.client("sts", user).get_session_token())
    postern.client("sts", session).get_caller_identity()
    assert sts.get_access_key_info(AccessKeyId=session[0])["Account"] == ACCOUNT
    assert refused(sts.get_access_key_info, AccessKeyId="AKIAAAAAAAAAAAAAAAAA")[0] == "ValidationError"
    assert refused(postern.client("sts", user).get_access_key_info, AccessKeyId=user[0])[0] == "AccessDenied"


def test_what_this_server_did_not_seal_is_no_authorization_message(postern):
    sts = postern.client("sts")
    for text in ("nonsense", "AAAA" * 20, "%%%"):
        assert refused(sts.decode_authorization_message, EncodedMessage=text) == (
            "InvalidAuthorizationMessageException",
            "Message is not valid",
        )
    session = postern.client("sts").get_session_token()["Credentials"]["SessionToken"]
    assert refused(sts.decode_authorization_message, EncodedMessage=session)[0] == "InvalidAuthorizationMessageException"
