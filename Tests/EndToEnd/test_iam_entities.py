"""What IAM keeps beside users and policies: tags, boundaries, instance profiles, aliases, password policy, counts."""

import json

import pytest

from policies import allow, refused
from postern import ACCOUNT, managed, role_arn, user_arn

TRUST = json.dumps(
    {
        "Version": "2012-10-17",
        "Statement": {"Effect": "Allow", "Principal": {"Service": "ec2.amazonaws.com"}, "Action": "sts:AssumeRole"},
    }
)


def profile_arn(name):
    return f"arn:aws:iam::{ACCOUNT}:instance-profile/{name}"


def tagged_things(iam):
    """For each kind of thing with tags: its name for the operations, and the argument that names it."""
    iam.create_user(UserName="tagged")
    iam.create_role(RoleName="tagged", AssumeRolePolicyDocument=TRUST)
    policy = iam.create_policy(PolicyName="tagged", PolicyDocument=allow("s3:GetObject"))["Policy"]["Arn"]
    iam.create_instance_profile(InstanceProfileName="tagged")
    return [
        ("user", {"UserName": "tagged"}),
        ("role", {"RoleName": "tagged"}),
        ("policy", {"PolicyArn": policy}),
        ("instance_profile", {"InstanceProfileName": "tagged"}),
    ]


def test_tags_are_set_replaced_listed_and_taken_away(postern):
    iam = postern.client("iam")
    for kind, name in tagged_things(iam):
        tag, untag, tags = (getattr(iam, verb) for verb in (f"tag_{kind}", f"untag_{kind}", f"list_{kind}_tags"))
        assert tags(**name)["Tags"] == [], kind
        tag(**name, Tags=[{"Key": "team", "Value": "a"}, {"Key": "Cost", "Value": "1"}])
        tag(**name, Tags=[{"Key": "TEAM", "Value": "b"}])
        assert tags(**name)["Tags"] == [{"Key": "Cost", "Value": "1"}, {"Key": "TEAM", "Value": "b"}], kind
        first = tags(**name, MaxItems=1)
        assert (first["IsTruncated"], len(first["Tags"])) == (True, 1), kind
        rest = tags(**name, Marker=first["Marker"])
        assert (rest["IsTruncated"], rest["Tags"]) == (False, [{"Key": "TEAM", "Value": "b"}]), kind
        untag(**name, TagKeys=["team", "absent"])
        assert tags(**name)["Tags"] == [{"Key": "Cost", "Value": "1"}], kind


def test_more_than_fifty_tags_are_refused(postern):
    iam = postern.client("iam")
    iam.create_user(UserName="many", Tags=[{"Key": f"k{number}", "Value": ""} for number in range(50)])
    assert refused(iam.tag_user, UserName="many", Tags=[{"Key": "one-more", "Value": ""}]) == (
        "LimitExceeded",
        "The number of tags has reached the maximum limit.",
    )
    iam.tag_user(UserName="many", Tags=[{"Key": "K1", "Value": "replaced"}])
    assert len(iam.list_user_tags(UserName="many")["Tags"]) == 50


def test_tagging_can_be_limited_to_keys_and_values(postern):
    root = postern.client("iam")
    keys = postern.new_user("tagger")
    root.create_user(UserName="subject")
    policy = allow("iam:TagUser", Condition={"StringEquals": {"aws:RequestTag/team": "blue"}})
    root.put_user_policy(UserName="tagger", PolicyName="tag", PolicyDocument=policy)
    iam = postern.client("iam", keys)
    iam.tag_user(UserName="subject", Tags=[{"Key": "team", "Value": "blue"}])
    assert refused(iam.tag_user, UserName="subject", Tags=[{"Key": "team", "Value": "red"}])[0] == "AccessDenied"
    assert refused(iam.untag_user, UserName="subject", TagKeys=["team"])[0] == "AccessDenied"


