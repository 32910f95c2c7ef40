'use strict';

// What console.log and its siblings write: `time TAB request id TAB level TAB message`, or a JSON object.

const { format } = require('util');
const { isError } = require('./errors');

const LEVELS = ['TRACE', 'DEBUG', 'INFO', 'WARN', 'ERROR', 'FATAL'];
const METHODS = {
  trace: 'TRACE', debug: 'DEBUG', log: 'INFO', info: 'INFO', warn: 'WARN', error: 'ERROR', fatal: 'FATAL',
};

const state = { requestId: undefined };

function writeText(level, values) {
  // A newline would end the record, so lines are joined by carriage returns.
  const message = format(...values).replace(/\n/g, '\r');
  process.stdout.write(`${new Date().toISOString()}\t${state.requestId}\t${level}\t${message}\n`);
}

function writeJSON(level, values) {
  const entry = { timestamp: new Date().toISOString(), level, requestId: state.requestId };
  const [first] = values;
  if (values.length === 1 && typeof first === 'object' && first !== null && !isError(first)) {
    entry.message = first;
  } else {
    entry.message = format(...values);
  }
  const error = values.find(isError);
  if (error) {
    entry.errorType = error.name;
    entry.errorMessage = error.message;
    entry.stackTrace = String(error.stack ?? '').split('\n').slice(1).map((line) => line.trim());
  }
  process.stdout.write(`${stringify(entry)}\n`);
}

/** JSON of whatever a function logs: circular structures and BigInts become text. */
function stringify(entry) {
  try {
    return JSON.stringify(entry);
  } catch {
    return JSON.stringify({ ...entry, message: format(entry.message) });
  }
}

/** Replaces the console's methods. */
function install(environment) {
  const isJSON = (environment.AWS_LAMBDA_LOG_FORMAT ?? '').toUpperCase() === 'JSON';
  const wanted = LEVELS.indexOf((environment.AWS_LAMBDA_LOG_LEVEL ?? (isJSON ? 'INFO' : 'TRACE')).toUpperCase());
  const write = isJSON ? writeJSON : writeText;
  for (const [method, level] of Object.entries(METHODS)) {
    const isWanted = LEVELS.indexOf(level) >= wanted;
    console[method] = isWanted ? (...values) => write(level, values) : () => {};
  }
}

module.exports = { install, state };
