// Proves that an Amplify v6 program signs in by choice (`USER_AUTH`) with nothing changed but `userPoolEndpoint`: with
// each preferred factor, with the one chosen, and straight after sign-up.

import assert from 'node:assert/strict';
import { afterEach, beforeEach, test } from 'node:test';
import { setTimeout as sleep } from 'node:timers/promises';
import {
  autoSignIn,
  confirmSignIn,
  confirmSignUp,
  fetchAuthSession,
  getCurrentUser,
  signIn,
  signOut,
  signUp,
} from 'aws-amplify/auth';
import { DONE, PASSWORD, configure } from '../support/amplify.mjs';
import { addUser, call, mailbox, newPool, setMfa, smsConfiguration } from '../support/poolhouse.mjs';

// After each sign-up Amplify waits three minutes for an autoSignIn; that alone must not keep the process running.
const { setTimeout: timeout } = globalThis;
globalThis.setTimeout = (run, milliseconds, ...rest) => {
  const timer = timeout(run, milliseconds, ...rest);
  return milliseconds >= 60_000 ? timer.unref() : timer;
};

const PHONE = '+12065550123';
const MAIL = 'nora@example.com';

/** What a person can answer a step with. */
const ANSWERS = {
  PASSWORD: ['CONFIRM_SIGN_IN_WITH_PASSWORD', () => PASSWORD],
  PASSWORD_SRP: ['CONFIRM_SIGN_IN_WITH_PASSWORD', () => PASSWORD],
  EMAIL_OTP: ['CONFIRM_SIGN_IN_WITH_EMAIL_CODE', () => mailbox(ids.poolId).code(MAIL)],
  SMS_OTP: ['CONFIRM_SIGN_IN_WITH_SMS_CODE', () => mailbox(ids.poolId).code(PHONE)],
};

let ids;

beforeEach(async () => {
  ids = await newPool(
    {
      SmsConfiguration: smsConfiguration,
      Policies: { SignInPolicy: { AllowedFirstAuthFactors: ['PASSWORD', 'EMAIL_OTP', 'SMS_OTP'] } },
    },
    { ExplicitAuthFlows: ['ALLOW_USER_AUTH', 'ALLOW_REFRESH_TOKEN_AUTH'] });
  configure(ids);
});

afterEach(() => signOut());

/** Amplify leaves a second call within 300 ms without an answer. */
const AUTO_SIGN_IN_PAUSE = 350;

async function addNora() {
  await addUser(ids.poolId, 'nora', PASSWORD, { email: MAIL, phone_number: PHONE });
}

async function begin(options = {}, password = undefined) {
  return signIn({ username: 'nora', password, options: { authFlowType: 'USER_AUTH', ...options } });
}

for (const preferredChallenge of ['PASSWORD', 'PASSWORD_SRP']) {
  test(`preferred ${preferredChallenge}: signs in at once; a wrong password is refused`, async () => {
    await addNora();
    await assert.rejects(begin({ preferredChallenge }, 'Wrong-Passw0rd'), {
      name: 'NotAuthorizedException',
      message: 'Incorrect username or password.',
    });
    assert.deepEqual(await begin({ preferredChallenge }, PASSWORD), DONE);
    const { tokens } = await fetchAuthSession({ forceRefresh: true });
    assert.equal(tokens.idToken.payload.email, MAIL);
  });
}

for (const preferredChallenge of ['EMAIL_OTP', 'SMS_OTP']) {
  test(`preferred ${preferredChallenge}: a code is sent; a mistyped one may be corrected`, async () => {
    await addNora();
    const [asked, code] = ANSWERS[preferredChallenge];
    const { nextStep } = await begin({ preferredChallenge });
    assert.equal(nextStep.signInStep, asked);
    assert.ok(nextStep.codeDeliveryDetails.destination.includes('***'));
    const right = await code();
    assert.match(right, /^\d{8}$/);
    await assert.rejects(confirmSignIn({ challengeResponse: right === '00000000' ? '11111111' : '00000000' }), {
      name: 'CodeMismatchException',
    });
    assert.deepEqual(await confirmSignIn({ challengeResponse: right }), DONE);
  });
}

