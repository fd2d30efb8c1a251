package dev.mediajobs.local.cli.client;

import java.net.URI;
import java.util.Optional;

/** A contract of the API by which one asks how a job stands. */
@FunctionalInterface
public interface JobLookup {

  /**
   * How a job stands now.
   *
   * @throws ApiException.NoSuchJob if there is none of this id for whoever has this token
   * @throws ApiException if the endpoint refuses, fails or can't be reached
   */
  Job job(JobReference reference) throws InterruptedException;

  /**
   * Where whoever has the tokens of its jobs is told of them while it happens; empty when it has no
   * such place, or the endpoint can't be asked now.
   */
  default Optional<URI> socket() throws InterruptedException {
    return Optional.empty();
  }
}
