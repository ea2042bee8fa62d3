// Amplify configured for a pool of this server: nothing but `userPoolEndpoint` differs from Amazon's.

import assert from 'node:assert/strict';
import { Amplify } from 'aws-amplify';
import { confirmSignIn, setUpTOTP, signIn, updateMFAPreference, verifyTOTPSetup } from 'aws-amplify/auth';
import { newPool, server, setMfa } from './poolhouse.mjs';
import { codeGenerator } from './totp.mjs';

export const PASSWORD = 'First-Passw0rd';
export const DONE = { isSignedIn: true, nextStep: { signInStep: 'DONE' } };

/** Points Amplify at a pool. It holds one configuration and one person for the whole process. */
export function configure({ poolId, clientId }) {
  Amplify.configure({
    Auth: { Cognito: { userPoolId: poolId, userPoolClientId: clientId, userPoolEndpoint: server.endpoint } },
  });
}

/** Points Amplify at a new pool with second factors. */
export async function poolWith(mode, factors, poolSettings = {}) {
  const ids = await newPool(poolSettings);
  await setMfa(ids.poolId, mode, ...factors);
  configure(ids);
  return ids;
}

/** Signs in with the password; the step that follows. */
export async function next(username = 'ivan', options = {}) {
  const { nextStep } = await signIn({ username, password: PASSWORD, options });
  return nextStep;
}

export async function answer(challengeResponse, options) {
  return confirmSignIn({ challengeResponse, options });
}

/** Signs in and sets up a code generator that is asked for from then on. */
export async function enrol() {
  assert.equal((await next()).signInStep, 'DONE');
  const { sharedSecret } = await setUpTOTP();
  const generator = codeGenerator(sharedSecret);
  await verifyTOTPSetup({ code: await generator.next(), options: { friendlyDeviceName: 'My phone' } });
  await updateMFAPreference({ totp: 'PREFERRED' });
  return generator;
}
