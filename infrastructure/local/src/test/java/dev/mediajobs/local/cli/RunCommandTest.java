package dev.mediajobs.local.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.mediajobs.local.cli.CommandLineHarness.Outcome;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

final class RunCommandTest {
  @TempDir private Path folder;
  private FakeApi api;
  private CommandLineHarness commands;
  private Path video;
  private Path out;

  @BeforeEach
  void start() throws IOException {
    api = new FakeApi();
    commands = new CommandLineHarness().stackAt(api.address());
    video = Files.writeString(folder.resolve("my talk.final.mp4"), "pictures and sound");
    out = folder.resolve("new/out");
  }

  @AfterEach
  void stop() {
    api.close();
  }

  @Test
  void aRecordingBecomesThreeFilesNamedAfterIt() throws IOException {
    api.job(Answers.PENDING, Answers.TRANSCRIBING, Answers.COMPLETED);

    Outcome outcome = commands.run("run", video.toString(), "--out", out.toString());

    assertThat(outcome.err()).contains("uploading", "transcribing, 50 %, about 2 min left");
    assertThat(outcome.exit()).isZero();
    assertThat(names(out))
        .containsExactlyInAnyOrder("my talk.final.srt", "my talk.final.vtt", "my talk.final.json");
    assertThat(out.resolve("my talk.final.srt")).hasContent("the srt file\n");
    assertThat(out.resolve("my talk.final.json")).hasContent("the json file\n");
    assertThat(outcome.out().lines()).hasSize(3).first().asString().endsWith("my talk.final.srt");
    assertThat(api.stored()).isEqualTo(Files.readAllBytes(video));
    assertThat(api.complaints()).isEmpty();
    assertThat(commands.stacksRunning()).isZero();
  }

  @Test
  void whatIsAskedOfTheJobReachesTheApi() {
    api.job(Answers.COMPLETED);

    commands.run(
        "run",
        video.toString(),
        "--out",
        out.toString(),
        "--language",
        "de-DE",
        "--speakers",
        "2",
        "--denoise");

    assertThat(api.submitted().path("language").asText()).isEqualTo("de-DE");
    assertThat(api.submitted().path("force_language").asBoolean()).isTrue();
    assertThat(api.submitted().path("num_speakers").asInt()).isEqualTo(2);
    assertThat(api.submitted().path("denoise").asBoolean()).isTrue();
    assertThat(api.submitted().path("filename").asText()).isEqualTo("my talk.final.mp4");
    assertThat(api.submitted().path("key").asText()).isEqualTo("7d/uploads/k");
  }

  @Test
  void aProgramGetsOneLineOfJson() {
    api.job(Answers.COMPLETED);

    Outcome outcome = commands.run("run", video.toString(), "--out", out.toString(), "--json");

    assertThat(outcome.out().lines()).hasSize(1);
    assertThat(outcome.out())
        .contains("\"job_id\":\"3f8a\"", "\"status\":\"completed\"", "my talk.final.vtt");
    assertThat(outcome.err().lines())
        .isNotEmpty()
        .allMatch(line -> line.startsWith("{\"progress\":"));
  }

  @Test
  void aFailedJobIsOneLineAndItsOwnExitCodeAndLeavesNothing() {
    api.job(Answers.TRANSCRIBING, Answers.FAILED);

    Outcome outcome = commands.run("run", video.toString(), "--out", out.toString());

    assertThat(outcome.exit()).isEqualTo(4);
    assertThat(outcome.lastErrorLine()).isEqualTo("mediajobs: The video has no sound.");
    assertThat(outcome.out()).isEmpty();
    assertThat(out).doesNotExist();
    assertThat(commands.stacksRunning()).isZero();
  }

  @Test
  void whatNobodyForesawSaysHowToSeeIt() {
    api.job(
        "{\"status\":\"failed\",\"error_code\":\"unexpected_error\",\"error_message\":\"It broke.\"}");

    Outcome outcome = commands.run("run", video.toString(), "--out", out.toString());

    assertThat(outcome.exit()).isEqualTo(4);
    assertThat(outcome.lastErrorLine())
        .isEqualTo("mediajobs: It broke. Run it again with --verbose to see why.");
  }

  @Test
  void silenceIsSaidSoThatEmptyFilesSurpriseNobody() {
    api.job("{\"status\":\"completed\",\"progress\":100,\"result\":{\"no_speech\":true}}");

    Outcome outcome = commands.run("run", video.toString(), "--out", out.toString());

    assertThat(outcome.exit()).isZero();
    assertThat(outcome.lastErrorLine()).startsWith("No speech was found");
  }

  @Test
  void aCancelledJobIsAFailedOne() {
    api.job(Answers.CANCELLED);

    assertThat(commands.run("run", video.toString(), "--out", out.toString()).exit()).isEqualTo(4);
  }

