package dev.poolhouse.app;

import dev.poolhouse.crypto.CryptoLibrary;
import dev.poolhouse.sql.PreparedSchema;
import dev.poolhouse.sql.SqliteLibrary;
import java.io.IOException;
import java.nio.file.Path;
import java.util.concurrent.Callable;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Parameters;

/// `poolhouse unpack`: a step of packaging, which `./poolhouse` takes by itself. What would be
/// unpacked at every start is unpacked once, and an empty database made to be copied.
@Command(
    name = "unpack",
    description = "Prepares a folder for fast starts.",
    hidden = true,
    mixinStandardHelpOptions = true)
final class UnpackCommand implements Callable<Integer> {
  @Parameters(paramLabel = "DIR", description = "an empty folder")
  private Path folder = Path.of("");

  @Override
  public Integer call() throws IOException {
    CryptoLibrary.unpack(folder);
    SqliteLibrary.unpack(folder);
    PreparedSchema.prepare(folder);
    return CommandLine.ExitCode.OK;
  }
}
