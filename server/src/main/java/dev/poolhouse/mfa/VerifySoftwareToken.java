package dev.poolhouse.mfa;

import dev.poolhouse.store.Transactions;
import dev.poolhouse.store.Tx;
import dev.poolhouse.user.MfaFactor;
import dev.poolhouse.user.MfaPreference;
import dev.poolhouse.user.User;
import dev.poolhouse.user.UserChanges;
import dev.poolhouse.wire.ApiException;
import dev.poolhouse.wire.Caller;
import dev.poolhouse.wire.Operation;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Objects;
import software.amazon.awssdk.services.cognitoidentityprovider.model.VerifySoftwareTokenRequest;
import software.amazon.awssdk.services.cognitoidentityprovider.model.VerifySoftwareTokenResponse;
import software.amazon.awssdk.services.cognitoidentityprovider.model.VerifySoftwareTokenResponseType;

/// Puts the code generator being set up to use, with its first code. With an access token it is not
/// asked for until a preference says so; with a `Session` it is switched on at once (recorded), and
/// preferred unless another factor is.
///
/// Source: VerifySoftwareToken page of the API reference; sign-in reference §5.1.
public final class VerifySoftwareToken
    implements Operation<VerifySoftwareTokenRequest, VerifySoftwareTokenResponse> {
  private final Enrolments enrolments;
  private final SoftwareTokens tokens;
  private final Transactions transactions;
  private final UserChanges changes;
  private final InstantSource clock;

  public VerifySoftwareToken(
      Enrolments enrolments,
      SoftwareTokens tokens,
      Transactions transactions,
      UserChanges changes,
      InstantSource clock) {
    this.enrolments = enrolments;
    this.tokens = tokens;
    this.transactions = transactions;
    this.changes = changes;
    this.clock = clock;
  }

  @Override
  public VerifySoftwareTokenResponse run(Caller caller, VerifySoftwareTokenRequest request) {
    Enrolments.Enrolment enrolment = enrolments.require(request.accessToken(), request.session());
    User user = enrolment.user();
    SoftwareTokenStore.SoftwareToken token =
        transactions
            .read("find software token", tx -> tokens.find(tx, user.id()))
            .filter(found -> found.pending().isPresent())
            .orElseThrow(VerifySoftwareToken::notBegun);
    SoftwareTokens.Proof proof =
        tokens
            .provePending(user.id(), token, request.userCode())
            .orElseThrow(SoftwareTokens::mismatch);
    String name = Objects.requireNonNullElse(request.friendlyDeviceName(), "");
    VerifySoftwareTokenResponse.Builder answer =
        VerifySoftwareTokenResponse.builder().status(VerifySoftwareTokenResponseType.SUCCESS);
    enrolment
        .setup()
        .ifPresentOrElse(
            setup ->
                answer.session(setup.complete((tx, present) -> activate(tx, present, proof, name))),
            () ->
                changes.change(
                    "verify software token",
                    enrolment.pool(),
                    user,
                    (tx, present) -> enrol(tx, present, proof, name)));
    return answer.build();
  }

  private User enrol(Tx tx, User present, SoftwareTokens.Proof proof, String name) {
    Instant now = clock.instant();
    tokens.enrol(tx, proof, name, now);
    return present.withMfa(present.mfa(), now);
  }

  private User activate(Tx tx, User present, SoftwareTokens.Proof proof, String name) {
    User enrolled = enrol(tx, present, proof, name);
    MfaPreference mfa = enrolled.mfa();
    return enrolled.withMfa(
        mfa.with(MfaFactor.SOFTWARE_TOKEN_MFA, mfa.preferred().isEmpty()), enrolled.modifiedAt());
  }

  /// Type and wording (unsure).
  private static ApiException notBegun() {
    return ApiException.invalidParameter(
        "User has no software token to verify, associate one first.");
  }
}
