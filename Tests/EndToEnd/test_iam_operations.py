"""Every operation of IAM that is served: what it asks the policies for, and how it pages.

What is asked for is held against the service reference: an operation that leaves out a condition key, or asks for
another kind of resource, fails here, and so does one that is served without being known here.
"""

import json

import boto3
import botocore.exceptions
import botocore.session
import pytest

from policies import allow, refused
from postern import ACCOUNT, ROOT, role_arn, trust, user_arn
from service_reference import actions_of

MODEL = botocore.session.get_session().get_service_model("iam")
METHODS = {operation: method for method, operation in boto3.client("iam", "us-east-1").meta.method_to_api_mapping.items()}
ACTIONS = actions_of("AWS Identity and Access Management (IAM)")
SERVED = next(
    service["operations"]
    for service in json.loads((ROOT / "Scripts/wire-operations.json").read_text())["services"]
    if service["name"] == "iam"
)
BOUNDARY = f"arn:aws:iam::{ACCOUNT}:policy/edge"
POLICY = f"arn:aws:iam::{ACCOUNT}:policy/subject"
TAGS = [{"Key": "team", "Value": "blue"}]
TRUST = json.dumps(trust("ec2.amazonaws.com"))
OIDC = f"arn:aws:iam::{ACCOUNT}:oidc-provider/id.example.com"
SAML = f"arn:aws:iam::{ACCOUNT}:saml-provider/subject"
METADATA = (
    '<EntityDescriptor xmlns="urn:oasis:names:tc:SAML:2.0:metadata" entityID="https://idp.example.com">'
    '<IDPSSODescriptor protocolSupportEnumeration="urn:oasis:names:tc:SAML:2.0:protocol">'
    f"<!-- {'x' * 1000} --></IDPSSODescriptor></EntityDescriptor>"
)

# What the members of inputs are given, whether they must be there or not. Others are left out.
VALUES = {
    "UserName": "subject",
    "GroupName": "subject",
    "RoleName": "subject",
    "InstanceProfileName": "subject",
    "PolicyName": "subject",
    "Name": "subject",
    "VirtualMFADeviceName": "subject",
    "SerialNumber": f"arn:aws:iam::{ACCOUNT}:mfa/subject",
    "PolicyArn": POLICY,
    "PermissionsBoundary": BOUNDARY,
    "OpenIDConnectProviderArn": OIDC,
    "SAMLProviderArn": SAML,
    "PolicySourceArn": user_arn("subject"),
    "Arn": user_arn("subject"),
    "Tags": TAGS,
    "TagKeys": ["team"],
    "PolicyDocument": allow("s3:GetObject"),
    "AssumeRolePolicyDocument": TRUST,
    "PolicyInputList": [allow("s3:GetObject")],
    "ActionNames": ["s3:GetObject", "s3:PutObject"],
    "VersionId": "v1",
    "Status": "Active",
    "Scope": "Local",
    "Password": "Long-enough-1",
    "OldPassword": "Long-enough-1",
    "NewPassword": "Long-enough-2",
    "AccountAlias": "alias",
    "AWSServiceName": "batch.amazonaws.com",
    "DeletionTaskId": f"task/subject/{'0' * 36}",
    "ServiceNamespace": "s3",
    "ServiceNamespaces": ["s3"],
    "AuthenticationCode1": "000000",
    "AuthenticationCode2": "000000",
    "Url": "https://id.example.com",
    "ClientID": "client",
    "ClientIDList": ["client"],
    "ThumbprintList": ["a" * 40],
    "SAMLMetadataDocument": METADATA,
    "Description": "said",
}

# Keys that the reference gives an action and a request here does not have, with the reason.
NOT_DERIVED = {
    "iam:RegisterSecurityKey": "only virtual MFA devices are served, and a security key is not one",
    "iam:FIDO-certification": "as above",
    "iam:FIDO-FIPS-140-2-certification": "as above",
    "iam:FIDO-FIPS-140-3-certification": "as above",
}

# These list a path, which the reference gives no resource type; AWS's denials name the path.
LISTED_PATHS = {
    "ListUsers": "user/",
    "ListGroups": "group/",
    "ListRoles": "role/",
    "ListPolicies": "policy/",
    "ListInstanceProfiles": "instance-profile/",
}


def arguments(postern, operation):
    """An input with everything that is known here, and nothing required left out."""
    shape = MODEL.operation_model(operation).input_shape
    if shape is None:
        return {}
    given = VALUES | postern.made
    unknown = [name for name in shape.required_members if name not in given]
    assert not unknown, f"{operation}: say what {unknown} are given"
    return {name: given[name] for name in shape.members if name in given}


