// Starts a Poolhouse of its own, runs every test file against it, and leaves the result in
// target/results.tap (read by `./poolhouse test`). POOLHOUSE_ENDPOINT names a running server instead.
//
//   node run.mjs [test/amplify.test.mjs …]

import { spawn } from 'node:child_process';
import { mkdirSync, readdirSync, rmSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { createInterface } from 'node:readline';
import { fileURLToPath } from 'node:url';

const here = dirname(fileURLToPath(import.meta.url));
const START_LIMIT = 6 * 60_000; // a first start may have to build

function startServer() {
  const server = spawn(join(here, '..', 'poolhouse'), ['dev', '--in-memory', '--port', '0'], {
    stdio: ['ignore', 'pipe', 'inherit'],
    detached: false,
  });
  const lines = [];
  const ready = new Promise((resolve, reject) => {
    const fail = (why) => reject(new Error(`The server did not start (${why}):\n${lines.join('\n')}`));
    const timer = setTimeout(() => fail('no answer in time'), START_LIMIT);
    server.on('error', (error) => fail(error.message));
    server.on('exit', (code) => fail(`it ended with ${code}`));
    createInterface({ input: server.stdout }).on('line', (line) => {
      lines.push(line);
      if (line.trim() === 'Ready.') {
        clearTimeout(timer);
        const endpoint = /Endpoint:\s+(http\S+)/.exec(lines.join('\n'));
        endpoint ? resolve({ endpoint: endpoint[1], banner: lines.join('\n') }) : fail('no endpoint');
      }
    });
  });
  return { server, ready };
}

function runTests(environment, files) {
  const target = join(here, 'target');
  mkdirSync(target, { recursive: true });
  const results = join(target, 'results.tap');
  rmSync(results, { force: true });
  const runner = spawn(
    process.execPath,
    [
      '--test',
      '--test-reporter=spec',
      '--test-reporter-destination=stdout',
      '--test-reporter=tap',
      `--test-reporter-destination=${results}`,
      ...files,
    ],
    { cwd: here, stdio: ['ignore', 'inherit', 'inherit'], env: { ...process.env, ...environment } },
  );
  return new Promise((resolve) => runner.on('exit', (code) => resolve(code ?? 1)));
}

const files = process.argv.length > 2
  ? process.argv.slice(2)
  : readdirSync(join(here, 'test')).filter((name) => name.endsWith('.test.mjs')).map((name) => join('test', name));

let started;
const stop = () => started?.server.kill('SIGTERM');
for (const signal of ['SIGINT', 'SIGTERM']) {
  process.on(signal, () => {
    stop();
    process.exit(1);
  });
}

let code;
try {
  if (process.env.POOLHOUSE_ENDPOINT) {
    code = await runTests({}, files);
  } else {
    started = startServer();
    const { endpoint, banner } = await started.ready;
    console.log(`Poolhouse runs at ${endpoint}`);
    code = await runTests({ POOLHOUSE_ENDPOINT: endpoint, POOLHOUSE_BANNER: banner }, files);
  }
} catch (error) {
  console.error(error.message);
  code = 1;
} finally {
  stop();
}
process.exit(code);
