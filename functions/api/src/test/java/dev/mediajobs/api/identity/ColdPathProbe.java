package dev.mediajobs.api.identity;

import dev.mediajobs.api.http.Refusal;
import dev.mediajobs.api.http.Requests;
import java.time.Clock;
import java.util.List;
import java.util.Optional;

/**
 * Sends, when it is run first, what is no JWT, and then what looks like one. Made in a class loader
 * of its own.
 */
public final class ColdPathProbe implements Runnable {

  private final Identities identities =
      new Identities(Optional.of(new Issuer("https://login.example.com", "a")), Clock.systemUTC());
  private List<String> headers = List.of("", "Basic x", "Bearer the-access-token-of-a-job");

  @Override
  public void run() {
    headers.forEach(this::send);
    headers = List.of("Bearer e30.e30.e30");
  }

  private void send(String header) {
    try {
      throw new AssertionError(identities.of(Requests.withHeader("authorization", header, "")));
    } catch (Refusal expected) {
      if (expected.problem().status() != 401) {
        throw new AssertionError(expected);
      }
    }
  }
}
