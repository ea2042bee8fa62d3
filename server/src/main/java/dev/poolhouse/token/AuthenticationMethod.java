package dev.poolhouse.token;

import dev.poolhouse.pool.AcrLevel;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.EnumSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/// An authentication method as `amr` names it: a way of proving who one is. What a set of them is
/// worth is decided here alone. Order matters: `amr` lists them as they stand here.
///
/// Source: step-up page of the developer guide; tokens reference A9; RFC 8176.
public enum AuthenticationMethod {
  /// the password, sent or by SRP
  PASSWORD("pwd"),
  /// a code of a code generator
  SOFTWARE_TOKEN("otp"),
  /// a code by SMS
  SMS("sms"),
  /// a code by e-mail
  EMAIL("email_otp"),
  /// a passkey of the device itself
  PLATFORM_PASSKEY("swk"),
  /// a passkey on a key that is carried along
  ROAMING_PASSKEY("hwk");

  private static final String SEVERAL = "mfa";

  private final String amr;

  AuthenticationMethod(String amr) {
    this.amr = amr;
  }

  /// The `amr` claim of someone who has completed `methods`.
  public static List<String> amr(Set<AuthenticationMethod> methods) {
    List<String> names = new ArrayList<>();
    Arrays.stream(values()).filter(methods::contains).forEach(method -> names.add(method.amr));
    if (names.size() > 1) {
      names.add(SEVERAL);
    }
    return names;
  }

  /// The methods that an `amr` claim names; others, such as `mfa`, are passed over.
  public static Set<AuthenticationMethod> of(List<String> amr) {
    Set<AuthenticationMethod> methods = EnumSet.noneOf(AuthenticationMethod.class);
    Arrays.stream(values()).filter(method -> amr.contains(method.amr)).forEach(methods::add);
    return methods;
  }

  /// The highest level that `methods` satisfy; empty when they satisfy none.
  public static Optional<AcrLevel> level(Set<AuthenticationMethod> methods) {
    boolean password = methods.contains(PASSWORD);
    boolean code = methods.contains(SMS) || methods.contains(EMAIL);
    if (password && methods.contains(SOFTWARE_TOKEN)) {
      return Optional.of(AcrLevel.FOUR);
    }
    if (methods.contains(PLATFORM_PASSKEY)
        || methods.contains(ROAMING_PASSKEY)
        || (password && code)) {
      return Optional.of(AcrLevel.THREE);
    }
    if (code) {
      return Optional.of(AcrLevel.TWO);
    }
    return password ? Optional.of(AcrLevel.ONE) : Optional.empty();
  }
}
