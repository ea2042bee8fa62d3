package dev.poolhouse.app;

import dev.poolhouse.key.AccessKey;
import dev.poolhouse.key.AccessPolicy;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.util.Map;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/// `poolhouse setup`: everything that `serve` needs to start.
@Command(
    name = "setup",
    description =
        "Makes a master key, a configuration file, the database and the first access key.",
    mixinStandardHelpOptions = true,
    sortOptions = false)
final class SetupCommand implements Callable<Integer> {
  private static final String KEY_FILE = "master.key";
  private static final String CONFIGURATION = "poolhouse.conf";
  private static final String SQLITE_FILE = "poolhouse.db";

  private final Map<String, String> environment;

  @Spec private CommandSpec spec;

  @Option(
      names = "--dir",
      paramLabel = "DIR",
      defaultValue = ".",
      description = "folder to make the files in (default: this one)")
  private Path folder = Path.of("");

  @Option(
      names = "--database",
      paramLabel = "DATABASE",
      defaultValue = "sqlite:" + SQLITE_FILE,
      description =
          "sqlite:FILE or jdbc:postgresql://HOST/NAME (default: ${DEFAULT-VALUE}); the password is"
              + " read from --database-password-file or POOLHOUSE_DATABASE_PASSWORD")
  private String database = "";

  @Option(names = "--database-user", paramLabel = "USER", description = "user for PostgreSQL")
  private @Nullable String user;

  @Option(
      names = "--database-password-file",
      paramLabel = "FILE",
      description = "file with the password for PostgreSQL")
  private @Nullable Path passwordFile;

  SetupCommand(Map<String, String> environment) {
    this.environment = environment;
  }

  @Override
  public Integer call() throws IOException {
    Path configuration = folder.resolve(CONFIGURATION);
    Path masterKey = folder.resolve(KEY_FILE);
    Files.createDirectories(folder);
    refuseToOverwrite(configuration);
    refuseToOverwrite(masterKey);
    if (database.startsWith("sqlite:")) {
      refuseToOverwrite(folder.resolve(database.substring("sqlite:".length())));
    }
    SecureRandom random = new SecureRandom();
    boolean done = false;
    try {
      PrivateFiles.masterKey(masterKey, random);
      PrivateFiles.create(configuration, text());
      AccessKey key;
      try (Installation open = Installation.configured(configuration, environment, random)) {
        key =
            open.configuration()
                .accessKeys()
                .create("administrator", open.account(), AccessPolicy.administrator());
      }
      done = true;
      announce(configuration, masterKey, key);
    } finally {
      if (!done) {
        forget(configuration);
        forget(masterKey);
      }
    }
    return CommandLine.ExitCode.OK;
  }

  private void refuseToOverwrite(Path file) {
    if (Files.exists(file)) {
      throw new SettingsException(
          "There is already a file " + file + ": use another folder with --dir.");
    }
  }

  private static void forget(Path file) {
    try {
      Files.deleteIfExists(file);
    } catch (IOException e) {
      throw new UncheckedIOException("The half-made file " + file + " was not deleted", e);
    }
  }

  private String text() {
    StringBuilder text = new StringBuilder();
    text.append("# Settings of Poolhouse; all of them, with their defaults: docs/settings.md\n");
    line(text, SettingKey.LISTEN_HOST, SettingKey.LISTEN_HOST.defaultValue());
    line(text, SettingKey.LISTEN_PORT, SettingKey.LISTEN_PORT.defaultValue());
    line(text, SettingKey.DATABASE, database);
    if (user != null) {
      line(text, SettingKey.DATABASE_USER, user);
    }
    if (passwordFile != null) {
      line(text, SettingKey.DATABASE_PASSWORD_FILE, passwordFile.toAbsolutePath().toString());
    }
    line(text, SettingKey.MASTER_KEY_FILE, KEY_FILE);
    return text.toString();
  }

  private static void line(StringBuilder text, SettingKey key, String value) {
    text.append(key.text()).append(" = ").append(value).append('\n');
  }

  private void announce(Path configuration, Path masterKey, AccessKey key) {
    spec.commandLine()
        .getOut()
        .println(
            """
            Made %1$s and %2$s.
            Keep a copy of the master key in a safe place: without it the database cannot be read.

            Access key ID:     %3$s
            Secret access key: %4$s
            The secret is not shown again. This key may do everything.

            Start the server with: poolhouse serve --config %1$s\
            """
                .formatted(configuration, masterKey, key.id(), key.secret().reveal()));
  }
}
