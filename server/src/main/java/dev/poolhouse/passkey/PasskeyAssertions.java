package dev.poolhouse.passkey;

import com.webauthn4j.credential.CredentialRecordImpl;
import com.webauthn4j.data.AuthenticationData;
import com.webauthn4j.data.AuthenticationParameters;
import com.webauthn4j.data.AuthenticationRequest;
import com.webauthn4j.data.attestation.authenticator.AuthenticatorData;
import com.webauthn4j.data.attestation.statement.NoneAttestationStatement;
import com.webauthn4j.data.extension.authenticator.AuthenticationExtensionAuthenticatorOutput;
import com.webauthn4j.util.exception.WebAuthnException;
import dev.poolhouse.user.User;
import dev.poolhouse.user.UserId;
import dev.poolhouse.wire.JsonDocuments;
import java.nio.charset.StandardCharsets;
import java.security.SecureRandom;
import java.time.Instant;
import java.util.Arrays;
import java.util.Base64;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.core.document.Document;

/// Asks authenticators to sign, and checks what they signed. May be shared.
public final class PasskeyAssertions {
  /// How many bytes a challenge has.
  public static final int CHALLENGE_BYTES = 16;

  private static final int TIMEOUT_MILLIS = 180_000;

  private final WebAuthn webAuthn = new WebAuthn();
  private final SecureRandom random;
  private byte @Nullable [] decoyKey;

  /// @param random makes the key of which nobody has the private half
  public PasskeyAssertions(SecureRandom random) {
    this.random = random;
  }

  /// What a client hands to `navigator.credentials.get`, as JSON. It shows the credential ids and
  /// nothing else about the user, so made-up ids of an unknown user look the same.
  ///
  /// Source: sign-in reference §8, `CREDENTIAL_REQUEST_OPTIONS`.
  ///
  /// @param credentialIds the passkeys to choose from, at least one
  /// @param challenge random bytes to be signed
  public String options(RelyingParty party, List<String> credentialIds, byte[] challenge) {
    return JsonDocuments.write(
        Document.mapBuilder()
            .putList("hints", List.of())
            .putString("attestation", "none")
            .putList("attestationFormats", List.of())
            .putString(
                "challenge", Base64.getUrlEncoder().withoutPadding().encodeToString(challenge))
            .putNumber("timeout", TIMEOUT_MILLIS)
            .putString("rpId", party.id())
            .putDocument("allowCredentials", PasskeyDocuments.descriptors(credentialIds))
            .putString("userVerification", party.userVerification().toString())
            .build());
  }

  /// Id of the passkey that a `CREDENTIAL` claims to come from; empty when it is no answer of an
  /// authenticator.
  public Optional<String> credentialId(String credential) {
    return AssertionResponse.read(credential).map(AssertionResponse::id);
  }

  /// Checks a `CREDENTIAL` (WebAuthn §7.2): right passkey and user, challenge, page, domain, user
  /// verification where the pool requires it, signature, and a counter that rose. Empty when
  /// anything is wrong. The last word on the counter has [PasskeyStore#use].
  ///
  /// @param challenge what [#options] asked to sign
  public Optional<PasskeyUse> verify(
      RelyingParty party, User user, Passkey passkey, byte[] challenge, String credential) {
    return AssertionResponse.read(credential)
        .filter(response -> response.id().equals(passkey.credentialId()))
        .filter(_ -> passkey.relyingPartyId().equals(party.id()))
        .filter(response -> madeFor(user, response))
        .flatMap(response -> verified(party, passkey, challenge, response))
        .map(data -> use(passkey, data.getAuthenticatorData()));
  }

  /// Does the work of [#verify] for someone who has no such passkey.
  public void pretend(RelyingParty party, byte[] challenge, String credential) {
    AssertionResponse.read(credential)
        .ifPresent(response -> verified(party, decoy(party, response.id()), challenge, response));
  }

  /// Made at the first use, because a server's start must not wait for it.
  private synchronized byte[] decoyKey() {
    byte[] made = decoyKey;
    if (made == null) {
      made = webAuthn.newKey(random);
      decoyKey = made;
    }
    return made;
  }

  private Passkey decoy(RelyingParty party, String id) {
    return new Passkey(
        new UserId(""),
        id,
        party.id(),
        "",
        decoyKey(),
        new byte[0],
        0,
        new UUID(0, 0).toString(),
        Optional.empty(),
        List.of(),
        false,
        false,
        false,
        Instant.EPOCH,
        Optional.empty());
  }

  private static boolean madeFor(User user, AssertionResponse response) {
    byte[] handle = user.sub().getBytes(StandardCharsets.UTF_8);
    return response.userHandle().map(given -> Arrays.equals(given, handle)).orElse(true);
  }

  private Optional<AuthenticationData> verified(
      RelyingParty party, Passkey passkey, byte[] challenge, AssertionResponse response) {
    byte[] id = CredentialIds.bytes(passkey.credentialId());
    AuthenticationParameters expected =
        new AuthenticationParameters(
            WebAuthn.expected(party, challenge),
            record(passkey),
            List.of(id),
            party.requiresVerification(),
            true);
    try {
      return Optional.of(WebAuthn.judged(() -> verified(id, expected, response)));
    } catch (WebAuthnException refused) {
      return Optional.empty();
    }
  }

  private AuthenticationData verified(
      byte[] id, AuthenticationParameters expected, AssertionResponse response) {
    AuthenticationData data =
        webAuthn
            .manager()
            .parse(
                new AuthenticationRequest(
                    id, response.authenticatorData(), response.clientData(), response.signature()));
    return webAuthn.manager().verify(data, expected);
  }

  private CredentialRecordImpl record(Passkey passkey) {
    return new CredentialRecordImpl(
        new NoneAttestationStatement(),
        passkey.userVerified(),
        passkey.backupEligible(),
        passkey.backedUp(),
        passkey.signCount(),
        webAuthn.credential(passkey),
        null,
        null,
        null,
        Set.of());
  }

  private static PasskeyUse use(
      Passkey passkey, AuthenticatorData<AuthenticationExtensionAuthenticatorOutput> data) {
    return new PasskeyUse(
        passkey.userId(),
        passkey.credentialId(),
        data.getSignCount(),
        data.isFlagBS(),
        data.isFlagUV(),
        passkey.roams());
  }
}
