package dev.poolhouse.app;

import java.net.URI;
import java.nio.file.Path;
import java.util.HashSet;
import java.util.Iterator;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/// The options of `poolhouse dev`.
final class DevOptions {
  @Option(
      names = "--port",
      paramLabel = "PORT",
      description = "port to listen on, 0 for a free one (default: ${DEFAULT-VALUE})")
  int port = 7665;

  @Option(
      names = "--host",
      paramLabel = "ADDRESS",
      description = "address to listen on (default: ${DEFAULT-VALUE})")
  String host = "127.0.0.1";

  @Option(
      names = "--data",
      paramLabel = "DIR",
      description = "folder of the database and the master key (default: ${DEFAULT-VALUE})")
  Path data = Path.of(".poolhouse");

  @Option(names = "--in-memory", description = "keep nothing after the server ends")
  boolean inMemory;

  @Option(
      names = "--region",
      paramLabel = "REGION",
      description = "region of unsigned calls (default: ${DEFAULT-VALUE})")
  String region = "us-east-1";

  @Option(
      names = "--account",
      paramLabel = "NUMBER",
      description =
          "account of access keys that are not twelve digits themselves (default:"
              + " ${DEFAULT-VALUE})")
  String account = "000000000000";

  @Option(
      names = "--issuer",
      paramLabel = "aws|URL",
      description =
          "issuer of tokens: 'aws' for the form https://cognito-idp.REGION.amazonaws.com/POOL, or a"
              + " URL to put before the pool id (default: this server's own URL)")
  @Nullable String issuer;

  @Option(
      names = "--verify-signatures",
      description = "verify SigV4 signatures against the keys of 'poolhouse keys'")
  boolean verifySignatures;

  @Option(
      names = "--seed",
      paramLabel = "FILE",
      description = "make the pools, app clients and users of a JSON file (see docs/seed.md)")
  @Nullable Path seed;

  @Option(
      names = "--events",
      paramLabel = "FILE",
      description = "append events and logs to a file of JSON lines (see docs/analytics.md)")
  @Nullable Path events;

  @Option(
      names = "--rehearse",
      hidden = true,
      description = "call this server as programs do and end, for Java to record what that takes")
  boolean rehearse;

  @Option(
      names = "--functions",
      paramLabel = "DIR",
      description =
          "folder of the functions of triggers, NAME.mjs, .cjs, .js, .py or .jar (default:"
              + " functions, if it is there)")
  @Nullable Path functions;

  @Option(
      names = "--lambda-endpoint",
      paramLabel = "URL",
      description = "what speaks Lambda's Invoke, called for functions that are not in the folder")
  @Nullable URI lambdaEndpoint;

  @Option(
      names = "--function-seconds",
      paramLabel = "SECONDS",
      description =
          "seconds that a function may take in each of three tries, more for debuggers (default:"
              + " ${DEFAULT-VALUE})")
  int functionSeconds = 5;

  @Option(
      names = "--kms-endpoint",
      paramLabel = "URL",
      description =
          "what speaks the protocol of AWS KMS, for custom senders (see docs/triggers.md)")
  @Nullable URI kmsEndpoint;

  @Option(
      names = "--code-key",
      paramLabel = "FILE",
      description =
          "encrypt codes for custom senders with the AES key in a file, made when it does not exist"
              + " (see docs/triggers.md)")
  @Nullable Path codeKey;

  /// Reads arguments without picocli. Knows what most starts say; nothing where there is anything
  /// else, for picocli to read or explain.
  static Optional<DevOptions> usual(List<String> arguments) {
    DevOptions options = new DevOptions();
    Set<String> seen = new HashSet<>();
    Iterator<String> words = arguments.iterator();
    while (words.hasNext()) {
      String name = words.next();
      if (!seen.add(name) || !options.take(name, words)) {
        return Optional.empty();
      }
    }
    return Optional.of(options);
  }

  private boolean take(String name, Iterator<String> words) {
    switch (name) {
      case "--in-memory" -> inMemory = true;
      case "--rehearse" -> rehearse = true;
      case "--verify-signatures" -> verifySignatures = true;
      default -> {
        return words.hasNext() && takeValue(name, words.next());
      }
    }
    return true;
  }

  private boolean takeValue(String name, String value) {
    if (value.startsWith("-") || value.isEmpty()) {
      return false;
    }
    switch (name) {
      case "--host" -> host = value;
      case "--data" -> data = Path.of(value);
      case "--region" -> region = value;
      case "--account" -> account = value;
      case "--issuer" -> issuer = value;
      case "--seed" -> seed = Path.of(value);
      case "--events" -> events = Path.of(value);
      case "--functions" -> functions = Path.of(value);
      case "--code-key" -> codeKey = Path.of(value);
      case "--port" -> {
        if (!value.matches("[0-9]{1,5}")) {
          return false;
        }
        port = Integer.parseInt(value);
      }
      default -> {
        return false;
      }
    }
    return true;
  }
}
