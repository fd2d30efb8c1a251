package dev.mediajobs.local.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.mediajobs.local.EmbeddedStack;
import dev.mediajobs.local.SilentTranscribe;
import dev.mediajobs.local.StackOptions;
import dev.mediajobs.local.cli.CommandLineHarness.Outcome;
import dev.mediajobs.local.openapi.CheckedGateway;
import dev.mediajobs.local.voice.Manner;
import dev.mediajobs.local.voice.Synthesizer;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Random;
import java.util.UUID;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** {@code clean}, on the whole stack. */
final class CleanCommandTest {
  private static final Path TEMPLATE = Path.of("..", "..", "template.yaml");
  private static final ObjectMapper JSON = new ObjectMapper();

  private static EmbeddedStack stack;
  private static CheckedGateway gateway;

  @TempDir private Path folder;

  @BeforeAll
  static void start() throws Exception {
    stack = EmbeddedStack.start(StackOptions.of(TEMPLATE, new SilentTranscribe().factory()));
    gateway = CheckedGateway.before(stack.api());
  }

  @AfterAll
  static void stop() {
    gateway.close();
    stack.close();
  }

  @Test
  void aRecordingComesBackWithoutItsNoiseAndNothingStaysBehind() throws Exception {
    Path recording = noisySpeech();
    Path cleaned = folder.resolve("cleaned.mp3");
    int before = gateway.passed().size();

    Outcome outcome = run("clean", recording.toString(), "--output", cleaned.toString(), "--json");

    assertThat(outcome.exit()).as(outcome.err()).isZero();
    JsonNode told = JSON.readTree(outcome.out());
    assertThat(told.path("status").asText()).isEqualTo("completed");
    assertThat(told.path("level_after").asDouble())
        .isLessThan(told.path("level_before").asDouble() - 3);
    assertThat(Files.size(cleaned)).isGreaterThan(1000);
    assertThat(deletedSince(before)).hasSize(2);
  }

  @Test
  void inAProjectTheRecordingAndTheResultAreKept() throws Exception {
    Path recording = noisySpeech();
    String project = UUID.randomUUID().toString();
    int before = gateway.passed().size();

    Outcome outcome =
        run(
            "clean",
            recording.toString(),
            "--project",
            project,
            "--out",
            folder.resolve("out.mp3").toString());

    assertThat(outcome.exit()).as(outcome.err()).isZero();
    assertThat(outcome.err()).contains("The noise was at");
    assertThat(gateway.passed()).contains("POST /api/projects/" + project + "/assets");
    assertThat(deletedSince(before)).isEmpty();
  }

  @Test
  void whatIsNoRecordingFailsAndLeavesNothingBehind() throws Exception {
    Path text = Files.writeString(folder.resolve("talk.mp3"), "no sound at all");
    int before = gateway.passed().size();

    Outcome outcome = run("clean", text.toString(), "--out", folder.resolve("out.mp3").toString());

    assertThat(outcome.exit()).isIn(ExitCode.JOB_FAILED.code(), ExitCode.INPUT_REFUSED.code());
    assertThat(folder.resolve("out.mp3")).doesNotExist();
    assertThat(deletedSince(before)).hasSize(1);
  }

  private static List<String> deletedSince(int calls) {
    return gateway.passed().stream()
        .skip(calls)
        .filter(call -> call.startsWith("DELETE /api/assets/"))
        .distinct()
        .toList();
  }

  private static Outcome run(String... arguments) {
    return new CommandLineHarness()
        .waiting()
        .with("MEDIAJOBS_ENDPOINT", gateway.address().toString())
        .run(arguments);
  }

  /** Some seconds of a voice before hiss. */
  private Path noisySpeech() throws Exception {
    short[] voice =
        new Synthesizer()
            .say("Good morning. Today we talk about the weather.", new Manner(110, 1, 1));
    int silence = Synthesizer.SAMPLE_RATE;
    int count = voice.length + 2 * silence;
    Random random = new Random(7);
    ByteBuffer wav = ByteBuffer.allocate(44 + 2 * count).order(ByteOrder.LITTLE_ENDIAN);
    wav.put("RIFF".getBytes(StandardCharsets.US_ASCII)).putInt(36 + 2 * count);
    wav.put("WAVEfmt ".getBytes(StandardCharsets.US_ASCII)).putInt(16);
    wav.putShort((short) 1).putShort((short) 1);
    wav.putInt(Synthesizer.SAMPLE_RATE).putInt(2 * Synthesizer.SAMPLE_RATE);
    wav.putShort((short) 2).putShort((short) 16);
    wav.put("data".getBytes(StandardCharsets.US_ASCII)).putInt(2 * count);
    for (int index = 0; index < count; index++) {
      int spoken = index - silence;
      int sample = spoken >= 0 && spoken < voice.length ? voice[spoken] : 0;
      wav.putShort(
          (short) Math.clamp(sample / 2 + (int) (300 * random.nextGaussian()), -32768, 32767));
    }
    return Files.write(folder.resolve("talk.wav"), wav.array());
  }
}
