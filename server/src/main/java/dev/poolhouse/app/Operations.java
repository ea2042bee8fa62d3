package dev.poolhouse.app;

import dev.poolhouse.http.OperationTable;

/// Every operation this server can run, one line each. The names of all 132 stand in
/// [dev.poolhouse.wire.ApiOperation]; those without a line here answer that they are not
/// implemented.
final class Operations {
  private Operations() {}

  static OperationTable table(Core core, Stores stores, Services services) {
    OperationTable table = new OperationTable();
    return table;
  }
}
