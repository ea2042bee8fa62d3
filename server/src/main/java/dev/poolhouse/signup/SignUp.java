package dev.poolhouse.signup;

import dev.poolhouse.analytics.Analytics;
import dev.poolhouse.analytics.Event;
import dev.poolhouse.analytics.EventKind;
import dev.poolhouse.analytics.Occurrence;
import dev.poolhouse.crypto.Secret;
import dev.poolhouse.message.Message;
import dev.poolhouse.pool.Pool;
import dev.poolhouse.pool.PoolPolicy;
import dev.poolhouse.trigger.PreSignUp;
import dev.poolhouse.user.AttributeRules;
import dev.poolhouse.user.AttributeWriter;
import dev.poolhouse.user.CodeStore;
import dev.poolhouse.user.Contacts;
import dev.poolhouse.user.Credential;
import dev.poolhouse.user.EventAttributes;
import dev.poolhouse.user.NewUsers;
import dev.poolhouse.user.Newcomer;
import dev.poolhouse.user.Occurrences;
import dev.poolhouse.user.PasswordRules;
import dev.poolhouse.user.User;
import dev.poolhouse.wire.ApiException;
import dev.poolhouse.wire.Caller;
import dev.poolhouse.wire.ErrorCode;
import dev.poolhouse.wire.Operation;
import java.time.Instant;
import java.time.InstantSource;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.services.cognitoidentityprovider.model.AttributeType;
import software.amazon.awssdk.services.cognitoidentityprovider.model.AuthFactorType;
import software.amazon.awssdk.services.cognitoidentityprovider.model.EventFilterType;
import software.amazon.awssdk.services.cognitoidentityprovider.model.EventType;
import software.amazon.awssdk.services.cognitoidentityprovider.model.SignUpRequest;
import software.amazon.awssdk.services.cognitoidentityprovider.model.SignUpResponse;
import software.amazon.awssdk.services.cognitoidentityprovider.model.UserStatusType;

/// Registers a user, who is to confirm the sign-up with a code unless the pool's function confirms
/// it. When the code cannot be delivered, the user exists all the same.
///
/// Source: SignUp page of the API reference; sign-in reference §6.2. In which order several faults
/// of one request are told is (unsure).
public final class SignUp implements Operation<SignUpRequest, SignUpResponse> {
  private final Reception reception;
  private final CodeSending sending;
  private final UserWriting writing;
  private final SignUpSessions sessions;
  private final Analytics analytics;
  private final InstantSource clock;

  public SignUp(
      Reception reception,
      CodeSending sending,
      UserWriting writing,
      SignUpSessions sessions,
      Analytics analytics,
      InstantSource clock) {
    this.reception = reception;
    this.sending = sending;
    this.writing = writing;
    this.sessions = sessions;
    this.analytics = analytics;
    this.clock = clock;
  }

  @Override
  public SignUpResponse run(Caller caller, SignUpRequest request) {
    Visit visit =
        reception.visit(
            new Reception.Call(
                caller,
                "SignUp",
                request.clientMetadata(),
                Optional.ofNullable(request.userContextData())),
            request.clientId(),
            request.username(),
            request.secretHash());
    checkOpen(visit.policy());
    Newcomer newcomer = newcomer(visit, request.userAttributes());
    Optional<Secret> password = password(visit.policy(), request.password());
    password.ifPresent(
        text -> reception.threats().requireSafe(visit.scene(), EventFilterType.SIGN_UP, text));
    PreSignUp.Decision decision = decision(visit, newcomer, request);
    Instant now = clock.instant();
    User user = writing.newUsers().user(visit.pool(), newcomer, status(decision), now);
    User decided = verified(user, decision, now);
    Registration registration =
        new Registration(
            visit,
            decided,
            password.map(text -> writing.history().permanent(visit.pool(), decided, text, now)),
            decision.confirm() ? Optional.empty() : parcel(visit, decided),
            decision.verifyEmail() || decision.verifyPhone());
    insert(registration, request);
    reception.threats().note(visit.scene(), user.id(), true, EventType.SIGN_UP);
    return decision.confirm() ? confirmed(registration) : unconfirmed(registration);
  }

  private SignUpResponse unconfirmed(Registration registration) {
    User user = registration.user();
    return SignUpResponse.builder()
        .userConfirmed(false)
        .userSub(user.sub())
        .codeDeliveryDetails(registration.parcel().map(sending::send).orElse(null))
        .session(sessions.begin(registration.visit().client(), user).orElse(null))
        .build();
  }

  /// A session would lead to ConfirmSignUp, which such users do not call.
  private SignUpResponse confirmed(Registration registration) {
    User user = registration.user();
    writing.tellConfirmed(registration.visit(), "ConfirmSignUp", user);
    return SignUpResponse.builder().userConfirmed(true).userSub(user.sub()).build();
  }

  /// What the pool's function decides, once nothing else of the request is wrong. That the name is
  /// taken shows later (unsure).
  private PreSignUp.Decision decision(Visit visit, Newcomer newcomer, SignUpRequest request) {
    Map<String, String> submitted = new LinkedHashMap<>(newcomer.attributes());
    Contacts.ATTRIBUTES.forEach(contact -> submitted.remove(Contacts.flag(contact)));
    return writing
        .triggers()
        .fire(
            visit.occasion(),
            new PreSignUp(
                "SignUp",
                newcomer.username(),
                submitted,
                EventAttributes.given(request.validationData())))
        .orElse(PreSignUp.Decision.NONE);
  }

