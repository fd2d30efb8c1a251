package dev.mediajobs.local.polly;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/** Applies faults to requests and counts how often each has struck. */
final class FaultInjector {

  private final List<Fault> faults;
  private final Map<Integer, Integer> struck = new ConcurrentHashMap<>();

  FaultInjector(List<Fault> faults) {
    this.faults = faults;
  }

  /** How long the answer to a request with this text is held back; zero for most. */
  Duration delay(String text) {
    return faults.stream()
        .filter(fault -> fault.strikes(text))
        .map(fault -> fault instanceof Fault.Slow slow ? slow.delay() : Duration.ZERO)
        .reduce(Duration.ZERO, Duration::plus);
  }

  /**
   * Lets the first fault that strikes a request with this text do so.
   *
   * @throws RefusedException if one does
   */
  void strike(String text) {
    for (int index = 0; index < faults.size(); index++) {
      Fault fault = faults.get(index);
      if (!fault.strikes(text)) {
        continue;
      }
      switch (fault) {
        case Fault.Throttled throttled -> {
          if (count(index) <= throttled.times()) {
            throw RefusedException.throttled();
          }
        }
        case Fault.ServiceFailure failure -> {
          if (count(index) <= failure.times()) {
            throw RefusedException.serviceFailure();
          }
        }
        case Fault.AccessDenied _ -> throw RefusedException.accessDenied("SynthesizeSpeech");
        case Fault.Slow _ -> {}
      }
    }
  }

  private int count(int index) {
    return struck.merge(index, 1, Integer::sum);
  }
}
