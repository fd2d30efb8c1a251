package dev.mediajobs.jobs;

import java.nio.charset.StandardCharsets;
import java.util.Optional;
import java.util.UUID;

/** What noise removal makes of an asset: each is an asset of its own. */
public enum Product {
  /** The cleaned sound. */
  AUDIO("asset of job %s") {
    @Override
    Optional<ResultFile> in(CleanedResult result) {
      return Optional.of(result.audio());
    }
  },
  /** The picture with the cleaned sound. */
  VIDEO("video asset of job %s") {
    @Override
    Optional<ResultFile> in(CleanedResult result) {
      return result.video();
    }
  };

  private final String name;

  Product(String name) {
    this.name = name;
  }

  /** Its file among those of a result; empty when it was not made. */
  abstract Optional<ResultFile> in(CleanedResult result);

  /** The name of the asset that it becomes: always the same one, so that it becomes one. */
  public UUID assetOf(JobId job) {
    return UUID.nameUUIDFromBytes(name.formatted(job).getBytes(StandardCharsets.UTF_8));
  }

  /** What the keys of all objects of the asset begin with that it becomes, and no others. */
  public String prefixOf(JobId job) {
    return Asset.prefixOf(assetOf(job));
  }

  /** What the keys begin with of files that the worker holding {@code job} makes it of. */
  String prefixHeldBy(Job job) {
    return prefixOf(job.id()) + job.hold().fence() + "/";
  }

  /**
   * The key of its file in a result whose files lie where assets do.
   *
   * @throws IllegalStateException when they don't; see {@link Products}
   */
  String key(JobId job, CleanedResult result, ResultFile file) {
    String sound = AUDIO.prefixOf(job);
    if (!result.prefix().startsWith(sound)) {
      throw new IllegalStateException("the product of job " + job + " lies elsewhere");
    }
    return prefixOf(job) + result.prefix().substring(sound.length()) + file.name();
  }
}
