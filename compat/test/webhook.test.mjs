// Proves that the recipe in docs/triggers.md tells signed calls from others.

import assert from 'node:assert/strict';
import { test } from 'node:test';
// snippet
import { createHmac, timingSafeEqual } from 'node:crypto';

export function isFromPoolhouse(secret, headers, body) {
  const age = Date.now() / 1000 - Number(headers['webhook-timestamp']);
  const key = Buffer.from(secret.replace('whsec_', ''), 'base64');
  const signed = `${headers['webhook-id']}.${headers['webhook-timestamp']}.${body}`;
  const expected = Buffer.from(`v1,${createHmac('sha256', key).update(signed).digest('base64')}`);
  const given = Buffer.from(headers['webhook-signature']);
  return Math.abs(age) < 300 && given.length === expected.length && timingSafeEqual(given, expected);
}
// end of snippet

test('a webhook believes only what was signed with its secret a moment ago', () => {
  const secret = 'whsec_MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSw';
  const call = (id, timestamp, body) => ({
    'webhook-id': id,
    'webhook-timestamp': String(timestamp),
    'webhook-signature': `v1,${createHmac('sha256', Buffer.from(secret.slice(6), 'base64'))
      .update(`${id}.${timestamp}.${body}`)
      .digest('base64')}`,
  });
  const now = Math.floor(Date.now() / 1000);
  const good = call('evt_1', now, '{"a":1}');
  assert.equal(isFromPoolhouse(secret, good, '{"a":1}'), true);
  assert.equal(isFromPoolhouse(secret, good, '{"a":2}'), false);
  assert.equal(isFromPoolhouse(secret, { ...good, 'webhook-id': 'evt_2' }, '{"a":1}'), false);
  assert.equal(isFromPoolhouse(secret, call('evt_1', now - 600, '{"a":1}'), '{"a":1}'), false);
  assert.equal(isFromPoolhouse(`whsec_${Buffer.alloc(24).toString('base64')}`, good, '{"a":1}'), false);
});
