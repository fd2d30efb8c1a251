package dev.mediajobs.worker.subtitling;

import dev.mediajobs.jobs.JobId;
import dev.mediajobs.jobs.SubtitleSettings;
import dev.mediajobs.worker.engine.AwaitingStep.Answer;
import dev.mediajobs.worker.engine.AwaitingStep.RefusedException;
import dev.mediajobs.worker.media.AudioExtraction;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import software.amazon.awssdk.services.transcribe.TranscribeClient;
import software.amazon.awssdk.services.transcribe.model.BadRequestException;
import software.amazon.awssdk.services.transcribe.model.ConflictException;
import software.amazon.awssdk.services.transcribe.model.GetTranscriptionJobRequest;
import software.amazon.awssdk.services.transcribe.model.JobExecutionSettings;
import software.amazon.awssdk.services.transcribe.model.Media;
import software.amazon.awssdk.services.transcribe.model.MediaFormat;
import software.amazon.awssdk.services.transcribe.model.NotFoundException;
import software.amazon.awssdk.services.transcribe.model.Settings;
import software.amazon.awssdk.services.transcribe.model.StartTranscriptionJobRequest;
import software.amazon.awssdk.services.transcribe.model.TranscriptionJob;

/** The transcriptions of this stack at Amazon Transcribe. */
final class Transcriptions {

  private static final Logger LOG = LoggerFactory.getLogger(Transcriptions.class);

  /**
   * Offered beside the owner's hint: identification chooses among two to five languages, one
   * variant of each.
   */
  private static final List<String> COMMON_LANGUAGES =
      List.of("en-US", "es-US", "fr-FR", "de-DE", "pt-BR");

  private static final int MOST_OPTIONS = 5;

  /**
   * From the reason that Transcribe gives when it was to identify the language of a recording in
   * which nobody speaks, or too little: "Your audio file must have a speech segment long enough in
   * duration to perform automatic language identification."
   */
  private static final String NOTHING_TO_IDENTIFY = "automatic language identification";

  private final TranscribeClient transcribe;
  private final String prefix;
  private final Optional<String> role;
  private final String bucket;

  /**
   * With names under {@code prefix}.
   *
   * @param role lets Transcribe queue what exceeds its limit of simultaneous jobs; without it such
   *     a start is refused for now
   */
  Transcriptions(TranscribeClient transcribe, String prefix, Optional<String> role, String bucket) {
    this.transcribe = transcribe;
    this.prefix = prefix;
    this.role = role;
    this.bucket = bucket;
  }

  TranscriptionName nameOf(JobId job, int generation) {
    return new TranscriptionName(prefix, job, generation);
  }

  /**
   * Starts the transcription called {@code name}; if it exists it is taken as started.
   *
   * @return whether it is new
   */
  boolean start(String name, String audioKey, String outputKey, SubtitleSettings wishes)
      throws RefusedException {
    StartTranscriptionJobRequest.Builder request =
        StartTranscriptionJobRequest.builder()
            .transcriptionJobName(name)
            .media(Media.builder().mediaFileUri("s3://%s/%s".formatted(bucket, audioKey)).build())
            .mediaFormat(MediaFormat.FLAC)
            .mediaSampleRateHertz(AudioExtraction.SAMPLE_RATE)
            .outputBucketName(bucket)
            .outputKey(outputKey);
    language(request, wishes);
    if (wishes.labelsSpeakers()) {
      request.settings(
          Settings.builder()
              .showSpeakerLabels(true)
              .maxSpeakerLabels(wishes.mostSpeakers())
              .build());
    }
    role.ifPresent(
        arn ->
            request.jobExecutionSettings(
                JobExecutionSettings.builder()
                    .allowDeferredExecution(true)
                    .dataAccessRoleArn(arn)
                    .build()));
    try {
      transcribe.startTranscriptionJob(request.build());
      return true;
    } catch (ConflictException e) {
      LOG.info("the transcription {} was started before", name);
      return false;
    } catch (BadRequestException e) {
      throw new RefusedException(SubtitlingFailures.REFUSED, e);
    }
  }

  /**
   * Asks for the transcription called {@code name}.
   *
   * @param ifFailed what the next try has to know when Transcribe has failed
   */
  Answer ask(String name, Map<String, String> ifFailed) {
    TranscriptionJob job;
    try {
      job =
          transcribe
              .getTranscriptionJob(
                  GetTranscriptionJobRequest.builder().transcriptionJobName(name).build())
              .transcriptionJob();
    } catch (NotFoundException | BadRequestException e) {
      // For a name it does not know, Transcribe answers either; the name itself is always well
      // formed.
      return new Answer.Unknown();
    }
    return switch (job.transcriptionJobStatus()) {
      case COMPLETED -> new Answer.Finished(Map.of());
      case FAILED ->
          failed(Optional.ofNullable(job.failureReason()).orElse("no reason given"), ifFailed);
      case QUEUED, IN_PROGRESS, UNKNOWN_TO_SDK_VERSION -> new Answer.Working();
    };
  }

  private static Answer failed(String reason, Map<String, String> ifFailed) {
    String lowerCase = reason.toLowerCase(Locale.ROOT);
    if (lowerCase.contains(NOTHING_TO_IDENTIFY)) {
      return new Answer.Finished(Map.of(CuesStep.NO_SPEECH, "true"));
    }
    return lowerCase.contains("internal")
        ? new Answer.Faltered(ifFailed, reason)
        : new Answer.Refused(SubtitlingFailures.REFUSED, ifFailed, reason);
  }

  private static void language(
      StartTranscriptionJobRequest.Builder request, SubtitleSettings wishes) {
    if (wishes.forceLanguage()) {
      request.languageCode(wishes.language().orElseThrow());
      return;
    }
    request.identifyLanguage(true);
    wishes.language().ifPresent(hint -> request.languageOptionsWithStrings(options(hint)));
  }

  private static Set<String> options(String hint) {
    Set<String> options = new LinkedHashSet<>(List.of(hint));
    String language = language(hint);
    COMMON_LANGUAGES.stream()
        .filter(common -> !language(common).equals(language))
        .limit(MOST_OPTIONS - 1)
        .forEach(options::add);
    return options;
  }

  private static String language(String code) {
    return code.substring(0, code.indexOf('-'));
  }
}
