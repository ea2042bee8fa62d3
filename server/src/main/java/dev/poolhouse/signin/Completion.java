package dev.poolhouse.signin;

import dev.poolhouse.token.Authentication;
import dev.poolhouse.token.RefreshFamily;
import dev.poolhouse.token.TokenIssuer;
import dev.poolhouse.token.TokenSubject;
import dev.poolhouse.user.Credential;
import dev.poolhouse.user.MfaFactor;
import dev.poolhouse.user.User;
import dev.poolhouse.wire.ApiException;
import dev.poolhouse.wire.ErrorCode;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;
import software.amazon.awssdk.services.cognitoidentityprovider.model.ChallengeNameType;
import software.amazon.awssdk.services.cognitoidentityprovider.model.NewDeviceMetadataType;

/// What follows once something has been proven: the next challenge, or tokens. Every flow ends
/// here. May be shared.
final class Completion {
  private final Recording recording;
  private final TokenIssuer issuer;
  private final Sessions sessions;
  private final SecondFactors factors;
  private final DeviceSteps devices;
  private final InstantSource clock;

  Completion(
      Recording recording,
      TokenIssuer issuer,
      Sessions sessions,
      SecondFactors factors,
      DeviceSteps devices,
      InstantSource clock) {
    this.factors = factors;
    this.devices = devices;
    this.recording = recording;
    this.issuer = issuer;
    this.sessions = sessions;
    this.clock = clock;
  }

  /// Goes on after a proof that changes nothing else.
  Outcome proceed(Progress progress) {
    return proceed(progress, Recording.Change.NONE);
  }

  /// Goes on after a proof.
  ///
  /// Throws `NotAuthorizedException` (disabled, temporary password expired),
  /// `PasswordResetRequiredException`, and what [Recording#commit] finds.
  ///
  /// @param change what the answer changes, written in the same transaction
  Outcome proceed(Progress progress, Recording.Change change) {
    if (!progress.user().enabled()) {
      throw People.disabled();
    }
    return switch (NextStep.after(facts(progress))) {
      case SIGNED_IN -> signIn(progress, change);
      case NEW_PASSWORD -> askNewPassword(progress, change);
      case RESET_REQUIRED ->
          throw ApiException.of(
              ErrorCode.PASSWORD_RESET_REQUIRED, "Password reset required for the user");
      case DEVICE -> devices.ask(progress, change);
      case MFA_SETUP -> factors.askSetup(progress, change);
      case SELECT_MFA_TYPE -> factors.askWhich(progress, change);
      case SMS_MFA -> factors.ask(progress, change, MfaFactor.SMS_MFA);
      case EMAIL_OTP -> factors.ask(progress, change, MfaFactor.EMAIL_OTP);
      case SOFTWARE_TOKEN_MFA -> factors.ask(progress, change, MfaFactor.SOFTWARE_TOKEN_MFA);
    };
  }

  private NextStep.Facts facts(Progress progress) {
    return new NextStep.Facts(
        progress.proven(),
        progress.user().status(),
        progress.pool().mfaPolicy().mode(),
        factors.usable(progress),
        progress.user().mfa().preferred(),
        progress.pool().mfaPolicy().passkeyCountsTwice(),
        devices.standsIn(progress));
  }

  private Outcome signIn(Progress progress, Recording.Change change) {
    Optional<NewDeviceMetadataType> device = devices.metadata(progress);
    RefreshFamily family =
        issuer.begin(
            progress.client(),
            progress.user().id(),
            device.map(NewDeviceMetadataType::deviceKey),
            new Authentication(List.of(), Optional.empty()));
    User user = recording.commit(progress, Optional.of(family), change);
    return new Outcome.SignedIn(
        issuer.issue(
            new TokenSubject(
                progress.pool(), progress.client(), user, progress.known().groups(), family)),
        device);
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
