package dev.mediajobs.jobs;

import java.util.Locale;
import java.util.Optional;
import java.util.UUID;

/**
 * A job's public name: a random UUID (version 4). Knowing it opens nothing; see {@link
 * AccessTokens}.
 *
 * @param value the UUID
 */
public record JobId(UUID value) {

  /** A new id that nobody can guess. */
  public static JobId random() {
    return new JobId(UUID.randomUUID());
  }

  /**
   * The id that {@code text} spells in the canonical 36 characters, upper or lower case; empty for
   * anything else.
   */
  public static Optional<JobId> parse(String text) {
    if (text.length() != 36) {
      return Optional.empty();
    }
    try {
      JobId id = new JobId(UUID.fromString(text));
      // UUID.fromString also takes shortened groups; only the canonical spelling names a job.
      return id.toString().equals(text.toLowerCase(Locale.ROOT))
          ? Optional.of(id)
          : Optional.empty();
    } catch (IllegalArgumentException notAnId) {
      return Optional.empty();
    }
  }

  @Override
  public String toString() {
    return value.toString();
  }
}
