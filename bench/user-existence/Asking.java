package dev.poolhouse.bench;

import java.io.IOException;
import java.net.URI;
import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;

/// Asks one flow about names, one at a time, and keeps the times. Used by one thread.
final class Asking implements AutoCloseable {
  private static final double NANOS = 1e6;
  private static final int MOST_SHOWN = 200;

  private final Connection connection;
  private final Flow flow;
  private final Site site;
  private final List<Double> known = new ArrayList<>();
  private final List<Double> unknown = new ArrayList<>();
  private String surprise = "";

  Asking(URI url, Flow flow, Site site) {
    this.connection = new Connection(url);
    this.flow = flow;
    this.site = site;
  }

  /// A name to ask about.
  ///
  /// @param known whether it belongs to a user
  record Name(String text, boolean known) {}

  void ask(List<Name> names) throws IOException {
    for (Name name : names) {
      String request = flow.steps().before(connection, site, name.text());
      Answer answer = connection.call(flow.operation(), request);
      (name.known() ? known : unknown).add(connection.nanos() / NANOS);
      if (surprise.isEmpty() && !flow.expects(answer)) {
        String body = answer.body();
        surprise =
            (name.known() ? "known: " : "unknown: ")
                + body.substring(0, Math.min(MOST_SHOWN, body.length()));
      }
    }
  }

  /// Forgets times and answers so far.
  void forget() {
    known.clear();
    unknown.clear();
    surprise = "";
  }

  /// The first answer that was not what the flow must give; empty when all were.
  String surprise() {
    return surprise;
  }

  Comparison comparison(SplittableRandom random) {
    return Comparison.of(times(known), times(unknown), random);
  }

  private static double[] times(List<Double> list) {
    return list.stream().mapToDouble(Double::doubleValue).toArray();
  }

  @Override
  public void close() {
    connection.close();
  }
}
