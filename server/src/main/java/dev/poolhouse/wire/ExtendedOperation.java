package dev.poolhouse.wire;

import java.util.Map;
import software.amazon.awssdk.services.cognitoidentityprovider.model.CognitoIdentityProviderRequest;
import software.amazon.awssdk.services.cognitoidentityprovider.model.CognitoIdentityProviderResponse;

/// An [Operation] with members that the SDK's classes do not carry yet. [NewerMembers] lists those
/// of requests.
///
/// @param <Q> the SDK's request class
/// @param <A> the SDK's response class
public interface ExtendedOperation<
        Q extends CognitoIdentityProviderRequest, A extends CognitoIdentityProviderResponse>
    extends Operation<Q, A> {

  /// An answer with what the SDK's class cannot hold.
  ///
  /// @param response the SDK's part
  /// @param newer further members by name, in the plain values of [ApiCodec#members]; a map under
  ///   the name of a structure of `response` holds further members of that structure
  record Answer<A extends CognitoIdentityProviderResponse>(A response, Map<String, Object> newer) {
    public Answer {
      newer = Map.copyOf(newer);
    }
  }

  /// Runs the operation, as [Operation#run] does.
  ///
  /// @param newer as [NewerMembers#read] returned it
  Answer<A> run(Caller caller, Q request, Map<String, Object> newer);

  @Override
  default A run(Caller caller, Q request) {
    return run(caller, request, Map.of()).response();
  }
}
