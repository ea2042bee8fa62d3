package dev.poolhouse.bench;

import java.io.File;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/// A PostgreSQL server with its standard settings, in a folder of its own, on a free port of
/// 127.0.0.1. It forces commits to the disk.
///
/// @param folder its files
/// @param bin folder of its programs
/// @param port where it listens
record Postgres(Path folder, Path bin, int port) implements AutoCloseable {
  private static final String USER = "poolhouse";
  private static final String PASSWORD = "poolhouse";
  private static final int MOST_CONNECTIONS = 200;

  /// Starts one in a temporary folder, which goes when it is closed.
  ///
  /// @param cores where to run it; empty for all
  static Postgres start(String cores) throws IOException, InterruptedException {
    Path bin =
        programs()
            .orElseThrow(
                () ->
                    new IOException(
                        "PostgreSQL is not installed: initdb is neither in POSTGRES_BIN nor on PATH"
                            + " nor in /usr/lib/postgresql (Debian: apt-get install postgresql)"));
    Path folder = Files.createTempDirectory("poolhouse-postgres-");
    Path password = folder.resolve("password");
    Files.writeString(password, PASSWORD);
    if (isRoot()) {
      run(List.of("chown", "-R", "postgres", folder.toString()));
    }
    Postgres server = new Postgres(folder, bin, Ports.free());
    server.command(
        "initdb",
        "-D",
        server.data(),
        "-U",
        USER,
        "--pwfile=" + password,
        "-A",
        "scram-sha-256",
        "-E",
        "UTF8",
        "--locale=C.UTF-8");
    List<String> start = new ArrayList<>(Cores.words(cores));
    start.add(bin.resolve("pg_ctl").toString());
    String options =
        "-p %d -k %s -c listen_addresses=127.0.0.1 -c max_connections=%d"
            .formatted(server.port(), folder, MOST_CONNECTIONS);
    start.addAll(
        List.of("-D", server.data(), "-w", "-l", folder.resolve("log").toString(), "-o", options));
    start.add("start");
    Runtime.getRuntime().addShutdownHook(new Thread(server::close));
    asPostgres(start);
    return server;
  }

  private String data() {
    return folder.resolve("data").toString();
  }

  /// Makes a database.
  void create(String name) throws IOException, InterruptedException {
    query("postgres", "create database " + name);
  }

  /// What one statement answers, as text.
  String query(String database, String sql) throws IOException, InterruptedException {
    List<String> words =
        List.of(
            bin.resolve("psql").toString(),
            "-X",
            "-q",
            "-A",
            "-t",
            "-c",
            sql,
            "postgresql://%s:%s@127.0.0.1:%d/%s".formatted(USER, PASSWORD, port, database));
    return run(words).strip();
  }

  /// Options of `poolhouse setup` for a database of this server.
  ///
  /// @param port that of the server, or of what passes everything on to it
  List<String> options(String database, int port) {
    return List.of(
        "--database", url(database, port),
        "--database-user", USER,
        "--database-password-file", folder.resolve("password").toString());
  }

  /// JDBC URL.
  String url(String database, int port) {
    return "jdbc:postgresql://127.0.0.1:%d/%s?sslmode=disable&gssEncMode=disable"
        .formatted(port, database);
  }

  String user() {
    return USER;
  }

  String password() {
    return PASSWORD;
  }

  /// As in `PostgreSQL 18.6`.
  String version() throws IOException, InterruptedException {
    return "PostgreSQL " + query("postgres", "show server_version");
  }

  private void command(String... words) throws IOException, InterruptedException {
    List<String> command = new ArrayList<>(List.of(words));
    command.set(0, bin.resolve(words[0]).toString());
    asPostgres(command);
  }

  /// PostgreSQL refuses to run as root.
  private static void asPostgres(List<String> words) throws IOException, InterruptedException {
    List<String> command = new ArrayList<>();
    if (isRoot()) {
      command.addAll(List.of("runuser", "-u", "postgres", "--"));
    }
    command.addAll(words);
    run(command);
  }

  private static boolean isRoot() {
    return System.getProperty("user.name").equals("root");
  }

  private static String run(List<String> words) throws IOException, InterruptedException {
    Path output = Files.createTempFile("poolhouse-bench-", ".txt"); // a server would keep a pipe
    try {
      int status =
          new ProcessBuilder(words)
              .redirectErrorStream(true)
              .redirectOutput(output.toFile())
              .start()
              .waitFor();
      String said = Files.readString(output, StandardCharsets.UTF_8);
      if (status != 0) {
        throw new IOException(words.getFirst() + " ended with " + status + ": " + said);
      }
      return said;
    } finally {
      Files.delete(output);
    }
  }

  private static Optional<Path> programs() throws IOException {
    List<Path> folders = new ArrayList<>();
    Optional.ofNullable(System.getenv("POSTGRES_BIN")).map(Path::of).ifPresent(folders::add);
    for (String folder : System.getenv("PATH").split(File.pathSeparator, -1)) {
      folders.add(Path.of(folder));
    }
    Path debian = Path.of("/usr/lib/postgresql");
    if (Files.isDirectory(debian)) {
      try (Stream<Path> versions = Files.list(debian)) {
        versions
            .sorted(Comparator.reverseOrder())
            .forEach(version -> folders.add(version.resolve("bin")));
      }
    }
    return folders.stream()
        .filter(folder -> Files.isExecutable(folder.resolve("initdb")))
        .filter(folder -> Files.isExecutable(folder.resolve("psql")))
        .findFirst();
  }

  @Override
  public void close() {
    try {
      command("pg_ctl", "-D", data(), "-m", "immediate", "-w", "stop");
    } catch (IOException e) {
      // the hook at the end of the program finds it stopped already
      System.getLogger("bench").log(System.Logger.Level.DEBUG, "stopping PostgreSQL", e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
    if (Files.exists(folder)) {
      LocalServer.remove(folder);
    }
  }
}
