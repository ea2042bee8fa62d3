// Runs one function file under Node: asks for the next event, calls the handler, posts what became of it.
// A handler answers as under Lambda: by its promise, by its callback, or through its context. What a
// function that is not async returns does not count; when nothing is left to do, the answer is null.
import http from 'node:http';
import path from 'node:path';
import { pathToFileURL } from 'node:url';

const [host, port] = process.env.AWS_LAMBDA_RUNTIME_API.split(':');
const headers = { 'Poolhouse-Runtime-Token': process.env.POOLHOUSE_RUNTIME_TOKEN };
delete process.env.POOLHOUSE_RUNTIME_TOKEN;
const base = '/2018-06-01/runtime/';
const agent = new http.Agent({ keepAlive: true });
const exitCode = 129;
let current = ''; // path of the event being handled
let whenIdle = () => {};

process.on('beforeExit', () => whenIdle());

function call(method, where, body) {
  return new Promise((resolve, reject) => {
    const request = http.request({ host, port, method, headers, path: base + where, agent }, (response) => {
      const parts = [];
      response.on('data', (part) => parts.push(part));
      response.on('end', () => resolve({ headers: response.headers, body: Buffer.concat(parts).toString() }));
    });
    request.on('error', reject);
    request.end(body);
  });
}

function described(error) {
  const known = error instanceof Error || (typeof error?.message === 'string' && typeof error?.name === 'string');
  return JSON.stringify({
    errorType: known ? error.name : typeof error,
    errorMessage: known ? error.message : String(error),
    trace: known && error.stack ? error.stack.split('\n') : [],
  });
}

async function die(error) {
  console.error(error);
  try {
    await call('POST', current === '' ? 'init/error' : `${current}error`, described(error));
  } finally {
    process.exit(exitCode);
  }
}

process.on('uncaughtException', die);
process.on('unhandledRejection', die);

// The server has ended or has given this copy up: nobody is left to answer to.
const gone = () => process.exit(0);

function contextOf(received, done) {
  const deadline = Number(received['lambda-runtime-deadline-ms']);
  return {
    awsRequestId: received['lambda-runtime-aws-request-id'],
    invokedFunctionArn: received['lambda-runtime-invoked-function-arn'],
    functionName: process.env.AWS_LAMBDA_FUNCTION_NAME,
    functionVersion: process.env.AWS_LAMBDA_FUNCTION_VERSION,
    memoryLimitInMB: process.env.AWS_LAMBDA_FUNCTION_MEMORY_SIZE,
    logGroupName: process.env.AWS_LAMBDA_LOG_GROUP_NAME,
    logStreamName: process.env.AWS_LAMBDA_LOG_STREAM_NAME,
    callbackWaitsForEmptyEventLoop: true,
    getRemainingTimeInMillis: () => Math.max(0, deadline - Date.now()),
    succeed: (result) => done(null, result),
    fail: (error) => done(error ?? new Error('handled')),
    done,
  };
}

function run(handler, event, received) {
  return new Promise((resolve, reject) => {
    const settle = (error, result) => (error ? reject(error) : resolve(result));
    const context = contextOf(received, settle);
    const callback = (error, result) => {
      if (error || !context.callbackWaitsForEmptyEventLoop) {
        settle(error, result);
      } else {
        whenIdle = () => resolve(result);
      }
    };
    whenIdle = () => resolve(null);
    const returned = handler(event, context, callback);
    if (typeof returned?.then === 'function') {
      returned.then(resolve, reject);
    }
  });
}

// `_HANDLER` is `file.export` or `file.nested.export`; the function's name has chosen the file.
function exportPath() {
  const name = path.basename(process.env._HANDLER);
  return name.slice(name.indexOf('.') + 1).split('.');
}

async function load(file) {
  const loaded = await import(pathToFileURL(file).href);
  const named = (module) => exportPath().reduce((found, name) => found?.[name], module);
  const handler = named(loaded) ?? named(loaded.default);
  if (typeof handler !== 'function') {
    const error = new Error(`${path.basename(file)} exports no function named ${exportPath().join('.')}`);
    error.name = 'Runtime.HandlerNotFound';
    throw error;
  }
  return handler;
}

async function answer(handler, next) {
  try {
    const result = await run(handler, JSON.parse(next.body), next.headers);
    await call('POST', `${current}response`, JSON.stringify(result) ?? 'null');
  } catch (error) {
    console.error(error);
    await call('POST', `${current}error`, described(error));
  }
}

async function main() {
  const handler = await load(process.argv[2]);
  for (;;) {
    const next = await call('GET', 'invocation/next').catch(gone);
    current = `invocation/${next.headers['lambda-runtime-aws-request-id']}/`;
    await answer(handler, next);
    whenIdle = () => {};
  }
}

main().catch(die);
