package dev.poolhouse.passkey;

import com.webauthn4j.WebAuthnManager;
import com.webauthn4j.converter.AttestedCredentialDataConverter;
import com.webauthn4j.converter.exception.DataConversionException;
import com.webauthn4j.converter.util.ObjectConverter;
import com.webauthn4j.data.PublicKeyCredentialParameters;
import com.webauthn4j.data.PublicKeyCredentialType;
import com.webauthn4j.data.attestation.authenticator.AAGUID;
import com.webauthn4j.data.attestation.authenticator.AttestedCredentialData;
import com.webauthn4j.data.attestation.authenticator.EC2COSEKey;
import com.webauthn4j.data.attestation.statement.COSEAlgorithmIdentifier;
import com.webauthn4j.data.client.challenge.DefaultChallenge;
import com.webauthn4j.server.ServerProperty;
import com.webauthn4j.util.exception.WebAuthnException;
import com.webauthn4j.verifier.attestation.statement.androidkey.AndroidKeyAttestationStatementVerifier;
import com.webauthn4j.verifier.attestation.statement.apple.AppleAnonymousAttestationStatementVerifier;
import com.webauthn4j.verifier.attestation.statement.none.NoneAttestationStatementVerifier;
import com.webauthn4j.verifier.attestation.statement.packed.PackedAttestationStatementVerifier;
import com.webauthn4j.verifier.attestation.statement.tpm.TPMAttestationStatementVerifier;
import com.webauthn4j.verifier.attestation.statement.u2f.FIDOU2FAttestationStatementVerifier;
import com.webauthn4j.verifier.attestation.trustworthiness.certpath.NullCertPathTrustworthinessVerifier;
import com.webauthn4j.verifier.attestation.trustworthiness.self.DefaultSelfAttestationTrustworthinessVerifier;
import dev.poolhouse.wire.ApiException;
import java.nio.ByteBuffer;
import java.security.GeneralSecurityException;
import java.security.KeyPairGenerator;
import java.security.SecureRandom;
import java.security.interfaces.ECPublicKey;
import java.security.spec.ECGenParameterSpec;
import java.util.Arrays;
import java.util.List;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/// The library that checks passkeys, set up for us. May be shared.
///
/// Attestation statements are checked for what they say: the signature must fit the new key. Who
/// vouches for the authenticator is not: the service has no such rule, and there is no list of
/// makers to compare with. Every format of the standard is known but the one of Android's
/// SafetyNet, which ended in 2025; a passkey with that statement is refused.
final class WebAuthn {
  /// What passkeys may sign with. EdDSA comes last and is an addition of ours: the service offers
  /// the first two alone.
  static final List<COSEAlgorithmIdentifier> ALGORITHMS =
      List.of(
          COSEAlgorithmIdentifier.ES256,
          COSEAlgorithmIdentifier.RS256,
          COSEAlgorithmIdentifier.EdDSA);

  /// Model of the authenticator and length of the id.
  private static final int HEAD_BYTES = 16 + Short.BYTES;

  private @Nullable Library library;

  /// The library's parts. Making them takes 0.6 s in a fresh process, so that is left to the first
  /// passkey.
  private record Library(WebAuthnManager manager, AttestedCredentialDataConverter credentials) {
    static Library create() {
      ObjectConverter converter = new ObjectConverter();
      WebAuthnManager manager =
          new WebAuthnManager(
              List.of(
                  new NoneAttestationStatementVerifier(),
                  new PackedAttestationStatementVerifier(),
                  new FIDOU2FAttestationStatementVerifier(),
                  new TPMAttestationStatementVerifier(),
                  new AndroidKeyAttestationStatementVerifier(),
                  new AppleAnonymousAttestationStatementVerifier()),
              new NullCertPathTrustworthinessVerifier(),
              new DefaultSelfAttestationTrustworthinessVerifier(),
              converter);
      return new Library(manager, new AttestedCredentialDataConverter(converter));
    }
  }

  private synchronized Library library() {
    Library made = library;
    if (made == null) {
      made = Library.create();
      library = made;
    }
    return made;
  }

  WebAuthnManager manager() {
    return library().manager();
  }

  /// The new passkey's key as COSE key.
  byte[] publicKey(AttestedCredentialData credential) {
    byte[] bytes = library().credentials().convert(credential);
    return Arrays.copyOfRange(
        bytes, HEAD_BYTES + credential.getCredentialId().length, bytes.length);
  }

  /// A fresh key of the most usual kind as COSE key.
  byte[] newKey(SecureRandom random) {
    try {
      KeyPairGenerator generator = KeyPairGenerator.getInstance("EC");
      generator.initialize(new ECGenParameterSpec("secp256r1"), random);
      ECPublicKey key = (ECPublicKey) generator.generateKeyPair().getPublic();
      EC2COSEKey coseKey = EC2COSEKey.create(key, COSEAlgorithmIdentifier.ES256);
      return publicKey(new AttestedCredentialData(AAGUID.ZERO, new byte[1], coseKey));
    } catch (GeneralSecurityException missing) {
      throw new IllegalStateException("P-256 is part of the JDK", missing);
    }
  }

  /// The parts of a stored passkey put together again, as the authenticator had sent them.
  AttestedCredentialData credential(Passkey passkey) {
    byte[] id = CredentialIds.bytes(passkey.credentialId());
    byte[] publicKey = passkey.publicKey();
    return library()
        .credentials()
        .convert(
            ByteBuffer.allocate(HEAD_BYTES + id.length + publicKey.length)
                .put(new AAGUID(passkey.aaguid()).getBytes())
                .putShort((short) id.length)
                .put(id)
                .put(publicKey)
                .array());
  }

  /// Runs the library on what a client sent. It meets hostile bytes with exceptions of many kinds,
  /// Jackson's and the JDK's among them: whatever is not a verdict says that they cannot be read.
  static <T> T judged(Supplier<T> work) {
    try {
      return work.get();
    } catch (WebAuthnException | ApiException verdict) {
      throw verdict;
    } catch (RuntimeException unreadable) {
      throw new DataConversionException("Cannot be read: " + unreadable.getClass().getName());
    }
  }

  static List<PublicKeyCredentialParameters> parameters() {
    return ALGORITHMS.stream()
        .map(
            algorithm ->
                new PublicKeyCredentialParameters(PublicKeyCredentialType.PUBLIC_KEY, algorithm))
        .toList();
  }

  /// What an answer is compared with.
  static ServerProperty expected(RelyingParty party, byte[] challenge) {
    return ServerProperty.builder()
        .originPredicate(origin -> party.allows(origin.toString()))
        .rpId(party.id())
        .challenge(new DefaultChallenge(challenge))
        .build();
  }
}
