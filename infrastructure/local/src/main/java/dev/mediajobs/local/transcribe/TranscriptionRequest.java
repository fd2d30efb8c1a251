package dev.mediajobs.local.transcribe;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.Optional;
import java.util.regex.Pattern;
import software.amazon.awssdk.services.transcribe.model.MediaFormat;

/**
 * A StartTranscriptionJob request that follows the API reference.
 *
 * @param body the request as it came, from which answers repeat the client's own fields
 * @param name unique in the account and region
 * @param language exactly one way to know it
 * @param media what is transcribed
 * @param mediaFormat what the client says the media is
 * @param sampleRate samples a second that the client says the media has
 * @param output where the transcript goes
 * @param mostSpeakers how many speakers to tell apart at most, if speakers are to be labelled
 * @param deferrable whether the job may wait when the limit of concurrent jobs is reached
 * @see <a
 *     href="https://docs.aws.amazon.com/transcribe/latest/APIReference/API_StartTranscriptionJob.html">
 *     StartTranscriptionJob</a>
 */
record TranscriptionRequest(
    ObjectNode body,
    String name,
    LanguageChoice language,
    S3Location media,
    Optional<String> mediaFormat,
    Optional<Integer> sampleRate,
    S3Location output,
    Optional<Integer> mostSpeakers,
    boolean deferrable) {

  static final Pattern NAME = Pattern.compile("^[0-9a-zA-Z._-]+");
  static final int LONGEST_NAME = 200;

  private static final Pattern BUCKET = Pattern.compile("[a-z0-9][\\.\\-a-z0-9]{1,61}[a-z0-9]");
  private static final Pattern KEY = Pattern.compile("[a-zA-Z0-9-_.!*'()/]{1,1024}$");
  private static final Pattern ROLE =
      Pattern.compile(
          "^arn:(aws|aws-cn|aws-us-gov|aws-iso-[a-z]+):iam::[0-9]{0,63}:role/[A-Za-z0-9:_/+=,@.-]{0,1024}$");

  /**
   * Reads and checks a request.
   *
   * @throws RefusedException if it breaks a rule of the API reference
   */
  static TranscriptionRequest parse(ObjectNode body) {
    Fields fields = new Fields(body);
    String name = fields.required("TranscriptionJobName", NAME, LONGEST_NAME);
    Fields media =
        fields
            .structure("Media")
            .orElseThrow(() -> RefusedException.invalid("null", "media", "not be null"));
    return new TranscriptionRequest(
        body,
        name,
        LanguageChoice.of(fields),
        media(media),
        mediaFormat(fields),
        fields.optional("MediaSampleRateHertz", 8000, 48000),
        output(fields, name),
        mostSpeakers(fields),
        deferrable(fields));
  }

  private static S3Location media(Fields media) {
    return media
        .text("MediaFileUri")
        .flatMap(S3Location::parse)
        .orElseThrow(
            () ->
                RefusedException.badRequest(
                    "The URI that you provided doesn't point to an S3 object. Use the form"
                        + " s3://bucket/key and try your request again."));
  }

  private static Optional<String> mediaFormat(Fields fields) {
    Optional<String> format = fields.text("MediaFormat");
    format.ifPresent(
        given -> {
          if (MediaFormat.fromValue(given) == MediaFormat.UNKNOWN_TO_SDK_VERSION) {
            throw RefusedException.invalid(
                "'" + given + "'",
                "mediaFormat",
                "satisfy enum value set: "
                    + MediaFormat.knownValues().stream()
                        .map(MediaFormat::toString)
                        .sorted()
                        .toList());
          }
        });
    return format;
  }

  private static S3Location output(Fields fields, String name) {
    String bucket =
        fields
            .optional("OutputBucketName", BUCKET, 64)
            .orElseThrow(
                () ->
                    RefusedException.badRequest(
                        "Specify OutputBucketName: this local service has no bucket of its own."));
    String key = fields.optional("OutputKey", KEY, 1024).orElse("");
    if (key.isEmpty() || key.endsWith("/")) {
      return new S3Location(bucket, key + name + ".json");
    }
    return new S3Location(bucket, key);
  }

  private static Optional<Integer> mostSpeakers(Fields fields) {
    Optional<Fields> settings = fields.structure("Settings");
    Optional<Integer> most = settings.flatMap(given -> given.optional("MaxSpeakerLabels", 2, 30));
    boolean labelled = settings.map(given -> given.flag("ShowSpeakerLabels")).orElse(false);
    if (labelled && most.isEmpty()) {
      throw RefusedException.badRequest(
          "You must specify MaxSpeakerLabels when ShowSpeakerLabels is true. Check your request and"
              + " try again.");
    }
    if (!labelled && most.isPresent()) {
      throw RefusedException.badRequest(
          "You must set ShowSpeakerLabels to true when you specify MaxSpeakerLabels. Check your"
              + " request and try again.");
    }
    return most;
  }

  private static boolean deferrable(Fields fields) {
    Optional<Fields> execution = fields.structure("JobExecutionSettings");
    Optional<String> role =
        execution.flatMap(given -> given.optional("DataAccessRoleArn", ROLE, 2048));
    boolean deferrable = execution.map(given -> given.flag("AllowDeferredExecution")).orElse(false);
    if (deferrable && role.isEmpty()) {
      throw RefusedException.badRequest(
          "You must specify DataAccessRoleArn when AllowDeferredExecution is true. Check your"
              + " request and try again.");
    }
    return deferrable;
  }
}
