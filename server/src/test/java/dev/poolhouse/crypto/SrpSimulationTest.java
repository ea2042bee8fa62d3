package dev.poolhouse.crypto;

import static org.assertj.core.api.Assertions.assertThat;

import java.math.BigInteger;
import org.junit.jupiter.api.Test;

/// Proves that the answers for unknown users stay the same per pool and name, differ otherwise, and
/// have the form of real ones.
final class SrpSimulationTest {
  private final SrpSimulation simulation = new SrpSimulation(Secret.of(new byte[32]));

  @Test
  void theSameNameAlwaysGetsTheSameValues() {
    SrpSimulation restarted = new SrpSimulation(Secret.of(new byte[32]));

    assertThat(restarted.verifier("Pool", "nobody"))
        .isEqualTo(simulation.verifier("Pool", "nobody"));
    assertThat(restarted.userId("Pool", "nobody")).isEqualTo(simulation.userId("Pool", "nobody"));
  }

  @Test
  void anotherNamePoolOrSecretGetsOtherValues() {
    Srp.Verifier verifier = simulation.verifier("Pool", "nobody");
    SrpSimulation other = new SrpSimulation(Secret.of("another secret of thirty-two byte"));

    assertThat(simulation.verifier("Pool", "nobodies")).isNotEqualTo(verifier);
    assertThat(simulation.verifier("Pooln", "obody")).isNotEqualTo(verifier);
    assertThat(other.verifier("Pool", "nobody")).isNotEqualTo(verifier);
    assertThat(simulation.verifier("Pool", "nobodies").salt()).isNotEqualTo(verifier.salt());
    assertThat(simulation.userId("Pool", "nobodies"))
        .isNotEqualTo(simulation.userId("Pool", "nobody"));
    assertThat(other.userId("Pool", "nobody")).isNotEqualTo(simulation.userId("Pool", "nobody"));
  }

  @Test
  void saltsAndIdsLookReal() {
    for (int i = 0; i < 600; i++) {
      Srp.Verifier verifier = simulation.verifier("Pool", "name" + i);

      assertThat(verifier.salt()).hasSize(16);
      assertThat(verifier.salt()[0]).isNotZero();
      assertThat(simulation.userId("Pool", "name" + i))
          .matches("[0-9a-f]{8}-[0-9a-f]{4}-4[0-9a-f]{3}-[89ab][0-9a-f]{3}-[0-9a-f]{12}");
    }
  }

  @Test
  void verifiersLieInTheSubgroupOfTheGenerator() {
    BigInteger order = SrpGroup.N.shiftRight(1);

    assertThat(SrpGroup.G.modPow(order, SrpGroup.N)).isEqualTo(BigInteger.ONE);
    assertThat(simulation.verifier("Pool", "nobody").v().modPow(order, SrpGroup.N))
        .isEqualTo(BigInteger.ONE);
  }

  @Test
  void noPasswordMatches() {
    Srp.Verifier verifier = simulation.verifier("Pool", "nobody");

    assertThat(Srp.matches(verifier, "Pool", "nobody", Secret.of(""))).isFalse();
    assertThat(Srp.matches(verifier, "Pool", "nobody", Secret.of("P@ssw0rd!23"))).isFalse();
  }
}
