package dev.poolhouse.device;

import dev.poolhouse.crypto.Ids;
import dev.poolhouse.crypto.Purpose;
import dev.poolhouse.crypto.Sealer;
import dev.poolhouse.pool.Pool;
import dev.poolhouse.wire.ApiException;

/// The names of devices. Nothing is stored when one is given out. May be shared.
///
/// Source: forms as recorded, sign-in reference §4.3.
public final class DeviceKeys {
  private static final int GROUP_LETTERS = 8;

  /// What a device key may have in front of its UUID: it is never longer than 55 letters.
  private static final int LONGEST_REGION = 18;

  private final Sealer sealer;
  private final Ids ids;

  public DeviceKeys(Sealer sealer, Ids ids) {
    this.sealer = sealer;
    this.ids = ids;
  }

  /// A new `DeviceKey`: `<region>_<uuid>`.
  public String newKey(Pool pool) {
    String region = pool.id().region();
    return region.substring(0, Math.min(region.length(), LONGEST_REGION)) + "_" + ids.uuid();
  }

  /// The refusal of a key that this server did not give out for the purpose.
  public static ApiException invalid() {
    return ApiException.invalidParameter("Invalid device key given.");
  }

  /// The `DeviceGroupKey` of all devices of a pool (unsure whether the service has one for each
  /// user): a hyphen and 8 letters or digits, derived from the pool and always the same.
  public String groupKey(Pool pool) {
    StringBuilder letters = new StringBuilder("-");
    sealer
        .stableMac(Purpose.DEVICE, "group", pool.key().value())
        .chars()
        .filter(letter -> letter < 128 && Character.isLetterOrDigit(letter))
        .limit(GROUP_LETTERS)
        .forEach(letters::appendCodePoint);
    return letters.toString();
  }
}
