package dev.mediajobs.api.uploads;

import java.time.Duration;

/**
 * What uploads are held to.
 *
 * @param largestFile the most bytes of a file
 * @param addressValidity how long a signed address is good for; it dies earlier when the
 *     credentials that signed it do
 */
public record UploadLimits(long largestFile, Duration addressValidity) {}
