// Proves that amazon-cognito-identity-js remembers a device and signs in with its proof in the place of a second factor,
// with nothing changed but `endpoint`.

import assert from 'node:assert/strict';
import { test } from 'node:test';
import { promisify } from 'node:util';
import { PASSWORD, enrol, person, poolWith, signIn, step } from '../support/identity-js.mjs';
import { addUser, call, claims } from '../support/poolhouse.mjs';

/** A pool where remembered devices replace the code, and a person who has a code generator and a device there. */
async function device(onPrompt) {
  const ids = await poolWith('OPTIONAL', ['totp'], {
    DeviceConfiguration: { ChallengeRequiredOnNewDevice: true, DeviceOnlyRememberedOnUserPrompt: onPrompt },
  });
  await addUser(ids.poolId, 'alice', PASSWORD);
  const first = person(ids);
  const { values } = await signIn(first);
  const generator = await enrol(first);
  return { ids, first, generator, necessary: values[1] };
}

test('a device is remembered on request and replaces the code by its own proof', async () => {
  const { ids, first, generator, necessary } = await device(true);
  assert.equal(necessary, true);
  const unremembered = person(ids);
  assert.equal((await signIn(unremembered)).name, 'totpRequired');

  assert.equal((await step((callbacks) => first.setDeviceStatusRemembered(callbacks))).values[0], 'SUCCESS');
  const user = person(ids);
  const done = await signIn(user);
  assert.equal(done.name, 'onSuccess');
  assert.equal(user.deviceKey, first.deviceKey);
  assert.equal(done.values[0].getAccessToken().payload.device_key, first.deviceKey);

  const { values: [{ Device }] } = await step((callbacks) => {
    user.getCachedDeviceKeyAndPassword();
    user.getDevice(callbacks);
  });
  assert.equal(Device.DeviceKey, first.deviceKey);
  const { values: [{ Devices }] } = await step((callbacks) => user.listDevices(10, null, callbacks));
  assert.deepEqual(Devices.map((each) => each.DeviceKey), [first.deviceKey]);

  await step((callbacks) => user.setDeviceStatusNotRemembered(callbacks));
  const forgotten = person(ids);
  assert.equal((await signIn(forgotten)).name, 'totpRequired');
  const code = await generator.next();
  const again = await step((callbacks) => forgotten.sendMFACode(code, callbacks, 'SOFTWARE_TOKEN_MFA'));
  assert.ok(again.values[0].isValid());
});

test('where devices are always remembered, no request is needed, and a refresh names the device', async () => {
  const { ids, first, necessary } = await device(false);
  assert.equal(necessary, undefined);
  const user = person(ids);
  const { name, values: [session] } = await signIn(user);
  assert.equal(name, 'onSuccess');
  assert.equal(user.deviceKey, first.deviceKey);
  const refreshed = await promisify(user.refreshSession.bind(user))(session.getRefreshToken());
  assert.equal(claims(refreshed.getAccessToken().getJwtToken()).device_key, first.deviceKey);
});

test('a device that the server has forgotten is given up by the client, which goes on', async () => {
  const { ids, first, generator } = await device(false);
  await call('AdminForgetDevice', { UserPoolId: ids.poolId, Username: 'alice', DeviceKey: first.deviceKey });
  const user = person(ids);
  assert.equal((await signIn(user)).name, 'totpRequired');
  assert.equal(user.deviceKey, null);
  const code = await generator.next();
  const { values: [session] } = await step((callbacks) => user.sendMFACode(code, callbacks, 'SOFTWARE_TOKEN_MFA'));
  assert.ok(session.isValid());
  assert.notEqual(user.deviceKey, first.deviceKey);

  await step((callbacks) => user.forgetDevice(callbacks));
  const { values: [{ Devices }] } = await step((callbacks) => user.listDevices(10, null, callbacks));
  assert.deepEqual(Devices, []);
});
