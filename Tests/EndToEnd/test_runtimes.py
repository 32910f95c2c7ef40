"""Functions in other languages, and what their errors look like."""

import shutil

import pytest

from postern import matches

RUBY = pytest.mark.skipif(shutil.which("ruby") is None, reason="Ruby is not installed: apt install ruby")
NODE = pytest.mark.skipif(shutil.which("node") is None, reason="Node.js is not installed: apt install nodejs")

RUBY_SOURCE = """
require 'json'

def handler(event:, context:)
  puts "working on #{event['n']}"
  raise 'no luck' if event['fails']
  { seen: event['n'], id: context.aws_request_id.length, tmp: File.write('/tmp/x', 'abc'),
    env: ENV.values_at('AWS_EXECUTION_ENV', 'RUBYLIB', 'LAMBDA_TASK_ROOT') }
end
"""


@RUBY
def test_ruby_runs_and_says_how_it_fails(postern):
    postern.new_function("ruby", {"app.rb": RUBY_SOURCE}, Runtime="ruby3.3")
    for number in range(2):
        assert postern.invoke("ruby", {"n": number})["Payload"] == {
            "seen": number, "id": 36, "tmp": 3,
            "env": ["AWS_Lambda_ruby3.3", "/var/task:/var/runtime/lib:/opt/ruby/lib", "/var/task"],
        }
    answer = postern.invoke("ruby", {"fails": True})
    assert answer["FunctionError"] == "Unhandled"
    assert answer["Payload"]["errorType"] == "Function<RuntimeError>"
    assert answer["Payload"]["errorMessage"] == "no luck"
    assert answer["Payload"]["stackTrace"] == ["/var/task/app.rb:6:in `handler'"]
    assert "working on 1" in postern.log_lines("ruby", contains="Error raised from handler method")


@RUBY
def test_a_ruby_handler_that_does_not_load_is_an_error_of_init(postern):
    postern.new_function("ruby-broken", {"app.rb": "require 'no/such'\n"}, Runtime="ruby3.4")
    payload = postern.invoke("ruby-broken", {})["Payload"]
    assert payload["errorType"] == "Init<LoadError>"


@NODE
def test_the_error_object_of_nodejs(postern):
    source = "exports.handler = async () => { throw new RangeError('too far'); };"
    postern.new_function("node-fails", {"app.js": source}, Runtime="nodejs20.x")
    payload = postern.invoke("node-fails", {})["Payload"]
    assert list(payload) == ["errorType", "errorMessage", "trace"]
    assert (payload["errorType"], payload["errorMessage"]) == ("RangeError", "too far")


def test_the_error_object_of_python(postern):
    postern.new_function("python-fails", "def handler(event, context):\n    raise KeyError('x')\n")
    payload = postern.invoke("python-fails", {})["Payload"]
    assert list(payload) == ["errorMessage", "errorType", "requestId", "stackTrace"]
    matches(r"^[0-9a-f-]{36}$", payload["requestId"])


BOOTSTRAP = r"""#!/bin/sh
api="http://$AWS_LAMBDA_RUNTIME_API/2018-06-01/runtime"
python=/usr/bin/python3
exec $python - <<'END'
import json, os, urllib.request
api = "http://" + os.environ["AWS_LAMBDA_RUNTIME_API"] + "/2018-06-01/runtime/"
while True:
    with urllib.request.urlopen(api + "invocation/next") as event:
        request = event.headers["Lambda-Runtime-Aws-Request-Id"]
        body = event.read()
    seen = {name: value for name, value in os.environ.items()}
    answer = json.dumps({"event": json.loads(body), "variables": seen}).encode()
    urllib.request.urlopen(urllib.request.Request(api + f"invocation/{request}/response", answer)).read()
END
"""


def test_a_custom_runtime_finds_what_aws_gives_it(postern):
    postern.new_function("custom", {"bootstrap": BOOTSTRAP}, Runtime="provided.al2023", Handler="any.thing")
    seen = postern.invoke("custom", {"a": 1})["Payload"]
    assert seen["event"] == {"a": 1}
    variables = seen["variables"]
    assert "AWS_EXECUTION_ENV" not in variables
    assert {
        "_HANDLER": "any.thing", "AWS_LAMBDA_FUNCTION_NAME": "custom", "AWS_LAMBDA_FUNCTION_VERSION": "$LATEST",
        "AWS_LAMBDA_FUNCTION_MEMORY_SIZE": "128", "AWS_LAMBDA_INITIALIZATION_TYPE": "on-demand",
        "AWS_LAMBDA_RUNTIME_API": "169.254.100.1:9001", "AWS_XRAY_CONTEXT_MISSING": "LOG_ERROR", "LANG": "en_US.UTF-8",
        "LAMBDA_TASK_ROOT": "/var/task", "LAMBDA_RUNTIME_DIR": "/var/runtime", "TZ": ":UTC",
        "AWS_LAMBDA_LOG_GROUP_NAME": "/aws/lambda/custom", "AWS_REGION": "us-east-1", "AWS_DEFAULT_REGION": "us-east-1",
        "PATH": "/var/lang/bin:/usr/local/bin:/usr/bin/:/bin:/opt/bin",
    }.items() <= variables.items()


@pytest.mark.parametrize("runtime,package", [("java21", "default-jre-headless"), ("dotnet8", "dotnet-runtime-8.0")])
def test_a_language_that_cannot_run_is_said_when_the_function_is_made(postern, runtime, package):
    with pytest.raises(postern.client("lambda").exceptions.ClientError) as caught:
        postern.new_function(f"none-{runtime}", {"app": "x"}, Runtime=runtime)
    assert caught.value.response["Error"]["Code"] == "InvalidParameterValueException"
    assert f"apt install {package}" in caught.value.response["Error"]["Message"]
