package dev.poolhouse.mfa;

import dev.poolhouse.store.Transactions;
import dev.poolhouse.user.UserChanges;
import dev.poolhouse.wire.Caller;
import dev.poolhouse.wire.Operation;
import java.util.Optional;
import software.amazon.awssdk.services.cognitoidentityprovider.model.AssociateSoftwareTokenRequest;
import software.amazon.awssdk.services.cognitoidentityprovider.model.AssociateSoftwareTokenResponse;

/// Begins to set up a code generator. A new secret takes the place of another one being set up; the
/// one in use stays until `VerifySoftwareToken`.
///
/// Source: AssociateSoftwareToken page of the API reference; sign-in reference §5.1.
public final class AssociateSoftwareToken
    implements Operation<AssociateSoftwareTokenRequest, AssociateSoftwareTokenResponse> {
  private final Enrolments enrolments;
  private final SoftwareTokens tokens;
  private final Storing storing;

  /// What stores the secret.
  public record Storing(Transactions transactions, UserChanges changes, SoftwareTokenStore store) {}

  public AssociateSoftwareToken(Enrolments enrolments, SoftwareTokens tokens, Storing storing) {
    this.enrolments = enrolments;
    this.tokens = tokens;
    this.storing = storing;
  }

  @Override
  public AssociateSoftwareTokenResponse run(Caller caller, AssociateSoftwareTokenRequest request) {
    Enrolments.Enrolment enrolment = enrolments.require(request.accessToken(), request.session());
    SoftwareTokens.Issued issued = tokens.issue(enrolment.user().id());
    storing
        .transactions()
        .run(
            "begin software token",
            tx -> {
              storing.changes().reread(tx, enrolment.user());
              storing.store().begin(tx, enrolment.user().id(), issued.stored());
            });
    Optional<String> session = enrolment.setup().map(SetupSessions.Setup::again);
    AssociateSoftwareTokenResponse.Builder answer =
        AssociateSoftwareTokenResponse.builder().secretCode(issued.shown().reveal());
    session.ifPresent(answer::session);
    return answer.build();
  }
}
