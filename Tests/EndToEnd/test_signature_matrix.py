"""Every way of changing a signed request, sent as bytes to the gateway: whatever changes the canonical request is refused
with the right code, whatever leaves it equal is accepted. SECURITY.md has the table."""

import datetime
import re
import socket

import pytest
from botocore.auth import SigV4QueryAuth
from botocore.awsrequest import AWSRequest
from botocore.credentials import Credentials

from postern import REGION
from raw import signed

BODY = b"Action=GetCallerIdentity&Version=2011-06-15"
FORM = {"Content-Type": "application/x-www-form-urlencoded; charset=utf-8", "X-Amz-Note": "one  two"}


class Request:
    """A signed request taken apart: request line, header fields in order, body."""

    def __init__(self, postern, keys):
        made = signed(postern, keys, "sts", method="POST", path="/", body=BODY, headers=FORM)
        self.port = postern.port
        self.method, self.target, self.version, self.body = "POST", "/", "HTTP/1.1", BODY
        self.headers = [("Host", f"127.0.0.1:{postern.port}"), *made["headers"].items()]

    def field(self, name):
        return next(value for found, value in self.headers if found.lower() == name.lower())

    def change(self, name, change):
        self.headers = [(n, change(v) if n.lower() == name.lower() else v) for n, v in self.headers]

    def drop(self, name):
        self.headers = [(n, v) for n, v in self.headers if n.lower() != name.lower()]

    def send(self):
        """Status and error code of the answer; the code is None for one that is no error of AWS's."""
        lines = [f"{self.method} {self.target} {self.version}", *(f"{n}: {v}" for n, v in self.headers)]
        if not any(n.lower() in ("content-length", "transfer-encoding") for n, _ in self.headers):
            lines.append(f"Content-Length: {len(self.body)}")
        head = "\r\n".join([*lines, "Connection: close", "", ""]).encode("latin-1")
        with socket.create_connection(("127.0.0.1", self.port), timeout=60) as connection:
            connection.sendall(head + self.body)
            answer = b""
            while piece := connection.recv(65536):
                answer += piece
        status = int(answer.split(b" ", 2)[1])
        code = re.search(rb"<Code>(\w+)</Code>", answer)
        return status, code and code[1].decode()


@pytest.fixture
def request_(postern):
    environment = postern.root_environment()
    return Request(postern, (environment["AWS_ACCESS_KEY_ID"], environment["AWS_SECRET_ACCESS_KEY"]))


def authorization(change):
    return lambda request: request.change("authorization", change)


def replaced(pattern, text):
    return authorization(lambda value: re.sub(pattern, text, value))


def moved(request, **difference):
    """Claims another time, in the date alone."""
    moment = datetime.datetime.strptime(request.field("x-amz-date"), "%Y%m%dT%H%M%SZ") + datetime.timedelta(**difference)
    request.change("x-amz-date", lambda _: moment.strftime("%Y%m%dT%H%M%SZ"))


def put(name, value):
    return lambda request: setattr(request, name, value)


def add(*fields):
    return lambda request: request.headers.extend(fields)


def fold(request):
    request.change("x-amz-note", lambda value: value.replace("  ", "\r\n  "))


def flip(value):
    return value[:-1] + ("0" if value[-1] != "0" else "1")


