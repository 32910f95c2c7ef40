"""Several accounts in one server: made by a command, each with a root user of its own, apart from each other."""

import json

import botocore.exceptions
import pytest

from policies import allow, refused
from postern import ACCOUNT, BINARY, REGION, matches, new_directory, remove_directory, run, statement_of, trust
from raw import send, signed

ECHO = "def handler(event, context):\n    return {'echo': event, 'arn': context.invoked_function_arn}\n"


def test_a_command_makes_an_account_at_the_running_server(postern):
    id = postern.command("account", "create", "--name", "staging", "--email", "staging@example.com").strip()
    matches(r"^\d{12}$", id)
    identity = postern.client("sts", postern.root_keys(id)).get_caller_identity()
    assert (identity["Account"], identity["Arn"]) == (id, f"arn:aws:iam::{id}:root")
    event = next(event for event in postern.audit() if event["eventName"] == "CreateAccount")
    assert event["eventSource"] == "postern.amazonaws.com" and event["additionalEventData"]["outcome"] == "allowed"
    assert event["userIdentity"]["arn"] == f"arn:aws:iam::{ACCOUNT}:root"


def test_an_account_can_be_given_its_id_and_prints_its_key_as_json(postern):
    printed = json.loads(
        postern.command("account", "create", "--name", "Chosen One", "--id", "123456789012", "--format", "json")
    )
    key = printed["rootAccessKey"]
    assert (printed["id"], printed["name"], printed["status"]) == ("123456789012", "Chosen One", "ACTIVE")
    keys = (key["accessKeyId"], key["secretAccessKey"])
    assert postern.client("sts", keys).get_caller_identity()["Account"] == "123456789012"
    assert keys == postern.root_keys("123456789012")


def test_an_account_can_be_made_while_no_server_runs(make_postern):
    postern = make_postern().start()
    postern.stop()
    id = postern.command("account", "create", "--name", "offline").strip()
    postern.start()
    assert postern.client("sts", postern.root_keys(id)).get_caller_identity()["Account"] == id


def test_accounts_and_their_keys_survive_a_kill(make_postern):
    postern = make_postern().start()
    id = postern.command("account", "create", "--name", "lasting").strip()
    keys = postern.root_keys(id)
    postern.client("iam", keys).create_user(UserName="lasting")
    postern.restart(9)
    assert postern.root_keys(id) == keys
    assert [user["UserName"] for user in postern.client("iam", keys).list_users()["Users"]] == ["lasting"]


def test_the_list_names_every_account(postern):
    id = postern.command("account", "create", "--name", "listed", "--email", "listed@example.com").strip()
    lines = postern.command("account", "list").splitlines()
    assert f"{id}  listed  listed@example.com  ACTIVE  -" in lines
    assert any(line.startswith(ACCOUNT) for line in lines)
    listed = [json.loads(line) for line in postern.command("account", "list", "--format", "json").splitlines()]
    assert [account["id"] for account in listed] == sorted(account["id"] for account in listed)
    assert {"id": id, "name": "listed", "email": "listed@example.com", "status": "ACTIVE"} in listed


@pytest.mark.parametrize(
    ("arguments", "said"),
    [
        (["--name", "again", "--id", ACCOUNT], f"there is an account '{ACCOUNT}' already"),
        (["--name", "x", "--email", "TWICE@example.com"], "there is an account with the address"),
        (["--name", ""], "--name takes 1 to 50 printable ASCII characters"),
        (["--name", "x", "--email", "nowhere"], "--email takes an address"),
        (["--name", "x", "--id", "12345"], "12345"),
    ],
)
def test_a_bad_account_is_refused(postern, arguments, said):
    run([BINARY, "account", "create", "--name", "first", "--email", "twice@example.com", "--state", postern.state])
    result = run([BINARY, "account", "create", *arguments, "--state", postern.state])
    assert result.returncode == 2
    matches(said, result.stderr)


def test_commands_name_what_is_missing(postern):
    directory = new_directory()
    try:
        result = run([BINARY, "account", "create", "--name", "nowhere", "--state", directory])
        assert result.returncode == 2 and "there is no postern state" in result.stderr
    finally:
        remove_directory(directory)
    result = run([BINARY, "env", "--account", "999999999999", "--state", postern.state])
    assert result.returncode == 2 and "there is no account '999999999999'" in result.stderr


def test_accounts_see_nothing_of_each_other(postern):
    one, other = (postern.new_account(name) for name in ("one", "other"))
    postern.client("iam", one).create_user(UserName="shared-name")
    postern.client("iam", other).create_user(UserName="shared-name")
    users = postern.client("iam", one).list_users()["Users"]
    assert [user["Arn"] for user in users] == [f"arn:aws:iam::{one.id}:user/shared-name"]
    postern.client("logs", one).create_log_group(logGroupName="same")
    postern.client("logs", other).create_log_group(logGroupName="same")
    assert len(postern.client("logs", one).describe_log_groups()["logGroups"]) == 1
    lambda_of_one = postern.client("lambda", one)
    assert lambda_of_one.list_functions()["Functions"] == []


