package dev.mediajobs.push;

import dev.mediajobs.jobs.Sha256;
import java.nio.charset.StandardCharsets;

/**
 * A browser that wants to be notified.
 *
 * @param endpoint the address at its push service, as the browser gave it out. Whoever knows it can
 *     write to the browser, so it is a secret
 * @param keys what is sent there is encrypted with
 */
public record Subscription(String endpoint, SubscriberKeys keys) {

  /**
   * The name of the subscription: follows from the endpoint, so that a browser that subscribes
   * again is the same one, and can't be guessed by whoever does not know it. 64 hexadecimal digits.
   */
  public String id() {
    byte[] bytes = endpoint.getBytes(StandardCharsets.UTF_8);
    Sha256 digest = new Sha256();
    digest.add(bytes, bytes.length);
    return digest.text();
  }

  /** Does not tell the endpoint. */
  @Override
  public String toString() {
    return "Subscription";
  }
}
