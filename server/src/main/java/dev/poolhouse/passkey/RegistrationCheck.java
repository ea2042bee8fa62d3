package dev.poolhouse.passkey;

import com.webauthn4j.converter.exception.DataConversionException;
import com.webauthn4j.data.RegistrationData;
import com.webauthn4j.data.RegistrationParameters;
import com.webauthn4j.data.RegistrationRequest;
import com.webauthn4j.data.attestation.AttestationObject;
import com.webauthn4j.data.attestation.authenticator.AttestedCredentialData;
import com.webauthn4j.data.attestation.authenticator.AuthenticatorData;
import com.webauthn4j.data.extension.authenticator.RegistrationExtensionAuthenticatorOutput;
import com.webauthn4j.util.exception.WebAuthnException;
import com.webauthn4j.verifier.exception.BadChallengeException;
import com.webauthn4j.verifier.exception.BadOriginException;
import com.webauthn4j.verifier.exception.BadRpIdException;
import com.webauthn4j.verifier.exception.BadTopOriginException;
import com.webauthn4j.verifier.exception.CrossOriginException;
import com.webauthn4j.verifier.exception.InconsistentClientDataTypeException;
import com.webauthn4j.verifier.exception.MissingChallengeException;
import dev.poolhouse.user.UserId;
import dev.poolhouse.wire.ApiException;
import dev.poolhouse.wire.ErrorCode;
import java.security.interfaces.RSAPublicKey;
import java.time.Instant;
import java.util.Arrays;
import java.util.Optional;

/// Checks what an authenticator answered to a registration (WebAuthn §7.1). May be shared.
///
/// The types of its errors are the service's, the texts are ours (unsure).
final class RegistrationCheck {
  private static final int SHORTEST_RSA_KEY = 2048;
  private static final int LONGEST_RSA_KEY = 4096;

  private final WebAuthn webAuthn;

  RegistrationCheck(WebAuthn webAuthn) {
    this.webAuthn = webAuthn;
  }

  /// The passkey that `response` brings.
  ///
  /// @throws ApiException `InvalidParameterException` for what is no registration at all, else the
  ///   `WebAuthn…Exception` of what is wrong
  Passkey passkey(
      RelyingParty party,
      byte[] challenge,
      RegistrationResponse response,
      UserId userId,
      Instant now) {
    RegistrationData data = verified(party, challenge, response);
    AttestationObject attestation = data.getAttestationObject();
    AuthenticatorData<RegistrationExtensionAuthenticatorOutput> made =
        attestation.getAuthenticatorData();
    AttestedCredentialData credential = credential(attestation, response);
    boolean stated = !attestation.getFormat().equals("none");
    return new Passkey(
        userId,
        CredentialIds.text(response.credentialId()),
        party.id(),
        name(response.attachment()),
        webAuthn.publicKey(credential),
        stated ? response.attestationObject() : new byte[0],
        made.getSignCount(),
        credential.getAaguid().toString(),
        response.attachment(),
        response.transports(),
        made.isFlagUV(),
        made.isFlagBE(),
        made.isFlagBS(),
        now,
        Optional.empty());
  }

  private RegistrationData verified(
      RelyingParty party, byte[] challenge, RegistrationResponse response) {
    RegistrationParameters expected =
        new RegistrationParameters(
            WebAuthn.expected(party, challenge),
            WebAuthn.parameters(),
            party.requiresVerification(),
            true);
    try {
      return WebAuthn.judged(() -> verified(expected, response));
    } catch (WebAuthnException refused) {
      throw error(refused);
    }
  }

  private RegistrationData verified(
      RegistrationParameters expected, RegistrationResponse response) {
    RegistrationData data =
        webAuthn
            .manager()
            .parse(new RegistrationRequest(response.attestationObject(), response.clientData()));
    requireFairKey(credential(data.getAttestationObject(), response));
    return webAuthn.manager().verify(data, expected);
  }

  /// The credential that the authenticator signed for, which must be the one the client names.
  private static AttestedCredentialData credential(
      AttestationObject attestation, RegistrationResponse response) {
    return Optional.ofNullable(attestation.getAuthenticatorData().getAttestedCredentialData())
        .filter(made -> Arrays.equals(made.getCredentialId(), response.credentialId()))
        .orElseThrow(RegistrationCheck::malformed);
  }

  /// Short RSA keys can be broken, and very long ones cost the server much with each signature.
  private static void requireFairKey(AttestedCredentialData credential) {
    if (credential.getCOSEKey().getPublicKey() instanceof RSAPublicKey key) {
      int bits = key.getModulus().bitLength();
      if (bits < SHORTEST_RSA_KEY || bits > LONGEST_RSA_KEY) {
        throw notSupported();
      }
    }
  }

  /// Source: sign-in reference §8, `Roaming passkey`; the others are (unsure).
  private static String name(Optional<String> attachment) {
    return switch (attachment.orElse("")) {
      case "cross-platform" -> "Roaming passkey";
      case "platform" -> "Platform passkey";
      default -> "Passkey";
    };
  }

  private static ApiException error(WebAuthnException refused) {
    return switch (refused) {
      case DataConversionException _, InconsistentClientDataTypeException _ -> malformed();
      case BadChallengeException _, MissingChallengeException _ -> challengeNotFound();
      case BadOriginException _, BadTopOriginException _, CrossOriginException _ ->
          ApiException.of(
              ErrorCode.WEBAUTHN_ORIGIN_NOT_ALLOWED,
              "The passkey was made on a page outside the relying party's domain.");
      case BadRpIdException _ -> otherRelyingParty();
      default -> notSupported();
    };
  }

  static ApiException malformed() {
    return ApiException.invalidParameter("Credential is not a valid passkey registration.");
  }

  static ApiException challengeNotFound() {
    return ApiException.of(
        ErrorCode.WEBAUTHN_CHALLENGE_NOT_FOUND,
        "There is no such passkey registration to complete, or it has expired.");
  }

  static ApiException otherRelyingParty() {
    return ApiException.of(
        ErrorCode.WEBAUTHN_RELYING_PARTY_MISMATCH,
        "The passkey was made for a relying party other than the user pool's.");
  }

  static ApiException notSupported() {
    return ApiException.of(
        ErrorCode.WEBAUTHN_CREDENTIAL_NOT_SUPPORTED, "This kind of passkey is not supported.");
  }
}
