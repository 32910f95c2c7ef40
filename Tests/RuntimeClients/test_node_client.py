"""Behaviour of the Node.js runtime client."""

import base64
import json

import pytest
from runtimes import node_command, run

pytestmark = pytest.mark.skipif(node_command() is None, reason="Node.js is not installed")


@pytest.fixture
def invoke(tmp_path):
    def invoke(source, *events, handler="app.handler", name="app.js", files=None, **environment):
        return run(node_command(), tmp_path, {name: source, **(files or {})}, handler, events or [{}], environment)

    return invoke


@pytest.mark.parametrize(
    "body, expected",
    [
        ("async (event) => event.a", b"1"),
        ("(event, context, callback) => callback(null, 'cb')", b'"cb"'),
        ("(event, context, callback) => { setTimeout(() => callback(null, 'later'), 5) }", b'"later"'),
        ("(event, context) => context.succeed('old')", b'"old"'),
        ("(event, context) => context.done(null, 'older')", b'"older"'),
        ("() => 5", b"null"),
        ("async () => undefined", b"null"),
    ],
)
def test_every_way_to_answer(invoke, body, expected):
    run = invoke(f"exports.handler = {body}", {"a": 1})
    assert [(post.path, post.body) for post in run.posts] == [("invocation/r-1/response", expected)]


def test_a_callback_waits_for_the_event_loop_unless_told_not_to(invoke):
    source = (
        "let done = false; exports.handler = (event, context, callback) => {"
        " context.callbackWaitsForEmptyEventLoop = event.wait;"
        " setTimeout(() => { done = true }, 50);"
        " callback(null, () => 0); setTimeout(() => console.log('done', done), 60) }"
    )
    assert "done true" in invoke(source, {"wait": True}).output
    assert "done true" not in invoke(source, {"wait": False}).output


def test_modules_of_every_kind_are_loaded(invoke):
    assert invoke("export const handler = async () => 'mjs'", name="app.mjs").posts[0].body == b'"mjs"'
    common = invoke("exports.handler = async () => 'cjs'", name="a/b.cjs", handler="a/b.handler")
    assert common.posts[0].body == b'"cjs"'
    files = {"esm/package.json": '{"type": "module"}'}
    source = "export const api = { get: async () => 'nested' }"
    assert invoke(source, name="esm/x.js", files=files, handler="esm/x.api.get").posts[0].body == b'"nested"'


def test_an_error_of_the_handler_is_posted_and_logged(invoke):
    run = invoke("exports.handler = async () => { throw new RangeError('bad') }")
    error = run.posts[0].json()
    assert run.posts[0].path == "invocation/r-1/error"
    assert list(error) == ["errorType", "errorMessage", "trace"]
    assert (error["errorType"], error["errorMessage"], error["trace"][0]) == ("RangeError", "bad", "RangeError: bad")
    assert run.posts[0].headers["lambda-runtime-function-error-type"] == "RangeError"
    time, request, level, message = run.output.rstrip("\n").split("\t", 3)
    assert (time[-1], request, level) == ("Z", "r-1", "ERROR")
    assert message.startswith("Invoke Error \t") and json.loads(message.split("\t")[1])["errorType"] == "RangeError"


@pytest.mark.parametrize(
    "body, error_type, message",
    [
        ("async () => { throw 'text' }", "string", "text"),
        ("(e, c, callback) => callback('text')", "string", "text"),
        ("(e, c, callback) => callback(new TypeError('t'))", "TypeError", "t"),
        ("(e, c) => c.fail(new TypeError('t'))", "TypeError", "t"),
        (
            "async () => { const a = {}; a.a = a; return a }",
            "Runtime.MarshalError",
            "Unable to stringify response body",
        ),
    ],
)
def test_what_is_thrown_is_described(invoke, body, error_type, message):
    error = invoke(f"exports.handler = {body}").posts[0].json()
    assert (error["errorType"], error["errorMessage"]) == (error_type, message)


@pytest.mark.parametrize(
    "source, handler, error_type, message",
    [
        ("", "gone.handler", "Runtime.ImportModuleError", "Error: Cannot find module 'gone'"),
        ("require('nothere')", "app.handler", "Runtime.ImportModuleError", "Error: Cannot find module 'nothere'"),
        ("", "app.handler", "Runtime.HandlerNotFound", "app.handler is undefined or not exported"),
        ("exports.handler = 5", "app.handler", "Runtime.HandlerNotFound", "app.handler is not a function"),
        ("function (", "app.handler", "Runtime.UserCodeSyntaxError", "SyntaxError: "),
        ("", "app", "Runtime.MalformedHandlerName", "Bad handler"),
        ("", "../app.handler", "Runtime.MalformedHandlerName", "'../app.handler' is not valid handler name."),
        ("throw new EvalError('e')", "app.handler", "EvalError", "e"),
    ],
)
def test_a_handler_that_cannot_be_loaded_is_an_initialisation_error(invoke, source, handler, error_type, message):
    run = invoke(source, handler=handler)
    assert [post.path for post in run.posts] == ["init/error"]
    error = run.posts[0].json()
    assert error["errorType"] == error_type and error["errorMessage"].startswith(message)
    assert "\tundefined\tERROR\tUncaught Exception \t" in run.output
    assert run.status == 1


