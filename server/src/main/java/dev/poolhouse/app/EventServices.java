package dev.poolhouse.app;

import dev.poolhouse.analytics.Analytics;
import dev.poolhouse.analytics.EventCounts;
import dev.poolhouse.analytics.EventQueue;
import dev.poolhouse.analytics.LogRecords;
import dev.poolhouse.analytics.Sink;
import dev.poolhouse.analytics.SinkWorker;
import dev.poolhouse.sinks.FileSink;
import dev.poolhouse.sinks.SinkSettings;
import dev.poolhouse.sinks.WebhookSink;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;

/// What makes and delivers events and logs.
///
/// @param queue where they wait
/// @param counts where they are counted
/// @param analytics events of app clients
/// @param logs logs of pools
/// @param sinks what takes them outside
record EventServices(
    EventQueue queue, EventCounts counts, Analytics analytics, LogRecords logs, List<Sink> sinks) {

  static EventServices of(Core core, Stores stores, SinkSettings settings, EventCounts counts) {
    List<Sink> sinks = new ArrayList<>();
    settings.file().ifPresent(file -> sinks.add(new FileSink(file)));
    settings.webhook().ifPresent(webhook -> sinks.add(new WebhookSink(webhook, core.clock())));
    EventQueue queue =
        new EventQueue(
            stores.events(),
            counts,
            sinks.stream().map(Sink::destination).collect(Collectors.toSet()));
    return new EventServices(
        queue,
        counts,
        new Analytics(queue, counts, core.ids(), core.clock()),
        new LogRecords(core.database(), queue, counts, core.ids(), core.clock()),
        sinks);
  }

  /// Starts delivering.
  ///
  /// @param most events that may wait for each sink
  List<SinkWorker> start(Core core, long most) {
    return sinks.stream()
        .map(sink -> SinkWorker.start(core.database(), queue, sink, counts, most, core.clock()))
        .toList();
  }
}
