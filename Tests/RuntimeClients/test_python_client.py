"""Behaviour of the Python runtime client."""

import json
import sys

import pytest
from runtimes import python_command, run

NBSP = "\u00a0"


@pytest.fixture
def invoke(tmp_path):
    def invoke(source, *events, handler="app.handler", files=None, **environment):
        every_file = {"app.py": source, **(files or {})}
        return run(python_command(), tmp_path, every_file, handler, events or [{}], environment)

    return invoke


def test_the_result_is_posted_as_json(invoke):
    result = invoke("def handler(event, context): return {'got': event}", {"a": [1, 2.5, None, True, "é"]}).posts
    assert [post.path for post in result] == ["invocation/r-1/response"]
    assert result[0].json() == {"got": {"a": [1, 2.5, None, True, "é"]}}
    assert result[0].headers["content-type"] == "application/json"


def test_invocations_follow_one_another_in_one_process(invoke):
    source = "count = 0\ndef handler(event, context):\n    global count\n    count += 1\n    return count"
    assert [post.body for post in invoke(source, {}, {}, {}).posts] == [b"1", b"2", b"3"]


@pytest.mark.parametrize(
    "expression, expected",
    [
        ("None", b"null"),
        ("'text'", b'"text"'),
        ("__import__('decimal').Decimal('1.10')", b"1.10"),
        ("[__import__('decimal').Decimal('12345678901234567890'), {'é': 1.5}, 2]", None),
        ("{1: 2}", b'{"1": 2}'),
        ("float('nan')", b"NaN"),
    ],
)
def test_values_are_written_as_lambda_writes_them(invoke, expression, expected):
    body = invoke(f"def handler(event, context): return {expression}").posts[0].body
    accent = "é" if sys.version_info >= (3, 12) else "\\u00e9"
    assert body == (expected or f'[12345678901234567890, {{"{accent}": 1.5}}, 2]'.encode())


def test_bytes_are_sent_as_they_are(invoke):
    post = invoke("def handler(event, context): return b'\\x00\\xff'").posts[0]
    assert post.body == b"\x00\xff"
    assert post.headers["content-type"] == "application/unknown"


def test_an_error_of_the_handler_is_posted_and_logged(invoke, tmp_path):
    run = invoke("def handler(event, context):\n    raise ValueError('bad\\nnews')")
    assert [post.path for post in run.posts] == ["invocation/r-1/error"]
    error = run.posts[0].json()
    line = f'  File "{tmp_path}/app.py", line 2, in handler\n    raise ValueError(\'bad\\nnews\')\n'
    assert list(error) == ["errorMessage", "errorType", "requestId", "stackTrace"]
    assert error == {"errorMessage": "bad\nnews", "errorType": "ValueError", "requestId": "r-1", "stackTrace": [line]}
    assert run.posts[0].headers["lambda-runtime-function-error-type"] == "ValueError"
    cause = json.loads(run.posts[0].headers["lambda-runtime-function-xray-error-cause"])
    assert cause["exceptions"][0]["type"] == "ValueError"
    assert run.output == (
        "[ERROR] ValueError: bad\nnews\rTraceback (most recent call last):\r"
        f'{NBSP * 2}File "{tmp_path}/app.py", line 2, in handler\r{NBSP * 4}raise ValueError(\'bad\\nnews\')\n'
    )


def test_after_an_error_the_environment_goes_on(invoke):
    posts = invoke("def handler(event, context): return 1 / event", 0, 4).posts
    assert [post.path for post in posts] == ["invocation/r-1/error", "invocation/r-2/response"]
    assert posts[1].body == b"0.25"


@pytest.mark.parametrize(
    "handler, source, error_type, message",
    [
        (
            "app",
            "",
            "Runtime.MalformedHandlerName",
            "Bad handler 'app': not enough values to unpack (expected 2, got 1)",
        ),
        ("nothere.h", "", "Runtime.ImportModuleError", "Unable to import module 'nothere': No module named 'nothere'"),
        (
            "app.h",
            "import nothere",
            "Runtime.ImportModuleError",
            "Unable to import module 'app': No module named 'nothere'",
        ),
        ("app.gone", "", "Runtime.HandlerNotFound", "Handler 'gone' missing on module 'app'"),
        ("sys.exit", "", "Runtime.BuiltInModuleConflict", "Cannot use built-in module sys as a handler module"),
        (
            "app.h",
            "def (",
            "Runtime.UserCodeSyntaxError",
            "Syntax error in module 'app': invalid syntax (app.py, line 1)",
        ),
        ("app.h", "raise KeyError('k')", "KeyError", "'k'"),
    ],
)
def test_a_handler_that_cannot_be_loaded_is_an_initialisation_error(invoke, handler, source, error_type, message):
    run = invoke(source, handler=handler)
    assert [post.path for post in run.posts] == ["init/error"]
    error = run.posts[0].json()
    assert (error["errorType"], error["errorMessage"], error["requestId"]) == (error_type, message, "")
    assert run.posts[0].headers["lambda-runtime-function-error-type"] == error_type
    assert run.output.startswith(f"[ERROR] {error_type}: {message}")
    assert run.status == 1


