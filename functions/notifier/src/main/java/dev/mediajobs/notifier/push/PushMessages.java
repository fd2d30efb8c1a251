package dev.mediajobs.notifier.push;

import dev.mediajobs.jobs.JobId;
import dev.mediajobs.jobs.Sha256;
import dev.mediajobs.outbound.Destination;
import dev.mediajobs.push.VapidKey;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.Map;

/** The headers with which push services take messages (RFC 8030, section 5). */
final class PushMessages {

  /** The longest that push services keep messages. */
  private static final Duration LONGEST = Duration.ofDays(28);

  private static final int TOPIC_CHARACTERS = 32;

  private final VapidKey key;
  private final String subject;

  /**
   * Of a sender.
   *
   * @param subject how the people of push services reach it
   */
  PushMessages(VapidKey key, String subject) {
    this.key = key;
    this.subject = subject;
  }

  /**
   * The headers of a notification.
   *
   * @param to the address that it is sent to
   */
  Map<String, String> headers(Notification notification, Destination to, Instant now) {
    Map<String, String> headers = new LinkedHashMap<>();
    headers.put("User-Agent", "Mediajobs");
    headers.put("Content-Type", "application/octet-stream");
    headers.put("Content-Encoding", "aes128gcm");
    headers.put("TTL", Long.toString(timeToLive(notification, now).toSeconds()));
    headers.put("Urgency", "normal");
    headers.put("Topic", topic(notification.job()));
    headers.put("Authorization", key.authorization(to, subject, now));
    return headers;
  }

  private static Duration timeToLive(Notification notification, Instant now) {
    Duration left = Duration.between(now, notification.keptUntil());
    return left.compareTo(LONGEST) > 0 ? LONGEST : left;
  }

  /**
   * What is told of a job takes the place of what was told of it before, if the browser has not
   * fetched that yet. The push service learns nothing of the job by it.
   */
  private static String topic(JobId job) {
    byte[] bytes = ("mediajobs push topic\n" + job).getBytes(StandardCharsets.US_ASCII);
    Sha256 digest = new Sha256();
    digest.add(bytes, bytes.length);
    return digest.text().substring(0, TOPIC_CHARACTERS);
  }
}
