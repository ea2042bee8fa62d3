package dev.poolhouse.passkey;

import dev.poolhouse.wire.JsonDocuments;
import java.util.Optional;

/// What an authenticator answers when a passkey was used; nothing in it is checked yet.
///
/// Source: WebAuthn §5.1.8, `AuthenticationResponseJSON`.
///
/// @param id id of the passkey as [Passkey#credentialId] spells it
/// @param clientData JSON text that the browser made
/// @param authenticatorData bytes that the authenticator made
/// @param signature over both
/// @param userHandle whom the passkey was made for, where the authenticator tells
@SuppressWarnings("ArrayRecordComponent") // lives for one call, handed on unchanged
record AssertionResponse(
    String id,
    byte[] clientData,
    byte[] authenticatorData,
    byte[] signature,
    Optional<byte[]> userHandle) {
  private static final int MAX_TEXT = 16 * 1024;
  private static final int MAX_CLIENT_DATA = 4 * 1024;
  private static final int MAX_AUTHENTICATOR_DATA = 2 * 1024;
  private static final int MAX_SIGNATURE = 1024;

  /// Source: WebAuthn §5.4.3.
  private static final int MAX_USER_HANDLE = 64;

  /// Reads a `CREDENTIAL`; empty when it is no such answer or too large.
  static Optional<AssertionResponse> read(String credential) {
    if (credential.length() > MAX_TEXT) {
      return Optional.empty();
    }
    return JsonDocuments.readObject(credential).map(JsonMembers::of).flatMap(AssertionResponse::of);
  }

  private static Optional<AssertionResponse> of(JsonMembers members) {
    JsonMembers response = members.object("response");
    Optional<byte[]> id = CredentialIds.of(members);
    Optional<byte[]> clientData = response.bytes("clientDataJSON", MAX_CLIENT_DATA);
    Optional<byte[]> data = response.bytes("authenticatorData", MAX_AUTHENTICATOR_DATA);
    Optional<byte[]> signature = response.bytes("signature", MAX_SIGNATURE);
    Optional<byte[]> userHandle = response.bytes("userHandle", MAX_USER_HANDLE);
    boolean handled =
        userHandle.isPresent() || response.text("userHandle").filter(it -> !it.isEmpty()).isEmpty();
    if (id.isEmpty() || clientData.isEmpty() || data.isEmpty() || signature.isEmpty() || !handled) {
      return Optional.empty();
    }
    return Optional.of(
        new AssertionResponse(
            CredentialIds.text(id.get()),
            clientData.get(),
            data.get(),
            signature.get(),
            userHandle));
  }

  @Override
  public String toString() {
    return "AssertionResponse[" + id + "]";
  }
}
