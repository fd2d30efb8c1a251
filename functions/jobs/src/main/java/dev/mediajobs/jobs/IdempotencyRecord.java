package dev.mediajobs.jobs;

import java.time.Duration;
import java.time.Instant;

/**
 * What was answered to a request with an {@code Idempotency-Key}, so that the same request gets the
 * same answer again (https://datatracker.ietf.org/doc/draft-ietf-httpapi-idempotency-key-header/).
 *
 * @param scope within which keys are compared: two scopes may use the same key
 * @param key the key, as the client chose it
 * @param fingerprint tells whether two requests are the same
 * @param answer what was answered
 * @param createdAt when
 */
public record IdempotencyRecord(
    String scope, String key, String fingerprint, String answer, Instant createdAt) {

  /** How long a key is remembered. */
  public static final Duration LIFETIME = Duration.ofDays(1);

  /** When it is forgotten. */
  public Instant expiresAt() {
    return createdAt.plus(LIFETIME);
  }
}
