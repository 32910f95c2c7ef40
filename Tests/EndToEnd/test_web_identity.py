"""AssumeRoleWithWebIdentity: a token counts only when the provider's own key signed it, for this audience, at this time."""

import json
import time

import boto3
import botocore
import botocore.exceptions
import pytest
from botocore.config import Config

from issuer import Issuer
from postern import ACCOUNT, AWS, REGION, clean_environment, run, statement_of

ROLE = f"arn:aws:iam::{ACCOUNT}:role/web"


@pytest.fixture(scope="module")
def issuer():
    issuer = Issuer()
    yield issuer
    issuer.close()


@pytest.fixture(scope="module")
def provider(postern, issuer):
    iam = postern.client("iam")
    arn = iam.create_open_id_connect_provider(Url=issuer.url, ClientIDList=["client", "other"])["OpenIDConnectProviderArn"]
    iam.create_role(RoleName="web", AssumeRolePolicyDocument=trust(arn, StringEquals={f"{issuer.name}:aud": "client"}))
    return arn


@pytest.fixture
def sts(postern, provider):
    return unsigned(postern)


def unsigned(postern):
    config = Config(signature_version=botocore.UNSIGNED, retries={"total_max_attempts": 1})
    return boto3.client("sts", endpoint_url=postern.endpoint, region_name=REGION, config=config)


def trust(provider, actions="sts:AssumeRoleWithWebIdentity", **conditions):
    statement = {"Effect": "Allow", "Principal": {"Federated": provider}, "Action": actions}
    return json.dumps(statement_of(**statement, **({"Condition": conditions} if conditions else {})))


def assume(sts, token, **more):
    return sts.assume_role_with_web_identity(RoleArn=ROLE, RoleSessionName="session", WebIdentityToken=token, **more)


def refused(sts, token, **more):
    with pytest.raises(botocore.exceptions.ClientError) as caught:
        assume(sts, token, **more)
    response = caught.value.response
    return response["ResponseMetadata"]["HTTPStatusCode"], response["Error"]["Code"], response["Error"]["Message"]


def test_a_token_of_the_provider_assumes_the_role(postern, sts, issuer, provider):
    answer = assume(sts, issuer.token(), DurationSeconds=900)
    assert answer["SubjectFromWebIdentityToken"] == "someone"
    assert (answer["Provider"], answer["Audience"]) == (issuer.url, "client")
    assert answer["AssumedRoleUser"]["Arn"] == f"arn:aws:sts::{ACCOUNT}:assumed-role/web/session"
    assert 890 < answer["Credentials"]["Expiration"].timestamp() - time.time() <= 901
    credentials = answer["Credentials"]
    keys = credentials["AccessKeyId"], credentials["SecretAccessKey"], credentials["SessionToken"]
    assert postern.client("sts", keys).get_caller_identity()["Arn"] == answer["AssumedRoleUser"]["Arn"]
    event = postern.event(answer["ResponseMetadata"]["RequestId"])
    assert event["userIdentity"]["type"] == "WebIdentityUser"
    assert event["userIdentity"]["principalId"] == f"{provider}:client:someone"


def test_the_aws_cli_reads_the_token_from_a_file(postern, issuer, provider, tmp_path):
    (tmp_path / "token").write_text(issuer.token())
    (tmp_path / "config").write_text(
        f"[default]\nrole_arn = {ROLE}\nrole_session_name = cli\nweb_identity_token_file = {tmp_path}/token\n"
    )
    environment = {"AWS_CONFIG_FILE": str(tmp_path / "config"), "AWS_ENDPOINT_URL": postern.endpoint, "AWS_DEFAULT_REGION": REGION}
    result = run([AWS, "sts", "get-caller-identity"], environment=clean_environment(**environment))
    assert result.returncode == 0, result.stderr
    assert json.loads(result.stdout)["Arn"] == f"arn:aws:sts::{ACCOUNT}:assumed-role/web/cli"


def test_keys_are_remembered_and_asked_for_again_when_a_new_one_signs(sts, issuer):
    assume(sts, issuer.token())
    before = len(issuer.requests)
    assume(sts, issuer.token())
    assert len(issuer.requests) == before
    time.sleep(1.1)  # the least time between two fetches
    issuer.publish([1])
    assume(sts, issuer.token(key=1))
    assert len(issuer.requests) == before + 2
    assert refused(sts, issuer.token(key=0))[1] == "InvalidIdentityToken"
    issuer.publish([0, 1])
    time.sleep(1.1)
    assume(sts, issuer.token(key=0))


@pytest.mark.parametrize(
    "changes, code, words",
    [
        ({"aud": "stranger"}, "InvalidIdentityToken", "Incorrect token audience"),
        ({"iss": "https://elsewhere.example.com"}, "InvalidIdentityToken", "No OpenIDConnect provider found in your account for"),
        ({"exp": int(time.time()) - 10}, "ExpiredTokenException", "Token expired: current date/time "),
        ({"nbf": int(time.time()) + 3600}, "IDPRejectedClaim", "not valid yet"),
        ({"sub": None}, "InvalidIdentityToken", "Missing a required claim: sub"),
        ({"header": {"alg": "none"}}, "InvalidIdentityToken", "algorithm none is not supported"),
        ({"header": {"alg": "HS256"}}, "InvalidIdentityToken", "algorithm HS256 is not supported"),
        ({"header": {"kid": "no-such-key"}}, "InvalidIdentityToken", "could not be validated"),
    ],
)
def test_what_is_wrong_with_a_token_is_said(sts, issuer, changes, code, words):
    found = refused(sts, issuer.token(**changes))
    assert found[0] == (403 if code == "IDPRejectedClaim" else 400)
    assert found[1] == code
    assert words in found[2]


