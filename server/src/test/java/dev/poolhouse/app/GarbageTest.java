package dev.poolhouse.app;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

final class GarbageTest {
  private static final int LEAST = 80;

  private long used;
  private long needed;
  private int collections;
  private final Garbage garbage = new Garbage(() -> used, this::collect, LEAST);

  @Test
  void nothingIsCollectedUpToTheLeast() {
    look(LEAST);

    assertThat(collections).isZero();
  }

  @Test
  void whatIsMoreThanTheLeastIsCollected() {
    needed = 30;
    look(LEAST + 1);
    look(LEAST);

    assertThat(collections).isEqualTo(1);
  }

  @Test
  void aHeapThatIsInUseIsLeftUntilItHasDoubled() {
    needed = 100;
    look(120);
    look(200);
    assertThat(collections).isEqualTo(1);

    look(201);
    assertThat(collections).isEqualTo(2);
  }

  @Test
  void theLimitFallsWithWhatIsInUse() {
    needed = 100;
    look(120);
    needed = 20;
    look(201);
    look(LEAST + 1);

    assertThat(collections).isEqualTo(3);
  }

  private void look(long bytes) {
    used = bytes;
    garbage.collectIfGrown();
  }

  private void collect() {
    collections++;
    used = needed;
  }
}