@pytest.fixture(scope="module")
def world(postern):
    """Two of everything, the first tagged and bounded where it can be, and a caller who may nothing."""
    iam = postern.client("iam")
    bounded = {"Tags": [*TAGS, {"Key": "zone", "Value": "1"}], "PermissionsBoundary": BOUNDARY}
    for policy in ("edge", "subject"):
        iam.create_policy(PolicyName=policy, PolicyDocument=allow(["s3:*", "logs:*"]), Tags=bounded["Tags"])
    iam.create_policy_version(PolicyArn=POLICY, PolicyDocument=allow("s3:*"))
    for name in ("subject", "twin"):
        iam.create_user(UserName=name, **bounded)
        iam.create_role(RoleName=name, AssumeRolePolicyDocument=TRUST, **bounded)
        iam.create_group(GroupName=name)
        iam.create_instance_profile(InstanceProfileName=name, Tags=bounded["Tags"])
        iam.add_role_to_instance_profile(InstanceProfileName=name, RoleName="subject")
        iam.create_virtual_mfa_device(VirtualMFADeviceName=name, Tags=bounded["Tags"])
        for kind in ("user", "role", "group"):
            entity = {f"{kind.capitalize()}Name": "subject"}
            getattr(iam, f"put_{kind}_policy")(**entity, PolicyName=name, PolicyDocument=allow("s3:*"))
    for policy in (POLICY, BOUNDARY):
        for kind in ("user", "role", "group"):
            getattr(iam, f"attach_{kind}_policy")(**{f"{kind.capitalize()}Name": "subject", "PolicyArn": policy})
    for group, user in (("subject", "subject"), ("subject", "twin"), ("twin", "subject")):
        iam.add_user_to_group(GroupName=group, UserName=user)
    iam.create_open_id_connect_provider(Url=VALUES["Url"], ThumbprintList=["a" * 40], Tags=bounded["Tags"])
    iam.create_saml_provider(Name="subject", SAMLMetadataDocument=METADATA, Tags=bounded["Tags"])
    keys = [iam.create_access_key(UserName="subject")["AccessKey"]["AccessKeyId"] for _ in range(2)]
    job = iam.generate_service_last_accessed_details(Arn=user_arn("subject"))["JobId"]
    postern.made = {"AccessKeyId": keys[0], "JobId": job}
    postern.nobody = postern.new_user("nobody")
    iam.tag_user(UserName="nobody", Tags=TAGS)
    return postern


@pytest.fixture(scope="module")
def asked(world):
    """What each operation asks for first, by name: it is refused, so nothing changes and the order does not matter."""
    iam = world.client("iam", world.nobody)
    requests = {}
    for operation in SERVED:
        with pytest.raises(botocore.exceptions.ClientError) as caught:
            getattr(iam, METHODS[operation])(**arguments(world, operation))
        assert caught.value.response["Error"]["Code"] == "AccessDenied", f"{operation}: {caught.value}"
        requests[caught.value.response["ResponseMetadata"]["RequestId"]] = operation
    events = {event["requestID"]: event for event in world.audit("--principal", user_arn("nobody"))}
    return {
        operation: events[request]["additionalEventData"]["authorizations"][0] for request, operation in requests.items()
    }


@pytest.mark.parametrize("operation", SERVED)
def test_an_operation_asks_for_the_action_of_its_name_on_a_resource_of_its_kind(asked, operation):
    authorization, action = asked[operation], ACTIONS[operation]
    assert authorization["action"] == f"iam:{operation}"
    resource = authorization["resource"]
    if operation in LISTED_PATHS:
        assert resource == f"arn:aws:iam::{ACCOUNT}:{LISTED_PATHS[operation]}"
    elif not action.resources:
        assert resource == "*"
    else:
        assert any(kind.arn.fullmatch(resource) for kind in action.resources), resource


def expected(action, resource):
    """The keys that a request with `VALUES` must have."""
    existing = [kind for kind in action.resources if kind.arn.fullmatch(resource)]
    keys = [*action.keys, *(key for kind in existing for key in kind.keys)]
    return {key.replace("${TagKey}", "team") for key in keys if key not in NOT_DERIVED}


@pytest.mark.parametrize("operation", SERVED)
def test_an_operation_tells_the_condition_keys_of_its_action(asked, operation):
    authorization = asked[operation]
    context = {entry["key"].lower(): entry["values"] for entry in authorization["context"]}
    missing = {key for key in expected(ACTIONS[operation], authorization["resource"]) if key.lower() not in context}
    if operation == "CreateServiceLinkedRole":
        # The role is not there yet, and cannot bear tags from the start.
        missing -= {"aws:ResourceTag/team", "iam:ResourceTag/team"}
    assert not missing
    assert context.get("iam:permissionsboundary", [BOUNDARY]) == [BOUNDARY]
    assert context.get("iam:policyarn", [POLICY]) == [POLICY]
    assert context.get("iam:awsservicename", ["batch.amazonaws.com"]) == ["batch.amazonaws.com"]


