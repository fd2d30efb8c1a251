package dev.mediajobs.local.api;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import dev.mediajobs.jobs.JobId;
import dev.mediajobs.jobs.MediaStore;
import dev.mediajobs.jobs.StorageClass;
import dev.mediajobs.local.polly.Fault;
import dev.mediajobs.local.polly.PollyOptions;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.assertj.core.data.Offset;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;
import software.amazon.awssdk.services.s3.S3Client;

/** From a script to its sound, through the whole stack. */
class SpokenJobsTest {

  private static final Duration PATIENCE = Duration.ofMinutes(3);
  private static final int WAV_HEADER = 44;

  private static final List<String> ROLES = List.of("Anna", "Ben", "Amy");
  private static final List<String> LINES =
      List.of(
          "Good morning everybody.",
          "Good morning to you.",
          "Shall we begin?",
          "Yes, let us begin.",
          "The first point is the budget.",
          "It is too small.",
          "It is what we have.",
          "Then we must choose.",
          "Let us vote on it.",
          "All in favour, say so.");

  private static ApiOnStack api;
  private static SpeechClient client;

  @BeforeAll
  static void start() throws Exception {
    api =
        ApiOnStack.startWithWorkers(
            PollyOptions.defaults()
                .withFaults(
                    new Fault.Throttled(Pattern.compile("Hurry"), 2),
                    new Fault.AccessDenied(Pattern.compile("Forbidden"))),
            Map.of("MorePollyVoices", "Nobody"));
    client = new SpeechClient(api, "alice");
  }

  @AfterAll
  static void stop() {
    api.close();
  }

  @Test
  void tenTurnsOfThreeVoicesAreHeardWhenTheResultSays() throws Exception {
    JsonNode job = ended(client.multiRole(dialogue()));

    assertThat(job.path("status").asText()).as(job.toString()).isEqualTo("completed");
    JsonNode result = job.path("result");
    assertThat(result.path("turn_count").asInt()).isEqualTo(10);
    assertThat(result.path("latency_ms").asLong()).isPositive();
    assertThat(result.path("content_type").asText()).isEqualTo("audio/wav");
    JsonNode timings = result.path("turn_timings");
    assertThat(timings).hasSize(10);
    Sound sound = Sound.of(bytes(result.path("audio_url").asText()));
    assertThat(result.path("size_bytes").asLong()).isEqualTo(sound.bytes());
    assertThat(result.path("duration_ms").asLong()).isCloseTo(sound.milliseconds(), within(1));
    List<Sound.Heard> heard = sound.heard(Duration.ofMillis(450));
    assertThat(heard).hasSize(10);
    for (int turn = 0; turn < 10; turn++) {
      JsonNode timing = timings.path(turn);
      assertThat(timing.path("turn_index").asInt()).isEqualTo(turn);
      assertThat(timing.path("role").asText()).isEqualTo(ROLES.get(turn % 3));
      assertThat(timing.path("start_ms").asLong())
          .isCloseTo(heard.get(turn).startMilliseconds(), within(20));
      assertThat(timing.path("end_ms").asLong())
          .isCloseTo(heard.get(turn).endMilliseconds(), within(20));
    }

    String id = job.path("id").asText();
    String subtitles =
        api.getFrom(client.get("/" + id + "/download?format=srt").header("location")).body();
    assertThat(subtitles).contains("Shall we begin?").contains("Anna");
    byte[] downloaded = bytes(client.get("/" + id + "/download").header("location"));
    assertThat(downloaded).hasSize((int) sound.bytes());
  }

  @Test
  void aTextBecomesAnMp3() throws Exception {
    JsonNode job =
        ended(
            client.single(
                "{\"provider\":\"polly\",\"voice\":\"Joanna\",\"text\":\"<speak> Good morning & 😀\","
                    + "\"pitch\":2}"));

    assertThat(job.path("status").asText()).as(job.toString()).isEqualTo("completed");
    JsonNode result = job.path("result");
    assertThat(result.path("content_type").asText()).isEqualTo("audio/mpeg");
    assertThat(result.path("notes").path(0).asText())
        .isEqualTo("not every voice can follow a wish for pitch");
    assertThat(result.path("turn_timings")).hasSize(1);
  }

  @Test
  void aVoiceThatPollyDoesNotHaveAfterAllFailsTheJobAndSaysWhich() throws Exception {
    JsonNode job = ended(client.multiRole(dialogue().replace("Matthew", "Nobody")));

    assertThat(job.path("status").asText()).isEqualTo("failed");
    assertThat(job.path("error_code").asText()).isEqualTo("script_refused");
    assertThat(job.path("error_message").asText())
        .isEqualTo(
            "voice_assignments.Ben is Nobody, which is no voice of polly."
                + " Change the script and submit it again.");
  }

  @Test
  void anEngineThatIsBusyForAMomentIsAskedAgain() throws Exception {
    JsonNode job =
        ended(client.single("{\"provider\":\"polly\",\"voice\":\"Amy\",\"text\":\"Hurry up.\"}"));

    assertThat(job.path("status").asText()).as(job.toString()).isEqualTo("completed");
  }

