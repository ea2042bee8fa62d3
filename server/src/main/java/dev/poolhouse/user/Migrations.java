package dev.poolhouse.user;

import dev.poolhouse.client.Client;
import dev.poolhouse.crypto.Secret;
import dev.poolhouse.message.Messages;
import dev.poolhouse.pool.Pool;
import dev.poolhouse.pool.PoolPolicy;
import dev.poolhouse.store.Tx;
import dev.poolhouse.trigger.Occasion;
import dev.poolhouse.trigger.TriggerKind;
import dev.poolhouse.trigger.Triggers;
import dev.poolhouse.trigger.UserMigration;
import dev.poolhouse.wire.ApiException;
import dev.poolhouse.wire.ErrorCode;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import software.amazon.awssdk.services.cognitoidentityprovider.model.AliasAttributeType;
import software.amazon.awssdk.services.cognitoidentityprovider.model.AttributeType;
import software.amazon.awssdk.services.cognitoidentityprovider.model.UserPoolMfaType;
import software.amazon.awssdk.services.cognitoidentityprovider.model.UserStatusType;

/// Takes users over whom a pool's function finds elsewhere, when somebody uses their name for the
/// first time. Call it for names that belong to nobody, outside transactions. May be shared.
///
/// Source: developer guide, "Migrate user Lambda trigger"; triggers reference §4.7.
public final class Migrations {
  private static final Logger LOG = LoggerFactory.getLogger(Migrations.class);
  private static final AttributeWriter ADMIN = new AttributeWriter.Admin();
  private static final String USERNAME = "username";

  private final Using using;
  private final InstantSource clock;

  /// What it works with.
  ///
  /// @param triggers asks the function
  /// @param newUsers makes users
  /// @param changes stores them
  /// @param names finds who was faster
  /// @param history makes and sets passwords
  /// @param messages sends the welcome
  public record Using(
      Triggers triggers,
      NewUsers newUsers,
      UserChanges changes,
      UserNames names,
      PasswordHistory history,
      Messages messages) {}

  public Migrations(Using using, InstantSource clock) {
    this.using = using;
    this.clock = clock;
  }

  /// A user who has the name now.
  ///
  /// @param user the user as stored
  /// @param created whether this call made the user; else somebody was faster, and nothing is
  ///   proven of the password that was typed
  public record Arrival(User user, boolean created) {}

  /// Whether the pool has a function that finds users.
  public static boolean offered(Occasion occasion) {
    return Triggers.configured(occasion, TriggerKind.USER_MIGRATION);
  }

  /// Takes over somebody who signs in with a password. The user keeps it, whatever the pool asks of
  /// passwords, if the function says so; else the status is `RESET_REQUIRED`.
  ///
  /// Empty when there is nobody to take over and the client hides who exists, or the pool has no
  /// such function; otherwise throws `UserNotFoundException`, `Exception migrating user in app
  /// client <id>`. The function's own error is never told (unsure: other reports name
  /// `NotAuthorizedException` with the same text).
  public Optional<Arrival> atSignIn(
      Occasion occasion, Client client, String typedName, Secret password) {
    return migrate(
        new Request(
            occasion,
            client,
            new UserMigration("Authentication", typedName, Optional.of(password)),
            tx -> using.names().findForSignIn(tx, occasion.pool(), typedName)));
  }

  /// Takes over somebody who has lost the password; empty and errors as for [#atSignIn].
  public Optional<Arrival> forRecovery(Occasion occasion, Client client, String typedName) {
    return migrate(
        new Request(
            occasion,
            client,
            new UserMigration("ForgotPassword", typedName, Optional.empty()),
            tx -> using.names().find(tx, occasion.pool(), typedName)));
  }

  /// One migration.
  ///
  /// @param lookup finds the user of the typed name
  private record Request(Occasion occasion, Client client, UserMigration trigger, Lookup lookup) {
    Pool pool() {
      return occasion.pool();
    }
  }

  private interface Lookup {
    Optional<User> find(Tx tx);
  }

