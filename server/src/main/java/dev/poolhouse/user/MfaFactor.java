package dev.poolhouse.user;

/// A second factor. The names are those of `UserMFASettingList` and `PreferredMfaSetting`.
public enum MfaFactor {
  SMS_MFA,
  SOFTWARE_TOKEN_MFA,
  EMAIL_OTP
}
