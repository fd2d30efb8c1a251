package dev.mediajobs.api.identity;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Remembers an issuer's keys. They are fetched when first asked for, again after an hour, and when
 * a token names a key that is not among them, which is how issuers change keys. While the issuer is
 * away the remembered ones are good for a day, for then they may have been revoked long ago.
 */
final class IssuerKeys {

  private static final Logger LOG = LoggerFactory.getLogger(IssuerKeys.class);

  private static final Duration FRESH = Duration.ofHours(1);
  private static final Duration USABLE = Duration.ofDays(1);

  /** Whoever invents key names must not make us ask the issuer each time. */
  private static final Duration BETWEEN_FETCHES = Duration.ofMinutes(1);

  /** Nor may each request wait for an issuer that is away. */
  private static final Duration AFTER_FAILURE = Duration.ofSeconds(10);

  private final Issuer issuer;
  private final IssuerDocuments documents;
  private final Clock clock;
  private Optional<Fetched> fetched = Optional.empty();
  private Optional<Instant> failed = Optional.empty();

  private record Fetched(PublicKeys keys, Instant when) {}

  IssuerKeys(Issuer issuer, IssuerDocuments documents, Clock clock) {
    this.issuer = issuer;
    this.documents = documents;
    this.clock = clock;
  }

  /**
   * The keys as they were an hour ago or later, or a day ago when they can't be fetched.
   *
   * @throws IssuerUnavailableException when there are none
   */
  synchronized PublicKeys current() throws IssuerUnavailableException {
    Optional<PublicKeys> fresh = youngerThan(FRESH);
    if (fresh.isPresent()) {
      return fresh.get();
    }
    try {
      return fetch();
    } catch (IssuerUnavailableException e) {
      return youngerThan(USABLE).orElseThrow(() -> e);
    }
  }

  /**
   * The keys as they are now, or as they were a minute ago.
   *
   * @throws IssuerUnavailableException when they can't be fetched
   */
  synchronized PublicKeys newest() throws IssuerUnavailableException {
    Optional<PublicKeys> young = youngerThan(BETWEEN_FETCHES);
    return young.isPresent() ? young.get() : fetch();
  }

  private Optional<PublicKeys> youngerThan(Duration age) {
    return fetched.filter(last -> isWithin(age, last.when())).map(Fetched::keys);
  }

  private boolean isWithin(Duration age, Instant past) {
    return clock.instant().isBefore(past.plus(age));
  }

  private PublicKeys fetch() throws IssuerUnavailableException {
    if (failed.filter(when -> isWithin(AFTER_FAILURE, when)).isPresent()) {
      throw new IssuerUnavailableException("the issuer could not be reached a moment ago");
    }
    try {
      PublicKeys keys = PublicKeys.parse(documents.keys(issuer));
      fetched = Optional.of(new Fetched(keys, clock.instant()));
      failed = Optional.empty();
      return keys;
    } catch (IssuerUnavailableException e) {
      failed = Optional.of(clock.instant());
      LOG.warn("the keys of {} can't be had: {}", issuer.name(), e.getMessage());
      throw e;
    }
  }
}
