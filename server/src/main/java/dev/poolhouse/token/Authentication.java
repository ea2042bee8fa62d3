package dev.poolhouse.token;

import java.util.List;
import java.util.Optional;

/// How a user proved who they are; a refresh keeps it.
///
/// Source: OpenID Connect Core §2 (`acr`, `amr`), RFC 8176.
///
/// @param amr methods in the order they were completed, such as `pwd`, `otp`, `mfa`
/// @param acr level that was reached, as the pool names it; empty when no level was asked for, and
///   then tokens show neither (unsure)
public record Authentication(List<String> amr, Optional<String> acr) {
  public Authentication {
    amr = List.copyOf(amr);
  }

  /// The authentication as stored.
  ///
  /// @param amr methods, separated by spaces
  public static Authentication of(String amr, Optional<String> acr) {
    return new Authentication(amr.isEmpty() ? List.of() : List.of(amr.split(" ", -1)), acr);
  }
}
