package dev.poolhouse.passkey;

import dev.poolhouse.store.Transactions;
import dev.poolhouse.token.AccessTokens;
import dev.poolhouse.user.UserId;
import dev.poolhouse.wire.ApiException;
import dev.poolhouse.wire.Caller;
import dev.poolhouse.wire.ErrorCode;
import dev.poolhouse.wire.Operation;
import java.time.Instant;
import java.time.InstantSource;
import software.amazon.awssdk.services.cognitoidentityprovider.model.CompleteWebAuthnRegistrationRequest;
import software.amazon.awssdk.services.cognitoidentityprovider.model.CompleteWebAuthnRegistrationResponse;

/// Stores the passkey that an authenticator made for a registration. Only a right answer uses the
/// registration up.
public final class CompleteWebAuthnRegistration
    implements Operation<
        CompleteWebAuthnRegistrationRequest, CompleteWebAuthnRegistrationResponse> {
  private final AccessTokens tokens;
  private final Transactions transactions;
  private final PasskeyStore passkeys;
  private final InstantSource clock;
  private final RegistrationCheck check = new RegistrationCheck(new WebAuthn());

  public CompleteWebAuthnRegistration(
      AccessTokens tokens, Transactions transactions, PasskeyStore passkeys, InstantSource clock) {
    this.tokens = tokens;
    this.transactions = transactions;
    this.passkeys = passkeys;
    this.clock = clock;
  }

  @Override
  public CompleteWebAuthnRegistrationResponse run(
      Caller caller, CompleteWebAuthnRegistrationRequest request) {
    AccessTokens.Grant grant = tokens.require(request.accessToken());
    RelyingParty.requireEnabled(grant.pool());
    RelyingParty party =
        RelyingParty.find(grant.pool()).orElseThrow(RegistrationCheck::otherRelyingParty);
    RegistrationResponse response =
        RegistrationResponse.read(request.credential()).orElseThrow(RegistrationCheck::malformed);
    Instant now = clock.instant();
    PasskeyStore.Registration registration = begun(grant, now);
    Passkey passkey =
        check.passkey(party, registration.challenge(), response, grant.user().id(), now);
    switch (add(grant.user().id(), registration, passkey)) {
      case STORED -> {}
      case KNOWN ->
          throw ApiException.invalidParameter(
              "This passkey is registered already."); // ours (unsure)
      case FULL -> throw StartWebAuthnRegistration.full();
    }
    return CompleteWebAuthnRegistrationResponse.builder().build();
  }

  private PasskeyStore.Registration begun(AccessTokens.Grant grant, Instant now) {
    PasskeyStore.Registration registration =
        transactions
            .read("find passkey registration", tx -> passkeys.begun(tx, grant.user().id()))
            .filter(begun -> now.isBefore(begun.expiresAt()))
            .orElseThrow(RegistrationCheck::challengeNotFound);
    if (!registration.clientId().equals(grant.client().id())) {
      throw ApiException.of(
          ErrorCode.WEBAUTHN_CLIENT_MISMATCH,
          "The passkey registration was begun with another app client."); // ours (unsure)
    }
    return registration;
  }

  private PasskeyStore.Added add(
      UserId userId, PasskeyStore.Registration registration, Passkey passkey) {
    return transactions.write(
        "add passkey",
        tx -> {
          if (!passkeys.complete(tx, userId, registration)) {
            throw RegistrationCheck.challengeNotFound();
          }
          return passkeys.add(tx, passkey, Passkey.MAX_OF_USER);
        });
  }
}
