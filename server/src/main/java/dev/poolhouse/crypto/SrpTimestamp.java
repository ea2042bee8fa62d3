package dev.poolhouse.crypto;

import java.time.DateTimeException;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.ZoneOffset;
import java.time.chrono.IsoChronology;
import java.time.format.DateTimeFormatter;
import java.time.format.ResolverStyle;
import java.util.Locale;
import java.util.Optional;

/// `TIMESTAMP` of a password claim: `Sun Nov 1 09:05:07 UTC 2026`, English, day without leading
/// zero.
public final class SrpTimestamp {
  private static final DateTimeFormatter FORMAT =
      DateTimeFormatter.ofPattern("EEE MMM d HH:mm:ss 'UTC' uuuu", Locale.ENGLISH)
          .withChronology(IsoChronology.INSTANCE)
          .withResolverStyle(ResolverStyle.STRICT);
  private static final int MAX_LENGTH = "Sun Nov 11 09:05:07 UTC 2026".length();

  private SrpTimestamp() {}

  /// The moment; empty unless the text is exactly what [#format] makes of it. A zero-padded day or
  /// a wrong weekday is refused, as the real service does.
  public static Optional<Instant> parse(String text) {
    if (text.length() > MAX_LENGTH) {
      return Optional.empty();
    }
    try {
      Instant moment = LocalDateTime.parse(text, FORMAT).toInstant(ZoneOffset.UTC);
      return format(moment).equals(text) ? Optional.of(moment) : Optional.empty();
    } catch (DateTimeException malformed) {
      return Optional.empty();
    }
  }

  /// The moment in that form, to the second.
  public static String format(Instant moment) {
    return FORMAT.format(moment.atOffset(ZoneOffset.UTC));
  }
}
