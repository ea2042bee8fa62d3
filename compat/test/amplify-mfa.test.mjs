// Proves that an Amplify v6 program sets up and answers second factors with nothing changed but `userPoolEndpoint`: every
// step of `signIn` and `confirmSignIn` that belongs to MFA.

import assert from 'node:assert/strict';
import { afterEach, test } from 'node:test';
import { fetchMFAPreference, signOut, updateMFAPreference } from 'aws-amplify/auth';
import { DONE, PASSWORD, answer, enrol, next, poolWith } from '../support/amplify.mjs';
import { addUser, call, mailbox } from '../support/poolhouse.mjs';
import { codeGenerator } from '../support/totp.mjs';

const PHONE = '+12065550123';

afterEach(() => signOut());

for (const authFlowType of ['USER_SRP_AUTH', 'USER_PASSWORD_AUTH']) {
  test(`${authFlowType}: a code generator is set up, then asked for; a mistyped code may be corrected`, async () => {
    const ids = await poolWith('OPTIONAL', ['totp']);
    await addUser(ids.poolId, 'ivan', PASSWORD);
    const generator = await enrol();
    assert.deepEqual(await fetchMFAPreference(), { preferred: 'TOTP', enabled: ['TOTP'] });
    await signOut();

    assert.deepEqual(await next('ivan', { authFlowType }), { signInStep: 'CONFIRM_SIGN_IN_WITH_TOTP_CODE' });
    await assert.rejects(answer(generator.wrong()), { name: 'CodeMismatchException' });
    assert.deepEqual(await answer(await generator.next()), DONE);
    await updateMFAPreference({ totp: 'DISABLED' });
    assert.deepEqual(await fetchMFAPreference(), { preferred: undefined, enabled: undefined });
    await signOut();
    assert.equal((await next('ivan', { authFlowType })).signInStep, 'DONE');
  });
}

test('a pool that demands a second factor has a code generator set up', async () => {
  const ids = await poolWith('ON', ['totp']);
  await addUser(ids.poolId, 'ivan', PASSWORD);
  const { signInStep, totpSetupDetails } = await next();
  assert.equal(signInStep, 'CONTINUE_SIGN_IN_WITH_TOTP_SETUP');
  assert.match(String(totpSetupDetails.getSetupUri('App')), /^otpauth:\/\/totp\/App:ivan\?secret=[A-Z2-7]+&issuer=App$/);
  const generator = codeGenerator(totpSetupDetails.sharedSecret);
  await assert.rejects(answer(generator.wrong()), { name: 'EnableSoftwareTokenMFAException' });
  assert.deepEqual(await answer(await generator.next(), { friendlyDeviceName: 'My phone' }), DONE);
  await signOut();
  assert.equal((await next()).signInStep, 'CONFIRM_SIGN_IN_WITH_TOTP_CODE');
  assert.deepEqual(await answer(await generator.next()), DONE);
});

test('a new person changes the password, then sets up a code generator', async () => {
  const ids = await poolWith('ON', ['totp']);
  await call('AdminCreateUser', {
    UserPoolId: ids.poolId,
    Username: 'ivan',
    TemporaryPassword: PASSWORD,
    MessageAction: 'SUPPRESS',
  });
  assert.equal((await next()).signInStep, 'CONFIRM_SIGN_IN_WITH_NEW_PASSWORD_REQUIRED');
  const { nextStep } = await answer('Second-Passw0rd');
  assert.equal(nextStep.signInStep, 'CONTINUE_SIGN_IN_WITH_TOTP_SETUP');
  assert.deepEqual(await answer(await codeGenerator(nextStep.totpSetupDetails.sharedSecret).next()), DONE);
});

test('a pool that demands codes by e-mail asks for the address', async () => {
  const ids = await poolWith('ON', ['email']);
  await addUser(ids.poolId, 'ivan', PASSWORD, {});
  assert.deepEqual(await next(), { signInStep: 'CONTINUE_SIGN_IN_WITH_EMAIL_SETUP' });
  const { nextStep } = await answer('ivan@example.com');
  assert.equal(nextStep.signInStep, 'CONFIRM_SIGN_IN_WITH_EMAIL_CODE');
  assert.deepEqual(nextStep.codeDeliveryDetails, { deliveryMedium: 'EMAIL', destination: 'i***@e***' });
  const mail = mailbox(ids.poolId);
  assert.deepEqual(await answer(await mail.code('ivan@example.com')), DONE);
  await signOut();
  assert.equal((await next()).signInStep, 'CONFIRM_SIGN_IN_WITH_EMAIL_CODE');
  assert.deepEqual(await answer(await mail.code('ivan@example.com')), DONE);
});

