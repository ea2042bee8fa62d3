package dev.poolhouse.device;

import dev.poolhouse.pool.Pages;
import dev.poolhouse.pool.Pool;
import dev.poolhouse.store.Transactions;
import dev.poolhouse.user.User;
import dev.poolhouse.user.UserId;
import dev.poolhouse.wire.ApiException;
import java.time.InstantSource;
import java.util.List;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.services.cognitoidentityprovider.model.DeviceRememberedStatusType;
import software.amazon.awssdk.services.cognitoidentityprovider.model.DeviceType;

/// A user's devices, for the signed operations and for those with an access token alike. May be
/// shared.
public final class Devices {
  private final Transactions transactions;
  private final DeviceStore store;
  private final Pages pages;
  private final InstantSource clock;

  public Devices(Transactions transactions, DeviceStore store, Pages pages, InstantSource clock) {
    this.transactions = transactions;
    this.store = store;
    this.pages = pages;
    this.clock = clock;
  }

  /// The device as answers show it; throws `Device does not exist.`.
  DeviceType show(Pool pool, User user, String key) {
    return transactions
        .read("get device", tx -> store.find(tx, user.id(), key))
        .map(device -> DeviceView.of(pool, user, device))
        .orElseThrow(Devices::missing);
  }

  /// What a list operation asks for.
  ///
  /// @param operation its name, which its paging tokens belong to
  /// @param kept which devices it lists
  /// @param token `PaginationToken`
  /// @param limit `Limit`
  record Listing(
      String operation, DeviceStore.Kept kept, @Nullable String token, @Nullable Integer limit) {}

  /// One page of devices; throws `InvalidParameterException` for a foreign token.
  Pages.Page<DeviceType> list(Pool pool, User user, Listing listing) {
    String kind = listing.operation() + " " + user.id().value();
    String after = pages.after(kind, listing.token());
    int limit = Pages.limit(listing.limit());
    List<DeviceType> found =
        transactions
            .read("list devices", tx -> store.list(tx, user.id(), listing.kept(), after, limit + 1))
            .stream()
            .map(device -> DeviceView.of(pool, user, device))
            .toList();
    return pages.page(kind, found, limit, DeviceType::deviceKey);
  }

  /// Sets whether a device is remembered; without a status nothing changes. Throws `Device does not
  /// exist.`.
  ///
  /// @param status as the SDK's request class holds it
  void remember(UserId id, String key, @Nullable DeviceRememberedStatusType status) {
    boolean found =
        status == null
            ? transactions.read("find device", tx -> store.confirmed(tx, id, key))
            : transactions.write(
                "update device status",
                tx ->
                    store.remember(
                        tx,
                        id,
                        key,
                        status == DeviceRememberedStatusType.REMEMBERED,
                        clock.instant()));
    if (!found) {
      throw missing();
    }
  }

  /// Forgets a device: its key is worth nothing from now on, at sign-in and at refresh. Throws
  /// `Device does not exist.`.
  void forget(UserId id, String key) {
    if (!transactions.write("forget device", tx -> store.delete(tx, id, key))) {
      throw missing();
    }
  }

  /// The refusal of a key that names no device of the user. Clients compare the text: Amplify
  /// forgets its device and tries again without.
  public static ApiException missing() {
    return ApiException.notFound("Device does not exist.");
  }
}
