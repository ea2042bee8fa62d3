package dev.poolhouse.app;

import dev.poolhouse.crypto.CryptoProvider;
import dev.poolhouse.crypto.Ids;
import dev.poolhouse.crypto.MasterKey;
import dev.poolhouse.crypto.PageTokens;
import dev.poolhouse.crypto.RsaKeys;
import dev.poolhouse.crypto.Sealer;
import dev.poolhouse.sql.SqlDataKeys;
import dev.poolhouse.store.Transactions;
import java.security.SecureRandom;
import java.time.InstantSource;
import java.util.function.Supplier;

/// What every part is built on: database, time, randomness, keys.
///
/// @param database open and migrated
/// @param clock the time all rules go by
/// @param real the time on the wall, which a client's clock may agree with instead
/// @param random cryptographically strong
/// @param provider does RSA
/// @param keyPairs where fresh RSA pairs come from
/// @param dataKeys unwrapped data keys
/// @param sealer seals with them
/// @param ids makes ids, codes and passwords
/// @param pageTokens makes paging tokens
record Core(
    Transactions database,
    InstantSource clock,
    InstantSource real,
    SecureRandom random,
    CryptoProvider provider,
    Supplier<RsaKeys.Pair> keyPairs,
    SqlDataKeys dataKeys,
    Sealer sealer,
    Ids ids,
    PageTokens pageTokens) {

  static Core of(
      Transactions database,
      InstantSource clock,
      InstantSource real,
      MasterKey master,
      Supplier<RsaKeys.Pair> keyPairs) {
    SecureRandom random = new SecureRandom();
    SqlDataKeys dataKeys = SqlDataKeys.open(database, master, clock, random);
    Sealer sealer = new Sealer(dataKeys, random);
    return new Core(
        database,
        clock,
        real,
        random,
        CryptoProvider.detect(),
        keyPairs,
        dataKeys,
        sealer,
        new Ids(random),
        new PageTokens(sealer, clock));
  }
}
