"""Organizations' own operations: what they answer, what they refuse, and that it lasts."""

import botocore.exceptions
import pytest

from organizations import RCP, SCP, Organization, rcp, scp
from policies import allow, refused
from postern import ACCOUNT, matches


@pytest.fixture(scope="module")
def organization(postern):
    return Organization(postern, SCP)


def reason(call, **arguments):
    """The code and the `Reason` of the error that a call must give."""
    with pytest.raises(botocore.exceptions.ClientError) as caught:
        call(**arguments)
    response = caught.value.response
    return response["Error"]["Code"], response.get("Reason") or response["Error"].get("Reason")


def test_an_account_without_an_organization_is_told_so(postern):
    alone = postern.client("organizations", postern.new_account("alone"))
    for call in (alone.describe_organization, alone.list_roots, alone.list_accounts, alone.leave_organization):
        assert refused(call) == (
            "AWSOrganizationsNotInUseException",
            "Your account is not a member of an organization.",
        )
    assert alone.list_handshakes_for_account()["Handshakes"] == []


class TestTheOrganization:
    def test_it_describes_itself_to_every_account(self, postern, organization):
        described = organization.client.describe_organization()["Organization"]
        matches(r"^o-[a-z0-9]{10}$", described["Id"])
        assert described["Arn"] == f"arn:aws:organizations::{ACCOUNT}:organization/{organization.id}"
        assert described["FeatureSet"] == "ALL"
        assert described["MasterAccountId"] == ACCOUNT
        assert described["MasterAccountArn"] == f"arn:aws:organizations::{ACCOUNT}:account/{organization.id}/{ACCOUNT}"
        assert described["AvailablePolicyTypes"] == [{"Type": SCP, "Status": "ENABLED"}]
        member = postern.client("organizations", organization.account("described"))
        assert member.describe_organization()["Organization"] == described

    def test_it_has_one_root(self, organization):
        (root,) = organization.client.list_roots()["Roots"]
        matches(r"^r-[a-z0-9]{4}$", root["Id"])
        assert root["Arn"] == f"arn:aws:organizations::{ACCOUNT}:root/{organization.id}/{root['Id']}"
        assert (root["Name"], root["PolicyTypes"]) == ("Root", [{"Type": SCP, "Status": "ENABLED"}])

    def test_an_account_is_in_one_organization_only(self, postern, organization):
        assert refused(organization.client.create_organization)[0] == "AlreadyInOrganizationException"
        member = postern.client("organizations", organization.account("only-one"))
        assert refused(member.create_organization)[0] == "AlreadyInOrganizationException"

    def test_its_service_linked_role_is_there(self, postern, organization):
        role = postern.client("iam").get_role(RoleName="AWSServiceRoleForOrganizations")["Role"]
        assert role["Path"] == "/aws-service-role/organizations.amazonaws.com/"

    def test_it_goes_when_no_other_account_is_in_it(self, postern):
        keys = postern.new_account("short-lived")
        client = postern.client("organizations", keys)
        client.create_organization(FeatureSet="ALL")
        root = client.list_roots()["Roots"][0]["Id"]
        client.create_organizational_unit(ParentId=root, Name="one")
        member = client.create_account(AccountName="guest", Email="guest@example.com")["CreateAccountStatus"]["Id"]
        account = client.describe_create_account_status(CreateAccountRequestId=member)["CreateAccountStatus"]["AccountId"]
        assert refused(client.delete_organization)[0] == "OrganizationNotEmptyException"
        client.remove_account_from_organization(AccountId=account)
        client.delete_organization()
        assert refused(client.describe_organization)[0] == "AWSOrganizationsNotInUseException"
        client.create_organization(FeatureSet="ALL")
        assert client.list_organizational_units_for_parent(ParentId=client.list_roots()["Roots"][0]["Id"])[
            "OrganizationalUnits"
        ] == []

    def test_one_for_billing_alone_has_no_policies(self, postern):
        client = postern.client("organizations", postern.new_account("payer"))
        made = client.create_organization(FeatureSet="CONSOLIDATED_BILLING")["Organization"]
        assert (made["FeatureSet"], made["AvailablePolicyTypes"]) == ("CONSOLIDATED_BILLING", [])
        root = client.list_roots()["Roots"][0]["Id"]
        code, _ = refused(client.enable_policy_type, RootId=root, PolicyType=SCP)
        assert code == "PolicyTypeNotAvailableForOrganizationException"
        assert reason(client.list_aws_service_access_for_organization) == (
            "ConstraintViolationException",
            "ORGANIZATION_NOT_IN_ALL_FEATURES_MODE",
        )