for (const [factor, [asked, secret]] of Object.entries(ANSWERS)) {
  test(`without a preference, ${factor} is chosen`, async () => {
    await addNora();
    const { nextStep } = await begin();
    assert.equal(nextStep.signInStep, 'CONTINUE_SIGN_IN_WITH_FIRST_FACTOR_SELECTION');
    assert.deepEqual([...nextStep.availableChallenges].sort(), ['EMAIL_OTP', 'PASSWORD', 'PASSWORD_SRP', 'SMS_OTP']);
    assert.equal((await confirmSignIn({ challengeResponse: factor })).nextStep.signInStep, asked);
    assert.deepEqual(await confirmSignIn({ challengeResponse: await secret() }), DONE);
    assert.equal((await getCurrentUser()).username, 'nora');
  });
}

test('a preference that is not to be had leads to the choice', async () => {
  await addUser(ids.poolId, 'nora', PASSWORD, { email: MAIL });
  const { nextStep } = await begin({ preferredChallenge: 'SMS_OTP' });
  assert.equal(nextStep.signInStep, 'CONTINUE_SIGN_IN_WITH_FIRST_FACTOR_SELECTION');
  assert.deepEqual([...nextStep.availableChallenges].sort(), ['EMAIL_OTP', 'PASSWORD', 'PASSWORD_SRP']);
});

test('a password is followed by the second factor', async () => {
  const { poolId, clientId } = await newPool({}, { ExplicitAuthFlows: ['ALLOW_USER_AUTH', 'ALLOW_REFRESH_TOKEN_AUTH'] });
  configure({ poolId, clientId });
  await setMfa(poolId, 'OPTIONAL', 'sms');
  await addUser(poolId, 'nora', PASSWORD, { phone_number: PHONE });
  await call('AdminSetUserMFAPreference', {
    UserPoolId: poolId,
    Username: 'nora',
    SMSMfaSettings: { Enabled: true, PreferredMfa: true },
  });
  const { nextStep } = await begin({ preferredChallenge: 'PASSWORD_SRP' }, PASSWORD);
  assert.equal(nextStep.signInStep, 'CONFIRM_SIGN_IN_WITH_SMS_CODE');
  assert.deepEqual(await confirmSignIn({ challengeResponse: await mailbox(poolId).code(PHONE) }), DONE);
});

/** Signs up and confirms; the step that follows. */
async function join(password, autoSignInOptions) {
  const { nextStep } = await signUp({
    username: 'nora',
    password,
    options: { userAttributes: { email: MAIL }, autoSignIn: autoSignInOptions },
  });
  assert.equal(nextStep.signUpStep, 'CONFIRM_SIGN_UP');
  const confirmed = await confirmSignUp({ username: 'nora', confirmationCode: await mailbox(ids.poolId).code(MAIL) });
  await sleep(AUTO_SIGN_IN_PAUSE);
  return confirmed.nextStep.signUpStep;
}

for (const password of [PASSWORD, undefined]) {
  test(`who signs up ${password ? 'with' : 'without'} a password is signed in without another question`, async () => {
    assert.equal(await join(password, { authFlowType: 'USER_AUTH' }), 'COMPLETE_AUTO_SIGN_IN');
    assert.deepEqual(await autoSignIn(), DONE);
    const { tokens } = await fetchAuthSession();
    assert.equal(tokens.idToken.payload.email_verified, true);
    await signOut();
    const { nextStep } = await begin({ preferredChallenge: 'EMAIL_OTP' });
    assert.equal(nextStep.signInStep, 'CONFIRM_SIGN_IN_WITH_EMAIL_CODE');
  });
}

test('who signs up with SRP to follow is signed in by password', async () => {
  const { poolId, clientId } = ids = await newPool();
  configure({ poolId, clientId });
  assert.equal(await join(PASSWORD, true), 'COMPLETE_AUTO_SIGN_IN');
  assert.deepEqual(await autoSignIn(), DONE);
});
