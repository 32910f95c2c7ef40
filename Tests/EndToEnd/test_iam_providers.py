"""Identity providers, service-linked roles and the credential report."""

import csv
import io
import json

import pytest

from policies import allow, refused
from postern import ACCOUNT, managed, trust, user_arn


def provider_arn(name):
    return f"arn:aws:iam::{ACCOUNT}:oidc-provider/{name}"


def saml_arn(name):
    return f"arn:aws:iam::{ACCOUNT}:saml-provider/{name}"


def metadata(valid_until="2099-01-01T00:00:00Z", entity="https://idp.example.com"):
    return (
        f'<?xml version="1.0"?><EntityDescriptor xmlns="urn:oasis:names:tc:SAML:2.0:metadata" entityID="{entity}" '
        f'validUntil="{valid_until}"><IDPSSODescriptor protocolSupportEnumeration="urn:oasis:names:tc:SAML:2.0:protocol">'
        f"<!-- {'x' * 1000} --></IDPSSODescriptor></EntityDescriptor>"
    )


def test_an_openid_connect_provider_is_kept(postern):
    iam = postern.client("iam")
    created = iam.create_open_id_connect_provider(
        Url="https://token.example.com/path",
        ClientIDList=["client-1"],
        ThumbprintList=["a" * 40],
        Tags=[{"Key": "k", "Value": "v"}],
    )
    arn = created["OpenIDConnectProviderArn"]
    assert arn == provider_arn("token.example.com/path")
    iam.add_client_id_to_open_id_connect_provider(OpenIDConnectProviderArn=arn, ClientID="client-2")
    iam.add_client_id_to_open_id_connect_provider(OpenIDConnectProviderArn=arn, ClientID="client-2")
    iam.remove_client_id_from_open_id_connect_provider(OpenIDConnectProviderArn=arn, ClientID="client-1")
    iam.update_open_id_connect_provider_thumbprint(OpenIDConnectProviderArn=arn, ThumbprintList=["b" * 40, "c" * 40])
    iam.tag_open_id_connect_provider(OpenIDConnectProviderArn=arn, Tags=[{"Key": "more", "Value": ""}])
    iam.untag_open_id_connect_provider(OpenIDConnectProviderArn=arn, TagKeys=["k"])
    shown = iam.get_open_id_connect_provider(OpenIDConnectProviderArn=arn)
    assert (shown["Url"], shown["ClientIDList"], shown["ThumbprintList"], shown["Tags"]) == (
        "token.example.com/path",
        ["client-2"],
        ["b" * 40, "c" * 40],
        [{"Key": "more", "Value": ""}],
    )
    listed = iam.list_open_id_connect_providers()["OpenIDConnectProviderList"]
    assert {"Arn": arn} in listed
    iam.delete_open_id_connect_provider(OpenIDConnectProviderArn=arn)
    assert refused(iam.get_open_id_connect_provider, OpenIDConnectProviderArn=arn) == (
        "NoSuchEntity",
        f"OpenIDConnect Provider not found for arn {arn}",
    )
    assert refused(iam.delete_open_id_connect_provider, OpenIDConnectProviderArn=arn) == (
        "NoSuchEntity",
        f"OpenId connect Provider {arn} cannot be found.",
    )


def test_what_is_no_openid_connect_provider_is_refused_as_on_aws(postern):
    iam = postern.client("iam")
    create = iam.create_open_id_connect_provider
    create(Url="https://twice.example.com")
    assert refused(create, Url="https://twice.example.com") == (
        "EntityAlreadyExists",
        "Provider with url https://twice.example.com already exists.",
    )
    for url in ("http://plain.example.com", "https://", "https://h.example.com/?q", "https://h.example.com:444/x"):
        assert refused(create, Url=url) == ("ValidationError", "Invalid Open ID Connect Provider URL")
    assert refused(create, Url="https://prints.example.com", ThumbprintList=["a" * 40] * 6) == (
        "InvalidInput",
        "Thumbprint list must contain fewer than 5 entries.",
    )
    clients = [f"client-{number}" for number in range(101)]
    assert refused(create, Url="https://clients.example.com", ClientIDList=clients) == (
        "LimitExceeded",
        "Cannot exceed quota for ClientIdsPerOpenIdConnectProvider: 100",
    )


