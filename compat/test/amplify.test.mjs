// Proves that an Amplify v6 program works with nothing changed but `userPoolEndpoint`.

import assert from 'node:assert/strict';
import { afterEach, beforeEach, test } from 'node:test';
import { Amplify } from 'aws-amplify';
import {
  confirmSignIn,
  confirmSignUp,
  fetchAuthSession,
  fetchUserAttributes,
  getCurrentUser,
  signIn,
  signOut,
  signUp,
} from 'aws-amplify/auth';
import { addUser, call, mailbox, newPool, server } from '../support/poolhouse.mjs';

const PASSWORD = 'First-Passw0rd';
let ids;

beforeEach(async () => {
  ids = await newPool();
  Amplify.configure({
    Auth: {
      Cognito: {
        userPoolId: ids.poolId,
        userPoolClientId: ids.clientId,
        userPoolEndpoint: server.endpoint,
      },
    },
  });
});

afterEach(() => signOut());

test('a person signs up, confirms by code, signs in with SRP and out again', async () => {
  const signedUp = await signUp({
    username: 'hana',
    password: PASSWORD,
    options: { userAttributes: { email: 'hana@example.com' } },
  });
  assert.equal(signedUp.nextStep.signUpStep, 'CONFIRM_SIGN_UP');
  assert.equal(signedUp.nextStep.codeDeliveryDetails.destination, 'h***@e***');

  const confirmationCode = await mailbox(ids.poolId).code('hana@example.com');
  const confirmed = await confirmSignUp({ username: 'hana', confirmationCode });
  assert.equal(confirmed.nextStep.signUpStep, 'DONE');

  const signedIn = await signIn({ username: 'hana', password: PASSWORD });
  assert.deepEqual(signedIn, { isSignedIn: true, nextStep: { signInStep: 'DONE' } });
  assert.equal((await getCurrentUser()).userId, signedUp.userId);

  const { tokens } = await fetchAuthSession();
  assert.equal(tokens.idToken.payload.email, 'hana@example.com');

  await signOut({ global: true });
  assert.equal((await fetchAuthSession()).tokens, undefined);
});

for (const authFlowType of ['USER_SRP_AUTH', 'USER_PASSWORD_AUTH']) {
  test(`${authFlowType} signs in and the session refreshes`, async () => {
    await addUser(ids.poolId, 'ivan', PASSWORD);
    const { isSignedIn } = await signIn({ username: 'ivan', password: PASSWORD, options: { authFlowType } });
    assert.equal(isSignedIn, true);
    const first = await fetchAuthSession();
    const second = await fetchAuthSession({ forceRefresh: true });
    assert.notEqual(second.tokens.accessToken.toString(), first.tokens.accessToken.toString());
    assert.equal((await fetchUserAttributes()).email, 'ivan@example.com');
  });

  test(`${authFlowType} refuses a wrong password`, async () => {
    await addUser(ids.poolId, 'ivan', PASSWORD);
    await assert.rejects(signIn({ username: 'ivan', password: 'Wrong-Passw0rd', options: { authFlowType } }), {
      name: 'NotAuthorizedException',
      message: 'Incorrect username or password.',
    });
  });
}

test('a new person exchanges the temporary password', async () => {
  await call('AdminCreateUser', {
    UserPoolId: ids.poolId,
    Username: 'jo',
    TemporaryPassword: PASSWORD,
    MessageAction: 'SUPPRESS',
  });
  const { nextStep } = await signIn({ username: 'jo', password: PASSWORD });
  assert.equal(nextStep.signInStep, 'CONFIRM_SIGN_IN_WITH_NEW_PASSWORD_REQUIRED');
  const { isSignedIn } = await confirmSignIn({ challengeResponse: 'Second-Passw0rd' });
  assert.equal(isSignedIn, true);
});