  private static UserStatusType status(PreSignUp.Decision decision) {
    return decision.confirm() ? UserStatusType.CONFIRMED : UserStatusType.UNCONFIRMED;
  }

  private static User verified(User user, PreSignUp.Decision decision, Instant now) {
    Map<String, String> attributes = new LinkedHashMap<>(user.attributes());
    if (decision.verifyEmail()) {
      verify(attributes, Contacts.EMAIL);
    }
    if (decision.verifyPhone()) {
      verify(attributes, Contacts.PHONE_NUMBER);
    }
    return user.withAttributes(attributes, user.pending(), now);
  }

  /// Error and wording are (unsure); that it is an error is documented.
  private static void verify(Map<String, String> attributes, String contact) {
    if (!attributes.containsKey(contact)) {
      throw ApiException.of(
          ErrorCode.INVALID_LAMBDA_RESPONSE,
          "PreSignUp verified " + contact + ", which the user does not have.");
    }
    attributes.put(Contacts.flag(contact), "true");
  }

  private static void checkOpen(PoolPolicy policy) {
    if (policy.adminCreatesUsersOnly()) {
      throw ApiException.notAuthorized("SignUp is not permitted for this user pool");
    }
  }

  private Newcomer newcomer(Visit visit, List<AttributeType> given) {
    Map<String, String> attributes =
        AttributeRules.creating(
            visit.policy(), new AttributeWriter.App(visit.client().rules()), given);
    Newcomer newcomer = writing.newUsers().newcomer(visit.policy(), visit.name(), attributes);
    AttributeRules.checkRequired(visit.policy(), newcomer.attributes());
    return flagged(newcomer);
  }

  /// An address that the username fills in is as unverified as one that is given.
  private static Newcomer flagged(Newcomer newcomer) {
    Map<String, String> attributes = new LinkedHashMap<>(newcomer.attributes());
    Contacts.ATTRIBUTES.stream()
        .filter(attributes::containsKey)
        .forEach(contact -> attributes.put(Contacts.flag(contact), "false"));
    return new Newcomer(newcomer.sub(), newcomer.username(), attributes);
  }

  /// The password; empty where the pool lets users sign in with codes instead and none is given. In
  /// other pools its absence is told as of a required member (unsure).
  private static Optional<Secret> password(PoolPolicy policy, @Nullable String given) {
    if (given == null) {
      if (!signsInWithCodes(policy)) {
        throw ApiException.invalidParameter(
            "1 validation error detected: Value at 'password' failed to satisfy constraint:"
                + " Member must not be null");
      }
      return Optional.empty();
    }
    Secret password = Secret.of(given);
    PasswordRules.check(policy, password, PasswordRules.Wording.SIGN_UP);
    return Optional.of(password);
  }

  private static boolean signsInWithCodes(PoolPolicy policy) {
    return Optional.ofNullable(policy.document().policies().signInPolicy()).stream()
        .flatMap(signIn -> signIn.allowedFirstAuthFactors().stream())
        .anyMatch(factor -> factor == AuthFactorType.EMAIL_OTP || factor == AuthFactorType.SMS_OTP);
  }

  private Optional<CodeSending.Parcel> parcel(Visit visit, User user) {
    Guest guest = new Guest(visit, user, true, Optional.empty());
    return Confirmation.contact(visit.policy(), user)
        .map(
            contact ->
                sending.pack(guest, CodeStore.Purpose.SIGN_UP, Message.Purpose.SIGN_UP, contact));
  }

  /// Throws `UsernameExistsException` for a name that is taken. That an alias is taken shows when
  /// the sign-up is confirmed; an address that the function verified is taken from its holder.
  private void insert(Registration registration, SignUpRequest request) {
    Pool pool = registration.visit().pool();
    User user = registration.user();
    Optional<Event> event = event(registration.visit(), user, request);
    writing
        .changes()
        .run(
            "sign up",
            tx -> {
              writing
                  .newUsers()
                  .insert(tx, pool, user, NewUsers.Wording.SIGN_UP, registration.moveAliases());
              registration
                  .credential()
                  .ifPresent(password -> writing.history().set(tx, pool, user.id(), password));
              registration.parcel().ifPresent(code -> sending.store(tx, code));
              event.ifPresent(told -> analytics.queue(tx, told));
              return user;
            });
    event.ifPresent(analytics::happened);
  }

  private Optional<Event> event(Visit visit, User user, SignUpRequest request) {
    if (!Analytics.wants(visit.client())) {
      return Optional.empty();
    }
    return analytics.event(
        new Occurrence(
            EventKind.SIGN_UP,
            visit.pool(),
            visit.client(),
            Analytics.endpoint(request.analyticsMetadata()),
            user.id().value(),
            Optional.of(Occurrences.known(user)),
            Optional.empty()));
  }

  /// Everything that is stored of a sign-up.
  private record Registration(
      Visit visit,
      User user,
      Optional<Credential> credential,
      Optional<CodeSending.Parcel> parcel,
      boolean moveAliases) {}
}