def test_tags_of_a_principal_reach_its_next_request(postern):
    root = postern.client("iam")
    keys = postern.new_user("labelled")
    policy = allow("iam:ListUsers", Condition={"StringEquals": {"aws:PrincipalTag/team": "blue"}})
    root.put_user_policy(UserName="labelled", PolicyName="p", PolicyDocument=policy)
    iam = postern.client("iam", keys)
    assert refused(iam.list_users)[0] == "AccessDenied"
    root.tag_user(UserName="labelled", Tags=[{"Key": "team", "Value": "blue"}])
    iam.list_users()
    root.untag_user(UserName="labelled", TagKeys=["team"])
    assert refused(iam.list_users)[0] == "AccessDenied"


def test_a_boundary_bounds_from_the_next_request_on(postern):
    root = postern.client("iam")
    keys = postern.new_user("unbounded")
    root.attach_user_policy(UserName="unbounded", PolicyArn=managed("IAMFullAccess"))
    iam = postern.client("iam", keys)
    iam.create_user(UserName="before-the-boundary")
    root.put_user_permissions_boundary(UserName="unbounded", PermissionsBoundary=managed("IAMReadOnlyAccess"))
    assert root.get_user(UserName="unbounded")["User"]["PermissionsBoundary"] == {
        "PermissionsBoundaryType": "PermissionsBoundaryPolicy",
        "PermissionsBoundaryArn": managed("IAMReadOnlyAccess"),
    }
    assert refused(iam.create_user, UserName="after-the-boundary")[0] == "AccessDenied"
    root.delete_user_permissions_boundary(UserName="unbounded")
    iam.create_user(UserName="after-the-boundary")
    assert refused(root.delete_user_permissions_boundary, UserName="unbounded")[0] == "NoSuchEntity"
    assert refused(
        root.put_role_permissions_boundary, RoleName="absent", PermissionsBoundary=managed("IAMReadOnlyAccess")
    ) == ("NoSuchEntity", "The role with name absent cannot be found.")


def test_a_delegate_can_be_held_to_a_boundary(postern):
    """The pattern of AWS's guide: who may administer users only while they bear the boundary."""
    root = postern.client("iam")
    keys = postern.new_user("delegate")
    boundary = root.create_policy(PolicyName="limit", PolicyDocument=allow("s3:*"))["Policy"]["Arn"]
    actions = ["iam:CreateUser", "iam:AttachUserPolicy", "iam:PutUserPolicy", "iam:PutUserPermissionsBoundary"]
    policy = allow(actions, Condition={"StringEquals": {"iam:PermissionsBoundary": boundary}})
    root.put_user_policy(UserName="delegate", PolicyName="delegated", PolicyDocument=policy)
    iam = postern.client("iam", keys)
    assert refused(iam.create_user, UserName="free")[0] == "AccessDenied"
    iam.create_user(UserName="held", PermissionsBoundary=boundary)
    iam.attach_user_policy(UserName="held", PolicyArn=managed("AmazonS3ReadOnlyAccess"))
    iam.put_user_policy(UserName="held", PolicyName="more", PolicyDocument=allow("s3:PutObject"))
    root.create_user(UserName="free")
    assert refused(iam.attach_user_policy, UserName="free", PolicyArn=managed("AdministratorAccess"))[0] == "AccessDenied"
    assert refused(
        iam.put_user_permissions_boundary, UserName="held", PermissionsBoundary=managed("AdministratorAccess")
    )[0] == "AccessDenied"
    iam.put_user_permissions_boundary(UserName="free", PermissionsBoundary=boundary)
    assert refused(iam.delete_user_permissions_boundary, UserName="held")[0] == "AccessDenied"


def test_a_renamed_user_keeps_id_keys_and_groups(postern):
    iam = postern.client("iam")
    keys = postern.new_user("bob")
    iam.create_user(UserName="taken")
    iam.create_group(GroupName="staff")
    iam.add_user_to_group(GroupName="staff", UserName="bob")
    before = iam.get_user(UserName="bob")["User"]
    iam.update_user(UserName="bob", NewUserName="robert", NewPath="/team/")
    after = iam.get_user(UserName="robert")["User"]
    assert after["UserId"] == before["UserId"]
    assert after["Arn"] == user_arn("team/robert")
    assert postern.client("sts", keys).get_caller_identity()["Arn"] == user_arn("team/robert")
    assert [group["GroupName"] for group in iam.list_groups_for_user(UserName="robert")["Groups"]] == ["staff"]
    assert refused(iam.get_user, UserName="bob")[0] == "NoSuchEntity"
    assert refused(iam.update_user, UserName="robert", NewUserName="Taken") == (
        "EntityAlreadyExists",
        "User with name Taken already exists.",
    )


