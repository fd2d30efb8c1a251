package dev.mediajobs.local.cli;

import dev.mediajobs.local.cli.client.Upload;
import dev.mediajobs.local.cli.progress.Progress;
import dev.mediajobs.local.cli.progress.ProgressDisplay;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;

/** Shows an upload, with the time left as the pace so far suggests it. */
final class UploadProgress implements Upload.Listener {
  private static final Duration BEFORE_ESTIMATES = Duration.ofSeconds(3);

  private final ProgressDisplay display;
  private final Clock clock;
  private final Instant begin;

  UploadProgress(ProgressDisplay display, Clock clock) {
    this.display = display;
    this.clock = clock;
    this.begin = clock.instant();
  }

  @Override
  public void sent(long sent, long total) {
    int percent = (int) (100.0 * sent / total);
    display.show(new Progress("uploading", percent, remaining(sent, total)));
  }

  private Optional<Duration> remaining(long sent, long total) {
    Duration passed = Duration.between(begin, clock.instant());
    if (sent <= 0 || passed.compareTo(BEFORE_ESTIMATES) < 0) {
      return Optional.empty();
    }
    double rest = (double) (total - sent) / sent * passed.toMillis();
    return Optional.of(Duration.ofMillis((long) rest));
  }
}
