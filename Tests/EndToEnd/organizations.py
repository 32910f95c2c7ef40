"""What the suites of Organizations share: an organization with accounts, and policies of both kinds."""

import json

from postern import statement_of

SCP, RCP = "SERVICE_CONTROL_POLICY", "RESOURCE_CONTROL_POLICY"


class Organization:
    """The organization of a server's first account, driven as that account's root user."""

    def __init__(self, postern, *policy_types):
        self.postern = postern
        self.client = postern.client("organizations")
        self.id = self.client.create_organization(FeatureSet="ALL")["Organization"]["Id"]
        self.root = self.client.list_roots()["Roots"][0]["Id"]
        for policy_type in policy_types:
            self.client.enable_policy_type(RootId=self.root, PolicyType=policy_type)

    def unit(self, name, parent=None):
        """Makes a unit; gives its id."""
        made = self.client.create_organizational_unit(ParentId=parent or self.root, Name=name)
        return made["OrganizationalUnit"]["Id"]

    def account(self, name, parent=None):
        """Makes a member account and moves it; gives its root user's keys, with its `id`."""
        status = self.client.create_account(AccountName=name, Email=f"{name}@example.com")["CreateAccountStatus"]
        done = self.client.describe_create_account_status(CreateAccountRequestId=status["Id"])["CreateAccountStatus"]
        assert done["State"] == "SUCCEEDED", done
        if parent:
            self.client.move_account(
                AccountId=done["AccountId"], SourceParentId=self.root, DestinationParentId=parent
            )
        return self.postern.root_of(done["AccountId"])

    def policy(self, name, document, policy_type=SCP, target=None):
        """Makes a policy and attaches it; gives its id."""
        made = self.client.create_policy(
            Name=name, Description="", Type=policy_type, Content=document if isinstance(document, str) else json.dumps(document)
        )["Policy"]["PolicySummary"]["Id"]
        if target:
            self.client.attach_policy(PolicyId=made, TargetId=target)
        return made


def scp(effect, action, resource="*", **elements):
    return statement_of(Effect=effect, Action=action, Resource=resource, **elements)


def rcp(action, resource="*", **elements):
    return statement_of(Effect="Deny", Principal="*", Action=action, Resource=resource, **elements)