  @Test
  void anEngineThatIsNotAllowedToUsFailsTheJobAndBlamesNoScript() throws Exception {
    JsonNode job =
        ended(client.single("{\"provider\":\"polly\",\"voice\":\"Amy\",\"text\":\"Forbidden.\"}"));

    assertThat(job.path("status").asText()).isEqualTo("failed");
    assertThat(job.path("error_code").asText()).isEqualTo("provider_refused");
    assertThat(job.path("error_message").asText()).contains("whatever the script");
  }

  @Test
  void theScriptAndTheSoundGoWithTheRow() throws Exception {
    String id =
        ended(client.single("{\"provider\":\"polly\",\"voice\":\"Amy\",\"text\":\"Goodbye.\"}"))
            .path("id")
            .asText();
    JobId job = JobId.parse(id).orElseThrow();
    String script = api.jobs().find(job).orElseThrow().source().key();
    String prefix = MediaStore.prefixOf(StorageClass.MONTH, job);
    assertThat(keys(prefix)).hasSize(5);
    assertThat(keys(script)).hasSize(1);

    api.clients()
        .dynamoDb()
        .deleteItem(
            delete ->
                delete
                    .tableName(api.table())
                    .key(
                        Map.of(
                            "pk", AttributeValue.fromS("job#" + id),
                            "sk", AttributeValue.fromS("job"))));

    await().atMost(PATIENCE).until(() -> keys(prefix).isEmpty() && keys(script).isEmpty());
  }

  private static String dialogue() {
    String turns =
        IntStream.range(0, LINES.size())
            .mapToObj(
                turn ->
                    "{\"role\":\"%s\",\"text\":\"%s\",\"pause_after_ms\":800}"
                        .formatted(ROLES.get(turn % 3), LINES.get(turn)))
            .collect(Collectors.joining(","));
    return """
        {"provider":"polly","output_format":"wav","turns":[%s],
         "voice_assignments":{"Anna":"Joanna","Ben":"Matthew","Amy":"Amy"}}"""
        .formatted(turns);
  }

  private static JsonNode ended(Reply accepted) throws Exception {
    assertThat(accepted.status()).as(accepted.body()).isEqualTo(202);
    String id = SpeechClient.idOf(accepted);
    await()
        .atMost(PATIENCE)
        .until(
            () -> Set.of("completed", "failed").contains(client.job(id).path("status").asText()));
    return client.job(id);
  }

  private static byte[] bytes(String address) throws Exception {
    try (HttpClient http = HttpClient.newHttpClient()) {
      return http.send(
              HttpRequest.newBuilder(URI.create(address)).build(), BodyHandlers.ofByteArray())
          .body();
    }
  }

  private static List<String> keys(String prefix) {
    try (S3Client s3 = api.clients().s3()) {
      return s3.listObjectsV2(list -> list.bucket(api.bucket()).prefix(prefix)).contents().stream()
          .map(object -> object.key())
          .toList();
    }
  }

  private static Offset<Long> within(long milliseconds) {
    return Offset.offset(milliseconds);
  }

  /** What can be heard of a WAV file. */
  private static final class Sound {

    /**
     * How many times quieter than the loudest sample a voice is where it begins and ends, 37 dB:
     * what is quieter still is breath, and the noise of engines.
     */
    private static final int RANGE = 70;

    record Heard(long startMilliseconds, long endMilliseconds) {}

    private final long bytes;
    private final int rate;
    private final short[] samples;

    private Sound(long bytes, int rate, short[] samples) {
      this.bytes = bytes;
      this.rate = rate;
      this.samples = samples;
    }

    long bytes() {
      return bytes;
    }

    static Sound of(byte[] wav) {
      ByteBuffer content = ByteBuffer.wrap(wav).order(ByteOrder.LITTLE_ENDIAN);
      int rate = content.getInt(24);
      short[] samples = new short[(wav.length - WAV_HEADER) / 2];
      content
          .position(WAV_HEADER)
          .slice()
          .order(ByteOrder.LITTLE_ENDIAN)
          .asShortBuffer()
          .get(samples);
      return new Sound(wav.length, rate, samples);
    }

    long milliseconds() {
      return samples.length * 1000L / rate;
    }

    /** The stretches between which it is quiet for {@code pause} at least. */
    List<Heard> heard(Duration pause) {
      List<Heard> heard = new ArrayList<>();
      long quiet = pause.toMillis() * rate / 1000;
      int loudest = 0;
      for (short sample : samples) {
        loudest = Math.max(loudest, Math.abs(sample));
      }
      int start = -1;
      int last = -1;
      for (int at = 0; at < samples.length; at++) {
        if (Math.abs(samples[at]) < loudest / RANGE) {
          continue;
        }
        if (last >= 0 && at - last > quiet) {
          heard.add(new Heard(start * 1000L / rate, last * 1000L / rate));
          start = -1;
        }
        start = start < 0 ? at : start;
        last = at;
      }
      if (start >= 0) {
        heard.add(new Heard(start * 1000L / rate, last * 1000L / rate));
      }
      return heard;
    }
  }
}
