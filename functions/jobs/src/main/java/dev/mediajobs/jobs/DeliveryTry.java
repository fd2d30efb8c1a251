package dev.mediajobs.jobs;

import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.OptionalInt;

/**
 * What became of one try to deliver an event.
 *
 * @param at when it began
 * @param took how long it took
 * @param status what the receiver answered, an HTTP status code; empty when it did not
 * @param problem why there was no answer, for people; empty when there was one
 */
public record DeliveryTry(
    Instant at, Duration took, OptionalInt status, Optional<String> problem) {}
