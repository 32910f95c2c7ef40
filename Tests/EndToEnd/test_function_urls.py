"""Function URLs, served: who may call, what the function gets, and what becomes of its result."""

import base64
import json

import pytest

from function_urls import FORBIDDEN, allow_everybody, curl, new_url, send, send_signed, url_id
from policies import allow
from postern import ACCOUNT, REGION, function_arn, matches, user_arn

ECHO = "def handler(event, context):\n    return event\n"
AS_TOLD = "import json\ndef handler(event, context):\n    return json.loads(event['body'])\n"


@pytest.fixture(scope="module")
def echo(postern):
    return new_url(postern, "url-echo", ECHO)


@pytest.fixture(scope="module")
def as_told(postern):
    """Returns what it is sent as JSON."""
    config = new_url(postern, "url-as-told", AS_TOLD)
    headers = {"Content-Type": "application/json"}
    return lambda result: send(postern, config, "POST", headers=headers, data=json.dumps(result))


# What the function gets.


def test_an_event_has_the_payload_format_2(postern, echo):
    answer = send(
        postern,
        echo,
        "POST",
        "/some%20path/1?a=1&a=2&b=x%2Fy+z&empty=",
        headers={"Cookie": "first=1; second=2", "X-Custom": "Some Value", "User-Agent": "test/1"},
        json={"n": 1},
    )
    assert answer.status_code == 200 and answer.headers["Content-Type"] == "application/json"
    event = answer.json()
    host = f"{url_id(echo)}.lambda-url.{REGION}.localhost"
    context = event.pop("requestContext")
    headers = event.pop("headers")
    assert event == {
        "version": "2.0",
        "routeKey": "$default",
        "rawPath": "/some path/1",
        "rawQueryString": "a=1&a=2&b=x%2Fy+z&empty=",
        "cookies": ["first=1", "second=2"],
        "queryStringParameters": {"a": "1,2", "b": "x/y z", "empty": ""},
        "body": '{"n": 1}',
        "isBase64Encoded": False,
    }
    matches(r"^\d\d/[A-Z][a-z][a-z]/\d{4}:\d\d:\d\d:\d\d \+0000$", context.pop("time"))
    assert context.pop("timeEpoch") > 1_700_000_000_000
    assert context.pop("requestId") == answer.headers["x-amzn-RequestId"]
    assert context == {
        "accountId": "anonymous",
        "apiId": url_id(echo),
        "domainName": host,
        "domainPrefix": url_id(echo),
        "http": {
            "method": "POST",
            "path": "/some path/1",
            "protocol": "HTTP/1.1",
            "sourceIp": "127.0.0.1",
            "userAgent": "test/1",
        },
        "routeKey": "$default",
        "stage": "$default",
    }
    assert headers["x-custom"] == "Some Value" and headers["host"] == f"{host}:{postern.port}"
    assert headers["x-forwarded-for"] == "127.0.0.1" and headers["x-forwarded-port"] == str(postern.port)
    matches(r"^Root=1-[0-9a-f]{8}-[0-9a-f]{24};Parent=", headers["x-amzn-trace-id"])
    assert "cookie" not in headers and "connection" not in headers


def test_a_request_without_a_body_or_a_query_has_none(postern, echo):
    event = send(postern, echo).json()
    assert not {"body", "cookies", "queryStringParameters"} & set(event)
    assert (event["rawPath"], event["rawQueryString"], event["isBase64Encoded"]) == ("/", "", False)


@pytest.mark.parametrize(
    "content_type, body, is_base64",
    [
        ("text/plain", b"text", False),
        ("application/json; charset=utf-8", b"{}", False),
        ("application/xml", b"<a/>", False),
        ("application/vnd.api+json", b"{}", False),
        ("text/plain", b"\xff\xfe", True),
        ("application/octet-stream", b"text", True),
        ("multipart/form-data; boundary=x", b"--x--", True),
        ("application/x-www-form-urlencoded", b"a=1", True),
        (None, b"text", True),
    ],
)
def test_bodies_that_are_no_text_come_in_base64(postern, echo, content_type, body, is_base64):
    headers = {"Content-Type": content_type} if content_type else {}
    event = send(postern, echo, "PUT", data=body, headers=headers).json()
    assert event["isBase64Encoded"] is is_base64
    assert (base64.b64decode(event["body"]) if is_base64 else event["body"].encode()) == body


