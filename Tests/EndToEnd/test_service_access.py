"""Which services an entity's policies reach, which of them it used, and when: from the audit trail."""

import time

import pytest

from policies import allow, refused
from postern import managed, user_arn


@pytest.fixture(scope="module")
def reader(postern):
    """A user who may list users and read logs, and has listed users."""
    keys = postern.new_user("reader")
    iam = postern.client("iam")
    iam.put_user_policy(UserName="reader", PolicyName="own", PolicyDocument=allow(["iam:ListUsers", "logs:Describe*"]))
    iam.create_group(GroupName="readers")
    iam.attach_group_policy(GroupName="readers", PolicyArn=managed("AWSLambdaReadOnlyAccess"))
    iam.add_user_to_group(GroupName="readers", UserName="reader")
    postern.client("iam", keys).list_users()
    return keys


def details(postern, arn, **more):
    iam = postern.client("iam")
    job = iam.generate_service_last_accessed_details(Arn=arn, **more)["JobId"]
    return job, iam.get_service_last_accessed_details(JobId=job)


def test_a_service_that_was_used_says_when_and_by_whom(postern, reader):
    job, found = details(postern, user_arn("reader"), Granularity="ACTION_LEVEL")
    assert (found["JobStatus"], found["JobType"]) == ("COMPLETED", "ACTION_LEVEL")
    services = {service["ServiceNamespace"]: service for service in found["ServicesLastAccessed"]}
    assert {"iam", "logs", "lambda"} <= services.keys() and "athena" not in services
    used = services["iam"]
    assert used["LastAuthenticatedEntity"] == user_arn("reader")
    assert used["TotalAuthenticatedEntities"] == 1
    assert abs(used["LastAuthenticated"].timestamp() - time.time()) < 60
    assert [action["ActionName"] for action in used["TrackedActionsLastAccessed"]] == ["ListUsers"]
    assert services["logs"]["TotalAuthenticatedEntities"] == 0 and "LastAuthenticated" not in services["logs"]
    entities = postern.client("iam").get_service_last_accessed_details_with_entities(JobId=job, ServiceNamespace="iam")
    assert [entity["EntityInfo"]["Name"] for entity in entities["EntityDetailsList"]] == ["reader"]


def test_a_policy_is_used_by_those_it_is_attached_to(postern, reader):
    postern.client("lambda", reader).list_functions()
    _, found = details(postern, managed("AWSLambdaReadOnlyAccess"))
    used = {service["ServiceNamespace"]: service for service in found["ServicesLastAccessed"]}["lambda"]
    assert used["LastAuthenticatedEntity"] == user_arn("reader")


def test_services_come_in_pages(postern):
    iam = postern.client("iam")
    job = iam.generate_service_last_accessed_details(Arn=managed("AdministratorAccess"))["JobId"]
    first = iam.get_service_last_accessed_details(JobId=job, MaxItems=10)
    assert first["IsTruncated"] and len(first["ServicesLastAccessed"]) == 10
    second = iam.get_service_last_accessed_details(JobId=job, MaxItems=10, Marker=first["Marker"])
    names = [service["ServiceNamespace"] for page in (first, second) for service in page["ServicesLastAccessed"]]
    assert names == sorted(set(names))


def test_the_policies_that_grant_a_service_are_listed(postern, reader):
    found = postern.client("iam").list_policies_granting_service_access(
        Arn=user_arn("reader"), ServiceNamespaces=["logs", "lambda", "athena"]
    )["PoliciesGrantingServiceAccess"]
    names = {entry["ServiceNamespace"]: [policy["PolicyName"] for policy in entry["Policies"]] for entry in found}
    assert "own" in names["logs"] and names["lambda"] == ["AWSLambdaReadOnlyAccess"] and names["athena"] == []
    (own,) = (policy for entry in found for policy in entry["Policies"] if policy["PolicyName"] == "own")
    assert own == {"PolicyName": "own", "PolicyType": "INLINE", "EntityType": "USER", "EntityName": "reader"}


def test_what_is_not_there_is_said_not_to_be(postern):
    iam = postern.client("iam")
    assert refused(iam.generate_service_last_accessed_details, Arn=user_arn("nobody"))[0] == "NoSuchEntity"
    assert refused(iam.get_service_last_accessed_details, JobId="0" * 36)[0] == "NoSuchEntity"
    assert refused(iam.list_policies_granting_service_access, Arn=user_arn("nobody"), ServiceNamespaces=["iam"])[0] == (
        "NoSuchEntity"
    )


def test_reports_are_for_those_who_may_read_them(postern):
    iam = postern.client("iam", postern.new_user("outsider"))
    for call, arguments in (
        (iam.generate_service_last_accessed_details, {"Arn": user_arn("outsider")}),
        (iam.get_service_last_accessed_details, {"JobId": "0" * 36}),
        (iam.get_service_last_accessed_details_with_entities, {"JobId": "0" * 36, "ServiceNamespace": "iam"}),
        (iam.list_policies_granting_service_access, {"Arn": user_arn("outsider"), "ServiceNamespaces": ["iam"]}),
    ):
        assert refused(call, **arguments)[0] == "AccessDenied"
