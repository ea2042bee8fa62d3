// Proves that the README's JavaScript snippet is true: an Amplify program whose only difference is
// the endpoint signs in, and the password is proven without being sent.

import assert from 'node:assert/strict';
import { afterEach, test } from 'node:test';
import { Amplify } from 'aws-amplify';
import { fetchAuthSession, signIn, signOut } from 'aws-amplify/auth';
import { addUser, newPool, server } from '../support/poolhouse.mjs';

afterEach(() => signOut());

test('Amplify signs in with nothing changed but the endpoint', async () => {
  const { poolId, clientId } = await newPool();
  await addUser(poolId, 'alice', 'Corr3ct-horse');
  const endpoint = server.endpoint;

  // snippet
  Amplify.configure({
    Auth: {
      Cognito: {
        userPoolId: poolId,
        userPoolClientId: clientId,
        userPoolEndpoint: endpoint, // http://127.0.0.1:7665
      },
    },
  });
  await signIn({ username: 'alice', password: 'Corr3ct-horse' });
  const { tokens } = await fetchAuthSession();
  // end of snippet

  assert.equal(tokens.idToken.payload['cognito:username'], 'alice');
});
