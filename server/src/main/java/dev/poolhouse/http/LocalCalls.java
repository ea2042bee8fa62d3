package dev.poolhouse.http;

import dev.poolhouse.wire.ApiOperation;
import dev.poolhouse.wire.Caller;
import dev.poolhouse.wire.Constraints;
import dev.poolhouse.wire.Operation;
import software.amazon.awssdk.services.cognitoidentityprovider.model.CognitoIdentityProviderRequest;
import software.amazon.awssdk.services.cognitoidentityprovider.model.CognitoIdentityProviderResponse;

/// Runs operations inside this process, without a socket and a signature: shape rules and the
/// operation's own, as for every caller. For the program's own commands; may be shared.
public final class LocalCalls {
  private static final String SUFFIX = "Request";

  private final OperationTable operations;
  private final Constraints constraints;

  public LocalCalls(OperationTable operations, Constraints constraints) {
    this.operations = operations;
    this.constraints = constraints;
  }

  /// The answer to a request. Throws [dev.poolhouse.wire.ApiException] like the API.
  ///
  /// @throws IllegalStateException when the operation is not built yet
  public CognitoIdentityProviderResponse run(
      Caller caller, CognitoIdentityProviderRequest request) {
    String type = request.getClass().getSimpleName();
    String name = type.substring(0, type.length() - SUFFIX.length());
    Operation<?, ?> code =
        ApiOperation.named(name)
            .flatMap(operations::find)
            .orElseThrow(() -> new IllegalStateException(name + " is not built yet"));
    constraints.check(name, request);
    return call(code, caller, request);
  }

  /// The table maps each name to the operation of that name, so request and code fit.
  @SuppressWarnings("unchecked")
  private static CognitoIdentityProviderResponse call(
      Operation<?, ?> code, Caller caller, CognitoIdentityProviderRequest request) {
    return ((Operation<CognitoIdentityProviderRequest, CognitoIdentityProviderResponse>) code)
        .run(caller, request);
  }
}
