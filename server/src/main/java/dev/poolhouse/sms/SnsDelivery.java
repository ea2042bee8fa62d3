package dev.poolhouse.sms;

import dev.poolhouse.message.Delivery;
import dev.poolhouse.message.Message;
import java.io.IOException;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentMap;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import software.amazon.awssdk.auth.credentials.AwsCredentialsProvider;
import software.amazon.awssdk.auth.credentials.DefaultCredentialsProvider;
import software.amazon.awssdk.awscore.exception.AwsServiceException;
import software.amazon.awssdk.core.exception.SdkClientException;
import software.amazon.awssdk.http.urlconnection.UrlConnectionHttpClient;
import software.amazon.awssdk.regions.Region;
import software.amazon.awssdk.services.sns.SnsClient;
import software.amazon.awssdk.services.sns.SnsClientBuilder;
import software.amazon.awssdk.services.sns.model.MessageAttributeValue;
import software.amazon.awssdk.services.sns.model.PublishRequest;
import software.amazon.awssdk.utils.SdkAutoCloseable;

/// Publishes each SMS to its number with Amazon SNS, in the region that the pool's
/// `SmsConfiguration` names. Its `SnsCallerArn` is not assumed: the server calls as itself. All
/// that calls is made at the first message, since that takes a while. May be shared.
///
/// What SNS says goes neither to the caller nor into the log, since it repeats numbers: the log has
/// its error code.
///
/// Source: Amazon SNS API reference, Publish; developer guide, "Publishing to a mobile phone".
public final class SnsDelivery implements Delivery, AutoCloseable {
  private static final Logger LOG = LoggerFactory.getLogger(SnsDelivery.class);
  private static final int MOST_TRIES = 2;

  private final SmsSettings.Sns settings;
  private final Supplier<AwsCredentialsProvider> source;
  private final ConcurrentMap<String, SnsClient> clients = new ConcurrentHashMap<>();
  private @Nullable AwsCredentialsProvider credentials;

  /// Calls with the credentials that the AWS SDK finds: environment, profile, container, instance.
  public SnsDelivery(SmsSettings.Sns settings) {
    this(settings, () -> DefaultCredentialsProvider.builder().build());
  }

  /// @param source makes the credentials, once
  SnsDelivery(SmsSettings.Sns settings, Supplier<AwsCredentialsProvider> source) {
    this.settings = settings;
    this.source = source;
  }

  @Override
  public Outcome send(Message message) {
    String region = message.sender().smsRegion().orElse(settings.region());
    if (!region.equals(settings.region()) && !isKnown(region)) {
      return new Outcome.Failed("the pool's SnsRegion is no region of Amazon SNS");
    }
    if (!hasCredentials()) {
      return new Outcome.Failed("the server has no credentials for the SMS service");
    }
    try {
      clients.computeIfAbsent(region, this::client).publish(request(message));
      return new Outcome.Sent();
    } catch (AwsServiceException e) {
      return failed(region, reason(e), e.statusCode() + " " + code(e));
    } catch (SdkClientException e) {
      return failed(
          region, "the SMS service could not be reached or did not take the message", detail(e));
    }
  }

  /// The name becomes part of a host's name, so it is not taken as it comes.
  private static boolean isKnown(String region) {
    return SnsClient.serviceMetadata().regions().contains(Region.of(region));
  }

  private boolean hasCredentials() {
    try {
      credentials().resolveCredentials();
      return true;
    } catch (SdkClientException e) {
      LOG.warn("no SMS can be sent with SNS: {}", e.getMessage());
      return false;
    }
  }

  private PublishRequest request(Message message) {
    Map<String, MessageAttributeValue> attributes = new HashMap<>();
    attributes.put("AWS.SNS.SMS.SMSType", text("Transactional"));
    settings.senderId().ifPresent(name -> attributes.put("AWS.SNS.SMS.SenderID", text(name)));
    return PublishRequest.builder()
        .phoneNumber(message.to())
        .message(message.body().reveal())
        .messageAttributes(attributes)
        .build();
  }

  private static MessageAttributeValue text(String value) {
    return MessageAttributeValue.builder().dataType("String").stringValue(value).build();
  }

  private static String reason(AwsServiceException refusal) {
    if (refusal.isThrottlingException()) {
      return "the SMS service takes no more messages now";
    }
    return switch (refusal.statusCode()) {
      case 400, 404 -> "the SMS service refused the message or its recipient";
      case 401, 403 -> "the SMS service refused this server";
      default -> "the SMS service could not be reached or did not take the message";
    };
  }

  private static String code(AwsServiceException refusal) {
    return Optional.ofNullable(refusal.awsErrorDetails())
        .flatMap(details -> Optional.ofNullable(details.errorCode()))
        .orElse("without an error code");
  }

  /// What went wrong, without anything that another program has written.
  private static String detail(SdkClientException thrown) {
    StringBuilder detail = new StringBuilder(thrown.getClass().getSimpleName());
    for (Throwable cause = thrown.getCause(); cause != null; cause = cause.getCause()) {
      detail
          .append(", ")
          .append(
              cause instanceof IOException ? cause.toString() : cause.getClass().getSimpleName());
    }
    return detail.toString();
  }

  private static Outcome failed(String region, String reason, String detail) {
    LOG.warn("SNS in {}: {} ({})", region, reason, detail);
    return new Outcome.Failed(reason);
  }

  private synchronized AwsCredentialsProvider credentials() {
    AwsCredentialsProvider made = credentials;
    if (made == null) {
      made = source.get();
      credentials = made;
    }
    return made;
  }

  private SnsClient client(String region) {
    SnsClientBuilder builder =
        SnsClient.builder()
            .region(Region.of(region))
            .credentialsProvider(credentials())
            .httpClientBuilder(
                UrlConnectionHttpClient.builder()
                    .connectionTimeout(settings.connectTimeout())
                    .socketTimeout(settings.timeout()))
            .overrideConfiguration(
                override ->
                    override
                        .apiCallAttemptTimeout(settings.timeout())
                        .apiCallTimeout(settings.timeout().multipliedBy(MOST_TRIES))
                        .retryStrategy(retry -> retry.maxAttempts(MOST_TRIES)));
    settings.endpoint().ifPresent(builder::endpointOverride);
    return builder.build();
  }

  @Override
  public synchronized void close() {
    clients.values().forEach(SnsClient::close);
    if (credentials instanceof SdkAutoCloseable ours) {
      ours.close();
    }
  }
}
