package dev.mediajobs.local.kills;

import static org.assertj.core.api.Assertions.assertThat;

import dev.mediajobs.local.faults.Completion;
import dev.mediajobs.local.faults.Life;
import dev.mediajobs.local.faults.Person;
import dev.mediajobs.local.faults.Script;

/** What a worker that is killed at some instant has to do. */
@FunctionalInterface
interface Scene {

  /** Has it done, and checks that nothing was lost, doubled or kept. */
  void in(Life life, Crew crew) throws Exception;

  /** The job of a recording that is new. */
  static Scene ofANewRecording(byte[] recording) {
    return (life, _) -> completed(life, recording);
  }

  /** The first worker on the job runs out of time before it has begun. */
  static Scene ofAHandover(byte[] recording) {
    return (life, crew) -> {
      crew.beWithoutTimeOnce();
      completed(life, recording);
    };
  }

  /** The job of a recording that was made into subtitles before. */
  static Scene ofADuplicate(byte[] recording) {
    return (life, crew) -> {
      crew.beReplacedBy(life.inProcess("worker of the original", Script.NO_TROUBLE));
      Completion original = completed(life, recording);

      crew.beOnDutyAgain();
      Person.Accepted job = life.person().handIn(recording);
      life.goOn(job);
      Completion copy = Completion.of(life, job);
      assertThat(copy.row().result().orElseThrow().cachedAt())
          .isEqualTo(original.row().times().completed());

      life.deliverTheRest();
      original.stands();
      copy.stands();
      assertThat(life.exchanges().transcriptions()).hasSize(1);
    };
  }

  private static Completion completed(Life life, byte[] recording) throws Exception {
    Person.Accepted job = life.person().handIn(recording);
    life.goOn(job);
    Completion completion = Completion.of(life, job);
    life.deliverTheRest();
    completion.stands();
    assertThat(life.exchanges().transcriptions()).containsExactly(life.transcription(job, 1));
    return completion;
  }
}
