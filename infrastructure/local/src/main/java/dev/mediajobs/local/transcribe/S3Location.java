package dev.mediajobs.local.transcribe;

import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Where an object is in S3. */
record S3Location(String bucket, String key) {

  private static final Pattern URI =
      Pattern.compile("s3://([a-z0-9][a-z0-9.-]{1,61}[a-z0-9])/(.+)");

  /** Reads {@code s3://bucket/key}; empty if the text is anything else. */
  static Optional<S3Location> parse(String uri) {
    Matcher matcher = URI.matcher(uri);
    return matcher.matches()
        ? Optional.of(new S3Location(matcher.group(1), matcher.group(2)))
        : Optional.empty();
  }

  /** The form in which the service names its transcripts. */
  String https(String region) {
    return "https://s3." + region + ".amazonaws.com/" + bucket + "/" + key;
  }
}
