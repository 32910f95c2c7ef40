"""Nonsense gets the error that AWS would give, and the server keeps serving."""

import concurrent.futures
import json
import socket

import botocore.exceptions
import pytest

from postern import function_arn, zip_of
from raw import send, signed

FORM = {"Content-Type": "application/x-www-form-urlencoded; charset=utf-8"}
FUNCTIONS = "/2015-03-31/functions"


@pytest.fixture(scope="module")
def root(postern):
    environment = postern.root_environment()
    return environment["AWS_ACCESS_KEY_ID"], environment["AWS_SECRET_ACCESS_KEY"]


@pytest.fixture(autouse=True)
def still_serving(postern):
    """Whatever a test sent, the next caller is answered."""
    yield
    assert postern.is_running(), postern.printed()
    assert postern.client("sts").get_caller_identity()["Account"]


def refused(call, **arguments):
    with pytest.raises(botocore.exceptions.ClientError) as caught:
        call(**arguments)
    response = caught.value.response
    return response["ResponseMetadata"]["HTTPStatusCode"], response["Error"]["Code"], response["Error"]["Message"]


def error_type(headers):
    return headers.get("x-amzn-errortype", "").split(":")[0]


@pytest.mark.parametrize("body", [b"{", b"[]", b'"text"', b'{"FunctionName": 1}', b"\xff\xfe", b"{}{}", b"[" * 100_000])
def test_a_malformed_body_is_refused(postern, root, body):
    headers = {"Content-Type": "application/json"}
    status, headers, _ = send(postern, **signed(postern, root, "lambda", "POST", FUNCTIONS, body, headers))
    assert status == 400
    assert error_type(headers) in ("SerializationException", "ValidationException", "InvalidRequestContentException")


def test_a_malformed_form_is_refused(postern, root):
    request = signed(postern, root, "iam", "POST", "/", b"Action=CreateUser&Version=2010-05-08&UserName=%zz", FORM)
    status, _, body = send(postern, **request)
    assert status == 404 and "<Code>MalformedQueryString</Code>" in body


def test_missing_and_invalid_members_are_counted(postern, root):
    request = signed(postern, root, "iam", "POST", "/", b"Action=CreateUser&Version=2010-05-08", FORM)
    status, _, body = send(postern, **request)
    assert status == 400 and "<Code>ValidationError</Code>" in body
    assert "1 validation error detected: Value at 'userName' failed to satisfy constraint: Member must not be null" in body
    request = signed(postern, root, "iam", "POST", "/", b"Action=CreateUser&Version=2010-05-08&UserName=a%20b%2F", FORM)
    status, _, body = send(postern, **request)
    assert status == 400 and "<Code>ValidationError</Code>" in body and "userName" in body


def test_an_unknown_operation_is_refused(postern, root):
    request = signed(postern, root, "iam", "POST", "/", b"Action=NoSuchAction&Version=2010-05-08", FORM)
    status, _, body = send(postern, **request)
    assert status == 400 and "<Code>InvalidAction</Code>" in body
    assert "Could not find operation NoSuchAction for version 2010-05-08" in body
    status, headers, body = send(postern, **signed(postern, root, "lambda", "GET", "/2015-03-31/nothing"))
    assert (status, error_type(headers)) == (403, "AccessDeniedException")
    assert json.loads(body)["Message"] == "Unable to determine service/operation name to be authorized"
    headers = {"Content-Type": "application/x-amz-json-1.1", "X-Amz-Target": "Logs_20140328.NoSuchThing"}
    status, _, body = send(postern, **signed(postern, root, "logs", "POST", "/", b"{}", headers))
    assert status == 400 and json.loads(body)["__type"].endswith("UnknownOperationException")


def test_an_operation_that_aws_has_and_postern_does_not_serve_is_refused(postern, root):
    request = signed(postern, root, "iam", "POST", "/", b"Action=ListSSHPublicKeys&Version=2010-05-08", FORM)
    status, _, body = send(postern, **request)
    assert status == 400 and "<Code>InvalidAction</Code>" in body


