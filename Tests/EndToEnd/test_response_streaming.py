"""Responses that a function streams, for callers that want them whole."""

import json
import shutil

import pytest

pytestmark = pytest.mark.skipif(shutil.which("node") is None, reason="Node.js is not installed")

STREAM = """
exports.handler = awslambda.streamifyResponse(async (event, stream) => {
  if (event.http) stream = awslambda.HttpResponseStream.from(stream, { statusCode: 201 });
  for (let piece = 0; piece < event.pieces; piece++) stream.write('x'.repeat(event.size));
  if (event.fails) throw new TypeError('too late');
  if (event.exits) { await new Promise((done) => stream.write('last', done)); process.exit(7); }
  stream.end();
});
"""


@pytest.fixture(scope="module")
def streaming(postern):
    postern.new_function("streams", {"app.js": STREAM}, Runtime="nodejs20.x")
    return lambda **event: postern.client("lambda").invoke(FunctionName="streams", Payload=as_json(event))


def as_json(event):
    return json.dumps({"pieces": 0, "size": 0, **event}).encode()


def test_the_pieces_arrive_as_one_payload(streaming):
    answer = streaming(pieces=3, size=700_000)
    assert "FunctionError" not in answer
    assert answer["Payload"].read() == b"x" * 2_100_000


def test_an_http_prelude_is_passed_on_as_it_is(streaming):
    assert streaming(pieces=1, size=2, http=True)["Payload"].read() == b'{"statusCode":201}' + bytes(8) + b"xx"


def test_an_error_in_the_middle_is_the_answer(streaming):
    answer = streaming(pieces=1, size=5, fails=True)
    assert answer["FunctionError"] == "Unhandled"
    assert b'"errorType":"TypeError"' in answer["Payload"].read()


def test_a_runtime_that_ends_in_the_middle_truncates_the_response(streaming):
    answer = streaming(pieces=1, size=5, exits=True)
    assert answer["FunctionError"] == "Unhandled"
    text = answer["Payload"].read()
    assert b"Runtime.TruncatedResponse" in text or b"Runtime.ExitError" in text


def test_more_than_a_whole_response_may_have_is_refused(streaming):
    answer = streaming(pieces=7, size=1_000_000)
    assert answer["FunctionError"] == "Unhandled"
    assert b"Function.ResponseSizeTooLarge" in answer["Payload"].read()
    assert streaming(pieces=1, size=1)["Payload"].read() == b"x"
