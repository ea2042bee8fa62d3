// Proves that amazon-cognito-identity-js sets up and answers second factors with nothing changed but `endpoint`.

import assert from 'node:assert/strict';
import { test } from 'node:test';
import { promisify } from 'node:util';
import { PASSWORD, enrol, person, poolWith, signIn, signedIn, step } from '../support/identity-js.mjs';
import { addUser, call, mailbox } from '../support/poolhouse.mjs';
import { codeGenerator } from '../support/totp.mjs';

const PHONE = '+12065550123';

test('a code generator is set up, then asked for; a mistyped code may be corrected', async () => {
  const ids = await poolWith('OPTIONAL', ['totp']);
  await addUser(ids.poolId, 'alice', PASSWORD);
  const first = await signedIn(ids);
  const generator = await enrol(first);
  const data = await promisify((callback) => first.getUserData(callback, { bypassCache: true }))();
  assert.deepEqual(data.UserMFASettingList, ['SOFTWARE_TOKEN_MFA']);
  assert.equal(data.PreferredMfaSetting, 'SOFTWARE_TOKEN_MFA');

  const user = person(ids);
  const asked = await signIn(user);
  assert.equal(asked.name, 'totpRequired');
  assert.equal(asked.values[0], 'SOFTWARE_TOKEN_MFA');
  await assert.rejects(
    step((callbacks) => user.sendMFACode(generator.wrong(), callbacks, 'SOFTWARE_TOKEN_MFA')),
    { code: 'CodeMismatchException', message: 'Invalid code received for user' });
  const code = await generator.next();
  const done = await step((callbacks) => user.sendMFACode(code, callbacks, 'SOFTWARE_TOKEN_MFA'));
  assert.ok(done.values[0].isValid());
});

test('a wrong code does not set up a code generator', async () => {
  const ids = await poolWith('OPTIONAL', ['totp']);
  await addUser(ids.poolId, 'alice', PASSWORD);
  const user = await signedIn(ids);
  const { values: [secret] } = await step((callbacks) => user.associateSoftwareToken(callbacks));
  await assert.rejects(
    step((callbacks) => user.verifySoftwareToken(codeGenerator(secret).wrong(), 'My phone', callbacks)),
    { code: 'EnableSoftwareTokenMFAException' });
});

test('codes by SMS are switched on, asked for and switched off', async () => {
  const ids = await poolWith('OPTIONAL', ['sms']);
  await addUser(ids.poolId, 'alice', PASSWORD, { phone_number: PHONE });
  const first = await signedIn(ids);
  await promisify(first.setUserMfaPreference.bind(first))({ Enabled: true, PreferredMfa: true }, null);

  const user = person(ids);
  const asked = await signIn(user);
  assert.equal(asked.name, 'mfaRequired');
  assert.equal(asked.values[1].CODE_DELIVERY_DESTINATION, '+*******0123');
  assert.equal(asked.values[1].CODE_DELIVERY_DELIVERY_MEDIUM, 'SMS');
  const code = await mailbox(ids.poolId).code(PHONE);
  const done = await step((callbacks) => user.sendMFACode(code, callbacks));
  assert.ok(done.values[0].isValid());

  await promisify(user.setUserMfaPreference.bind(user))({ Enabled: false, PreferredMfa: false }, null);
  assert.equal((await signIn(person(ids))).name, 'onSuccess');
});

test('the older calls for SMS work too', async () => {
  const ids = await poolWith('OPTIONAL', ['sms']);
  await addUser(ids.poolId, 'alice', PASSWORD, { phone_number: PHONE });
  const user = await signedIn(ids);
  assert.equal(await promisify(user.enableMFA.bind(user))(), 'SUCCESS');
  assert.deepEqual(await promisify(user.getMFAOptions.bind(user))(), [
    { DeliveryMedium: 'SMS', AttributeName: 'phone_number' },
  ]);
  assert.equal((await signIn(person(ids))).name, 'mfaRequired');
  assert.equal(await promisify(user.disableMFA.bind(user))(), 'SUCCESS');
  assert.equal((await signIn(person(ids))).name, 'onSuccess');
});

test('who has two factors and prefers none chooses one', async () => {
  const ids = await poolWith('OPTIONAL', ['sms', 'totp']);
  await addUser(ids.poolId, 'alice', PASSWORD, { phone_number: PHONE });
  const first = await signedIn(ids);
  const generator = await enrol(first);
  const both = { Enabled: true, PreferredMfa: false };
  await promisify(first.setUserMfaPreference.bind(first))(both, both);

  const user = person(ids);
  const asked = await signIn(user);
  assert.equal(asked.name, 'selectMFAType');
  assert.deepEqual(JSON.parse(asked.values[1].MFAS_CAN_CHOOSE).sort(), ['SMS_MFA', 'SOFTWARE_TOKEN_MFA']);
  const chosen = await step((callbacks) => user.sendMFASelectionAnswer('SOFTWARE_TOKEN_MFA', callbacks));
  assert.equal(chosen.name, 'totpRequired');
  const code = await generator.next();
  const done = await step((callbacks) => user.sendMFACode(code, callbacks, 'SOFTWARE_TOKEN_MFA'));
  assert.ok(done.values[0].isValid());

  const other = person(ids);
  await signIn(other);
  const sms = await step((callbacks) => other.sendMFASelectionAnswer('SMS_MFA', callbacks));
  assert.equal(sms.name, 'mfaRequired');
  const text = await mailbox(ids.poolId).code(PHONE);
  assert.ok((await step((callbacks) => other.sendMFACode(text, callbacks))).values[0].isValid());
});

test('a pool that demands a second factor has it set up during sign-in', async () => {
  const ids = await poolWith('ON', ['totp']);
  await addUser(ids.poolId, 'alice', PASSWORD);
  const user = person(ids);
  const asked = await signIn(user);
  assert.equal(asked.name, 'mfaSetup');
  assert.deepEqual(JSON.parse(asked.values[1].MFAS_CAN_SETUP), ['SOFTWARE_TOKEN_MFA']);
  const { values: [secret] } = await step((callbacks) => user.associateSoftwareToken(callbacks));
  const generator = codeGenerator(secret);
  const code = await generator.next();
  const done = await step((callbacks) => user.verifySoftwareToken(code, 'My phone', callbacks));
  assert.ok(done.values[0].isValid());

  const again = person(ids);
  assert.equal((await signIn(again)).name, 'totpRequired');
  const second = await generator.next();
  assert.ok((await step((callbacks) => again.sendMFACode(second, callbacks, 'SOFTWARE_TOKEN_MFA'))).values[0].isValid());
});

test('a new person changes the password, then sets up a code generator', async () => {
  const ids = await poolWith('ON', ['totp']);
  await call('AdminCreateUser', {
    UserPoolId: ids.poolId,
    Username: 'alice',
    TemporaryPassword: PASSWORD,
    MessageAction: 'SUPPRESS',
  });
  const user = person(ids);
  assert.equal((await signIn(user)).name, 'newPasswordRequired');
  const asked = await step((callbacks) => user.completeNewPasswordChallenge('Second-Passw0rd', {}, callbacks));
  assert.equal(asked.name, 'mfaSetup');
  const { values: [secret] } = await step((callbacks) => user.associateSoftwareToken(callbacks));
  const code = await codeGenerator(secret).next();
  const done = await step((callbacks) => user.verifySoftwareToken(code, 'My phone', callbacks));
  assert.ok(done.values[0].isValid());
});