class TestUnits:
    def test_a_unit_is_made_found_renamed_and_deleted(self, organization):
        client = organization.client
        unit = client.create_organizational_unit(ParentId=organization.root, Name="workloads")["OrganizationalUnit"]
        matches(rf"^ou-{organization.root[2:]}-[a-z0-9]{{8}}$", unit["Id"])
        assert unit["Arn"] == f"arn:aws:organizations::{ACCOUNT}:ou/{organization.id}/{unit['Id']}"
        assert unit["Path"] == f"{organization.id}/{organization.root}/{unit['Id']}/"
        assert client.describe_organizational_unit(OrganizationalUnitId=unit["Id"])["OrganizationalUnit"] == unit
        renamed = client.update_organizational_unit(OrganizationalUnitId=unit["Id"], Name="sandbox")
        assert renamed["OrganizationalUnit"]["Name"] == "sandbox"
        client.delete_organizational_unit(OrganizationalUnitId=unit["Id"])
        code, _ = refused(client.describe_organizational_unit, OrganizationalUnitId=unit["Id"])
        assert code == "OrganizationalUnitNotFoundException"

    def test_names_are_unique_under_one_parent(self, organization):
        first, second = organization.unit("twin-parent"), organization.unit("twin")
        assert refused(
            organization.client.create_organizational_unit, ParentId=organization.root, Name="twin"
        ) == ("DuplicateOrganizationalUnitException", "An OU with the same name already exists.")
        organization.unit("twin", first)
        code, _ = refused(
            organization.client.update_organizational_unit, OrganizationalUnitId=second, Name="twin-parent"
        )
        assert code == "DuplicateOrganizationalUnitException"

    def test_five_levels_and_no_more(self, organization):
        parent = organization.root
        for level in range(5):
            parent = organization.unit(f"level-{level}", parent)
        assert reason(organization.client.create_organizational_unit, ParentId=parent, Name="too deep") == (
            "ConstraintViolationException",
            "OU_DEPTH_LIMIT_EXCEEDED",
        )

    def test_only_an_empty_unit_is_deleted(self, organization):
        outer = organization.unit("outer")
        inner = organization.unit("inner", outer)
        delete = organization.client.delete_organizational_unit
        assert refused(delete, OrganizationalUnitId=outer)[0] == "OrganizationalUnitNotEmptyException"
        account = organization.account("dweller", inner)
        assert refused(delete, OrganizationalUnitId=inner)[0] == "OrganizationalUnitNotEmptyException"
        organization.client.move_account(
            AccountId=account.id, SourceParentId=inner, DestinationParentId=organization.root
        )
        delete(OrganizationalUnitId=inner)
        delete(OrganizationalUnitId=outer)

    def test_the_tree_can_be_walked_both_ways(self, organization):
        client = organization.client
        outer = organization.unit("walk-outer")
        inner = organization.unit("walk-inner", outer)
        account = organization.account("walker", inner).id
        assert client.list_children(ParentId=outer, ChildType="ORGANIZATIONAL_UNIT")["Children"] == [
            {"Id": inner, "Type": "ORGANIZATIONAL_UNIT"}
        ]
        assert client.list_children(ParentId=outer, ChildType="ACCOUNT")["Children"] == []
        assert client.list_children(ParentId=inner, ChildType="ACCOUNT")["Children"] == [
            {"Id": account, "Type": "ACCOUNT"}
        ]
        assert [found["Id"] for found in client.list_accounts_for_parent(ParentId=inner)["Accounts"]] == [account]
        units = client.list_organizational_units_for_parent(ParentId=outer)["OrganizationalUnits"]
        assert [unit["Id"] for unit in units] == [inner]
        assert client.list_parents(ChildId=account)["Parents"] == [{"Id": inner, "Type": "ORGANIZATIONAL_UNIT"}]
        assert client.list_parents(ChildId=outer)["Parents"] == [{"Id": organization.root, "Type": "ROOT"}]

    @pytest.mark.parametrize(
        ("operation", "arguments", "code"),
        [
            ("create_organizational_unit", {"ParentId": "r-zzzz", "Name": "x"}, "ParentNotFoundException"),
            ("list_children", {"ParentId": "ou-zzzz-zzzzzzzz", "ChildType": "ACCOUNT"}, "ParentNotFoundException"),
            ("list_accounts_for_parent", {"ParentId": "r-zzzz"}, "ParentNotFoundException"),
            ("list_organizational_units_for_parent", {"ParentId": "r-zzzz"}, "ParentNotFoundException"),
            ("list_parents", {"ChildId": "999999999999"}, "ChildNotFoundException"),
            ("update_organizational_unit", {"OrganizationalUnitId": "ou-zzzz-zzzzzzzz"}, "OrganizationalUnitNotFoundException"),
            ("delete_organizational_unit", {"OrganizationalUnitId": "ou-zzzz-zzzzzzzz"}, "OrganizationalUnitNotFoundException"),
        ],
    )
    def test_what_does_not_exist_is_named(self, organization, operation, arguments, code):
        assert refused(getattr(organization.client, operation), **arguments)[0] == code


