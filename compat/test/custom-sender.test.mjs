// Proves that the function of docs/triggers.md opens what the server encrypts with --code-key: a message that was
// recorded from it, with the key it was encrypted under.

import assert from 'node:assert/strict';
import { mkdtempSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { test } from 'node:test';

const KEY = '3031323334353637383961626364656630313233343536373839616263646566';
const MESSAGE = [
  'AYABeI92lgah203LMLq2R8weykAAJAABAAt1c2VycG9vbC1pZAATdXMtZWFzdC0xX1Rlc3RQb29sMQABAAlwb29saG91c2UAGWNvZGVzAAAAgA',
  'AAAAyHNlpRYrCWqGuJ5gEAMKL97yW8+4OYy41PeKaEGe4SDLx4Y58Vdurx5kIBRKeyMjQt3NdhNCCwi0Cv0S76EgIAAAAADAAAEAAAAAAAAAAA',
  'AAAAAADZfaunxrpO03WwnJvoZ6Ge/////wAAAAEAAAAAAAAAAAAAAAEAAAAGs2D9HJmdnQMv1jOA8kmJ05hEAaTU9A==',
].join('');

test('a function opens the code with @aws-crypto/client-node', async (t) => {
  process.env.CODE_KEY = join(mkdtempSync(join(tmpdir(), 'poolhouse-')), 'code.key');
  writeFileSync(process.env.CODE_KEY, KEY + '\n');
  const { handler } = await import('./functions/custom-sender.mjs');
  const said = t.mock.method(console, 'log', () => {});

  await handler({ request: { code: MESSAGE, userAttributes: { email: 'frank@example.com' } } });

  assert.deepEqual(said.mock.calls[0].arguments, ['frank@example.com', '123456']);
});
