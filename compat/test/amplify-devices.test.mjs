// Proves that an Amplify v6 program remembers, lists and forgets devices, and signs in with a device's proof in the place
// of a second factor, with nothing changed but `userPoolEndpoint`.

import assert from 'node:assert/strict';
import { afterEach, test } from 'node:test';
import { fetchAuthSession, fetchDevices, forgetDevice, rememberDevice, signOut } from 'aws-amplify/auth';
import { DONE, PASSWORD, answer, enrol, next, poolWith } from '../support/amplify.mjs';
import { addUser, call } from '../support/poolhouse.mjs';

// Amplify names a device after the browser and, without one, makes no device; newer releases of Node have a navigator too.
globalThis.navigator ??= { platform: 'test', userAgent: 'compat' };

afterEach(() => signOut());

for (const authFlowType of ['USER_SRP_AUTH', 'USER_PASSWORD_AUTH']) {
  test(`${authFlowType}: a device is remembered, replaces the code, and is forgotten`, async () => {
    const ids = await poolWith('OPTIONAL', ['totp'], {
      DeviceConfiguration: { ChallengeRequiredOnNewDevice: true, DeviceOnlyRememberedOnUserPrompt: true },
    });
    await addUser(ids.poolId, 'ivan', PASSWORD);
    const generator = await enrol();
    await rememberDevice();
    const [device] = await fetchDevices();
    assert.equal(device.attributes['dev:device_remembered_status'], 'remembered');
    assert.ok(device.createDate instanceof Date && device.lastAuthenticatedDate instanceof Date);
    await signOut();

    assert.equal((await next('ivan', { authFlowType })).signInStep, 'DONE');
    const { tokens } = await fetchAuthSession({ forceRefresh: true });
    assert.equal(tokens.accessToken.payload.device_key, device.id);
    await forgetDevice();
    assert.deepEqual(await fetchDevices(), []);
    await signOut();
    assert.equal((await next('ivan', { authFlowType })).signInStep, 'CONFIRM_SIGN_IN_WITH_TOTP_CODE');
    assert.deepEqual(await answer(await generator.next()), DONE);
  });
}

test('a device that the server has forgotten is given up by the client, which goes on', async () => {
  const ids = await poolWith('OPTIONAL', ['totp'], {
    DeviceConfiguration: { ChallengeRequiredOnNewDevice: true, DeviceOnlyRememberedOnUserPrompt: false },
  });
  await addUser(ids.poolId, 'ivan', PASSWORD);
  const generator = await enrol();
  const [device] = await fetchDevices();
  await signOut();
  await call('AdminForgetDevice', { UserPoolId: ids.poolId, Username: 'ivan', DeviceKey: device.id });
  assert.equal((await next()).signInStep, 'CONFIRM_SIGN_IN_WITH_TOTP_CODE');
  assert.deepEqual(await answer(await generator.next()), DONE);
  const [fresh] = await fetchDevices();
  assert.notEqual(fresh.id, device.id);
});
