package dev.poolhouse.http;

/// Answers who signed a request. May be shared.
///
/// `serve` uses [VerifiedSignatures]. `dev` uses [NamedSignatures], which reads names without
/// proof: it is what the development profile promises, not a switched-off check.
public sealed interface Signatures permits VerifiedSignatures, NamedSignatures {

  /// The signer of a request. Throws [dev.poolhouse.wire.ApiException] with the service's own
  /// errors when there is none or the signature does not hold.
  Signer signer(RequestHead head, byte[] body);
}
