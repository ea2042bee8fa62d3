package dev.poolhouse.pool;

import dev.poolhouse.wire.ApiCodec;
import java.util.List;
import java.util.Map;
import java.util.Set;
import software.amazon.awssdk.services.cognitoidentityprovider.model.EventSourceName;
import software.amazon.awssdk.services.cognitoidentityprovider.model.LogConfigurationType;
import software.amazon.awssdk.services.cognitoidentityprovider.model.LogDeliveryConfigurationType;

/// Which logs a pool delivers.
///
/// @param configurations as they were set; one for each source of events at most
public record LogDelivery(List<LogConfigurationType> configurations) {
  /// The member under which a pool keeps it.
  public static final String MEMBER = "LogConfigurations";

  private static final LogDelivery NONE = new LogDelivery(List.of());

  public LogDelivery {
    configurations = List.copyOf(configurations);
  }

  /// What a pool keeps of it among the members that the SDK's class of pools does not know.
  static LogDelivery of(Map<String, Object> extra) {
    if (!(extra.get(MEMBER) instanceof List<?> kept)) {
      return NONE;
    }
    LogDeliveryConfigurationType read =
        ApiCodec.readText(
            LogDeliveryConfigurationType::builder,
            ApiCodec.writeText(
                LogDeliveryConfigurationType.builder().build(), Map.of(MEMBER, kept)));
    return new LogDelivery(read.logConfigurations());
  }

  /// Whether that source's events are delivered.
  public boolean has(EventSourceName source) {
    return configurations.stream().anyMatch(one -> one.eventSource() == source);
  }

  /// The members to keep; none when nothing is delivered.
  Map<String, Object> kept() {
    return configurations.isEmpty()
        ? Map.of()
        : ApiCodec.membersOfText(
            ApiCodec.writeText(
                LogDeliveryConfigurationType.builder().logConfigurations(configurations).build()),
            Set.of(MEMBER));
  }
}
