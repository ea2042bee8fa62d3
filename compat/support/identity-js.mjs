// amazon-cognito-identity-js pointed at this server, with its callbacks as promises.

import assert from 'node:assert/strict';
import { promisify } from 'node:util';
import sdk from 'amazon-cognito-identity-js';
import { newPool, server, setMfa } from './poolhouse.mjs';
import { codeGenerator } from './totp.mjs';

const { AuthenticationDetails, CognitoUser, CognitoUserPool } = sdk;
const CALLBACKS = [
  'onSuccess', 'mfaRequired', 'totpRequired', 'selectMFAType', 'mfaSetup', 'associateSecretCode', 'newPasswordRequired',
];

export const PASSWORD = 'First-Passw0rd';

/** A pool with second factors. */
export async function poolWith(mode, factors, poolSettings = {}) {
  const ids = await newPool(poolSettings);
  await setMfa(ids.poolId, mode, ...factors);
  return ids;
}

/** A person who has just opened the app; what the library has stored for the name is there. */
export function person({ poolId, clientId }, username = 'alice') {
  const pool = new CognitoUserPool({ UserPoolId: poolId, ClientId: clientId, endpoint: server.endpoint });
  return new CognitoUser({ Username: username, Pool: pool });
}

/**
 * Calls what takes a callback object, and resolves with the name of the callback that was called and what it was given.
 */
export function step(begin) {
  return new Promise((resolve, onFailure) => {
    const told = (name) => [name, (...values) => resolve({ name, values })];
    begin({ onFailure, ...Object.fromEntries(CALLBACKS.map(told)) });
  });
}

export function signIn(user, password = PASSWORD) {
  const details = new AuthenticationDetails({ Username: user.getUsername(), Password: password });
  return step((callbacks) => user.authenticateUser(details, callbacks));
}

export async function signedIn(ids) {
  const user = person(ids);
  assert.equal((await signIn(user)).name, 'onSuccess');
  return user;
}

/** Registers a code generator while signed in and prefers it. */
export async function enrol(user) {
  const { values: [secret] } = await step((callbacks) => user.associateSoftwareToken(callbacks));
  const generator = codeGenerator(secret);
  const code = await generator.next();
  const verified = await step((callbacks) => user.verifySoftwareToken(code, 'My phone', callbacks));
  assert.equal(verified.values[0].Status, 'SUCCESS');
  const prefer = promisify(user.setUserMfaPreference.bind(user));
  assert.equal(await prefer(null, { Enabled: true, PreferredMfa: true }), 'SUCCESS');
  return generator;
}