def test_handlers_in_packages_and_subdirectories_are_found(invoke):
    files = {"deep/er/mod.py": "def go(event, context): return 'deep'"}
    assert invoke("", handler="deep/er/mod.go", files=files).posts[0].body == b'"deep"'


def test_what_cannot_be_json_is_a_marshal_error(invoke):
    error = invoke("def handler(event, context): return {1, 2}").posts[0].json()
    assert error["errorType"] == "Runtime.MarshalError"
    assert error["errorMessage"] == "Unable to marshal response: Object of type set is not JSON serializable"
    assert error["stackTrace"] == []


def test_an_event_that_is_not_json_is_an_unmarshal_error(invoke):
    assert invoke("def handler(event, context): pass", b"{").posts[0].json()["errorType"] == "Runtime.UnmarshalError"


def test_the_context_has_what_lambda_promises(invoke):
    source = (
        "def handler(event, c):\n"
        "    return [c.aws_request_id, c.function_name, c.function_version, c.memory_limit_in_mb,\n"
        "            c.invoked_function_arn, c.get_remaining_time_in_millis() > 0, c.tenant_id,\n"
        "            c.client_context.custom, c.client_context.client.app_title, c.identity.cognito_identity_id]"
    )
    headers = {
        "Lambda-Runtime-Aws-Tenant-Id": "t",
        "Lambda-Runtime-Client-Context": json.dumps({"custom": {"k": "v"}, "client": {"app_title": "title"}}),
        "Lambda-Runtime-Cognito-Identity": json.dumps({"cognitoIdentityId": "c"}),
    }
    arn = "arn:aws:lambda:us-east-1:000000000000:function:f"
    expected = ["r-1", "f", "$LATEST", "128", arn, True, "t", {"k": "v"}, "title", "c"]
    assert invoke(source, ({}, headers)).posts[0].json() == expected


def test_the_trace_header_is_in_the_environment_while_there_is_one(invoke):
    source = "import os\ndef handler(event, context): return os.environ.get('_X_AMZN_TRACE_ID')"
    posts = invoke(source, ({}, {"Lambda-Runtime-Trace-Id": "Root=1"}), {}).posts
    assert [post.body for post in posts] == [b'"Root=1"', b"null"]


def test_loggers_write_lambdas_text_format(invoke):
    source = (
        "import logging\n"
        "logging.getLogger().setLevel('INFO')\n"
        "def handler(event, context):\n    print('plain')\n    logging.getLogger('mine').info('hello %s', 'you')"
    )
    plain, record = invoke(source).output.rstrip("\n").split("\n")
    level, time, request, message = record.split("\t")
    assert plain == "plain"
    assert (level, request, message) == ("[INFO]", "r-1", "hello you")
    assert time[10] == "T" and time[-1] == "Z" and len(time) >= 22


def test_loggers_default_to_warnings_in_text_format(invoke):
    source = "def handler(event, context):\n    import logging\n    logging.info('no')\n    logging.warning('yes')"
    assert [line.split("\t")[3] for line in invoke(source).output.rstrip("\n").split("\n")] == ["yes"]


def test_loggers_write_json_when_asked_to(invoke):
    source = (
        "import logging\ndef handler(event, context):\n"
        "    logging.getLogger('mine').info('hello', extra={'order': 7})\n    logging.debug('no')\n"
        "    try: 1 / 0\n    except ZeroDivisionError: logging.exception('caught')"
    )
    run = invoke(source, AWS_LAMBDA_LOG_FORMAT="JSON")
    first, second = run.json_lines()
    assert first.pop("timestamp").endswith("Z")
    assert first == {"level": "INFO", "message": "hello", "logger": "mine", "requestId": "r-1", "order": 7}
    assert second["errorType"] == "ZeroDivisionError" and second["stackTrace"] and "handler" in second["location"]


def test_errors_are_logged_as_json_when_asked_to(invoke):
    run = invoke("def handler(event, context): raise ValueError('v')", AWS_LAMBDA_LOG_FORMAT="JSON")
    record = json.loads(run.output)
    assert record["log_level"] == "ERROR" and record["errorType"] == "ValueError" and record["requestId"] == "r-1"


def test_the_search_path_is_lambdas(invoke, tmp_path):
    source = "import sys\ndef handler(event, context): return sys.path[:3]"
    version = f"python{sys.version_info.major}.{sys.version_info.minor}"
    path = invoke(source, AWS_EXECUTION_ENV=f"AWS_Lambda_{version}").posts[0].json()
    assert path == [str(tmp_path), f"/opt/python/lib/{version}/site-packages", "/opt/python"]


def test_logging_is_not_loaded_for_functions_that_do_not_log(invoke):
    source = (
        "import sys\ncostly = {'logging', 'traceback', 'socket'}\n"
        "def handler(event, context): return sorted(costly & set(sys.modules))"
    )
    assert invoke(source).posts[0].json() == []


def test_sys_exit_ends_the_process_with_its_status(invoke):
    run = invoke("def handler(event, context): exit(7)")
    assert run.status == 7 and run.posts == []
