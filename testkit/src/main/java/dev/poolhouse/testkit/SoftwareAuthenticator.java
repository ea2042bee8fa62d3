package dev.poolhouse.testkit;

import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.KeyPair;
import java.security.MessageDigest;
import java.security.SecureRandom;
import java.util.ArrayList;
import java.util.Base64;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.function.UnaryOperator;

/// Plays a browser and the authenticator behind it: makes passkeys and signs with them. Take
/// [#platform] or [#roaming] and change what matters to the test; every part can be bent, to see an
/// answer refused. For one thread.
///
/// Source: Web Authentication Level 3 (W3C), §5 for the JSON, §6 for the bytes that are signed.
public final class SoftwareAuthenticator {
  private static final int USER_PRESENT = 0x01;
  private static final int USER_VERIFIED = 0x04;
  private static final int BACKUP_ELIGIBLE = 0x08;
  private static final int BACKED_UP = 0x10;
  private static final int NEW_CREDENTIAL = 0x40;
  private static final int ID_BYTES = 32;

  private final SecureRandom random = new SecureRandom();
  private final String attachment;
  private final List<String> transports;
  private final List<Held> passkeys = new ArrayList<>();
  private String origin;
  private PasskeyAlgorithm algorithm = PasskeyAlgorithm.ES256;
  private UUID model = new UUID(0, 0);
  private int flags = USER_PRESENT | USER_VERIFIED;
  private boolean attests;
  private long counter;
  private boolean counts = true;
  private UnaryOperator<String> clientDataBend = UnaryOperator.identity();
  private UnaryOperator<byte[]> dataBend = UnaryOperator.identity();

  private record Held(
      String id, String rpId, String userHandle, PasskeyAlgorithm algorithm, KeyPair keys) {}

  private SoftwareAuthenticator(String origin, String attachment, List<String> transports) {
    this.origin = origin;
    this.attachment = attachment;
    this.transports = transports;
  }

  /// One that is built into the device, such as a fingerprint reader.
  ///
  /// @param origin the page it is used from, such as `https://app.example.com`
  public static SoftwareAuthenticator platform(String origin) {
    return new SoftwareAuthenticator(origin, "platform", List.of("internal", "hybrid"));
  }

  /// One that is carried along, such as a security key.
  ///
  /// @param origin the page it is used from
  public static SoftwareAuthenticator roaming(String origin) {
    return new SoftwareAuthenticator(origin, "cross-platform", List.of("usb", "nfc"));
  }

  /// Uses it from another page.
  public SoftwareAuthenticator from(String page) {
    origin = page;
    return this;
  }

  /// Makes new passkeys with that algorithm; ES256 unless told.
  public SoftwareAuthenticator signingWith(PasskeyAlgorithm wanted) {
    algorithm = wanted;
    return this;
  }

  /// The model it claims to be; none unless told.
  public SoftwareAuthenticator model(UUID aaguid) {
    model = aaguid;
    return this;
  }

  /// Whether it verifies the user (PIN, fingerprint, face); it does unless told.
  public SoftwareAuthenticator verifiesUser(boolean verifies) {
    return flag(USER_VERIFIED, verifies);
  }

  /// Whether passkeys may be copied to other devices, and are; neither unless told.
  public SoftwareAuthenticator backsUp(boolean eligible, boolean backedUp) {
    return flag(BACKUP_ELIGIBLE, eligible).flag(BACKED_UP, backedUp);
  }

  /// Signs new passkeys with their own key (`packed` self attestation) in the place of no
  /// attestation.
  public SoftwareAuthenticator attests() {
    attests = true;
    return this;
  }

  /// Counts from that number on, one more with each answer.
  public SoftwareAuthenticator countingFrom(long next) {
    counter = next - 1;
    return this;
  }

  /// Always says zero, as authenticators without a counter do.
  public SoftwareAuthenticator withoutCounter() {
    counts = false;
    counter = 0;
    return this;
  }

  /// Changes what the browser says, before it is signed. The text is JSON with the members `type`,
  /// `challenge`, `origin` and `crossOrigin`.
  public SoftwareAuthenticator bendClientData(UnaryOperator<String> bend) {
    clientDataBend = bend;
    return this;
  }

  /// Changes what the authenticator says, before it is signed: 32 bytes of hash, one of flags, four
  /// of counter, and what follows when a passkey is made.
  public SoftwareAuthenticator bendAuthenticatorData(UnaryOperator<byte[]> bend) {
    dataBend = bend;
    return this;
  }

  private SoftwareAuthenticator flag(int flag, boolean set) {
    flags = set ? flags | flag : flags & ~flag;
    return this;
  }

