package dev.poolhouse.user;

import java.util.Arrays;
import java.util.Collections;
import java.util.EnumSet;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/// The second factors that a user has switched on (sign-in reference §5.2).
///
/// @param enabled factors switched on
/// @param preferred the one to ask for when several are on; always one of `enabled`
/// @param passkey whether a passkey with user verification counts as a second factor for this user
public record MfaPreference(
    Set<MfaFactor> enabled, Optional<MfaFactor> preferred, boolean passkey) {

  /// Nothing switched on.
  public static final MfaPreference NONE = new MfaPreference(Set.of(), Optional.empty(), false);

  private static final String PASSKEY = "WEB_AUTHN";
  private static final String MARK = "*";

  public MfaPreference {
    EnumSet<MfaFactor> copy = EnumSet.noneOf(MfaFactor.class);
    copy.addAll(enabled);
    enabled = Collections.unmodifiableSet(copy);
    if (preferred.filter(factor -> !copy.contains(factor)).isPresent()) {
      throw new IllegalArgumentException("a preferred factor that is not enabled");
    }
  }

  /// The same with `factor` switched on, the preferred one unless another is.
  public MfaPreference with(MfaFactor factor, boolean prefer) {
    EnumSet<MfaFactor> more = EnumSet.of(factor);
    more.addAll(enabled);
    return new MfaPreference(more, prefer ? Optional.of(factor) : preferred, passkey);
  }

  /// The same with `factor` switched off.
  public MfaPreference without(MfaFactor factor) {
    EnumSet<MfaFactor> fewer = EnumSet.noneOf(MfaFactor.class);
    fewer.addAll(enabled);
    fewer.remove(factor);
    return new MfaPreference(fewer, preferred.filter(other -> other != factor), passkey);
  }

  /// The preference as stored: names with spaces between, the preferred one marked.
  public String text() {
    Stream<String> factors =
        enabled.stream()
            .map(
                factor ->
                    preferred.filter(one -> one == factor).isPresent()
                        ? factor + MARK
                        : factor.name());
    return Stream.concat(factors, passkey ? Stream.of(PASSKEY) : Stream.empty())
        .collect(Collectors.joining(" "));
  }

  /// The preference that [#text] wrote.
  public static MfaPreference parse(String text) {
    EnumSet<MfaFactor> enabled = EnumSet.noneOf(MfaFactor.class);
    Optional<MfaFactor> preferred = Optional.empty();
    boolean passkey = false;
    for (String name : Arrays.asList(text.isEmpty() ? new String[0] : text.split(" ", -1))) {
      if (name.equals(PASSKEY)) {
        passkey = true;
        continue;
      }
      MfaFactor factor = MfaFactor.valueOf(name.replace(MARK, ""));
      enabled.add(factor);
      preferred = name.endsWith(MARK) ? Optional.of(factor) : preferred;
    }
    return new MfaPreference(enabled, preferred, passkey);
  }
}