def test_renaming_needs_the_permission_on_both_names(postern):
    root = postern.client("iam")
    keys = postern.new_user("renamer")
    root.create_user(UserName="from-name")
    root.put_user_policy(
        UserName="renamer", PolicyName="p", PolicyDocument=allow("iam:UpdateUser", user_arn("from-*"))
    )
    iam = postern.client("iam", keys)
    assert refused(iam.update_user, UserName="from-name", NewUserName="to-name")[0] == "AccessDenied"
    iam.update_user(UserName="from-name", NewUserName="from-other")


def test_a_group_is_renamed_with_its_members(postern):
    iam = postern.client("iam")
    iam.create_group(GroupName="old-name")
    iam.create_group(GroupName="in-use")
    iam.create_user(UserName="stays")
    iam.add_user_to_group(GroupName="old-name", UserName="stays")
    iam.update_group(GroupName="old-name", NewGroupName="new-name", NewPath="/x/")
    group = iam.get_group(GroupName="new-name")
    assert group["Group"]["Path"] == "/x/"
    assert [user["UserName"] for user in group["Users"]] == ["stays"]
    assert refused(iam.update_group, GroupName="new-name", NewGroupName="in-use") == (
        "EntityAlreadyExists",
        "Group with name in-use already exists.",
    )


def test_a_role_description_is_updated(postern):
    iam = postern.client("iam")
    iam.create_role(RoleName="described", AssumeRolePolicyDocument=TRUST)
    role = iam.update_role_description(RoleName="described", Description="what it is for")["Role"]
    assert role["Description"] == "what it is for"
    assert iam.get_role(RoleName="described")["Role"]["Description"] == "what it is for"


def test_the_last_use_of_a_key_is_told(postern):
    root = postern.client("iam")
    keys = postern.new_user("key-user")
    unused = root.get_access_key_last_used(AccessKeyId=keys[0])
    assert (unused["UserName"], unused["AccessKeyLastUsed"]) == ("key-user", {"ServiceName": "N/A", "Region": "N/A"})
    postern.client("sts", keys).get_caller_identity()
    used = root.get_access_key_last_used(AccessKeyId=keys[0])["AccessKeyLastUsed"]
    assert (used["ServiceName"], used["Region"]) == ("sts", "us-east-1")
    assert "LastUsedDate" in used
    assert refused(root.get_access_key_last_used, AccessKeyId="AKIAAAAAAAAAAAAAAAAA")[0] == "AccessDenied"


def test_entities_of_a_policy_are_listed_by_kind_and_usage(postern):
    iam = postern.client("iam")
    arn = iam.create_policy(PolicyName="shared", PolicyDocument=allow("s3:GetObject"))["Policy"]["Arn"]
    iam.create_user(UserName="holder")
    iam.create_user(UserName="fenced", PermissionsBoundary=arn)
    iam.create_group(GroupName="holders")
    iam.create_role(RoleName="holder-role", AssumeRolePolicyDocument=TRUST)
    iam.attach_user_policy(UserName="holder", PolicyArn=arn)
    iam.attach_group_policy(GroupName="holders", PolicyArn=arn)
    iam.attach_role_policy(RoleName="holder-role", PolicyArn=arn)

    def names(**filters):
        listed = iam.list_entities_for_policy(PolicyArn=arn, **filters)
        return (
            [user["UserName"] for user in listed["PolicyUsers"]],
            [group["GroupName"] for group in listed["PolicyGroups"]],
            [role["RoleName"] for role in listed["PolicyRoles"]],
        )

    assert names() == (["fenced", "holder"], ["holders"], ["holder-role"])
    assert names(PolicyUsageFilter="PermissionsBoundary") == (["fenced"], [], [])
    assert names(PolicyUsageFilter="PermissionsPolicy", EntityFilter="User") == (["holder"], [], [])
    pages = iam.get_paginator("list_entities_for_policy").paginate(PolicyArn=arn, PaginationConfig={"PageSize": 1})
    counted = [len(page["PolicyUsers"]) + len(page["PolicyGroups"]) + len(page["PolicyRoles"]) for page in pages]
    assert counted == [1, 1, 1, 1]
    missing = f"arn:aws:iam::{ACCOUNT}:policy/missing"
    assert refused(iam.list_entities_for_policy, PolicyArn=missing)[0] == "NoSuchEntity"