  /// Makes a passkey, as `navigator.credentials.create` does.
  ///
  /// @param options `CredentialCreationOptions` as JSON
  /// @return the `Credential` for `CompleteWebAuthnRegistration`, as JSON
  /// @throws IllegalStateException when it has one of the passkeys to be excluded
  public String create(String options) {
    Map<String, Object> wanted = Json.object(Json.parse(options));
    ids(wanted, "excludeCredentials").stream()
        .filter(id -> passkeys.stream().anyMatch(held -> held.id().equals(id)))
        .findFirst()
        .ifPresent(
            id -> {
              throw new IllegalStateException("holds the excluded passkey " + id);
            });
    String rpId = memberId(wanted, "rp");
    String userHandle = memberId(wanted, "user");
    byte[] id = new byte[ID_BYTES];
    random.nextBytes(id);
    Held held = new Held(text(id), rpId, userHandle, algorithm, algorithm.newKeys());
    byte[] clientData = clientData("webauthn.create", wanted);
    byte[] data = authenticatorData(rpId, Optional.of(held));
    passkeys.add(held);
    Map<String, Object> response = new LinkedHashMap<>();
    response.put("clientDataJSON", text(clientData));
    response.put("attestationObject", text(attestation(held, data, clientData)));
    response.put("transports", transports);
    response.put("publicKeyAlgorithm", held.algorithm().number());
    response.put("publicKey", text(held.keys().getPublic().getEncoded()));
    response.put("authenticatorData", text(data));
    return credential(held, response);
  }

  /// Signs with a passkey, as `navigator.credentials.get` does.
  ///
  /// @param options `CREDENTIAL_REQUEST_OPTIONS`
  /// @return the `CREDENTIAL` that answers the challenge `WEB_AUTHN`
  /// @throws IllegalStateException when it has none of the passkeys asked for
  public String get(String options) {
    Map<String, Object> wanted = Json.object(Json.parse(options));
    String rpId = String.valueOf(wanted.get("rpId"));
    List<String> allowed = ids(wanted, "allowCredentials");
    Held held =
        passkeys.stream()
            .filter(each -> each.rpId().equals(rpId))
            .filter(each -> allowed.isEmpty() || allowed.contains(each.id()))
            .findFirst()
            .orElseThrow(() -> new IllegalStateException("has no passkey of " + allowed));
    byte[] clientData = clientData("webauthn.get", wanted);
    byte[] data = authenticatorData(rpId, Optional.empty());
    Map<String, Object> response = new LinkedHashMap<>();
    response.put("clientDataJSON", text(clientData));
    response.put("authenticatorData", text(data));
    response.put("signature", text(sign(held, data, clientData)));
    response.put("userHandle", held.userHandle());
    return credential(held, response);
  }

  private String credential(Held held, Map<String, Object> response) {
    Map<String, Object> credential = new LinkedHashMap<>();
    credential.put("id", held.id());
    credential.put("rawId", held.id());
    credential.put("type", "public-key");
    credential.put("authenticatorAttachment", attachment);
    credential.put("clientExtensionResults", Map.of());
    credential.put("response", response);
    return Json.write(credential);
  }

  private byte[] clientData(String type, Map<String, Object> options) {
    Map<String, Object> data = new LinkedHashMap<>();
    data.put("type", type);
    data.put("challenge", String.valueOf(options.get("challenge")));
    data.put("origin", origin);
    data.put("crossOrigin", false);
    return clientDataBend.apply(Json.write(data)).getBytes(StandardCharsets.UTF_8);
  }

  private byte[] authenticatorData(String rpId, Optional<Held> made) {
    counter = counts ? counter + 1 : 0;
    byte[] head =
        ByteBuffer.allocate(37)
            .put(sha256(rpId.getBytes(StandardCharsets.UTF_8)))
            .put((byte) (made.isPresent() ? flags | NEW_CREDENTIAL : flags))
            .putInt((int) counter)
            .array();
    return dataBend.apply(made.map(held -> join(head, newCredential(held))).orElse(head));
  }

  private byte[] newCredential(Held held) {
    byte[] id = Base64.getUrlDecoder().decode(held.id());
    byte[] key = held.algorithm().coseKey(held.keys().getPublic());
    return ByteBuffer.allocate(16 + Short.BYTES + id.length + key.length)
        .putLong(model.getMostSignificantBits())
        .putLong(model.getLeastSignificantBits())
        .putShort((short) id.length)
        .put(id)
        .put(key)
        .array();
  }

  private byte[] attestation(Held held, byte[] data, byte[] clientData) {
    Map<String, Object> statement = new LinkedHashMap<>();
    if (attests) {
      statement.put("alg", held.algorithm().number());
      statement.put("sig", sign(held, data, clientData));
    }
    Map<String, Object> attestation = new LinkedHashMap<>();
    attestation.put("fmt", attests ? "packed" : "none");
    attestation.put("attStmt", statement);
    attestation.put("authData", data);
    return Cbor.write(attestation);
  }

  private static byte[] sign(Held held, byte[] data, byte[] clientData) {
    return held.algorithm().sign(held.keys(), join(data, sha256(clientData)));
  }

  private static List<String> ids(Map<String, Object> options, String name) {
    Object list = options.get(name);
    return list == null
        ? List.of()
        : Json.array(list).stream()
            .map(item -> String.valueOf(Json.object(item).get("id")))
            .toList();
  }

  private static byte[] join(byte[] first, byte[] second) {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    out.writeBytes(first);
    out.writeBytes(second);
    return out.toByteArray();
  }

  private static byte[] sha256(byte[] bytes) {
    try {
      return MessageDigest.getInstance("SHA-256").digest(bytes);
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException(e);
    }
  }

  private static String text(byte[] bytes) {
    return Base64.getUrlEncoder().withoutPadding().encodeToString(bytes);
  }

  private static String memberId(Map<String, Object> options, String member) {
    Object value = options.get(member);
    if (value == null) {
      throw new IllegalArgumentException("no " + member + " in the options");
    }
    return String.valueOf(Json.object(value).get("id"));
  }
}
