"""MFA devices, and what a code of one opens: trust policies through AssumeRole, sessions through GetSessionToken."""

import base64
import hashlib
import hmac
import json
import struct
import time

import botocore.exceptions
import pytest

from postern import ACCOUNT, statement_of

PERIOD = 30


def code(seed, offset=0):
    """The six digits of RFC 6238 for this half minute, or so many after it."""
    secret = base64.b32decode(seed)
    digest = hmac.new(secret, struct.pack(">Q", int(time.time()) // PERIOD + offset), hashlib.sha1).digest()
    place = digest[-1] & 15
    return f"{(struct.unpack('>I', digest[place:place + 4])[0] & 0x7FFFFFFF) % 10**6:06d}"


def error_of(call, **arguments):
    with pytest.raises(botocore.exceptions.ClientError) as caught:
        call(**arguments)
    return caught.value.response["Error"]["Code"], caught.value.response["Error"]["Message"]


def new_device(iam, name):
    device = iam.create_virtual_mfa_device(VirtualMFADeviceName=name)["VirtualMFADevice"]
    return device["SerialNumber"], device["Base32StringSeed"].decode()


class Holder:
    """A user with a device whose codes open things once each."""

    def __init__(self, postern, name):
        self.iam = postern.client("iam")
        self.name = name
        self.keys = postern.new_user(name)
        self.serial, self.seed = new_device(self.iam, name)
        self.enable()
        self.used = None

    def enable(self):
        self.iam.enable_mfa_device(
            UserName=self.name,
            SerialNumber=self.serial,
            AuthenticationCode1=code(self.seed, -1),
            AuthenticationCode2=code(self.seed),
        )

    def proof(self):
        return {"SerialNumber": self.serial, "TokenCode": code(self.seed)}


def test_a_device_is_made_enabled_listed_and_taken_away(postern):
    iam = postern.client("iam")
    postern.new_user("life")
    serial, seed = new_device(iam, "life-phone")
    assert serial == f"arn:aws:iam::{ACCOUNT}:mfa/life-phone"
    assert len(base64.b32decode(seed)) == 40
    assert error_of(iam.create_virtual_mfa_device, VirtualMFADeviceName="life-phone")[0] == "EntityAlreadyExists"
    unassigned = iam.list_virtual_mfa_devices(AssignmentStatus="Unassigned")["VirtualMFADevices"]
    assert serial in [device["SerialNumber"] for device in unassigned]
    iam.enable_mfa_device(
        UserName="life", SerialNumber=serial, AuthenticationCode1=code(seed, -1), AuthenticationCode2=code(seed)
    )
    (listed,) = iam.list_mfa_devices(UserName="life")["MFADevices"]
    assert (listed["UserName"], listed["SerialNumber"]) == ("life", serial)
    assert iam.get_mfa_device(UserName="life", SerialNumber=serial)["EnableDate"] == listed["EnableDate"]
    (assigned,) = iam.list_virtual_mfa_devices(AssignmentStatus="Assigned")["VirtualMFADevices"]
    assert assigned["User"]["UserName"] == "life"
    assert error_of(iam.delete_virtual_mfa_device, SerialNumber=serial)[0] == "DeleteConflict"
    for key in iam.list_access_keys(UserName="life")["AccessKeyMetadata"]:
        iam.delete_access_key(UserName="life", AccessKeyId=key["AccessKeyId"])
    assert error_of(iam.delete_user, UserName="life") == (
        "DeleteConflict",
        "Cannot delete entity, must delete MFA device first.",
    )
    iam.deactivate_mfa_device(UserName="life", SerialNumber=serial)
    assert iam.list_mfa_devices(UserName="life")["MFADevices"] == []
    iam.delete_virtual_mfa_device(SerialNumber=serial)
    assert error_of(iam.delete_virtual_mfa_device, SerialNumber=serial)[0] == "NoSuchEntity"


def test_codes_that_the_device_did_not_show_enable_nothing(postern):
    iam = postern.client("iam")
    postern.new_user("guesser")
    serial, seed = new_device(iam, "guessed")
    for first, second in ((code(seed), code(seed)), (code(seed), code(seed, -1)), ("000000", "111111")):
        found = error_of(
            iam.enable_mfa_device,
            UserName="guesser",
            SerialNumber=serial,
            AuthenticationCode1=first,
            AuthenticationCode2=second,
        )
        assert found == ("InvalidAuthenticationCode", "Authentication code for device is not valid.")
    absent = f"arn:aws:iam::{ACCOUNT}:mfa/absent"
    found = error_of(
        iam.enable_mfa_device,
        UserName="guesser",
        SerialNumber=absent,
        AuthenticationCode1="000000",
        AuthenticationCode2="111111",
    )
    assert found[0] == "NoSuchEntity"


def test_a_clock_that_is_off_is_learnt(postern):
    iam = postern.client("iam")
    holder = Holder(postern, "off")
    iam.resync_mfa_device(
        UserName="off",
        SerialNumber=holder.serial,
        AuthenticationCode1=code(holder.seed, 20),
        AuthenticationCode2=code(holder.seed, 21),
    )
    sts = postern.client("sts", holder.keys)
    assert error_of(sts.get_session_token, **holder.proof())[0] == "AccessDenied"
    sts.get_session_token(SerialNumber=holder.serial, TokenCode=code(holder.seed, 21))


def test_devices_are_tagged_and_paged(postern):
    iam = postern.client("iam")
    for number in range(3):
        new_device(iam, f"page-{number}")
    pages = list(iam.get_paginator("list_virtual_mfa_devices").paginate(PaginationConfig={"PageSize": 1}))
    assert len(pages) >= 3
    serial = f"arn:aws:iam::{ACCOUNT}:mfa/page-0"
    iam.tag_mfa_device(SerialNumber=serial, Tags=[{"Key": "team", "Value": "blue"}])
    assert iam.list_mfa_device_tags(SerialNumber=serial)["Tags"] == [{"Key": "team", "Value": "blue"}]
    iam.untag_mfa_device(SerialNumber=serial, TagKeys=["team"])
    assert iam.list_mfa_device_tags(SerialNumber=serial)["Tags"] == []


def test_a_trust_policy_can_demand_a_code(postern):
    holder = Holder(postern, "trusted")
    iam = postern.client("iam")
    condition = {"Bool": {"aws:MultiFactorAuthPresent": "true"}, "NumericLessThan": {"aws:MultiFactorAuthAge": "60"}}
    document = statement_of(
        Effect="Allow",
        Principal={"AWS": f"arn:aws:iam::{ACCOUNT}:user/trusted"},
        Action="sts:AssumeRole",
        Condition=condition,
    )
    role = iam.create_role(RoleName="guarded", AssumeRolePolicyDocument=json.dumps(document))["Role"]["Arn"]
    sts = postern.client("sts", holder.keys)
    plain = {"RoleArn": role, "RoleSessionName": "session"}
    assert error_of(sts.assume_role, **plain)[0] == "AccessDenied"
    assert error_of(sts.assume_role, **plain, SerialNumber=holder.serial) == (
        "AccessDenied",
        "MultiFactorAuthentication failed, must provide both MFA serial number and one time pass code.",
    )
    assert error_of(sts.assume_role, **plain, SerialNumber=holder.serial, TokenCode="000000") == (
        "AccessDenied",
        "MultiFactorAuthentication failed with invalid MFA one time pass code.",
    )
    foreign = f"arn:aws:iam::{ACCOUNT}:mfa/foreign"
    assert "unable to validate MFA code" in error_of(sts.assume_role, **plain, SerialNumber=foreign, TokenCode="000000")[1]
    proof = holder.proof()
    sts.assume_role(**plain, **proof)
    assert "invalid MFA one time pass code" in error_of(sts.assume_role, **plain, **proof)[1]


def test_a_session_made_with_a_code_passes_where_mfa_is_demanded(postern):
    holder = Holder(postern, "session")
    iam = postern.client("iam")
    document = statement_of(
        Effect="Allow", Action="iam:*", Resource="*", Condition={"Bool": {"aws:MultiFactorAuthPresent": "true"}}
    )
    iam.put_user_policy(UserName="session", PolicyName="mfa", PolicyDocument=json.dumps(document))
    sts = postern.client("sts", holder.keys)
    assert error_of(postern.client("iam", holder.keys).list_users)[0] == "AccessDenied"
    plain = sts.get_session_token()["Credentials"]
    strong = sts.get_session_token(**holder.proof())["Credentials"]
    clients = [
        postern.client("iam", (keys["AccessKeyId"], keys["SecretAccessKey"], keys["SessionToken"]))
        for keys in (plain, strong)
    ]
    assert error_of(clients[0].list_users)[0] == "InvalidClientTokenId"
    answer = clients[1].list_users()
    event = postern.event(answer["ResponseMetadata"]["RequestId"])
    assert event["userIdentity"]["sessionContext"]["attributes"]["mfaAuthenticated"] == "true"


def test_devices_are_for_those_who_may_manage_them(postern):
    iam = postern.client("iam", postern.new_user("nobody"))
    for call, arguments in (
        (iam.create_virtual_mfa_device, {"VirtualMFADeviceName": "x"}),
        (iam.list_virtual_mfa_devices, {}),
        (iam.list_mfa_devices, {"UserName": "nobody"}),
        (iam.deactivate_mfa_device, {"UserName": "nobody", "SerialNumber": f"arn:aws:iam::{ACCOUNT}:mfa/x"}),
        (iam.delete_virtual_mfa_device, {"SerialNumber": f"arn:aws:iam::{ACCOUNT}:mfa/x"}),
    ):
        assert error_of(call, **arguments)[0] == "AccessDenied"
