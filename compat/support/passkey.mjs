// What a browser with one authenticator offers a page, just enough for a library to make and use passkeys: ES256, no
// attestation, the user always there and verified.

import { createHash, generateKeyPairSync, randomBytes, sign } from 'node:crypto';

const base64url = (bytes) => Buffer.from(bytes).toString('base64url');
const sha256 = (data) => createHash('sha256').update(data).digest();
const PRESENT_AND_VERIFIED = 0x05;
const WITH_KEY = 0x40;

class PublicKeyCredential {
  constructor(id, response) {
    Object.assign(this, { id: base64url(id), rawId: buffer(id), type: 'public-key', authenticatorAttachment: 'platform', response });
  }

  getClientExtensionResults() {
    return {};
  }
}

class AuthenticatorAttestationResponse {
  #key;
  #data;

  constructor(clientDataJSON, data, publicKey) {
    this.#key = publicKey;
    this.#data = data;
    this.clientDataJSON = buffer(clientDataJSON);
    this.attestationObject = buffer(cbor([['fmt', 'none'], ['attStmt', []], ['authData', data]]));
  }

  getTransports() {
    return ['internal'];
  }

  getPublicKeyAlgorithm() {
    return -7;
  }

  getAuthenticatorData() {
    return buffer(this.#data);
  }

  getPublicKey() {
    return buffer(this.#key.export({ format: 'der', type: 'spki' }));
  }
}

class AuthenticatorAssertionResponse {}

function buffer(bytes) {
  return new Uint8Array(Buffer.from(bytes)).buffer;
}

/** CBOR of the few shapes that a registration needs: small integers, text, bytes, and maps as lists of pairs. */
function cbor(value) {
  const head = (major, length) => {
    if (length < 24) {
      return [(major << 5) | length];
    }
    return length < 256 ? [(major << 5) | 24, length] : [(major << 5) | 25, length >> 8, length & 0xff];
  };
  if (Number.isInteger(value)) {
    return Buffer.from(value >= 0 ? head(0, value) : head(1, -1 - value));
  }
  if (typeof value === 'string') {
    return Buffer.concat([Buffer.from(head(3, Buffer.byteLength(value))), Buffer.from(value)]);
  }
  if (Buffer.isBuffer(value)) {
    return Buffer.concat([Buffer.from(head(2, value.length)), value]);
  }
  return Buffer.concat([Buffer.from(head(5, value.length)), ...value.flat().map(cbor)]);
}

/** An authenticator with its passkeys, seen from a page at `origin`. */
function authenticator(origin) {
  const passkeys = new Map();
  let counter = 0;
  const clientData = (type, challenge) =>
    Buffer.from(JSON.stringify({ type, challenge: base64url(challenge), origin, crossOrigin: false }));
  const data = (rpId, flags) => {
    const head = Buffer.alloc(5);
    head.writeUInt8(flags);
    head.writeUInt32BE(++counter, 1);
    return Buffer.concat([sha256(rpId), head]);
  };
  return {
    async create({ publicKey: options }) {
      const pair = generateKeyPairSync('ec', { namedCurve: 'P-256' });
      const { x, y } = pair.publicKey.export({ format: 'jwk' });
      const id = randomBytes(16);
      passkeys.set(base64url(id), { ...pair, rpId: options.rp.id, owner: Buffer.from(options.user.id) });
      const key = cbor([[1, 2], [3, -7], [-1, 1], [-2, Buffer.from(x, 'base64url')], [-3, Buffer.from(y, 'base64url')]]);
      const model = Buffer.alloc(16);
      const bytes = Buffer.concat([
        data(options.rp.id, PRESENT_AND_VERIFIED | WITH_KEY), model, Buffer.from([0, id.length]), id, key,
      ]);
      const response = new AuthenticatorAttestationResponse(
        clientData('webauthn.create', options.challenge), bytes, pair.publicKey);
      return new PublicKeyCredential(id, response);
    },

    async get({ publicKey: options }) {
      const allowed = (options.allowCredentials ?? []).map(({ id }) => base64url(id));
      const [id, passkey] = [...passkeys].find(([each, { rpId }]) =>
        rpId === options.rpId && (allowed.length === 0 || allowed.includes(each)));
      const clientDataJSON = clientData('webauthn.get', options.challenge);
      const authenticatorData = data(options.rpId, PRESENT_AND_VERIFIED);
      const signature = sign('sha256', Buffer.concat([authenticatorData, sha256(clientDataJSON)]), passkey.privateKey);
      const response = Object.assign(new AuthenticatorAssertionResponse(), {
        clientDataJSON: buffer(clientDataJSON),
        authenticatorData: buffer(authenticatorData),
        signature: buffer(signature),
        userHandle: buffer(passkey.owner),
      });
      return new PublicKeyCredential(Buffer.from(id, 'base64url'), response);
    },
  };
}

/** A page at `origin`; what is done within `visit` finds a browser around it. */
export function page(origin) {
  const credentials = authenticator(origin);
  const globals = {
    navigator: { credentials },
    window: { isSecureContext: true, document: {}, PublicKeyCredential },
    PublicKeyCredential,
    AuthenticatorAttestationResponse,
    AuthenticatorAssertionResponse,
  };
  return {
    async visit(act) {
      const before = Object.keys(globals).map((name) => [name, Object.getOwnPropertyDescriptor(globalThis, name)]);
      for (const [name, value] of Object.entries(globals)) {
        Object.defineProperty(globalThis, name, { value, configurable: true, writable: true });
      }
      try {
        return await act();
      } finally {
        for (const [name, descriptor] of before) {
          delete globalThis[name];
          if (descriptor) {
            Object.defineProperty(globalThis, name, descriptor);
          }
        }
      }
    },
  };
}
