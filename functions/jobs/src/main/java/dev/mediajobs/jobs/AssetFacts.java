package dev.mediajobs.jobs;

import java.time.Duration;
import java.util.Optional;

/**
 * What a look into an asset has told.
 *
 * @param hasAudio whether there is any sound
 * @param duration the length that the file claims, if it claims one; not proven
 */
public record AssetFacts(boolean hasAudio, Optional<Duration> duration) {}
