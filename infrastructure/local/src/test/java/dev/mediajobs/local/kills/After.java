package dev.mediajobs.local.kills;

import dev.mediajobs.local.faults.Call;
import dev.mediajobs.local.faults.Fate;
import dev.mediajobs.local.faults.Script;
import java.util.function.Predicate;

/** Does something once, right after a certain call was done and before its caller knows. */
final class After implements Script {

  private final Predicate<Call> counted;
  private final int number;
  private final Runnable deed;
  private int seen;

  private After(Predicate<Call> counted, int number, Runnable deed) {
    this.counted = counted;
    this.number = number;
    this.deed = deed;
  }

  /** After the so manieth side effect of {@code caller}, from 1. */
  static After sideEffect(String caller, int number, Runnable deed) {
    return new After(
        call -> call.site().caller().equals(caller) && call.site().isSideEffect(), number, deed);
  }

  /** After the first such call. */
  static After first(Predicate<Call> such, Runnable deed) {
    return new After(such, 1, deed);
  }

  @Override
  public synchronized Fate on(Call call) {
    if (counted.test(call)) {
      seen++;
      return seen == number ? new Fate.Watched(deed) : Fate.PASS;
    }
    return Fate.PASS;
  }

  /** Whether it was done. */
  synchronized boolean happened() {
    return seen >= number;
  }
}
