'use strict';

// Response streaming: awslambda.streamifyResponse and awslambda.HttpResponseStream.
// See https://docs.aws.amazon.com/lambda/latest/dg/configuration-response-streaming.html.

const STREAMING = Symbol.for('aws.lambda.runtime.handler.streaming');
const HTTP_INTEGRATION = 'application/vnd.awslambda.http-integration-response';
// Separates the JSON with status and headers from the body.
const PRELUDE_END = Buffer.alloc(8);

function streamifyResponse(handler, options) {
  handler[STREAMING] = options?.highWaterMark ?? true;
  return handler;
}

const HttpResponseStream = {
  /** Makes `stream` begin with status, headers and cookies, written with the first bytes of the body. */
  from(stream, prelude) {
    stream.setContentType(HTTP_INTEGRATION);
    stream.prelude = Buffer.concat([Buffer.from(JSON.stringify(prelude)), PRELUDE_END]);
    return stream;
  },
};

function isStreaming(handler) {
  return Boolean(handler[STREAMING]);
}

/** A Writable whose bytes go to the Runtime API as they come; the response starts with the first of them. */
function makeResponseStream(client, requestId) {
  // Loaded here: functions that do not stream need not pay for it.
  const { Writable } = require('stream');

  class ResponseStream extends Writable {
    contentType = 'application/octet-stream';
    prelude = null;
    response = null;

    setContentType(contentType) {
      this.contentType = contentType;
    }

    get hasStarted() {
      return this.response !== null;
    }

    start() {
      if (this.response) return;
      this.response = client.startResponse(requestId, this.contentType);
      if (this.prelude) this.response.write(this.prelude);
    }

    _write(chunk, encoding, done) {
      this.start();
      if (chunk.length === 0) done();
      else this.response.write(chunk, done);
    }

    _final(done) {
      this.start();
      this.response.end({}).then(() => done(), done);
    }

    /** Ends a response that has started with an error in its trailers. */
    fail(description) {
      const body = Buffer.from(JSON.stringify(description)).toString('base64');
      return this.response.end({
        'Lambda-Runtime-Function-Error-Type': description.errorType,
        'Lambda-Runtime-Function-Error-Body': body,
      });
    }
  }
  return new ResponseStream();
}

/** Makes the names known that handlers use. */
function install() {
  globalThis.awslambda = { streamifyResponse, HttpResponseStream };
}

module.exports = { install, isStreaming, makeResponseStream };
