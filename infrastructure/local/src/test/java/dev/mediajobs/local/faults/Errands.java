package dev.mediajobs.local.faults;

import static org.assertj.core.api.Assertions.assertThat;

import dev.mediajobs.jobs.Job;
import dev.mediajobs.jobs.JobStatus;
import java.io.IOException;

/** What a person does besides waiting: begins an upload and drops it, gives a job up. */
final class Errands {

  private Errands() {}

  /** Runs them, and checks that nothing is left that would ever run or hold a slot. */
  static void in(Life life, byte[] recording) throws IOException, InterruptedException {
    life.person().changeMind();
    Person.Accepted job = life.person().handIn(recording);
    life.person().giveUp(job);
    life.tell(job);

    Job row = life.row(job);
    assertThat(row.status()).isEqualTo(JobStatus.CANCELLED);
    assertThat(life.belongings().slotsTaken()).isEmpty();
    life.deliverTheRest();
    assertThat(life.row(job)).isEqualTo(row);
    assertThat(life.belongings().jobs()).hasSize(1);
    assertThat(life.exchanges().transcriptions()).isEmpty();
  }
}
