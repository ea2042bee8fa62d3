package dev.poolhouse.signup;

import dev.poolhouse.store.Tx;
import dev.poolhouse.user.CodeStore;
import dev.poolhouse.user.Contacts;
import dev.poolhouse.user.Limits;
import dev.poolhouse.user.User;
import dev.poolhouse.user.UserChanges;
import dev.poolhouse.wire.ApiException;
import dev.poolhouse.wire.Caller;
import dev.poolhouse.wire.Operation;
import dev.poolhouse.wire.SessionErrors;
import java.time.InstantSource;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import software.amazon.awssdk.services.cognitoidentityprovider.model.ConfirmSignUpRequest;
import software.amazon.awssdk.services.cognitoidentityprovider.model.ConfirmSignUpResponse;
import software.amazon.awssdk.services.cognitoidentityprovider.model.UserStatusType;

/// Confirms a sign-up with the code that was sent. The address the code went to becomes verified,
/// and an alias where the pool has such aliases; one that another user holds is moved if the
/// request says so, else nothing is changed and the code stays good.
///
/// Where the client may sign in by choice, it answers a session that signs the user in at once,
/// with the session of the sign-up or without: Amplify counts on one though it sends none.
///
/// Source: ConfirmSignUp page of the API reference; sign-in reference §6.2.
public final class ConfirmSignUp implements Operation<ConfirmSignUpRequest, ConfirmSignUpResponse> {
  private static final CodeStore.Purpose PURPOSE = CodeStore.Purpose.SIGN_UP;

  private final Reception reception;
  private final CodeProof proof;
  private final UserWriting writing;
  private final SignUpSessions sessions;
  private final InstantSource clock;

  public ConfirmSignUp(
      Reception reception,
      CodeProof proof,
      UserWriting writing,
      SignUpSessions sessions,
      InstantSource clock) {
    this.reception = reception;
    this.proof = proof;
    this.writing = writing;
    this.sessions = sessions;
    this.clock = clock;
  }

  @Override
  public ConfirmSignUpResponse run(Caller caller, ConfirmSignUpRequest request) {
    Visit visit =
        reception.visit(
            new Reception.Call(
                caller,
                "ConfirmSignUp",
                request.clientMetadata(),
                Optional.ofNullable(request.userContextData())),
            request.clientId(),
            request.username(),
            request.secretHash());
    Guest guest = reception.signingUp(visit, Limits.Action.CONFIRM_SIGN_UP);
    Optional.ofNullable(request.session()).ifPresent(given -> requireOwn(given, guest));
    if (guest.real()) {
      requireUnconfirmed(guest.user());
    }
    CodeStore.Code code = proof.require(guest, PURPOSE, request.confirmationCode());
    User confirmed = store(guest, code, Boolean.TRUE.equals(request.forceAliasCreation()));
    writing.tellConfirmed(visit, "ConfirmSignUp", confirmed);
    return ConfirmSignUpResponse.builder().session(next(guest, code).orElse(null)).build();
  }

  private User store(Guest guest, CodeStore.Code code, boolean moveAliases) {
    UserChanges changes = writing.changes();
    UserChanges.Edit edit = (tx, user) -> confirm(tx, user, code);
    return moveAliases
        ? changes.changeMovingAliases("confirm sign-up", guest.visit().pool(), guest.user(), edit)
        : changes.change("confirm sign-up", guest.visit().pool(), guest.user(), edit);
  }

  private void requireOwn(String session, Guest guest) {
    SignUpSessions.Content content = sessions.require(session, guest.visit().client(), false);
    if (!content.userId().equals(guest.user().id())) {
      throw SessionErrors.invalid();
    }
  }

  /// A code that was sent nowhere proves no factor.
  private Optional<String> next(Guest guest, CodeStore.Code code) {
    return code.attribute()
        .flatMap(
            attribute -> sessions.confirmed(guest.visit().client(), guest.user().id(), attribute));
  }

  private static void requireUnconfirmed(User user) {
    if (user.status() != UserStatusType.UNCONFIRMED) {
      throw ApiException.notAuthorized(
          "User cannot be confirmed. Current status is " + user.status());
    }
  }

  private User confirm(Tx tx, User user, CodeStore.Code code) {
    requireUnconfirmed(user);
    proof.spend(tx, user.id(), PURPOSE, code);
    Map<String, String> attributes = new LinkedHashMap<>(user.attributes());
    code.attribute()
        .filter(attribute -> code.target().equals(attributes.get(attribute)))
        .ifPresent(attribute -> attributes.put(Contacts.flag(attribute), "true"));
    return user.withAttributes(attributes, user.pending(), clock.instant())
        .withStatus(UserStatusType.CONFIRMED, clock.instant());
  }
}
