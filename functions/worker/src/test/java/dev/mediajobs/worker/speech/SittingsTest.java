package dev.mediajobs.worker.speech;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import dev.mediajobs.json.Json;
import dev.mediajobs.speech.AudioFormat;
import dev.mediajobs.speech.Script;
import dev.mediajobs.speech.Turn;
import dev.mediajobs.worker.media.BundledFfmpeg;
import dev.mediajobs.worker.speech.SpeechException.Kind;
import dev.mediajobs.worker.speech.Synthesis.Limits;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.random.RandomGenerator;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A script that is spoken in several sittings. */
class SittingsTest {
  private static final Limits LIMITS =
      new Limits(2, Duration.ofHours(1), 100_000_000, Duration.ofMinutes(1));

  @TempDir private Path folder;
  @TempDir private Path kept;

  @Test
  void whatWasSpokenInAnEarlierSittingIsNotAskedForAgain() throws Exception {
    Script script = script(turns(100));
    byte[] atOnce;
    try (ToneServer server = ToneServer.started()) {
      ByteArrayOutputStream audio = new ByteArrayOutputStream();
      synthesis(server.provider()).speak(script, folder, audio, Sitting.only(_ -> {}));
      atOnce = audio.toByteArray();
    }
    try (ToneServer server = ToneServer.started()) {
      // Passages of three turns.
      Speech first = speak(server, script, new Allowance(10, true));
      Speech second = speak(server, script, new Allowance(20, true));
      ByteArrayOutputStream audio = new ByteArrayOutputStream();
      Speech third =
          synthesis(server.provider())
              .speak(script, folder, audio, sitting(new Allowance(100, true)));

      assertThat(first).isEqualTo(new Speech.Unfinished(10, Duration.ZERO));
      assertThat(second).isEqualTo(new Speech.Unfinished(10, Duration.ZERO));
      assertThat(third).isInstanceOf(Speech.Whole.class);
      assertThat(inputs(server)).hasSize(100).doesNotHaveDuplicates();
      assertThat(audio.toByteArray()).isEqualTo(atOnce);
    }
    try (Stream<Path> left = Files.list(folder)) {
      assertThat(left).isEmpty();
    }
  }

  @Test
  void whenThereIsNoTimeToJoinNothingIsLost() throws Exception {
    Script script = script(turns(5));
    try (ToneServer server = ToneServer.started()) {
      assertThat(speak(server, script, new Allowance(100, false)))
          .isEqualTo(new Speech.Unfinished(5, Duration.ZERO));
      assertThat(speak(server, script, new Allowance(100, false)))
          .isEqualTo(new Speech.Unfinished(0, Duration.ZERO));
      assertThat(speak(server, script, new Allowance(100, true))).isInstanceOf(Speech.Whole.class);
      assertThat(inputs(server)).hasSize(5);
    }
  }

  @Test
  void whatIsUnderWayWhenAnotherPieceFailsForNowIsKept() throws Exception {
    Script script = script(turns(5));
    AtomicInteger refused = new AtomicInteger();
    CountDownLatch failed = new CountDownLatch(1);
    ToneServer.Behaviour behaviour =
        (exchange, request, _) -> {
          String text = request.requiredString("input");
          if (text.startsWith("Turn 1 ") && refused.incrementAndGet() <= 4) {
            ToneServer.refuse(exchange, 503, "busy");
            if (refused.get() == 4) {
              failed.countDown();
            }
            return;
          }
          if (text.startsWith("Turn 0 ")) {
            failed.await();
          }
          ToneServer.speak(exchange, request);
        };
    try (ToneServer server = ToneServer.answering(behaviour)) {
      SpeechException failure =
          catchThrowableOfType(
              SpeechException.class, () -> speak(server, script, new Allowance(100, true)));
      assertThat(failure.kind()).isEqualTo(Kind.PASSING);
      assertThat(failure.field()).isEqualTo("turns[1]");
      assertThat(inputs(server)).hasSize(5);

      assertThat(speak(server, script, new Allowance(100, true))).isInstanceOf(Speech.Whole.class);
      assertThat(
              inputs(server).stream()
                  .filter(text -> !text.startsWith("Turn 1 "))
                  .collect(Collectors.toList()))
          .hasSize(4)
          .doesNotHaveDuplicates();
    }
  }

  @Test
  void aChangedScriptUsesOnlyWhatIsTheSame() throws Exception {
    List<Turn> turns = turns(5);
    List<Turn> changed = new ArrayList<>(turns);
    changed.set(2, Turn.of("Anna", "Something else."));
    try (ToneServer server = ToneServer.started()) {
      speak(server, script(turns), new Allowance(100, true));
      assertThat(speak(server, script(changed), new Allowance(100, true)))
          .isInstanceOf(Speech.Whole.class);

      assertThat(inputs(server)).hasSize(6).endsWith("Something else.");
    }
  }

