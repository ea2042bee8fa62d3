package dev.poolhouse.crypto;

import java.util.Arrays;
import java.util.Optional;

/// Data keys 1 to `newest`, made of their purpose and id; those below `oldest` have been destroyed.
///
/// @param oldest lowest id that still exists
/// @param newest the current id
public record FixedDataKeys(int oldest, int newest) implements DataKeys {

  @Override
  public DataKey current(Purpose purpose) {
    return key(purpose, newest);
  }

  @Override
  public Optional<DataKey> find(Purpose purpose, int id) {
    return id >= oldest && id <= newest ? Optional.of(key(purpose, id)) : Optional.empty();
  }

  private static DataKey key(Purpose purpose, int id) {
    byte[] bytes = new byte[32];
    Arrays.fill(bytes, (byte) purpose.name().hashCode());
    bytes[0] = (byte) id;
    return new DataKey(id, Secret.of(bytes));
  }
}
