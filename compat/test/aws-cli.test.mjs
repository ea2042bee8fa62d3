// Proves that the AWS CLI works with the lines that `poolhouse dev` prints, pasted as they are, and
// carries a person from an empty server to tokens.

import assert from 'node:assert/strict';
import { execFile } from 'node:child_process';
import { randomBytes } from 'node:crypto';
import { accessSync, constants, realpathSync } from 'node:fs';
import { delimiter, join } from 'node:path';
import { test } from 'node:test';
import { promisify } from 'node:util';
import { addUser, call, claims, mailbox, newPool, server, setMfa } from '../support/poolhouse.mjs';
import { codeGenerator } from '../support/totp.mjs';

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

/** What a command answers; nothing when this `aws` is older than the command. */
async function unlessOlder(answer) {
  try {
    return await answer;
  } catch (error) {
    if (/Invalid choice/.test(error.stderr)) {
      return undefined;
    }
    throw error;
  }
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

  const env = { ...environment(program), AWS_ACCESS_KEY_ID: 'test', AWS_SECRET_ACCESS_KEY: 'test', AWS_DEFAULT_REGION: server.region };
  const aws = async (...words) => {
    const { stdout } = await run(
      program, ['--endpoint-url', server.endpoint, '--output', 'json', 'cognito-idp', ...words], { env });
    return stdout.trim() === '' ? {} : JSON.parse(stdout);
  };

  test(`${program}: from an empty server to tokens`, async () => {
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

  // Each call starts a Python program, so raw calls prepare what is not looked at here.
  test(`${program}: a code generator and a device`, async () => {
    const { poolId, clientId } = await newPool({ DeviceConfiguration: { ChallengeRequiredOnNewDevice: true } });
    await setMfa(poolId, 'OPTIONAL', 'totp');
    await addUser(poolId, 'kim', PASSWORD);
    const user = ['--user-pool-id', poolId, '--username', 'kim'];
    const client = ['--client-id', clientId];
    const { AuthenticationResult: { AccessToken } } = await call('InitiateAuth', {
      ClientId: clientId,
      AuthFlow: 'USER_PASSWORD_AUTH',
      AuthParameters: { USERNAME: 'kim', PASSWORD },
    });
    const generator = codeGenerator((await call('AssociateSoftwareToken', { AccessToken })).SecretCode);
    await call('VerifySoftwareToken', { AccessToken, UserCode: await generator.next(), FriendlyDeviceName: 'Phone' });

    await aws('admin-set-user-mfa-preference', ...user, '--software-token-mfa-settings', 'Enabled=true,PreferredMfa=true');
    const factors = await unlessOlder(aws('get-user-auth-factors', '--access-token', AccessToken));
    assert.equal(factors?.PreferredMfaSetting ?? 'SOFTWARE_TOKEN_MFA', 'SOFTWARE_TOKEN_MFA');

    const asked = await aws('initiate-auth', ...client, '--auth-flow', 'USER_PASSWORD_AUTH',
      '--auth-parameters', `USERNAME=kim,PASSWORD=${PASSWORD}`);
    assert.equal(asked.ChallengeName, 'SOFTWARE_TOKEN_MFA');
    const { AuthenticationResult: result } = await aws('respond-to-auth-challenge', ...client,
      '--challenge-name', 'SOFTWARE_TOKEN_MFA', '--session', asked.Session,
      '--challenge-responses', `USERNAME=kim,SOFTWARE_TOKEN_MFA_CODE=${await generator.next()}`);
    assert.equal(claims(result.AccessToken).username, 'kim');

    const { DeviceKey } = result.NewDeviceMetadata;
    const verifier = { PasswordVerifier: randomBytes(380).toString('base64'), Salt: randomBytes(16).toString('base64') };
    await aws('confirm-device', '--access-token', result.AccessToken, '--device-key', DeviceKey,
      '--device-name', 'Laptop', '--device-secret-verifier-config', JSON.stringify(verifier));
    const { Devices } = await aws('admin-list-devices', ...user);
    assert.deepEqual(Devices.map((each) => each.DeviceKey), [DeviceKey]);
    assert.ok(Devices[0].DeviceAttributes.some(({ Name, Value }) => Name === 'device_name' && Value === 'Laptop'));
  });
}