def test_only_the_first_account_makes_accounts(postern):
    """The command's request, signed by another account's root user."""
    stranger = postern.new_account("stranger")
    headers = {"X-Amz-Target": "Postern_20261127.CreateAccount", "Content-Type": "application/x-amz-json-1.1"}
    request = signed(postern, stranger, "postern", "POST", body=b'{"AccountName": "mine"}', headers=headers)
    status, _, body = send(postern, **request)
    assert status == 400 and json.loads(body)["__type"] == "AccessDeniedException", body
    matches("not authorized to perform: postern:CreateAccount", body)


def trusting(*principals, **elements):
    return json.dumps(statement_of(Effect="Allow", Principal={"AWS": list(principals)}, Action="sts:AssumeRole", **elements))


class TestAssumingRolesOfAnotherAccount:
    def test_both_sides_must_allow_it(self, postern):
        home, abroad = postern.new_account("home"), postern.new_account("abroad")
        keys = postern.new_user_of(home, "traveller")
        user = f"arn:aws:iam::{home.id}:user/traveller"
        role = postern.client("iam", abroad).create_role(
            RoleName="guest", AssumeRolePolicyDocument=trusting(f"arn:aws:iam::{home.id}:root")
        )["Role"]["Arn"]
        sts = postern.client("sts", keys)
        code, message = refused(sts.assume_role, RoleArn=role, RoleSessionName="visit")
        assert code == "AccessDenied"
        matches(f"User: {user} is not authorized to perform: sts:AssumeRole on resource: {role}", message)
        postern.client("iam", home).put_user_policy(
            UserName="traveller", PolicyName="travel", PolicyDocument=allow("sts:AssumeRole", role)
        )
        session = sts.assume_role(RoleArn=role, RoleSessionName="visit")
        credentials = session["Credentials"]
        abroad_keys = credentials["AccessKeyId"], credentials["SecretAccessKey"], credentials["SessionToken"]
        identity = postern.client("sts", abroad_keys).get_caller_identity()
        assert identity["Account"] == abroad.id
        assert identity["Arn"] == f"arn:aws:sts::{abroad.id}:assumed-role/guest/visit"

    def test_an_identity_policy_alone_is_not_enough(self, postern):
        home, abroad = postern.new_account("home2"), postern.new_account("abroad2")
        keys = postern.new_user_of(home, "traveller", allow("sts:AssumeRole"))
        role = postern.client("iam", abroad).create_role(
            RoleName="closed", AssumeRolePolicyDocument=trusting(f"arn:aws:iam::{abroad.id}:root")
        )["Role"]["Arn"]
        assert refused(postern.client("sts", keys).assume_role, RoleArn=role, RoleSessionName="visit")[0] == "AccessDenied"

    def test_naming_the_user_in_the_trust_policy_does_not_spare_its_own_permission(self, postern):
        home, abroad = postern.new_account("home3"), postern.new_account("abroad3")
        keys = postern.new_user_of(home, "named")
        role = postern.client("iam", abroad).create_role(
            RoleName="named", AssumeRolePolicyDocument=trusting(f"arn:aws:iam::{home.id}:user/named")
        )["Role"]["Arn"]
        sts = postern.client("sts", keys)
        assert refused(sts.assume_role, RoleArn=role, RoleSessionName="visit")[0] == "AccessDenied"
        postern.client("iam", home).put_user_policy(
            UserName="named", PolicyName="travel", PolicyDocument=allow("sts:AssumeRole", role)
        )
        sts.assume_role(RoleArn=role, RoleSessionName="visit")

    def test_a_recreated_user_of_the_other_account_does_not_inherit_the_trust(self, postern):
        home, abroad = postern.new_account("home4"), postern.new_account("abroad4")
        postern.new_user_of(home, "mortal", allow("sts:AssumeRole"))
        role = postern.client("iam", abroad).create_role(
            RoleName="pinned", AssumeRolePolicyDocument=trusting(f"arn:aws:iam::{home.id}:user/mortal")
        )["Role"]["Arn"]
        iam = postern.client("iam", home)
        for key in iam.list_access_keys(UserName="mortal")["AccessKeyMetadata"]:
            iam.delete_access_key(UserName="mortal", AccessKeyId=key["AccessKeyId"])
        iam.delete_user_policy(UserName="mortal", PolicyName="given")
        iam.delete_user(UserName="mortal")
        keys = postern.new_user_of(home, "mortal", allow("sts:AssumeRole"))
        assert refused(postern.client("sts", keys).assume_role, RoleArn=role, RoleSessionName="visit")[0] == "AccessDenied"

    def test_an_external_id_is_demanded(self, postern):
        home, abroad = postern.new_account("home5"), postern.new_account("abroad5")
        keys = postern.new_user_of(home, "vendor", allow("sts:AssumeRole"))
        trust = trusting(f"arn:aws:iam::{home.id}:root", Condition={"StringEquals": {"sts:ExternalId": "1234"}})
        role = postern.client("iam", abroad).create_role(RoleName="external", AssumeRolePolicyDocument=trust)
        arn, sts = role["Role"]["Arn"], postern.client("sts", keys)
        assert refused(sts.assume_role, RoleArn=arn, RoleSessionName="visit")[0] == "AccessDenied"
        sts.assume_role(RoleArn=arn, RoleSessionName="visit", ExternalId="1234")