def test_a_url_is_served_by_path_too(postern, echo):
    event = json.loads(curl(f"{postern.endpoint}/_lambda-url/{url_id(echo)}/a/b?c=d"))
    assert (event["rawPath"], event["rawQueryString"]) == ("/a/b", "c=d")
    assert event["requestContext"]["domainPrefix"] == url_id(echo)
    assert json.loads(curl(f"{postern.endpoint}/_lambda-url/{url_id(echo)}"))["rawPath"] == "/"


def test_curl_reaches_a_url_as_it_is_written(echo):
    assert json.loads(curl(echo["FunctionUrl"] + "here"))["rawPath"] == "/here"


# What becomes of the result.


def test_a_result_with_a_status_is_the_answer(as_told):
    answer = as_told(
        {
            "statusCode": 201,
            "headers": {"Content-Type": "text/html", "X-Number": 1, "X-Flag": True, "Date": "then"},
            "cookies": ["a=1; Secure", "b=2"],
            "body": "<p>done</p>",
        }
    )
    assert (answer.status_code, answer.text) == (201, "<p>done</p>")
    assert answer.headers["Content-Type"] == "text/html"
    assert (answer.headers["X-Number"], answer.headers["X-Flag"]) == ("1", "true")
    assert answer.headers["x-amzn-Remapped-Date"] == "then"
    assert answer.raw.headers.getlist("set-cookie") == ["a=1; Secure", "b=2"]


def test_a_body_in_base64_is_decoded(as_told):
    body = base64.b64encode(bytes(range(256))).decode()
    assert as_told({"statusCode": 200, "body": body, "isBase64Encoded": True}).content == bytes(range(256))


@pytest.mark.parametrize(
    "result, text",
    [
        ({"message": "hello"}, '{"message": "hello"}'),
        ([1, 2], "[1, 2]"),
        ("plain", "plain"),
        (None, "null"),
        (17, "17"),
        ({"statusCode": 200}, ""),
        ({"statusCode": "200", "body": {"a": 1}}, '{"a":1}'),
    ],
)
def test_the_answer_to_a_result_is_inferred(as_told, result, text):
    answer = as_told(result)
    assert (answer.status_code, answer.text) == (200, text)
    assert answer.headers["Content-Type"] == "application/json"
    assert answer.headers["X-Amzn-Trace-Id"].startswith("root=1-")


@pytest.mark.parametrize("status", ["many", 42, 1000, [200]])
def test_a_status_that_is_none_is_the_functions_mistake(as_told, status):
    answer = as_told({"statusCode": status})
    assert (answer.status_code, answer.text) == (502, "Internal Server Error")


def test_a_header_cannot_break_out(as_told):
    answer = as_told({"statusCode": 200, "headers": {"X-Bad": "a\r\nX-Evil: b", "Y Z": "c"}, "body": "fine"})
    assert answer.text == "fine" and "X-Evil" not in answer.headers and "X-Bad" not in answer.headers


def test_an_error_of_the_function_stays_in_its_log(postern):
    config = new_url(postern, "url-raises", "def handler(e, c):\n    raise ValueError('secret')\n")
    answer = send(postern, config)
    assert (answer.status_code, answer.text) == (502, "Internal Server Error")
    assert postern.event(answer.headers["x-amzn-RequestId"])["additionalEventData"]["outcome"] == "failed"


def test_a_throttled_function_says_so(postern):
    config = new_url(postern, "url-throttled", ECHO)
    postern.client("lambda").put_function_concurrency(FunctionName="url-throttled", ReservedConcurrentExecutions=0)
    answer = send(postern, config)
    assert answer.status_code == 429
    assert answer.json()["Reason"] == "ReservedFunctionConcurrentInvocationLimitExceeded"
    assert answer.headers["x-amzn-ErrorType"] == "TooManyRequestsException"


def test_more_than_six_megabytes_are_refused(postern, echo):
    answer = send(postern, echo, "POST", data=b"x" * (6 * 1024 * 1024 + 1), headers={"Content-Type": "text/plain"})
    assert answer.status_code == 413


