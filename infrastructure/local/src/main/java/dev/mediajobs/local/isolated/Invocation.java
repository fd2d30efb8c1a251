package dev.mediajobs.local.isolated;

import java.time.Instant;

/**
 * An event on its way to a runtime.
 *
 * @param requestId its id
 * @param functionArn the function that was invoked
 * @param deadline when the time for it is over
 * @param event JSON
 */
record Invocation(String requestId, String functionArn, Instant deadline, String event) {}
