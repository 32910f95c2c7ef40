'use strict';

// The life of one execution environment: load the handler, then one invocation after the other.

const console_ = require('./console');
const { RuntimeClient } = require('./client');
const { makeContext } = require('./context');
const { RuntimeFault, describe, describeForLog, headersFor } = require('./errors');
const { load } = require('./handler');
const { invoke, whenLoopIsEmpty, unsettled } = require('./invocation');
const streaming = require('./streaming');

// What Lambda's runtime exits with.
const EXIT_INIT_ERROR = 1;
const EXIT_UNHANDLED_REJECTION = 128;
const EXIT_UNCAUGHT_EXCEPTION = 129;

async function main() {
  console_.install(process.env);
  streaming.install();
  const client = new RuntimeClient(process.env.AWS_LAMBDA_RUNTIME_API);
  watchForStrayErrors(client);
  let handler;
  try {
    handler = await load(process.env.LAMBDA_TASK_ROOT ?? '/var/task', process.env._HANDLER);
  } catch (error) {
    return failAndExit(client, 'Uncaught Exception', error, EXIT_INIT_ERROR);
  }
  for (;;) {
    const { headers, body } = await client.next();
    await handle(client, handler, headers, body);
  }
}

/** Errors that no handler caught end the environment; the invocation in progress, or the start, fails with them. */
function watchForStrayErrors(client) {
  process.on('uncaughtException', (error) => {
    failAndExit(client, 'Uncaught Exception', error, EXIT_UNCAUGHT_EXCEPTION);
  });
  process.on('unhandledRejection', (reason) => {
    const error = new RuntimeFault('Runtime.UnhandledPromiseRejection', String(reason));
    error.reason = reason;
    failAndExit(client, 'Unhandled Promise Rejection', error, EXIT_UNHANDLED_REJECTION);
  });
}

async function failAndExit(client, title, error, status) {
  await postError(client, title, error);
  process.exit(status);
}

async function postError(client, title, error) {
  console.error(title, '\t', JSON.stringify(describeForLog(error)));
  await client.postError(console_.state.requestId, JSON.stringify(describe(error)), headersFor(error));
}

async function handle(client, handler, headers, body) {
  const context = makeContext(headers, process.env);
  console_.state.requestId = context.awsRequestId;
  setTrace(headers['lambda-runtime-trace-id']);
  const respond = streaming.isStreaming(handler) ? respondWithStream : respondWithValue;
  try {
    await respond(client, handler, JSON.parse(body), context);
  } catch (error) {
    await postError(client, 'Invoke Error', error);
  } finally {
    whenLoopIsEmpty(() => {});
  }
}

function setTrace(trace) {
  if (trace) process.env._X_AMZN_TRACE_ID = trace;
  else delete process.env._X_AMZN_TRACE_ID;
}

async function respondWithValue(client, handler, event, context) {
  const result = await invoke(handler, event, context);
  await client.postResponse(context.awsRequestId, serialise(result), 'application/json');
}

function serialise(result) {
  try {
    return JSON.stringify(result === undefined ? null : result) ?? 'null';
  } catch {
    throw new RuntimeFault('Runtime.MarshalError', 'Unable to stringify response body');
  }
}

async function respondWithStream(client, handler, event, context) {
  const stream = streaming.makeResponseStream(client, context.awsRequestId);
  const ended = new Promise((resolve, reject) => {
    stream.on('finish', resolve);
    stream.on('error', reject);
    whenLoopIsEmpty(() => reject(unsettled()));
  });
  try {
    await handler(event, stream, context);
    await ended;
  } catch (error) {
    ended.catch(() => {});
    // Before the first byte an error is an error; after it, it can only stand in the trailers.
    if (!stream.hasStarted) throw error;
    console.error('Invoke Error', '\t', JSON.stringify(describeForLog(error)));
    await stream.fail(describe(error));
  }
}

module.exports = { main };