# Who may call.


def test_a_url_that_nobody_has_is_forbidden(postern):
    answer = send(postern, {"FunctionUrl": f"http://0123456789abcdefghijklmnopqrstuv.lambda-url.{REGION}.on.aws/"})
    assert (answer.status_code, answer.text) == (403, '{"Message":null}')
    assert answer.headers["Content-Type"] == "application/json"
    assert answer.headers["x-amzn-ErrorType"] == "AccessDeniedException"


def test_a_public_url_takes_both_permissions(postern):
    config = new_url(postern, "url-half", ECHO, is_public=False)
    lambda_ = postern.client("lambda")

    def is_forbidden():
        answer = send(postern, config)
        assert answer.status_code == 200 or answer.json() == {"Message": FORBIDDEN}
        return answer.status_code == 403

    assert is_forbidden()
    allow_everybody(lambda_, "url-half")
    assert not is_forbidden()
    lambda_.remove_permission(FunctionName="url-half", StatementId="function")
    assert is_forbidden()
    lambda_.add_permission(
        FunctionName="url-half", StatementId="plain", Action="lambda:InvokeFunction", Principal="*"
    )
    assert not is_forbidden()
    lambda_.remove_permission(FunctionName="url-half", StatementId="url")
    assert is_forbidden()


def test_a_permission_for_another_auth_type_opens_nothing(postern):
    config = new_url(postern, "url-other-type", ECHO, is_public=False)
    allow_everybody(postern.client("lambda"), "url-other-type", auth="AWS_IAM")
    assert send(postern, config).status_code == 403


@pytest.fixture(scope="module")
def private(postern):
    return new_url(postern, "url-private", ECHO, auth="AWS_IAM", is_public=False)


@pytest.fixture(scope="module")
def caller(postern):
    keys = postern.new_user("url-caller")
    postern.client("iam").put_user_policy(
        UserName="url-caller",
        PolicyName="call",
        PolicyDocument=allow(
            ["lambda:InvokeFunctionUrl", "lambda:InvokeFunction"],
            function_arn("url-private"),
            Condition={"StringEquals": {"lambda:FunctionUrlAuthType": "AWS_IAM"}},
        ),
    )
    return keys


@pytest.mark.parametrize("by_path", [False, True])
def test_a_signed_caller_is_known_to_the_function(postern, private, caller, by_path):
    answer = send_signed(postern, private, caller, "POST", "/p?q=1", b"text", {"Content-Type": "text/plain"}, by_path)
    assert answer.status_code == 200, answer.text
    event = answer.json()
    assert (event["rawPath"], event["body"]) == ("/p", "text")
    assert event["requestContext"]["accountId"] == ACCOUNT
    iam = event["requestContext"]["authorizer"]["iam"]
    assert (iam["accessKey"], iam["userArn"], iam["accountId"]) == (caller[0], user_arn("url-caller"), ACCOUNT)
    assert iam["userId"] == iam["callerId"] and iam["userId"].startswith("AIDA")
    assert "authorization" not in event["headers"]


def test_a_private_url_wants_a_signature(postern, private):
    answer = send(postern, private)
    assert (answer.status_code, answer.json()) == (403, {"Message": "Forbidden"})
    assert answer.headers["x-amzn-ErrorType"] == "AccessDeniedException"


def test_a_wrong_signature_is_told_apart(postern, private, caller):
    answer = send_signed(postern, private, (caller[0], "wrong" + caller[1]))
    assert answer.status_code == 403
    assert answer.headers["x-amzn-ErrorType"] == "InvalidSignatureException"
    assert "The request signature we calculated does not match" in answer.text
    moved = send_signed(postern, private, caller, tamper={"X-Amz-Date": "20200101T000000Z"})
    assert moved.status_code == 403


