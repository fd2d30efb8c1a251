package dev.mediajobs.worker.speech;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.catchThrowableOfType;
import static org.assertj.core.api.Assertions.within;
import static org.awaitility.Awaitility.await;

import dev.mediajobs.speech.AudioFormat;
import dev.mediajobs.speech.Delivery;
import dev.mediajobs.speech.Script;
import dev.mediajobs.speech.Turn;
import dev.mediajobs.speech.TurnTiming;
import dev.mediajobs.worker.media.BundledFfmpeg;
import dev.mediajobs.worker.speech.Listening.Heard;
import dev.mediajobs.worker.speech.SpeechException.Kind;
import dev.mediajobs.worker.speech.Synthesis.Limits;
import dev.mediajobs.worker.speech.Voice.Ability;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicReference;
import java.util.random.RandomGenerator;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class SynthesisTest {
  private static final Instant NOW = Instant.parse("2026-11-01T12:00:00Z");
  private static final Map<String, String> VOICES =
      Map.of("Anna", "high", "Ben", "low", "Cid", "middle");
  private static final Limits LIMITS =
      new Limits(4, Duration.ofHours(1), 100_000_000, Duration.ofMinutes(1));

  @TempDir private Path folder;
  @TempDir private Path scratch;

  private final List<Duration> waits = Collections.synchronizedList(new ArrayList<>());

  @ParameterizedTest
  @EnumSource
  void aDialogueIsHeardInOrderInItsVoicesAtTheTimesThatAreTold(AudioFormat format)
      throws Exception {
    List<String> roles =
        List.of("Anna", "Ben", "Cid", "Ben", "Anna", "Cid", "Ben", "Anna", "Ben", "Cid");
    List<Turn> turns = new ArrayList<>();
    for (int index = 0; index < roles.size(); index++) {
      turns.add(Turn.of(roles.get(index), "Turn " + "x".repeat(3 * index)));
    }
    ByteArrayOutputStream audio = new ByteArrayOutputStream();
    SpokenScript spoken;
    try (ToneServer server = ToneServer.started()) {
      spoken = speak(server.provider(), script(format, turns), LIMITS, audio);
    }

    Listening listening = Listening.to(audio.toByteArray(), scratch);
    List<Heard> heard = listening.sounds(Duration.ofMillis(300));
    assertThat(listening.duration()).isEqualTo(spoken.duration());
    assertThat(heard).hasSize(10);
    assertThat(spoken.timings())
        .extracting(TurnTiming::index)
        .isEqualTo(IntStream.range(0, 10).boxed().toList());
    for (int index = 0; index < 10; index++) {
      TurnTiming timing = spoken.timings().get(index);
      Heard sound = heard.get(index);
      assertThat(millis(timing.start())).isCloseTo(millis(sound.start()), within(20.0));
      assertThat(millis(timing.end())).isCloseTo(millis(sound.end()), within(20.0));
      assertThat(sound.hertz())
          .isCloseTo(ToneServer.TONES.get(VOICES.get(roles.get(index))), within(5));
    }
    assertThat(millis(spoken.duration())).isCloseTo(expected(turns, 9 * 500), within(1.0));
    assertThat(spoken.requests()).isEqualTo(10);
    assertThat(spoken.latency()).isZero();
    Loudness loudness = Listening.loudness(audio.toByteArray(), scratch);
    assertThat(loudness.integrated()).isCloseTo(-16, within(0.5));
    assertThat(loudness.truePeak()).isLessThanOrEqualTo(-1.5);
    assertNothingIsLeft();
  }

  @Test
  void pausesAreAsLongAsTheyAreAskedFor() throws Exception {
    List<Turn> turns =
        List.of(
            pausing("Anna", "aaaaaaaaaa", 2000),
            pausing("Ben", "bbbbbbbbbb", 0),
            pausing("Anna", "cccccccccc", 1234));
    ByteArrayOutputStream audio = new ByteArrayOutputStream();
    SpokenScript spoken;
    try (ToneServer server = ToneServer.started()) {
      spoken = speak(server.provider(), script(AudioFormat.WAV, turns), LIMITS, audio);
    }

    // The engine's own silence around its tones is 120 ms.
    List<TurnTiming> timings = spoken.timings();
    assertThat(millis(timings.get(1).start().minus(timings.get(0).end())))
        .isCloseTo(2120, within(3.0));
    assertThat(millis(timings.get(2).start().minus(timings.get(1).end())))
        .isCloseTo(120, within(3.0));
    assertThat(millis(spoken.duration().minus(timings.get(2).end()))).isCloseTo(1274, within(3.0));
  }

  @Test
  void aLongTurnIsSpokenInPiecesThatAreHeardAsOne() throws Exception {
    String sentence = "This sentence is as long as the others. ";
    List<Turn> turns = List.of(Turn.of("Ben", sentence.repeat(30)), Turn.of("Anna", "Well."));
    SpokenScript spoken;
    try (ToneServer server = ToneServer.started()) {
      spoken =
          speak(
              server.provider(),
              script(AudioFormat.MP3, turns),
              LIMITS,
              OutputStream.nullOutputStream());
      assertThat(server.bodies())
          .hasSize(4)
          .filteredOn(body -> body.contains("others.\""))
          .hasSize(3);
    }

    assertThat(spoken.timings()).hasSize(2);
    assertThat(millis(spoken.timings().getFirst().end()))
        .isCloseTo(80 + 50 * (40 * 30 - 3) + 2 * 120, within(5.0));
  }

  @Test
  void neverAreMorePiecesAskedForAtOnceThanAllowedAndTheirOrderIsKept() throws Exception {
    List<Turn> turns =
        IntStream.range(0, 12)
            .mapToObj(index -> Turn.of(index % 2 == 0 ? "Anna" : "Ben", "x".repeat(13 - index)))
            .toList();
    CountDownLatch together = new CountDownLatch(3);
    SpokenScript spoken;
    try (ToneServer server =
        ToneServer.answering(
            (exchange, request, _) -> {
              together.countDown();
              together.await();
              ToneServer.speak(exchange, request);
            })) {
      Limits three = new Limits(3, Duration.ofHours(1), 100_000_000, Duration.ofMinutes(1));
      spoken =
          speak(
              server.provider(),
              script(AudioFormat.WAV, turns),
              three,
              OutputStream.nullOutputStream());
      assertThat(server.mostRunning()).isEqualTo(3);
    }

    for (int index = 0; index < 12; index++) {
      TurnTiming timing = spoken.timings().get(index);
      assertThat(millis(timing.end().minus(timing.start())))
          .isCloseTo(50.0 * (13 - index), within(5.0));
    }
  }

  @Test
  void soundWithHighPeaksReachesTheLoudnessAndItsPeaksAreHeldDown() throws Exception {
    ByteArrayOutputStream audio = new ByteArrayOutputStream();
    try (ToneServer server =
        ToneServer.answering(
            (exchange, _, _) -> {
              byte[] wav = ToneServer.wav(440, Duration.ofSeconds(5));
              // A click at full scale every second.
              for (int at = 44 + 20_000; at < wav.length - 2; at += 32_000) {
                wav[at] = (byte) 0xFF;
                wav[at + 1] = 0x7F;
              }
              ToneServer.send(exchange, 200, wav);
            })) {
      speak(
          server.provider(),
          script(AudioFormat.MP3, List.of(Turn.of("Anna", "Peaks"))),
          LIMITS,
          audio);
    }

    Loudness loudness = Listening.loudness(audio.toByteArray(), scratch);
    assertThat(loudness.integrated()).isCloseTo(-16, within(1.0));
    assertThat(loudness.truePeak()).isLessThanOrEqualTo(-1.5);
  }

  @Test
  void aPassingFaultIsTriedAgainAfterAsLongAsTheEngineAsks() throws Exception {
    try (ToneServer server =
        ToneServer.answering(
            (exchange, request, number) -> {
              if (number < 3) {
                exchange.getResponseHeaders().add("Retry-After", "7");
                ToneServer.refuse(exchange, number == 0 ? 429 : 503, "busy");
              } else {
                ToneServer.speak(exchange, request);
              }
            })) {
      speak(
          server.provider(),
          script(AudioFormat.MP3, List.of(Turn.of("Anna", "Hello."))),
          LIMITS,
          OutputStream.nullOutputStream());
    }

    assertThat(waits)
        .containsExactly(Duration.ofSeconds(7), Duration.ofSeconds(7), Duration.ofSeconds(7));
  }

  @Test
  void aFaultThatStaysEndsTheSpeechAndNamesTheTurn() throws Exception {
    List<Turn> turns =
        List.of(
            Turn.of("Anna", "Hello."),
            Turn.of("Ben", "Forbidden."),
            Turn.of("Anna", "Never said."));
    try (ToneServer server =
        ToneServer.answering(
            (exchange, request, _) -> {
              if (request.requiredString("input").equals("Forbidden.")) {
                ToneServer.refuse(exchange, 400, "{}");
              } else {
                ToneServer.speak(exchange, request);
              }
            })) {
      Limits one = new Limits(1, Duration.ofHours(1), 100_000_000, Duration.ofMinutes(1));
      SpeechException failure = failure(server.provider(), script(AudioFormat.MP3, turns), one);

      assertThat(failure.kind()).isEqualTo(Kind.BAD_INPUT);
      assertThat(failure).hasMessage("turns[1]: was refused by the speech server");
      assertThat(server.bodies()).hasSize(2);
    }
    assertThat(waits).isEmpty();
    assertNothingIsLeft();
  }

  @Test
  void anEngineThatKeepsFailingIsGivenUp() throws Exception {
    try (ToneServer server =
        ToneServer.answering(
            (exchange, _, _) -> ToneServer.send(exchange, 200, new byte[] {1, 2, 3}))) {
      SpeechException failure =
          failure(
              server.provider(),
              script(AudioFormat.MP3, List.of(Turn.of("Anna", "Hello."))),
              LIMITS);

      assertThat(failure.kind()).isEqualTo(Kind.PASSING);
      assertThat(failure).hasMessage("turns[0]: the engine's sound can't be decoded");
      assertThat(server.bodies()).hasSize(4);
    }
    assertNothingIsLeft();
  }

  @Test
  void anUnknownVoiceIsRefusedBeforeAnythingIsPaid() throws Exception {
    Script script =
        new Script(
            "openai",
            Optional.empty(),
            List.of(Turn.of("Anna", "Hello.")),
            Map.of("Anna", "Joanna"),
            AudioFormat.MP3);
    try (ToneServer server = ToneServer.started()) {
      SpeechException failure = failure(server.provider(), script, LIMITS);

      assertThat(failure.kind()).isEqualTo(Kind.BAD_INPUT);
      assertThat(failure.field()).isEqualTo("voice_assignments.Anna");
      assertThat(failure.problem()).isEqualTo("is Joanna, which is no voice of openai");
      assertThat(server.bodies()).isEmpty();
    }
  }

  @Test
  void whatAVoiceCanNotDoIsLeftOutAndTold() throws Exception {
    Turn turn =
        new Turn("Anna", "Hello.", new Delivery(1.5, 3, Optional.of("cheerful")), Optional.empty());
    try (ToneServer server = ToneServer.started()) {
      SpokenScript spoken =
          speak(
              server.provider(),
              script(AudioFormat.MP3, List.of(turn)),
              LIMITS,
              OutputStream.nullOutputStream());

      assertThat(spoken.notFollowed()).containsExactly(Ability.PITCH);
      assertThat(server.bodies().getFirst())
          .contains("\"speed\":1.5", "\"instructions\":\"cheerful\"");
    }
  }

  @Test
  void turnsWithoutSoundKeepTheirPlaceAndAScriptOfNothingElseIsRefused() throws Exception {
    ToneServer.Behaviour quiet =
        (exchange, request, _) -> {
          if (request.requiredString("input").equals("...")) {
            byte[] wav = ToneServer.wav(300, Duration.ZERO);
            ToneServer.send(exchange, 200, Arrays.copyOf(wav, 44));
          } else {
            ToneServer.speak(exchange, request);
          }
        };
    List<Turn> turns =
        List.of(Turn.of("Anna", "..."), Turn.of("Ben", "Hello."), Turn.of("Anna", "..."));
    try (ToneServer server = ToneServer.answering(quiet)) {
      SpokenScript spoken =
          speak(
              server.provider(),
              script(AudioFormat.WAV, turns),
              LIMITS,
              OutputStream.nullOutputStream());
      assertThat(spoken.timings().getFirst())
          .isEqualTo(new TurnTiming(0, Duration.ZERO, Duration.ZERO));
      assertThat(millis(spoken.timings().get(1).start())).isCloseTo(580, within(3.0));
      assertThat(spoken.timings().get(2).start()).isEqualTo(spoken.duration());

      SpeechException failure =
          failure(server.provider(), script(AudioFormat.WAV, turns.subList(0, 1)), LIMITS);
      assertThat(failure).hasMessage("turns: hold nothing that the voices can say");
    }
  }

  @Test
  void speechOfMoreTimeOrRoomThanAllowedIsEnded() throws Exception {
    List<Turn> turns = Collections.nCopies(20, Turn.of("Anna", "x".repeat(400)));
    try (ToneServer server = ToneServer.started()) {
      Limits short1 = new Limits(2, Duration.ofMinutes(2), 100_000_000, Duration.ofMinutes(1));
      assertThat(failure(server.provider(), script(AudioFormat.MP3, turns), short1))
          .hasMessage(
              "turns: take longer than 2 minutes to be spoken; split them into several scripts");
      Limits small = new Limits(2, Duration.ofHours(1), 400_000, Duration.ofMinutes(1));
      assertThat(failure(server.provider(), script(AudioFormat.MP3, turns), small))
          .hasMessage("turns: are too long to be spoken at once; split them into several scripts");
    }
    assertNothingIsLeft();
  }

  @Test
  void whatIsSureToTakeTooLongIsRefusedBeforeAnythingIsPaid() throws Exception {
    Limits minute = new Limits(2, Duration.ofMinutes(1), 100_000_000, Duration.ofMinutes(1));
    try (ToneServer server = ToneServer.started()) {
      assertThat(
              failure(
                  server.provider(),
                  script(AudioFormat.MP3, List.of(Turn.of("Anna", "x".repeat(1860)))),
                  minute))
          .hasMessage(
              "turns: take longer than 1 minutes to be spoken; split them into several scripts");
      assertThat(server.bodies()).isEmpty();
    }
  }

  @Test
  void anInterruptEndsAllRequests() throws Exception {
    CountDownLatch never = new CountDownLatch(1);
    List<Turn> turns = Collections.nCopies(20, Turn.of("Anna", "Hello."));
    AtomicReference<Throwable> thrown = new AtomicReference<>(new AssertionError("nothing thrown"));
    try (ToneServer server = ToneServer.answering((_, _, _) -> never.await())) {
      SpeechProvider provider = server.provider();
      Thread speaker =
          Thread.ofPlatform()
              .start(
                  () -> {
                    try {
                      speak(
                          provider,
                          script(AudioFormat.MP3, turns),
                          LIMITS,
                          OutputStream.nullOutputStream());
                    } catch (Exception e) {
                      thrown.set(e);
                    }
                  });
      await().until(() -> server.running() == 4);
      speaker.interrupt();
      assertThat(speaker.join(Duration.ofSeconds(20))).isTrue();

      assertThat(thrown.get()).isInstanceOf(InterruptedException.class);
      assertThat(server.bodies()).hasSize(4);
    }
    assertNothingIsLeft();
  }

  @Test
  void aListenerHearsHowFarItIsAndMayGiveUp() throws Exception {
    List<Turn> turns = Collections.nCopies(5, Turn.of("Anna", "Hello."));
    List<Double> reached = new ArrayList<>();
    try (ToneServer server = ToneServer.started()) {
      synthesis(server.provider(), LIMITS)
          .speak(
              script(AudioFormat.MP3, turns),
              folder,
              OutputStream.nullOutputStream(),
              Sitting.only(reached::add));
      assertThat(reached).hasSize(6).isSorted().endsWith(1.0);

      IllegalStateException tired =
          catchThrowableOfType(
              IllegalStateException.class,
              () ->
                  synthesis(server.provider(), LIMITS)
                      .speak(
                          script(AudioFormat.MP3, turns),
                          folder,
                          OutputStream.nullOutputStream(),
                          Sitting.only(
                              _ -> {
                                throw new IllegalStateException("enough");
                              })));
      assertThat(tired).hasMessage("enough");
    }
    assertNothingIsLeft();
  }

  @Test
  void aSinkThatFailsIsToldAsItIs() throws Exception {
    OutputStream full =
        new OutputStream() {
          @Override
          public void write(int value) throws IOException {
            throw new IOException("full");
          }
        };
    try (ToneServer server = ToneServer.started()) {
      Script script = script(AudioFormat.WAV, List.of(Turn.of("Anna", "Hello.")));
      assertThat(
              catchThrowableOfType(
                  IOException.class, () -> speak(server.provider(), script, LIMITS, full)))
          .hasMessage("full");
    }
    assertNothingIsLeft();
  }

  @Test
  void whatAKilledProcessLeftIsRemovedAndNothingElse() throws Exception {
    Path left = Files.createDirectories(folder.resolve("speech-123/deeper")).getParent();
    Path running = Files.createDirectory(folder.resolve("speech-456"));
    Path foreign = Files.createDirectory(folder.resolve("other"));
    Files.setLastModifiedTime(left, FileTime.from(NOW.minus(Duration.ofHours(3))));
    Files.setLastModifiedTime(running, FileTime.from(NOW.minus(Duration.ofHours(1))));
    Files.setLastModifiedTime(foreign, FileTime.from(NOW.minus(Duration.ofHours(3))));
    try (ToneServer server = ToneServer.started()) {
      speak(
          server.provider(),
          script(AudioFormat.MP3, List.of(Turn.of("Anna", "Hi."))),
          LIMITS,
          OutputStream.nullOutputStream());
    }

    assertThat(left).doesNotExist();
    assertThat(running).exists();
    assertThat(foreign).exists();
  }

  @Test
  void aScriptForAnotherEngineIsNotSpoken() throws Exception {
    Script script =
        new Script(
            "polly", Optional.empty(), List.of(Turn.of("Anna", "Hi.")), VOICES, AudioFormat.MP3);
    try (ToneServer server = ToneServer.started()) {
      assertThatIllegalArgumentException()
          .isThrownBy(
              () -> speak(server.provider(), script, LIMITS, OutputStream.nullOutputStream()));
    }
  }

  private SpokenScript speak(
      SpeechProvider provider, Script script, Limits limits, OutputStream sink) throws Exception {
    return whole(synthesis(provider, limits).speak(script, folder, sink, Sitting.only(_ -> {})));
  }

  private static SpokenScript whole(Speech speech) {
    assertThat(speech).isInstanceOf(Speech.Whole.class);
    return ((Speech.Whole) speech).script();
  }

  private SpeechException failure(SpeechProvider provider, Script script, Limits limits) {
    SpeechException failure =
        catchThrowableOfType(
            SpeechException.class,
            () -> speak(provider, script, limits, OutputStream.nullOutputStream()));
    assertThat(failure).isNotNull();
    return failure;
  }

  private Synthesis synthesis(SpeechProvider provider, Limits limits) {
    RandomGenerator none = () -> 0;
    return new Synthesis(
        provider,
        BundledFfmpeg.get(),
        limits,
        InstantSource.fixed(NOW),
        new Patience(none, waits::add));
  }

  private void assertNothingIsLeft() throws IOException {
    try (Stream<Path> all = Files.list(folder)) {
      assertThat(all).isEmpty();
    }
  }

  private static Turn pausing(String role, String text, long millis) {
    return new Turn(role, text, Delivery.PLAIN, Optional.of(Duration.ofMillis(millis)));
  }

  private static Script script(AudioFormat format, List<Turn> turns) {
    return new Script("openai", Optional.of("en"), turns, VOICES, format);
  }

  private static double expected(List<Turn> turns, long pauses) {
    return pauses
        + turns.stream()
            .mapToLong(turn -> 120 + ToneServer.lengthOf(turn.text().strip()).toMillis())
            .sum();
  }

  private static double millis(Duration duration) {
    return duration.toNanos() / 1e6;
  }
}
