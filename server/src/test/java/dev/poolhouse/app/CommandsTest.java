package dev.poolhouse.app;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/// The operators' commands: what they make, what they refuse, and with which exit code.
final class CommandsTest {
  @TempDir private Path folder;

  private CommandRun run(String... arguments) {
    return CommandRun.of(Map.of(), arguments);
  }

  private CommandRun setup() {
    CommandRun run = run("setup", "--dir", folder.toString());
    assertThat(run.exitCode()).as(run.err()).isZero();
    return run;
  }

  private String configuration() {
    return folder.resolve("poolhouse.conf").toString();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "dev",
        "serve",
        "setup",
        "keys",
        "keys create",
        "keys list",
        "keys revoke",
        "keys rotate-signing",
        "keys rotate-master",
        "migrate",
        "version"
      })
  void everyCommandExplainsItself(String command) {
    CommandRun run = run((command + " --help").split(" "));
    assertThat(run.exitCode()).isZero();
    assertThat(run.out()).startsWith("Usage: poolhouse " + command);
    assertThat(run.out()).doesNotContain("null");
  }

  record Wrong(List<String> arguments) {}

  static Stream<Wrong> wrong() {
    return Stream.of(
        new Wrong(List.of("keys")),
        new Wrong(List.of("keys", "create", "--name", "x")),
        new Wrong(List.of("keys", "create", "--admin")),
        new Wrong(List.of("keys", "create", "--name", "x", "--admin", "--policy", "p")),
        new Wrong(List.of("keys", "list", "--config", "a", "--data", "b")),
        new Wrong(List.of("keys", "rotate-master")),
        new Wrong(List.of("serve", "--config", "no such file")),
        new Wrong(List.of("serve", "--master-key", "x")),
        new Wrong(List.of("dev", "--seed", "no such file", "--in-memory", "--port", "0")),
        new Wrong(List.of("nonsense")));
  }

  @ParameterizedTest
  @MethodSource("wrong")
  void wrongUseEndsWithTwo(Wrong given) {
    CommandRun run = run(given.arguments.toArray(String[]::new));
    assertThat(run.exitCode()).isEqualTo(2);
    assertThat(run.err()).isNotBlank();
  }

  @Test
  void setupMakesFilesForTheirOwnerAlone() throws IOException {
    CommandRun run = setup();
    assertThat(run.value("Access key ID:")).matches("PHKA[A-Z2-7]{16}");
    assertThat(run.value("Secret access key:")).hasSize(40);
    for (String file : List.of("master.key", "poolhouse.conf", "poolhouse.db")) {
      assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(folder.resolve(file))))
          .as(file)
          .isEqualTo("rw-------");
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"master.key", "poolhouse.conf", "poolhouse.db"})
  void setupOverwritesNothing(String file) throws IOException {
    Files.writeString(folder.resolve(file), "mine");
    CommandRun run = run("setup", "--dir", folder.toString());
    assertThat(run.exitCode()).isEqualTo(2);
    assertThat(run.err().strip())
        .isEqualTo(
            "There is already a file " + folder.resolve(file) + ": use another folder with --dir.");
    assertThat(Files.readString(folder.resolve(file))).isEqualTo("mine");
    assertThat(folder.toFile().list()).containsExactly(file);
  }

  @Test
  void failedSetupLeavesNoFiles() {
    CommandRun run =
        run("setup", "--dir", folder.toString(), "--database", "jdbc:postgresql://db/x");
    assertThat(run.exitCode()).isEqualTo(2);
    assertThat(run.err().strip())
        .isEqualTo("database.user is missing: PostgreSQL asks for a user name.");
    assertThat(folder.toFile().list()).isEmpty();
  }

  @Test
  void serveNeedsAGoodAccessKey() {
    String id = setup().value("Access key ID:");
    assertThat(run("keys", "revoke", "--config", configuration(), id).exitCode()).isZero();
    CommandRun run = run("serve", "--config", configuration());
    assertThat(run.exitCode()).isEqualTo(2);
    assertThat(run.err().strip())
        .isEqualTo(
            "No access key is good, so nobody could administer this server: make one with"
                + " 'poolhouse keys create --name NAME --admin'.");
  }

  @Test
  void wrongMasterKeyIsRefused() throws IOException {
    setup();
    Files.writeString(folder.resolve("master.key"), "ab".repeat(32));
    CommandRun run = run("serve", "--config", configuration());
    assertThat(run.exitCode()).isEqualTo(1);
    assertThat(run.err())
        .contains("the master key does not open data key")
        .contains("it is not the one this database was set up with");
  }

  @Test
  void keysAreListedWithTheirState() {
    String first = setup().value("Access key ID:");
    CommandRun made =
        run("keys", "create", "--config", configuration(), "--name", "second", "--admin");
    String second = made.value("Access key ID:");
    assertThat(run("keys", "revoke", "--config", configuration(), first).exitCode()).isZero();

    CommandRun list = run("keys", "list", "--config", configuration());
    assertThat(list.exitCode()).isZero();
    assertThat(list.out().lines().filter(line -> line.startsWith(first)).findFirst().orElseThrow())
        .contains("revoked")
        .endsWith("administrator");
    assertThat(list.out().lines().filter(line -> line.startsWith(second)).findFirst().orElseThrow())
        .contains("good")
        .endsWith("second");
    assertThat(list.out()).doesNotContain(made.value("Secret access key:"));
  }

  @Test
  void unknownKeyCannotBeRevoked() {
    setup();
    CommandRun run = run("keys", "revoke", "--config", configuration(), "PHKAUNKNOWN");
    assertThat(run.exitCode()).isEqualTo(1);
    assertThat(run.err().strip()).isEqualTo("No good access key has the ID PHKAUNKNOWN.");
  }

  @Test
  void policyWithAConditionIsRefused() throws IOException {
    setup();
    Path policy = folder.resolve("policy.json");
    Files.writeString(
        policy,
        """
        {"Statement": {"Effect": "Allow", "Action": "*", "Resource": "*", "Condition": {}}}
        """);
    CommandRun run =
        run(
            "keys",
            "create",
            "--config",
            configuration(),
            "--name",
            "x",
            "--policy",
            policy.toString());
    assertThat(run.exitCode()).isEqualTo(2);
    assertThat(run.err())
        .startsWith(
            "The policy cannot be used: Condition in statement 1 is not supported: remove it.");
  }

  @Test
  void masterKeyIsReplaced() throws IOException {
    setup();
    Path next = folder.resolve("next.key");
    CommandRun run =
        run("keys", "rotate-master", "--config", configuration(), "--new", next.toString());
    assertThat(run.exitCode()).as(run.err()).isZero();
    assertThat(run("keys", "create", "--config", configuration(), "--name", "x", "--admin").err())
        .contains("the master key does not open");

    Files.copy(next, folder.resolve("master.key"), StandardCopyOption.REPLACE_EXISTING);
    assertThat(run("keys", "list", "--config", configuration()).exitCode()).isZero();
  }

  @Test
  void unknownPoolCannotBeRotated() {
    setup();
    for (String id : List.of("us-east-1_Unknown01", "nonsense")) {
      CommandRun run = run("keys", "rotate-signing", "--config", configuration(), id);
      assertThat(run.exitCode()).isEqualTo(1);
      assertThat(run.err().strip()).isEqualTo("There is no user pool " + id + ".");
    }
  }

  @Test
  void migrateKnowsThatThereIsNoCluster() {
    setup();
    assertThat(run("migrate", "--config", configuration()).exitCode()).isZero();
    CommandRun run = run("migrate", "--citus", "--config", configuration());
    assertThat(run.exitCode()).isEqualTo(1);
    assertThat(run.err()).startsWith("The database has no Citus extension:");
  }

  @Test
  void dataFolderWithoutAServerIsRefused() {
    CommandRun run = run("keys", "list", "--data", folder.toString());
    assertThat(run.exitCode()).isEqualTo(2);
    assertThat(run.err().strip())
        .isEqualTo(
            "There is no development server's data in " + folder + ": run 'poolhouse dev' first.");
  }
}
