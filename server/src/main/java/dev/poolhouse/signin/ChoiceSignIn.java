package dev.poolhouse.signin;

import dev.poolhouse.crypto.Secret;
import dev.poolhouse.pool.AcrLevel;
import dev.poolhouse.pool.Pool;
import dev.poolhouse.token.ProofMethod;
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
  private final Resumption resumption;
  private final FirstSteps steps;
  private final StepUps stepUps;
  private final Proving proving;
  private final SignUpContinuation signUps;

  /// What checks a factor, and goes on once it is proven.
  record Proving(
      PasswordSignIn password, SrpSignIn srp, PasskeySteps passkeys, Completion completion) {}

  ChoiceSignIn(
      People people,
      Resumption resumption,
      FirstSteps steps,
      StepUps stepUps,
      Proving proving,
      SignUpContinuation signUps) {
    this.people = people;
    this.resumption = resumption;
    this.steps = steps;
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
    Person person = people.entering(opening.pool(), opening.client(), opening.require("USERNAME"));
    Turn turn = turn(opening, person, wish);
    if (!turn.proven().isEmpty()) {
      return stepUp(turn, preferred);
    }
    return choose(turn, preferred);
  }

  private Outcome choose(Turn turn, Optional<Choice> preferred) {
    Optional<Choice> straight =
        preferred
            .filter(turn.offered()::contains)
            .or(() -> Optional.of(turn.offered().getFirst()).filter(_ -> onlyCode(turn)));
    return straight.isPresent() ? take(turn, straight.get()) : steps.askWhich(turn);
  }

  private static boolean onlyCode(Turn turn) {
    return turn.offered().size() == 1 && turn.offered().getFirst().code();
  }

  private Turn turn(Opening opening, Person person, StepUps.Wish wish) {
    List<Choice> offered = steps.offers(opening.pool(), person);
    Set<Factor> credited = credited(person, wish);
    Set<Toward.Ask> askable = FirstSteps.askable(offered, second(opening.pool(), person));
    Optional<AcrLevel> level = level(opening, wish, Proofs.methods(credited), askable);
    return new Turn(
        opening.pool(),
        opening.client(),
        person,
        credited,
        credited,
        level.map(one -> Set.of(one.number())).orElse(Set.of()),
        Terminal.of(opening),
        Optional.empty(),
        level.map(one -> leading(offered, Proofs.methods(credited), askable, one)).orElse(offered),
        opening.parameters());
  }

  private static Set<MfaFactor> second(Pool pool, Person person) {
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
      Opening opening, StepUps.Wish wish, Set<ProofMethod> proven, Set<Toward.Ask> askable) {
    if (wish.levels().isEmpty()) {
      return Optional.empty();
    }
    Optional<AcrLevel> reachable =
        wish.levels().stream()
            .filter(level -> Toward.reachable(proven, askable, level))
            .findFirst();
    boolean hidden = wish.credit().isEmpty() && opening.client().rules().hidesUnknownUsers();
    AcrLevel level =
        reachable
            .or(() -> Optional.of(wish.levels().getFirst()).filter(_ -> hidden))
            .orElseThrow(StepUps::unreachable);
    boolean reached =
        wish.credit()
            .flatMap(StepUps.Credit::level)
            .filter(had -> had.reaches(level) && Toward.reaches(proven, level))
            .isPresent();
    if (reached) {
      throw StepUps.reached();
    }
    return Optional.of(level);
  }

  /// The choices that lead to the level; all of them where none does.
  private static List<Choice> leading(
      List<Choice> offered, Set<ProofMethod> proven, Set<Toward.Ask> askable, AcrLevel level) {
    Set<Toward.Ask> next = Toward.next(proven, askable, level);
    List<Choice> leading =
        offered.stream().filter(choice -> next.contains(FirstSteps.ask(choice))).toList();
    return leading.isEmpty() ? offered : leading;
  }

  /// Goes on from what an access token has proven.
  private Outcome stepUp(Turn turn, Optional<Choice> preferred) {
    boolean first = turn.proven().stream().anyMatch(Factor::first);
    Optional<Choice> wanted = preferred.filter(turn.offered()::contains);
    if (!first) {
      return choose(turn, wanted);
    }
    return proving.completion().proceed(turn.progress(), wanted);
  }

  /// Takes up the chosen factor, with what the client sent along.
  private Outcome take(Turn turn, Choice choice) {
    return switch (choice) {
      case PASSWORD ->
          turn.optional("PASSWORD").isPresent() ? password(turn) : steps.askPassword(turn);
      case PASSWORD_SRP -> turn.optional("SRP_A").isPresent() ? srp(turn) : steps.askSrp(turn);
      case EMAIL_OTP, SMS_OTP -> steps.askCode(turn, choice, Recording.Change.NONE);
      case WEB_AUTHN -> steps.askPasskey(turn, Recording.Change.NONE);
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
    return take(Turn.of(answer, resumed, List.of(choice)), choice);
  }

  /// Takes the answer to `PASSWORD`.
  Outcome password(Answer answer) {
    answer.require("PASSWORD");
    Resumption.Resumed<Challenge.Password> resumed =
        resumption.require(answer, Challenge.Password.class);
    return password(Turn.of(answer, resumed, List.of()));
  }

  private Outcome password(Turn turn) {
    proving.password().check(turn, Secret.of(turn.require("PASSWORD")));
    return proving.completion().proceed(turn.proving(Factor.PASSWORD));
  }

  /// Takes the answer to `PASSWORD_SRP`.
  Outcome srp(Answer answer) {
    SrpProofs.publicValue(answer.require("SRP_A"));
    Resumption.Resumed<Challenge.PasswordSrp> resumed =
        resumption.require(answer, Challenge.PasswordSrp.class);
    return srp(Turn.of(answer, resumed, List.of()));
  }

  private Outcome srp(Turn turn) {
    Outcome asked = proving.srp().ask(turn, SrpProofs.publicValue(turn.require("SRP_A")));
    steps.spend(turn);
    return asked;
  }

  /// Takes the answer to `WEB_AUTHN`.
  Outcome passkey(Answer answer) {
    answer.require("CREDENTIAL");
    Resumption.Resumed<Challenge.WebAuthn> resumed =
        resumption.require(answer, Challenge.WebAuthn.class);
    Turn turn = Turn.of(answer, resumed, List.of());
    PasskeySteps.Proof proof = proving.passkeys().answer(turn, resumed.challenge());
    steps.requireOffered(turn.pool(), turn.person(), Choice.WEB_AUTHN);
    return proving.completion().proceed(turn.proving(proof.factors()), proof.change());
  }

  private static ApiException notOffered() {
    return ApiException.invalidParameter("Invalid challenge selected."); // (unsure)
  }
}
