package dev.mediajobs.local.transcribe;

import dev.mediajobs.local.speech.Listener;
import dev.mediajobs.local.speech.Speech;
import dev.mediajobs.local.speech.SpokenWord;
import java.io.IOException;
import java.time.Duration;
import software.amazon.awssdk.core.ResponseInputStream;
import software.amazon.awssdk.core.sync.RequestBody;
import software.amazon.awssdk.services.s3.S3Client;
import software.amazon.awssdk.services.s3.model.GetObjectResponse;
import software.amazon.awssdk.services.s3.model.NoSuchBucketException;
import software.amazon.awssdk.services.s3.model.NoSuchKeyException;
import software.amazon.awssdk.services.s3.model.S3Exception;

/** Does the work of one job: reads its media, listens, and writes the transcript to its bucket. */
final class MediaTranscriber {

  private static final long LARGEST_BYTES = 2L * 1024 * 1024 * 1024;
  private static final Duration SHORTEST = Duration.ofMillis(500);

  private static final String NO_OBJECT =
      "The URI that you provided doesn't point to an S3 object. Make sure that the object exists and"
          + " try your request again.";
  private static final String NO_BUCKET =
      "The specified S3 bucket can't be accessed. Make sure that you have write access to the bucket"
          + " and try your request again.";

  private final S3Client s3;
  private final Listener listener;
  private final TranscribeOptions options;

  MediaTranscriber(S3Client s3, Listener listener, TranscribeOptions options) {
    this.s3 = s3;
    this.listener = listener;
    this.options = options;
  }

  /**
   * What the service checks before it accepts a job.
   *
   * @throws RefusedException if the media or the output bucket does not exist
   */
  void check(TranscriptionRequest request) {
    S3Location media = request.media();
    try {
      s3.headObject(head -> head.bucket(media.bucket()).key(media.key()));
    } catch (S3Exception e) {
      throw answered(e, NO_OBJECT);
    }
    try {
      s3.headBucket(head -> head.bucket(request.output().bucket()));
    } catch (S3Exception e) {
      throw answered(e, NO_BUCKET);
    }
  }

  private static RuntimeException answered(S3Exception e, String message) {
    return e.statusCode() >= 500 ? e : RefusedException.badRequest(message);
  }

  /**
   * Transcribes.
   *
   * @return what was found out about the media, once the transcript is in its bucket
   * @throws UnusableMediaException if the job has to fail; the message is its FailureReason
   * @throws IOException if reading or decoding breaks off
   */
  Finding transcribe(TranscriptionRequest request) throws IOException {
    String language =
        request
            .language()
            .heard()
            .orElseThrow(
                () -> new UnusableMediaException("The local recogniser knows English only."));
    try (MediaAudio audio = open(request)) {
      Speech speech = listener.listen(audio, request.mostSpeakers().orElse(1));
      check(request, speech);
      Finding finding =
          new Finding(language, score(speech), audio.container().format(), audio.sampleRate());
      write(request, speech, finding);
      return finding;
    }
  }

  private MediaAudio open(TranscriptionRequest request) throws IOException {
    ResponseInputStream<GetObjectResponse> object = object(request.media());
    if (object.response().contentLength() > LARGEST_BYTES) {
      object.abort();
      throw new UnusableMediaException(
          "Invalid file size: file size too large. Check the size of the media file and try your"
              + " request again.");
    }
    return MediaAudio.open(object, request.mediaFormat(), request.sampleRate());
  }

  private ResponseInputStream<GetObjectResponse> object(S3Location media)
      throws UnusableMediaException {
    try {
      return s3.getObject(get -> get.bucket(media.bucket()).key(media.key()));
    } catch (NoSuchKeyException | NoSuchBucketException e) {
      throw new UnusableMediaException(NO_OBJECT, e);
    }
  }

  private void check(TranscriptionRequest request, Speech speech) throws UnusableMediaException {
    if (speech.length().compareTo(SHORTEST) < 0) {
      throw new UnusableMediaException(
          "The input media file length is too small. Minimum audio duration is 0.500000 seconds."
              + " Check the length of the media file and try your request again.");
    }
    boolean identified = request.language() instanceof LanguageChoice.Identified;
    boolean silence = speech.words().isEmpty();
    if (identified
        && silence
        && !options.faultsFor(request.name(), Fault.UnidentifiedSilence.class).isEmpty()) {
      throw new UnusableMediaException(
          "Your audio file must have a speech segment long enough in duration to perform automatic"
              + " language identification. Provide an audio file with someone speaking for a longer"
              + " period of time and try your request again.");
    }
  }

  /** How sure the words are, since the recogniser has no other language to compare with. */
  private static double score(Speech speech) {
    return speech.words().stream().mapToDouble(SpokenWord::confidence).average().orElse(0);
  }

  private void write(TranscriptionRequest request, Speech speech, Finding finding)
      throws UnusableMediaException {
    byte[] document =
        TranscriptDocument.write(request, speech, finding.language(), finding.languageScore());
    S3Location output = request.output();
    try {
      s3.putObject(
          put -> put.bucket(output.bucket()).key(output.key()).contentType("application/json"),
          RequestBody.fromBytes(document));
    } catch (NoSuchBucketException e) {
      throw new UnusableMediaException(NO_BUCKET, e);
    }
  }

  /**
   * What a finished job knows about its media.
   *
   * @param language in which it was heard
   * @param languageScore from 0 to 1
   * @param mediaFormat as the API names it
   * @param sampleRate samples a second
   */
  record Finding(String language, double languageScore, String mediaFormat, int sampleRate) {}
}
