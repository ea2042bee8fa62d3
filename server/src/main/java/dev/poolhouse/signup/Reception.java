package dev.poolhouse.signup;

import dev.poolhouse.client.Client;
import dev.poolhouse.client.Clients;
import dev.poolhouse.client.SecretCheck;
import dev.poolhouse.pool.Pools;
import dev.poolhouse.risk.ThreatProtection;
import dev.poolhouse.store.Transactions;
import dev.poolhouse.store.Tx;
import dev.poolhouse.trigger.Occasion;
import dev.poolhouse.user.CodeStore;
import dev.poolhouse.user.Limits;
import dev.poolhouse.user.Migrations;
import dev.poolhouse.user.Passwords;
import dev.poolhouse.user.Recovery;
import dev.poolhouse.user.StateErrors;
import dev.poolhouse.user.User;
import dev.poolhouse.user.UserNames;
import dev.poolhouse.user.UserStore;
import dev.poolhouse.wire.ApiException;
import dev.poolhouse.wire.Caller;
import dev.poolhouse.wire.ErrorCode;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.services.cognitoidentityprovider.model.UserContextDataType;
import software.amazon.awssdk.services.cognitoidentityprovider.model.UserStatusType;

/// Receives requests that come without a token: checks the app client and finds whom the typed name
/// means. Whether an answer hides that a user does not exist is decided here alone. May be shared.
///
/// Source: sign-in reference §1.3 and §1.4.
public final class Reception {
  private final Configuration configuration;
  private final Reading reading;
  private final Limits limits;
  private final StandIns standIns;

  /// Looks up and checks app clients.
  public record Configuration(
      Pools pools, Clients clients, SecretCheck secrets, ThreatProtection threats) {}

  /// Looks up users and their codes.
  public record Reading(
      Transactions transactions, UserStore users, UserNames names, CodeStore codes) {}

  public Reception(
      Configuration configuration, Reading reading, Limits limits, Passwords passwords) {
    this.configuration = configuration;
    this.reading = reading;
    this.limits = limits;
    this.standIns = new StandIns(passwords);
  }

  /// A call as functions are told of it.
  ///
  /// @param caller who calls
  /// @param operation the operation
  /// @param metadata `ClientMetadata`
  /// @param device `UserContextData`
  record Call(
      Caller caller,
      String operation,
      Map<String, String> metadata,
      Optional<UserContextDataType> device) {

    /// Names the operation without showing the metadata.
    @Override
    public String toString() {
      return "Call[" + operation + "]";
    }
  }

  /// The app client that `clientId` names, and its pool.
  ///
  /// Throws `ResourceNotFoundException` for an unknown client, `NotAuthorizedException` for a
  /// secret hash that is not made over `name` as the request spells it, and for a blocked network.
  Visit visit(Call call, String clientId, String name, @Nullable String secretHash) {
    Client client = configuration.clients().require(clientId);
    Occasion occasion =
        new Occasion(
            configuration.pools().of(client.poolId()),
            call.caller(),
            call.operation(),
            client.id().value(),
            call.metadata());
    configuration.secrets().requireHash(client, name, secretHash == null ? "" : secretHash);
    Visit visit =
        new Visit(
            occasion,
            client,
            name,
            ThreatProtection.context(
                call.caller(), occasion.pool(), client, call.device().orElse(null)));
    configuration.threats().admit(visit.scene());
    return visit;
  }

  /// Threat protection, for what a request does to passwords and users.
  ThreatProtection threats() {
    return configuration.threats();
  }

  /// Whom the name means to someone who confirms a sign-up; counts the use. Where the client hides
  /// who exists, an alias means nobody but a user who is not confirmed: else it would tell whose
  /// address it is.
  ///
  /// Throws `UserNotFoundException` for an unknown name and `NotAuthorizedException` for a disabled
  /// user, unless the client hides who exists; `LimitExceededException` for one use too many.
  Guest signingUp(Visit visit, Limits.Action action) {
    Guest guest =
        find(
            visit,
            CodeStore.Purpose.SIGN_UP,
            tx -> reading.names().findForSignIn(tx, visit.pool(), visit.name()),
            user -> user.status() == UserStatusType.UNCONFIRMED || isUsername(visit, user));
    limits.use(guest.user().id().value(), action);
    return guest;
  }

