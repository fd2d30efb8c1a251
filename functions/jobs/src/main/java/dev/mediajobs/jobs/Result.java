package dev.mediajobs.jobs;

import java.time.Instant;
import java.util.List;
import java.util.Optional;

/**
 * What a completed job has to show. The files themselves are objects in the media bucket, which
 * nobody changes once they are a result.
 */
public sealed interface Result permits SubtitleResult, CleanedResult, SpeechResult {

  /**
   * What the keys of all files begin with; holds the fence of the worker that completed the job.
   */
  String prefix();

  /** The files, at least one. */
  List<ResultFile> files();

  /** If the files are copies of an earlier job's: when that one was completed. */
  Optional<Instant> cachedAt();

  /**
   * The same result, copied for another job.
   *
   * @param copyPrefix what the keys of the copies begin with
   * @param completedAt when the job that it was copied from was completed
   */
  Result copiedTo(String copyPrefix, Instant completedAt);

  /** The key of one of the files. */
  default String key(ResultFile file) {
    return prefix() + file.name();
  }

  /** The size in bytes of all files together. */
  default long totalBytes() {
    return files().stream().mapToLong(ResultFile::bytes).sum();
  }
}