def test_a_saml_provider_is_kept(postern):
    iam = postern.client("iam")
    arn = iam.create_saml_provider(Name="idp", SAMLMetadataDocument=metadata())["SAMLProviderArn"]
    assert arn == saml_arn("idp")
    shown = iam.get_saml_provider(SAMLProviderArn=arn)
    assert shown["SAMLMetadataDocument"] == metadata()
    assert shown["ValidUntil"].year == 2099
    iam.update_saml_provider(SAMLProviderArn=arn, SAMLMetadataDocument=metadata("2050-01-01T00:00:00Z"))
    [listed] = iam.list_saml_providers()["SAMLProviderList"]
    assert (listed["Arn"], listed["ValidUntil"].year) == (arn, 2050)
    iam.tag_saml_provider(SAMLProviderArn=arn, Tags=[{"Key": "k", "Value": "v"}])
    assert iam.list_saml_provider_tags(SAMLProviderArn=arn)["Tags"] == [{"Key": "k", "Value": "v"}]
    assert refused(iam.create_saml_provider, Name="idp", SAMLMetadataDocument=metadata())[0] == "EntityAlreadyExists"
    assert refused(iam.create_saml_provider, Name="other", SAMLMetadataDocument="x" * 1000) == (
        "InvalidInput",
        "Could not parse metadata",
    )
    iam.delete_saml_provider(SAMLProviderArn=arn)
    gone = ("NoSuchEntity", f"Manifest not found for arn {arn}")
    assert refused(iam.get_saml_provider, SAMLProviderArn=arn) == gone
    assert refused(iam.delete_saml_provider, SAMLProviderArn=arn) == gone


def test_a_service_linked_role_is_only_its_services_to_change(postern):
    iam = postern.client("iam")
    role = iam.create_service_linked_role(AWSServiceName="autoscaling.amazonaws.com")["Role"]
    name = "AWSServiceRoleForAutoScaling"
    assert (role["RoleName"], role["Path"]) == (name, "/aws-service-role/autoscaling.amazonaws.com/")
    attached = iam.list_attached_role_policies(RoleName=name)["AttachedPolicies"]
    assert [policy["PolicyArn"] for policy in attached] == [managed("aws-service-role/AutoScalingServiceRolePolicy")]
    iam.get_policy(PolicyArn=attached[0]["PolicyArn"])
    protected = (
        "UnmodifiableEntity",
        f"Cannot perform the operation on the protected role '{name}' - this role is only modifiable by AWS",
    )
    for call, arguments in (
        (iam.delete_role, {}),
        (iam.attach_role_policy, {"PolicyArn": managed("AdministratorAccess")}),
        (iam.detach_role_policy, {"PolicyArn": attached[0]["PolicyArn"]}),
        (iam.put_role_policy, {"PolicyName": "p", "PolicyDocument": allow("*")}),
        (iam.put_role_permissions_boundary, {"PermissionsBoundary": managed("AdministratorAccess")}),
        (iam.update_assume_role_policy, {"PolicyDocument": json.dumps(trust("lambda.amazonaws.com"))}),
        (iam.update_role, {"MaxSessionDuration": 7200}),
    ):
        assert refused(call, RoleName=name, **arguments) == protected
    assert refused(iam.create_service_linked_role, AWSServiceName="autoscaling.amazonaws.com") == (
        "InvalidInput",
        f"Service role name {name} has been taken in this account, please try a different suffix.",
    )
    other = iam.create_service_linked_role(AWSServiceName="autoscaling.amazonaws.com", CustomSuffix="two")["Role"]
    assert other["RoleName"] == f"{name}_two"
    task = iam.delete_service_linked_role(RoleName=name)["DeletionTaskId"]
    assert task.startswith(f"task/aws-service-role/autoscaling.amazonaws.com/{name}/")
    assert iam.get_service_linked_role_deletion_status(DeletionTaskId=task)["Status"] == "SUCCEEDED"
    assert refused(iam.get_role, RoleName=name)[0] == "NoSuchEntity"
    unknown = f"task/aws-service-role/autoscaling.amazonaws.com/{name}/00000000-0000-0000-0000-000000000000"
    assert refused(iam.get_service_linked_role_deletion_status, DeletionTaskId=unknown)[0] == "NoSuchEntity"


