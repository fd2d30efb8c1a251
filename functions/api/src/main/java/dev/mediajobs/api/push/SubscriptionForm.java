package dev.mediajobs.api.push;

import dev.mediajobs.api.http.Fields;
import dev.mediajobs.api.http.Refusal;
import dev.mediajobs.api.http.Request;
import dev.mediajobs.json.JsonException;
import dev.mediajobs.json.JsonObject;
import dev.mediajobs.outbound.Destination;
import dev.mediajobs.outbound.InvalidDestinationException;
import dev.mediajobs.outbound.Reach;
import dev.mediajobs.push.SubscriberKeys;
import dev.mediajobs.push.Subscription;
import java.time.Instant;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Set;

/**
 * What a page sends when its browser is to be notified: the PushSubscription as the browser spells
 * it (https://www.w3.org/TR/push-api/#dom-pushsubscription-tojson), and of what.
 *
 * @param subscription the browser's subscription
 * @param end when the push service will have ended it, if that is known
 * @param tokens access tokens, or tokens of share links, of jobs
 * @param allJobs whether all jobs of the signed-in user are meant, those to come too
 */
record SubscriptionForm(
    Subscription subscription, Optional<Instant> end, Set<String> tokens, boolean allJobs) {

  /** How many tokens there may be in one request. */
  static final int MOST_TOKENS = 50;

  private static final long LAST = Instant.parse("9999-12-31T23:59:59Z").toEpochMilli();

  /**
   * Reads it.
   *
   * @param reach what endpoints may lead to
   * @throws Refusal when a field is missing or wrong
   */
  static SubscriptionForm of(Request request, Reach reach, Instant now) throws Refusal {
    Fields fields = Fields.of(request);
    String endpoint = fields.read(json -> endpoint(json, reach), "");
    Optional<SubscriberKeys> keys =
        fields.read(json -> Optional.of(keys(json)), Optional.<SubscriberKeys>empty());
    Optional<Instant> end = fields.read(json -> end(json, now), Optional.<Instant>empty());
    // Tokens that are wrong count as named: one error tells enough.
    Set<String> tokens = fields.read(SubscriptionForm::tokens, Set.of(""));
    boolean allJobs = fields.read(json -> json.bool("all_jobs").orElse(false), true);
    if (tokens.isEmpty() && !allJobs) {
      fields.refuse("tokens", "is missing; name the tokens of jobs, or sign in and say all_jobs");
    }
    fields.check();
    return new SubscriptionForm(
        new Subscription(endpoint, keys.orElseThrow()), end, tokens, allJobs);
  }

  private static String endpoint(JsonObject json, Reach reach) throws JsonException {
    String text = json.requiredString("endpoint");
    try {
      Destination _ = Destination.of(text, reach);
      return text;
    } catch (InvalidDestinationException e) {
      throw new JsonException("endpoint", String.valueOf(e.getMessage()));
    }
  }

  private static SubscriberKeys keys(JsonObject json) throws JsonException {
    JsonObject keys =
        json.object("keys").orElseThrow(() -> new JsonException("keys", "is missing"));
    String p256dh = keys.requiredString("p256dh");
    if (!SubscriberKeys.isPublicKey(p256dh)) {
      throw new JsonException(
          "keys.p256dh", "must be a point on the curve P-256, uncompressed, in base64url");
    }
    String auth = keys.requiredString("auth");
    if (!SubscriberKeys.isSecret(auth)) {
      throw new JsonException("keys.auth", "must be 16 bytes in base64url");
    }
    return new SubscriberKeys(p256dh, auth);
  }

  private static Optional<Instant> end(JsonObject json, Instant now) throws JsonException {
    OptionalLong milliseconds = json.wholeNumber("expirationTime", 0, LAST);
    if (milliseconds.isEmpty()) {
      return Optional.empty();
    }
    Instant end = Instant.ofEpochMilli(milliseconds.getAsLong());
    if (!end.isAfter(now)) {
      throw new JsonException("expirationTime", "has passed; have the browser subscribe anew");
    }
    return Optional.of(end);
  }

  private static Set<String> tokens(JsonObject json) throws JsonException {
    Set<String> tokens = new LinkedHashSet<>(json.strings("tokens").orElse(List.of()));
    if (tokens.size() > MOST_TOKENS) {
      throw new JsonException("tokens", "may be at most %d".formatted(MOST_TOKENS));
    }
    return tokens;
  }

  /** Holds no secret. */
  @Override
  public String toString() {
    return "%d tokens, all jobs: %b".formatted(tokens.size(), allJobs);
  }
}