def test_an_instance_profile_holds_one_role(postern):
    iam = postern.client("iam")
    iam.create_role(RoleName="inside", AssumeRolePolicyDocument=TRUST)
    iam.create_role(RoleName="second", AssumeRolePolicyDocument=TRUST)
    created = iam.create_instance_profile(InstanceProfileName="box", Path="/p/", Tags=[{"Key": "k", "Value": "v"}])
    assert created["InstanceProfile"]["Arn"] == profile_arn("p/box")
    assert created["InstanceProfile"]["InstanceProfileId"].startswith("AIPA")
    iam.add_role_to_instance_profile(InstanceProfileName="box", RoleName="inside")
    shown = iam.get_instance_profile(InstanceProfileName="box")["InstanceProfile"]
    assert [role["Arn"] for role in shown["Roles"]] == [role_arn("inside")]
    assert shown["Tags"] == [{"Key": "k", "Value": "v"}]
    assert refused(iam.add_role_to_instance_profile, InstanceProfileName="box", RoleName="second") == (
        "LimitExceeded",
        "Cannot exceed quota for InstanceSessionsPerInstanceProfile: 1",
    )
    listed = iam.list_instance_profiles_for_role(RoleName="inside")["InstanceProfiles"]
    assert [profile["InstanceProfileName"] for profile in listed] == ["box"]
    conflict = ("DeleteConflict", "Cannot delete entity, must remove roles from instance profile first.")
    assert refused(iam.delete_instance_profile, InstanceProfileName="box") == conflict
    assert refused(iam.delete_role, RoleName="inside") == conflict
    assert refused(iam.remove_role_from_instance_profile, InstanceProfileName="box", RoleName="second") == (
        "NoSuchEntity",
        "Role second in Instance Profile box cannot be found.",
    )
    iam.remove_role_from_instance_profile(InstanceProfileName="box", RoleName="inside")
    iam.delete_instance_profile(InstanceProfileName="box")
    assert refused(iam.get_instance_profile, InstanceProfileName="box") == (
        "NoSuchEntity",
        "Instance Profile box cannot be found.",
    )


def test_instance_profiles_are_listed_by_path(postern):
    iam = postern.client("iam")
    for name in ("list-a", "list-b"):
        iam.create_instance_profile(InstanceProfileName=name, Path="/listed/")
    first = iam.list_instance_profiles(PathPrefix="/listed/", MaxItems=1)
    assert [profile["InstanceProfileName"] for profile in first["InstanceProfiles"]] == ["list-a"]
    rest = iam.list_instance_profiles(PathPrefix="/listed/", Marker=first["Marker"])
    assert [profile["InstanceProfileName"] for profile in rest["InstanceProfiles"]] == ["list-b"]
    assert refused(iam.create_instance_profile, InstanceProfileName="list-a") == (
        "EntityAlreadyExists",
        "Instance Profile list-a already exists.",
    )


def test_a_role_is_put_into_a_profile_only_by_who_may_pass_it(postern):
    root = postern.client("iam")
    keys = postern.new_user("profiler")
    root.create_role(RoleName="passed", AssumeRolePolicyDocument=TRUST)
    root.create_instance_profile(InstanceProfileName="passing")
    root.put_user_policy(
        UserName="profiler", PolicyName="add", PolicyDocument=allow("iam:AddRoleToInstanceProfile")
    )
    iam = postern.client("iam", keys)
    code, message = refused(iam.add_role_to_instance_profile, InstanceProfileName="passing", RoleName="passed")
    assert code == "AccessDenied"
    assert f"is not authorized to perform: iam:PassRole on resource: {role_arn('passed')}" in message
    policy = allow("iam:PassRole", Condition={"StringEquals": {"iam:PassedToService": "ec2.amazonaws.com"}})
    root.put_user_policy(UserName="profiler", PolicyName="pass", PolicyDocument=policy)
    iam.add_role_to_instance_profile(InstanceProfileName="passing", RoleName="passed")


