package dev.poolhouse.app;

import dev.poolhouse.http.ClockRoutes;
import dev.poolhouse.http.DevRoutes;
import dev.poolhouse.http.OutboxRoutes;
import dev.poolhouse.http.ResetRoute;
import dev.poolhouse.http.TriggersRoutes;
import dev.poolhouse.message.Outbox;
import dev.poolhouse.sql.Reset;
import dev.poolhouse.store.Transactions;
import dev.poolhouse.trigger.Recordings;
import java.net.URI;
import java.time.InstantSource;
import java.util.List;
import java.util.stream.Stream;

/// What only a development server has: a clock to move, messages to read, a reset.
///
/// @param clock the time all rules go by
/// @param outbox where messages go
record Development(DevClock clock, Outbox outbox) {

  static Development of(InstantSource real) {
    DevClock clock = new DevClock(real);
    return new Development(clock, new Outbox(clock));
  }

  /// Everything under `/_poolhouse/`.
  ///
  /// @param forget drops what this node has cached of the configuration
  /// @param recordings the last calls of functions
  DevRoutes routes(
      ServerSettings settings, Transactions transactions, Runnable forget, Recordings recordings) {
    Runnable reset =
        () -> {
          Reset.run(transactions);
          forget.run();
          outbox.clear();
          recordings.clear();
          clock.reset();
        };
    return new DevRoutes(
        hosts(settings),
        List.of(
            new OutboxRoutes(outbox),
            new TriggersRoutes(recordings),
            new ClockRoutes(clock),
            new ResetRoute(reset)));
  }

  /// The names that the operator has given the server.
  private static List<String> hosts(ServerSettings settings) {
    String bound = settings.socket().host();
    return Stream.concat(
            Stream.of(bound.contains(":") ? "[" + bound + "]" : bound),
            settings.publicUrl().map(url -> URI.create(url).getHost()).stream())
        .toList();
  }
}
