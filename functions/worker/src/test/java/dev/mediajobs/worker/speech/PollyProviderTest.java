package dev.mediajobs.worker.speech;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;
import static org.assertj.core.api.Assertions.within;
import static org.awaitility.Awaitility.await;

import dev.mediajobs.json.Json;
import dev.mediajobs.json.JsonObject;
import dev.mediajobs.speech.AudioFormat;
import dev.mediajobs.speech.Delivery;
import dev.mediajobs.speech.Script;
import dev.mediajobs.speech.Ssml;
import dev.mediajobs.speech.Turn;
import dev.mediajobs.worker.media.BundledFfmpeg;
import dev.mediajobs.worker.speech.SpeechException.Kind;
import dev.mediajobs.worker.speech.Synthesis.Limits;
import dev.mediajobs.worker.speech.Voice.Ability;
import java.io.ByteArrayOutputStream;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.InstantSource;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class PollyProviderTest {
  private static final long MOST = 1_000_000;

  @TempDir private Path folder;
  @TempDir private Path scratch;

  @Test
  void everyPageOfVoicesIsReadAndEachVoiceSpeaksWithItsBestEngine() throws Exception {
    try (PollyServer server = PollyServer.answering((_, _) -> {})) {
      assertThat(server.provider().voices())
          .containsExactly(
              new Voice(
                  "Joanna",
                  "neural",
                  List.of("en-US"),
                  Set.of(Ability.RATE, Ability.STYLE),
                  Set.of("news")),
              new Voice(
                  "Aditi",
                  "standard",
                  List.of("en-IN", "hi-IN"),
                  Set.of(Ability.RATE, Ability.PITCH),
                  Set.of()),
              new Voice("Ruth", "generative", List.of("en-US"), Set.of(), Set.of()));
      assertThat(server.queries())
          .hasSize(2)
          .allSatisfy(query -> assertThat(query).contains("IncludeAdditionalLanguageCodes=true"));
    }
  }

  @Test
  void textIsEscapedAndDeliveryIsMarkup() throws Exception {
    try (PollyServer server =
        PollyServer.answering((exchange, _) -> ToneServer.send(exchange, 200, new byte[10]))) {
      PollyProvider provider = server.provider();
      List<Voice> voices = provider.voices();
      Delivery delivery = new Delivery(1.5, 2, Optional.of("news"));

      synthesise(provider, "A <speak> & \"B\"", voices.get(0), delivery, "en-US");
      synthesise(provider, "One.\n\nTwo.", voices.get(1), delivery, "hi-IN");
      synthesise(provider, "👋", voices.get(2), delivery, "en-US");

      JsonObject neural = Json.object(server.bodies().get(0));
      assertThat(neural.string("Text"))
          .hasValue(
              "<speak><amazon:domain name=\"news\"><prosody rate=\"150%\">"
                  + "A &lt;speak&gt; &amp; \"B\"</prosody></amazon:domain></speak>");
      assertThat(neural.string("TextType")).hasValue("ssml");
      assertThat(neural.string("Engine")).hasValue("neural");
      assertThat(neural.string("VoiceId")).hasValue("Joanna");
      assertThat(neural.string("OutputFormat")).hasValue("mp3");
      assertThat(neural.string("SampleRate")).hasValue("24000");
      assertThat(neural.string("LanguageCode")).isEmpty();
      JsonObject standard = Json.object(server.bodies().get(1));
      assertThat(standard.string("Text"))
          .hasValue(
              "<speak><prosody rate=\"150%\"><prosody pitch=\"+12%\">"
                  + "One.<break strength=\"x-strong\"/>Two.</prosody></prosody></speak>");
      assertThat(standard.string("SampleRate")).hasValue("22050");
      assertThat(standard.string("LanguageCode")).hasValue("hi-IN");
      assertThat(Json.object(server.bodies().get(2)).string("Text")).hasValue("<speak>👋</speak>");
    }
  }

  @Test
  void noPieceExceedsPollysLimitsWhateverItIsMadeOf() throws Exception {
    try (PollyServer server = PollyServer.answering((_, _) -> {})) {
      for (String unit :
          List.of("&", "<a> & b. ", "\n\n", "a\n\n", "你好。", "👩‍👩‍👧‍👦", "word ")) {
        for (String piece :
            server.provider().splitter().split(unit.repeat(20_000 / unit.length()), Locale.ROOT)) {
          String markup = Ssml.text(piece).document();
          assertThat(markup.replaceAll("<[^>]*>", "").length()).isLessThanOrEqualTo(3000);
          assertThat(markup.length()).isLessThanOrEqualTo(6000 - 100);
        }
      }
    }
  }

  @ParameterizedTest
  @CsvSource({
    "400,TextLengthExceededException,BAD_INPUT",
    "400,InvalidSsmlException,BAD_INPUT",
    "400,LanguageNotSupportedException,BAD_INPUT",
    "400,EngineNotSupportedException,BAD_INPUT",
    "400,ValidationException,BAD_INPUT",
    "400,ThrottlingException,PASSING",
    "429,TooManyRequestsException,PASSING",
    "500,ServiceFailureException,PASSING",
    "503,ServiceUnavailable,PASSING",
    "403,AccessDeniedException,PERMANENT",
    "400,InvalidSampleRateException,PERMANENT",
    "403,UnrecognizedClientException,PERMANENT"
  })
  void eachErrorTellsWhetherToTryAgain(int status, String code, Kind kind) throws Exception {
    try (PollyServer server =
        PollyServer.answering((exchange, _) -> PollyServer.refuse(exchange, status, code))) {
      SpeechException failure = failure(server.provider());

      assertThat(failure.kind()).isEqualTo(kind);
      assertThat(failure).hasMessageContaining(code);
    }
  }

  @Test
  void aConnectionThatBreaksOffIsAFaultThatPassesAndAnAnswerWithoutEndIsCut() throws Exception {
    try (PollyServer server =
        PollyServer.answering(
            (exchange, _) -> {
              exchange.sendResponseHeaders(200, 1000);
              exchange.getResponseBody().write(new byte[500]);
            })) {
      assertThat(failure(server.provider()).kind()).isEqualTo(Kind.PASSING);
    }
    try (PollyServer server =
        PollyServer.answering(
            (exchange, _) -> ToneServer.send(exchange, 200, new byte[(int) MOST + 1]))) {
      assertThat(failure(server.provider()))
          .hasMessage("the engine answered more than 1,000,000 bytes to one piece of text");
    }
  }

  @Test
  void anInterruptEndsTheRequest() throws Exception {
    CountDownLatch never = new CountDownLatch(1);
    AtomicReference<Throwable> thrown = new AtomicReference<>(new AssertionError("nothing thrown"));
    try (PollyServer server = PollyServer.answering((_, _) -> never.await())) {
      PollyProvider provider = server.provider();
      Voice voice = provider.voices().getFirst();
      Thread speaker =
          Thread.ofVirtual()
              .start(
                  () -> {
                    try {
                      synthesise(provider, "Hello", voice, Delivery.PLAIN, "en-US");
                    } catch (Exception e) {
                      thrown.set(e);
                    }
                  });
      await().until(() -> server.bodies().size() == 1);
      speaker.interrupt();

      assertThat(speaker.join(Duration.ofSeconds(10))).isTrue();
      assertThat(thrown.get()).isInstanceOf(InterruptedException.class);
    }
  }

  @Test
  void whatPollySaysAsMp3IsHeardAtTheTimesThatAreTold() throws Exception {
    byte[] mp3 =
        Files.readAllBytes(
            BundledFfmpeg.make(
                scratch.resolve("tone.mp3"),
                "-f lavfi -i sine=f=440:d=2 -ar 24000 -ac 1 -b:a 48k"));
    Script script =
        new Script(
            "polly",
            Optional.of("en-GB"),
            List.of(Turn.of("A", "One."), Turn.of("B", "Two.")),
            Map.of("A", "Joanna", "B", "Aditi"),
            AudioFormat.MP3);
    ByteArrayOutputStream audio = new ByteArrayOutputStream();
    try (PollyServer server =
        PollyServer.answering((exchange, _) -> ToneServer.send(exchange, 200, mp3))) {
      SpokenScript spoken =
          ((Speech.Whole) synthesis(server).speak(script, folder, audio, Sitting.only(_ -> {})))
              .script();

      List<Listening.Heard> heard =
          Listening.to(audio.toByteArray(), scratch).sounds(Duration.ofMillis(100));
      assertThat(heard).hasSize(2);
      for (int turn = 0; turn < 2; turn++) {
        assertThat((double) spoken.timings().get(turn).start().toMillis())
            .isCloseTo((double) heard.get(turn).start().toMillis(), within(20.0));
        assertThat((double) spoken.timings().get(turn).end().toMillis())
            .isCloseTo((double) heard.get(turn).end().toMillis(), within(20.0));
      }
    }
  }

  @Test
  void aVoiceOfAnotherLanguageIsRefused() throws Exception {
    Script script =
        new Script(
            "polly",
            Optional.of("de-DE"),
            List.of(Turn.of("A", "Eins.")),
            Map.of("A", "Aditi"),
            AudioFormat.MP3);
    try (PollyServer server = PollyServer.answering((_, _) -> {})) {
      assertThat(
              catchThrowableOfType(
                  SpeechException.class,
                  () ->
                      synthesis(server)
                          .speak(
                              script,
                              folder,
                              OutputStream.nullOutputStream(),
                              Sitting.only(_ -> {}))))
          .hasMessage("voice_assignments.A: is Aditi, which speaks en-IN and hi-IN and not de-DE");
      assertThat(server.bodies()).isEmpty();
    }
  }

  private static Synthesis synthesis(PollyServer server) {
    Limits limits = new Limits(2, Duration.ofHours(1), 100_000_000, Duration.ofMinutes(1));
    return Synthesis.with(server.provider(), BundledFfmpeg.get(), limits, InstantSource.system());
  }

  private void synthesise(
      PollyProvider provider, String text, Voice voice, Delivery wish, String language)
      throws Exception {
    provider.synthesise(
        new Utterance(text, voice, voice.within(wish), Optional.of(language)),
        folder.resolve("answer"),
        MOST);
  }

  private SpeechException failure(PollyProvider provider) throws Exception {
    Voice voice = provider.voices().getFirst();
    SpeechException failure =
        catchThrowableOfType(
            SpeechException.class,
            () -> synthesise(provider, "Hello", voice, Delivery.PLAIN, "en-US"));
    assertThat(failure).isNotNull();
    return failure;
  }
}
