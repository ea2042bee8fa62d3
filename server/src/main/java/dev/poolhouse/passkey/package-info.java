/// Passkeys: registering them, keeping them, and checking what they sign. Read
/// [dev.poolhouse.passkey.Passkey] first. May import `token`, `group`, `user`, `message`, `client`,
/// `pool`, `crypto`, `store` and `wire`. The one package that knows webauthn4j.
///
/// Source: Web Authentication Level 3 (W3C), called WebAuthn below; sign-in reference §8.
@NullMarked
package dev.poolhouse.passkey;

import org.jspecify.annotations.NullMarked;
