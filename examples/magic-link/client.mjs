// Signs in by a link, with nothing but HTTP:
//   node client.mjs CLIENT_ID USER_NAME     then paste the link that the server has printed
import { createInterface } from 'node:readline/promises';

const endpoint = process.env.POOLHOUSE_ENDPOINT ?? 'http://127.0.0.1:7665';
const [clientId, username] = process.argv.slice(2);

async function call(operation, request) {
  const response = await fetch(endpoint, {
    method: 'POST',
    headers: {
      'Content-Type': 'application/x-amz-json-1.1',
      'X-Amz-Target': `AWSCognitoIdentityProviderService.${operation}`,
    },
    body: JSON.stringify({ ClientId: clientId, ...request }),
  });
  const answer = await response.json();
  if (!response.ok) {
    throw new Error(`${answer.__type}: ${answer.message}`);
  }
  return answer;
}

const asked = await call('InitiateAuth', {
  AuthFlow: 'CUSTOM_AUTH',
  AuthParameters: { USERNAME: username },
});
const terminal = createInterface({ input: process.stdin, output: process.stdout });
const link = await terminal.question('The link: ');
terminal.close();
const { AuthenticationResult: tokens } = await call('RespondToAuthChallenge', {
  ChallengeName: asked.ChallengeName,
  Session: asked.Session,
  ChallengeResponses: {
    USERNAME: asked.ChallengeParameters.USERNAME,
    ANSWER: link.trim().split('#').at(-1),
  },
});
console.log(JSON.parse(Buffer.from(tokens.IdToken.split('.')[1], 'base64url')));
