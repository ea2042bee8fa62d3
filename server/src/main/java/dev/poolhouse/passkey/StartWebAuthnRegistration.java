package dev.poolhouse.passkey;

import dev.poolhouse.store.Transactions;
import dev.poolhouse.token.AccessTokens;
import dev.poolhouse.user.User;
import dev.poolhouse.wire.ApiException;
import dev.poolhouse.wire.Caller;
import dev.poolhouse.wire.ErrorCode;
import dev.poolhouse.wire.Operation;
import java.security.SecureRandom;
import java.time.Duration;
import java.time.InstantSource;
import java.util.List;
import software.amazon.awssdk.services.cognitoidentityprovider.model.StartWebAuthnRegistrationRequest;
import software.amazon.awssdk.services.cognitoidentityprovider.model.StartWebAuthnRegistrationResponse;

/// Begins the registration of a passkey for the signed-in user: an authenticator has five minutes
/// (unsure) to answer. A registration begun before can no longer be completed.
public final class StartWebAuthnRegistration
    implements Operation<StartWebAuthnRegistrationRequest, StartWebAuthnRegistrationResponse> {
  private static final Duration VALIDITY = Duration.ofMinutes(5);

  private final AccessTokens tokens;
  private final Transactions transactions;
  private final PasskeyStore passkeys;
  private final SecureRandom random;
  private final InstantSource clock;

  public StartWebAuthnRegistration(
      AccessTokens tokens,
      Transactions transactions,
      PasskeyStore passkeys,
      SecureRandom random,
      InstantSource clock) {
    this.tokens = tokens;
    this.transactions = transactions;
    this.passkeys = passkeys;
    this.random = random;
    this.clock = clock;
  }

  @Override
  public StartWebAuthnRegistrationResponse run(
      Caller caller, StartWebAuthnRegistrationRequest request) {
    AccessTokens.Grant grant = tokens.require(request.accessToken());
    RelyingParty.requireEnabled(grant.pool());
    RelyingParty party =
        RelyingParty.find(grant.pool()).orElseThrow(StartWebAuthnRegistration::noRelyingParty);
    byte[] challenge = new byte[PasskeyAssertions.CHALLENGE_BYTES];
    random.nextBytes(challenge);
    PasskeyStore.Registration registration =
        new PasskeyStore.Registration(
            grant.client().id(), challenge, clock.instant().plus(VALIDITY));
    List<String> existing = begin(grant.user(), registration);
    return StartWebAuthnRegistrationResponse.builder()
        .credentialCreationOptions(
            PasskeyDocuments.creation(party, grant.user(), existing, challenge))
        .build();
  }

  private List<String> begin(User user, PasskeyStore.Registration registration) {
    return transactions.write(
        "begin passkey registration",
        tx -> {
          List<Passkey> existing = passkeys.list(tx, user.id(), "", Passkey.MAX_OF_USER);
          if (existing.size() == Passkey.MAX_OF_USER) {
            throw full();
          }
          passkeys.begin(tx, user.id(), registration);
          return existing.stream().map(Passkey::credentialId).toList();
        });
  }

  /// `LimitExceededException`; the text is ours (unsure)
  static ApiException full() {
    return ApiException.of(
        ErrorCode.LIMIT_EXCEEDED, "A user can have at most " + Passkey.MAX_OF_USER + " passkeys.");
  }

  private static ApiException noRelyingParty() {
    return ApiException.of(
        ErrorCode.WEBAUTHN_CONFIGURATION_MISSING,
        "The user pool has neither a relying party ID nor a domain."); // ours (unsure)
  }
}
