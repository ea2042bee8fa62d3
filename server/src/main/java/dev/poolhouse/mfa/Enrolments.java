package dev.poolhouse.mfa;

import dev.poolhouse.pool.Pool;
import dev.poolhouse.token.AccessTokens;
import dev.poolhouse.user.User;
import dev.poolhouse.wire.ApiException;
import dev.poolhouse.wire.ErrorCode;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/// Who sets up a code generator: a signed-in user with an access token, or one who signs in and
/// must set up a second factor, with a `Session`. May be shared.
public final class Enrolments {
  private final AccessTokens tokens;
  private final SetupSessions sessions;

  public Enrolments(AccessTokens tokens, SetupSessions sessions) {
    this.tokens = tokens;
    this.sessions = sessions;
  }

  /// A user who sets up a code generator.
  ///
  /// @param setup the sign-in that waits for it; empty with an access token
  record Enrolment(Pool pool, User user, Optional<SetupSessions.Setup> setup) {}

  /// The user that exactly one of the two stands for, in a pool with code generators.
  ///
  /// Throws `InvalidParameterException`, what tokens and sessions refuse, and
  /// `SoftwareTokenMFANotFoundException`.
  Enrolment require(@Nullable String accessToken, @Nullable String session) {
    Enrolment enrolment = find(accessToken, session);
    if (!enrolment.pool().mfaPolicy().softwareToken()) {
      throw ApiException.of(
          ErrorCode.SOFTWARE_TOKEN_MFA_NOT_FOUND,
          "Software Token MFA has not been enabled by the userPool");
    }
    return enrolment;
  }

  private Enrolment find(@Nullable String accessToken, @Nullable String session) {
    if (accessToken != null && session == null) {
      AccessTokens.Grant grant = tokens.require(accessToken);
      return new Enrolment(grant.pool(), grant.user(), Optional.empty());
    }
    if (session != null && accessToken == null) {
      SetupSessions.Setup setup = sessions.open(session);
      return new Enrolment(setup.pool(), setup.user(), Optional.of(setup));
    }
    throw ApiException.invalidParameter(
        "Exactly one of AccessToken and Session is required."); // wording (unsure)
  }
}
