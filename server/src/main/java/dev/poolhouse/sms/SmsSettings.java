package dev.poolhouse.sms;

import dev.poolhouse.crypto.WebhookSigner;
import java.net.URI;
import java.time.Duration;
import java.util.Optional;

/// The service that takes the SMS.
public sealed interface SmsSettings {

  /// Longest wait for a connection.
  Duration connectTimeout();

  /// Longest wait for an answer.
  Duration timeout();

  /// Amazon SNS, or what speaks its protocol. Its credentials are those that the AWS SDK finds.
  ///
  /// @param region region of pools that name none
  /// @param endpoint called instead of Amazon's in every region
  /// @param senderId shown as the sender where the recipient's country allows it
  /// @param timeout for each of two tries
  record Sns(
      String region,
      Optional<URI> endpoint,
      Optional<String> senderId,
      Duration connectTimeout,
      Duration timeout)
      implements SmsSettings {}

  /// A service of the operator's that is called for each message.
  ///
  /// @param url where it listens: `https`, or `http` on this machine
  /// @param signer proves who calls
  record Webhook(URI url, WebhookSigner signer, Duration connectTimeout, Duration timeout)
      implements SmsSettings {}
}
