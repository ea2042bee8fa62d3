// Proves that the AWS SDK for JavaScript v3 manages pools, clients and users, and signs in with a
// password and with SRP (computed by amazon-cognito-identity-js, so by neither us nor our tests).

import assert from 'node:assert/strict';
import { createHmac } from 'node:crypto';
import { after, test } from 'node:test';
import { promisify } from 'node:util';
import {
  AdminCreateUserCommand,
  AdminDeleteUserCommand,
  AdminGetUserCommand,
  AdminSetUserPasswordCommand,
  AdminUpdateUserAttributesCommand,
  CognitoIdentityProviderClient,
  CreateUserPoolClientCommand,
  CreateUserPoolCommand,
  DeleteUserPoolClientCommand,
  DeleteUserPoolCommand,
  DescribeUserPoolClientCommand,
  DescribeUserPoolCommand,
  GetUserCommand,
  InitiateAuthCommand,
  ListUserPoolClientsCommand,
  ListUsersCommand,
  NotAuthorizedException,
  ResourceNotFoundException,
  RespondToAuthChallengeCommand,
  UpdateUserPoolClientCommand,
  UserNotFoundException,
} from '@aws-sdk/client-cognito-identity-provider';
import identity from 'amazon-cognito-identity-js';
import { addUser, newPool, server } from '../support/poolhouse.mjs';

const { AuthenticationHelper, DateHelper } = identity;
const PASSWORD = 'First-Passw0rd';
const client = new CognitoIdentityProviderClient({ ...server, maxAttempts: 1 });
after(() => client.destroy());

const send = (command) => client.send(command);

test('a pool is created, described and deleted', async () => {
  const { UserPool } = await send(new CreateUserPoolCommand({ PoolName: 'crud' }));
  assert.match(UserPool.Id, /^us-east-1_[0-9A-Za-z]{9}$/);
  assert.ok(UserPool.CreationDate instanceof Date);
  const described = await send(new DescribeUserPoolCommand({ UserPoolId: UserPool.Id }));
  assert.equal(described.UserPool.Name, 'crud');
  assert.equal(described.UserPool.Policies.PasswordPolicy.MinimumLength, 8);
  await send(new DeleteUserPoolCommand({ UserPoolId: UserPool.Id }));
  await assert.rejects(send(new DescribeUserPoolCommand({ UserPoolId: UserPool.Id })), ResourceNotFoundException);
});

test('an app client is created, changed, listed and deleted', async () => {
  const { poolId: UserPoolId } = await newPool();
  const { UserPoolClient } = await send(
    new CreateUserPoolClientCommand({ UserPoolId, ClientName: 'first', GenerateSecret: true }));
  const ids = { UserPoolId, ClientId: UserPoolClient.ClientId };
  assert.ok(UserPoolClient.ClientSecret.length > 40);
  await send(new UpdateUserPoolClientCommand({ ...ids, ClientName: 'second' }));
  const described = await send(new DescribeUserPoolClientCommand(ids));
  assert.equal(described.UserPoolClient.ClientName, 'second');
  const listed = await send(new ListUserPoolClientsCommand({ UserPoolId, MaxResults: 60 }));
  assert.ok(listed.UserPoolClients.some((each) => each.ClientId === ids.ClientId));
  await send(new DeleteUserPoolClientCommand(ids));
  await assert.rejects(send(new DescribeUserPoolClientCommand(ids)), ResourceNotFoundException);
});

