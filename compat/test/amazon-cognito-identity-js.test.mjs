// Proves that a program written with amazon-cognito-identity-js works with nothing changed but
// `endpoint`: sign-up, confirmation, SRP sign-in, refresh, both ways to a new password, sign-out.

import assert from 'node:assert/strict';
import { test } from 'node:test';
import { promisify } from 'node:util';
import sdk from 'amazon-cognito-identity-js';
import { addUser, call, claims, mailbox, newPool, server } from '../support/poolhouse.mjs';

const { AuthenticationDetails, CognitoUser, CognitoUserAttribute, CognitoUserPool } = sdk;

const PASSWORD = 'First-Passw0rd';
const NEW_PASSWORD = 'Second-Passw0rd';

function open({ poolId, clientId }) {
  return new CognitoUserPool({ UserPoolId: poolId, ClientId: clientId, endpoint: server.endpoint });
}

function signIn(user, password) {
  const details = new AuthenticationDetails({ Username: user.getUsername(), Password: password });
  return new Promise((onSuccess, onFailure) => user.authenticateUser(details, { onSuccess, onFailure }));
}

async function signedIn() {
  const ids = await newPool();
  await addUser(ids.poolId, 'alice', PASSWORD);
  const user = new CognitoUser({ Username: 'alice', Pool: open(ids) });
  const session = await signIn(user, PASSWORD);
  return { ...ids, user, session };
}

test('a person signs up, confirms by code and signs in with SRP', async () => {
  const ids = await newPool();
  const pool = open(ids);
  const attributes = [new CognitoUserAttribute({ Name: 'email', Value: 'ann@example.com' })];
  const signUp = promisify(pool.signUp.bind(pool));
  const { userConfirmed, userSub, user } = await signUp('ann', PASSWORD, attributes, null);
  assert.equal(userConfirmed, false);

  await assert.rejects(signIn(user, PASSWORD), { code: 'UserNotConfirmedException' });

  const code = await mailbox(ids.poolId).code('ann@example.com');
  const confirm = promisify(user.confirmRegistration.bind(user));
  assert.equal(await confirm(code, true), 'SUCCESS');

  const session = await signIn(user, PASSWORD);
  assert.ok(session.isValid());
  assert.equal(session.getIdToken().payload.sub, userSub);
  assert.equal(session.getIdToken().payload.email_verified, true);
});

test('a code is sent again on request', async () => {
  const ids = await newPool();
  const pool = open(ids);
  const attributes = [new CognitoUserAttribute({ Name: 'email', Value: 'bob@example.com' })];
  const { user } = await promisify(pool.signUp.bind(pool))('bob', PASSWORD, attributes, null);
  const mail = mailbox(ids.poolId);
  await mail.code('bob@example.com');
  await promisify(user.resendConfirmationCode.bind(user))();
  const second = await mail.code('bob@example.com');
  assert.equal(await promisify(user.confirmRegistration.bind(user))(second, true), 'SUCCESS');
});

test('a wrong password is refused', async () => {
  const ids = await newPool();
  await addUser(ids.poolId, 'alice', PASSWORD);
  const user = new CognitoUser({ Username: 'alice', Pool: open(ids) });
  await assert.rejects(signIn(user, 'Wrong-Passw0rd'), {
    code: 'NotAuthorizedException',
    message: 'Incorrect username or password.',
  });
});

test('a session is refreshed', async () => {
  const { user, session } = await signedIn();
  const refreshed = await promisify(user.refreshSession.bind(user))(session.getRefreshToken());
  assert.ok(refreshed.isValid());
  assert.notEqual(refreshed.getAccessToken().getJwtToken(), session.getAccessToken().getJwtToken());
  assert.equal(claims(refreshed.getIdToken().getJwtToken()).sub, session.getIdToken().payload.sub);
});

test('the signed-in person reads and changes attributes', async () => {
  const { user } = await signedIn();
  const attribute = new CognitoUserAttribute({ Name: 'nickname', Value: 'Al' });
  await promisify(user.updateAttributes.bind(user))([attribute]);
  const attributes = await promisify(user.getUserAttributes.bind(user))();
  assert.equal(attributes.find((each) => each.getName() === 'nickname').getValue(), 'Al');
});

test('the password is changed', async () => {
  const { user, ...ids } = await signedIn();
  assert.equal(await promisify(user.changePassword.bind(user))(PASSWORD, NEW_PASSWORD), 'SUCCESS');
  const again = new CognitoUser({ Username: 'alice', Pool: open(ids) });
  await assert.rejects(signIn(again, PASSWORD), { code: 'NotAuthorizedException' });
  assert.ok((await signIn(again, NEW_PASSWORD)).isValid());
});

test('a forgotten password is replaced by code', async () => {
  const ids = await newPool();
  await addUser(ids.poolId, 'alice', PASSWORD);
  const user = new CognitoUser({ Username: 'alice', Pool: open(ids) });
  await new Promise((onSuccess, onFailure) => user.forgotPassword({ onSuccess, onFailure }));
  const code = await mailbox(ids.poolId).code('alice@example.com');
  await new Promise((onSuccess, onFailure) =>
    user.confirmPassword(code, NEW_PASSWORD, { onSuccess, onFailure }));
  assert.ok((await signIn(user, NEW_PASSWORD)).isValid());
});

test('a new person exchanges the temporary password', async () => {
  const ids = await newPool();
  await call('AdminCreateUser', {
    UserPoolId: ids.poolId,
    Username: 'carol',
    TemporaryPassword: PASSWORD,
    MessageAction: 'SUPPRESS',
  });
  const user = new CognitoUser({ Username: 'carol', Pool: open(ids) });
  const details = new AuthenticationDetails({ Username: 'carol', Password: PASSWORD });
  const session = await new Promise((onSuccess, onFailure) =>
    user.authenticateUser(details, {
      onSuccess,
      onFailure,
      newPasswordRequired: () => user.completeNewPasswordChallenge(NEW_PASSWORD, {}, { onSuccess, onFailure }),
    }));
  assert.ok(session.isValid());
});

test('global sign-out ends the refresh token', async () => {
  const { user, session } = await signedIn();
  await new Promise((onSuccess, onFailure) => user.globalSignOut({ onSuccess, onFailure }));
  const refresh = promisify(user.refreshSession.bind(user));
  await assert.rejects(refresh(session.getRefreshToken()), { code: 'NotAuthorizedException' });
});
