package dev.poolhouse.risk;

import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// Names of devices as event lists show them, such as `Chrome 125, Windows 10`, from a browser's
/// `User-Agent`. Only the widespread browsers and systems are told apart.
///
/// Source: example in the developer guide, "Viewing user event history".
final class DeviceNames {
  private static final int LONGEST = 100;

  /// Tried in this order: most browsers also name those they descend from.
  private static final List<Named> BROWSERS =
      List.of(
          new Named("Edge", Pattern.compile("Edg(?:e|A|iOS)?/(\\d{1,4})")),
          new Named("Opera", Pattern.compile("OPR/(\\d{1,4})")),
          new Named("Samsung Internet", Pattern.compile("SamsungBrowser/(\\d{1,4})")),
          new Named("Firefox", Pattern.compile("(?:Firefox|FxiOS)/(\\d{1,4})")),
          new Named("Chrome", Pattern.compile("(?:Chrome|CriOS)/(\\d{1,4})")),
          new Named("Safari", Pattern.compile("Version/(\\d{1,4})[.\\d]{0,20} .{0,40}Safari/")));

  private static final List<Named> SYSTEMS =
      List.of(
          new Named("Windows", Pattern.compile("Windows NT (\\d{1,2})")),
          new Named("Android", Pattern.compile("Android (\\d{1,3})")),
          new Named("iOS", Pattern.compile("(?:iPhone|iPad).{0,20} OS (\\d{1,3})_")),
          new Named("macOS", Pattern.compile("Mac OS X (\\d{1,3})")),
          new Named("Chrome OS", Pattern.compile("CrOS \\w{1,10} (\\d{1,6})")),
          new Named("Linux", Pattern.compile("Linux()")));

  private record Named(String name, Pattern pattern) {

    Optional<String> in(String userAgent, boolean versioned) {
      Matcher found = pattern.matcher(userAgent);
      if (!found.find()) {
        return Optional.empty();
      }
      String version = found.group(1);
      return Optional.of(versioned && !version.isEmpty() ? name + " " + version : name);
    }
  }

  private DeviceNames() {}

  /// The name of the device; the beginning of the text where neither browser nor system is known.
  static String of(String userAgent) {
    return describe(userAgent, true);
  }

  /// The same without versions, so that an update does not make another device of it.
  static String kind(String userAgent) {
    return describe(userAgent, false);
  }

  private static String describe(String userAgent, boolean versioned) {
    Optional<String> browser = first(BROWSERS, userAgent, versioned);
    Optional<String> system = first(SYSTEMS, userAgent, versioned);
    if (browser.isPresent() && system.isPresent()) {
      return browser.get() + ", " + system.get();
    }
    return browser
        .or(() -> system)
        .orElseGet(() -> userAgent.substring(0, Math.min(userAgent.length(), LONGEST)));
  }

  private static Optional<String> first(List<Named> known, String userAgent, boolean versioned) {
    return known.stream().flatMap(named -> named.in(userAgent, versioned).stream()).findFirst();
  }
}
