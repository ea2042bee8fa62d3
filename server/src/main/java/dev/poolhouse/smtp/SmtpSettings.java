package dev.poolhouse.smtp;

import dev.poolhouse.crypto.Secret;
import java.time.Duration;
import java.util.Optional;

/// The mail server that takes the messages.
///
/// @param host name or address; with TLS, the name in its certificate
/// @param port 587 or 465 in most installations
/// @param security how the connection is protected
/// @param login user and password, where the server asks for them; refused without protection
/// @param from sender of pools that name none: an address, or name and address such as `Support
///   <support@example.com>`
/// @param connectTimeout longest wait for the connection
/// @param timeout longest wait for each answer
public record SmtpSettings(
    String host,
    int port,
    Security security,
    Optional<Login> login,
    String from,
    Duration connectTimeout,
    Duration timeout) {

  /// How a connection is protected.
  public enum Security {
    /// not at all; for a mail server on this machine
    NONE,
    /// begun in the clear, then protected before anything else is said, or given up
    STARTTLS,
    /// from the first byte
    TLS
  }

  /// Who we are to the mail server.
  public record Login(String user, Secret password) {}
}