MISMATCH = (403, "SignatureDoesNotMatch")
REFUSED = {
    "last digit of the signature": (authorization(flip), MISMATCH),
    "empty signature": (replaced("Signature=.*", "Signature="), MISMATCH),
    "a byte of the body": (put("body", BODY.replace(b"2011", b"2012")), None),
    "a byte behind the body": (put("body", BODY + b"&"), MISMATCH),
    "an empty body": (put("body", b""), None),
    "the method": (put("method", "PUT"), MISMATCH),
    "the path": (put("target", "/x"), MISMATCH),
    "an escaped byte in the path": (put("target", "/%2e"), MISMATCH),
    "a query": (put("target", "/?a=b"), MISMATCH),
    "a broken escape in the query": (put("target", "/?a=%zz"), None),
    "the host": (lambda request: request.change("host", lambda value: "sts.amazonaws.com"), MISMATCH),
    "a signed header's value": (lambda request: request.change("x-amz-note", lambda value: "three"), MISMATCH),
    "a signed header taken away": (lambda request: request.drop("x-amz-note"), MISMATCH),
    "a signed header doubled": (add(("X-Amz-Note", "one two")), MISMATCH),
    "an unsigned x-amz header": (add(("X-Amz-Target", "x")), MISMATCH),
    "the date by a second": (lambda request: moved(request, seconds=-1), MISMATCH),
    "the date beyond the window": (lambda request: moved(request, minutes=-16), MISMATCH),
    "the date before the window": (lambda request: moved(request, minutes=16), MISMATCH),
    "no date": (lambda request: request.drop("x-amz-date"), (400, "IncompleteSignature")),
    "the scope's date": (replaced(r"/\d{8}/", "/20130524/"), MISMATCH),
    "the scope's region": (replaced(f"/{REGION}/", "/eu-west-1/"), MISMATCH),
    "the scope's service": (replaced("/sts/", "/lambda/"), None),
    "the scope's terminator": (replaced("aws4_request", "aws4_reques"), MISMATCH),
    "a scope with too few parts": (replaced("/aws4_request", ""), (400, "IncompleteSignature")),
    "the access key": (replaced("Credential=[^/]*", "Credential=AKIAIOSFODNN7NOBODY1"), (403, "InvalidClientTokenId")),
    "the algorithm": (replaced("AWS4-HMAC-SHA256", "AWS4-HMAC-SHA512"), (400, "IncompleteSignature")),
    "no host among the signed headers": (replaced("host;", ""), MISMATCH),
    "signed headers out of order": (replaced("SignedHeaders=[^,]*", "SignedHeaders=x-amz-date;host"), MISMATCH),
    "a token that nobody gave out": (add(("X-Amz-Security-Token", "AAAA")), (403, "InvalidClientTokenId")),
    "two Authorization headers": (
        lambda request: request.headers.append(("Authorization", request.field("authorization"))),
        (400, "IncompleteSignature"),
    ),
    "a signature in the query too": (put("target", "/?X-Amz-Algorithm=AWS4-HMAC-SHA256"), MISMATCH),
    "no signature at all": (lambda request: request.drop("authorization"), (403, "MissingAuthenticationToken")),
    "an unsigned payload": (add(("X-Amz-Content-Sha256", "UNSIGNED-PAYLOAD")), MISMATCH),
    "a streamed payload": (add(("X-Amz-Content-Sha256", "STREAMING-AWS4-HMAC-SHA256-PAYLOAD")), MISMATCH),
    "a hash of another body": (add(("X-Amz-Content-Sha256", "0" * 64)), MISMATCH),
    "an absolute target of another host": (put("target", "http://sts.amazonaws.com/"), None),
    "two hosts": (add(("Host", "sts.amazonaws.com")), None),
    "two lengths": (add(("Content-Length", "10"), ("Content-Length", "43")), None),
    "a length and chunks": (add(("Content-Length", "43"), ("Transfer-Encoding", "chunked")), None),
}
ACCEPTED = {
    "nothing": lambda request: None,
    "header names in other letters": lambda request: setattr(
        request, "headers", [(name.swapcase(), value) for name, value in request.headers]
    ),
    "the order of headers": lambda request: request.headers.reverse(),
    "white space around and within a value": lambda request: request.change("x-amz-note", lambda value: "  one     two  "),
    "a header that is neither signed nor of AWS": add(("X-Trace", "1"), ("Accept", "*/*")),
    "slashes and dots that normalise away": put("target", "/./"),
    "HTTP/1.0": put("version", "HTTP/1.0"),
    "an absolute target of the same host": lambda request: setattr(
        request, "target", f"http://{request.field('host')}/"
    ),
}


@pytest.mark.parametrize("what", REFUSED)
def test_a_change_of_what_is_signed_is_refused(request_, what):
    change, expected = REFUSED[what]
    change(request_)
    found = request_.send()
    assert 400 <= found[0] < 500, found
    if expected:
        assert found == expected


@pytest.mark.parametrize("what", ACCEPTED)
def test_a_change_of_what_is_not_signed_is_accepted(request_, what):
    ACCEPTED[what](request_)
    assert request_.send() == (200, None)


def test_a_folded_header_is_refused_or_read_as_one_line(request_):
    fold(request_)
    assert request_.send() in ((200, None), (400, None))


@pytest.mark.parametrize(
    "expires, status, code", [(60, 200, None), (604_800, 200, None), (604_801, 400, "IncompleteSignature"), (-1, 400, "IncompleteSignature")]
)
def test_a_presigned_request_lives_a_week_at_most(postern, request_, expires, status, code):
    environment = postern.root_environment()
    keys = Credentials(environment["AWS_ACCESS_KEY_ID"], environment["AWS_SECRET_ACCESS_KEY"])
    url = f"{postern.endpoint}/?Action=GetCallerIdentity&Version=2011-06-15"
    made = AWSRequest("GET", url, data=b"")
    SigV4QueryAuth(keys, "sts", REGION, expires=expires).add_auth(made)
    request_.headers = [("Host", f"127.0.0.1:{postern.port}")]
    request_.method, request_.body = "GET", b""
    request_.target = made.url.removeprefix(postern.endpoint)
    assert request_.send() == (status, code)
    if status == 200:
        request_.target = request_.target.replace("GetCallerIdentity", "GetSessionToken")
        assert request_.send() == MISMATCH
