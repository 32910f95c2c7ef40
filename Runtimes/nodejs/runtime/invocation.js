'use strict';

// One invocation of a handler that answers with a value: by promise, by callback, or by the context's old methods.

const { RuntimeFault } = require('./errors');

/**
 * Calls the handler and resolves with its result or rejects with its error.
 *
 * A promise counts as soon as it is settled. A callback counts when the event loop is empty, unless
 * `context.callbackWaitsForEmptyEventLoop` is false. A handler that does neither answers null once the loop is empty; a
 * promise that can no longer be settled is an error.
 */
function invoke(handler, event, context) {
  return new Promise((resolve, reject) => {
    let onEmptyLoop = () => resolve(null);
    const settle = (error, result) => (error ? reject(error) : resolve(result ?? null));
    const callback = (error, result) => {
      onEmptyLoop = () => settle(error, result);
      if (!context.callbackWaitsForEmptyEventLoop) onEmptyLoop();
    };
    context.done = settle;
    context.succeed = (result) => settle(null, result);
    context.fail = (error) => settle(error ?? 'handled');

    whenLoopIsEmpty(() => onEmptyLoop());
    const result = handler(event, context, callback);
    if (typeof result?.then !== 'function') return;
    onEmptyLoop = () => reject(unsettled());
    result.then(resolve, reject);
  });
}

let emptyLoopListener = () => {};
process.on('beforeExit', () => emptyLoopListener());

function whenLoopIsEmpty(listener) {
  emptyLoopListener = listener;
}

function unsettled() {
  return new RuntimeFault(
    'Runtime.NodeJsExit',
    'The event loop is empty, but the promise that the handler returned was never settled.',
  );
}

module.exports = { invoke, whenLoopIsEmpty, unsettled };