def test_an_account_has_one_alias(postern):
    iam = postern.client("iam")
    assert iam.list_account_aliases()["AccountAliases"] == []
    iam.create_account_alias(AccountAlias="first-alias")
    iam.create_account_alias(AccountAlias="second-alias")
    assert iam.list_account_aliases()["AccountAliases"] == ["second-alias"]
    assert refused(iam.create_account_alias, AccountAlias="second-alias")[0] == "EntityAlreadyExists"
    assert refused(iam.delete_account_alias, AccountAlias="first-alias")[0] == "NoSuchEntity"
    iam.delete_account_alias(AccountAlias="second-alias")
    assert iam.list_account_aliases()["AccountAliases"] == []


def test_a_password_policy_is_kept_and_survives_a_restart(make_postern):
    server = make_postern().start()
    iam = server.client("iam")
    absent = ("NoSuchEntity", f"The Password Policy with domain name {ACCOUNT} cannot be found.")
    assert refused(iam.get_account_password_policy) == absent
    iam.update_account_password_policy(MinimumPasswordLength=12, MaxPasswordAge=60, RequireNumbers=True)
    server.restart()
    iam = server.client("iam")
    assert iam.get_account_password_policy()["PasswordPolicy"] == {
        "MinimumPasswordLength": 12,
        "RequireSymbols": False,
        "RequireNumbers": True,
        "RequireUppercaseCharacters": False,
        "RequireLowercaseCharacters": False,
        "AllowUsersToChangePassword": False,
        "ExpirePasswords": True,
        "MaxPasswordAge": 60,
    }
    iam.update_account_password_policy()
    assert iam.get_account_password_policy()["PasswordPolicy"]["MinimumPasswordLength"] == 6
    iam.delete_account_password_policy()
    assert refused(iam.get_account_password_policy) == absent
    assert refused(iam.delete_account_password_policy) == (
        "NoSuchEntity",
        "The account policy with name PasswordPolicy cannot be found.",
    )


def test_the_account_summary_counts(postern):
    iam = postern.client("iam")
    before = iam.get_account_summary()["SummaryMap"]
    iam.create_user(UserName="counted")
    iam.create_group(GroupName="counted")
    iam.create_role(RoleName="counted", AssumeRolePolicyDocument=TRUST)
    iam.create_policy(PolicyName="counted", PolicyDocument=allow("s3:GetObject"))
    iam.create_instance_profile(InstanceProfileName="counted")
    after = iam.get_account_summary()["SummaryMap"]
    grown = {key: after[key] - before[key] for key in after if after[key] != before[key]}
    assert grown == {"Users": 1, "Groups": 1, "Roles": 1, "Policies": 1, "InstanceProfiles": 1}
    assert (after["UsersQuota"], after["PolicySizeQuota"], after["AccountAccessKeysPresent"]) == (5000, 6144, 1)


@pytest.mark.parametrize(
    "call, arguments",
    [
        ("list_user_tags", {"UserName": "whoever"}),
        ("get_account_summary", {}),
        ("list_account_aliases", {}),
        ("get_account_password_policy", {}),
        ("list_instance_profiles", {}),
        ("create_instance_profile", {"InstanceProfileName": "x"}),
        ("update_group", {"GroupName": "x", "NewGroupName": "y"}),
        ("update_role_description", {"RoleName": "x", "Description": ""}),
        ("create_account_alias", {"AccountAlias": "an-alias"}),
        ("update_account_password_policy", {}),
    ],
)
def test_without_a_permission_nothing_is_answered(postern, call, arguments):
    name = f"nobody-{call.replace('_', '-')}"
    iam = postern.client("iam", postern.new_user(name))
    code, message = refused(getattr(iam, call), **arguments)
    action = "".join(word.capitalize() for word in call.split("_"))
    assert code == "AccessDenied"
    assert f"{user_arn(name)} is not authorized to perform: iam:{action} " in message
