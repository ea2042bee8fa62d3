package dev.poolhouse.lambda;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import org.junit.jupiter.api.Test;

/// Proves that the room of a function shrinks while it hangs and comes back with its answers,
/// however many calls are under way.
final class SlotsTest {
  private final Slots slots = new Slots(8);

  private int free() {
    int free = 0;
    while (slots.acquire(Duration.ZERO)) {
      free++;
    }
    return free;
  }

  private void release(int calls, boolean answered) {
    for (int i = 0; i < calls; i++) {
      slots.release(answered);
    }
  }

  @Test
  void asManyAsAllowedRunAtOnce() {
    assertThat(free()).isEqualTo(8);
    release(8, true);
    assertThat(free()).isEqualTo(8);
  }

  @Test
  void hangingCallsLeaveTwo() {
    assertThat(free()).isEqualTo(8);
    release(8, false);
    assertThat(free()).isEqualTo(Slots.LEAST);
    release(2, false);
    assertThat(free()).isEqualTo(Slots.LEAST);
  }

  @Test
  void oneHangingCallHalvesTheRoom() {
    assertThat(slots.acquire(Duration.ZERO)).isTrue();
    slots.release(false);
    assertThat(free()).isEqualTo(4);
  }

  @Test
  void answersGiveTheRoomBackOneByOne() {
    assertThat(free()).isEqualTo(8);
    release(8, false);
    assertThat(slots.acquire(Duration.ZERO)).isTrue();
    slots.release(true);
    assertThat(free()).isEqualTo(3);
    release(3, true);
    assertThat(free()).isEqualTo(6);
    release(6, true);
    assertThat(free()).isEqualTo(8);
  }
}
