package dev.poolhouse.wire;

import software.amazon.awssdk.services.cognitoidentityprovider.model.CognitoIdentityProviderRequest;
import software.amazon.awssdk.services.cognitoidentityprovider.model.CognitoIdentityProviderResponse;

/// One operation of the user-pools API. The implementing class carries the operation's own name.
///
/// `run` is called with a request whose shape (required members, lengths, patterns, enum values)
/// has been checked, and from many threads at once.
///
/// @param <Q> the SDK's request class
/// @param <A> the SDK's response class
@FunctionalInterface
public interface Operation<
    Q extends CognitoIdentityProviderRequest, A extends CognitoIdentityProviderResponse> {

  /// Runs the operation to its end. Throws [ApiException] for every refusal the API documents.
  A run(Caller caller, Q request);
}
