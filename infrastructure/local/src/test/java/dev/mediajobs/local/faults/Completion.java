package dev.mediajobs.local.faults;

import static org.assertj.core.api.Assertions.assertThat;

import dev.mediajobs.jobs.Format;
import dev.mediajobs.jobs.Job;
import dev.mediajobs.jobs.JobStatus;
import dev.mediajobs.jobs.SubtitleResult;
import java.io.IOException;
import java.util.Map;

/**
 * The good end of a job.
 *
 * @param job which
 * @param row as it was then
 * @param published its files, with what would differ had one been written again
 */
public record Completion(Life life, Person.Accepted job, Job row, Map<String, String> published) {

  /** Checks that it is one: whole files, shown to its owner, and no slot kept. */
  public static Completion of(Life life, Person.Accepted job) throws IOException {
    Job row = life.row(job);
    assertThat(row.status()).as("%s", row).isEqualTo(JobStatus.COMPLETED);
    assertThat(life.belongings().slotsTaken()).isEmpty();
    SubtitleResult result = row.result(SubtitleResult.class).orElseThrow();
    for (Format format : Format.values()) {
      String text = life.belongings().text(result.key(format));
      assertThat(text.length()).isEqualTo(result.sizes().getOrDefault(format, 0L).intValue());
      assertThat(text).containsIgnoringCase("good morning everybody");
    }
    assertThat(life.person().look(job).path("result_srt").asText())
        .isEqualTo(life.belongings().text(result.key(Format.SRT)));
    return new Completion(life, job, row, life.belongings().published(row));
  }

  /** Checks that nothing about it has changed since. */
  public void stands() {
    assertThat(life.row(job)).isEqualTo(row);
    assertThat(life.belongings().published(row)).isEqualTo(published);
    assertThat(life.belongings().slotsTaken()).isEmpty();
  }
}
