package dev.poolhouse.crypto;

import java.util.Arrays;

/// Bytes that a [Sealer] made: safe to store, worthless without the data key. Immutable.
public final class Sealed {
  private final byte[] bytes;

  private Sealed(byte[] bytes) {
    this.bytes = bytes;
  }

  /// Sealed bytes as they were stored.
  public static Sealed of(byte[] bytes) {
    return new Sealed(bytes.clone());
  }

  /// A copy of the bytes, for storing.
  public byte[] bytes() {
    return bytes.clone();
  }

  @Override
  public boolean equals(Object other) {
    return other instanceof Sealed sealed && Arrays.equals(bytes, sealed.bytes);
  }

  @Override
  public int hashCode() {
    return Arrays.hashCode(bytes);
  }

  @Override
  public String toString() {
    return "sealed(" + bytes.length + " bytes)";
  }
}