class TestAccounts:
    def test_a_new_account_is_a_member_with_a_role_for_the_management_account(self, postern, organization):
        client = organization.client
        asked = client.create_account(
            AccountName="Fresh Account", Email="fresh@example.com", Tags=[{"Key": "stage", "Value": "dev"}]
        )["CreateAccountStatus"]
        matches(r"^car-[a-z0-9]{32}$", asked["Id"])
        assert (asked["State"], asked["AccountName"], asked.get("AccountId")) == ("IN_PROGRESS", "Fresh Account", None)
        done = client.describe_create_account_status(CreateAccountRequestId=asked["Id"])["CreateAccountStatus"]
        assert done["State"] == "SUCCEEDED" and done["CompletedTimestamp"] >= done["RequestedTimestamp"]
        account = client.describe_account(AccountId=done["AccountId"])["Account"]
        assert account["Arn"] == f"arn:aws:organizations::{ACCOUNT}:account/{organization.id}/{account['Id']}"
        assert (account["Name"], account["Email"]) == ("Fresh Account", "fresh@example.com")
        assert (account["Status"], account["State"], account["JoinedMethod"]) == ("ACTIVE", "ACTIVE", "CREATED")
        assert account["Paths"] == [f"{organization.id}/{organization.root}/{account['Id']}/"]
        assert client.list_tags_for_resource(ResourceId=account["Id"])["Tags"] == [{"Key": "stage", "Value": "dev"}]
        keys = postern.new_user("organization-admin", "AdministratorAccess")
        session = postern.client("sts", keys).assume_role(
            RoleArn=f"arn:aws:iam::{account['Id']}:role/OrganizationAccountAccessRole", RoleSessionName="admin"
        )["Credentials"]
        inside = session["AccessKeyId"], session["SecretAccessKey"], session["SessionToken"]
        assert postern.client("sts", inside).get_caller_identity()["Account"] == account["Id"]
        postern.client("iam", inside).create_user(UserName="made-by-management")

    def test_the_role_can_have_another_name(self, postern, organization):
        status = organization.client.create_account(
            AccountName="named", Email="named-role@example.com", RoleName="Owners"
        )["CreateAccountStatus"]["Id"]
        done = organization.client.describe_create_account_status(CreateAccountRequestId=status)
        keys = postern.root_keys(done["CreateAccountStatus"]["AccountId"])
        names = [role["RoleName"] for role in postern.client("iam", keys).list_roles()["Roles"]]
        assert sorted(names) == ["AWSServiceRoleForOrganizations", "Owners"]

    def test_an_address_is_given_to_one_account_only(self, organization):
        organization.account("taken")
        status = organization.client.create_account(AccountName="again", Email="TAKEN@example.com")
        done = organization.client.describe_create_account_status(
            CreateAccountRequestId=status["CreateAccountStatus"]["Id"]
        )["CreateAccountStatus"]
        assert (done["State"], done["FailureReason"]) == ("FAILED", "EMAIL_ALREADY_EXISTS")
        failed = organization.client.list_create_account_status(States=["FAILED"])["CreateAccountStatuses"]
        assert done["Id"] in [status["Id"] for status in failed]
        assert all(status["State"] == "FAILED" for status in failed)

    def test_every_account_is_listed(self, organization):
        account = organization.account("listed").id
        accounts = [
            found for page in organization.client.get_paginator("list_accounts").paginate() for found in page["Accounts"]
        ]
        by_id = {found["Id"]: found for found in accounts}
        assert by_id[ACCOUNT]["JoinedMethod"] == "INVITED" and by_id[account]["JoinedMethod"] == "CREATED"
        assert len(by_id) == len(accounts)

    def test_an_account_moves(self, organization):
        client, first, second = organization.client, organization.unit("from"), organization.unit("to")
        account = organization.account("mover", first).id
        move = client.move_account
        for code, source, destination in (
            ("SourceParentNotFoundException", second, organization.root),
            ("DestinationParentNotFoundException", first, "ou-zzzz-zzzzzzzz"),
            ("DuplicateAccountException", first, first),
        ):
            error = refused(move, AccountId=account, SourceParentId=source, DestinationParentId=destination)
            assert error[0] == code
        code, _ = refused(
            move, AccountId="999999999999", SourceParentId=first, DestinationParentId=second
        )
        assert code == "AccountNotFoundException"
        move(AccountId=account, SourceParentId=first, DestinationParentId=second)
        assert client.list_parents(ChildId=account)["Parents"][0]["Id"] == second

    def test_a_removed_account_stands_alone(self, postern, organization):
        account = organization.account("leaver")
        organization.client.remove_account_from_organization(AccountId=account.id)
        code, _ = refused(organization.client.describe_account, AccountId=account.id)
        assert code == "AccountNotFoundException"
        alone = postern.client("organizations", account)
        assert refused(alone.describe_organization)[0] == "AWSOrganizationsNotInUseException"
        assert postern.client("sts", account).get_caller_identity()["Account"] == account.id

    def test_a_member_leaves_by_itself_but_the_management_account_stays(self, postern, organization):
        account = organization.account("quitter")
        postern.client("organizations", account).leave_organization()
        assert refused(organization.client.describe_account, AccountId=account.id)[0] == "AccountNotFoundException"
        assert refused(organization.client.leave_organization)[0] == "MasterCannotLeaveOrganizationException"
        code, _ = refused(organization.client.remove_account_from_organization, AccountId=ACCOUNT)
        assert code == "MasterCannotLeaveOrganizationException"

    def test_a_closed_account_is_suspended_and_its_credentials_end(self, postern, organization):
        client, account = organization.client, organization.account("closing")
        user = postern.new_user_of(account, "inside", allow("*"))
        client.close_account(AccountId=account.id)
        described = client.describe_account(AccountId=account.id)["Account"]
        assert (described["Status"], described["State"]) == ("SUSPENDED", "SUSPENDED")
        for keys in (account, user):
            assert refused(postern.client("sts", keys).get_caller_identity)[0] == "InvalidClientTokenId"
        assert refused(client.close_account, AccountId=account.id)[0] == "AccountAlreadyClosedException"
        assert reason(client.close_account, AccountId=ACCOUNT) == (
            "ConstraintViolationException",
            "CANNOT_CLOSE_MANAGEMENT_ACCOUNT",
        )
        listed = postern.command("account", "list").splitlines()
        assert any(line.startswith(account.id) and "SUSPENDED" in line for line in listed)

    def test_requests_that_do_not_exist(self, organization):
        code, _ = refused(
            organization.client.describe_create_account_status, CreateAccountRequestId="car-00000000000000000000000000000000"
        )
        assert code == "CreateAccountStatusNotFoundException"

    def test_a_reserved_role_name_is_refused(self, organization):
        assert reason(
            organization.client.create_account,
            AccountName="bad",
            Email="bad@example.com",
            RoleName="AWSServiceRoleForMe",
        ) == ("InvalidInputException", "INVALID_ROLE_NAME")