def test_an_unknown_service_is_refused(postern, root):
    headers = {"Content-Type": "application/x-amz-json-1.0", "X-Amz-Target": "DynamoDB_20120810.ListTables"}
    status, _, body = send(postern, **signed(postern, root, "dynamodb", "POST", "/", b"{}", headers))
    assert status == 400 and json.loads(body)["__type"].endswith("UnknownOperationException")
    assert "does not serve dynamodb yet" in json.loads(body)["message"]
    status, _, body = send(postern, **signed(postern, root, "nosuchservice", "GET", "/somewhere"))
    assert status == 404 and body


def test_a_payload_beyond_six_megabytes_is_refused(postern):
    postern.new_function("bounded", "def handler(event, context):\n    return len(event)\n")
    lambda_ = postern.client("lambda")
    largest = json.dumps("x" * (6 * 1024 * 1024 - 2))
    assert json.loads(lambda_.invoke(FunctionName="bounded", Payload=largest)["Payload"].read()) == 6 * 1024 * 1024 - 2
    status, code, message = refused(lambda_.invoke, FunctionName="bounded", Payload=largest + " ")
    assert (status, code) == (413, "RequestTooLargeException")
    assert message == "Request must be smaller than 6291456 bytes for the InvokeFunction operation"
    status, code, _ = refused(
        lambda_.invoke, FunctionName="bounded", InvocationType="Event", Payload=json.dumps("x" * (1024 * 1024))
    )
    assert (status, code) == (413, "RequestTooLargeException")


def test_a_payload_that_is_not_json_is_refused(postern):
    postern.new_function("json-only", "def handler(event, context):\n    return event\n")
    status, code, message = refused(postern.client("lambda").invoke, FunctionName="json-only", Payload=b"{no")
    assert (status, code) == (400, "InvalidRequestContentException")
    assert message.startswith("Could not parse request body into json")


def test_a_body_beyond_every_limit_is_cut_off(postern):
    """The head alone says that the body is too large; the server must not read gigabytes to find out."""
    with socket.create_connection(("127.0.0.1", postern.port), timeout=30) as connection:
        connection.sendall(b"POST / HTTP/1.1\r\nHost: localhost\r\nContent-Length: 99999999999\r\n\r\n")
        assert connection.recv(65_536).startswith(b"HTTP/1.1 4")


def test_an_endless_head_is_cut_off(postern):
    with socket.create_connection(("127.0.0.1", postern.port), timeout=30) as connection:
        try:
            connection.sendall(b"GET / HTTP/1.1\r\nHost: localhost\r\n" + b"X-Filler: aaaaaaaaaaaaaaaa\r\n" * 10_000)
            answer = connection.recv(65_536)
        except (ConnectionResetError, BrokenPipeError):
            answer = b""
        assert answer == b"" or answer.startswith(b"HTTP/1.1 4")


@pytest.mark.parametrize("data", [b"\0\1\2\3" * 100, b"GARBAGE\r\n\r\n", b"GET / HTTP/9.9\r\n\r\n", b"\x16\x03\x01\x02\x00"])
def test_what_is_not_http_is_cut_off(postern, data):
    with socket.create_connection(("127.0.0.1", postern.port), timeout=30) as connection:
        connection.sendall(data)
        connection.shutdown(socket.SHUT_WR)
        try:
            answer = connection.recv(65_536)
        except ConnectionResetError:
            answer = b""
        assert answer == b"" or answer.startswith(b"HTTP/1.1 4") or answer.startswith(b"HTTP/1.1 5")


