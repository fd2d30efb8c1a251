package dev.mediajobs.local.cli.client;

import com.fasterxml.jackson.databind.JsonNode;
import java.time.Duration;
import java.util.Optional;

/**
 * A job that was accepted.
 *
 * @param reference names it
 * @param retryAfter when the endpoint suggests to ask for the first time
 * @param answer everything that the endpoint said
 */
public record SubmittedJob(
    JobReference reference, Optional<Duration> retryAfter, JsonNode answer) {}
