package dev.mediajobs.jobs;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.BitSet;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Which slots are offered when a limit was lowered while higher ones are held. */
class SlotsTest {

  @Test
  void invariant5ALowerLimitCountsEachSlotThatIsStillHeld() {
    BitSet taken = new BitSet();
    taken.set(2);
    taken.set(4);

    assertThat(Slots.offered(new Pool("p", 3), taken)).isEqualTo(1);
  }

  @Test
  void withoutSlotsAboveItTheLimitItselfIsOffered() {
    BitSet taken = new BitSet();
    taken.set(0, 3);

    assertThat(Slots.offered(new Pool("p", 3), taken)).isEqualTo(3);
  }

  @ParameterizedTest
  @ValueSource(ints = {1, 2, 3, 5, 8, 10})
  void invariant5WhoeverTakesAllThatIsOfferedKeepsTheLimit(int limit) {
    for (long held = 0; held < 1 << 10; held++) {
      BitSet taken = BitSet.valueOf(new long[] {held});

      int offered = Slots.offered(new Pool("p", limit), taken);

      if (offered > 0) {
        assertThat(offered + heldFrom(offered, taken)).isLessThanOrEqualTo(limit);
      }
      if (offered < limit) {
        assertThat(offered + 1 + heldFrom(offered + 1, taken)).isGreaterThan(limit);
      }
    }
  }

  private static int heldFrom(int number, BitSet taken) {
    return (int) taken.stream().filter(one -> one >= number).count();
  }
}
