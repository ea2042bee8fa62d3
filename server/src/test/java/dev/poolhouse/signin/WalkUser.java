package dev.poolhouse.signin;

import dev.poolhouse.testing.Inbox;
import dev.poolhouse.testkit.SoftwareAuthenticator;
import dev.poolhouse.testkit.TotpDevice;
import java.util.Optional;
import java.util.Set;

/// A user and all that the user has at hand to sign in with.
///
/// @param name username
/// @param password the password now
/// @param temporary whether it must be changed
/// @param mail the mailbox
/// @param phone the phone
/// @param totp the code generator
/// @param device the device remembered by the server
/// @param passkey the authenticator
/// @param factors second factors switched on
/// @param preferred the preferred one
record WalkUser(
    String name,
    String password,
    boolean temporary,
    Inbox mail,
    Inbox phone,
    Optional<TotpDevice> totp,
    Optional<Device> device,
    Optional<SoftwareAuthenticator> passkey,
    Set<String> factors,
    Optional<String> preferred) {

  /// A confirmed device.
  ///
  /// @param key its key
  /// @param groupKey the group's key
  /// @param password its secret
  record Device(String key, String groupKey, String password) {}
}