  @Test
  void whatWasKeptAndCantBeUsedIsSpokenAnew() throws Exception {
    Script script = script(turns(3));
    try (ToneServer server = ToneServer.started()) {
      speak(server, script, new Allowance(100, true));
      int number = 0;
      for (Path file : keptFiles()) {
        switch (number++) {
          case 0 -> Files.write(file, new byte[0]);
          case 1 -> Files.write(file, new byte[] {1, 2, 3, 4, 5, 6, 7, 8, 9});
          default -> Files.delete(file);
        }
      }

      assertThat(speak(server, script, new Allowance(100, true))).isInstanceOf(Speech.Whole.class);
      assertThat(inputs(server)).hasSize(6);
    }
  }

  @Test
  void onePieceThatCantBeDecodedIsAskedForAgainAndNoOther() throws Exception {
    AtomicInteger damaged = new AtomicInteger();
    ToneServer.Behaviour behaviour =
        (exchange, request, _) -> {
          if (request.requiredString("input").startsWith("Turn 40 ")
              && damaged.getAndIncrement() == 0) {
            ToneServer.send(exchange, 200, new byte[] {1, 2, 3});
          } else {
            ToneServer.speak(exchange, request);
          }
        };
    try (ToneServer server = ToneServer.answering(behaviour)) {
      Speech speech = speak(server, script(turns(100)), new Allowance(100, true));

      assertThat(speech).isInstanceOf(Speech.Whole.class);
      assertThat(inputs(server)).hasSize(101);
      assertThat(damaged).hasValue(2);
    }
  }

  private Speech speak(ToneServer server, Script script, SpeakingTime time) throws Exception {
    return synthesis(server.provider())
        .speak(script, folder, new ByteArrayOutputStream(), sitting(time));
  }

  private Sitting sitting(SpeakingTime time) {
    return new Sitting(time, new FolderStore(kept), _ -> {});
  }

  private static Synthesis synthesis(SpeechProvider provider) {
    RandomGenerator none = () -> 0;
    return new Synthesis(
        provider,
        BundledFfmpeg.get(),
        LIMITS,
        InstantSource.fixed(Instant.EPOCH),
        new Patience(none, _ -> {}));
  }

  private List<Path> keptFiles() throws IOException {
    try (Stream<Path> files = Files.list(kept)) {
      return files.sorted().toList();
    }
  }

  private static List<String> inputs(ToneServer server) throws Exception {
    List<String> inputs = new ArrayList<>();
    for (String body : server.bodies()) {
      inputs.add(Json.object(body).requiredString("input"));
    }
    return inputs;
  }

  private static List<Turn> turns(int count) {
    return IntStream.range(0, count)
        .mapToObj(number -> Turn.of(number % 2 == 0 ? "Anna" : "Ben", "Turn " + number + " is it."))
        .collect(Collectors.toCollection(ArrayList::new));
  }

  private static Script script(List<Turn> turns) {
    return new Script(
        "openai", Optional.of("en"), turns, Map.of("Anna", "high", "Ben", "low"), AudioFormat.WAV);
  }

  /** Time for a number of passages. */
  private static final class Allowance implements SpeakingTime {
    private final AtomicInteger left;
    private final boolean mayJoin;

    private Allowance(int passages, boolean mayJoin) {
      this.left = new AtomicInteger(passages);
      this.mayJoin = mayJoin;
    }

    @Override
    public boolean mayBegin() {
      return left.getAndDecrement() > 0;
    }

    @Override
    public Duration left() {
      return Duration.ofMinutes(5);
    }

    @Override
    public boolean mayJoin(Duration sound) {
      return mayJoin;
    }
  }

  /** Keeps everything in a folder. */
  private record FolderStore(Path folder) implements SpokenStore {
    @Override
    public Set<String> names() throws IOException {
      try (Stream<Path> files = Files.list(folder)) {
        return files.map(file -> file.getFileName().toString()).collect(Collectors.toSet());
      }
    }

    @Override
    public boolean fetch(String name, Path file) throws IOException {
      Files.copy(folder.resolve(name), file, StandardCopyOption.REPLACE_EXISTING);
      return true;
    }

    @Override
    public void keep(String name, Path file) throws IOException {
      Files.copy(file, folder.resolve(name), StandardCopyOption.REPLACE_EXISTING);
    }
  }
}
