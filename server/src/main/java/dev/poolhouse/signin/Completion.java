package dev.poolhouse.signin;

import dev.poolhouse.device.Device;
import dev.poolhouse.pool.AcrLevel;
import dev.poolhouse.token.AuthenticationMethod;
import dev.poolhouse.token.RefreshFamily;
import dev.poolhouse.token.TokenIssuer;
import dev.poolhouse.token.TokenSource;
import dev.poolhouse.token.TokenSubject;
import dev.poolhouse.user.Credential;
import dev.poolhouse.user.MfaFactor;
import dev.poolhouse.user.StateErrors;
import dev.poolhouse.user.User;
import dev.poolhouse.wire.ApiException;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import software.amazon.awssdk.services.cognitoidentityprovider.model.ChallengeNameType;
import software.amazon.awssdk.services.cognitoidentityprovider.model.NewDeviceMetadataType;

/// What follows once something has been proven: the next challenge, or tokens. Every flow ends
/// here. May be shared.
final class Completion {
  private final Recording recording;
  private final TokenIssuer issuer;
  private final Sessions sessions;
  private final SecondFactors factors;
  private final FirstFactors firstFactors;
  private final DeviceSteps devices;
  private final CustomSteps custom;
  private final SignInFunctions functions;
  private final SignInThreats threats;
  private final InstantSource clock;

  Completion(
      Recording recording,
      TokenIssuer issuer,
      Sessions sessions,
      SecondFactors factors,
      FirstFactors firstFactors,
      DeviceSteps devices,
      CustomSteps custom,
      SignInFunctions functions,
      SignInThreats threats,
      InstantSource clock) {
    this.factors = factors;
    this.firstFactors = firstFactors;
    this.devices = devices;
    this.custom = custom;
    this.functions = functions;
    this.threats = threats;
    this.recording = recording;
    this.issuer = issuer;
    this.sessions = sessions;
    this.clock = clock;
  }

  /// Goes on after a proof that changes nothing else.
  Outcome proceed(Progress progress) {
    return proceed(progress, Recording.Change.NONE);
  }

  /// Goes on from what an access token has proven.
  ///
  /// @param preferred the first factor to go on with, if the wanted level needs one more
  Outcome proceed(Progress progress, Optional<Choice> preferred) {
    return proceed(progress, Recording.Change.NONE, preferred);
  }

  /// Goes on after a proof.
  ///
  /// Throws `NotAuthorizedException` (disabled, temporary password expired, locked meanwhile),
  /// `PasswordResetRequiredException`, and what [Recording#commit] finds.
  ///
  /// @param change what the answer changes, written in the same transaction
  Outcome proceed(Progress progress, Recording.Change change) {
    return proceed(progress, change, Optional.empty());
  }

  /// Whatever is refused after a right password tells that it was right, so the lock is asked once
  /// more before, as it is by every step that goes on. Guesses at the same time gain nothing then.
  private Outcome proceed(Progress progress, Recording.Change change, Optional<Choice> preferred) {
    try {
      return step(progress, change, preferred);
    } catch (ApiException refused) {
      recording.requireUnlocked(progress);
      throw refused;
    }
  }

  private Outcome step(Progress proven, Recording.Change change, Optional<Choice> preferred) {
    if (!proven.user().enabled()) {
      throw StateErrors.disabled();
    }
    Progress progress = threats.assessed(proven, () -> recording.requireUnlocked(proven));
    Optional<Device> device = devices.find(progress);
    Wanted wanted = wanted(progress);
    Known known = new Known(device, wanted, preferred);
    NextStep.Step step = NextStep.after(facts(progress, wanted, device), wanted.lacking());
    if (!progress.undecided()) {
      return perform(step, progress, change, known);
    }
    CustomSteps.Turn turn = custom.turn(progress);
    return step == NextStep.Step.CUSTOM
        ? decide(progress, turn, change, known)
        : perform(
            step,
            progress.keeping(turn.rounds().ref()),
            custom.writing(progress, turn, change),
            known);
  }

