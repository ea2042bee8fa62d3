package dev.poolhouse.crypto;

import java.nio.ByteBuffer;
import java.security.MessageDigest;
import java.security.SecureRandom;
import java.util.Arrays;
import java.util.Optional;

/// Seals bytes so that only this server reads them, and only where they belong. Each value is bound
/// to its purpose and to a context (pool, user, ...): moved elsewhere it does not open. May be
/// shared.
///
/// A sealed value is a version byte (1), the key's id in four bytes, a random nonce of 12 bytes,
/// then AES-256-GCM ciphertext and tag. One key seals at most 2^32 values before nonces may repeat:
/// purposes that seal per request need a key that changes.
public final class Sealer {
  /// What sealing adds to the length of a value, in bytes.
  public static final int OVERHEAD = 1 + Integer.BYTES + Aead.NONCE_BYTES + Aead.TAG_BYTES;

  private static final byte VERSION = 1;
  private static final int MAC_BYTES = Integer.BYTES + 32;

  private final DataKeys keys;
  private final SecureRandom random;

  /// Seals with those keys; `random` gives the nonces.
  public Sealer(DataKeys keys, SecureRandom random) {
    this.keys = keys;
    this.random = random;
  }

  /// `plain`, sealed with the purpose's current key.
  ///
  /// @param context what the value belongs to; [#open] must name the same
  public byte[] seal(Purpose purpose, byte[] plain, String... context) {
    byte[] nonce = new byte[Aead.NONCE_BYTES];
    random.nextBytes(nonce);
    return seal(keys.current(purpose), nonce, purpose, plain, context);
  }

  /// Like [#seal], but the same bytes each time: the nonce is a keyed hash of `plain` and context,
  /// so two different values never share one. Shows whether two sealed values are equal; only for
  /// values that are unique anyway.
  public byte[] sealRepeatably(Purpose purpose, byte[] plain, String... context) {
    DataKeys.DataKey key = keys.current(purpose);
    byte[] hash =
        Hashes.hmac(
            key.key().bytes(),
            Hashes.join(
                "nonce",
                Base64Text.encode(associated(purpose, context)),
                Base64Text.encode(plain)));
    return seal(key, Arrays.copyOf(hash, Aead.NONCE_BYTES), purpose, plain, context);
  }

  private static byte[] seal(
      DataKeys.DataKey key, byte[] nonce, Purpose purpose, byte[] plain, String... context) {
    byte[] encrypted = Aead.encrypt(key.key(), nonce, associated(purpose, context), plain);
    return ByteBuffer.allocate(OVERHEAD + plain.length)
        .put(VERSION)
        .putInt(key.id())
        .put(nonce)
        .put(encrypted)
        .array();
  }

  /// The plain bytes; empty when anything is not as it was sealed: bytes, purpose or context, or
  /// the key is gone.
  public Optional<byte[]> open(Purpose purpose, byte[] sealed, String... context) {
    if (sealed.length < OVERHEAD || sealed[0] != VERSION) {
      return Optional.empty();
    }
    ByteBuffer buffer = ByteBuffer.wrap(sealed, 1, sealed.length - 1);
    int keyId = buffer.getInt();
    byte[] nonce = new byte[Aead.NONCE_BYTES];
    buffer.get(nonce);
    byte[] encrypted = new byte[buffer.remaining()];
    buffer.get(encrypted);
    return keys.find(purpose, keyId)
        .flatMap(key -> Aead.decrypt(key.key(), nonce, associated(purpose, context), encrypted));
  }

  /// Like [#seal], as URL-safe Base64 without padding.
  public String sealText(Purpose purpose, byte[] plain, String... context) {
    return Base64Text.encode(seal(purpose, plain, context));
  }

  /// Like [#open] for the text of [#sealText]. The caller bounds the length.
  public Optional<byte[]> openText(Purpose purpose, String sealed, String... context) {
    return Base64Text.decode(sealed).flatMap(bytes -> open(purpose, bytes, context));
  }

  /// Like [#seal], for a secret that is stored.
  public Sealed sealSecret(Purpose purpose, Secret plain, String... context) {
    return Sealed.of(seal(purpose, plain.bytes(), context));
  }

  /// Like [#open], for a stored secret.
  public Optional<Secret> openSecret(Purpose purpose, Sealed sealed, String... context) {
    return open(purpose, sealed.bytes(), context).map(Secret::of);
  }

  /// A keyed hash of the parts: the key's id in four bytes, then HMAC-SHA256. For short secrets
  /// such as codes, which a plain hash would not hide.
  public byte[] mac(Purpose purpose, String... parts) {
    return mac(purpose, keys.current(purpose), parts);
  }

  /// Whether `expected` is the keyed hash of the parts, under the key it names. The time taken does
  /// not depend on where they differ.
  public boolean macMatches(Purpose purpose, byte[] expected, String... parts) {
    if (expected.length != MAC_BYTES) {
      return false;
    }
    return keys.find(purpose, ByteBuffer.wrap(expected).getInt())
        .map(key -> MessageDigest.isEqual(expected, mac(purpose, key, parts)))
        .orElse(false);
  }

  /// A keyed hash that stays the same for as long as the server lives, for use as a database key:
  /// URL-safe Base64, 43 letters. It is made with the purpose's first key, whatever the current one
  /// is; destroying that key orphans the rows.
  public String stableMac(Purpose purpose, String... parts) {
    return Base64Text.encode(hash(purpose, keys.first(purpose), parts));
  }

  private static byte[] mac(Purpose purpose, DataKeys.DataKey key, String... parts) {
    return ByteBuffer.allocate(MAC_BYTES).putInt(key.id()).put(hash(purpose, key, parts)).array();
  }

  /// Hashes under a key derived from the data key, so that no key serves two algorithms.
  private static byte[] hash(Purpose purpose, DataKeys.DataKey key, String... parts) {
    byte[] derived = Hashes.hmac(key.key().bytes(), Hashes.join("mac", purpose.name()));
    return Hashes.hmac(derived, Hashes.join(parts));
  }

  private static byte[] associated(Purpose purpose, String... context) {
    String[] all = new String[context.length + 1];
    all[0] = purpose.name();
    System.arraycopy(context, 0, all, 1, context.length);
    return Hashes.join(all);
  }
}
