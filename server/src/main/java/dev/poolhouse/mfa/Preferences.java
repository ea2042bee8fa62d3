package dev.poolhouse.mfa;

import dev.poolhouse.pool.MfaPolicy;
import dev.poolhouse.pool.Pool;
import dev.poolhouse.store.Tx;
import dev.poolhouse.user.Contacts;
import dev.poolhouse.user.MfaFactor;
import dev.poolhouse.user.MfaPreference;
import dev.poolhouse.user.User;
import dev.poolhouse.user.UserChanges;
import dev.poolhouse.wire.ApiException;
import java.time.InstantSource;
import java.util.Map;
import java.util.Optional;
import software.amazon.awssdk.services.cognitoidentityprovider.model.UserPoolMfaType;

/// Which factors users may switch on, for administrators and users alike. Switching off is always
/// allowed. All refusals are `InvalidParameterException`. May be shared.
///
/// Source: sign-in reference §5.2.
public final class Preferences {
  private final SoftwareTokenStore store;
  private final InstantSource clock;

  public Preferences(SoftwareTokenStore store, InstantSource clock) {
    this.store = store;
    this.clock = clock;
  }

  /// Who asks: one of the refusals is worded after it.
  enum Asker {
    USER,
    ADMINISTRATOR
  }

  /// The change of a user that `settings` ask for.
  UserChanges.Edit edit(Pool pool, FactorSettings settings, Asker asker) {
    checkPreferred(settings.factors());
    return (tx, user) -> user.withMfa(changed(tx, pool, user, settings, asker), clock.instant());
  }

  private MfaPreference changed(Tx tx, Pool pool, User user, FactorSettings settings, Asker asker) {
    MfaPreference changed = user.mfa();
    for (Map.Entry<MfaFactor, FactorSettings.Setting> named : settings.factors().entrySet()) {
      MfaFactor factor = named.getKey();
      boolean wasPreferred = changed.preferred().filter(one -> one == factor).isPresent();
      changed = changed.without(factor);
      if (named.getValue().enabled()) {
        require(tx, pool.mfaPolicy(), user, factor, asker);
        changed = changed.with(factor, named.getValue().preferred().orElse(wasPreferred));
      }
    }
    boolean passkey = settings.passkey().orElse(changed.passkey());
    MfaPreference all = new MfaPreference(changed.enabled(), changed.preferred(), passkey);
    if (settings.passkey().orElse(false)) {
      requirePasskey(pool.mfaPolicy(), all);
    }
    return all;
  }

  /// Wording of both (unsure).
  private static void checkPreferred(Map<MfaFactor, FactorSettings.Setting> factors) {
    long preferred = factors.values().stream().filter(FactorSettings.Setting::prefers).count();
    if (preferred > 1) {
      throw ApiException.invalidParameter("Only one MFA method can be preferred.");
    }
    factors.forEach(
        (factor, setting) -> {
          if (setting.prefers() && !setting.enabled()) {
            throw ApiException.invalidParameter(
                "Cannot prefer " + factor + " without turning it on.");
          }
        });
  }

  private void require(Tx tx, MfaPolicy policy, User user, MfaFactor factor, Asker asker) {
    boolean possible =
        switch (factor) {
          case SMS_MFA -> policy.sms() && user.attribute(Contacts.PHONE_NUMBER).isPresent();
          case EMAIL_OTP -> policy.email() && user.attribute(Contacts.EMAIL).isPresent();
          case SOFTWARE_TOKEN_MFA -> {
            requireSoftwareToken(tx, user, asker);
            yield policy.mode() != UserPoolMfaType.OFF;
          }
        };
    if (!possible) {
      throw undeliverable(factor);
    }
  }

  /// A generator that was set up stays usable when the pool offers them no more (documented).
  private void requireSoftwareToken(Tx tx, User user, Asker asker) {
    Optional<SoftwareTokenStore.SoftwareToken> token = store.find(tx, user.id());
    if (token.flatMap(SoftwareTokenStore.SoftwareToken::secret).isPresent()) {
      return;
    }
    switch (asker) {
      case ADMINISTRATOR -> throw undeliverable(MfaFactor.SOFTWARE_TOKEN_MFA);
      case USER ->
          throw ApiException.invalidParameter(
              token.isPresent()
                  ? "User has not verified software token mfa"
                  : "User has not set up software token mfa");
    }
  }

  /// The name of the e-mail factor in it, and that a pool without the factor is refused with the
  /// same text, are unsure.
  private static ApiException undeliverable(MfaFactor factor) {
    return ApiException.invalidParameter(
        "User does not have delivery config set to turn on " + factor);
  }

  /// Wording of both (unsure).
  private static void requirePasskey(MfaPolicy policy, MfaPreference all) {
    if (!policy.passkeyCountsTwice()) {
      throw ApiException.invalidParameter("Passkey MFA is not enabled for the user pool.");
    }
    if (all.enabled().isEmpty()) {
      throw ApiException.invalidParameter(
          "Passkey MFA needs another MFA method that is turned on.");
    }
  }
}
