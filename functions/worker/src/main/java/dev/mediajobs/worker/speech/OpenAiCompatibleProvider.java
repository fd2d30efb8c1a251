package dev.mediajobs.worker.speech;

import dev.mediajobs.json.Json;
import dev.mediajobs.speech.Delivery;
import dev.mediajobs.speech.SentenceSplitter;
import dev.mediajobs.worker.speech.Voice.Ability;
import java.io.IOException;
import java.io.InputStream;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpClient.Redirect;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.EnumSet;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.ScheduledFuture;
import java.util.concurrent.ScheduledThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.Supplier;

/**
 * Any server with the speech call of OpenAI's API. Whom it talks to, and with which key, is for the
 * deployment to say, never for a script.
 *
 * @see <a href="https://platform.openai.com/docs/api-reference/audio/createSpeech">Create
 *     speech</a>
 */
public final class OpenAiCompatibleProvider implements SpeechProvider {
  /** The name by which scripts ask for it. */
  public static final String NAME = "openai";

  private static final Duration CONNECT_LIMIT = Duration.ofSeconds(5);
  private static final int MOST_TOLD = 4096;
  private static final int MOST_SHOWN = 300;
  private static final long LONGEST_RETRY_AFTER = 60;

  /** Ends answers that take too long, on a thread that nothing else keeps busy. */
  private static final ScheduledExecutorService LIMITS = limits();

  /**
   * Which server, and what it has.
   *
   * @param base up to but without {@code /v1/audio/speech}; https, or http to this machine
   * @param model the server's name of it
   * @param voices the server's names of them; the API has no call that lists them
   * @param mostCharacters of a request, 500 to 4,096, which is OpenAI's own limit
   * @param takesInstructions whether the model follows a style told in words
   * @param time for one request, at most 10 minutes
   */
  public record Settings(
      URI base,
      String model,
      Set<String> voices,
      int mostCharacters,
      boolean takesInstructions,
      Duration time) {
    /**
     * Checks the settings.
     *
     * @throws IllegalArgumentException naming the one that makes no sense
     */
    public Settings {
      voices = Set.copyOf(voices);
      requireSafe(base);
      if (model.isBlank() || voices.isEmpty()) {
        throw new IllegalArgumentException("A model and at least one voice must be named");
      }
      if (mostCharacters < 500 || mostCharacters > 4096) {
        throw new IllegalArgumentException("mostCharacters must be 500 to 4096");
      }
      if (!time.isPositive() || time.compareTo(Duration.ofMinutes(10)) > 0) {
        throw new IllegalArgumentException("time must be positive and at most 10 minutes");
      }
    }

    private static void requireSafe(URI base) {
      String scheme = String.valueOf(base.getScheme()).toLowerCase(Locale.ROOT);
      String host = String.valueOf(base.getHost()).toLowerCase(Locale.ROOT);
      // By its written form: a name that resolves to this machine today may not tomorrow.
      boolean loopback =
          host.equals("localhost") || host.equals("[::1]") || host.matches("127(\\.\\d{1,3}){3}");
      if (base.getHost() == null
          || !(scheme.equals("https") || (scheme.equals("http") && loopback))) {
        throw new IllegalArgumentException("base must be an https address with a host");
      }
      if (base.getRawUserInfo() != null
          || base.getRawQuery() != null
          || base.getRawFragment() != null) {
        throw new IllegalArgumentException("base must have no user, query or fragment");
      }
    }

    private URI speech() {
      return URI.create(base.toString().replaceFirst("/+$", "") + "/v1/audio/speech");
    }
  }

  private final Settings settings;
  private final Supplier<String> key;
  private final HttpClient http;

  /**
   * An engine that is asked over HTTP.
   *
   * @param key asked before every request; an empty one is not sent
   */
  public OpenAiCompatibleProvider(Settings settings, Supplier<String> key) {
    this.settings = settings;
    this.key = key;
    this.http =
        HttpClient.newBuilder()
            .connectTimeout(CONNECT_LIMIT)
            // The key is for this server, and for no other that it names.
            .followRedirects(Redirect.NEVER)
            .build();
  }

  @Override
  public String name() {
    return NAME;
  }

  @Override
  public List<Voice> voices() {
    Set<Ability> abilities = EnumSet.of(Ability.RATE);
    if (settings.takesInstructions()) {
      abilities.add(Ability.STYLE);
    }
    return settings.voices().stream()
        .sorted()
        .map(id -> new Voice(id, settings.model(), List.of(), abilities, Set.of()))
        .toList();
  }

  @Override
  public SentenceSplitter splitter() {
    return SentenceSplitter.of(settings.mostCharacters());
  }

