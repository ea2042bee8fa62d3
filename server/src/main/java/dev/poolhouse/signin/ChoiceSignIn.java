package dev.poolhouse.signin;

import dev.poolhouse.crypto.Secret;
import dev.poolhouse.pool.AcrLevel;
import dev.poolhouse.pool.Pool;
import dev.poolhouse.token.AuthenticationMethod;
import dev.poolhouse.user.MfaFactor;
import dev.poolhouse.wire.ApiException;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/// `USER_AUTH`: the user chooses among the first factors that pool and user have. May be shared.
///
/// Source: sign-in reference §1.5; the guide's page on authentication methods in SDKs.
final class ChoiceSignIn {
  private final People people;
  private final SignInFunctions functions;
  private final Resumption resumption;
  private final FirstFactors firstFactors;
  private final StepUps stepUps;
  private final Proving proving;
  private final SignUpContinuation signUps;

  /// What checks a factor, and goes on once it is proven.
  record Proving(
      PasswordSignIn password, SrpSignIn srp, PasskeySteps passkeys, Completion completion) {}

  ChoiceSignIn(
      People people,
      SignInFunctions functions,
      Resumption resumption,
      FirstFactors firstFactors,
      StepUps stepUps,
      Proving proving,
      SignUpContinuation signUps) {
    this.people = people;
    this.functions = functions;
    this.resumption = resumption;
    this.firstFactors = firstFactors;
    this.stepUps = stepUps;
    this.proving = proving;
    this.signUps = signUps;
  }

  /// Begins: straight with the preferred factor, or with the only one if that is a code, or asks
  /// which it shall be. With the session of a sign-up that was just confirmed, signs in.
  Outcome begin(Opening opening) {
    Opening.deviceKey(opening.parameters());
    if (opening.session().isPresent()) {
      return proving.completion().proceed(signUps.progress(opening, opening.session().get()));
    }
    Optional<Choice> preferred = opening.optional("PREFERRED_CHALLENGE").flatMap(Choice::named);
    if (preferred.equals(Optional.of(Choice.PASSWORD_SRP))) {
      SrpProofs.publicValue(opening.require("SRP_A"));
    }
    StepUps.Wish wish = stepUps.wish(opening);
    boolean counted = await(opening, preferred);
    Person person = people.entering(opening.pool(), opening.client(), opening.require("USERNAME"));
    functions.before(opening, person);
    ChoiceCall call = call(opening, person, wish);
    if (!call.proven().isEmpty()) {
      return stepUp(call, preferred);
    }
    if (counted && person.known().isEmpty() && call.offered().contains(Choice.PASSWORD)) {
      Secret password = Secret.of(opening.require("PASSWORD"));
      throw proving.password().refused(call.pool(), person, password);
    }
    return choose(call, preferred);
  }

  /// Takes over who is known elsewhere alone and sends the password at once.
  ///
  /// @return as [Arrivals#await]
  private boolean await(Opening opening, Optional<Choice> preferred) {
    return preferred
        .filter(Choice.PASSWORD::equals)
        .flatMap(_ -> opening.optional("PASSWORD"))
        .map(password -> proving.password().await(opening, Secret.of(password)))
        .orElse(false);
  }

  private Outcome choose(ChoiceCall call, Optional<Choice> preferred) {
    Optional<Choice> straight =
        preferred
            .filter(call.offered()::contains)
            .or(() -> Optional.of(call.offered().getFirst()).filter(_ -> onlyCode(call)));
    return straight.isPresent() ? take(call, straight.get()) : firstFactors.askWhich(call);
  }

  private static boolean onlyCode(ChoiceCall call) {
    return call.offered().size() == 1 && call.offered().getFirst().code();
  }

  private ChoiceCall call(Opening opening, Person person, StepUps.Wish wish) {
    List<Choice> offered = firstFactors.offers(opening.pool(), person);
    Set<Factor> credited = credited(person, wish);
    boolean hidden = wish.credit().isEmpty() && opening.client().rules().hidesUnknownUsers();
    Set<LevelPaths.Ask> askable =
        FirstFactors.askable(offered, second(opening.pool(), person, offered, hidden));
    Optional<AcrLevel> level = level(hidden, wish, FactorMethods.methods(credited), askable);
    return new ChoiceCall(
        opening.pool(),
        opening.client(),
        person,
        credited,
        credited,
        level.map(one -> Set.of(one.number())).orElse(Set.of()),
        CallContext.of(opening),
        Optional.empty(),
        level
            .map(one -> leading(offered, FactorMethods.methods(credited), askable, one))
            .orElse(offered),
        opening.parameters());
  }

  /// Second factors that may decide what is offered. Nobody has any, so where who exists is hidden
  /// they may not, unless there is nothing to choose: they count again after the first factor.
  private static Set<MfaFactor> second(
      Pool pool, Person person, List<Choice> offered, boolean hidden) {
    if (hidden && !Choice.PASSWORDS.containsAll(offered)) {
      return Set.of();
    }
    return person.known().map(known -> UsableFactors.of(pool, known.user())).orElse(Set.of());
  }

