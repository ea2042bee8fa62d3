package dev.poolhouse.app;

import dev.poolhouse.crypto.CryptoProvider;
import dev.poolhouse.crypto.MasterKey;
import dev.poolhouse.crypto.RsaKeys;
import dev.poolhouse.sql.Database;
import dev.poolhouse.sql.Migrations;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.time.InstantSource;
import java.util.Map;

/// What the commands for operators work on: an open database and the key to what lies sealed in it.
/// A server may be running on the same database.
///
/// @param database open and migrated
/// @param masterKey wraps the data keys
/// @param account account number of the installation
record Installation(Database database, MasterKey masterKey, String account)
    implements AutoCloseable {

  /// The installation that a configuration file describes.
  static Installation configured(Path file, Map<String, String> environment, SecureRandom random) {
    SettingReader settings = Settings.reader(file, environment);
    MasterKey masterKey = settings.masterKey(random);
    String account = settings.account();
    return new Installation(open(settings.database(), random), masterKey, account);
  }

  /// The data folder of a development server.
  static Installation development(Path path, SecureRandom random) {
    DevFolder folder = new DevFolder(path);
    if (Files.notExists(folder.database())) {
      throw new SettingsException(
          "There is no development server's data in " + path + ": run 'poolhouse dev' first.");
    }
    return new Installation(
        open(new DatabaseSettings.Sqlite(folder.database()), random),
        folder.masterKey(random),
        "000000000000");
  }

  private static Database open(DatabaseSettings settings, SecureRandom random) {
    Database database = settings.open(random);
    Migrations.run(database);
    return database;
  }

  /// Pools, keys and clients. Fails with an [IllegalStateException] when the master key is not the
  /// one of this database.
  Configuration configuration() {
    RsaKeys rsa = new RsaKeys(CryptoProvider.detect(), new SecureRandom());
    InstantSource clock = InstantSource.system();
    return Configuration.of(
        Core.of(database, clock, clock, masterKey, rsa::generate), Stores.all());
  }

  @Override
  public void close() {
    database.close();
  }
}
