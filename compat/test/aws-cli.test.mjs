// Proves that the AWS CLI works with the lines that `poolhouse dev` prints, pasted as they are, and
// carries a person from an empty server to tokens.

import assert from 'node:assert/strict';
import { execFile } from 'node:child_process';
import { accessSync, constants, realpathSync } from 'node:fs';
import { delimiter, join } from 'node:path';
import { test } from 'node:test';
import { promisify } from 'node:util';
import { claims, mailbox, server } from '../support/poolhouse.mjs';

const PASSWORD = 'First-Passw0rd';
const run = promisify(execFile);

/** Every `aws` on PATH, each once: a machine may have version 1 and version 2. */
function installed() {
  const found = new Map();
  for (const folder of (process.env.PATH ?? '').split(delimiter)) {
    const program = join(folder, 'aws');
    try {
      accessSync(program, constants.X_OK);
      found.set(realpathSync(program), program);
    } catch {
      // not in this folder
    }
  }
  return [...found.values()];
}

/** The environment of a new user: nothing configured, `aws` being this program. */
function environment(program) {
  const clean = Object.fromEntries(Object.entries(process.env).filter(([name]) => !name.startsWith('AWS_')));
  return {
    ...clean,
    PATH: `${join(program, '..')}${delimiter}${process.env.PATH}`,
    AWS_CONFIG_FILE: '/nonexistent',
    AWS_SHARED_CREDENTIALS_FILE: '/nonexistent',
    AWS_EC2_METADATA_DISABLED: 'true',
    AWS_PAGER: '',
  };
}

/** The lines a person would paste: settings, and the first `aws` command. */
function printedLines() {
  const lines = (process.env.POOLHOUSE_BANNER ?? '').split('\n').map((line) => line.trim());
  const settings = lines.filter((line) => line.startsWith('export AWS_'));
  const command = lines.find((line) => /^(AWS_\w+=\S+ )*aws .*cognito-idp /.test(line));
  return { settings, command };
}

const programs = installed();

if (programs.length === 0) {
  test('the AWS CLI is installed', { skip: process.env.CI !== 'true' && 'NO AWS CLI HERE: these tests did not run' }, () => {
    assert.fail('No `aws` on PATH; install the package awscli');
  });
}

for (const program of programs) {
  test(`${program}: the printed lines work as pasted`, { skip: !process.env.POOLHOUSE_BANNER && 'the server was started elsewhere' }, async () => {
    const { settings, command } = printedLines();
    assert.ok(command, `an aws line is printed in:\n${process.env.POOLHOUSE_BANNER}`);
    const script = [...settings, command].join('\n');
    await run('sh', ['-e', '-c', script], { env: environment(program) });
  });

  test(`${program}: from an empty server to tokens`, async () => {
    const env = { ...environment(program), AWS_ACCESS_KEY_ID: 'test', AWS_SECRET_ACCESS_KEY: 'test', AWS_DEFAULT_REGION: server.region };
    const aws = async (...words) => {
      const { stdout } = await run(
        program, ['--endpoint-url', server.endpoint, '--output', 'json', 'cognito-idp', ...words], { env });
      return stdout.trim() === '' ? {} : JSON.parse(stdout);
    };
    const { UserPool } = await aws('create-user-pool', '--pool-name', 'cli', '--auto-verified-attributes', 'email');
    const { UserPoolClient } = await aws(
      'create-user-pool-client', '--user-pool-id', UserPool.Id, '--client-name', 'cli',
      '--explicit-auth-flows', 'ALLOW_USER_PASSWORD_AUTH', 'ALLOW_REFRESH_TOKEN_AUTH');
    const client = ['--client-id', UserPoolClient.ClientId];

    await aws('sign-up', ...client, '--username', 'kim', '--password', PASSWORD,
      '--user-attributes', 'Name=email,Value=kim@example.com');
    const code = await mailbox(UserPool.Id).code('kim@example.com');
    await aws('confirm-sign-up', ...client, '--username', 'kim', '--confirmation-code', code);
    const signedIn = await aws('initiate-auth', ...client, '--auth-flow', 'USER_PASSWORD_AUTH',
      '--auth-parameters', `USERNAME=kim,PASSWORD=${PASSWORD}`);
    assert.equal(claims(signedIn.AuthenticationResult.IdToken).email, 'kim@example.com');

    await aws('admin-create-user', '--user-pool-id', UserPool.Id, '--username', 'lou', '--message-action', 'SUPPRESS');
    await aws('admin-set-user-password', '--user-pool-id', UserPool.Id, '--username', 'lou', '--password', PASSWORD, '--permanent');
    const users = await aws('list-users', '--user-pool-id', UserPool.Id);
    assert.deepEqual(users.Users.map((each) => each.Username).sort(), ['kim', 'lou']);

    await aws('delete-user-pool', '--user-pool-id', UserPool.Id);
  });
}
