package dev.poolhouse.crypto;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.FieldSource;

/// Proves that exactly the clients' form is read, and that a moment printed is read again.
final class SrpTimestampTest {

  record Case(String name, String text, boolean accepted) {
    @Override
    public String toString() {
      return name;
    }
  }

  static final List<Case> CASES =
      List.of(
          new Case("one-digit day", "Sun Nov 1 09:05:07 UTC 2026", true),
          new Case("two-digit day", "Wed Nov 11 09:05:07 UTC 2026", true),
          new Case("leap day", "Thu Feb 29 00:00:00 UTC 2024", true),
          new Case("September", "Sat Sep 5 23:59:59 UTC 2026", true),
          new Case("zero-padded day", "Sun Nov 01 09:05:07 UTC 2026", false),
          new Case("space-padded day", "Sun Nov  1 09:05:07 UTC 2026", false),
          new Case("wrong weekday", "Mon Nov 1 09:05:07 UTC 2026", false),
          new Case("a day that is not", "Sun Feb 29 09:05:07 UTC 2026", false),
          new Case("hour 24", "Sun Nov 1 24:00:00 UTC 2026", false),
          new Case("leap second", "Sun Nov 1 23:59:60 UTC 2026", false),
          new Case("one-digit hour", "Sun Nov 1 9:05:07 UTC 2026", false),
          new Case("another zone", "Sun Nov 1 09:05:07 GMT 2026", false),
          new Case("no zone", "Sun Nov 1 09:05:07 2026", false),
          new Case("lower case", "sun nov 1 09:05:07 utc 2026", false),
          new Case("another language", "So. Nov. 1 09:05:07 UTC 2026", false),
          new Case("long names", "Sunday November 1 09:05:07 UTC 2026", false),
          new Case("Sept", "Sat Sept 5 23:59:59 UTC 2026", false),
          new Case("trailing space", "Sun Nov 1 09:05:07 UTC 2026 ", false),
          new Case("leading space", " Sun Nov 1 09:05:07 UTC 2026", false),
          new Case("two-digit year", "Sun Nov 1 09:05:07 UTC 26", false),
          new Case("year of five digits", "Sun Nov 1 09:05:07 UTC +12026", false),
          new Case("ISO 8601", "2026-11-01T09:05:07Z", false),
          new Case("nothing", "", false),
          new Case("a very long text", "Sun ".repeat(50_000), false));

  @ParameterizedTest
  @FieldSource("CASES")
  void onlyTheExactFormIsRead(Case given) {
    assertThat(SrpTimestamp.parse(given.text).isPresent()).isEqualTo(given.accepted);
    SrpTimestamp.parse(given.text)
        .ifPresent(moment -> assertThat(SrpTimestamp.format(moment)).isEqualTo(given.text));
  }

  @Test
  void theMomentIsInUtc() {
    assertThat(SrpTimestamp.parse("Sun Nov 1 09:05:07 UTC 2026"))
        .contains(Instant.parse("2026-11-01T09:05:07Z"));
    assertThat(SrpTimestamp.format(Instant.parse("2026-09-05T01:02:03.999Z")))
        .isEqualTo("Sat Sep 5 01:02:03 UTC 2026");
  }
}
