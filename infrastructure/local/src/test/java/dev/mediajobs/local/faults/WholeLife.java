package dev.mediajobs.local.faults;

import static org.assertj.core.api.Assertions.assertThat;

import dev.mediajobs.jobs.Format;
import dev.mediajobs.jobs.Job;
import dev.mediajobs.jobs.JobStatus;
import dev.mediajobs.jobs.Result;
import java.io.IOException;
import java.util.List;
import java.util.Map;

/**
 * The life of two jobs, in which much goes wrong as it is: the first message is lost, the first
 * worker falls silent, Transcribe gives up the first transcription, the owner has the job tried
 * again, no news of the second transcription comes. Then the same recording is handed in again, and
 * its result is a copy.
 */
final class WholeLife {

  private final Life life;

  private WholeLife(Life life) {
    this.life = life;
  }

  /** Lives it, and checks that nothing was lost, doubled or kept. */
  static void in(Life life, byte[] recording) throws IOException, InterruptedException {
    new WholeLife(life).live(recording);
  }

  private void live(byte[] recording) throws IOException, InterruptedException {
    Person.Accepted first = life.person().handIn(recording);
    life.loseMessage(first);
    life.fallSilent(first);
    life.goOn(first);
    assertThat(life.row(first).failure().orElseThrow().code()).isEqualTo("transcription_refused");
    assertThat(life.belongings().slotsTaken()).isEmpty();

    life.loseNews(first, 2);
    life.restart(first);
    life.goOn(first);
    Map<String, String> original = completed(first);

    Person.Accepted second = life.person().handIn(recording);
    life.goOn(second);
    Map<String, String> copy = completed(second);

    Job firstRow = life.row(first);
    Job secondRow = life.row(second);
    life.deliverTheRest();

    assertThat(List.of(life.row(first), life.row(second))).containsExactly(firstRow, secondRow);
    assertThat(published(first)).isEqualTo(original);
    assertThat(published(second)).isEqualTo(copy);
    assertThat(secondRow.result().orElseThrow().cachedAt()).isPresent();
    assertThat(life.belongings().jobs()).hasSize(2);
    assertThat(life.belongings().slotsTaken()).isEmpty();
    assertThat(life.mail().strays()).isEmpty();
    assertThat(life.exchanges().transcriptions())
        .containsExactly(transcription(first, 1), transcription(first, 2));
  }

  private Map<String, String> completed(Person.Accepted job) throws IOException {
    Job row = life.row(job);
    assertThat(row.status()).as("%s", row).isEqualTo(JobStatus.COMPLETED);
    assertThat(life.belongings().slotsTaken()).isEmpty();
    Result result = row.result().orElseThrow();
    for (Format format : Format.values()) {
      String text = life.belongings().text(result.key(format));
      assertThat(text.length()).isEqualTo(result.sizes().get(format).intValue());
      assertThat(text).containsIgnoringCase("good morning everybody");
    }
    assertThat(life.person().look(job).path("result_srt").asText())
        .isEqualTo(life.belongings().text(result.key(Format.SRT)));
    return published(job);
  }

  private Map<String, String> published(Person.Accepted job) {
    return life.belongings().published(life.row(job));
  }

  private static String transcription(Person.Accepted job, int generation) {
    return Grounds.REFUSING_PREFIX + job.id() + "." + generation;
  }
}
