package dev.mediajobs.local.faults;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;

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
    life.person().retry(first);
    life.goOn(first);
    Completion original = Completion.of(life, first);

    Person.Accepted second = life.person().handIn(recording);
    life.goOn(second);
    Completion copy = Completion.of(life, second);
    assertThat(copy.row().result().orElseThrow().cachedAt()).isPresent();

    life.deliverTheRest();
    original.stands();
    copy.stands();
    assertThat(life.belongings().jobs()).hasSize(2);
    assertThat(life.mail().strays()).isEmpty();
    assertThat(life.exchanges().transcriptions())
        .containsExactly(life.transcription(first, 1), life.transcription(first, 2));
  }
}
