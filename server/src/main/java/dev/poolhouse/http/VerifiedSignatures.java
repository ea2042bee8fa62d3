package dev.poolhouse.http;

import dev.poolhouse.key.AccessKey;
import dev.poolhouse.key.AccessKeys;
import dev.poolhouse.wire.ApiException;
import dev.poolhouse.wire.ErrorCode;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.time.LocalDateTime;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/// Verifies SigV4 in its header form. May be shared.
///
/// Presigned queries, chunked payload signatures, session tokens and SigV4A are refused. A proxy in
/// front must pass on `Host` as the client sent it.
///
/// Source of the texts: recorded answers and, where marked (unsure), widely quoted ones.
public final class VerifiedSignatures implements Signatures {
  static final Duration SKEW = Duration.ofMinutes(5);
  private static final String SERVICE = "cognito-idp";
  private static final String TERMINATOR = "aws4_request";
  private static final String MISMATCH =
      "The request signature we calculated does not match the signature you provided. Check your"
          + " AWS Secret Access Key and signing method. Consult the service documentation for"
          + " details.";
  private static final DateTimeFormatter BASIC =
      DateTimeFormatter.ofPattern("uuuuMMdd'T'HHmmss'Z'").withZone(ZoneOffset.UTC);

  /// Headers that change what a request does, and so must be signed where they are sent.
  private static final List<String> BINDING =
      List.of("x-amz-date", "x-amz-target", "x-amz-content-sha256", "x-amz-security-token");

  private final AccessKeys keys;
  private final List<InstantSource> clocks;
  private final Set<String> regions;
  private final DerivedKeys derived = new DerivedKeys();

  /// @param keys where keys are looked up
  /// @param clocks the real clock, and the moved one where there is one; a request may agree with
  ///   either, and errors show the first
  /// @param regions regions a credential may be scoped to; empty for every well-formed name
  public VerifiedSignatures(AccessKeys keys, List<InstantSource> clocks, Set<String> regions) {
    this.keys = keys;
    this.clocks = List.copyOf(clocks);
    this.regions = Set.copyOf(regions);
  }

  @Override
  public Signer signer(RequestHead head, byte[] body) {
    Authorization authorization = Authorization.parse(head);
    String timestamp = head.header("x-amz-date").orElseGet(() -> head.header("date").orElse(""));
    Instant signedAt = parse(timestamp);
    checkScope(authorization, timestamp);
    AccessKey key = key(head, authorization);
    checkTime(signedAt);
    checkSignedHeaders(head, authorization);
    checkSignature(head, body, authorization, key, timestamp);
    return new Signer(key.id(), key.account(), authorization.region(), key.arn(), key.policy());
  }

  private static Instant parse(String timestamp) {
    Optional<Instant> plain = BasicTime.parse(timestamp);
    if (plain.isPresent()) {
      return plain.get();
    }
    try {
      return LocalDateTime.parse(timestamp, BASIC).toInstant(ZoneOffset.UTC);
    } catch (DateTimeException e) {
      throw ApiException.of(
          ErrorCode.INCOMPLETE_SIGNATURE,
          "Date must be in ISO-8601 'basic format'. Got '" + timestamp + "'."); // (unsure)
    }
  }

  private void checkScope(Authorization authorization, String timestamp) {
    if (!authorization.terminator().equals(TERMINATOR)) {
      throw invalid( // (unsure)
          "Credential should be scoped with a valid terminator: 'aws4_request', not '"
              + authorization.terminator()
              + "'.");
    }
    if (!Scopes.isRegion(authorization.region())
        || (!regions.isEmpty() && !regions.contains(authorization.region()))) {
      throw invalid("Credential should be scoped to a valid region. ");
    }
    if (!authorization.service().equals(SERVICE)) {
      throw invalid("Credential should be scoped to correct service: 'cognito-idp'. ");
    }
    String date = timestamp.substring(0, 8);
    if (!authorization.date().equals(date)) {
      throw invalid( // (unsure)
          "Date in Credential scope does not match YYYYMMDD from ISO-8601 version of date from"
              + " HTTP: '%s' != '%s', from '%s'.".formatted(authorization.date(), date, timestamp));
    }
  }

  private AccessKey key(RequestHead head, Authorization authorization) {
    if (head.header("x-amz-security-token").isPresent()) {
      throw unrecognized();
    }
    return keys.find(authorization.accessKeyId())
        .filter(key -> !key.revoked())
        .orElseThrow(VerifiedSignatures::unrecognized);
  }

  private void checkTime(Instant signedAt) {
    if (clocks.stream().anyMatch(clock -> isNear(signedAt, clock.instant()))) {
      return;
    }
    Instant now = clocks.getFirst().instant();
    String signed = BASIC.format(signedAt);
    String shown = BASIC.format(now);
    if (signedAt.isBefore(now)) {
      throw invalid(
          "Signature expired: %s is now earlier than %s (%s - 5 min.)"
              .formatted(signed, BASIC.format(now.minus(SKEW)), shown));
    }
    throw invalid(
        "Signature not yet current: %s is still later than %s (%s + 5 min.)"
            .formatted(signed, BASIC.format(now.plus(SKEW)), shown));
  }

  private static boolean isNear(Instant signedAt, Instant now) {
    return Duration.between(signedAt, now).abs().compareTo(SKEW) <= 0;
  }

  private static void checkSignedHeaders(RequestHead head, Authorization authorization) {
    if (!authorization.signedHeaders().contains("host")) {
      throw invalid( // (unsure)
          "'Host' or ':authority' must be a 'SignedHeader' in the AWS Authorization.");
    }
    for (String name : BINDING) {
      if (head.header(name).isPresent() && !authorization.signedHeaders().contains(name)) {
        throw invalid("'" + name + "' must be a 'SignedHeader' in the AWS Authorization.");
      }
    }
  }

  private void checkSignature(
      RequestHead head, byte[] body, Authorization authorization, AccessKey key, String timestamp) {
    String payloadHash = SigV4.sha256(body);
    if (!head.header("x-amz-content-sha256").orElse(payloadHash).equals(payloadHash)) {
      throw invalid(MISMATCH);
    }
    byte[] signingKey = derived.of(authorization, key.secret());
    String expected =
        SigV4.sign(
            authorization,
            signingKey,
            timestamp,
            CanonicalRequest.of(head, authorization.signedHeaders(), payloadHash));
    byte[] given = authorization.signature().getBytes(StandardCharsets.UTF_8);
    if (!MessageDigest.isEqual(expected.getBytes(StandardCharsets.UTF_8), given)) {
      throw invalid(MISMATCH);
    }
    derived.keep(authorization, key.secret(), signingKey);
  }

  private static ApiException invalid(String message) {
    return ApiException.of(ErrorCode.INVALID_SIGNATURE, message);
  }

  private static ApiException unrecognized() {
    return ApiException.of(
        ErrorCode.UNRECOGNIZED_CLIENT, "The security token included in the request is invalid.");
  }
}
