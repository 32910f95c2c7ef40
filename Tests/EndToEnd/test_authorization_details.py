"""A denial names an authorization id, and IAM Toolbox tells by it what was asked and what each policy said."""

import json
import re

import botocore.exceptions
import pytest

from postern import ACCOUNT, managed, statement_of, user_arn

LINK = (
    "Go to https://us-east-1.console.aws.amazon.com/iam/home?region=us-east-1#/authorization-details/{id} for complete "
    "details, or call the GetRequestAuthorizationDetails API with the following authorization id: {id}"
)


def refused(call, **arguments):
    with pytest.raises(botocore.exceptions.ClientError) as caught:
        call(**arguments)
    return caught.value.response


def deny(action, **extra):
    return json.dumps(statement_of(Sid="No", Effect="Deny", Action=action, Resource="*") | extra)


@pytest.fixture(scope="module")
def denied(postern):
    """A user whom a managed policy denies `iam:ListUsers`; gives the keys, the policy's ARN and the refusal."""
    iam = postern.client("iam")
    keys = postern.new_user("denied", "ReadOnlyAccess")
    arn = iam.create_policy(PolicyName="NoListing", PolicyDocument=deny("iam:ListUsers"))["Policy"]["Arn"]
    iam.attach_user_policy(UserName="denied", PolicyArn=arn)
    iam.put_user_policy(UserName="denied", PolicyName="inline", PolicyDocument=deny("lambda:ListFunctions"))
    return keys, arn, refused(postern.client("iam", keys).list_users)


@pytest.fixture(scope="module")
def authorization_id(denied):
    return re.search("authorization id: ([0-9a-z]+)$", denied[2]["Error"]["Message"])[1]


def test_an_explicit_denial_names_the_policy_and_the_authorization_id(denied, authorization_id):
    assert denied[2]["Error"]["Message"] == (
        f"User: {user_arn('denied')} is not authorized to perform: iam:ListUsers on resource: "
        f"arn:aws:iam::{ACCOUNT}:user/ with an explicit deny in an identity-based policy: {denied[1]}. "
        + LINK.format(id=authorization_id)
    )


def test_an_inline_policy_has_no_arn_to_name(postern, denied):
    message = refused(postern.client("lambda", denied[0]).list_functions)["Error"]["Message"]
    found = re.search("authorization id: ([0-9a-z]+)$", message)[1]
    assert f"with an explicit deny in an identity-based policy. {LINK.format(id=found)}" in message


def test_an_implicit_denial_says_no_more_than_the_missing_allow(postern):
    message = refused(postern.client("iam", postern.new_user("poor")).list_users)["Error"]["Message"]
    assert message.endswith("because no identity-based policy allows the iam:ListUsers action")


def test_the_details_say_what_each_layer_said(postern, denied, authorization_id):
    details = postern.client("iam-toolbox").get_request_authorization_details(authorizationId=authorization_id)
    context = details["requestContext"]
    assert context["aws:PrincipalArn"] == user_arn("denied")
    assert context["aws:RequestedRegion"] == "us-east-1"
    (evaluation,) = details["evaluations"]
    assert (evaluation["action"], evaluation["evaluatedEffect"]) == ("iam:ListUsers", "EXPLICIT_DENY")
    (check,) = evaluation["checks"]
    assert (check["checkType"], check["evaluatedEffect"]) == ("PRINCIPAL", "EXPLICIT_DENY")
    matched = {policy["uri"]: policy["matchedStatements"] for policy in check["matchedPolicies"]}
    assert matched[denied[1]] == [{"sid": "No", "evaluatedEffect": "DENY"}]
    assert [found["evaluatedEffect"] for found in matched[managed("ReadOnlyAccess")]] == ["ALLOW"]
    policies = {policy["uri"]: policy for policy in details["policies"]}
    assert policies[denied[1]] == {
        "type": "IDENTITY_BASED_POLICY",
        "inline": False,
        "uri": denied[1],
        "attachedTo": [{"arn": user_arn("denied")}],
    }
    assert sorted(policy["inline"] for policy in policies.values()) == [False, False, True]


def test_an_implicit_denial_is_explained_too(postern):
    keys = postern.new_user("poor-caller", "AWSLambdaReadOnlyAccess")
    response = refused(postern.client("lambda", keys).delete_function, FunctionName="f")
    event = postern.event(response["ResponseMetadata"]["RequestId"])
    details = postern.client("iam-toolbox").get_request_authorization_details(
        authorizationId=event["additionalEventData"]["authorizationId"]
    )
    (evaluation,) = details["evaluations"]
    assert evaluation["evaluatedEffect"] == "IMPLICIT_DENY"
    assert [(check["checkType"], check["evaluatedEffect"]) for check in evaluation["checks"]] == [
        ("PRINCIPAL", "IMPLICIT_DENY")
    ]


def test_a_policy_is_shown_as_it_was(postern, denied, authorization_id):
    iam, toolbox = postern.client("iam"), postern.client("iam-toolbox")
    iam.create_policy_version(PolicyArn=denied[1], PolicyDocument=deny("iam:ListRoles"), SetAsDefault=True)
    shown = toolbox.get_request_authorization_policy(authorizationId=authorization_id, policyUri=denied[1])
    assert shown["policyDocument"] == json.loads(deny("iam:ListUsers"))
    details = toolbox.get_request_authorization_details(authorizationId=authorization_id)
    (inline,) = (policy["uri"] for policy in details["policies"] if policy["inline"])
    shown = toolbox.get_request_authorization_policy(authorizationId=authorization_id, policyUri=inline)
    assert shown["policyDocument"] == json.loads(deny("lambda:ListFunctions"))


@pytest.mark.parametrize("operation", ["get_request_authorization_details", "get_request_authorization_policy"])
def test_what_nobody_was_told_is_not_found(postern, authorization_id, operation):
    call = getattr(postern.client("iam-toolbox"), operation)
    more = {"policyUri": "arn:aws:iam::aws:policy/Nothing"} if operation.endswith("policy") else {}
    response = refused(call, authorizationId="0" * 20, **more)
    assert response["Error"]["Code"] == "ResourceNotFoundException"
    assert response["ResponseMetadata"]["HTTPStatusCode"] == 404


def test_a_policy_that_was_not_asked_is_not_shown(postern, authorization_id):
    call = postern.client("iam-toolbox").get_request_authorization_policy
    response = refused(call, authorizationId=authorization_id, policyUri=managed("AdministratorAccess"))
    assert response["Error"]["Code"] == "ResourceNotFoundException"


def test_malformed_ids_and_tokens_are_refused(postern, authorization_id):
    call = postern.client("iam-toolbox").get_request_authorization_details
    assert refused(call, authorizationId="NOT-AN-ID")["Error"]["Code"] == "ValidationException"
    assert refused(call, authorizationId=authorization_id, nextToken="x")["Error"]["Code"] == "ValidationException"


def test_the_details_are_for_those_who_may_read_them(postern, denied, authorization_id):
    toolbox = postern.client("iam-toolbox", postern.new_user("curious"))
    for call, more in (
        (toolbox.get_request_authorization_details, {}),
        (toolbox.get_request_authorization_policy, {"policyUri": denied[1]}),
    ):
        response = refused(call, authorizationId=authorization_id, **more)
        assert response["Error"]["Code"] == "AccessDeniedException"
        assert "is not authorized to perform: iam:GetRequestAuthorization" in response["Error"]["Message"]
