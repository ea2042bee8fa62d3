package dev.poolhouse.signin;

import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import software.amazon.awssdk.services.cognitoidentityprovider.model.AuthFlowType;

/// The ways to begin a sign-in that [EverySignInTest] walks.
enum WalkFlow {
  SRP(AuthFlowType.USER_SRP_AUTH, false, Proof.SRP),
  ADMIN_SRP(AuthFlowType.USER_SRP_AUTH, true, Proof.SRP),
  PASSWORD(AuthFlowType.USER_PASSWORD_AUTH, false, Proof.PASSWORD),
  ADMIN_PASSWORD(AuthFlowType.ADMIN_USER_PASSWORD_AUTH, true, Proof.PASSWORD),
  ADMIN_OLD_NAME(AuthFlowType.ADMIN_NO_SRP_AUTH, true, Proof.PASSWORD),
  PREFER_PASSWORD("PASSWORD", true, Proof.PASSWORD),
  PREFER_PASSWORD_LATER("PASSWORD", false, Proof.PASSWORD, "PASSWORD"),
  PREFER_SRP("PASSWORD_SRP", true, Proof.SRP),
  CHOOSE_PASSWORD(Proof.PASSWORD, true, "SELECT_CHALLENGE"),
  CHOOSE_PASSWORD_LATER(Proof.PASSWORD, false, "SELECT_CHALLENGE", "PASSWORD"),
  CHOOSE_SRP(Proof.SRP, true, "SELECT_CHALLENGE"),
  CHOOSE_SRP_LATER(Proof.SRP, false, "SELECT_CHALLENGE", "PASSWORD_SRP"),
  PREFER_EMAIL("EMAIL_OTP", true, Proof.EMAIL, "EMAIL_OTP"),
  CHOOSE_EMAIL(Proof.EMAIL, true, "SELECT_CHALLENGE", "EMAIL_OTP"),
  PREFER_SMS("SMS_OTP", true, Proof.SMS, "SMS_OTP"),
  CHOOSE_SMS(Proof.SMS, true, "SELECT_CHALLENGE", "SMS_OTP"),
  PREFER_PASSKEY("WEB_AUTHN", true, Proof.PASSKEY, "WEB_AUTHN"),
  CHOOSE_PASSKEY(Proof.PASSKEY, true, "SELECT_CHALLENGE", "WEB_AUTHN"),
  CUSTOM(AuthFlowType.CUSTOM_AUTH, false, Proof.RIDDLE),
  ADMIN_CUSTOM(AuthFlowType.CUSTOM_AUTH, true, Proof.RIDDLE),
  CUSTOM_AFTER_SRP(AuthFlowType.CUSTOM_AUTH, false, Proof.SRP);

  private final AuthFlowType type;
  private final boolean admin;
  private final Optional<String> preferred;
  private final boolean atOnce;
  private final Proof proof;
  private final String opening;

  /// What serves as the first factor.
  enum Proof {
    PASSWORD("PASSWORD"),
    SRP("PASSWORD_SRP"),
    EMAIL("EMAIL_OTP"),
    SMS("SMS_OTP"),
    PASSKEY("WEB_AUTHN"),
    RIDDLE("CUSTOM_CHALLENGE");

    private final String choice;

    Proof(String choice) {
      this.choice = choice;
    }

    /// Its name in `AvailableChallenges`.
    String choice() {
      return choice;
    }
  }

  WalkFlow(AuthFlowType type, boolean admin, Proof proof) {
    this(type, admin, Optional.empty(), true, proof, List.of());
  }

  WalkFlow(String preferred, boolean atOnce, Proof proof, String... opening) {
    this(AuthFlowType.USER_AUTH, false, Optional.of(preferred), atOnce, proof, List.of(opening));
  }

  WalkFlow(Proof proof, boolean atOnce, String... opening) {
    this(AuthFlowType.USER_AUTH, false, Optional.empty(), atOnce, proof, List.of(opening));
  }

  WalkFlow(
      AuthFlowType type,
      boolean admin,
      Optional<String> preferred,
      boolean atOnce,
      Proof proof,
      List<String> opening) {
    this.type = type;
    this.admin = admin;
    this.preferred = preferred;
    this.atOnce = atOnce;
    this.proof = proof;
    this.opening = String.join(" ", opening);
  }

  AuthFlowType type() {
    return type;
  }

  /// Whether the signed operations are called.
  boolean admin() {
    return admin;
  }

  Optional<String> preferred() {
    return preferred;
  }

  /// Whether the factor's data is sent with the choice.
  boolean atOnce() {
    return atOnce;
  }

  Proof proof() {
    return proof;
  }

  boolean choice() {
    return type == AuthFlowType.USER_AUTH;
  }

  /// Whether functions of the pool decide.
  boolean custom() {
    return type == AuthFlowType.CUSTOM_AUTH;
  }

  /// Whether the first factor is the password.
  boolean byPassword() {
    return proof == Proof.PASSWORD || proof == Proof.SRP;
  }

  /// Challenges of the first factor.
  List<String> firstFactor() {
    Stream<String> proving = proof == Proof.SRP ? Stream.of("PASSWORD_VERIFIER") : Stream.of();
    return Stream.concat(Stream.of(opening.split(" ", -1)).filter(name -> !name.isEmpty()), proving)
        .toList();
  }
}
