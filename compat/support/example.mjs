// Starts `./poolhouse dev` in the folder of an example, as its README says, with no other process beside it.

import { spawn } from 'node:child_process';
import { dirname, join } from 'node:path';
import { createInterface } from 'node:readline';
import { fileURLToPath } from 'node:url';

const root = join(dirname(fileURLToPath(import.meta.url)), '..', '..');
const START_LIMIT = 6 * 60_000; // a first start may have to build

/** The running server: its address, what it prints, and how to end it. */
export async function startExample(name, environment = {}) {
  const server = spawn(join(root, 'poolhouse'), ['dev', '--in-memory', '--port', '0'], {
    cwd: join(root, 'examples', name),
    stdio: ['ignore', 'pipe', 'pipe'],
    env: { ...process.env, ...environment },
  });
  const lines = [];
  const waiting = new Set();
  for (const input of [server.stdout, server.stderr]) {
    createInterface({ input }).on('line', (line) => {
      lines.push(line);
      waiting.forEach((look) => look());
    });
  }

  /** The first group of the pattern in the last line that matches; waits for one. */
  function printed(pattern, limit = 20_000) {
    return new Promise((resolve, reject) => {
      const timer = setTimeout(() => reject(new Error(`No ${pattern} in:\n${lines.join('\n')}`)), limit);
      const look = () => {
        const found = lines.map((line) => pattern.exec(line)).findLast(Boolean);
        if (found) {
          clearTimeout(timer);
          waiting.delete(look);
          resolve(found[1]);
        }
      };
      waiting.add(look);
      look();
    });
  }

  const endpoint = await printed(/^Endpoint:\s+(http\S+)/, START_LIMIT);
  await printed(/^(Ready)\.$/, START_LIMIT);
  return { endpoint, printed, forget: () => lines.splice(0), stop: () => server.kill('SIGTERM') };
}

/** Calls an operation of that server. */
export async function callAt(endpoint, operation, request) {
  const response = await fetch(`${endpoint}/`, {
    method: 'POST',
    headers: {
      'Content-Type': 'application/x-amz-json-1.1',
      'X-Amz-Target': `AWSCognitoIdentityProviderService.${operation}`,
      Authorization:
        'AWS4-HMAC-SHA256 Credential=test/20260101/us-east-1/cognito-idp/aws4_request, SignedHeaders=host, Signature=00',
    },
    body: JSON.stringify(request),
  });
  const answer = await response.json();
  if (!response.ok) {
    throw new Error(`${operation}: ${answer.__type} ${answer.message}`);
  }
  return answer;
}
