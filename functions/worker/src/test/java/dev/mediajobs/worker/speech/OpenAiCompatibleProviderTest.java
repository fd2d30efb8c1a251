package dev.mediajobs.worker.speech;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import com.google.common.base.Throwables;
import dev.mediajobs.json.Json;
import dev.mediajobs.json.JsonObject;
import dev.mediajobs.speech.Delivery;
import dev.mediajobs.worker.speech.OpenAiCompatibleProvider.Settings;
import dev.mediajobs.worker.speech.SpeechException.Kind;
import java.io.IOException;
import java.io.OutputStream;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CountDownLatch;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class OpenAiCompatibleProviderTest {
  private static final long MOST = 1_000_000;

  @TempDir private Path folder;

  @Test
  void theRequestIsTheOneOfTheApi() throws Exception {
    String text = "Say \"<speak>\" & 👋";
    Delivery delivery = new Delivery(1.25, 0, Optional.of("like a pirate"));
    try (ToneServer server = ToneServer.started()) {
      Path file = folder.resolve("answer");
      Sound sound = server.provider().synthesise(utterance(text, delivery), file, MOST);

      assertThat(sound).isEqualTo(Sound.Packaged.WAV);
      assertThat(Files.size(file)).isGreaterThan(10_000);
      assertThat(server.authorizations()).containsExactly("Bearer " + ToneServer.KEY);
      JsonObject request = Json.object(server.bodies().getFirst());
      assertThat(request.string("model")).hasValue("tones-1");
      assertThat(request.string("voice")).hasValue("high");
      assertThat(request.string("input")).hasValue(text);
      assertThat(request.string("response_format")).hasValue("wav");
      assertThat(request.string("instructions")).hasValue("like a pirate");
      assertThat(server.bodies().getFirst()).contains("\"speed\":1.25");
    }
  }

  @Test
  void whatIsUsualIsNotAskedForAndNoKeyIsNotSent() throws Exception {
    try (ToneServer server = ToneServer.started()) {
      Settings settings =
          new Settings(
              server.base().resolve("/"), "m", Set.of("low"), 500, false, Duration.ofSeconds(5));
      SpeechProvider provider = new OpenAiCompatibleProvider(settings, () -> "");

      provider.synthesise(utterance("Hi", Delivery.PLAIN), folder.resolve("answer"), MOST);

      assertThat(server.authorizations()).containsExactly("null");
      assertThat(server.bodies().getFirst()).doesNotContain("speed", "instructions");
      assertThat(provider.voices()).extracting(Voice::id).containsExactly("low");
    }
  }

  @ParameterizedTest
  @CsvSource({
    "400,BAD_INPUT",
    "413,BAD_INPUT",
    "422,BAD_INPUT",
    "401,PERMANENT",
    "403,PERMANENT",
    "404,PERMANENT",
    "302,PERMANENT",
    "204,PERMANENT",
    "408,PASSING",
    "429,PASSING",
    "500,PASSING",
    "503,PASSING",
    "529,PASSING"
  })
  void eachStatusTellsWhetherToTryAgain(int status, Kind kind) throws Exception {
    try (ToneServer server =
        ToneServer.answering(
            (exchange, _, _) -> {
              exchange.getResponseHeaders().add("Location", "http://127.0.0.1:9/elsewhere");
              ToneServer.refuse(exchange, status, status == 204 ? "" : "no " + ToneServer.KEY);
            })) {
      SpeechException failure = failure(server.provider());

      assertThat(failure.kind()).isEqualTo(kind);
      assertThat(Throwables.getStackTraceAsString(failure)).doesNotContain(ToneServer.KEY);
    }
  }

  @Test
  void anEmptyPurseDoesNotPass() throws Exception {
    String body = "{\"error\":{\"code\":\"insufficient_quota\"}}";
    try (ToneServer server =
        ToneServer.answering((exchange, _, _) -> ToneServer.refuse(exchange, 429, body))) {
      assertThat(failure(server.provider()).kind()).isEqualTo(Kind.PERMANENT);
    }
  }

  @Test
  void aWishToWaitIsHeardUpToAMinute() throws Exception {
    for (String asked : List.of("7", "7000000", "soon", "99999999999999")) {
      try (ToneServer server =
          ToneServer.answering(
              (exchange, _, _) -> {
                exchange.getResponseHeaders().add("Retry-After", asked);
                ToneServer.refuse(exchange, 503, "");
              })) {
        Optional<Duration> heard = failure(server.provider()).retryAfter();
        switch (asked) {
          case "7" -> assertThat(heard).hasValue(Duration.ofSeconds(7));
          case "7000000" -> assertThat(heard).hasValue(Duration.ofMinutes(1));
          default -> assertThat(heard).isEmpty();
        }
      }
    }
  }

  @Test
  void aServerThatDoesNotAnswerInTimeIsLeft() throws Exception {
    CountDownLatch never = new CountDownLatch(1);
    try (ToneServer server = ToneServer.answering((_, _, _) -> never.await())) {
      assertThat(failure(server.provider(Duration.ofMillis(300))).kind()).isEqualTo(Kind.PASSING);
    }
  }

  @Test
  void aServerThatDoesNotEndItsAnswerInTimeIsLeft() throws Exception {
    CountDownLatch never = new CountDownLatch(1);
    try (ToneServer server =
        ToneServer.answering(
            (exchange, _, _) -> {
              exchange.sendResponseHeaders(200, 0);
              exchange.getResponseBody().write(new byte[1000]);
              exchange.getResponseBody().flush();
              never.await();
            })) {
      assertThat(failure(server.provider(Duration.ofMillis(300))))
          .hasMessage("the speech server took too long");
    }
  }

  @Test
  void anAnswerWithoutEndIsCut() throws Exception {
    Path file = folder.resolve("answer");
    try (ToneServer server =
        ToneServer.answering(
            (exchange, _, _) -> {
              exchange.sendResponseHeaders(200, 0);
              try (OutputStream body = exchange.getResponseBody()) {
                for (int i = 0; i < 100_000; i++) {
                  body.write(new byte[100_000]);
                }
              }
            })) {
      assertThat(failure(server.provider()))
          .hasMessage("the engine answered more than 1,000,000 bytes to one piece of text");
      assertThat(Files.size(file)).isLessThanOrEqualTo(MOST);
    }
  }

  @Test
  void anAnswerThatBreaksOffOrIsEmptyIsAFaultThatPasses() throws Exception {
    try (ToneServer server =
        ToneServer.answering(
            (exchange, _, _) -> {
              exchange.sendResponseHeaders(200, 1000);
              exchange.getResponseBody().write(new byte[500]);
            })) {
      assertThat(failure(server.provider()).kind()).isEqualTo(Kind.PASSING);
    }
    try (ToneServer server =
        ToneServer.answering((exchange, _, _) -> ToneServer.send(exchange, 200, new byte[0]))) {
      assertThat(failure(server.provider())).hasMessage("the speech server answered nothing");
    }
    SpeechProvider nobody;
    try (ToneServer server = ToneServer.started()) {
      nobody = server.provider();
    }
    assertThat(failure(nobody)).hasMessage("the speech server can't be reached");
  }

  @Test
  void aFileThatCanNotBeWrittenIsNoFaultOfTheServer() throws Exception {
    try (ToneServer server = ToneServer.started()) {
      assertThat(
              catchThrowableOfType(
                  IOException.class,
                  () ->
                      server
                          .provider()
                          .synthesise(
                              utterance("Hi", Delivery.PLAIN), folder.resolve("no/where"), MOST)))
          .hasMessageContaining("no/where");
    }
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "http://example.org",
        "http://127.0.0.1.example.org",
        "http://localhost.example.org",
        "ftp://localhost",
        "https://user:password@example.org",
        "https://example.org?key=1",
        "https://example.org#x",
        "//example.org",
        "https:/path",
        "file:///etc/passwd",
        "http://0.0.0.0",
        "http://10.0.0.1",
        "http://2130706433"
      })
  void anAddressThatWouldShowTheKeyToOthersIsRefused(String base) {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> settings(base))
        .withMessageStartingWith("base must");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "https://api.openai.com",
        "https://example.org:8443/proxy/",
        "http://localhost:8880",
        "http://127.0.0.1",
        "http://[::1]:1",
        "HTTPS://EXAMPLE.ORG"
      })
  void othersAreTaken(String base) {
    assertThat(settings(base).base()).hasToString(base);
  }

  private static Settings settings(String base) {
    return new Settings(
        URI.create(base), "tts-1", Set.of("alloy"), 4096, false, Duration.ofSeconds(60));
  }

  private SpeechException failure(SpeechProvider provider) {
    SpeechException failure =
        catchThrowableOfType(
            SpeechException.class,
            () ->
                provider.synthesise(
                    utterance("Hello", Delivery.PLAIN), folder.resolve("answer"), MOST));
    assertThat(failure).isNotNull();
    return failure;
  }

  private static Utterance utterance(String text, Delivery delivery) {
    Voice voice = new Voice("high", "tones-1", List.of(), Set.of(), Set.of());
    return new Utterance(text, voice, delivery, Optional.empty());
  }
}
