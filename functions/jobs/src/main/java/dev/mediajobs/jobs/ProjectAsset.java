package dev.mediajobs.jobs;

import java.util.UUID;

/**
 * Where a recording belongs when it was not just uploaded for one job.
 *
 * @param project the project that its owner put it into
 * @param asset the recording among the project's assets
 */
public record ProjectAsset(UUID project, UUID asset) {}