class TestHandshakes:
    def invite(self, organization, account, **settings):
        target = {"Id": account.id, "Type": "ACCOUNT"}
        return organization.client.invite_account_to_organization(Target=target, **settings)["Handshake"]

    def test_an_invited_account_joins(self, postern, organization):
        account = postern.new_account("invited")
        handshake = self.invite(organization, account, Notes="come in", Tags=[{"Key": "via", "Value": "letter"}])
        matches(r"^h-[a-z0-9]{8,32}$", handshake["Id"])
        assert handshake["Arn"] == (
            f"arn:aws:organizations::{ACCOUNT}:handshake/{organization.id}/invite/{handshake['Id']}"
        )
        assert (handshake["State"], handshake["Action"]) == ("OPEN", "INVITE")
        assert handshake["Parties"] == [
            {"Id": organization.id, "Type": "ORGANIZATION"},
            {"Id": account.id, "Type": "ACCOUNT"},
        ]
        assert {"Type": "NOTES", "Value": "come in"} in handshake["Resources"]
        assert (handshake["ExpirationTimestamp"] - handshake["RequestedTimestamp"]).days == 15
        invited = postern.client("organizations", account)
        assert invited.list_handshakes_for_account()["Handshakes"] == [handshake]
        accepted = invited.accept_handshake(HandshakeId=handshake["Id"])["Handshake"]
        assert accepted == handshake | {"State": "ACCEPTED"}
        joined = organization.client.describe_account(AccountId=account.id)["Account"]
        assert joined["JoinedMethod"] == "INVITED"
        assert organization.client.list_tags_for_resource(ResourceId=account.id)["Tags"] == [
            {"Key": "via", "Value": "letter"}
        ]
        assert refused(invited.accept_handshake, HandshakeId=handshake["Id"])[0] == "HandshakeAlreadyInStateException"
        assert refused(invited.decline_handshake, HandshakeId=handshake["Id"])[0] == "InvalidHandshakeTransitionException"
        cancel = organization.client.cancel_handshake
        assert refused(cancel, HandshakeId=handshake["Id"])[0] == "InvalidHandshakeTransitionException"
        again = organization.client.invite_account_to_organization
        assert reason(again, Target={"Id": account.id, "Type": "ACCOUNT"}) == (
            "HandshakeConstraintViolationException",
            "ALREADY_IN_AN_ORGANIZATION",
        )

    def test_an_account_is_invited_by_its_address_and_declines(self, postern, organization):
        id = postern.command("account", "create", "--name", "shy", "--email", "shy@example.com").strip()
        client = postern.client("organizations", postern.root_keys(id))
        organization.client.invite_account_to_organization(Target={"Id": "shy@example.com", "Type": "EMAIL"})
        (handshake,) = client.list_handshakes_for_account()["Handshakes"]
        assert {"Id": "shy@example.com", "Type": "EMAIL"} in handshake["Parties"]
        assert client.decline_handshake(HandshakeId=handshake["Id"])["Handshake"]["State"] == "DECLINED"
        assert refused(client.accept_handshake, HandshakeId=handshake["Id"])[0] == "InvalidHandshakeTransitionException"
        assert refused(organization.client.describe_account, AccountId=id)[0] == "AccountNotFoundException"

    def test_the_sender_cancels(self, postern, organization):
        account = postern.new_account("cancelled")
        handshake = self.invite(organization, account)
        assert refused(
            organization.client.invite_account_to_organization, Target={"Id": account.id, "Type": "ACCOUNT"}
        )[0] == "DuplicateHandshakeException"
        ended = organization.client.cancel_handshake(HandshakeId=handshake["Id"])["Handshake"]
        assert ended["State"] == "CANCELED"
        invited = postern.client("organizations", account)
        assert refused(invited.accept_handshake, HandshakeId=handshake["Id"])[0] == "InvalidHandshakeTransitionException"
        self.invite(organization, account)

    def test_each_side_ends_it_in_its_own_way_only(self, postern, organization):
        account, stranger = postern.new_account("party"), postern.client("organizations", postern.new_account("nobody"))
        handshake = self.invite(organization, account)["Id"]
        invited = postern.client("organizations", account)
        for call in (
            organization.client.accept_handshake,
            organization.client.decline_handshake,
            invited.cancel_handshake,
            stranger.accept_handshake,
            stranger.describe_handshake,
        ):
            assert refused(call, HandshakeId=handshake) == (
                "AccessDeniedException",
                "You don't have permissions to access this resource.",
            )
        described = [
            client.describe_handshake(HandshakeId=handshake)["Handshake"] for client in (invited, organization.client)
        ]
        assert described[0] == described[1]
        assert refused(invited.describe_handshake, HandshakeId="h-00000000")[0] == "HandshakeNotFoundException"

    def test_lists_are_filtered(self, organization):
        sent = organization.client.list_handshakes_for_organization(Filter={"ActionType": "INVITE"})["Handshakes"]
        assert sent and all(handshake["Action"] == "INVITE" for handshake in sent)
        assert (
            organization.client.list_handshakes_for_organization(Filter={"ActionType": "ENABLE_ALL_FEATURES"})[
                "Handshakes"
            ]
            == []
        )

    @pytest.mark.parametrize(
        ("target", "reason_code"),
        [
            ({"Id": "999999999999", "Type": "ACCOUNT"}, "TARGET_NOT_SUPPORTED"),
            ({"Id": "nobody@example.com", "Type": "EMAIL"}, "INVALID_EMAIL_ADDRESS_TARGET"),
            ({"Id": "o-abcdefghij", "Type": "ORGANIZATION"}, "INVALID_PARTY_TYPE_TARGET"),
        ],
    )
    def test_whom_nobody_can_invite(self, organization, target, reason_code):
        assert reason(organization.client.invite_account_to_organization, Target=target) == (
            "InvalidInputException",
            reason_code,
        )


