package dev.mediajobs.local.cli.client;

/**
 * What names a job and proves the right to see it.
 *
 * @param id the job's id
 * @param token its access token; a secret, so never part of {@link #toString}
 */
public record JobReference(String id, String token) {
  @Override
  public String toString() {
    return "job " + id;
  }
}
