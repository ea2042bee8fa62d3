package dev.poolhouse.signin;

import dev.poolhouse.client.ClientStore;
import dev.poolhouse.client.Clients;
import dev.poolhouse.message.Masking;
import dev.poolhouse.message.Message;
import dev.poolhouse.message.Messages;
import dev.poolhouse.message.Outgoing;
import dev.poolhouse.pool.Pool;
import dev.poolhouse.signup.StandIns;
import dev.poolhouse.store.Transactions;
import dev.poolhouse.store.Tx;
import dev.poolhouse.user.EventAttributes;
import dev.poolhouse.user.Limits;
import dev.poolhouse.user.MfaFactor;
import dev.poolhouse.user.Recovery;
import dev.poolhouse.user.User;
import dev.poolhouse.user.UserId;
import dev.poolhouse.wire.SessionErrors;
import java.util.EnumSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/// Asks for first factors in a choice-based sign-in: which one, the password, a code. Somebody who
/// does not exist is asked the same at the same cost. May be shared.
///
/// Source: sign-in reference §1.5.
final class FirstFactors {
  private final Recording recording;
  private final Storing storing;
  private final Sessions sessions;
  private final SignInCodes codes;
  private final Sending sending;
  private final PasskeySteps passkeys;

  /// Records steps that prove nothing.
  record Storing(Transactions transactions, ClientStore clients, SessionStore sessions) {}

  /// Sends codes.
  record Sending(Messages messages, Limits limits, StandIns standIns) {}

  FirstFactors(
      Recording recording,
      Storing storing,
      Sessions sessions,
      SignInCodes codes,
      Sending sending,
      PasskeySteps passkeys) {
    this.recording = recording;
    this.storing = storing;
    this.sessions = sessions;
    this.codes = codes;
    this.sending = sending;
    this.passkeys = passkeys;
  }

  /// The first factors that the person is offered; for nobody, a set that never changes.
  List<Choice> offers(Pool pool, Person person) {
    boolean passkey = passkeys.has(pool, person);
    return person
        .known()
        .map(known -> AvailableChallenges.of(pool, known, passkey))
        .orElseGet(
            () ->
                AvailableChallenges.simulated(
                    pool,
                    person.typedName(),
                    sending.standIns().number(pool, person.typedName()),
                    passkey));
  }

  /// Refuses a factor that was asked for before the user or the pool changed and is not offered any
  /// more.
  void requireOffered(Pool pool, Person person, Choice choice) {
    if (!offers(pool, person).contains(choice)) {
      throw SessionErrors.invalid();
    }
  }

  /// What the user can be asked to prove for a level.
  ///
  /// @param offered as [#offers] returned it
  /// @param second second factors that the user can be asked for
  static Set<LevelPaths.Ask> askable(List<Choice> offered, Set<MfaFactor> second) {
    Set<LevelPaths.Ask> askable = EnumSet.noneOf(LevelPaths.Ask.class);
    offered.forEach(choice -> askable.add(ask(choice)));
    second.forEach(factor -> askable.add(SecondFactors.ask(factor)));
    return askable;
  }

  /// What choosing `choice` proves.
  static LevelPaths.Ask ask(Choice choice) {
    return switch (choice) {
      case PASSWORD, PASSWORD_SRP -> LevelPaths.Ask.PASSWORD;
      case EMAIL_OTP -> LevelPaths.Ask.EMAIL_OTP;
      case SMS_OTP -> LevelPaths.Ask.SMS_OTP;
      case WEB_AUTHN -> LevelPaths.Ask.PASSKEY;
    };
  }

  /// Asks which factor it shall be.
  Outcome askWhich(ChoiceCall call) {
    List<String> names = names(call);
    return ask(call, new Challenge.SelectChallenge(names), Recording.Change.NONE);
  }

  /// Asks for the password, to be sent.
  Outcome askPassword(ChoiceCall call) {
    return ask(call, new Challenge.Password(), Recording.Change.NONE);
  }

  /// Asks to begin the proof of the password.
  Outcome askSrp(ChoiceCall call) {
    return ask(call, new Challenge.PasswordSrp(), Recording.Change.NONE);
  }

  private Outcome ask(ChoiceCall call, Challenge challenge, Recording.Change change) {
    record(call, change, Optional.empty());
    return challenged(call, challenge, Map.of());
  }

  /// Asks, within a sign-in that has proven something, for one more first factor.
  Outcome askFurther(Progress progress, Recording.Change change, List<Choice> choices) {
    ChoiceCall call = ChoiceCall.of(progress, choices);
    if (choices.contains(Choice.PASSWORD)
        || (choices.size() > 1 && progress.answered().isEmpty())) {
      return ask(call, new Challenge.SelectChallenge(names(call)), change);
    }
    Choice choice = choices.getFirst();
    return choice.code() ? askCode(call, choice, change) : askPasskey(call, change);
  }

  /// Asks to sign with a passkey.
  Outcome askPasskey(ChoiceCall call, Recording.Change change) {
    PasskeySteps.Asked asked = passkeys.ask(call.pool(), call.person());
    record(call, change, Optional.empty());
    return challenged(call, asked.challenge(), asked.parameters());
  }

