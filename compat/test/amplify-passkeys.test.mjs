// Proves that an Amplify v6 program makes, uses, lists and deletes passkeys with nothing changed but `userPoolEndpoint`.
// The browser around it is our own; what a real one sends is proven elsewhere.

import assert from 'node:assert/strict';
import { afterEach, beforeEach, test } from 'node:test';
import {
  associateWebAuthnCredential,
  confirmSignIn,
  deleteWebAuthnCredential,
  getCurrentUser,
  listWebAuthnCredentials,
  signIn,
  signOut,
} from 'aws-amplify/auth';
import { DONE, PASSWORD, configure } from '../support/amplify.mjs';
import { page } from '../support/passkey.mjs';
import { addUser, call, newPool } from '../support/poolhouse.mjs';

const browser = page('http://localhost:3000');

beforeEach(async () => {
  const ids = await newPool(
    { Policies: { SignInPolicy: { AllowedFirstAuthFactors: ['PASSWORD', 'WEB_AUTHN'] } } },
    { ExplicitAuthFlows: ['ALLOW_USER_AUTH', 'ALLOW_USER_SRP_AUTH', 'ALLOW_REFRESH_TOKEN_AUTH'] });
  await call('SetUserPoolMfaConfig', {
    UserPoolId: ids.poolId,
    WebAuthnConfiguration: { RelyingPartyId: 'localhost', UserVerification: 'preferred' },
  });
  configure(ids);
  await addUser(ids.poolId, 'olga', PASSWORD);
  assert.deepEqual(await signIn({ username: 'olga', password: PASSWORD }), DONE);
});

afterEach(() => signOut());

test('a passkey is made, listed and deleted', async () => {
  assert.deepEqual((await listWebAuthnCredentials()).credentials, []);
  await browser.visit(() => associateWebAuthnCredential());
  const { credentials } = await listWebAuthnCredentials();
  assert.equal(credentials.length, 1);
  const [{ credentialId, relyingPartyId, authenticatorAttachment, authenticatorTransports, createdAt }] = credentials;
  assert.equal(relyingPartyId, 'localhost');
  assert.equal(authenticatorAttachment, 'platform');
  assert.deepEqual(authenticatorTransports, ['internal']);
  assert.ok(Math.abs(createdAt - Date.now()) < 3_600_000);
  await deleteWebAuthnCredential({ credentialId });
  assert.deepEqual((await listWebAuthnCredentials()).credentials, []);
});

test('a list longer than a page is read to its end', async () => {
  for (let i = 0; i < 3; i++) {
    await browser.visit(() => associateWebAuthnCredential());
  }
  const first = await listWebAuthnCredentials({ pageSize: 2 });
  assert.equal(first.credentials.length, 2);
  const second = await listWebAuthnCredentials({ pageSize: 2, nextToken: first.nextToken });
  assert.equal(second.credentials.length, 1);
  assert.equal(second.nextToken, undefined);
});

const options = { authFlowType: 'USER_AUTH' };

test('a passkey signs in where it is preferred', async () => {
  await browser.visit(() => associateWebAuthnCredential());
  await signOut();
  const done = await browser.visit(() =>
    signIn({ username: 'olga', options: { ...options, preferredChallenge: 'WEB_AUTHN' } }));
  assert.deepEqual(done, DONE);
  assert.equal((await getCurrentUser()).username, 'olga');
});

test('a passkey signs in where it is chosen', async () => {
  await browser.visit(() => associateWebAuthnCredential());
  await signOut();
  const { nextStep } = await signIn({ username: 'olga', options });
  assert.equal(nextStep.signInStep, 'CONTINUE_SIGN_IN_WITH_FIRST_FACTOR_SELECTION');
  assert.deepEqual([...nextStep.availableChallenges].sort(), ['PASSWORD', 'PASSWORD_SRP', 'WEB_AUTHN']);
  assert.deepEqual(await browser.visit(() => confirmSignIn({ challengeResponse: 'WEB_AUTHN' })), DONE);
});

test('who has no passkey is asked what to sign in with instead', async () => {
  await signOut();
  const { nextStep } = await signIn({ username: 'olga', options: { ...options, preferredChallenge: 'WEB_AUTHN' } });
  assert.deepEqual([...nextStep.availableChallenges].sort(), ['PASSWORD', 'PASSWORD_SRP']);
});
