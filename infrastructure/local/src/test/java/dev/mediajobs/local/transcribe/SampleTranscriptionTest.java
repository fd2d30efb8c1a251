package dev.mediajobs.local.transcribe;

import static dev.mediajobs.local.transcribe.TranscribeFixture.ended;
import static dev.mediajobs.local.transcribe.TranscribeFixture.request;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.mediajobs.local.sample.Dialogue;
import dev.mediajobs.local.sample.Sample;
import dev.mediajobs.local.sample.WordError;
import dev.mediajobs.local.speech.SphinxRecognizer;
import dev.mediajobs.worker.media.Ffmpeg;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import software.amazon.awssdk.services.transcribe.TranscribeClient;
import software.amazon.awssdk.services.transcribe.model.TranscriptionJob;

/** The sound of the sample video, through the real recogniser. */
final class SampleTranscriptionTest {

  /** The first lines are enough and keep the test quick. */
  private static final int LINES = 2;

  private static final String SECONDS = "7.3";

  @Test
  void theSamplesSpeakersAndWordsAreFoundInItsFlac(@TempDir Path folder) throws Exception {
    Path video = folder.resolve("sample.mp4");
    Path flac = folder.resolve("sample.flac");
    Sample.copyTo(video);
    Ffmpeg.Finished extracted =
        Ffmpeg.unpackedIn(Path.of("target", "ffmpeg").toAbsolutePath())
            .run(
                List.of(
                    "-loglevel",
                    "error",
                    "-i",
                    video.toString(),
                    "-t",
                    SECONDS,
                    "-vn",
                    "-ac",
                    "1",
                    "-ar",
                    "16000",
                    "-c:a",
                    "flac",
                    flac.toString()),
                Duration.ofMinutes(1));
    assertThat(extracted.exitCode()).as(extracted.messages()).isZero();
    List<Dialogue.Line> said = Sample.script().lines().subList(0, LINES);

    try (TranscribeFixture fixture = new TranscribeFixture(folder);
        InputStream sound = Files.newInputStream(flac)) {
      TranscribeClient client =
          fixture.start(TranscribeOptions.defaults(), SphinxRecognizer.shared());
      fixture.upload("sample.flac", sound.readAllBytes());
      client.startTranscriptionJob(
          request("sample", "sample.flac")
              .languageCode((String) null)
              .identifyLanguage(true)
              .mediaFormat("flac")
              .mediaSampleRateHertz(16_000)
              .settings(settings -> settings.showSpeakerLabels(true).maxSpeakerLabels(10))
              .build());
      TranscriptionJob job = ended(client, "sample");
      assertThat(job.failureReason()).isNull();

      JsonNode results =
          new ObjectMapper().readTree(fixture.download("out/sample.json")).path("results");
      String transcript = results.path("transcripts").path(0).path("transcript").asText();
      WordError error =
          WordError.between(
              said.stream().map(Dialogue.Line::text).collect(Collectors.joining(" ")), transcript);
      System.out.printf("Word error %.0f %%: %s%n", 100 * error.rate(), transcript);
      assertThat(error.rate()).isLessThan(0.3);
      assertThat(results.path("speaker_labels").path("speakers").asInt()).isEqualTo(2);
      assertThat(results.path("items").path(0).path("speaker_label").asText()).isEqualTo("spk_0");
      assertThat(
              results
                  .path("items")
                  .path(results.path("items").size() - 1)
                  .path("speaker_label")
                  .asText())
          .isEqualTo("spk_1");
    }
  }
}