  /// Goes on with a custom sign-in, perhaps nobody's, as the pool's functions decide.
  ///
  /// Throws what [#proceed] throws, and what [CustomSteps#decide] does.
  Outcome decide(Progress progress, CustomSteps.Turn turn) {
    Known nothing =
        new Known(
            Optional.empty(),
            new Wanted(NextStep.Lacking.NOTHING, Set.of(), List.of()),
            Optional.empty());
    boolean password = progress.proven().contains(Factor.PASSWORD);
    return decide(
        progress,
        turn,
        Recording.Change.NONE,
        password ? nothing.with(factors.usable(progress)) : nothing);
  }

  private Outcome decide(
      Progress progress, CustomSteps.Turn turn, Recording.Change change, Known known) {
    return switch (custom.decide(progress, turn, change, known.wanted().usable())) {
      case CustomSteps.Next.Asked(Outcome asked) -> asked;
      case CustomSteps.Next.BuiltIn(NextStep.Step step) ->
          perform(
              step,
              progress.keeping(turn.rounds().ref()),
              custom.writing(progress, turn, change),
              known);
      case CustomSteps.Next.LetIn() ->
          step(progress.letIn(), custom.dropping(progress, turn, change), Optional.empty());
    };
  }

  /// What was looked up to decide on a step.
  ///
  /// @param device the confirmed device that the client named
  /// @param preferred the first factor to go on with, if the wanted level needs one more
  private record Known(Optional<Device> device, Wanted wanted, Optional<Choice> preferred) {
    private Known with(Set<MfaFactor> usable) {
      return new Known(device, new Wanted(wanted.lacking(), usable, wanted.further()), preferred);
    }
  }

  private Outcome perform(
      NextStep.Step step, Progress progress, Recording.Change change, Known known) {
    Wanted wanted = known.wanted();
    return switch (step) {
      case SIGNED_IN -> signIn(progress, known.device(), change);
      case NEW_PASSWORD -> askNewPassword(progress, change);
      case RESET_REQUIRED -> throw StateErrors.resetRequired();
      case DEVICE -> devices.ask(progress, known.device().orElseThrow(), change);
      case MFA_SETUP -> factors.askSetup(progress, change);
      case SELECT_MFA_TYPE -> factors.askWhich(progress, change, wanted.usable());
      case SMS_MFA -> factors.ask(progress, change, MfaFactor.SMS_MFA);
      case EMAIL_OTP -> factors.ask(progress, change, MfaFactor.EMAIL_OTP);
      case SOFTWARE_TOKEN_MFA -> factors.ask(progress, change, MfaFactor.SOFTWARE_TOKEN_MFA);
      case FIRST_FACTOR ->
          firstFactors.askFurther(
              progress,
              change,
              known
                  .preferred()
                  .filter(wanted.further()::contains)
                  .map(List::of)
                  .orElse(wanted.further()));
      case FACTOR_LACKING -> throw threats.lacksFactor(progress);
      case LEVEL_UNREACHABLE -> throw StepUps.unreachable();
      case CUSTOM -> throw new IllegalStateException("the functions were not asked");
    };
  }

  /// What the wanted level, if any, still needs.
  ///
  /// @param usable second factors that can be asked for; those that lead to the level if any does
  /// @param further first factors that lead to the level
  private record Wanted(NextStep.Lacking lacking, Set<MfaFactor> usable, List<Choice> further) {}

