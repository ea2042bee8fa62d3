// Proves that a real browser registers a passkey and signs in with it: Chromium with a virtual
// authenticator, on a page of its own, with nothing between the page and the server.

import assert from 'node:assert/strict';
import { accessSync, constants } from 'node:fs';
import { createServer } from 'node:http';
import { delimiter, join } from 'node:path';
import { after, before, test } from 'node:test';
import { chromium } from 'playwright-core';
import { addUser, call, claims, newPool, server } from '../support/poolhouse.mjs';

const PASSWORD = 'First-Passw0rd';

/** Debian's `chromium`, or Chrome; playwright-core brings no browser. */
function installed() {
  for (const folder of (process.env.PATH ?? '').split(delimiter)) {
    for (const name of ['chromium', 'chromium-browser', 'google-chrome']) {
      const program = join(folder, name);
      try {
        accessSync(program, constants.X_OK);
        return program;
      } catch {
        // not in this folder
      }
    }
  }
  return undefined;
}

/** What an app in the page does, with the browser's own functions alone. */
function app({ endpoint, clientId }) {
  const send = async (operation, request) => {
    const response = await fetch(endpoint, {
      method: 'POST',
      headers: {
        'Content-Type': 'application/x-amz-json-1.1',
        'X-Amz-Target': `AWSCognitoIdentityProviderService.${operation}`,
      },
      body: JSON.stringify(request),
    });
    return response.json();
  };
  window.app = {
    send,
    async signInWithPassword(username, password) {
      return send('InitiateAuth', {
        ClientId: clientId,
        AuthFlow: 'USER_PASSWORD_AUTH',
        AuthParameters: { USERNAME: username, PASSWORD: password },
      });
    },
    async register(accessToken) {
      const { CredentialCreationOptions } = await send('StartWebAuthnRegistration', { AccessToken: accessToken });
      const publicKey = PublicKeyCredential.parseCreationOptionsFromJSON(CredentialCreationOptions);
      const credential = await navigator.credentials.create({ publicKey });
      return send('CompleteWebAuthnRegistration', { AccessToken: accessToken, Credential: credential.toJSON() });
    },
    async signInWithPasskey(username) {
      const asked = await send('InitiateAuth', {
        ClientId: clientId,
        AuthFlow: 'USER_AUTH',
        AuthParameters: { USERNAME: username, PREFERRED_CHALLENGE: 'WEB_AUTHN' },
      });
      const options = JSON.parse(asked.ChallengeParameters.CREDENTIAL_REQUEST_OPTIONS);
      const publicKey = PublicKeyCredential.parseRequestOptionsFromJSON(options);
      const credential = await navigator.credentials.get({ publicKey });
      return send('RespondToAuthChallenge', {
        ClientId: clientId,
        ChallengeName: asked.ChallengeName,
        Session: asked.Session,
        ChallengeResponses: { USERNAME: username, CREDENTIAL: JSON.stringify(credential.toJSON()) },
      });
    },
  };
}

/** A pool whose passkeys work on localhost, and a user in it. */
async function prepared(userVerification) {
  const pool = await newPool(
    { Policies: { SignInPolicy: { AllowedFirstAuthFactors: ['PASSWORD', 'WEB_AUTHN'] } } },
    { ExplicitAuthFlows: ['ALLOW_USER_AUTH', 'ALLOW_USER_PASSWORD_AUTH', 'ALLOW_REFRESH_TOKEN_AUTH'] },
  );
  await call('SetUserPoolMfaConfig', {
    UserPoolId: pool.poolId,
    WebAuthnConfiguration: { RelyingPartyId: 'localhost', UserVerification: userVerification },
  });
  await addUser(pool.poolId, 'kim', PASSWORD);
  return pool;
}

const program = installed();
let browser;
let site;

before(async () => {
  if (!program) {
    return;
  }
  browser = await chromium.launch({ executablePath: program, args: ['--no-sandbox'] });
  site = createServer((_, response) => {
    response.setHeader('Content-Type', 'text/html');
    response.end('<!doctype html><title>An app</title>');
  });
  await new Promise((ready) => site.listen(0, 'localhost', ready));
});

after(async () => {
  await browser?.close();
  site?.close();
});

/** A page on localhost with an authenticator of its own. */
async function opened(pool, authenticator) {
  const context = await browser.newContext();
  const page = await context.newPage();
  const devtools = await context.newCDPSession(page);
  await devtools.send('WebAuthn.enable');
  await devtools.send('WebAuthn.addVirtualAuthenticator', {
    options: {
      protocol: 'ctap2',
      hasResidentKey: true,
      hasUserVerification: true,
      isUserVerified: true,
      automaticPresenceSimulation: true,
      ...authenticator,
    },
  });
  await page.goto(`http://localhost:${site.address().port}/`);
  await page.evaluate(app, { endpoint: `${server.endpoint}/`, clientId: pool.clientId });
  return page;
}

if (!program) {
  test('Chromium is installed', { skip: process.env.CI !== 'true' && 'NO CHROMIUM HERE: these tests did not run' }, () => {
    assert.fail('No `chromium` on PATH; install the package chromium');
  });
} else {
  const kinds = [
    { transport: 'internal', userVerification: 'required', attachment: 'platform', name: 'Platform passkey' },
    { transport: 'usb', userVerification: 'preferred', attachment: 'cross-platform', name: 'Roaming passkey' },
  ];
  for (const kind of kinds) {
    test(`Chromium registers a ${kind.name.toLowerCase()} and signs in with it, twice`, async () => {
      const pool = await prepared(kind.userVerification);
      const page = await opened(pool, { transport: kind.transport });
      const first = await page.evaluate((password) => window.app.signInWithPassword('kim', password), PASSWORD);
      const accessToken = first.AuthenticationResult.AccessToken;

      assert.deepEqual(await page.evaluate((token) => window.app.register(token), accessToken), {});

      const { Credentials } = await call('ListWebAuthnCredentials', { AccessToken: accessToken });
      assert.equal(Credentials.length, 1);
      assert.equal(Credentials[0].FriendlyCredentialName, kind.name);
      assert.equal(Credentials[0].AuthenticatorAttachment, kind.attachment);
      assert.deepEqual(Credentials[0].AuthenticatorTransports, [kind.transport]);
      for (let time = 0; time < 2; time++) {
        const signedIn = await page.evaluate(() => window.app.signInWithPasskey('kim'));
        assert.equal(claims(signedIn.AuthenticationResult.IdToken).email, 'kim@example.com');
      }
    });
  }

  test('Chromium refuses to make a second passkey on the same authenticator', async () => {
    const pool = await prepared('preferred');
    const page = await opened(pool, { transport: 'internal' });
    const first = await page.evaluate((password) => window.app.signInWithPassword('kim', password), PASSWORD);
    const accessToken = first.AuthenticationResult.AccessToken;
    await page.evaluate((token) => window.app.register(token), accessToken);

    await assert.rejects(
      page.evaluate((token) => window.app.register(token), accessToken),
      /InvalidStateError/,
    );
  });
}