  private static boolean isUsername(Visit visit, User user) {
    return visit.policy().usesAttributesAsUsername()
        || visit.policy().fold(visit.name()).equals(visit.policy().fold(user.username()));
  }

  /// Whom the name means to someone who has lost the password; counts the use. Errors as for
  /// [#signingUp], and `NotAuthorizedException` for a user whose status allows no reset: the
  /// service tells that to everyone, too.
  Guest recovering(Visit visit) {
    Guest guest = findRecovering(visit);
    limits.use(guest.user().id().value(), Limits.Action.RECOVER_PASSWORD);
    requireResettable(guest.user());
    return guest;
  }

  /// The same, where a name that belongs to nobody may be that of a user who is taken over: throws
  /// what [Migrations] throws. The name is counted before the function is asked.
  Guest recovering(Visit visit, Migrations migrations) {
    if (!Migrations.offered(visit.occasion()) || !isFree(visit)) {
      return recovering(visit);
    }
    limits.use(standIns.user(visit).id().value(), Limits.Action.RECOVER_PASSWORD);
    Optional<Migrations.Arrival> _ =
        migrations.forRecovery(visit.occasion(), visit.client(), visit.name());
    Guest guest = findRecovering(visit);
    requireResettable(guest.user());
    return guest;
  }

  private boolean isFree(Visit visit) {
    return reading
        .transactions()
        .read(
            "find whom a name means",
            tx -> reading.names().find(tx, visit.pool(), visit.name()).isEmpty());
  }

  private Guest findRecovering(Visit visit) {
    return find(
        visit,
        CodeStore.Purpose.FORGOT_PASSWORD,
        tx -> reading.names().find(tx, visit.pool(), visit.name()),
        _ -> true);
  }

  /// Throws `NotAuthorizedException` for a user whose status allows no reset.
  static void requireResettable(User user) {
    switch (user.status()) {
      case CONFIRMED, RESET_REQUIRED, UNCONFIRMED -> {}
      default -> throw Recovery.wrongState();
    }
  }

  /// The look-ups are as many for a name that belongs to nobody. The code of a stand-in also counts
  /// for a user who was hidden behind it when the code was made; it fits nobody.
  private Guest find(
      Visit visit,
      CodeStore.Purpose purpose,
      Function<Tx, Optional<User>> lookup,
      Predicate<User> shownWhereHiding) {
    User standIn = standIns.user(visit);
    return reading
        .transactions()
        .read(
            "find whom a name means",
            tx -> {
              Optional<User> found =
                  lookup.apply(tx).or(() -> reading.users().find(tx, standIn.id()));
              Optional<User> shown =
                  visit.hides()
                      ? found.filter(User::enabled).filter(shownWhereHiding)
                      : Optional.of(requireEnabled(found));
              User user = shown.orElse(standIn);
              Optional<CodeStore.Code> code =
                  reading
                      .codes()
                      .find(tx, user.id(), purpose)
                      .or(() -> reading.codes().find(tx, standIn.id(), purpose));
              return new Guest(visit, user, shown.isPresent(), code);
            });
  }

  private static User requireEnabled(Optional<User> found) {
    User user =
        found.orElseThrow(
            () ->
                ApiException.of(
                    ErrorCode.USER_NOT_FOUND, "Username/client id combination not found."));
    if (!user.enabled()) {
      throw StateErrors.disabled();
    }
    return user;
  }

  /// The stand-in in the place of a user whom no code can reach.
  Guest standIn(Visit visit) {
    return new Guest(visit, standIns.user(visit), false, Optional.empty());
  }

  StandIns standIns() {
    return standIns;
  }
}
