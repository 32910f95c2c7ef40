'use strict';

// Errors as Lambda reports them: a JSON body, a header, a log record.

/** An error of Lambda's own vocabulary, such as Runtime.HandlerNotFound. */
class RuntimeFault extends Error {
  constructor(type, message) {
    super(message);
    this.name = type;
  }
}

function isError(value) {
  return value instanceof Error || Object.prototype.toString.call(value) === '[object Error]';
}

/** The error body of Node.js runtimes. Anything can be thrown; what is no Error is described by its type. */
function describe(error) {
  if (!isError(error)) return { errorType: typeof error, errorMessage: String(error), trace: [] };
  return { errorType: error.name, errorMessage: error.message, trace: stackLines(error) };
}

function stackLines(error) {
  return String(error.stack ?? '').split('\n');
}

/** The error in a log record: with whatever properties it carries, and its stack. */
function describeForLog(error) {
  if (!isError(error)) return { errorType: typeof error, errorMessage: String(error), stack: [] };
  const { name, message, stack, ...own } = error;
  return { errorType: error.name, errorMessage: error.message, ...own, stack: stackLines(error) };
}

/** The headers that go with an error body. */
function headersFor(error) {
  const { errorType, errorMessage } = describe(error);
  const headers = {
    'Content-Type': 'application/json',
    'Lambda-Runtime-Function-Error-Type': errorType.replace(/[\r\n]/g, ' '),
  };
  const cause = asciiJSON({
    working_directory: process.cwd(),
    exceptions: [{ type: errorType, message: errorMessage, stack: [] }],
    paths: [],
  });
  if (cause.length < 1 << 20) headers['Lambda-Runtime-Function-XRay-Error-Cause'] = cause;
  return headers;
}

/** JSON that can stand in a header. */
function asciiJSON(value) {
  const escape = (unit) => `\\u${unit.charCodeAt(0).toString(16).padStart(4, '0')}`;
  return JSON.stringify(value).replace(/[^\x20-\x7e]/g, escape);
}

module.exports = { RuntimeFault, isError, describe, describeForLog, headersFor };