CREATIONS = {
    "create_user": ("iam:TagUser", {"UserName": "new"}),
    "create_role": ("iam:TagRole", {"RoleName": "new", "AssumeRolePolicyDocument": TRUST}),
    "create_policy": ("iam:TagPolicy", {"PolicyName": "new", "PolicyDocument": allow("s3:*")}),
    "create_instance_profile": ("iam:TagInstanceProfile", {"InstanceProfileName": "new"}),
    "create_virtual_mfa_device": ("iam:TagMFADevice", {"VirtualMFADeviceName": "new"}),
    "create_open_id_connect_provider": ("iam:TagOpenIDConnectProvider", {"Url": "https://new.example.com"}),
    "create_saml_provider": ("iam:TagSAMLProvider", {"Name": "new", "SAMLMetadataDocument": METADATA}),
}


@pytest.mark.parametrize("method", CREATIONS)
def test_tags_at_creation_need_the_permission_to_tag(world, method):
    tagging, names = CREATIONS[method]
    root = world.client("iam")
    keys = world.new_user(f"maker-{method}")
    root.put_user_policy(UserName=f"maker-{method}", PolicyName="make", PolicyDocument=allow("iam:Create*"))
    create = getattr(world.client("iam", keys), method)
    code, message = refused(create, **names, Tags=TAGS)
    assert code == "AccessDenied" and f"not authorized to perform: {tagging} on resource: " in message
    if method == "create_open_id_connect_provider":
        names = names | {"ThumbprintList": ["a" * 40]}
    create(**names)


PAGED = sorted(
    operation
    for operation in SERVED
    if {"Marker", "MaxItems"} <= set((MODEL.operation_model(operation).input_shape or MODEL.shape_for("User")).members)
)
# Of these there is one at most here.
SHORT = {"ListAccountAliases", "ListMFADevices", "GetServiceLastAccessedDetailsWithEntities"}


def lists(answer):
    """What an answer lists, whatever it calls it."""
    return {name: value for name, value in answer.items() if isinstance(value, list)}


@pytest.mark.parametrize("operation", PAGED)
def test_pages_hold_together_what_the_whole_list_holds(world, operation):
    call = getattr(world.client("iam"), METHODS[operation])
    given = arguments(world, operation)
    whole = call(**given)
    assert whole["IsTruncated"] is False and "Marker" not in whole
    count = sum(len(value) for value in lists(whole).values())
    assert count >= 2 or operation in SHORT
    collected = {name: [] for name in lists(whole)}
    marker = {}
    for _ in range(count):
        page = call(**given, MaxItems=1, **marker)
        assert sum(len(value) for value in lists(page).values()) == 1
        for name, value in lists(page).items():
            collected[name] += value
        marker = {"Marker": page["Marker"]} if page["IsTruncated"] else {}
    assert marker == {} and collected == lists(whole)


@pytest.mark.parametrize("operation", PAGED)
def test_a_marker_that_was_never_given_and_pages_out_of_bounds_are_refused(world, operation):
    call = getattr(world.client("iam"), METHODS[operation])
    given = arguments(world, operation)
    assert refused(call, **given, Marker="%%%") == ("ValidationError", "Invalid Marker.")
    assert refused(call, **given, MaxItems=1001)[0] == "ValidationError"


def test_what_is_no_policy_is_told_from_a_policy_that_is_not_there(world):
    iam = world.client("iam")
    absent = f"arn:aws:iam::{ACCOUNT}:policy/absent"
    invalid = ("InvalidInput", f"ARN {role_arn('subject')} is not valid.")
    assert refused(iam.get_policy, PolicyArn=absent) == ("NoSuchEntity", f"Policy {absent} was not found.")
    assert refused(iam.get_policy, PolicyArn=role_arn("subject")) == invalid
    for attach in (iam.attach_user_policy, iam.detach_user_policy):
        assert refused(attach, UserName="subject", PolicyArn=role_arn("subject")) == invalid
    assert refused(iam.attach_user_policy, UserName="subject", PolicyArn=absent) == (
        "NoSuchEntity",
        f"Policy {absent} does not exist or is not attachable.",
    )


def test_policies_of_another_account_are_neither_seen_nor_attached(world):
    other = world.client("iam", world.new_account("other"))
    unseen = ("NoSuchEntity", f"Policy {POLICY} was not found.")
    assert refused(other.get_policy, PolicyArn=POLICY) == unseen
    assert refused(other.get_policy_version, PolicyArn=POLICY, VersionId="v1") == unseen
    for call in (other.list_policy_versions, other.list_entities_for_policy, other.list_policy_tags):
        assert refused(call, PolicyArn=POLICY) == unseen
    unattachable = f"{POLICY} does not exist or is not attachable."
    other.create_user(UserName="own")
    assert refused(other.attach_user_policy, UserName="own", PolicyArn=POLICY)[1] == f"Policy {unattachable}"
    bounding = {"UserName": "own", "PermissionsBoundary": POLICY}
    assert refused(other.put_user_permissions_boundary, **bounding)[1] == f"Scope ARN: {unattachable}"
