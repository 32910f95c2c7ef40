"""Behaviour of the Ruby runtime client."""

import json

import pytest
from runtimes import ruby_command, run

pytestmark = pytest.mark.skipif(ruby_command() is None, reason="Ruby is not installed: apt install ruby")


@pytest.fixture
def invoke(tmp_path):
    def invoke(source, *events, handler="app.handler", name="app.rb", files=None, **environment):
        return run(ruby_command(), tmp_path, {name: source, **(files or {})}, handler, events or [{}], environment)

    return invoke


@pytest.mark.parametrize(
    "body, expected",
    [("event['a']", b"1"), ("{ 'ü' => [nil, 1.5] }", '{"ü":[null,1.5]}'.encode()), ("nil", b"null"), ("'x'", b'"x"')],
)
def test_the_result_is_posted_as_json(invoke, body, expected):
    run = invoke(f"def handler(event:, context:)\n {body}\nend\n", {"a": 1})
    assert [(post.path, post.body) for post in run.posts] == [("invocation/r-1/response", expected)]


def test_methods_of_classes_and_modules_are_found(invoke):
    source = "module Api\n class << self\n  def get(event:, context:) = 'nested'\n end\nend\n"
    assert invoke(source, name="lib/x.rb", handler="lib/x.Api.get").posts[0].body == b'"nested"'


def test_files_of_the_package_are_required(invoke):
    files = {"helper.rb": "HELP = 'helped'\n"}
    run = invoke("require 'helper'\ndef handler(event:, context:) = HELP\n", files=files)
    assert run.posts[0].body == b'"helped"'


def test_the_context_is_complete(invoke):
    source = (
        "def handler(event:, context:)\n"
        " [context.aws_request_id, context.function_name, context.function_version, context.memory_limit_in_mb,"
        " context.get_remaining_time_in_millis.is_a?(Integer), context.client_context]\nend\n"
    )
    assert invoke(source).posts[0].json()[:5] == ["r-1", "f", "$LATEST", "128", True]


def test_an_error_of_the_handler_is_posted_in_aws_shape_and_logged(invoke):
    run = invoke("def handler(event:, context:)\n raise 'bad ü'\nend\n", {}, {})
    assert [post.path for post in run.posts] == ["invocation/r-1/error", "invocation/r-2/error"]
    error = run.posts[0].json()
    assert (error["errorMessage"], error["errorType"]) == ("bad ü", "Function<RuntimeError>")
    assert len(error["stackTrace"]) == 1 and "app.rb:2" in error["stackTrace"][0]
    assert run.posts[0].headers["lambda-runtime-function-error-type"] == "Function<RuntimeError>"
    assert run.errors.startswith("Error raised from handler method\n{\n")


@pytest.mark.parametrize(
    "source, handler, kind",
    [
        ("require 'no/such'", "app.handler", "Init<LoadError>"),
        ("def handler(", "app.handler", "Init<SyntaxError>"),
        ("", "app", "Init<ArgumentError>"),
        ("", "app.Missing.handler", "Init<NameError>"),
        ("", "none.handler", "Init<LoadError>"),
    ],
)
def test_a_handler_that_does_not_load_fails_init(invoke, source, handler, kind):
    run = invoke(source, handler=handler)
    assert run.posts[0].path == "init/error"
    assert run.posts[0].json()["errorType"] == kind
    assert run.status == 1


def test_what_cannot_be_written_as_json_is_an_error(invoke):
    run = invoke("def handler(event:, context:)\n Float::NAN\nend\n")
    assert run.posts[0].json()["errorType"] == "Function<JSON::GeneratorError>"


def test_a_handler_that_exits_ends_the_process(invoke):
    run = invoke("def handler(event:, context:)\n exit 7\nend\n")
    assert (run.posts, run.status) == ([], 7)


def test_records_of_the_logger_name_the_request(invoke):
    source = "require 'logger'\ndef handler(event:, context:)\n Logger.new($stdout).warn('careful')\nend\n"
    assert " WARN -- r-1: careful\n" in invoke(source).output
    run = invoke(source, AWS_LAMBDA_LOG_FORMAT="JSON", AWS_LAMBDA_LOG_LEVEL="WARN")
    record = json.loads(run.output.splitlines()[-1])
    assert (record["level"], record["message"], record["requestId"]) == ("WARN", "careful", "r-1")
    assert invoke(source, AWS_LAMBDA_LOG_FORMAT="JSON", AWS_LAMBDA_LOG_LEVEL="ERROR").output == ""


def test_the_trace_header_is_a_variable_for_the_time_of_its_invocation(invoke):
    assert "Root=" in invoke("def handler(event:, context:) = ENV['_X_AMZN_TRACE_ID'] || 'Root=none'\n").posts[0].json()


def test_a_client_that_waited_runs_what_it_is_assigned(tmp_path):
    source = "def handler(event:, context:) = [ENV['COLOUR'], Dir.pwd, HELP]\nrequire 'helper'\n"
    files = {"app.rb": source, "helper.rb": "HELP = 1\n"}
    environment = {"COLOUR": "blü=e", "RUBYLIB": str(tmp_path)}
    answer = run([*ruby_command(), "--await-assignment"], tmp_path, files, "app.handler", [{}], environment, waits=True)
    assert answer.posts[0].json() == ["blü=e", str(tmp_path), 1]
