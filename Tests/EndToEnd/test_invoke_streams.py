"""Responses as they come: InvokeWithResponseStream and function URLs that stream."""

import base64
import json
import shutil
import socket
import time

import botocore.exceptions
import pytest
import requests

from function_urls import curl, new_url, send, url_id
from policies import refused
from postern import eventually, function_arn

pytestmark = pytest.mark.skipif(shutil.which("node") is None, reason="Node.js is not installed")

STREAM = """
exports.handler = awslambda.streamifyResponse(async (event, stream) => {
  const wanted = event.requestContext ? JSON.parse(Buffer.from(event.body ?? '{}', event.isBase64Encoded ? 'base64' : 'utf8')) : event;
  if (wanted.head) stream = awslambda.HttpResponseStream.from(stream, wanted.head);
  else if (wanted.type) stream.setContentType(wanted.type);
  for (let piece = 0; piece < (wanted.pieces ?? 0); piece++) {
    if (wanted.pause && piece > 0) await new Promise((done) => setTimeout(done, wanted.pause));
    if (!stream.write('x'.repeat(wanted.size ?? 1))) await new Promise((done) => stream.once('drain', done));
    if (wanted.tells) console.log('piece', piece);
  }
  if (wanted.fails) throw new TypeError('too late');
  stream.end();
});
"""
ECHO = "def handler(event, context):\n    return event\n"
JSON = {"Content-Type": "application/json"}


@pytest.fixture(scope="module")
def streams(postern):
    url = {"InvokeMode": "RESPONSE_STREAM"}
    return new_url(postern, "streams", {"app.js": STREAM}, Runtime="nodejs20.x", url=url)


@pytest.fixture(scope="module")
def lambda_(postern, streams):
    postern.new_function("whole", ECHO)
    postern.new_function("raises", "def handler(e, c):\n    raise ValueError('no')\n")
    return postern.client("lambda")


def invoke(lambda_, name, payload, **settings):
    """Gives the answer, the pieces and the last event."""
    answer = lambda_.invoke_with_response_stream(FunctionName=name, Payload=json.dumps(payload), **settings)
    events = list(answer["EventStream"])
    pieces = [event["PayloadChunk"]["Payload"] for event in events if "PayloadChunk" in event]
    assert list(events[-1]) == ["InvokeComplete"] and len(pieces) == len(events) - 1
    return answer, pieces, events[-1]["InvokeComplete"]


def test_a_response_comes_in_frames(lambda_):
    answer, pieces, end = invoke(lambda_, "streams", {"pieces": 3, "size": 100_000, "pause": 50})
    assert (answer["StatusCode"], answer["ExecutedVersion"]) == (200, "$LATEST")
    assert answer["ResponseStreamContentType"] == "application/vnd.amazon.eventstream"
    assert b"".join(pieces) == b"x" * 300_000 and len(pieces) >= 3
    assert end == {}


def test_a_function_that_does_not_stream_gives_one_piece(lambda_):
    _, pieces, end = invoke(lambda_, "whole", {"n": 1})
    assert pieces == [b'{"n": 1}'] and end == {}


def test_an_error_is_told_at_the_end(lambda_):
    _, pieces, end = invoke(lambda_, "raises", {})
    assert pieces == [] and end["ErrorCode"] == "Unhandled"
    assert json.loads(end["ErrorDetails"])["errorType"] == "ValueError"
    _, pieces, end = invoke(lambda_, "streams", {"pieces": 1, "size": 3, "fails": True})
    assert b"".join(pieces) == b"xxx" and json.loads(end["ErrorDetails"])["errorType"] == "TypeError"


def test_the_tail_of_the_log_comes_at_the_end(lambda_):
    _, _, end = invoke(lambda_, "streams", {"pieces": 1, "tells": True}, LogType="Tail")
    assert "piece 0" in base64.b64decode(end["LogResult"]).decode()


def test_a_dry_run_streams_nothing(postern, lambda_):
    answer = lambda_.invoke_with_response_stream(FunctionName="whole", InvocationType="DryRun")
    assert answer["StatusCode"] == 204