def test_a_caller_without_permission_is_refused_and_recorded(postern, private):
    answer = send_signed(postern, private, postern.new_user("url-stranger"))
    assert (answer.status_code, answer.json()) == (403, {"Message": FORBIDDEN})
    event = postern.event(answer.headers["x-amzn-RequestId"])
    assert (event["eventName"], event["additionalEventData"]["outcome"]) == ("InvokeFunctionUrl", "denied")
    assert event["userIdentity"]["arn"] == user_arn("url-stranger")
    explanation = postern.command("explain", answer.headers["x-amzn-RequestId"])
    assert "lambda:InvokeFunctionUrl" in explanation


def test_a_call_is_recorded_with_both_decisions(postern, private, caller):
    answer = send_signed(postern, private, caller)
    event = postern.event(answer.headers["x-amzn-RequestId"])
    assert event["additionalEventData"]["outcome"] == "allowed"
    assert [one["action"] for one in event["additionalEventData"]["authorizations"]] == ["lambda:InvokeFunctionUrl", "lambda:InvokeFunction"]


def test_the_url_of_an_alias_calls_its_version(postern):
    postern.new_function("url-alias", "def handler(e, c):\n    return [c.function_version, c.invoked_function_arn]\n")
    lambda_ = postern.client("lambda")
    lambda_.get_waiter("function_active_v2").wait(FunctionName="url-alias")
    lambda_.publish_version(FunctionName="url-alias")
    lambda_.create_alias(FunctionName="url-alias", Name="live", FunctionVersion="1")
    config = lambda_.create_function_url_config(FunctionName="url-alias", Qualifier="live", AuthType="NONE")
    assert config["FunctionArn"] == function_arn("url-alias") + ":live"
    # What is allowed for the function as such is not allowed for its alias.
    allow_everybody(lambda_, "url-alias")
    assert send(postern, config).status_code == 403
    allow_everybody(lambda_, "url-alias", Qualifier="live")
    assert send(postern, config).json() == ["1", function_arn("url-alias") + ":live"]
    lambda_.delete_alias(FunctionName="url-alias", Name="live")
    assert send(postern, config).status_code == 403


# Cross-origin requests.


@pytest.fixture(scope="module")
def shared(postern):
    cors = {
        "AllowOrigins": ["https://good.example"],
        "AllowMethods": ["GET", "PUT"],
        "AllowHeaders": ["x-custom", "content-type"],
        "ExposeHeaders": ["x-shown"],
        "AllowCredentials": True,
        "MaxAge": 300,
    }
    source = "def handler(e, c):\n    return {'statusCode': 200, 'headers': {'Access-Control-Allow-Origin': 'own'}, 'body': e['requestContext']['http']['method']}\n"
    return new_url(postern, "url-shared", source, url={"Cors": cors})


def test_a_preflight_request_is_answered_without_the_function(postern, shared):
    asking = {"Origin": "https://good.example", "Access-Control-Request-Method": "PUT"}
    answer = send(postern, shared, "OPTIONS", headers=asking)
    assert (answer.status_code, answer.text) == (200, "")
    assert answer.headers["Access-Control-Allow-Origin"] == "https://good.example"
    assert answer.headers["Access-Control-Allow-Methods"] == "GET,PUT"
    assert answer.headers["Access-Control-Allow-Headers"] == "x-custom,content-type"
    assert answer.headers["Access-Control-Allow-Credentials"] == "true"
    assert answer.headers["Access-Control-Max-Age"] == "300" and answer.headers["Vary"] == "Origin"
    stranger = send(postern, shared, "OPTIONS", headers=asking | {"Origin": "https://bad.example"})
    assert not [name for name in stranger.headers if name.lower().startswith("access-control")]


def test_cross_origin_fields_replace_the_functions_own(postern, shared):
    answer = send(postern, shared, "PUT", headers={"Origin": "https://good.example"})
    assert answer.text == "PUT" and answer.headers["Access-Control-Allow-Origin"] == "https://good.example"
    assert answer.headers["Access-Control-Expose-Headers"] == "x-shown"


def test_without_settings_the_function_answers_preflight_requests_itself(postern, echo):
    asking = {"Origin": "https://good.example", "Access-Control-Request-Method": "PUT"}
    answer = send(postern, echo, "OPTIONS", headers=asking)
    assert answer.json()["requestContext"]["http"]["method"] == "OPTIONS"
    assert "Access-Control-Allow-Origin" not in answer.headers
