'use strict';

// The Runtime API (2018-06-01) over one kept-alive connection.
// See https://docs.aws.amazon.com/lambda/latest/dg/runtimes-api.html.
//
// `net` rather than `http`: less to load, and the connection can be told not to keep the process alive while a handler
// runs, which is how a handler that has nothing more to do is noticed.

const net = require('net');

const PREFIX = '/2018-06-01/runtime/';
const HEAD_END = Buffer.from('\r\n\r\n');

class RuntimeClient {
  constructor(address) {
    const colon = address.lastIndexOf(':');
    this.address = address;
    this.received = Buffer.alloc(0);
    this.waiting = null;
    this.socket = net.connect({ host: address.slice(0, colon), port: Number(address.slice(colon + 1)), noDelay: true });
    this.socket.on('data', (data) => this.take(data));
    // The server hung up: this environment is of no further use.
    this.socket.on('close', () => process.exit(1));
    this.socket.on('error', () => process.exit(1));
  }

  /** Waits for the next invocation: `{ headers, body }`, header names in lower case, the body a Buffer. */
  async next() {
    const response = await this.request('GET', 'invocation/next', {});
    if (response.status !== 200) throw new Error(`GET invocation/next was answered with status ${response.status}`);
    return response;
  }

  postResponse(requestId, body, contentType) {
    return this.request('POST', `invocation/${requestId}/response`, { 'Content-Type': contentType }, body);
  }

  postError(requestId, body, headers) {
    return this.request('POST', requestId ? `invocation/${requestId}/error` : 'init/error', headers, body);
  }

  /** Starts a streamed response: `write(chunk)` returns false when the caller should wait; `end(trailers)` finishes. */
  startResponse(requestId, contentType) {
    this.send('POST', `invocation/${requestId}/response`, {
      'Content-Type': contentType,
      'Lambda-Runtime-Function-Response-Mode': 'streaming',
      'Transfer-Encoding': 'chunked',
      Trailer: 'Lambda-Runtime-Function-Error-Type, Lambda-Runtime-Function-Error-Body',
    });
    const { socket } = this;
    return {
      write(chunk, done) {
        socket.write(`${chunk.length.toString(16)}\r\n`);
        socket.write(chunk);
        return socket.write('\r\n', done);
      },
      end: (trailers) => {
        const lines = Object.entries(trailers).map(([name, value]) => `${name}: ${value}\r\n`);
        socket.write(`0\r\n${lines.join('')}\r\n`);
        return this.response();
      },
    };
  }

  request(method, path, headers, body = '') {
    const bytes = Buffer.from(body);
    this.send(method, path, { ...headers, 'Content-Length': bytes.length }, bytes);
    return this.response();
  }

  send(method, path, headers, body = Buffer.alloc(0)) {
    const lines = Object.entries({ Host: this.address, ...headers }).map(([name, value]) => `${name}: ${value}\r\n`);
    const head = Buffer.from(`${method} ${PREFIX}${path} HTTP/1.1\r\n${lines.join('')}\r\n`);
    this.socket.write(body.length > 0 ? Buffer.concat([head, body]) : head);
  }

  /** Waits for a response; only while waiting does the connection keep the process alive. */
  response() {
    this.socket.ref();
    return new Promise((resolve) => {
      this.waiting = resolve;
      this.deliver();
    });
  }

  take(data) {
    this.received = this.received.length > 0 ? Buffer.concat([this.received, data]) : data;
    this.deliver();
  }

  deliver() {
    if (!this.waiting) return;
    const response = parse(this.received);
    if (!response) return;
    const resolve = this.waiting;
    this.waiting = null;
    this.received = response.rest;
    this.socket.unref();
    resolve(response);
  }
}

/** The first complete response in `bytes`, or null. */
function parse(bytes) {
  const end = bytes.indexOf(HEAD_END);
  if (end < 0) return null;
  const [statusLine, ...lines] = bytes.latin1Slice(0, end).split('\r\n');
  const headers = {};
  for (const line of lines) {
    const colon = line.indexOf(':');
    headers[line.slice(0, colon).toLowerCase()] = line.slice(colon + 1).trim();
  }
  const start = end + HEAD_END.length;
  const stop = start + Number(headers['content-length'] ?? 0);
  if (bytes.length < stop) return null;
  const status = Number(statusLine.split(' ')[1]);
  return { status, headers, body: bytes.subarray(start, stop), rest: bytes.subarray(stop) };
}

module.exports = { RuntimeClient };
