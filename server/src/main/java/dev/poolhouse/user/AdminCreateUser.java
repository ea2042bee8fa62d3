package dev.poolhouse.user;

import dev.poolhouse.crypto.Secret;
import dev.poolhouse.pool.Pool;
import dev.poolhouse.pool.PoolPolicy;
import dev.poolhouse.pool.Pools;
import dev.poolhouse.trigger.Occasion;
import dev.poolhouse.trigger.PreSignUp;
import dev.poolhouse.trigger.Triggers;
import dev.poolhouse.wire.ApiException;
import dev.poolhouse.wire.Caller;
import dev.poolhouse.wire.ErrorCode;
import dev.poolhouse.wire.Operation;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import software.amazon.awssdk.services.cognitoidentityprovider.model.AdminCreateUserRequest;
import software.amazon.awssdk.services.cognitoidentityprovider.model.AdminCreateUserResponse;
import software.amazon.awssdk.services.cognitoidentityprovider.model.AuthFactorType;
import software.amazon.awssdk.services.cognitoidentityprovider.model.MessageActionType;
import software.amazon.awssdk.services.cognitoidentityprovider.model.UserStatusType;

/// Creates a user with a temporary password and sends the invitation, or sends it again with a new
/// password (`RESEND`).
///
/// The pool's function may refuse a new user, but is not asked when the invitation is sent again
/// (unsure).
///
/// Required attributes may be missing: the first sign-in asks for them.
public final class AdminCreateUser
    implements Operation<AdminCreateUserRequest, AdminCreateUserResponse> {
  private static final AttributeWriter ADMIN = new AttributeWriter.Admin();

  private final Pools pools;
  private final NewUsers newUsers;
  private final UserChanges changes;
  private final PasswordHistory passwords;
  private final Invitations invitations;
  private final Triggers triggers;
  private final InstantSource clock;

  public AdminCreateUser(
      Pools pools,
      NewUsers newUsers,
      UserChanges changes,
      PasswordHistory passwords,
      Invitations invitations,
      Triggers triggers,
      InstantSource clock) {
    this.pools = pools;
    this.newUsers = newUsers;
    this.changes = changes;
    this.passwords = passwords;
    this.invitations = invitations;
    this.triggers = triggers;
    this.clock = clock;
  }

  @Override
  public AdminCreateUserResponse run(Caller caller, AdminCreateUserRequest request) {
    Pool pool = pools.require(caller, request.userPoolId());
    Occasion occasion = Occasion.signed(pool, caller, "AdminCreateUser", request.clientMetadata());
    User user =
        request.messageAction() == MessageActionType.RESEND
            ? inviteAgain(occasion, request)
            : create(occasion, request);
    return AdminCreateUserResponse.builder().user(UserView.of(user)).build();
  }

  private User create(Occasion occasion, AdminCreateUserRequest request) {
    Pool pool = occasion.pool();
    PoolPolicy policy = pool.policy();
    Map<String, String> attributes =
        AttributeRules.creating(policy, ADMIN, request.userAttributes());
    Newcomer newcomer = newUsers.newcomer(policy, request.username(), attributes);
    Invitations.checkMediums(request, newcomer.attributes());
    boolean passwordless = request.temporaryPassword() == null && signsInWithoutPassword(policy);
    Secret password = passwordless ? Secret.of("") : invitations.password(policy, request);
    Instant now = clock.instant();
    User user = newUsers.user(pool, newcomer, firstStatus(passwordless), now);
    List<Credential> credentials =
        passwordless ? List.of() : List.of(passwords.temporary(pool, user, password, now));
    ask(occasion, newcomer, request);
    boolean moveAliases = Boolean.TRUE.equals(request.forceAliasCreation());
    changes.run(
        "create user",
        tx -> {
          newUsers.insert(tx, pool, user, NewUsers.Wording.CREATE, moveAliases);
          credentials.forEach(credential -> passwords.set(tx, pool, user.id(), credential));
          return user;
        });
    invitations.send(occasion, user, password, request);
    return user;
  }

  /// The function may refuse the user; what else it decides counts for sign-ups alone.
  private void ask(Occasion occasion, Newcomer newcomer, AdminCreateUserRequest request) {
    Optional<PreSignUp.Decision> _ =
        triggers.fire(
            occasion,
            new PreSignUp(
                "AdminCreateUser",
                newcomer.username(),
                newcomer.attributes(),
                EventAttributes.given(request.validationData())));
  }

  private static UserStatusType firstStatus(boolean passwordless) {
    return passwordless ? UserStatusType.CONFIRMED : UserStatusType.FORCE_CHANGE_PASSWORD;
  }

  /// Pools whose users may begin with a code sent to them create users without a password.
  private static boolean signsInWithoutPassword(PoolPolicy policy) {
    return policy.document().policies().signInPolicy() != null
        && policy.document().policies().signInPolicy().allowedFirstAuthFactors().stream()
            .anyMatch(
                factor -> factor == AuthFactorType.EMAIL_OTP || factor == AuthFactorType.SMS_OTP);
  }

  private User inviteAgain(Occasion occasion, AdminCreateUserRequest request) {
    Pool pool = occasion.pool();
    User found = waiting(changes.find(pool, request.username()));
    Invitations.checkMediums(request, found.attributes());
    Secret password = invitations.password(pool.policy(), request);
    Instant now = clock.instant();
    Credential credential = passwords.temporary(pool, found, password, now);
    User user =
        changes.change(
            "invite again",
            pool,
            found,
            (tx, again) -> {
              passwords.set(tx, pool, again.id(), credential);
              return waiting(again).withStatus(UserStatusType.FORCE_CHANGE_PASSWORD, now);
            });
    invitations.send(occasion, user, password, request);
    return user;
  }

  private static User waiting(User user) {
    if (user.status() != UserStatusType.FORCE_CHANGE_PASSWORD) {
      throw ApiException.of(
          ErrorCode.UNSUPPORTED_USER_STATE,
          "Resend not possible. " + user.username() + " status is not FORCE_CHANGE_PASSWORD");
    }
    return user;
  }
}
