// Proves that aws-jwt-verify, which resource servers use, accepts our ID and access tokens through
// the discovery document and JWKS, with its own Cognito checks, and refuses a bent one.
// Its Cognito class knows AWS issuers only and its fetcher HTTPS only, hence the generic class.

import assert from 'node:assert/strict';
import { before, test } from 'node:test';
import { JwtRsaVerifier } from 'aws-jwt-verify';
import { validateCognitoJwtFields } from 'aws-jwt-verify/cognito-verifier';
import { CognitoJwtInvalidTokenUseError, JwtInvalidSignatureError } from 'aws-jwt-verify/error';
import { SimpleJwksCache } from 'aws-jwt-verify/jwk';
import { addUser, call, newPool, server } from '../support/poolhouse.mjs';

const PASSWORD = 'First-Passw0rd';

const fetcher = {
  async fetch(uri) {
    const response = await fetch(uri);
    assert.equal(response.status, 200, `${uri} answers`);
    return response.arrayBuffer();
  },
};

let ids;
let tokens;
let discovery;

before(async () => {
  ids = await newPool();
  await addUser(ids.poolId, 'gina', PASSWORD);
  const { AuthenticationResult } = await call('InitiateAuth', {
    ClientId: ids.clientId,
    AuthFlow: 'USER_PASSWORD_AUTH',
    AuthParameters: { USERNAME: 'gina', PASSWORD },
  });
  tokens = AuthenticationResult;
  const response = await fetch(`${server.endpoint}/${ids.poolId}/.well-known/openid-configuration`);
  discovery = await response.json();
});

function verifier(tokenUse) {
  return JwtRsaVerifier.create(
    {
      issuer: discovery.issuer,
      jwksUri: discovery.jwks_uri,
      audience: null, // an access token has client_id instead; checked below
      customJwtCheck: ({ payload }) =>
        validateCognitoJwtFields(payload, { tokenUse, clientId: ids.clientId, groups: null }),
    },
    { jwksCache: new SimpleJwksCache({ fetcher }) },
  );
}

test('the ID token verifies', async () => {
  const payload = await verifier('id').verify(tokens.IdToken);
  assert.equal(payload['cognito:username'], 'gina');
  assert.equal(payload.aud, ids.clientId);
});

test('the access token verifies', async () => {
  const payload = await verifier('access').verify(tokens.AccessToken);
  assert.equal(payload.username, 'gina');
  assert.equal(payload.scope, 'aws.cognito.signin.user.admin');
});

test('an access token does not pass for an ID token', async () => {
  await assert.rejects(verifier('id').verify(tokens.AccessToken), CognitoJwtInvalidTokenUseError);
});

test('a token with a changed claim is refused', async () => {
  const [header, body, signature] = tokens.AccessToken.split('.');
  const payload = JSON.parse(Buffer.from(body, 'base64url').toString());
  const bent = Buffer.from(JSON.stringify({ ...payload, username: 'admin' })).toString('base64url');
  await assert.rejects(verifier('access').verify(`${header}.${bent}.${signature}`), JwtInvalidSignatureError);
});

test('the key set holds public parts only', async () => {
  const { keys } = await (await fetch(discovery.jwks_uri)).json();
  assert.equal(keys.length, 2);
  for (const key of keys) {
    assert.deepEqual(Object.keys(key).sort(), ['alg', 'e', 'kid', 'kty', 'n', 'use']);
  }
});
