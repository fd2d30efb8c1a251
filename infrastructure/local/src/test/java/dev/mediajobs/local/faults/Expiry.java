package dev.mediajobs.local.faults;

import static org.assertj.core.api.Assertions.assertThat;

import dev.mediajobs.jobs.JobStatus;
import dev.mediajobs.jobs.Origin;
import java.io.IOException;
import java.util.List;

/** The time of a job is over, and that of an upload in parts that nobody went on with. */
final class Expiry {

  private Expiry() {}

  /** Lets it pass, and checks that no object and no part of one outlives its row. */
  static void in(Life life, byte[] recording) throws IOException, InterruptedException {
    Person.Accepted job = life.person().handIn(recording);
    life.goOn(job);
    life.deliverTheRest();
    assertThat(life.row(job).status()).isEqualTo(JobStatus.FAILED);
    life.person().beginInParts();
    List<String> prefixes = life.belongings().prefixes();
    assertThat(life.belongings().objects(prefixes)).hasSize(2);
    assertThat(life.belongings().unfinished(prefixes)).hasSize(1);

    life.passTo(life.row(job).times().created().plus(Origin.CANONICAL.retention()).plusSeconds(1));
    life.expireRows();

    assertThat(life.belongings().jobs()).isEmpty();
    assertThat(life.belongings().objects(prefixes)).isEmpty();
    assertThat(life.belongings().unfinished(prefixes)).isEmpty();
  }
}
