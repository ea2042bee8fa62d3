package dev.poolhouse.http;

import dev.poolhouse.key.AccessPolicy;

/// Who signed a request, and what that caller may do.
///
/// @param accessKeyId the key of the signature
/// @param account twelve-digit account the caller acts in
/// @param region region of the credential scope
/// @param arn the caller as messages and logs name it
/// @param policy what the caller may do
public record Signer(
    String accessKeyId, String account, String region, String arn, AccessPolicy policy) {}
