package dev.mediajobs.jobs;

/**
 * Brings what a job has made of an asset to where assets lie, so that it outlives the job. A
 * pipeline does so as the last thing before it hands over its result; the row of the new asset is
 * written by {@link JobStore#move} when the job is completed, so that there is exactly one, however
 * often the pipeline runs.
 */
public final class Products {

  private final MediaStore media;

  /** In this bucket. */
  public Products(MediaStore media) {
    this.media = media;
  }

  /**
   * The result that the job is to be completed with. Doing so again makes the same copies again.
   *
   * @param job the job as the worker holds it
   * @param result what it has made, wherever its files lie
   * @return the same result if the job was not made of an asset
   * @throws IllegalStateException when one of the files is gone
   * @throws software.amazon.awssdk.core.exception.SdkException when S3 can't be reached or refuses
   */
  public CleanedResult publish(Job job, CleanedResult result) {
    if (job.source().asset().isEmpty()) {
      return result;
    }
    for (Product product : Product.values()) {
      product.in(result).ifPresent(file -> copy(job, product, result.key(file), file));
    }
    return result.movedTo(Product.AUDIO.prefixHeldBy(job));
  }

  private void copy(Job job, Product product, String from, ResultFile file) {
    if (!media.copy(from, product.prefixHeldBy(job) + file.name())) {
      throw new IllegalStateException("the file " + from + " is gone");
    }
  }
}
