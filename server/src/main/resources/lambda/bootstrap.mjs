// Runs one function file under Node: asks for the next event, calls the handler, posts what became of it.
import http from 'node:http';
import { pathToFileURL } from 'node:url';

const [host, port] = process.env.AWS_LAMBDA_RUNTIME_API.split(':');
const base = '/2018-06-01/runtime/';
const agent = new http.Agent({ keepAlive: true });

function call(method, path, body) {
  return new Promise((resolve, reject) => {
    const request = http.request({ host, port, method, path: base + path, agent }, (response) => {
      const parts = [];
      response.on('data', (part) => parts.push(part));
      response.on('end', () => resolve({ headers: response.headers, body: Buffer.concat(parts).toString() }));
    });
    request.on('error', reject);
    request.end(body);
  });
}

function described(error) {
  const known = error instanceof Error;
  return JSON.stringify({
    errorType: known ? error.name : typeof error,
    errorMessage: known ? error.message : String(error),
    trace: known && error.stack ? error.stack.split('\n') : [],
  });
}

function contextOf(headers, settle) {
  const deadline = Number(headers['lambda-runtime-deadline-ms']);
  return {
    awsRequestId: headers['lambda-runtime-aws-request-id'],
    invokedFunctionArn: headers['lambda-runtime-invoked-function-arn'],
    functionName: process.env.AWS_LAMBDA_FUNCTION_NAME,
    functionVersion: process.env.AWS_LAMBDA_FUNCTION_VERSION,
    memoryLimitInMB: process.env.AWS_LAMBDA_FUNCTION_MEMORY_SIZE,
    logGroupName: process.env.AWS_LAMBDA_LOG_GROUP_NAME,
    logStreamName: process.env.AWS_LAMBDA_LOG_STREAM_NAME,
    callbackWaitsForEmptyEventLoop: true,
    getRemainingTimeInMillis: () => Math.max(0, deadline - Date.now()),
    succeed: (result) => settle(null, result),
    fail: (error) => settle(error ?? new Error('failed')),
    done: (error, result) => settle(error, result),
  };
}

// A handler answers by returning, by a promise, by its callback, or through the context.
function run(handler, event, headers) {
  return new Promise((resolve, reject) => {
    const settle = (error, result) => (error ? reject(error) : resolve(result));
    const returned = handler(event, contextOf(headers, settle), settle);
    if (typeof returned?.then === 'function') {
      returned.then(resolve, reject);
    } else if (returned !== undefined || handler.length < 2) {
      resolve(returned);
    }
  });
}

async function load(file) {
  const loaded = await import(pathToFileURL(file).href);
  const handler = loaded.handler ?? loaded.default?.handler;
  if (typeof handler !== 'function') {
    const error = new Error(`${file} exports no function named handler`);
    error.name = 'Runtime.HandlerNotFound';
    throw error;
  }
  return handler;
}

let handler;
try {
  handler = await load(process.argv[2]);
} catch (error) {
  console.error(error);
  await call('POST', 'init/error', described(error));
  process.exit(1);
}
for (;;) {
  const next = await call('GET', 'invocation/next');
  const path = `invocation/${next.headers['lambda-runtime-aws-request-id']}/`;
  try {
    const result = await run(handler, JSON.parse(next.body), next.headers);
    await call('POST', `${path}response`, JSON.stringify(result === undefined ? null : result));
  } catch (error) {
    console.error(error);
    await call('POST', `${path}error`, described(error));
  }
}
