package dev.poolhouse.risk;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/// The whole score as a table: each signal changes the level, alone and with others, and the first
/// sign-in ever is none.
final class RiskScoreTest {
  private static final Signals USUAL = new Signals(true, false, false, Optional.empty(), 0, false);
  private static final Signals.Travel FLIGHT = new Signals.Travel(900, Duration.ofHours(1));
  private static final Signals.Travel MAGIC = new Signals.Travel(1_100, Duration.ofHours(1));

  record Case(String name, Signals signals, RiskLevel level, List<Reason> reasons) {
    @Override
    public String toString() {
      return name;
    }
  }

  static Stream<Case> cases() {
    return Stream.of(
        new Case("nothing unusual", USUAL, RiskLevel.NONE, List.of()),
        new Case(
            "a new device",
            signals(true, false, Optional.empty(), 0, false),
            RiskLevel.LOW,
            List.of(Reason.NEW_DEVICE)),
        new Case(
            "a new network",
            signals(false, true, Optional.empty(), 0, false),
            RiskLevel.LOW,
            List.of(Reason.NEW_NETWORK)),
        new Case(
            "both new",
            signals(true, true, Optional.empty(), 0, false),
            RiskLevel.MEDIUM,
            List.of(Reason.NEW_DEVICE, Reason.NEW_NETWORK)),
        new Case(
            "two failures in a new network",
            signals(false, true, Optional.empty(), 2, false),
            RiskLevel.LOW,
            List.of(Reason.NEW_NETWORK)),
        new Case(
            "ten failures, but device and network are known",
            signals(false, false, Optional.empty(), 10, false),
            RiskLevel.NONE,
            List.of()),
        new Case(
            "three failures in a new network",
            signals(false, true, Optional.empty(), 3, false),
            RiskLevel.MEDIUM,
            List.of(Reason.NEW_NETWORK, Reason.FAILURES)),
        new Case(
            "nine failures on a new device",
            signals(true, false, Optional.empty(), 9, false),
            RiskLevel.MEDIUM,
            List.of(Reason.NEW_DEVICE, Reason.FAILURES)),
        new Case(
            "ten failures on a new device",
            signals(true, false, Optional.empty(), 10, false),
            RiskLevel.MEDIUM,
            List.of(Reason.NEW_DEVICE, Reason.MANY_FAILURES)),
        new Case(
            "both new after three failures",
            signals(true, true, Optional.empty(), 3, false),
            RiskLevel.MEDIUM,
            List.of(Reason.NEW_DEVICE, Reason.NEW_NETWORK, Reason.FAILURES)),
        new Case(
            "both new after ten failures",
            signals(true, true, Optional.empty(), 10, false),
            RiskLevel.HIGH,
            List.of(Reason.NEW_DEVICE, Reason.NEW_NETWORK, Reason.MANY_FAILURES)),
        new Case(
            "a way that an aeroplane can fly",
            signals(false, false, Optional.of(FLIGHT), 0, false),
            RiskLevel.NONE,
            List.of()),
        new Case(
            "a way that nobody can travel",
            signals(false, false, Optional.of(MAGIC), 0, false),
            RiskLevel.MEDIUM,
            List.of(Reason.IMPOSSIBLE_TRAVEL)),
        new Case(
            "such a way into a new network",
            signals(false, true, Optional.of(MAGIC), 0, false),
            RiskLevel.HIGH,
            List.of(Reason.NEW_NETWORK, Reason.IMPOSSIBLE_TRAVEL)),
        new Case(
            "a device that was disowned",
            signals(false, false, Optional.empty(), 0, true),
            RiskLevel.HIGH,
            List.of(Reason.DISOWNED)));
  }

  @ParameterizedTest
  @MethodSource("cases")
  void signalsGiveTheirLevelAndReasons(Case given) {
    assertThat(RiskScore.of(given.signals()))
        .isEqualTo(new Assessment(given.level(), given.reasons()));
  }

  @Test
  void firstSignInEverIsNoRisk() {
    Signals first = new Signals(false, true, true, Optional.of(MAGIC), 0, false);

    assertThat(RiskScore.of(first)).isEqualTo(Assessment.NONE);
  }

  @Test
  void guessesCountBeforeTheFirstSignIn() {
    Signals guessed = new Signals(false, true, true, Optional.empty(), 10, false);

    assertThat(RiskScore.of(guessed))
        .isEqualTo(new Assessment(RiskLevel.MEDIUM, List.of(Reason.MANY_FAILURES)));
  }

  @Test
  void shortWaysAndClocksThatRunBackAreNoTravel() {
    assertThat(new Signals.Travel(300, Duration.ZERO).impossible()).isFalse();
    assertThat(new Signals.Travel(301, Duration.ZERO).impossible()).isTrue();
    assertThat(new Signals.Travel(301, Duration.ofHours(-1)).impossible()).isTrue();
  }

  @Test
  void distancesAreThoseOfTheGlobe() {
    Place.Point berlin = new Place.Point(52.52, 13.405);
    Place.Point sydney = new Place.Point(-33.869, 151.209);

    assertThat(berlin.kilometresTo(sydney)).isBetween(16_050.0, 16_120.0);
    assertThat(berlin.kilometresTo(berlin)).isZero();
    assertThat(new Place.Point(0, 179.9).kilometresTo(new Place.Point(0, -179.9)))
        .isBetween(22.0, 23.0);
  }

  private static Signals signals(
      boolean device,
      boolean network,
      Optional<Signals.Travel> travel,
      int failures,
      boolean disowned) {
    return new Signals(true, device, network, travel, failures, disowned);
  }
}