  private Wanted wanted(Progress progress) {
    Set<MfaFactor> usable = factors.usable(progress);
    Set<AuthenticationMethod> proven = FactorMethods.methods(progress.proven());
    Optional<AcrLevel> level =
        progress.levels().stream()
            .map(AcrLevel::of)
            .findFirst()
            .filter(wanted -> !LevelPaths.reaches(proven, wanted));
    if (level.isEmpty()) {
      return new Wanted(NextStep.Lacking.NOTHING, usable, List.of());
    }
    List<Choice> offered = firstFactors.offers(progress.pool(), progress.person());
    Set<LevelPaths.Ask> next =
        LevelPaths.next(proven, FirstFactors.askable(offered, usable), level.get());
    Set<MfaFactor> leading =
        usable.stream()
            .filter(factor -> next.contains(SecondFactors.ask(factor)))
            .collect(Collectors.toSet());
    if (!leading.isEmpty()) {
      return new Wanted(NextStep.Lacking.SECOND_FACTOR, leading, List.of());
    }
    List<Choice> further =
        offered.stream().filter(choice -> next.contains(FirstFactors.ask(choice))).toList();
    return new Wanted(
        further.isEmpty() ? NextStep.Lacking.UNREACHABLE : NextStep.Lacking.FIRST_FACTOR,
        usable,
        further);
  }

  private NextStep.Facts facts(Progress progress, Wanted wanted, Optional<Device> device) {
    return new NextStep.Facts(
        progress.proven(),
        progress.user().status(),
        progress.pool().mfaPolicy().mode(),
        wanted.usable(),
        progress.user().mfa().preferred(),
        progress.pool().mfaPolicy().passkeyCountsTwice(),
        progress.undecided(),
        wanted.lacking() == NextStep.Lacking.NOTHING
            && device.filter(known -> DeviceSteps.standsIn(progress.pool(), known)).isPresent(),
        SignInThreats.demand(progress));
  }

  /// Tokens of a step-up say that the user authenticated now, though a part of it was proven for
  /// the token that was sent: the guide says no more than that they get "a fresh validity period"
  /// (unsure). `MAX_AGE` therefore limits the age of the last proof, not of each.
  private Outcome signIn(Progress progress, Optional<Device> device, Recording.Change change) {
    Optional<NewDeviceMetadataType> fresh = devices.metadata(progress, device);
    Recording.Change noted =
        device.map(used -> devices.noting(progress, used, change)).orElse(change);
    RefreshFamily begun =
        issuer.begin(
            progress.client(),
            progress.user().id(),
            device.map(Device::key).or(() -> fresh.map(NewDeviceMetadataType::deviceKey)),
            FactorMethods.authentication(
                progress.proven(), !progress.levels().isEmpty(), progress.pool().acrLevels()));
    RefreshFamily family =
        progress
            .context()
            .watched()
            .map(watched -> begun.withEventId(watched.eventId()))
            .orElse(begun);
    functions.after(progress, fresh.isPresent());
    TokenSubject subject =
        issuer.customized(
            progress.occasion(),
            source(progress),
            new TokenSubject(
                progress.pool(),
                progress.client(),
                progress.user(),
                progress.known().groups(),
                family));
    User user = recording.commit(progress, Optional.of(family), noted);
    return new Outcome.SignedIn(issuer.issue(subject.with(user)), fresh);
  }

  /// Where a new password was set and a device proven, the device came last.
  private static TokenSource source(Progress progress) {
    if (progress.proven().contains(Factor.DEVICE)) {
      return TokenSource.AUTHENTICATE_DEVICE;
    }
    return progress.proven().contains(Factor.NEW_PASSWORD)
        ? TokenSource.NEW_PASSWORD_CHALLENGE
        : TokenSource.AUTHENTICATION;
  }

  private Outcome askNewPassword(Progress progress, Recording.Change change) {
    boolean expired =
        progress
            .known()
            .credential()
            .flatMap(Credential::expiresAt)
            .filter(end -> !clock.instant().isBefore(end))
            .isPresent();
    if (expired) {
      throw ApiException.notAuthorized(
          "Temporary password has expired and must be reset by an administrator.");
    }
    recording.commit(progress, Optional.empty(), change);
    Attempt attempt = sessions.next(progress, new Challenge.NewPasswordRequired());
    return Outcome.Challenged.of(
        ChallengeNameType.NEW_PASSWORD_REQUIRED,
        NewPasswordParameters.of(progress.pool(), progress.user()),
        sessions.session(attempt));
  }
}