@pytest.mark.parametrize("archive", [b"", b"not a zip", zip_of({"app.py": "x"})[:40]])
def test_a_broken_zip_makes_no_function(postern, archive):
    role = eventual_role(postern, "zip-role")
    status, code, message = refused(
        postern.client("lambda").create_function,
        FunctionName="broken",
        Runtime="python3.12",
        Handler="app.handler",
        Role=role,
        Code={"ZipFile": archive},
    )
    assert status == 400 and code in ("InvalidParameterValueException", "ValidationException")
    if archive:
        assert message == "Could not unzip uploaded file. Please check your file, then try to upload again."
    assert refused(postern.client("lambda").get_function, FunctionName="broken")[0] == 404


@pytest.mark.parametrize("name", ["../escape.py", "/etc/escape.py", "a/../../escape.py"])
def test_a_zip_cannot_write_outside_its_folder(postern, name, tmp_path):
    role = eventual_role(postern, "zip-role")
    archive = zip_of({name: "x", "app.py": "import os\ndef handler(e, c):\n    return os.listdir('/var/task')\n"})
    lambda_ = postern.client("lambda")
    try:
        lambda_.create_function(
            FunctionName="escape", Runtime="python3.12", Handler="app.handler", Role=role, Code={"ZipFile": archive}
        )
    except botocore.exceptions.ClientError as error:
        assert error.response["Error"]["Code"] == "InvalidParameterValueException"
    else:
        assert json.loads(lambda_.invoke(FunctionName="escape")["Payload"].read()) == ["app.py"]
        lambda_.delete_function(FunctionName="escape")
    assert not any(postern.state.rglob("../escape.py"))


def eventual_role(postern, name):
    iam = postern.client("iam")
    try:
        return iam.get_role(RoleName=name)["Role"]["Arn"]
    except iam.exceptions.NoSuchEntityException:
        return postern.new_role(name)


@pytest.mark.parametrize(
    "handler, source, error, message",
    [
        ("missing.handler", "def handler(e, c): pass", "Runtime.ImportModuleError", "Unable to import module 'missing'"),
        ("app.missing", "def handler(e, c): pass", "Runtime.HandlerNotFound", "Handler 'missing' missing on module 'app'"),
        ("app", "def handler(e, c): pass", "Runtime.MalformedHandlerName", "Bad handler 'app'"),
        ("app.handler", "def handler(:", "Runtime.UserCodeSyntaxError", "Syntax error in module 'app'"),
        ("app.handler", "raise KeyError('at import')", "KeyError", "at import"),
    ],
)
def test_a_missing_handler_is_the_functions_error(postern, handler, source, error, message):
    name = "wrong-" + error.rsplit(".", 1)[-1]
    postern.new_function(name, source, Handler=handler)
    answer = postern.invoke(name, {})
    assert (answer["StatusCode"], answer["FunctionError"]) == (200, "Unhandled")
    assert answer["Payload"]["errorType"] == error
    assert message in answer["Payload"]["errorMessage"]


def test_what_does_not_exist_cannot_be_invoked(postern):
    lambda_ = postern.client("lambda")
    assert refused(lambda_.invoke, FunctionName="nothing") == (
        404,
        "ResourceNotFoundException",
        f"Function not found: {function_arn('nothing')}",
    )
    assert refused(lambda_.get_function, FunctionName="n" * 257)[0] == 400


def test_an_unknown_runtime_or_wrong_number_is_a_validation_error(postern):
    role = eventual_role(postern, "zip-role")
    arguments = {"Handler": "app.handler", "Role": role, "Code": {"ZipFile": zip_of({"app.py": "x"})}}
    lambda_ = postern.client("lambda")
    status, code, message = refused(
        lambda_.create_function, FunctionName="odd", Runtime="cobol85", **arguments
    )
    assert (status, code) == (400, "InvalidParameterValueException")
    assert message.startswith("Value cobol85 at 'runtime' failed to satisfy constraint: Member must satisfy enum value set:")


def test_many_callers_of_nonsense_at_once(postern):
    def nonsense(number):
        return send(postern, "POST", f"/nothing/{number}", b"x" * number)[0]

    with concurrent.futures.ThreadPoolExecutor(16) as pool:
        assert all(400 <= status < 500 for status in pool.map(nonsense, range(200)))