test('a user is created, changed, found and deleted', async () => {
  const { poolId: UserPoolId } = await newPool();
  const Username = 'dora';
  const { User } = await send(
    new AdminCreateUserCommand({
      UserPoolId,
      Username,
      MessageAction: 'SUPPRESS',
      UserAttributes: [{ Name: 'email', Value: 'dora@example.com' }],
    }));
  assert.equal(User.UserStatus, 'FORCE_CHANGE_PASSWORD');
  await send(
    new AdminSetUserPasswordCommand({ UserPoolId, Username, Password: PASSWORD, Permanent: true }));
  await send(
    new AdminUpdateUserAttributesCommand({
      UserPoolId,
      Username,
      UserAttributes: [{ Name: 'family_name', Value: 'Díaz' }],
    }));
  const got = await send(new AdminGetUserCommand({ UserPoolId, Username }));
  assert.equal(got.UserStatus, 'CONFIRMED');
  assert.ok(got.UserAttributes.some(({ Name, Value }) => Name === 'family_name' && Value === 'Díaz'));
  const found = await send(new ListUsersCommand({ UserPoolId, Filter: 'email = "dora@example.com"' }));
  assert.deepEqual(found.Users.map((each) => each.Username), [Username]);
  await send(new AdminDeleteUserCommand({ UserPoolId, Username }));
  await assert.rejects(send(new AdminGetUserCommand({ UserPoolId, Username })), UserNotFoundException);
});

test('a password signs in and the access token reads the user', async () => {
  const { poolId, clientId } = await newPool();
  await addUser(poolId, 'erin', PASSWORD);
  const { AuthenticationResult } = await send(
    new InitiateAuthCommand({
      ClientId: clientId,
      AuthFlow: 'USER_PASSWORD_AUTH',
      AuthParameters: { USERNAME: 'erin', PASSWORD },
    }));
  assert.equal(AuthenticationResult.TokenType, 'Bearer');
  const user = await send(new GetUserCommand({ AccessToken: AuthenticationResult.AccessToken }));
  assert.equal(user.Username, 'erin');
});

async function srpSignIn({ poolId, clientId }, username, password) {
  const helper = new AuthenticationHelper(poolId.split('_')[1]);
  const largeA = await promisify(helper.getLargeAValue.bind(helper))();
  const { ChallengeName, ChallengeParameters: challenge } = await send(
    new InitiateAuthCommand({
      ClientId: clientId,
      AuthFlow: 'USER_SRP_AUTH',
      AuthParameters: { USERNAME: username, SRP_A: largeA.toString(16) },
    }));
  assert.equal(ChallengeName, 'PASSWORD_VERIFIER');
  const number = (hex) => new largeA.constructor(hex, 16);
  const key = await promisify(helper.getPasswordAuthenticationKey.bind(helper))(
    challenge.USER_ID_FOR_SRP, password, number(challenge.SRP_B), number(challenge.SALT));
  const timestamp = new DateHelper().getNowString();
  const signature = createHmac('sha256', Buffer.from(key))
    .update(poolId.split('_')[1] + challenge.USER_ID_FOR_SRP)
    .update(Buffer.from(challenge.SECRET_BLOCK, 'base64'))
    .update(timestamp)
    .digest('base64');
  return send(
    new RespondToAuthChallengeCommand({
      ClientId: clientId,
      ChallengeName,
      ChallengeResponses: {
        USERNAME: challenge.USER_ID_FOR_SRP,
        PASSWORD_CLAIM_SECRET_BLOCK: challenge.SECRET_BLOCK,
        PASSWORD_CLAIM_SIGNATURE: signature,
        TIMESTAMP: timestamp,
      },
    }));
}

test('SRP signs in', async () => {
  const ids = await newPool();
  await addUser(ids.poolId, 'finn', PASSWORD);
  const { AuthenticationResult } = await srpSignIn(ids, 'finn', PASSWORD);
  assert.ok(AuthenticationResult.IdToken);
  assert.ok(AuthenticationResult.RefreshToken);
});

test('SRP with a wrong password is refused with the typed error', async () => {
  const ids = await newPool();
  await addUser(ids.poolId, 'finn', PASSWORD);
  await assert.rejects(srpSignIn(ids, 'finn', 'Wrong-Passw0rd'), (error) => {
    assert.ok(error instanceof NotAuthorizedException);
    assert.equal(error.message, 'Incorrect username or password.');
    return true;
  });
});