  /// Sends a code and asks for it. To somebody who does not exist nothing is sent.
  Outcome askCode(ChoiceCall call, Choice choice, Recording.Change change) {
    Person person = call.person();
    Recovery.Contact contact = contact(call, choice);
    SignInCodes.Use use =
        choice == Choice.SMS_OTP ? SignInCodes.Use.SMS_OTP : SignInCodes.Use.EMAIL_OTP;
    SignInCodes.Issued issued = codes.issue(person.subject(), use, contact.to());
    sending.limits().sendSignInCode(person.subject());
    Outgoing outgoing = outgoing(call, contact, issued);
    Optional<Messages.Queued> queued =
        call.hides() ? Optional.of(sending.messages().prepare(outgoing)) : Optional.empty();
    record(call, change, queued);
    if (queued.isEmpty()) {
      sending.messages().deliver(outgoing);
    }
    Challenge challenge =
        choice == Choice.SMS_OTP
            ? new Challenge.SmsOtp(issued.sent())
            : new Challenge.EmailOtp(issued.sent(), false, Optional.empty());
    Map<String, String> parameters = new LinkedHashMap<>();
    parameters.put("CODE_DELIVERY_DELIVERY_MEDIUM", contact.medium().name());
    parameters.put("CODE_DELIVERY_DESTINATION", Masking.mask(contact.medium(), contact.to()));
    return challenged(call, challenge, parameters);
  }

  private Recovery.Contact contact(ChoiceCall call, Choice choice) {
    return call.person()
        .known()
        .map(Person.Known::user)
        .flatMap(user -> Recovery.Contact.of(user, choice.attribute()))
        .orElseGet(
            () ->
                sending
                    .standIns()
                    .contact(call.pool(), call.person().typedName(), List.of(choice.attribute())));
  }

  private static Outgoing outgoing(
      ChoiceCall call, Recovery.Contact contact, SignInCodes.Issued issued) {
    Optional<User> user = call.person().known().map(Person.Known::user);
    return new Outgoing(
        call.context().occasion(),
        call.person().subject(),
        user.map(User::username).orElse(call.person().typedName()),
        user.map(known -> EventAttributes.of(call.pool(), known)).orElse(Map.of()),
        contact.medium(),
        contact.to(),
        Message.Purpose.AUTHENTICATION,
        issued.code());
  }

  /// One transaction, or none where there is nothing to store: spends the state that was answered
  /// and queues the message, or for somebody who does not exist writes as much.
  private void record(ChoiceCall call, Recording.Change change, Optional<Messages.Queued> queued) {
    if (!call.proven().isEmpty()) {
      recording.commit(
          call.progress(),
          Optional.empty(),
          (tx, now) -> {
            queue(tx, call, queued);
            return change.write(tx, now);
          });
      return;
    }
    if (call.answered().isEmpty() && queued.isEmpty()) {
      return;
    }
    storing.transactions().run("sign-in-choice", tx -> advance(tx, call, queued));
  }

  private void advance(Tx tx, ChoiceCall call, Optional<Messages.Queued> queued) {
    call.answered().ifPresent(attempt -> spend(tx, call, attempt));
    if (!storing.clients().exists(tx, call.client().poolKey(), call.client().id())) {
      throw Clients.missing(call.client().id().value());
    }
    queue(tx, call, queued);
  }

  /// Spends the state that was answered, where the next challenge is asked elsewhere.
  void spend(ChoiceCall call) {
    record(call, Recording.Change.NONE, Optional.empty());
  }

  private void spend(Tx tx, ChoiceCall call, Attempt attempt) {
    UserId id = new UserId(call.person().subject());
    if (!storing.sessions().spend(tx, id, attempt.id(), attempt.expiresAt())) {
      throw SessionErrors.usedUp();
    }
  }

  private void queue(Tx tx, ChoiceCall call, Optional<Messages.Queued> queued) {
    if (queued.isEmpty()) {
      return;
    }
    if (call.person().known().isPresent()) {
      sending.messages().queue(tx, queued.get());
    } else {
      writeAsMuch(tx, call, queued.get());
    }
  }

  /// Spends a state that nobody was given, and which expires like any other: a transaction that
  /// wrote nothing would commit faster and tell that the user does not exist.
  private void writeAsMuch(Tx tx, ChoiceCall call, Messages.Queued unsent) {
    storing
        .sessions()
        .spend(
            tx,
            new UserId(call.person().subject()),
            unsent.messageId(),
            unsent.createdAt().plus(call.client().rules().sessionValidity()));
  }

  private Outcome challenged(ChoiceCall call, Challenge challenge, Map<String, String> parameters) {
    Attempt attempt =
        sessions.attempt(call.pool(), call.client(), call.person(), call.asking(challenge));
    return new Outcome.Challenged(
        challenge.name(), names(call), parameters, Optional.of(sessions.session(attempt)));
  }

  private static List<String> names(ChoiceCall call) {
    return call.offered().stream().map(Choice::name).toList();
  }
}
