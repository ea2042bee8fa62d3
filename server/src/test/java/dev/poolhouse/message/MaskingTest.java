package dev.poolhouse.message;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/// Proves that answers show of an address what the service shows, and of odd ones nothing more.
final class MaskingTest {

  private record Case(Message.Medium medium, String to, String shown) {}

  static Stream<Case> addresses() {
    return Stream.of(
        new Case(Message.Medium.EMAIL, "frank@example.com", "f***@e***"),
        new Case(Message.Medium.EMAIL, "f@e", "f***@e***"),
        new Case(Message.Medium.EMAIL, "\"a@b\"@mail.example.com", "\"***@m***"),
        new Case(Message.Medium.EMAIL, "\uD83D\uDE00x@example.com", "\uD83D\uDE00***@e***"),
        new Case(Message.Medium.EMAIL, "@example.com", "***"),
        new Case(Message.Medium.EMAIL, "frank@", "***"),
        new Case(Message.Medium.EMAIL, "frank", "***"),
        new Case(Message.Medium.EMAIL, "", "***"),
        new Case(Message.Medium.SMS, "+12065559934", "+*******9934"),
        new Case(Message.Medium.SMS, "+4915112345678", "+*******5678"),
        new Case(Message.Medium.SMS, "+1234", "+*******1234"),
        new Case(Message.Medium.SMS, "+123", "+*******"));
  }

  @ParameterizedTest
  @MethodSource
  void addresses(Case row) {
    assertThat(Masking.mask(row.medium(), row.to())).isEqualTo(row.shown());
  }
}
