package dev.mediajobs.local.faults;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;

/** The life of a job whose sound is so long that the worker stores it in parts. */
final class SoundInParts {

  private SoundInParts() {}

  /** Lives it, and checks that nothing was lost, doubled or kept. */
  static void in(Life life, byte[] recording) throws IOException, InterruptedException {
    Person.Accepted job = life.person().handIn(recording);
    life.goOn(job);
    Completion completion = Completion.of(life, job);
    life.deliverTheRest();
    completion.stands();
    assertThat(life.exchanges().transcriptions()).containsExactly(life.transcription(job, 1));
  }
}
