package dev.mediajobs.jobs;

import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/**
 * How far the pipeline has come for good: the step to do next, and what the finished ones found
 * out. A worker that takes over begins here.
 *
 * @param step the name of the step to do next
 * @param facts what earlier steps found out, by name; small texts only
 */
public record Checkpoint(String step, Map<String, String> facts) {

  /**
   * What the names of those facts begin with that stay true when the job is begun anew, such as
   * what must not be bought twice.
   */
  public static final String LASTING = "lasting_";

  /** The fact what the SHA-256 of the source is, as it was computed here. */
  public static final String SOURCE_DIGEST = LASTING + "source_sha256";

  /** Keeps a copy of the facts. */
  public Checkpoint {
    facts = Map.copyOf(facts);
  }

  /** Before {@code step}, with nothing known. */
  public static Checkpoint before(String step) {
    return new Checkpoint(step, Map.of());
  }

  /** The fact called {@code name}; empty when no step has found it out. */
  public Optional<String> fact(String name) {
    return Optional.ofNullable(facts.get(name));
  }

  /** The same step, knowing more; what was known under the same names is forgotten. */
  public Checkpoint knowing(Map<String, String> more) {
    Map<String, String> all = new TreeMap<>(facts);
    all.putAll(more);
    return new Checkpoint(step, all);
  }

  /** Before {@code firstStep} once more; only the lasting facts are still known. */
  Checkpoint restartedAt(String firstStep) {
    Map<String, String> lasting = new TreeMap<>(facts);
    lasting.keySet().removeIf(name -> !name.startsWith(LASTING));
    return new Checkpoint(firstStep, lasting);
  }

  /** The same facts, before another step. */
  public Checkpoint movedTo(String nextStep) {
    return new Checkpoint(nextStep, facts);
  }
}
