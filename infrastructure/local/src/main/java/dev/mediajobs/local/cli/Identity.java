package dev.mediajobs.local.cli;

import com.fasterxml.jackson.databind.JsonNode;
import dev.mediajobs.local.cli.client.SignIn;
import java.net.URI;
import java.time.Duration;

/** Signs people in to local stacks, which believe whoever they say they are. */
final class Identity {
  private final Surroundings surroundings;

  Identity(Surroundings surroundings) {
    this.surroundings = surroundings;
  }

  /**
   * What the issuer of a local stack answers to somebody who signs in.
   *
   * @throws CommandFailure if nobody can sign in there, or only elsewhere
   */
  JsonNode signedIn(URI api, String user, Duration lifetime) throws InterruptedException {
    SignIn signIn =
        new SignIn(api, surroundings.http(), surroundings.pauses(), surroundings.clock());
    URI issuer =
        signIn
            .issuer()
            .orElseThrow(
                () ->
                    new CommandFailure(
                        ExitCode.INPUT_REFUSED, "no_sign_in", "nobody can sign in to this API"));
    return signIn
        .token(issuer, user, lifetime)
        .orElseThrow(
            () ->
                new CommandFailure(
                    ExitCode.INPUT_REFUSED,
                    "sign_in_elsewhere",
                    "people sign in to this API at %s; get an access token there"
                        .formatted(issuer)));
  }
}
