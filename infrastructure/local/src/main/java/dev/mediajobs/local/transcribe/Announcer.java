package dev.mediajobs.local.transcribe;

import java.time.Clock;
import java.util.function.Consumer;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Publishes the event that a job has ended, as far as no fault says otherwise. */
record Announcer(
    Consumer<String> publishEvent, TranscribeOptions options, Clock clock, String region)
    implements Consumer<TranscriptionJob> {

  private static final Logger LOG = LoggerFactory.getLogger(Announcer.class);

  @Override
  public void accept(TranscriptionJob job) {
    if (!options.faultsFor(job.name(), Fault.LostEvent.class).isEmpty()) {
      return;
    }
    String event = StateChange.event(job, clock.instant(), region);
    publish(job, event);
    if (!options.faultsFor(job.name(), Fault.RepeatedEvent.class).isEmpty()) {
      publish(job, event);
    }
  }

  private void publish(TranscriptionJob job, String event) {
    try {
      publishEvent.accept(event);
    } catch (RuntimeException e) {
      // Delivery is best effort, and the job has ended whoever hears of it.
      LOG.warn("The event that transcription job {} has ended is lost", job.name(), e);
    }
  }
}
