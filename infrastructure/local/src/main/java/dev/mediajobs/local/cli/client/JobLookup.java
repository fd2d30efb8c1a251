package dev.mediajobs.local.cli.client;

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
}
