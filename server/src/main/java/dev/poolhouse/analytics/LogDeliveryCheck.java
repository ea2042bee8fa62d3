package dev.poolhouse.analytics;

import dev.poolhouse.pool.LogDelivery;
import dev.poolhouse.pool.Pool;
import dev.poolhouse.wire.ApiException;
import dev.poolhouse.wire.ErrorCode;
import java.util.List;
import java.util.Objects;
import java.util.stream.Stream;
import software.amazon.awssdk.services.cognitoidentityprovider.model.EventSourceName;
import software.amazon.awssdk.services.cognitoidentityprovider.model.LogConfigurationType;
import software.amazon.awssdk.services.cognitoidentityprovider.model.LogLevel;
import software.amazon.awssdk.services.cognitoidentityprovider.model.UserPoolTierType;

/// Refuses log deliveries that the service refuses: each source has one level and its own kinds of
/// destination, and user activity needs the tier of threat protection. That a source is named once
/// and that a destination has its ARN are (unsure), and so are all texts.
///
/// Source: developer guide, "Exporting logs from Amazon Cognito user pools", "Log level is
/// exclusive to log type".
final class LogDeliveryCheck {
  private LogDeliveryCheck() {}

  /// Throws `InvalidParameterException` or `FeatureUnavailableInTierException`.
  static void check(Pool pool, LogDelivery delivery) {
    List<LogConfigurationType> all = delivery.configurations();
    long sources = all.stream().map(LogConfigurationType::eventSource).distinct().count();
    if (sources < all.size()) {
      throw ApiException.invalidParameter("Each EventSource can be configured only once.");
    }
    all.forEach(LogDeliveryCheck::check);
    if (delivery.has(EventSourceName.USER_AUTH_EVENTS)
        && pool.document().userPoolTier() != UserPoolTierType.PLUS) {
      throw ApiException.of(
          ErrorCode.FEATURE_UNAVAILABLE_IN_TIER, "userAuthEvents needs the PLUS tier.");
    }
  }

  private static void check(LogConfigurationType one) {
    boolean notifies = one.eventSource() == EventSourceName.USER_NOTIFICATION;
    LogLevel level = notifies ? LogLevel.ERROR : LogLevel.INFO;
    if (one.logLevel() != level) {
      throw ApiException.invalidParameter(
          "The LogLevel of " + one.eventSourceAsString() + " must be " + level + ".");
    }
    if (notifies && (one.s3Configuration() != null || one.firehoseConfiguration() != null)) {
      throw ApiException.invalidParameter(
          "userNotification can be delivered to CloudWatchLogsConfiguration only.");
    }
    long destinations =
        Stream.of(
                one.cloudWatchLogsConfiguration(),
                one.s3Configuration(),
                one.firehoseConfiguration())
            .filter(Objects::nonNull)
            .count();
    if (destinations != 1) {
      throw ApiException.invalidParameter(
          one.eventSourceAsString() + " must have exactly one destination.");
    }
    requireArn(one);
  }

  private static void requireArn(LogConfigurationType one) {
    boolean lacking =
        (one.cloudWatchLogsConfiguration() != null
                && one.cloudWatchLogsConfiguration().logGroupArn() == null)
            || (one.s3Configuration() != null && one.s3Configuration().bucketArn() == null)
            || (one.firehoseConfiguration() != null
                && one.firehoseConfiguration().streamArn() == null);
    if (lacking) {
      throw ApiException.invalidParameter(
          "The destination of " + one.eventSourceAsString() + " must have an ARN.");
    }
  }
}