  @Test
  void aResultThatCannotBeFetchedLeavesNoFileAtAll() throws IOException {
    api.job(Answers.COMPLETED);
    for (int attempt = 0; attempt < 3; attempt++) {
      api.once("GET /results/json", 500, "no");
    }

    Outcome outcome = commands.run("run", video.toString(), "--out", out.toString());

    assertThat(outcome.exit()).isEqualTo(5);
    assertThat(outcome.lastErrorLine()).contains("HTTP status 500");
    assertThat(names(out)).isEmpty();
  }

  @Test
  void aResultThatFailsOnceIsFetchedAgain() throws IOException {
    api.job(Answers.COMPLETED).once("GET /results/srt", 503, "a long text about being too busy");

    Outcome outcome = commands.run("run", video.toString(), "--out", out.toString());

    assertThat(outcome.exit()).isZero();
    assertThat(out.resolve("my talk.final.srt")).hasContent("the srt file\n");
  }

  @Test
  void earlierSubtitlesAreReplaced() throws IOException {
    api.job(Answers.COMPLETED);
    Path old = Files.writeString(folder.resolve("my talk.final.srt"), "old");

    commands.run("run", video.toString(), "--out", folder.toString());

    assertThat(old).hasContent("the srt file\n");
  }

  @Test
  void aMissingFileStartsNoStack() {
    refused(folder.resolve("nothing.mp4"), "there is no such file");
  }

  @Test
  void aFolderStartsNoStack() {
    refused(folder, "this is a folder");
  }

  @Test
  void anEmptyFileStartsNoStack() throws IOException {
    refused(Files.createFile(folder.resolve("empty.mp4")), "this file is empty");
  }

  @Test
  void aDeviceStartsNoStack() {
    refused(Path.of("/dev/null"), "not a regular file");
  }

  @Test
  void subtitlesNeverReplaceTheirSource() throws IOException {
    refused(Files.writeString(folder.resolve("talk.srt"), "x"), "their own source");
  }

  @Test
  void aFileInPlaceOfTheOutputFolderStartsNoStack() {
    Outcome outcome = commands.run("run", video.toString(), "--out", video.toString());

    assertThat(outcome.exit()).isEqualTo(3);
    assertThat(outcome.lastErrorLine()).contains("this is not a folder");
    assertThat(commands.stacksStarted()).isZero();
  }

  private void refused(Path file, String why) {
    Outcome outcome = commands.run("run", file.toString(), "--out", folder.toString());

    assertThat(outcome.exit()).isEqualTo(3);
    assertThat(outcome.err().lines()).hasSize(1);
    assertThat(outcome.lastErrorLine()).contains(why).contains(file.toString());
    assertThat(commands.stacksStarted()).isZero();
  }

  @Test
  void aStackThatCannotStartHasItsOwnExitCode() {
    commands.stacks(
        wishes -> {
          throw new CommandFailure(ExitCode.STACK_NOT_STARTED, "stack_not_started", "no port");
        });

    assertThat(commands.run("run", video.toString(), "--out", out.toString()).exit()).isEqualTo(7);
  }

  @ParameterizedTest
  @ValueSource(strings = {"run", "demo", "up"})
  void theFunctionsOfAStackAreIsolatedOnlyWhenAskedFor(String command) {
    List<Boolean> isolated = new ArrayList<>();
    commands.stacks(
        wishes -> {
          isolated.add(wishes.isolated());
          throw new CommandFailure(ExitCode.STACK_NOT_STARTED, "stack_not_started", "enough");
        });
    List<String> arguments = new ArrayList<>(List.of(command));
    switch (command) {
      case "run" -> arguments.addAll(List.of(video.toString(), "--out", out.toString()));
      case "demo" -> arguments.addAll(List.of("--out", out.toString()));
      default -> arguments.addAll(List.of("--port", "0"));
    }

    commands.run(arguments.toArray(String[]::new));
    arguments.add("--isolated");
    commands.run(arguments.toArray(String[]::new));

    assertThat(isolated).containsExactly(false, true);
  }

  @Test
  void detailsOfTheStackAreForTheCurious() {
    api.job(Answers.COMPLETED);

    assertThat(commands.run("run", video.toString(), "--out", out.toString()).err())
        .doesNotContain("a detail of the stack");
    assertThat(commands.run("run", video.toString(), "--out", out.toString(), "--verbose").err())
        .contains("a detail of the stack");
  }

  @Test
  void aWaitThatIsTooLongIsGivenUp() {
    api.job(Answers.TRANSCRIBING);

    Outcome outcome =
        commands.run("run", video.toString(), "--out", out.toString(), "--timeout", "30s");

    assertThat(outcome.exit()).isEqualTo(5);
    assertThat(outcome.lastErrorLine()).contains("30s");
  }

  private static Stream<String> names(Path folder) throws IOException {
    try (Stream<Path> files = Files.list(folder)) {
      return files.map(file -> file.getFileName().toString()).toList().stream();
    }
  }
}
