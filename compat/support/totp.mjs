// A code generator as people carry it: RFC 6238 with SHA-1, six digits and 30 seconds.

import { createHmac } from 'node:crypto';
import { setTimeout as sleep } from 'node:timers/promises';

const STEP = 30_000;
const ALPHABET = 'ABCDEFGHIJKLMNOPQRSTUVWXYZ234567';

function bytes(base32) {
  const bits = [...base32].map((letter) => ALPHABET.indexOf(letter).toString(2).padStart(5, '0')).join('');
  return Buffer.from((bits.match(/.{8}/g) ?? []).map((octet) => parseInt(octet, 2)));
}

function code(key, step) {
  const counter = Buffer.alloc(8);
  counter.writeBigUInt64BE(BigInt(step));
  const hash = createHmac('sha1', key).update(counter).digest();
  const offset = hash.at(-1) & 0xf;
  return String((hash.readUInt32BE(offset) & 0x7fffffff) % 1_000_000).padStart(6, '0');
}

/**
 * A generator for a secret. Every code is good once, so the second one is that of the next 30 seconds, which a server
 * takes too; for a third one it waits.
 */
export function codeGenerator(secret) {
  const key = bytes(secret);
  let last = 0;
  const now = () => Math.floor(Date.now() / STEP);
  return {
    async next() {
      last = Math.max(last + 1, now());
      while (last > now() + 1) {
        await sleep(250);
      }
      return code(key, last);
    },
    /** Six digits that are not the code of any time near now. */
    wrong() {
      const near = [-2, -1, 0, 1, 2, 3].map((steps) => code(key, now() + steps));
      return ['000000', '111111', '222222', '333333', '444444', '555555', '666666'].find((each) => !near.includes(each));
    },
  };
}
