package dev.poolhouse.selfservice;

import dev.poolhouse.store.Transactions;
import dev.poolhouse.store.Tx;
import dev.poolhouse.token.AccessTokens;
import dev.poolhouse.user.CodeMessages;
import dev.poolhouse.user.CodeStore;
import dev.poolhouse.user.Codes;
import dev.poolhouse.user.Limits;
import dev.poolhouse.user.User;
import dev.poolhouse.user.UserChanges;
import dev.poolhouse.wire.Caller;
import dev.poolhouse.wire.Operation;
import java.time.Instant;
import java.time.InstantSource;
import software.amazon.awssdk.services.cognitoidentityprovider.model.VerifyUserAttributeRequest;
import software.amazon.awssdk.services.cognitoidentityprovider.model.VerifyUserAttributeResponse;

/// Verifies `email` or `phone_number` of the signed-in user with the code that was sent there. A
/// new address that waited for it takes the place of the old one. A code for an address that is no
/// longer the user's verifies nothing.
///
/// Source: VerifyUserAttribute page of the API reference; sign-in reference §6.2.
public final class VerifyUserAttribute
    implements Operation<VerifyUserAttributeRequest, VerifyUserAttributeResponse> {
  private final AccessTokens tokens;
  private final Limits limits;
  private final Reading reading;
  private final UserChanges changes;
  private final InstantSource clock;

  /// What finds and checks the code.
  public record Reading(Transactions transactions, CodeStore store, Codes codes) {}

  public VerifyUserAttribute(
      AccessTokens tokens,
      Limits limits,
      Reading reading,
      UserChanges changes,
      InstantSource clock) {
    this.tokens = tokens;
    this.limits = limits;
    this.reading = reading;
    this.changes = changes;
    this.clock = clock;
  }

  @Override
  public VerifyUserAttributeResponse run(Caller caller, VerifyUserAttributeRequest request) {
    AccessTokens.Grant grant = tokens.require(request.accessToken());
    String attribute = VerifiedContact.require(request.attributeName());
    User user = grant.user();
    limits.use(user.id().value(), Limits.Action.VERIFY_USER_ATTRIBUTE);
    CodeStore.Purpose purpose = CodeMessages.verifying(attribute);
    Instant now = clock.instant();
    CodeStore.Code code =
        reading
            .transactions()
            .read("find code", tx -> reading.store().find(tx, user.id(), purpose))
            .orElseThrow(Codes::expired);
    reading.codes().require(user.id(), purpose, code, request.code(), now);
    changes.change(
        "verify attribute",
        grant.pool(),
        user,
        (tx, present) -> verify(tx, present, attribute, code, now));
    return VerifyUserAttributeResponse.builder().build();
  }

  /// The code is used up with the change it allows, or not at all: an alias that is taken leaves it
  /// usable.
  private User verify(Tx tx, User present, String attribute, CodeStore.Code code, Instant now) {
    boolean current =
        VerifiedContact.address(present, attribute).filter(code.target()::equals).isPresent();
    if (!current
        || !reading.store().consume(tx, present.id(), CodeMessages.verifying(attribute), code)) {
      throw Codes.expired();
    }
    return VerifiedContact.verified(present, attribute, code.target(), now);
  }
}