@pytest.mark.parametrize(
    "body, error_type, status",
    [
        ("() => { setTimeout(() => { throw new Error('stray') }, 1) }", "Error", 129),
        (
            "() => { Promise.reject(new Error('stray')); setTimeout(() => {}, 50) }",
            "Runtime.UnhandledPromiseRejection",
            128,
        ),
    ],
)
def test_stray_errors_fail_the_invocation_and_end_the_process(invoke, body, error_type, status):
    run = invoke(f"exports.handler = {body}")
    assert [post.path for post in run.posts] == ["invocation/r-1/error"]
    assert run.posts[0].json()["errorType"] == error_type
    assert run.status == status


def test_a_promise_that_can_never_be_settled_is_an_error(invoke):
    posts = invoke("exports.handler = () => new Promise(() => {})").posts
    assert posts[0].json()["errorType"] == "Runtime.NodeJsExit"


def test_console_writes_lambdas_text_format(invoke):
    run = invoke("exports.handler = async () => { console.log('a\\nb', { x: 1 }); console.warn('w') }")
    lines = run.output.rstrip("\n").split("\n")
    assert [line.split("\t")[1:] for line in lines] == [["r-1", "INFO", "a\rb { x: 1 }"], ["r-1", "WARN", "w"]]


def test_console_writes_json_when_asked_to(invoke):
    source = (
        "exports.handler = async () => { console.debug('no'); console.info('m %d', 5); console.log({ k: 1 });"
        " console.error(new Error('e')) }"
    )
    first, second, third = invoke(source, AWS_LAMBDA_LOG_FORMAT="JSON").json_lines()
    assert (first["level"], first["message"], first["requestId"]) == ("INFO", "m 5", "r-1")
    assert second["message"] == {"k": 1}
    assert (third["errorType"], third["errorMessage"]) == ("Error", "e") and third["stackTrace"]


def test_the_context_has_what_lambda_promises(invoke):
    source = (
        "exports.handler = async (event, c) => [c.awsRequestId, c.functionName, c.functionVersion, c.memoryLimitInMB,"
        " c.invokedFunctionArn, c.getRemainingTimeInMillis() > 0, c.clientContext.custom, c.identity.cognitoIdentityId]"
    )
    headers = {
        "Lambda-Runtime-Client-Context": json.dumps({"custom": {"k": "v"}}),
        "Lambda-Runtime-Cognito-Identity": json.dumps({"cognitoIdentityId": "c"}),
    }
    arn = "arn:aws:lambda:us-east-1:000000000000:function:f"
    assert invoke(source, ({}, headers)).posts[0].json() == ["r-1", "f", "$LATEST", "128", arn, True, {"k": "v"}, "c"]


def test_a_streamed_response_is_sent_in_chunks(invoke):
    source = (
        "exports.handler = awslambda.streamifyResponse(async (event, stream) => {"
        " stream.setContentType('text/plain'); stream.write('one '); stream.write('two'); stream.end() })"
    )
    post = invoke(source, {}, {}).posts[0]
    assert post.headers["lambda-runtime-function-response-mode"] == "streaming"
    assert post.headers["content-type"] == "text/plain"
    assert (post.body, post.trailers) == (b"one two", {})


def test_an_http_prelude_comes_before_the_body(invoke):
    source = (
        "exports.handler = awslambda.streamifyResponse(async (event, stream) => {"
        " stream = awslambda.HttpResponseStream.from(stream, { statusCode: 201 }); stream.end('body') })"
    )
    post = invoke(source).posts[0]
    assert post.headers["content-type"] == "application/vnd.awslambda.http-integration-response"
    assert post.body == b'{"statusCode":201}' + bytes(8) + b"body"


def test_an_error_in_the_middle_of_a_stream_stands_in_the_trailers(invoke):
    source = (
        "exports.handler = awslambda.streamifyResponse(async (event, stream) => {"
        " stream.write('some'); await new Promise(setImmediate); throw new Error('late') })"
    )
    post = invoke(source).posts[0]
    assert post.body == b"some"
    assert post.trailers["lambda-runtime-function-error-type"] == "Error"
    body = json.loads(base64.b64decode(post.trailers["lambda-runtime-function-error-body"]))
    assert body["errorMessage"] == "late"


def test_an_error_before_a_stream_starts_is_an_ordinary_error(invoke):
    source = "exports.handler = awslambda.streamifyResponse(async () => { throw new Error('early') })"
    assert [post.path for post in invoke(source).posts] == ["invocation/r-1/error"]