def test_errors_before_the_first_piece_are_plain(postern, lambda_):
    call = lambda_.invoke_with_response_stream
    assert refused(call, FunctionName="doesnotexist") == (
        "ResourceNotFoundException",
        f"Function not found: {function_arn('doesnotexist')}",
    )
    assert refused(call, FunctionName="whole", Payload="{")[0] == "InvalidRequestContentException"
    lambda_.put_function_concurrency(FunctionName="whole", ReservedConcurrentExecutions=0)
    assert refused(call, FunctionName="whole")[0] == "TooManyRequestsException"
    lambda_.delete_function_concurrency(FunctionName="whole")
    stranger = postern.client("lambda", postern.new_user("stream-stranger"))
    code, message = refused(stranger.invoke_with_response_stream, FunctionName="whole")
    assert code == "AccessDeniedException" and "lambda:InvokeFunction on resource" in message


def test_a_url_passes_pieces_on_as_they_come(postern, streams):
    answer = send(postern, streams, "POST", json={"pieces": 3, "pause": 700}, stream=True)
    assert answer.headers["Transfer-Encoding"] == "chunked"
    arrivals = [time.monotonic() for _ in answer.iter_content(chunk_size=1)]
    assert len(arrivals) == 3 and arrivals[-1] - arrivals[0] > 0.5


def test_a_streamed_answer_has_the_head_that_the_function_sends(postern, streams):
    head = {"statusCode": 418, "headers": {"X-Own": "yes", "Content-Type": "text/x-tea"}, "cookies": ["c=1"]}
    answer = send(postern, streams, "POST", json={"head": head, "pieces": 2, "size": 2})
    assert (answer.status_code, answer.text) == (418, "xxxx")
    assert (answer.headers["X-Own"], answer.headers["Content-Type"]) == ("yes", "text/x-tea")
    assert answer.cookies["c"] == "1"


def test_a_streamed_answer_has_the_type_that_the_function_sets(postern, streams):
    answer = send(postern, streams, "POST", json={"type": "text/plain", "pieces": 1})
    assert (answer.status_code, answer.headers["Content-Type"], answer.text) == (200, "text/plain", "x")


def test_what_does_not_stream_is_the_body_as_it_is(postern):
    config = new_url(postern, "url-whole", ECHO.replace("event\n", "{'statusCode': 201}\n"), url={"InvokeMode": "RESPONSE_STREAM"})
    answer = send(postern, config)
    assert (answer.status_code, answer.text) == (200, '{"statusCode": 201}')


def test_an_answer_that_breaks_off_is_not_taken_for_whole(postern, streams):
    with pytest.raises(requests.exceptions.ChunkedEncodingError):
        send(postern, streams, "POST", json={"pieces": 2, "size": 10, "fails": True})


def test_curl_reads_a_stream(postern, streams):
    url = f"{postern.endpoint}/_lambda-url/{url_id(streams)}/"
    assert curl("-N", "-d", json.dumps({"pieces": 5, "size": 1000}), url) == b"x" * 5000


def test_a_client_that_goes_away_does_not_hold_the_function(postern, streams):
    body = json.dumps({"pieces": 200, "size": 100_000, "tells": True}).encode()
    request = f"POST /_lambda-url/{url_id(streams)}/ HTTP/1.1\r\nHost: x\r\nContent-Length: {len(body)}\r\n\r\n"
    with socket.create_connection(("127.0.0.1", postern.port)) as client:
        client.sendall(request.encode() + body)
        assert client.recv(1000)
    # The function writes to nobody, to the end.
    assert any("piece 199" in line for line in postern.log_lines("streams", contains="piece 199"))


def test_a_slow_client_slows_the_function_down(postern, streams):
    body = json.dumps({"pieces": 300, "size": 100_000, "tells": True, "head": {"statusCode": 200}}).encode()
    request = f"POST /_lambda-url/{url_id(streams)}/ HTTP/1.1\r\nHost: x\r\nContent-Length: {len(body)}\r\n\r\n"
    with socket.create_connection(("127.0.0.1", postern.port)) as client:
        client.sendall(request.encode() + body)
        assert client.recv(1000)
        time.sleep(2)
        assert not any("piece 299" in line for line in postern.log_lines("streams"))
        received = 0
        client.settimeout(30)
        while received < 300 * 100_000:
            received += len(client.recv(1 << 20))
    assert any("piece 299" in line for line in postern.log_lines("streams", contains="piece 299"))