  @Override
  public Sound synthesise(Utterance utterance, Path file, long mostBytes)
      throws SpeechException, IOException, InterruptedException {
    AnswerFile answer = new AnswerFile(file, mostBytes);
    AtomicBoolean late = new AtomicBoolean();
    HttpResponse<InputStream> response = send(utterance);
    try (InputStream body = response.body()) {
      // The client's own limit ends where the body begins.
      ScheduledFuture<?> watch =
          LIMITS.schedule(
              () -> cutOff(body, late), settings.time().toMillis(), TimeUnit.MILLISECONDS);
      try {
        if (response.statusCode() == 200) {
          answer.receive(body);
        } else {
          throw refusal(response, new String(body.readNBytes(MOST_TOLD), StandardCharsets.UTF_8));
        }
      } finally {
        watch.cancel(false);
      }
    } catch (IOException e) {
      throw broken(e, late.get());
    } catch (RuntimeException e) {
      AnswerFile.rethrow(e);
      throw e;
    }
    answer.check();
    if (answer.isEmpty()) {
      throw SpeechException.passing("the speech server answered nothing", Optional.empty());
    }
    return Sound.Packaged.WAV;
  }

  private HttpResponse<InputStream> send(Utterance utterance)
      throws SpeechException, InterruptedException {
    HttpRequest.Builder request =
        HttpRequest.newBuilder(settings.speech())
            .timeout(settings.time())
            .header("Content-Type", "application/json")
            .POST(BodyPublishers.ofString(body(utterance)));
    String secret = key.get();
    if (!secret.isEmpty()) {
      request.header("Authorization", "Bearer " + secret);
    }
    try {
      return http.send(request.build(), BodyHandlers.ofInputStream());
    } catch (IOException e) {
      throw broken(e, false);
    }
  }

  private String body(Utterance utterance) {
    Delivery delivery = utterance.delivery();
    return Json.text(
        json -> {
          json.writeStartObject();
          json.writeStringField("model", settings.model());
          json.writeStringField("voice", utterance.voice().id());
          json.writeStringField("input", utterance.text());
          // It says its own rate, which servers differ in; their raw samples do not.
          json.writeStringField("response_format", "wav");
          if (delivery.rate() != Delivery.PLAIN.rate()) {
            json.writeNumberField("speed", delivery.rate());
          }
          if (delivery.style().isPresent()) {
            json.writeStringField("instructions", delivery.style().get());
          }
          json.writeEndObject();
        });
  }

  private static ScheduledExecutorService limits() {
    ScheduledThreadPoolExecutor limits =
        new ScheduledThreadPoolExecutor(
            1, Thread.ofPlatform().daemon().name("speech-limit").factory());
    limits.setRemoveOnCancelPolicy(true);
    return limits;
  }

  private static void cutOff(InputStream body, AtomicBoolean late) {
    late.set(true);
    try {
      body.close();
    } catch (IOException e) {
      throw new IllegalStateException("the speech server's late answer can't be closed", e);
    }
  }

  private static SpeechException broken(IOException e, boolean late) throws InterruptedException {
    if (Thread.interrupted()) {
      InterruptedException interruption =
          new InterruptedException("interrupted while asking the speech server");
      interruption.initCause(e);
      throw interruption;
    }
    return SpeechException.passing(
        late ? "the speech server took too long" : "the speech server can't be reached", e);
  }

  private SpeechException refusal(HttpResponse<?> response, String body) {
    int status = response.statusCode();
    String detail = "the speech server answered %d".formatted(status);
    if (status == 401 || status == 403) {
      // What it says here is about the key, and may quote it.
      return SpeechException.permanent(detail, Optional.empty());
    }
    String told = detail + ": " + shown(body);
    if (status == 408 || status >= 500 || (status == 429 && !body.contains("insufficient_quota"))) {
      return SpeechException.passing(told, retryAfter(response));
    }
    if (status == 400 || status == 413 || status == 422) {
      return SpeechException.badInput(
          "", "was refused by the speech server", Optional.of(new IOException(told)));
    }
    return SpeechException.permanent(told, Optional.empty());
  }

  private String shown(String body) {
    String secret = key.get();
    String safe = secret.isEmpty() ? body : body.replace(secret, "[redacted]");
    String line = safe.replaceAll("[\\p{C}\\s]+", " ").strip();
    return line.codePointCount(0, line.length()) <= MOST_SHOWN
        ? line
        : line.substring(0, line.offsetByCodePoints(0, MOST_SHOWN)) + "…";
  }

  /** In whole seconds; the other form, a date, is for caches and counts as none. */
  private static Optional<Duration> retryAfter(HttpResponse<?> response) {
    return response
        .headers()
        .firstValue("Retry-After")
        .filter(value -> value.matches("\\d{1,9}"))
        .map(value -> Duration.ofSeconds(Math.min(LONGEST_RETRY_AFTER, Long.parseLong(value))));
  }
}
