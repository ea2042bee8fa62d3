package dev.poolhouse.lambda;

import dev.poolhouse.crypto.Ids;
import dev.poolhouse.crypto.Secret;
import dev.poolhouse.trigger.Functions;
import dev.poolhouse.trigger.TriggerKind;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.time.Duration;
import java.time.InstantSource;
import java.util.Map;

/// Functions in files of a folder, with what calls them.
final class FunctionsFolder implements AutoCloseable {
  static final String ARN = "arn:aws:lambda:eu-west-1:123456789012:function:";

  private final Path folder;
  private final Duration patience;
  private final Invoker invoker;

  /// @param patience how long one try may take
  /// @param atOnce most calls of one function at once
  FunctionsFolder(Path folder, Duration patience, int atOnce) {
    this.folder = folder;
    this.patience = patience;
    this.invoker =
        Invoker.of(
            FunctionSettings.none().withFilesOf(folder).within(atOnce, patience),
            () -> Map.of("GIVEN", "given"),
            InstantSource.system(),
            new Ids(new SecureRandom()));
  }

  /// Writes a file of the folder.
  void write(String file, String text) {
    try {
      Files.createDirectories(folder.resolve(file).getParent());
      Files.writeString(folder.resolve(file), text);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /// Calls a function.
  Functions.Result call(String name, String event) {
    return invoker.invoke(
        new Functions.Call(ARN + name, TriggerKind.PRE_SIGN_UP, Secret.of(event), patience));
  }

  /// What a function returned, or how the call failed.
  String answer(String name, String event) {
    return switch (call(name, event).outcome()) {
      case Functions.Outcome.Returned(Secret answer) -> answer.reveal();
      case Functions.Outcome.Threw(String message) -> "threw " + message;
      case Functions.Outcome.Refused(String code) -> "refused " + code;
      case Functions.Outcome.TimedOut() -> "timed out";
    };
  }

  @Override
  public void close() {
    invoker.close();
  }
}
