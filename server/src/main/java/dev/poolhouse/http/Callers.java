package dev.poolhouse.http;

import dev.poolhouse.wire.ApiException;
import dev.poolhouse.wire.ApiOperation;
import dev.poolhouse.wire.Caller;
import dev.poolhouse.wire.ErrorCode;
import software.amazon.awssdk.core.SdkPojo;

/// Turns a request into the [Caller] that operations see, and asks the caller's policy. May be
/// shared.
public final class Callers {
  private final Signatures signatures;
  private final Scopes scopes;

  /// @param signatures asked for operations that must be signed
  /// @param scopes region and account of all others
  public Callers(Signatures signatures, Scopes scopes) {
    this.signatures = signatures;
    this.scopes = scopes;
  }

  /// Who calls, before the body is read as JSON. Token and public operations take no notice of a
  /// signature beyond the region and account it names.
  Admission admit(ApiOperation operation, RequestHead head, byte[] body) {
    if (operation.auth() != ApiOperation.Auth.SIGNED) {
      Scopes.Scope scope = scopes.of(head);
      return new Admission.Open(
          new Caller.Anonymous(origin(head, scope.region(), scope.account())));
    }
    Signer signer = signatures.signer(head, body);
    Caller.Origin origin = origin(head, signer.region(), signer.account());
    return new Admission.Limited(
        new Caller.Signed(origin, signer.accessKeyId(), signer.arn()), signer);
  }

  private static Caller.Origin origin(RequestHead head, String region, String account) {
    return new Caller.Origin(
        region, account, head.address(), head.header("user-agent").orElse(""), head.requestId());
  }

  /// The caller with what is still to be asked once the request has been decoded.
  sealed interface Admission {

    /// Who calls.
    Caller caller();

    /// Refuses with `AccessDeniedException` what the caller may not do.
    void authorize(ApiOperation operation, SdkPojo request);

    /// A caller whom no policy limits.
    record Open(Caller caller) implements Admission {
      @Override
      public void authorize(ApiOperation operation, SdkPojo request) {
        // the operation itself checks what its body proves
      }
    }

    /// A caller limited by the policy of its key.
    record Limited(Caller caller, Signer signer) implements Admission {
      @Override
      public void authorize(ApiOperation operation, SdkPojo request) {
        String action = "cognito-idp:" + operation.name();
        String resource = PoolArn.of(request, signer);
        if (!signer.policy().allows(action, resource)) {
          throw ApiException.of(
              ErrorCode.ACCESS_DENIED,
              "User: %s is not authorized to perform: %s on resource: %s because no identity-based policy allows the %s action"
                  .formatted(signer.arn(), action, resource, action));
        }
      }
    }
  }
}