class TestPolicyTypes:
    def test_enabling_attaches_what_allows_everything_and_disabling_detaches_all(self, postern):
        client = postern.client("organizations", postern.new_account("typed"))
        client.create_organization(FeatureSet="ALL")
        root = client.list_roots()["Roots"][0]["Id"]
        unit = client.create_organizational_unit(ParentId=root, Name="unit")["OrganizationalUnit"]["Id"]
        disable = client.disable_policy_type
        assert refused(disable, RootId=root, PolicyType=SCP)[0] == "PolicyTypeNotEnabledException"
        for policy_type, policy in ((SCP, "p-FullAWSAccess"), (RCP, "p-RCPFullAWSAccess")):
            enabled = client.enable_policy_type(RootId=root, PolicyType=policy_type)["Root"]
            assert {"Type": policy_type, "Status": "ENABLED"} in enabled["PolicyTypes"]
            code, _ = refused(client.enable_policy_type, RootId=root, PolicyType=policy_type)
            assert code == "PolicyTypeAlreadyEnabledException"
            targets = [target["TargetId"] for target in client.list_targets_for_policy(PolicyId=policy)["Targets"]]
            assert root in targets and unit in targets and len(targets) == 3
        later = client.create_organizational_unit(ParentId=root, Name="later")["OrganizationalUnit"]["Id"]
        for policy_type, policy in ((SCP, "p-FullAWSAccess"), (RCP, "p-RCPFullAWSAccess")):
            attached = client.list_policies_for_target(TargetId=later, Filter=policy_type)["Policies"]
            assert [found["Id"] for found in attached] == [policy]
        assert disable(RootId=root, PolicyType=RCP)["Root"]["PolicyTypes"] == [{"Type": SCP, "Status": "ENABLED"}]
        assert client.list_policies_for_target(TargetId=unit, Filter=RCP)["Policies"] == []
        assert len(client.list_policies_for_target(TargetId=unit, Filter=SCP)["Policies"]) == 1

    def test_other_types_are_named_as_not_supported(self, organization):
        code, message = refused(
            organization.client.enable_policy_type, RootId=organization.root, PolicyType="TAG_POLICY"
        )
        assert code == "PolicyTypeNotAvailableForOrganizationException" and "TAG_POLICY" in message
        code, message = refused(
            organization.client.create_policy, Name="t", Description="", Type="BACKUP_POLICY", Content="{}"
        )
        assert code == "PolicyTypeNotAvailableForOrganizationException" and "BACKUP_POLICY" in message
        assert reason(organization.client.list_policies, Filter="TAG_POLICY") == (
            "InvalidInputException",
            "INVALID_ENUM_POLICY_TYPE",
        )

    def test_an_unknown_root(self, organization):
        code, _ = refused(organization.client.enable_policy_type, RootId="r-zzzz", PolicyType=RCP)
        assert code == "RootNotFoundException"


