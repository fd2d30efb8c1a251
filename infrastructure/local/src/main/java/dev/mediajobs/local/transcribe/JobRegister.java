package dev.mediajobs.local.transcribe;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.Stream;

/**
 * All jobs of the account, in memory and, if a folder is given, in one file for each job. Callers
 * see to it that changes come one at a time.
 */
final class JobRegister {

  private static final String ENDING = ".json";

  private final Map<String, TranscriptionJob> jobs = new ConcurrentHashMap<>();
  private final Optional<Path> folder;

  private JobRegister(Optional<Path> folder) {
    this.folder = folder;
  }

  /**
   * Opens the register with the jobs that are in the folder.
   *
   * @throws IOException if the folder can't be used or a file in it is not a job
   */
  static JobRegister open(Optional<Path> folder) throws IOException {
    JobRegister register = new JobRegister(folder);
    if (folder.isPresent()) {
      Files.createDirectories(folder.get());
      try (Stream<Path> files = Files.list(folder.get())) {
        for (Path file : files.filter(each -> each.toString().endsWith(ENDING)).toList()) {
          TranscriptionJob job = read(file);
          register.jobs.put(job.name(), job);
        }
      }
    }
    return register;
  }

  private static TranscriptionJob read(Path file) throws IOException {
    byte[] bytes = Files.readAllBytes(file);
    try {
      return JobFile.read(bytes);
    } catch (RuntimeException e) {
      throw new IOException(file + " is not a transcription job; move it elsewhere", e);
    }
  }

  /** Adds a job or replaces the one of the same name. */
  void put(TranscriptionJob job) {
    folder.ifPresent(
        directory -> {
          try {
            Path fresh = directory.resolve(job.name() + ".new");
            Files.write(fresh, JobFile.write(job));
            Files.move(
                fresh,
                directory.resolve(job.name() + ENDING),
                StandardCopyOption.ATOMIC_MOVE,
                StandardCopyOption.REPLACE_EXISTING);
          } catch (IOException e) {
            throw new UncheckedIOException("A transcription job can't be kept in " + directory, e);
          }
        });
    jobs.put(job.name(), job);
  }

  Optional<TranscriptionJob> find(String name) {
    return Optional.ofNullable(jobs.get(name));
  }

  /** Removes a job; answers whether there was one. */
  boolean remove(String name) {
    folder.ifPresent(
        directory -> {
          try {
            Files.deleteIfExists(directory.resolve(name + ENDING));
          } catch (IOException e) {
            throw new UncheckedIOException(
                "A transcription job can't be removed from " + directory, e);
          }
        });
    return jobs.remove(name) != null;
  }

  /** All jobs, the newest first, as the service lists them. */
  List<TranscriptionJob> all() {
    return jobs.values().stream()
        .sorted(
            Comparator.comparing(TranscriptionJob::creation)
                .reversed()
                .thenComparing(TranscriptionJob::name))
        .toList();
  }

  /** How many jobs are IN_PROGRESS. */
  long inProgress() {
    return jobs.values().stream().filter(job -> job.state() instanceof JobState.InProgress).count();
  }

  /** The job that has been QUEUED for the longest time. */
  Optional<TranscriptionJob> nextQueued() {
    return jobs.values().stream()
        .filter(job -> job.state() instanceof JobState.Queued)
        .min(
            Comparator.comparing(TranscriptionJob::creation).thenComparing(TranscriptionJob::name));
  }
}