  private Optional<Arrival> migrate(Request request) {
    if (!offered(request.occasion())) {
      return Optional.empty();
    }
    Optional<Arrival> arrival = found(request).flatMap(found -> arrival(request, found));
    if (arrival.isEmpty() && !request.client().rules().hidesUnknownUsers()) {
      throw ApiException.of(
          ErrorCode.USER_NOT_FOUND,
          "Exception migrating user in app client " + request.client().id().value());
    }
    return arrival;
  }

  /// A function that throws says that it knows nobody, or that the password is wrong. Its text is
  /// not logged: it may hold what was typed.
  private Optional<UserMigration.Found> found(Request request) {
    try {
      return using.triggers().fire(request.occasion(), request.trigger()).flatMap(found -> found);
    } catch (ApiException e) {
      LOG.info("pool {}: no user migrated: {}", request.pool().id(), e.code().wireName());
      return Optional.empty();
    }
  }

  private Optional<Arrival> arrival(Request request, UserMigration.Found found) {
    try {
      return Optional.of(new Arrival(create(request, found), true));
    } catch (ApiException e) {
      Optional<User> winner =
          using.changes().read("find a migrated user", tx -> request.lookup().find(tx));
      if (winner.isEmpty()) {
        LOG.warn("pool {}: user cannot be migrated: {}", request.pool().id(), e.getMessage());
      }
      return winner.map(user -> new Arrival(user, false));
    }
  }

  private User create(Request request, UserMigration.Found found) {
    Pool pool = request.pool();
    Instant now = clock.instant();
    UserStatusType status =
        found.confirmed() ? UserStatusType.CONFIRMED : UserStatusType.RESET_REQUIRED;
    Newcomer newcomer = newcomer(pool.policy(), request.trigger().userName(), found.attributes());
    User made = using.newUsers().user(pool, newcomer, status, now);
    User user = found.smsMfa() ? askedBySms(pool, made, now) : made;
    Optional<Credential> credential =
        request
            .trigger()
            .password()
            .filter(_ -> found.confirmed())
            .map(typed -> using.history().permanent(pool, user, typed, now));
    List<Messages.Queued> welcome =
        Invitations.welcome(request.occasion(), user, found).stream()
            .map(using.messages()::prepare)
            .toList();
    return using
        .changes()
        .run(
            "migrate user",
            tx -> {
              using.newUsers().insert(tx, pool, user, NewUsers.Wording.SIGN_UP, found.moveAlias());
              credential.ifPresent(password -> using.history().set(tx, pool, user.id(), password));
              welcome.forEach(message -> using.messages().queue(tx, message));
              return user;
            });
  }

  /// Required attributes may be missing: the service fills in values of its own, which are not
  /// documented.
  private Newcomer newcomer(PoolPolicy policy, String typedName, Map<String, String> found) {
    Map<String, String> rest = new LinkedHashMap<>(found);
    String name = Optional.ofNullable(rest.remove(USERNAME)).orElse(typedName);
    List<AttributeType> given = new ArrayList<>();
    rest.forEach(
        (attribute, value) ->
            given.add(AttributeType.builder().name(attribute).value(value).build()));
    Map<String, String> attributes = AttributeRules.creating(policy, ADMIN, given);
    if (!policy.fold(name).equals(policy.fold(typedName))
        && !isAlias(policy, typedName, attributes)) {
      throw ApiException.invalidParameter(
          "username differs from the name that was typed, which is no alias of the user");
    }
    return using.newUsers().newcomer(policy, name, attributes);
  }

  private static boolean isAlias(
      PoolPolicy policy, String typedName, Map<String, String> attributes) {
    String typed = policy.fold(typedName);
    return policy.aliases().stream()
        .map(AliasAttributeType::toString)
        .flatMap(alias -> Optional.ofNullable(attributes.get(alias)).stream())
        .anyMatch(value -> policy.fold(value).equals(typed));
  }

  private static User askedBySms(Pool pool, User user, Instant now) {
    if (pool.mfaPolicy().mode() == UserPoolMfaType.OFF
        || user.attribute(Contacts.PHONE_NUMBER).isEmpty()) {
      throw ApiException.invalidParameter(
          "enableSMSMFA needs a phone number and a pool with second factors");
    }
    return user.withMfa(MfaPreference.NONE.with(MfaFactor.SMS_MFA, true), now);
  }
}
