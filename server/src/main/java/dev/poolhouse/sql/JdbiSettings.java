package dev.poolhouse.sql;

import org.jdbi.v3.core.Jdbi;
import org.jdbi.v3.core.statement.SqlStatements;
import org.jdbi.v3.core.statement.StatementExceptions;

/// What both engines ask of Jdbi.
final class JdbiSettings {
  private JdbiSettings() {}

  /// Keeps bound values out of messages, logs and events: they may be names and sealed secrets.
  static Jdbi apply(Jdbi jdbi) {
    jdbi.getConfig(StatementExceptions.class)
        .setMessageRendering(StatementExceptions.MessageRendering.NONE);
    jdbi.getConfig(SqlStatements.class).setIncludeBindingsInTelemetry(false);
    return jdbi;
  }
}