class TestPolicies:
    def test_a_policy_is_made_changed_and_deleted(self, organization):
        client, content = organization.client, '{"Version":"2012-10-17","Statement":{"Effect":"Deny","Action":"s3:*","Resource":"*"}}'
        made = client.create_policy(
            Name="no-s3", Description="nobody reads", Type=SCP, Content=content, Tags=[{"Key": "k", "Value": "v"}]
        )["Policy"]
        summary = made["PolicySummary"]
        matches(r"^p-[a-z0-9]{10}$", summary["Id"])
        assert summary == {
            "Id": summary["Id"],
            "Arn": f"arn:aws:organizations::{ACCOUNT}:policy/{organization.id}/service_control_policy/{summary['Id']}",
            "Name": "no-s3",
            "Description": "nobody reads",
            "Type": SCP,
            "AwsManaged": False,
        }
        assert made["Content"] == content
        assert client.describe_policy(PolicyId=summary["Id"])["Policy"] == made
        changed = client.update_policy(PolicyId=summary["Id"], Name="no-s3-at-all", Content=content + " ")["Policy"]
        assert changed["PolicySummary"] == summary | {"Name": "no-s3-at-all"} and changed["Content"] == content + " "
        client.delete_policy(PolicyId=summary["Id"])
        assert refused(client.describe_policy, PolicyId=summary["Id"]) == (
            "PolicyNotFoundException",
            "You specified a policy that doesn't exist.",
        )

    def test_the_policies_of_aws_can_be_read_and_not_changed(self, organization):
        client = organization.client
        policy = client.describe_policy(PolicyId="p-FullAWSAccess")["Policy"]
        assert policy["PolicySummary"]["AwsManaged"] is True
        assert policy["PolicySummary"]["Arn"] == (
            "arn:aws:organizations::aws:policy/service_control_policy/p-FullAWSAccess"
        )
        immutable = ("InvalidInputException", "IMMUTABLE_POLICY")
        assert reason(client.update_policy, PolicyId="p-FullAWSAccess", Name="x") == immutable
        assert reason(client.delete_policy, PolicyId="p-FullAWSAccess") == immutable
        own = client.describe_policy(PolicyId="p-RCPFullAWSAccess")["Policy"]["PolicySummary"]
        assert own["Type"] == RCP

    def test_names_are_unique(self, organization):
        organization.policy("unique", scp("Deny", "s3:*"))
        other = organization.policy("other-name", scp("Deny", "s3:*"))
        create = organization.client.create_policy
        document = '{"Version":"2012-10-17","Statement":{"Effect":"Deny","Action":"s3:*","Resource":"*"}}'
        for name in ("unique", "FullAWSAccess"):
            assert refused(create, Name=name, Description="", Type=SCP, Content=document) == (
                "DuplicatePolicyException",
                "A policy with the same name already exists.",
            )
        assert refused(organization.client.update_policy, PolicyId=other, Name="unique")[0] == "DuplicatePolicyException"

    @pytest.mark.parametrize(
        ("policy_type", "content"),
        [
            (SCP, "{"),
            (SCP, "{}"),
            (SCP, '{"Version":"2012-10-17","Statement":{"Effect":"Deny","Action":"s3:*"}}'),
            (SCP, '{"Version":"2012-10-17","Statement":{"Effect":"Deny","Principal":"*","Action":"s3:*","Resource":"*"}}'),
            (RCP, '{"Version":"2012-10-17","Statement":{"Effect":"Deny","Action":"s3:*","Resource":"*"}}'),
            (RCP, '{"Version":"2012-10-17","Statement":{"Effect":"Allow","Principal":"*","Action":"*","Resource":"*"}}'),
        ],
    )
    def test_a_document_that_is_none_is_refused(self, organization, policy_type, content):
        code, message = refused(
            organization.client.create_policy, Name="broken", Description="", Type=policy_type, Content=content
        )
        assert code == "MalformedPolicyDocumentException"
        matches("^The provided policy document does not meet the requirements of the specified policy type", message)

    def test_a_document_of_5120_bytes_fits_and_one_more_does_not(self, organization):
        document = '{"Version":"2012-10-17","Statement":{"Effect":"Deny","Action":"s3:*","Resource":"*"}}'
        padded = document + " " * (5120 - len(document))
        organization.policy("as-large-as-can-be", padded)
        assert reason(
            organization.client.create_policy, Name="too-large", Description="", Type=SCP, Content=padded + " "
        ) == ("ConstraintViolationException", "POLICY_CONTENT_LIMIT_EXCEEDED")

    def test_policies_are_attached_and_detached(self, organization):
        client, unit = organization.client, organization.unit("attached-to")
        policy = organization.policy("attachable", scp("Deny", "s3:*"), target=unit)
        attached = client.list_policies_for_target(TargetId=unit, Filter=SCP)["Policies"]
        assert sorted(found["Name"] for found in attached) == ["FullAWSAccess", "attachable"]
        assert client.list_targets_for_policy(PolicyId=policy)["Targets"] == [
            {
                "TargetId": unit,
                "Arn": f"arn:aws:organizations::{ACCOUNT}:ou/{organization.id}/{unit}",
                "Name": "attached-to",
                "Type": "ORGANIZATIONAL_UNIT",
            }
        ]
        assert refused(client.attach_policy, PolicyId=policy, TargetId=unit)[0] == "DuplicatePolicyAttachmentException"
        assert refused(client.delete_policy, PolicyId=policy)[0] == "PolicyInUseException"
        client.detach_policy(PolicyId=policy, TargetId=unit)
        assert refused(client.detach_policy, PolicyId=policy, TargetId=unit)[0] == "PolicyNotAttachedException"
        client.delete_policy(PolicyId=policy)

    def test_at_least_one_and_at_most_five_are_attached(self, organization):
        client, unit = organization.client, organization.unit("bounds")
        assert reason(client.detach_policy, PolicyId="p-FullAWSAccess", TargetId=unit) == (
            "ConstraintViolationException",
            "MIN_POLICY_TYPE_ATTACHMENT_LIMIT_EXCEEDED",
        )
        for number in range(4):
            organization.policy(f"bound-{number}", scp("Deny", "s3:*"), target=unit)
        sixth = organization.policy("bound-too-many", scp("Deny", "s3:*"))
        assert reason(client.attach_policy, PolicyId=sixth, TargetId=unit) == (
            "ConstraintViolationException",
            "MAX_POLICY_TYPE_ATTACHMENT_LIMIT_EXCEEDED",
        )
        client.detach_policy(PolicyId="p-FullAWSAccess", TargetId=unit)
        client.attach_policy(PolicyId=sixth, TargetId=unit)

    def test_a_type_must_be_enabled_to_attach(self, organization):
        client = organization.client
        policy = organization.policy("unattachable", rcp("s3:*"), RCP)
        assert refused(client.attach_policy, PolicyId=policy, TargetId=organization.root) == (
            "PolicyTypeNotEnabledException",
            "This operation can be performed only for enabled policy types.",
        )

    def test_what_does_not_exist_is_named(self, organization):
        client, policy = organization.client, organization.policy("lonely", scp("Deny", "s3:*"))
        assert refused(client.attach_policy, PolicyId=policy, TargetId="999999999999")[0] == "TargetNotFoundException"
        code, _ = refused(client.attach_policy, PolicyId="p-0000000000", TargetId=organization.root)
        assert code == "PolicyNotFoundException"
        assert refused(client.delete_policy, PolicyId="p-0000000000")[0] == "PolicyNotFoundException"
        assert refused(client.list_targets_for_policy, PolicyId="p-0000000000")[0] == "PolicyNotFoundException"
        code, _ = refused(client.list_policies_for_target, TargetId="999999999999", Filter=SCP)
        assert code == "TargetNotFoundException"


