package dev.poolhouse.analytics;

import static org.assertj.core.api.Assertions.assertThat;

import dev.poolhouse.testing.EachServer;
import dev.poolhouse.testing.PoolFixture;
import dev.poolhouse.testing.RawAnswer;
import dev.poolhouse.testing.TestServer;
import java.util.List;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/// Proves that SetLogDeliveryConfiguration keeps what it is given and refuses what the service
/// refuses, that GetLogDeliveryConfiguration shows it, and that other changes of the pool leave it
/// alone.
@EachServer
final class LogDeliveryConfigurationTest {
  private static final String GROUP =
      "'CloudWatchLogsConfiguration':{'LogGroupArn':'arn:aws:logs:us-west-2:123456789012:log-group:x'}";
  private static final String STREAM =
      "'FirehoseConfiguration':{'StreamArn':'arn:aws:firehose:us-west-2:123456789012:deliverystream/x'}";
  private static final String BUCKET = "'S3Configuration':{'BucketArn':'arn:aws:s3:::bucket'}";
  private static final String NOTIFICATIONS =
      "{'LogLevel':'ERROR','EventSource':'userNotification'," + GROUP + "}";

  private final TestServer server;

  LogDeliveryConfigurationTest(TestServer server) {
    this.server = server;
  }

  private String pool(String tier) {
    return PoolFixture.create(server, pool -> pool.userPoolTier(tier)).poolId();
  }

  private RawAnswer set(String pool, String configurations) {
    String request = "{'UserPoolId':'" + pool + "','LogConfigurations':[" + configurations + "]}";
    return server.call("SetLogDeliveryConfiguration", request.replace('\'', '"'));
  }

  private RawAnswer get(String pool) {
    return server.call("GetLogDeliveryConfiguration", "{\"UserPoolId\":\"" + pool + "\"}");
  }

  private static String activity(String destination) {
    return "{'LogLevel':'INFO','EventSource':'userAuthEvents'," + destination + "}";
  }

  private static JsonNode shown(String pool, String configurations) {
    String answer =
        "{'LogDeliveryConfiguration':{'UserPoolId':'"
            + pool
            + "','LogConfigurations':["
            + configurations
            + "]}}";
    return new JsonMapper().readTree(answer.replace('\'', '"'));
  }

  @Test
  void configurationIsReplacedAndShown() {
    String pool = pool("PLUS");
    assertThat(get(pool).json()).as("before").isEqualTo(shown(pool, ""));
    for (String given :
        List.of(
            NOTIFICATIONS,
            NOTIFICATIONS + "," + activity(STREAM),
            activity(BUCKET),
            activity(GROUP),
            "")) {
      assertThat(set(pool, given).json()).isEqualTo(shown(pool, given));
      assertThat(get(pool).json()).isEqualTo(shown(pool, given));
    }
  }

  @Test
  void otherChangesOfThePoolLeaveItAlone() {
    String pool = pool("PLUS");
    set(pool, NOTIFICATIONS);
    String levels = "\"AcrConfiguration\":{\"Level1\":{\"AcrValue\":\"low\"}}";
    server.call("UpdateUserPool", "{\"UserPoolId\":\"" + pool + "\"," + levels + "}");
    assertThat(get(pool).json()).isEqualTo(shown(pool, NOTIFICATIONS));

    set(pool, "");
    assertThat(
            server
                .call("DescribeUserPool", "{\"UserPoolId\":\"" + pool + "\"}")
                .json()
                .at("/UserPool/AcrConfiguration/Level1/AcrValue")
                .asString())
        .isEqualTo("low");
  }

  /// @param error the `__type` without `Exception`
  private record Case(String name, String configurations, String error, String message) {
    static Case invalid(String name, String configurations, String message) {
      return new Case(name, configurations, "InvalidParameter", message);
    }
  }

  private static final List<Case> CASES =
      List.of(
          Case.invalid(
              "three",
              NOTIFICATIONS + "," + NOTIFICATIONS + "," + NOTIFICATIONS,
              "1 validation error detected: Value at 'logConfigurations' failed to satisfy"
                  + " constraint: Member must have length less than or equal to 2"),
          Case.invalid(
              "no source",
              "{'LogLevel':'ERROR'}",
              "1 validation error detected: Value null at 'logConfigurations.1.member.eventSource'"
                  + " failed to satisfy constraint: Member must not be null"),
          Case.invalid(
              "a source twice",
              NOTIFICATIONS + "," + NOTIFICATIONS,
              "Each EventSource can be configured only once."),
          Case.invalid(
              "notifications at INFO",
              NOTIFICATIONS.replace("ERROR", "INFO"),
              "The LogLevel of userNotification must be ERROR."),
          Case.invalid(
              "activity at ERROR",
              activity(GROUP).replace("INFO", "ERROR"),
              "The LogLevel of userAuthEvents must be INFO."),
          Case.invalid(
              "notifications to a bucket",
              NOTIFICATIONS.replace(GROUP, BUCKET),
              "userNotification can be delivered to CloudWatchLogsConfiguration only."),
          Case.invalid(
              "notifications to a stream",
              NOTIFICATIONS.replace(GROUP, STREAM),
              "userNotification can be delivered to CloudWatchLogsConfiguration only."),
          Case.invalid(
              "no destination",
              NOTIFICATIONS.replace("," + GROUP, ""),
              "userNotification must have exactly one destination."),
          Case.invalid(
              "two destinations",
              activity(GROUP + "," + BUCKET),
              "userAuthEvents must have exactly one destination."),
          Case.invalid(
              "destination without an ARN",
              activity("'FirehoseConfiguration':{}"),
              "The destination of userAuthEvents must have an ARN."),
          new Case(
              "activity below Plus",
              activity(GROUP),
              "FeatureUnavailableInTier",
              "userAuthEvents needs the PLUS tier."));

  @Test
  void badConfigurationsAreRefused() {
    String pool = pool("ESSENTIALS");
    assertThat(CASES)
        .allSatisfy(
            row -> {
              RawAnswer answer = set(pool, row.configurations);
              assertThat(answer.message()).as(row.name).isEqualTo(row.message);
              assertThat(answer.body()).as(row.name).contains("\"" + row.error + "Exception\"");
              assertThat(answer.status()).as(row.name).isEqualTo(400);
            });
    assertThat(get(pool).json()).isEqualTo(shown(pool, ""));
  }

  @Test
  void missingPoolIsTold() {
    for (RawAnswer answer :
        List.of(get("us-east-1_Missing99"), set("us-east-1_Missing99", NOTIFICATIONS))) {
      assertThat(answer.body()).contains("\"ResourceNotFoundException\"");
      assertThat(answer.message()).isEqualTo("User pool us-east-1_Missing99 does not exist.");
    }
  }
}
