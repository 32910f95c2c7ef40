'use strict';

// The second argument of a handler.
// See https://docs.aws.amazon.com/lambda/latest/dg/nodejs-context.html.

function parseJSON(text) {
  return text ? JSON.parse(text) : undefined;
}

function makeContext(headers, environment) {
  const deadline = Number(headers['lambda-runtime-deadline-ms'] ?? 0);
  return {
    callbackWaitsForEmptyEventLoop: true,
    functionVersion: environment.AWS_LAMBDA_FUNCTION_VERSION,
    functionName: environment.AWS_LAMBDA_FUNCTION_NAME,
    memoryLimitInMB: environment.AWS_LAMBDA_FUNCTION_MEMORY_SIZE,
    logGroupName: environment.AWS_LAMBDA_LOG_GROUP_NAME,
    logStreamName: environment.AWS_LAMBDA_LOG_STREAM_NAME,
    clientContext: parseJSON(headers['lambda-runtime-client-context']),
    identity: parseJSON(headers['lambda-runtime-cognito-identity']),
    invokedFunctionArn: headers['lambda-runtime-invoked-function-arn'],
    awsRequestId: headers['lambda-runtime-aws-request-id'],
    tenantId: headers['lambda-runtime-aws-tenant-id'],
    getRemainingTimeInMillis: () => deadline - Date.now(),
  };
}

module.exports = { makeContext };