class TestTags:
    @pytest.mark.parametrize("kind", ["root", "unit", "account", "policy"])
    def test_everything_bears_tags(self, organization, kind):
        client = organization.client
        resource = {
            "root": lambda: organization.root,
            "unit": lambda: organization.unit("tagged"),
            "account": lambda: organization.account("tagged").id,
            "policy": lambda: organization.policy("tagged", scp("Deny", "s3:*")),
        }[kind]()
        client.tag_resource(ResourceId=resource, Tags=[{"Key": "a", "Value": "1"}, {"Key": "b", "Value": "2"}])
        client.tag_resource(ResourceId=resource, Tags=[{"Key": "a", "Value": "3"}])
        tags = client.list_tags_for_resource(ResourceId=resource)["Tags"]
        assert {tag["Key"]: tag["Value"] for tag in tags} == {"a": "3", "b": "2"}
        client.untag_resource(ResourceId=resource, TagKeys=["a", "b"])
        assert client.list_tags_for_resource(ResourceId=resource)["Tags"] == []

    def test_bad_tags_are_refused(self, organization):
        tag = organization.client.tag_resource
        twice = [{"Key": "a", "Value": "1"}, {"Key": "a", "Value": "2"}]
        many = [{"Key": f"k{number}", "Value": ""} for number in range(51)]
        system = [{"Key": "aws:mine", "Value": "x"}]
        for tags, expected in (
            (twice, ("InvalidInputException", "DUPLICATE_TAG_KEY")),
            (system, ("InvalidInputException", "INVALID_SYSTEM_TAGS_PARAMETER")),
            (many, ("ConstraintViolationException", "MAX_TAG_LIMIT_EXCEEDED")),
        ):
            assert reason(tag, ResourceId=organization.root, Tags=tags) == expected
        assert refused(tag, ResourceId="999999999999", Tags=twice[:1])[0] == "TargetNotFoundException"


def test_services_are_trusted_and_no_longer(organization):
    client = organization.client
    client.enable_aws_service_access(ServicePrincipal="sso.amazonaws.com")
    client.enable_aws_service_access(ServicePrincipal="config.amazonaws.com")
    listed = client.list_aws_service_access_for_organization()["EnabledServicePrincipals"]
    assert [service["ServicePrincipal"] for service in listed] == ["config.amazonaws.com", "sso.amazonaws.com"]
    client.disable_aws_service_access(ServicePrincipal="sso.amazonaws.com")
    client.disable_aws_service_access(ServicePrincipal="config.amazonaws.com")
    assert client.list_aws_service_access_for_organization()["EnabledServicePrincipals"] == []
    assert client.list_delegated_administrators()["DelegatedAdministrators"] == []
    assert reason(client.enable_aws_service_access, ServicePrincipal="nonsense") == (
        "InvalidInputException",
        "UNRECOGNIZED_SERVICE_PRINCIPAL",
    )


def test_long_lists_come_in_pages(organization):
    parent = organization.unit("pages")
    made = {organization.unit(f"page-{number:02}", parent) for number in range(23)}
    client = organization.client
    first = client.list_organizational_units_for_parent(ParentId=parent)
    assert len(first["OrganizationalUnits"]) == 20 and first["NextToken"]
    paginator = client.get_paginator("list_organizational_units_for_parent")
    pages = list(paginator.paginate(ParentId=parent, PaginationConfig={"PageSize": 7}))
    sizes = [len(page["OrganizationalUnits"]) for page in pages]
    assert sizes == [7, 7, 7, 2]
    found = [unit["Id"] for page in pages for unit in page["OrganizationalUnits"]]
    assert len(found) == 23 and set(found) == made
    assert reason(client.list_accounts, NextToken="%%%") == ("InvalidInputException", "INVALID_NEXT_TOKEN")


def test_values_out_of_bounds_are_refused_with_their_reason(postern, organization):
    client = postern.client("organizations", parameter_validation=False)
    for call, arguments, expected in (
        (client.describe_account, {"AccountId": "12345"}, "INVALID_PATTERN"),
        (client.list_accounts, {"MaxResults": 21}, "MAX_VALUE_EXCEEDED"),
        (client.list_policies, {"Filter": "NO_POLICY"}, "INVALID_ENUM"),
        (client.create_organizational_unit, {"ParentId": organization.root, "Name": "n" * 129}, "MAX_LENGTH_EXCEEDED"),
        (client.create_organizational_unit, {"ParentId": organization.root}, "INPUT_REQUIRED"),
    ):
        assert reason(call, **arguments) == ("InvalidInputException", expected)


