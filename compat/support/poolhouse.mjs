// What every test needs of the running server: its address, a fresh pool, and the outbox.
// Raw JSON calls, so that no client under test prepares the ground for itself.

const endpoint = required('POOLHOUSE_ENDPOINT').replace(/\/$/, '');
const PATIENCE = 20_000;

function required(name) {
  const value = process.env[name];
  if (!value) {
    throw new Error(`${name} is not set; start the tests with "node run.mjs"`);
  }
  return value;
}

export const server = {
  endpoint,
  region: 'us-east-1',
  credentials: { accessKeyId: 'test', secretAccessKey: 'test' },
};

// A development server takes the caller's word for credentials, but wants to see some.
const authorization =
  `AWS4-HMAC-SHA256 Credential=test/20260101/${server.region}/cognito-idp/aws4_request, SignedHeaders=host, Signature=00`;

/** Calls an operation by name, without any client. */
export async function call(operation, request) {
  const response = await fetch(`${endpoint}/`, {
    method: 'POST',
    headers: {
      'Content-Type': 'application/x-amz-json-1.1',
      'X-Amz-Target': `AWSCognitoIdentityProviderService.${operation}`,
      Authorization: authorization,
    },
    body: JSON.stringify(request),
  });
  const answer = await response.json().catch(() => ({}));
  if (!response.ok) {
    throw new Error(`${operation}: ${response.status} ${JSON.stringify(answer)}`);
  }
  return answer;
}

/** A fresh pool with a client that allows password, SRP and refresh. */
export async function newPool(poolSettings = {}, clientSettings = {}) {
  const { UserPool } = await call('CreateUserPool', {
    PoolName: 'compat',
    AutoVerifiedAttributes: ['email'],
    ...poolSettings,
  });
  const { UserPoolClient } = await call('CreateUserPoolClient', {
    UserPoolId: UserPool.Id,
    ClientName: 'compat',
    ExplicitAuthFlows: ['ALLOW_USER_SRP_AUTH', 'ALLOW_USER_PASSWORD_AUTH', 'ALLOW_REFRESH_TOKEN_AUTH'],
    ...clientSettings,
  });
  return { poolId: UserPool.Id, clientId: UserPoolClient.ClientId };
}

/** What a pool needs to send SMS; a development server puts them into the outbox. */
export const smsConfiguration = { SnsCallerArn: 'arn:aws:iam::000000000000:role/sms', ExternalId: 'compat' };

/** Sets a pool's second factors, any of `sms`, `totp`, `email`. */
export async function setMfa(poolId, mode, ...factors) {
  await call('SetUserPoolMfaConfig', {
    UserPoolId: poolId,
    MfaConfiguration: mode,
    ...(factors.includes('sms') && { SmsMfaConfiguration: { SmsConfiguration: smsConfiguration } }),
    ...(factors.includes('totp') && { SoftwareTokenMfaConfiguration: { Enabled: true } }),
    ...(factors.includes('email') && { EmailMfaConfiguration: {} }),
  });
}

/**
 * Adds a confirmed user with a permanent password. Unless told otherwise, only an e-mail address is known, and it is
 * verified.
 */
export async function addUser(poolId, username, password, attributes = { email: `${username}@example.com` }) {
  await call('AdminCreateUser', {
    UserPoolId: poolId,
    Username: username,
    MessageAction: 'SUPPRESS',
    UserAttributes: Object.entries(attributes).flatMap(([Name, Value]) => [
      { Name, Value },
      { Name: `${Name}_verified`, Value: 'true' },
    ]),
  });
  await call('AdminSetUserPassword', {
    UserPoolId: poolId,
    Username: username,
    Password: password,
    Permanent: true,
  });
}

/** Reads the messages of one pool; every message is given out once. */
export function mailbox(poolId) {
  let after = '';
  return {
    /** The code in the next message to an address; waits for it. */
    async code(to) {
      const deadline = Date.now() + PATIENCE;
      while (Date.now() < deadline) {
        const query = new URLSearchParams({ to, wait: '5', ...(after && { after }) });
        const response = await fetch(`${endpoint}/_poolhouse/outbox?${query}`, {
          headers: { Accept: 'application/json' },
        });
        const messages = await response.json();
        if (!response.ok) {
          throw new Error(`The outbox answered ${response.status} ${JSON.stringify(messages)}`);
        }
        if (messages.length > 0) {
          after = messages[0].id;
        }
        const newest = messages.find((message) => message.poolId === poolId);
        if (newest) {
          return newest.code;
        }
      }
      throw new Error(`No message to ${to} within ${PATIENCE / 1000} s`);
    },
  };
}

/** The claims of a token, unverified. */
export function claims(token) {
  return JSON.parse(Buffer.from(token.split('.')[1], 'base64url').toString());
}