  private static Set<Factor> credited(Person person, StepUps.Wish wish) {
    if (wish.credit().isEmpty()) {
      return Set.of();
    }
    StepUps.Credit credit = wish.credit().get();
    Person.Known known =
        person
            .known()
            .filter(found -> found.user().id().equals(credit.user().id()))
            .orElseThrow(StepUps::foreign);
    return credit.factors(known.credential());
  }

  /// The first level wanted that the user can reach. Where the client hides who exists, someone
  /// without a token who can reach none learns that only after a first factor.
  private static Optional<AcrLevel> level(
      boolean hidden,
      StepUps.Wish wish,
      Set<AuthenticationMethod> proven,
      Set<LevelPaths.Ask> askable) {
    if (wish.levels().isEmpty()) {
      return Optional.empty();
    }
    Optional<AcrLevel> reachable =
        wish.levels().stream()
            .filter(level -> LevelPaths.reachable(proven, askable, level))
            .findFirst();
    AcrLevel level =
        reachable
            .or(() -> Optional.of(wish.levels().getFirst()).filter(_ -> hidden))
            .orElseThrow(StepUps::unreachable);
    if (LevelPaths.reaches(proven, level)) {
      throw StepUps.reached(); // whatever the token calls its level: this call proves nothing
    }
    return Optional.of(level);
  }

  /// The choices that lead to the level; all of them where none does.
  private static List<Choice> leading(
      List<Choice> offered,
      Set<AuthenticationMethod> proven,
      Set<LevelPaths.Ask> askable,
      AcrLevel level) {
    Set<LevelPaths.Ask> next = LevelPaths.next(proven, askable, level);
    List<Choice> leading =
        offered.stream().filter(choice -> next.contains(FirstFactors.ask(choice))).toList();
    return leading.isEmpty() ? offered : leading;
  }

  /// Goes on from what an access token has proven.
  private Outcome stepUp(ChoiceCall call, Optional<Choice> preferred) {
    boolean first = call.proven().stream().anyMatch(Factor::first);
    Optional<Choice> wanted = preferred.filter(call.offered()::contains);
    if (!first) {
      return choose(call, wanted);
    }
    return proving.completion().proceed(call.progress(), wanted);
  }

  /// Takes up the chosen factor, with what the client sent along.
  private Outcome take(ChoiceCall call, Choice choice) {
    return switch (choice) {
      case PASSWORD ->
          call.optional("PASSWORD").isPresent() ? password(call) : firstFactors.askPassword(call);
      case PASSWORD_SRP ->
          call.optional("SRP_A").isPresent() ? srp(call) : firstFactors.askSrp(call);
      case EMAIL_OTP, SMS_OTP -> firstFactors.askCode(call, choice, Recording.Change.NONE);
      case WEB_AUTHN -> firstFactors.askPasskey(call, Recording.Change.NONE);
    };
  }

  /// Takes the answer to `SELECT_CHALLENGE`, which may carry the factor's own data.
  Outcome select(Answer answer) {
    String chosen = answer.require("ANSWER");
    Resumption.Resumed<Challenge.SelectChallenge> resumed =
        resumption.require(answer, Challenge.SelectChallenge.class);
    Choice choice =
        Choice.named(chosen)
            .filter(known -> resumed.challenge().offered().contains(known.name()))
            .orElseThrow(ChoiceSignIn::notOffered);
    return take(ChoiceCall.of(answer, resumed, List.of(choice)), choice);
  }

  /// Takes the answer to `PASSWORD`.
  Outcome password(Answer answer) {
    answer.require("PASSWORD");
    Resumption.Resumed<Challenge.Password> resumed =
        resumption.require(answer, Challenge.Password.class);
    return password(ChoiceCall.of(answer, resumed, List.of()));
  }

  private Outcome password(ChoiceCall call) {
    Secret password = Secret.of(call.require("PASSWORD"));
    proving.password().check(call, password);
    return proving
        .completion()
        .proceed(proving.password().noting(call.proving(Factor.PASSWORD), password));
  }

  /// Takes the answer to `PASSWORD_SRP`.
  Outcome srp(Answer answer) {
    SrpProofs.publicValue(answer.require("SRP_A"));
    Resumption.Resumed<Challenge.PasswordSrp> resumed =
        resumption.require(answer, Challenge.PasswordSrp.class);
    return srp(ChoiceCall.of(answer, resumed, List.of()));
  }

  private Outcome srp(ChoiceCall call) {
    Outcome asked = proving.srp().ask(call, SrpProofs.publicValue(call.require("SRP_A")));
    firstFactors.spend(call);
    return asked;
  }

  /// Takes the answer to `WEB_AUTHN`.
  Outcome passkey(Answer answer) {
    answer.require("CREDENTIAL");
    Resumption.Resumed<Challenge.WebAuthn> resumed =
        resumption.require(answer, Challenge.WebAuthn.class);
    ChoiceCall call = ChoiceCall.of(answer, resumed, List.of());
    PasskeySteps.Proof proof = proving.passkeys().answer(call, resumed.challenge());
    firstFactors.requireOffered(call.pool(), call.person(), Choice.WEB_AUTHN);
    return proving.completion().proceed(call.proving(proof.factors()), proof.change());
  }

  private static ApiException notOffered() {
    return ApiException.invalidParameter("Invalid challenge selected."); // (unsure)
  }
}