class TestWhoMayCall:
    MANAGEMENT_ONLY = [
        ("list_roots", {}),
        ("list_accounts", {}),
        ("list_policies", {"Filter": SCP}),
        ("describe_policy", {"PolicyId": "p-FullAWSAccess"}),
        ("create_account", {"AccountName": "x", "Email": "x@example.com"}),
        ("create_policy", {"Name": "x", "Description": "", "Type": SCP, "Content": "{}"}),
        ("list_handshakes_for_organization", {}),
        ("delete_organization", {}),
        ("describe_account", {"AccountId": ACCOUNT}),
        ("list_create_account_status", {}),
    ]

    def test_other_members_may_only_look_at_the_organization(self, postern, organization):
        member = postern.client("organizations", organization.account("plain-member"))
        member.describe_organization()
        for operation, arguments in self.MANAGEMENT_ONLY:
            assert refused(getattr(member, operation), **arguments) == (
                "AccessDeniedException",
                "You don't have permissions to access this resource.",
            ), operation

    def test_a_user_of_the_management_account_needs_a_policy(self, postern, organization):
        keys = postern.new_user("org-reader")
        client = postern.client("organizations", keys)
        unit = organization.unit("guarded")
        arn = f"arn:aws:organizations::{ACCOUNT}:ou/{organization.id}/{unit}"
        code, message = refused(client.describe_organizational_unit, OrganizationalUnitId=unit)
        assert code == "AccessDeniedException"
        matches(f"not authorized to perform: organizations:DescribeOrganizationalUnit on resource: {arn}", message)
        for operation, arguments in self.MANAGEMENT_ONLY:
            code, message = refused(getattr(client, operation), **arguments)
            assert code == "AccessDeniedException"
            matches("is not authorized to perform: organizations:", message)
        postern.client("iam").put_user_policy(
            UserName="org-reader",
            PolicyName="one-unit",
            PolicyDocument=allow("organizations:DescribeOrganizationalUnit", arn),
        )
        client.describe_organizational_unit(OrganizationalUnitId=unit)
        other = organization.unit("other-guarded")
        assert refused(client.describe_organizational_unit, OrganizationalUnitId=other)[0] == "AccessDeniedException"

    def test_attaching_needs_permission_on_policy_and_target(self, postern, organization):
        keys = postern.new_user("attacher")
        client, unit = postern.client("organizations", keys), organization.unit("attachers")
        policy = organization.policy("to-attach", scp("Deny", "s3:*"))
        arn = organization.client.describe_policy(PolicyId=policy)["Policy"]["PolicySummary"]["Arn"]
        target = f"arn:aws:organizations::{ACCOUNT}:ou/{organization.id}/{unit}"
        iam = postern.client("iam")
        condition = {"StringEquals": {"organizations:PolicyType": SCP}}
        for resources in ([arn], [target]):
            document = allow("organizations:AttachPolicy", resources, Condition=condition)
            iam.put_user_policy(UserName="attacher", PolicyName="p", PolicyDocument=document)
            assert refused(client.attach_policy, PolicyId=policy, TargetId=unit)[0] == "AccessDeniedException"
        document = allow("organizations:AttachPolicy", [arn, target], Condition=condition)
        iam.put_user_policy(UserName="attacher", PolicyName="p", PolicyDocument=document)
        client.attach_policy(PolicyId=policy, TargetId=unit)

    def test_tags_of_a_request_are_condition_keys(self, postern, organization):
        keys = postern.new_user("tagger")
        document = allow("organizations:*", Condition={"StringEquals": {"aws:RequestTag/team": "blue"}})
        postern.client("iam").put_user_policy(UserName="tagger", PolicyName="p", PolicyDocument=document)
        client = postern.client("organizations", keys)
        for tags in ([], [{"Key": "team", "Value": "red"}]):
            code, _ = refused(
                client.create_organizational_unit, ParentId=organization.root, Name="blue", Tags=tags
            )
            assert code == "AccessDeniedException"
        client.create_organizational_unit(
            ParentId=organization.root, Name="blue", Tags=[{"Key": "team", "Value": "blue"}]
        )


def test_what_postern_does_not_serve_is_named(organization):
    code, message = refused(organization.client.describe_effective_policy, PolicyType="TAG_POLICY")
    assert code == "UnknownOperationException" and "DescribeEffectivePolicy" in message


def test_the_aws_cli_speaks_to_it(postern, organization):
    described = postern.aws("organizations describe-organization")
    assert described["Organization"]["Id"] == organization.id
    assert postern.aws(f"organizations list-parents --child-id {ACCOUNT}")["Parents"][0]["Type"] == "ROOT"
    error = postern.aws("organizations describe-account --account-id 999999999999", succeeds=False)
    matches("AccountNotFoundException", error)


def test_an_organization_survives_a_kill(make_postern):
    postern = make_postern().start()
    organization = Organization(postern, SCP, RCP)
    unit = organization.unit("lasting")
    account = organization.account("lasting", unit)
    policy = organization.policy("lasting", scp("Deny", "iam:CreateUser"), target=unit)
    before = organization.client.list_policies_for_target(TargetId=unit, Filter=SCP)["Policies"]
    postern.restart(9)
    client = postern.client("organizations")
    assert client.describe_organization()["Organization"]["Id"] == organization.id
    assert client.list_parents(ChildId=account.id)["Parents"][0]["Id"] == unit
    assert client.list_policies_for_target(TargetId=unit, Filter=SCP)["Policies"] == before
    assert policy in [found["Id"] for found in before]
    assert refused(postern.client("iam", account).create_user, UserName="u")[0] == "AccessDenied"
