package dev.poolhouse.passkey;

import java.util.List;
import java.util.Optional;
import software.amazon.awssdk.core.document.Document;

/// What an authenticator answers when a passkey was made; nothing in it is checked yet.
///
/// Source: WebAuthn §5.1.8, `RegistrationResponseJSON`.
///
/// @param credentialId the new passkey's id
/// @param attachment `platform` or `cross-platform`, where the client says so
/// @param transports how the authenticator is reached, in alphabetical order
/// @param clientData JSON text that the browser made
/// @param attestationObject CBOR that the authenticator made
@SuppressWarnings("ArrayRecordComponent") // lives for one call, handed on unchanged
record RegistrationResponse(
    byte[] credentialId,
    Optional<String> attachment,
    List<String> transports,
    byte[] clientData,
    byte[] attestationObject) {
  private static final int MAX_CLIENT_DATA = 4 * 1024;

  /// Statements with three certificates have about 6 KiB.
  private static final int MAX_ATTESTATION = 16 * 1024;

  private static final int MAX_TRANSPORTS = 8;

  /// Reads what `CompleteWebAuthnRegistration` got; empty when it is no such answer or too large.
  static Optional<RegistrationResponse> read(Document credential) {
    JsonMembers members = JsonMembers.of(credential);
    JsonMembers response = members.object("response");
    Optional<byte[]> id = CredentialIds.of(members);
    Optional<byte[]> clientData = response.bytes("clientDataJSON", MAX_CLIENT_DATA);
    Optional<byte[]> attestation = response.bytes("attestationObject", MAX_ATTESTATION);
    if (id.isEmpty() || clientData.isEmpty() || attestation.isEmpty()) {
      return Optional.empty();
    }
    return Optional.of(
        new RegistrationResponse(
            id.get(),
            members
                .text("authenticatorAttachment")
                .filter(text -> text.equals("platform") || text.equals("cross-platform")),
            transports(response),
            clientData.get(),
            attestation.get()));
  }

  private static List<String> transports(JsonMembers response) {
    return response.texts("transports").stream()
        .filter(transport -> transport.matches("[a-z-]{1,32}"))
        .distinct()
        .sorted()
        .limit(MAX_TRANSPORTS)
        .toList();
  }

  @Override
  public String toString() {
    return "RegistrationResponse[" + CredentialIds.text(credentialId) + "]";
  }
}