@pytest.fixture(scope="module")
def owner(postern):
    """An account with a function."""
    owner = postern.new_account("owner")
    trust_of_lambda = json.dumps(trust("lambda.amazonaws.com"))
    postern.client("iam", owner).create_role(RoleName="runs", AssumeRolePolicyDocument=trust_of_lambda)
    postern.new_function("echo", ECHO, role=f"arn:aws:iam::{owner.id}:role/runs", keys=owner)
    return owner


class TestFunctionsOfAnotherAccount:
    @staticmethod
    def arn(account):
        return f"arn:aws:lambda:{REGION}:{account.id}:function:echo"

    def test_its_policy_and_the_callers_must_both_allow_it(self, postern, owner):
        guest = postern.new_account("guest")
        keys = postern.new_user_of(guest, "caller")
        caller = postern.client("lambda", keys)
        arn = self.arn(owner)
        code, message = refused(caller.invoke, FunctionName=arn)
        assert code == "AccessDeniedException"
        matches(f"not authorized to perform: lambda:InvokeFunction on resource: {arn}", message)
        postern.client("iam", guest).put_user_policy(
            UserName="caller", PolicyName="invoke", PolicyDocument=allow("lambda:InvokeFunction", arn)
        )
        code, message = refused(caller.invoke, FunctionName=arn)
        matches("because no resource-based policy allows the lambda:InvokeFunction action", message)
        postern.client("lambda", owner).add_permission(
            FunctionName="echo", StatementId="guests", Action="lambda:InvokeFunction", Principal=guest.id
        )
        answer = json.load(caller.invoke(FunctionName=arn, Payload=b'"hi"')["Payload"])
        assert answer == {"echo": "hi", "arn": arn}
        postern.client("iam", guest).delete_user_policy(UserName="caller", PolicyName="invoke")
        code, message = refused(caller.invoke, FunctionName=arn)
        matches("because no identity-based policy allows the lambda:InvokeFunction action", message)

    def test_the_partial_arn_names_the_account_too(self, postern, owner):
        guest = postern.new_account("guest2")
        postern.client("lambda", owner).add_permission(
            FunctionName="echo", StatementId="partial", Action="lambda:InvokeFunction", Principal=guest.id
        )
        answer = postern.client("lambda", guest).invoke(FunctionName=f"{owner.id}:function:echo", Payload=b"1")
        assert json.load(answer["Payload"])["arn"] == self.arn(owner)

    def test_a_permission_for_one_user_is_none_for_others(self, postern, owner):
        guest = postern.new_account("guest3")
        chosen = postern.new_user_of(guest, "chosen", allow("lambda:InvokeFunction"))
        other = postern.new_user_of(guest, "other", allow("lambda:InvokeFunction"))
        postern.client("lambda", owner).add_permission(
            FunctionName="echo",
            StatementId="chosen",
            Action="lambda:InvokeFunction",
            Principal=f"arn:aws:iam::{guest.id}:user/chosen",
        )
        postern.client("lambda", chosen).invoke(FunctionName=self.arn(owner), Payload=b"1")
        assert refused(postern.client("lambda", other).invoke, FunctionName=self.arn(owner))[0] == "AccessDeniedException"

    def test_root_may_not_do_in_another_account_what_it_may_in_its_own(self, postern, owner):
        stranger = postern.client("lambda", postern.new_account("stranger2"))
        assert refused(stranger.get_function, FunctionName=self.arn(owner))[0] == "AccessDeniedException"
        assert refused(stranger.delete_function, FunctionName=self.arn(owner))[0] == "AccessDeniedException"

    def test_the_owner_finds_the_call_in_the_record(self, postern, owner):
        guest = postern.new_account("guest4")
        refused(postern.client("lambda", guest).invoke, FunctionName=self.arn(owner))
        event = [event for event in postern.audit("--decision", "denied") if event["eventName"] == "Invoke"][-1]
        assert event["userIdentity"]["accountId"] == guest.id and event["recipientAccountId"] == owner.id

    def test_a_role_of_another_account_runs_no_function(self, postern, owner):
        guest = postern.new_account("guest5")
        with pytest.raises(botocore.exceptions.ClientError) as caught:
            postern.new_function("thief", ECHO, role=f"arn:aws:iam::{owner.id}:role/runs", keys=guest)
        error = caught.value.response["Error"]
        assert (error["Code"], error["Message"]) == (
            "AccessDeniedException",
            "Cross-account pass role is not allowed.",
        )
