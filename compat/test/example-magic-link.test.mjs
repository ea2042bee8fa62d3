// Proves that an Amplify program signs in by custom authentication against examples/magic-link, run by `./poolhouse dev`
// with no other process started by hand; and that a wrong link and an unknown name get nowhere.

import assert from 'node:assert/strict';
import { after, afterEach, before, test } from 'node:test';
import { Amplify } from 'aws-amplify';
import { confirmSignIn, fetchAuthSession, signIn, signOut } from 'aws-amplify/auth';
import { callAt, startExample } from '../support/example.mjs';
import { claims } from '../support/poolhouse.mjs';

const LINK = /To ada@example\.com: \S+#(\S+)/;
const options = { authFlowType: 'CUSTOM_WITHOUT_SRP' };
let example;

before(async () => {
  example = await startExample('magic-link');
  const arn = 'arn:aws:lambda:us-east-1:000000000000:function:magic-link';
  const { UserPool } = await callAt(example.endpoint, 'CreateUserPool', {
    PoolName: 'links',
    LambdaConfig: { DefineAuthChallenge: arn, CreateAuthChallenge: arn, VerifyAuthChallengeResponse: arn },
  });
  const { UserPoolClient } = await callAt(example.endpoint, 'CreateUserPoolClient', {
    UserPoolId: UserPool.Id,
    ClientName: 'web',
    ExplicitAuthFlows: ['ALLOW_CUSTOM_AUTH', 'ALLOW_REFRESH_TOKEN_AUTH'],
    PreventUserExistenceErrors: 'ENABLED',
  });
  const user = { UserPoolId: UserPool.Id, Username: 'ada' };
  await callAt(example.endpoint, 'AdminCreateUser', {
    ...user,
    MessageAction: 'SUPPRESS',
    UserAttributes: [
      { Name: 'email', Value: 'ada@example.com' },
      { Name: 'email_verified', Value: 'true' },
    ],
  });
  await callAt(example.endpoint, 'AdminSetUserPassword', { ...user, Password: 'Corr3ct-horse', Permanent: true });
  Amplify.configure({
    Auth: {
      Cognito: {
        userPoolId: UserPool.Id,
        userPoolClientId: UserPoolClient.ClientId,
        userPoolEndpoint: example.endpoint,
      },
    },
  });
});

after(() => example?.stop());
afterEach(async () => {
  await signOut();
  example.forget();
});

test('the link signs in', async () => {
  const { nextStep } = await signIn({ username: 'ada', options });
  assert.equal(nextStep.signInStep, 'CONFIRM_SIGN_IN_WITH_CUSTOM_CHALLENGE');
  assert.equal(nextStep.additionalInfo.step, 'FOLLOW_THE_LINK');
  const { isSignedIn } = await confirmSignIn({ challengeResponse: await example.printed(LINK) });
  assert.equal(isSignedIn, true);
  const { tokens } = await fetchAuthSession();
  assert.equal(claims(tokens.idToken.toString()).email, 'ada@example.com');
});

test('a wrong link does not', async () => {
  await signIn({ username: 'ada', options });
  await assert.rejects(confirmSignIn({ challengeResponse: 'wrong' }), { name: 'NotAuthorizedException' });
});

test('the link of another sign-in does not', async () => {
  await signIn({ username: 'ada', options });
  const link = await example.printed(LINK);
  await signIn({ username: 'ada', options });
  await assert.rejects(confirmSignIn({ challengeResponse: link }), { name: 'NotAuthorizedException' });
});

test('an unknown name is told nothing', async () => {
  const { nextStep } = await signIn({ username: 'nobody', options });
  assert.equal(nextStep.signInStep, 'CONFIRM_SIGN_IN_WITH_CUSTOM_CHALLENGE');
  await assert.rejects(confirmSignIn({ challengeResponse: 'guess' }), { name: 'NotAuthorizedException' });
});
