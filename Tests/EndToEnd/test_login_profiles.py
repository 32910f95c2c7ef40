"""Passwords of users: the account's rules for them, and who may change them."""

import botocore.exceptions
import pytest

GOOD = "Correct-horse-7"


def error_of(call, **arguments):
    with pytest.raises(botocore.exceptions.ClientError) as caught:
        call(**arguments)
    return caught.value.response["Error"]["Code"], caught.value.response["Error"]["Message"]


def test_a_login_profile_is_made_shown_changed_and_deleted(postern):
    iam = postern.client("iam")
    postern.new_user("clerk")
    assert error_of(iam.get_login_profile, UserName="clerk") == (
        "NoSuchEntity",
        "Login Profile for User clerk cannot be found.",
    )
    made = iam.create_login_profile(UserName="clerk", Password=GOOD, PasswordResetRequired=True)["LoginProfile"]
    assert (made["UserName"], made["PasswordResetRequired"]) == ("clerk", True)
    assert iam.get_login_profile(UserName="clerk")["LoginProfile"] == made
    assert error_of(iam.create_login_profile, UserName="clerk", Password=GOOD)[0] == "EntityAlreadyExists"
    iam.update_login_profile(UserName="clerk", PasswordResetRequired=False)
    assert iam.get_login_profile(UserName="clerk")["LoginProfile"]["PasswordResetRequired"] is False
    assert error_of(iam.delete_user, UserName="clerk")[0] == "DeleteConflict"
    iam.delete_login_profile(UserName="clerk")
    assert error_of(iam.delete_login_profile, UserName="clerk")[0] == "NoSuchEntity"


def test_passwords_follow_the_accounts_rules(postern):
    iam = postern.client("iam")
    postern.new_user("ruled")
    assert error_of(iam.create_login_profile, UserName="ruled", Password="short")[0] == "PasswordPolicyViolation"
    iam.update_account_password_policy(MinimumPasswordLength=20, RequireSymbols=True)
    code, message = error_of(iam.create_login_profile, UserName="ruled", Password="Longenough1")
    assert code == "PasswordPolicyViolation"
    assert "a minimum length of 20" in message and "at least one symbol" in message
    iam.create_login_profile(UserName="ruled", Password="a very long password!")
    iam.delete_account_password_policy()


def test_a_user_changes_an_own_password_by_the_old_one(postern):
    iam = postern.client("iam")
    keys = postern.new_user("changer", "IAMUserChangePassword")
    iam.create_login_profile(UserName="changer", Password=GOOD, PasswordResetRequired=True)
    own = postern.client("iam", keys)
    assert error_of(own.change_password, OldPassword="Wrong-horse-7", NewPassword="New-horse-77")[0] == "AccessDenied"
    own.change_password(OldPassword=GOOD, NewPassword="New-horse-77")
    assert iam.get_login_profile(UserName="changer")["LoginProfile"]["PasswordResetRequired"] is False
    assert error_of(own.change_password, OldPassword=GOOD, NewPassword="New-horse-78")[0] == "AccessDenied"
    assert error_of(iam.change_password, OldPassword=GOOD, NewPassword=GOOD)[0] == "InvalidUserType"


def test_passwords_are_for_those_who_may_set_them(postern):
    iam = postern.client("iam", postern.new_user("stranger"))
    postern.new_user("victim")
    for call, arguments in (
        (iam.create_login_profile, {"UserName": "victim", "Password": GOOD}),
        (iam.get_login_profile, {"UserName": "victim"}),
        (iam.update_login_profile, {"UserName": "victim", "Password": GOOD}),
        (iam.delete_login_profile, {"UserName": "victim"}),
        (iam.change_password, {"OldPassword": GOOD, "NewPassword": GOOD}),
    ):
        assert error_of(call, **arguments)[0] == "AccessDenied"
