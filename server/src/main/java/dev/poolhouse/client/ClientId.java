package dev.poolhouse.client;

/// Id of an app client.
///
/// @param value usually 26 of `[0-9a-z]`
public record ClientId(String value) {
  @Override
  public String toString() {
    return value;
  }
}
