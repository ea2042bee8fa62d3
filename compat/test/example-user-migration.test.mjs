// Proves that examples/user-migration takes users over: at the first sign-in with the right password, and nobody else.

import assert from 'node:assert/strict';
import { execFileSync } from 'node:child_process';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { after, before, test } from 'node:test';
import { fileURLToPath } from 'node:url';
import { callAt, startExample } from '../support/example.mjs';
import { claims } from '../support/poolhouse.mjs';

const maker = join(dirname(fileURLToPath(import.meta.url)), '../../examples/user-migration/make-users.py');
const folder = mkdtempSync(join(tmpdir(), 'poolhouse-example-'));
const users = join(folder, 'users.db');
let example;
let pool;
let ClientId;

before(async () => {
  execFileSync('python3', [maker, users, 'ada', 'ada@example.com', 'Corr3ct-horse']);
  execFileSync('python3', [maker, users, 'bob', 'bob@example.com', 'Corr3ct-horse']);
  example = await startExample('user-migration', { LEGACY_USERS: users });
  const { UserPool } = await callAt(example.endpoint, 'CreateUserPool', {
    PoolName: 'shop',
    LambdaConfig: { UserMigration: 'arn:aws:lambda:us-east-1:000000000000:function:migrate-user' },
  });
  pool = UserPool.Id;
  const { UserPoolClient } = await callAt(example.endpoint, 'CreateUserPoolClient', {
    UserPoolId: pool,
    ClientName: 'web',
    ExplicitAuthFlows: ['ALLOW_USER_PASSWORD_AUTH', 'ALLOW_REFRESH_TOKEN_AUTH'],
    PreventUserExistenceErrors: 'ENABLED',
  });
  ClientId = UserPoolClient.ClientId;
});

after(() => {
  example?.stop();
  rmSync(folder, { recursive: true });
});

const signIn = (USERNAME, PASSWORD) =>
  callAt(example.endpoint, 'InitiateAuth', {
    ClientId,
    AuthFlow: 'USER_PASSWORD_AUTH',
    AuthParameters: { USERNAME, PASSWORD },
  });

test('the right password takes the user over, and works from then on', async () => {
  const { AuthenticationResult: first } = await signIn('ada', 'Corr3ct-horse');
  assert.equal(claims(first.IdToken).email, 'ada@example.com');
  assert.equal(claims(first.IdToken).email_verified, true);
  const { AuthenticationResult: second } = await signIn('ada', 'Corr3ct-horse');
  assert.equal(claims(second.IdToken).sub, claims(first.IdToken).sub);
});

test('a wrong password takes nobody over, and looks like an unknown name', async () => {
  const refusal = /NotAuthorizedException Incorrect username or password\./;
  await assert.rejects(signIn('bob', 'Wrong-horse1'), refusal);
  await assert.rejects(signIn('nobody', 'Corr3ct-horse'), refusal);
  await assert.rejects(
    callAt(example.endpoint, 'AdminGetUser', { UserPoolId: pool, Username: 'bob' }),
    /UserNotFoundException/,
  );
});
