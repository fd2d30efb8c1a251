package dev.mediajobs.local.s3;

import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.mediajobs.local.template.Node.Mapping;
import dev.mediajobs.local.template.Template;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicLong;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import software.amazon.awssdk.core.exception.SdkException;
import software.amazon.awssdk.services.sqs.SqsClient;

/**
 * Tells queues of new objects, once each; on AWS the news may come more than once. Of objects that
 * are put at the same time the order is any. Safe for use by many threads.
 *
 * @see <a
 *     href="https://docs.aws.amazon.com/AmazonS3/latest/userguide/notification-content-structure.html">Event
 *     message structure</a>
 */
public final class BucketNotifications {

  private static final Logger LOG = LoggerFactory.getLogger(BucketNotifications.class);
  private static final JsonMapper JSON = new JsonMapper();

  private record Listener(NotificationRule rule, SqsClient sqs) {}

  private final Clock clock;
  private final AtomicLong sequence;
  private final List<Listener> listeners = new CopyOnWriteArrayList<>();

  /** For nobody as yet; news are dated by {@code clock}. */
  public BucketNotifications(Clock clock) {
    this.clock = clock;
    // Later starts give higher numbers, as long as the clock does not go back.
    this.sequence = new AtomicLong(clock.millis() << 16);
  }

  /**
   * Tells queues of a bucket's new objects from now on.
   *
   * @param bucket its name
   * @param properties its evaluated properties
   * @param queueUrlByArn the queues that can be told
   * @param sqs sends to them; must be usable as long as objects are put
   * @throws dev.mediajobs.local.template.TemplateException if a rule can't be emulated
   */
  public void connect(
      String bucket, Mapping properties, Map<String, String> queueUrlByArn, SqsClient sqs) {
    NotificationRule.of(bucket, properties, queueUrlByArn)
        .forEach(rule -> listeners.add(new Listener(rule, sqs)));
  }

  /** Whether anybody wants to know of an object. */
  boolean concern(String bucket, String key) {
    return listeners.stream().anyMatch(listener -> listener.rule().concerns(bucket, key));
  }

  /**
   * Tells whoever wants to know.
   *
   * @param how it came into being, such as {@code Put}
   * @param entityTag its ETag without quotes
   */
  void created(String how, String bucket, String key, long size, String entityTag) {
    String news = news(how, bucket, key, size, entityTag);
    for (Listener listener : listeners) {
      if (listener.rule().concerns(bucket, key)) {
        send(listener, news);
      }
    }
  }

  /** The object is there, whether or not somebody could be told. */
  private static void send(Listener listener, String news) {
    try {
      listener
          .sqs()
          .sendMessage(send -> send.queueUrl(listener.rule().queueUrl()).messageBody(news));
    } catch (SdkException e) {
      LOG.error("a queue could not be told of a new object", e);
    }
  }

  private String news(String how, String bucket, String key, long size, String entityTag) {
    ObjectNode news = JSON.createObjectNode();
    ObjectNode record = news.putArray("Records").addObject();
    record.put("eventVersion", "2.1");
    record.put("eventSource", "aws:s3");
    record.put("awsRegion", Template.REGION);
    record.put("eventTime", clock.instant().toString());
    record.put("eventName", "ObjectCreated:" + how);
    record.putObject("userIdentity").put("principalId", Template.ACCOUNT);
    record.putObject("requestParameters").put("sourceIPAddress", "127.0.0.1");
    ObjectNode s3 = record.putObject("s3");
    s3.put("s3SchemaVersion", "1.0");
    ObjectNode owner =
        s3.putObject("bucket").put("name", bucket).put("arn", "arn:aws:s3:::" + bucket);
    owner.putObject("ownerIdentity").put("principalId", Template.ACCOUNT);
    ObjectNode object = s3.putObject("object");
    object.put("key", URLEncoder.encode(key, StandardCharsets.UTF_8).replace("%2F", "/"));
    object.put("size", size);
    object.put("eTag", entityTag);
    object.put("sequencer", "%016X".formatted(sequence.getAndIncrement()));
    return news.toString();
  }
}
