package dev.poolhouse.crypto;

import java.util.HexFormat;

/// Names under which others may count someone without learning who it is.
public final class Pseudonyms {
  private static final int BYTES = 16;

  private Pseudonyms() {}

  /// A name for the holder of an internal id, always the same for the same use: 32 hex digits.
  ///
  /// @param use what the name is for; names of different uses cannot be matched
  /// @param internalId random and never shown, or else it could be guessed
  public static String of(String use, String internalId) {
    byte[] hash = Hashes.sha256(Hashes.join(use, internalId));
    return HexFormat.of().formatHex(hash, 0, BYTES);
  }
}