def test_no_one_else_makes_a_role_among_those_of_services(postern):
    iam = postern.client("iam")
    arguments = {"AssumeRolePolicyDocument": json.dumps(trust("ec2.amazonaws.com"))}
    path = "/aws-service-role/ec2.amazonaws.com/"
    assert refused(iam.create_role, RoleName="pretender", Path=path, **arguments)[0] == "InvalidInput"
    assert refused(iam.create_service_linked_role, AWSServiceName="nothing.amazonaws.com")[0] == "InvalidInput"
    iam.create_role(RoleName="ordinary", **arguments)
    assert refused(iam.delete_service_linked_role, RoleName="ordinary")[0] == "InvalidInput"


def test_linking_roles_can_be_limited_to_services(postern):
    root = postern.client("iam")
    keys = postern.new_user("linker")
    condition = {"StringEquals": {"iam:AWSServiceName": "batch.amazonaws.com"}}
    root.put_user_policy(
        UserName="linker",
        PolicyName="p",
        PolicyDocument=allow("iam:CreateServiceLinkedRole", Condition=condition),
    )
    iam = postern.client("iam", keys)
    assert refused(iam.create_service_linked_role, AWSServiceName="ecs.amazonaws.com")[0] == "AccessDenied"
    iam.create_service_linked_role(AWSServiceName="batch.amazonaws.com")


def test_the_credential_report_lists_root_and_users_with_their_keys(make_postern):
    server = make_postern().start()
    iam = server.client("iam")
    assert refused(iam.get_credential_report)[0] == "ReportNotPresent"
    keys = server.new_user("reported")
    server.client("sts", keys).get_caller_identity()
    iam.create_user(UserName="without-keys")
    assert iam.generate_credential_report()["State"] == "STARTED"
    assert iam.generate_credential_report()["State"] == "COMPLETE"
    report = iam.get_credential_report()
    assert report["ReportFormat"] == "text/csv"
    rows = {row["user"]: row for row in csv.DictReader(io.StringIO(report["Content"].decode()))}
    assert set(rows) == {"<root_account>", "reported", "without-keys"}
    assert rows["<root_account>"]["password_enabled"] == "not_supported"
    assert rows["<root_account>"]["access_key_1_active"] == "true"
    reported = rows["reported"]
    assert (reported["arn"], reported["access_key_1_active"]) == (user_arn("reported"), "true")
    assert (reported["access_key_1_last_used_service"], reported["access_key_1_last_used_region"]) == (
        "sts",
        "us-east-1",
    )
    assert reported["user_creation_time"].endswith("+00:00")
    assert (reported["access_key_2_active"], reported["access_key_2_last_rotated"]) == ("false", "N/A")
    assert rows["without-keys"]["access_key_1_active"] == "false"


@pytest.mark.parametrize(
    "call, arguments",
    [
        ("create_open_id_connect_provider", {"Url": "https://no.example.com"}),
        ("list_open_id_connect_providers", {}),
        ("create_saml_provider", {"Name": "no", "SAMLMetadataDocument": metadata()}),
        ("list_saml_providers", {}),
        ("create_service_linked_role", {"AWSServiceName": "eks.amazonaws.com"}),
        ("generate_credential_report", {}),
        ("get_credential_report", {}),
    ],
)
def test_without_a_permission_nothing_is_answered(postern, call, arguments):
    iam = postern.client("iam", postern.new_user(f"none-{call.replace('_', '-')}"))
    assert refused(getattr(iam, call), **arguments)[0] == "AccessDenied"
