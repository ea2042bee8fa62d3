package dev.poolhouse.wire;

/// Who is calling, and from where. The front door makes one per request; nothing behind it reads a
/// header again.
public sealed interface Caller {

  /// Where the request came from and which region and account it addresses.
  Origin origin();

  /// A caller without a signature, or one whose signature the operation does not look at.
  ///
  /// @param origin where the request came from
  record Anonymous(Origin origin) implements Caller {}

  /// A caller with AWS credentials: verified ones in `serve`, merely named ones in `dev`.
  ///
  /// @param origin where the request came from
  /// @param accessKeyId the access key of the signature
  /// @param arn the caller as messages and logs name it
  record Signed(Origin origin, String accessKeyId, String arn) implements Caller {}

  /// What is known of a request apart from who sent it.
  ///
  /// @param region AWS region name that the credential scope, or else the server's setting, gives
  /// @param account twelve-digit account number
  /// @param address client address, the socket's own or that told by a trusted proxy
  /// @param userAgent the `User-Agent` header, empty when absent
  /// @param requestId id of this request, a UUID, as `x-amzn-RequestId` shows it
  record Origin(
      String region, String account, String address, String userAgent, String requestId) {}
}
