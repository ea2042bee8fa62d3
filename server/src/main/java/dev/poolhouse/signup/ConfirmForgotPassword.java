package dev.poolhouse.signup;

import dev.poolhouse.crypto.Secret;
import dev.poolhouse.pool.Pool;
import dev.poolhouse.user.CodeStore;
import dev.poolhouse.user.Codes;
import dev.poolhouse.user.Credential;
import dev.poolhouse.user.PasswordRules;
import dev.poolhouse.user.StateErrors;
import dev.poolhouse.user.User;
import dev.poolhouse.wire.Caller;
import dev.poolhouse.wire.Operation;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;
import software.amazon.awssdk.services.cognitoidentityprovider.model.ConfirmForgotPasswordRequest;
import software.amazon.awssdk.services.cognitoidentityprovider.model.ConfirmForgotPasswordResponse;
import software.amazon.awssdk.services.cognitoidentityprovider.model.EventFilterType;
import software.amazon.awssdk.services.cognitoidentityprovider.model.EventType;
import software.amazon.awssdk.services.cognitoidentityprovider.model.UserStatusType;

/// Sets a new password with a code. It confirms the user, ends `RESET_REQUIRED` and any lockout
/// (unsure). Tokens stay valid.
///
/// Source: ConfirmForgotPassword page of the API reference; sign-in reference §1.4, §6.1 and §6.2.
public final class ConfirmForgotPassword
    implements Operation<ConfirmForgotPasswordRequest, ConfirmForgotPasswordResponse> {
  private static final CodeStore.Purpose PURPOSE = CodeStore.Purpose.FORGOT_PASSWORD;

  private final Reception reception;
  private final CodeProof proof;
  private final UserWriting writing;
  private final InstantSource clock;

  public ConfirmForgotPassword(
      Reception reception, CodeProof proof, UserWriting writing, InstantSource clock) {
    this.reception = reception;
    this.proof = proof;
    this.writing = writing;
    this.clock = clock;
  }

  @Override
  public ConfirmForgotPasswordResponse run(Caller caller, ConfirmForgotPasswordRequest request) {
    Visit visit =
        reception.visit(
            new Reception.Call(
                caller,
                "ConfirmForgotPassword",
                request.clientMetadata(),
                Optional.ofNullable(request.userContextData())),
            request.clientId(),
            request.username(),
            request.secretHash());
    Secret password = Secret.of(request.password());
    PasswordRules.check(visit.policy(), password, PasswordRules.Wording.CHANGE);
    reception.threats().requireSafe(visit.scene(), EventFilterType.PASSWORD_CHANGE, password);
    Guest guest = reception.recovering(visit);
    requireCodeOrConfirmed(guest);
    CodeStore.Code code = proof.require(guest, PURPOSE, request.confirmationCode());
    User user = set(visit.pool(), guest.user(), code, password);
    reception.threats().note(visit.scene(), user.id(), true, EventType.PASSWORD_CHANGE);
    writing.tellConfirmed(visit, "ConfirmForgotPassword", user);
    return ConfirmForgotPasswordResponse.builder().build();
  }

  /// Someone who has neither confirmed the sign-up nor a code to recover with is told so (unsure),
  /// unless the client hides who exists.
  private static void requireCodeOrConfirmed(Guest guest) {
    if (guest.code().isEmpty()
        && guest.user().status() == UserStatusType.UNCONFIRMED
        && !guest.visit().hides()) {
      throw StateErrors.unconfirmed();
    }
  }

  private User set(Pool pool, User user, CodeStore.Code code, Secret password) {
    List<Credential> latest =
        writing
            .transactions()
            .read("find latest passwords", tx -> writing.history().latest(tx, pool, user.id()));
    writing.history().check(user.id(), latest, password);
    Instant now = clock.instant();
    Credential credential = writing.history().permanent(pool, user, password, now);
    return writing
        .changes()
        .change(
            "set a new password with a code",
            pool,
            user,
            (tx, found) -> {
              Reception.requireResettable(found);
              requireSameAddress(found, code);
              proof.spend(tx, found.id(), PURPOSE, code);
              writing.history().set(tx, pool, found.id(), credential);
              writing.lockouts().forget(tx, found.id().value());
              return found.withStatus(UserStatusType.CONFIRMED, now);
            });
  }

  /// A code that went to an address the user no longer has proves nothing.
  private static void requireSameAddress(User user, CodeStore.Code code) {
    boolean same =
        code.attribute().flatMap(user::attribute).filter(code.target()::equals).isPresent();
    if (!same) {
      throw Codes.expired();
    }
  }
}
