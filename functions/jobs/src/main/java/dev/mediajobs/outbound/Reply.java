package dev.mediajobs.outbound;

import java.util.Optional;

/**
 * What a receiver answered; what its answer holds besides is not read.
 *
 * @param status the status code, 200 to 999
 * @param retryAfter the header Retry-After
 */
public record Reply(int status, Optional<String> retryAfter) {}