test('what to set up is chosen: e-mail', async () => {
  const ids = await poolWith('ON', ['totp', 'email']);
  await addUser(ids.poolId, 'ivan', PASSWORD, {});
  const { signInStep, allowedMFATypes } = await next();
  assert.equal(signInStep, 'CONTINUE_SIGN_IN_WITH_MFA_SETUP_SELECTION');
  assert.deepEqual(allowedMFATypes.sort(), ['EMAIL', 'TOTP']);
  assert.equal((await answer('EMAIL')).nextStep.signInStep, 'CONTINUE_SIGN_IN_WITH_EMAIL_SETUP');
  assert.equal((await answer('ivan@example.com')).nextStep.signInStep, 'CONFIRM_SIGN_IN_WITH_EMAIL_CODE');
  assert.deepEqual(await answer(await mailbox(ids.poolId).code('ivan@example.com')), DONE);
  assert.deepEqual((await fetchMFAPreference()).enabled, ['EMAIL']);
});

test('what to set up is chosen: a code generator', async () => {
  const ids = await poolWith('ON', ['totp', 'email']);
  await addUser(ids.poolId, 'ivan', PASSWORD, {});
  await next();
  const { nextStep } = await answer('TOTP');
  assert.equal(nextStep.signInStep, 'CONTINUE_SIGN_IN_WITH_TOTP_SETUP');
  assert.deepEqual(await answer(await codeGenerator(nextStep.totpSetupDetails.sharedSecret).next()), DONE);
  assert.deepEqual((await fetchMFAPreference()).enabled, ['TOTP']);
});

test('codes by SMS are switched on and asked for', async () => {
  const ids = await poolWith('OPTIONAL', ['sms']);
  await addUser(ids.poolId, 'ivan', PASSWORD, { phone_number: PHONE });
  assert.equal((await next()).signInStep, 'DONE');
  await updateMFAPreference({ sms: 'PREFERRED' });
  await signOut();
  assert.deepEqual(await next(), {
    signInStep: 'CONFIRM_SIGN_IN_WITH_SMS_CODE',
    codeDeliveryDetails: { deliveryMedium: 'SMS', destination: '+*******0123' },
  });
  assert.deepEqual(await answer(await mailbox(ids.poolId).code(PHONE)), DONE);
});

test('codes by e-mail are switched on and asked for', async () => {
  const ids = await poolWith('OPTIONAL', ['email']);
  await addUser(ids.poolId, 'ivan', PASSWORD);
  assert.equal((await next()).signInStep, 'DONE');
  await updateMFAPreference({ email: 'PREFERRED' });
  await signOut();
  assert.deepEqual(await next(), {
    signInStep: 'CONFIRM_SIGN_IN_WITH_EMAIL_CODE',
    codeDeliveryDetails: { deliveryMedium: 'EMAIL', destination: 'i***@e***' },
  });
  assert.deepEqual(await answer(await mailbox(ids.poolId).code('ivan@example.com')), DONE);
});

test('who has several factors and prefers none chooses one', async () => {
  const ids = await poolWith('OPTIONAL', ['sms', 'totp', 'email']);
  await addUser(ids.poolId, 'ivan', PASSWORD, { phone_number: PHONE, email: 'ivan@example.com' });
  const generator = await enrol();
  await updateMFAPreference({ sms: 'ENABLED', totp: 'NOT_PREFERRED', email: 'ENABLED' });
  assert.equal((await fetchMFAPreference()).preferred, undefined);
  const mail = mailbox(ids.poolId);
  const factors = {
    TOTP: ['CONFIRM_SIGN_IN_WITH_TOTP_CODE', () => generator.next()],
    SMS: ['CONFIRM_SIGN_IN_WITH_SMS_CODE', () => mail.code(PHONE)],
    EMAIL: ['CONFIRM_SIGN_IN_WITH_EMAIL_CODE', () => mail.code('ivan@example.com')],
  };
  for (const [chosen, [asked, code]] of Object.entries(factors)) {
    await signOut();
    const { signInStep, allowedMFATypes } = await next();
    assert.equal(signInStep, 'CONTINUE_SIGN_IN_WITH_MFA_SELECTION');
    assert.deepEqual(allowedMFATypes.sort(), ['EMAIL', 'SMS', 'TOTP']);
    assert.equal((await answer(chosen)).nextStep.signInStep, asked);
    assert.deepEqual(await answer(await code()), DONE, chosen);
  }
});
