package dev.mediajobs.jobs;

import java.time.Instant;
import java.util.Optional;

/**
 * Where a job's owner wants to be called back when it has ended.
 *
 * @param job the job
 * @param address the address, as the owner wrote it
 * @param sealedSecrets what callbacks are signed with, encrypted; empty when that is derived
 * @param disabled whether the receiver has said that it wants no more
 * @param keptUntil when the job is gone for every reader, and this with it
 */
public record Webhook(
    JobId job,
    String address,
    Optional<String> sealedSecrets,
    boolean disabled,
    Instant keptUntil) {

  /** Does not tell the address: it may hold a secret of its receiver's. */
  @Override
  public String toString() {
    return "Webhook of job " + job;
  }
}