def test_a_token_with_another_signature_or_payload_is_refused(sts, issuer):
    header, payload, signature = issuer.token().split(".")
    other = issuer.token(sub="admin").split(".")[1]
    for token in (f"{header}.{other}.{signature}", f"{header}.{payload}.{signature[:-6]}AAAAAA", f"{header}.{payload}."):
        assert refused(sts, token)[1] == "InvalidIdentityToken"
    assert refused(sts, "not-a-token")[2].startswith("The ID Token provided is not a valid JWT.")


def test_the_trust_policy_decides(postern, sts, issuer):
    assert refused(sts, issuer.token(aud="other")) == (
        403,
        "AccessDenied",
        "Not authorized to perform sts:AssumeRoleWithWebIdentity",
    )


def test_no_other_provider_and_no_missing_role_is_trusted(postern, sts, issuer):
    message = (403, "AccessDenied", "Not authorized to perform sts:AssumeRoleWithWebIdentity")
    iam = postern.client("iam")
    iam.create_role(RoleName="foreign", AssumeRolePolicyDocument=trust(f"arn:aws:iam::{ACCOUNT}:oidc-provider/other.example.com"))
    for role in ("foreign", "no-such-role"):
        with pytest.raises(botocore.exceptions.ClientError) as caught:
            sts.assume_role_with_web_identity(
                RoleArn=f"arn:aws:iam::{ACCOUNT}:role/{role}", RoleSessionName="session", WebIdentityToken=issuer.token()
            )
        response = caught.value.response
        found = response["ResponseMetadata"]["HTTPStatusCode"], response["Error"]["Code"], response["Error"]["Message"]
        assert found == message


def test_tags_and_source_identity_of_the_token_need_their_permissions(postern, sts, issuer, provider):
    claims = {
        "https://aws.amazon.com/tags": {"principal_tags": {"team": ["blue"]}, "transitive_tag_keys": ["team"]},
        "https://aws.amazon.com/source_identity": "ada",
    }
    assert refused(sts, issuer.token(**claims))[1] == "AccessDenied"
    iam = postern.client("iam")
    everything = ["sts:AssumeRoleWithWebIdentity", "sts:TagSession", "sts:SetSourceIdentity"]
    document = trust(provider, everything, StringEquals={"aws:RequestTag/team": "blue", "sts:SourceIdentity": "ada"})
    iam.update_assume_role_policy(RoleName="web", PolicyDocument=document)
    answer = assume(sts, issuer.token(**claims))
    assert answer["SourceIdentity"] == "ada"
    assert answer["PackedPolicySize"] >= 1
    assert refused(sts, issuer.token())[1] == "AccessDenied"
    iam.update_assume_role_policy(
        RoleName="web", PolicyDocument=trust(provider, StringEquals={f"{issuer.name}:aud": "client"})
    )


def test_the_session_keeps_the_keys_of_its_token(postern, sts, issuer, provider):
    iam = postern.client("iam")
    allow = statement_of(
        Effect="Allow",
        Action="iam:ListUsers",
        Resource="*",
        Condition={"StringEquals": {f"{issuer.name}:sub": "someone", "aws:FederatedProvider": provider}},
    )
    iam.put_role_policy(RoleName="web", PolicyName="list", PolicyDocument=json.dumps(allow))
    for subject, allowed in (("someone", True), ("another", False)):
        credentials = assume(sts, issuer.token(sub=subject))["Credentials"]
        keys = credentials["AccessKeyId"], credentials["SecretAccessKey"], credentials["SessionToken"]
        client = postern.client("iam", keys)
        if allowed:
            client.list_users()
        else:
            with pytest.raises(client.exceptions.ClientError, match="AccessDenied"):
                client.list_users()


def test_an_issuer_that_does_not_answer_is_said_not_to(postern):
    iam = postern.client("iam")
    gone = Issuer()
    iam.create_open_id_connect_provider(Url=gone.url, ClientIDList=["client"])
    token = gone.token()
    gone.close()
    assert refused(unsigned(postern), token)[:2] == (400, "IDPCommunicationError")


@pytest.mark.parametrize(
    "path, answer",
    [
        ("/.well-known/openid-configuration", (500, {})),
        ("/.well-known/openid-configuration", (302, {})),
        ("/.well-known/openid-configuration", (200, {"issuer": "http://127.0.0.1:1", "jwks_uri": "http://127.0.0.1:1/"})),
        ("/.well-known/openid-configuration", (200, {"issuer": None})),
        ("/keys", (200, {"keys": "none"})),
        ("/keys", (200, {"keys": [{"kty": "RSA", "n": "AQAB", "e": "AQAB", "pad": "x" * 200_000}]})),
    ],
)
def test_an_issuer_that_answers_nonsense_vouches_for_nobody(postern, path, answer):
    broken = Issuer()
    try:
        postern.client("iam").create_open_id_connect_provider(Url=broken.url, ClientIDList=["client"])
        broken.documents[path] = answer
        status, code, message = refused(unsigned(postern), broken.token())
        assert (status, code) == (400, "InvalidIdentityToken")
        assert message.startswith("Couldn't retrieve verification key from your identity provider")
    finally:
        broken.close()


def test_access_tokens_and_saml_are_said_not_to_be_supported(sts, issuer):
    assert "Postern does not verify" in refused(sts, issuer.token(), ProviderId="www.amazon.com")[2]
    with pytest.raises(botocore.exceptions.ClientError) as caught:
        sts.assume_role_with_saml(RoleArn=ROLE, PrincipalArn=f"arn:aws:iam::{ACCOUNT}:saml-provider/x", SAMLAssertion="aaaa")
    assert "Postern does not support the operation AssumeRoleWithSAML of sts yet." in str(caught.value)
