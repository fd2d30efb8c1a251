package dev.mediajobs.local.s3;

import dev.mediajobs.local.template.Node;
import dev.mediajobs.local.template.Node.Mapping;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Which objects of a bucket a queue is told of.
 *
 * @param bucket the bucket's name
 * @param prefix what their keys begin with
 * @param suffix what their keys end with
 * @param queueUrl the queue
 */
record NotificationRule(String bucket, String prefix, String suffix, String queueUrl) {

  /** The events that happen here, however an object comes into being. */
  private static final String CREATED = "s3:ObjectCreated:*";

  /**
   * The rules of a bucket.
   *
   * @param bucket its name
   * @param properties its evaluated properties
   * @param queueUrlByArn the queues that can be told
   * @throws dev.mediajobs.local.template.TemplateException if one can't be emulated
   */
  static List<NotificationRule> of(
      String bucket, Mapping properties, Map<String, String> queueUrlByArn) {
    Optional<Node> queues =
        properties
            .find("NotificationConfiguration")
            .flatMap(notifications -> notifications.mapping().find("QueueConfigurations"));
    return queues.map(Node::elements).orElse(List.of()).stream()
        .map(queue -> rule(bucket, queue.mapping(), queueUrlByArn))
        .toList();
  }

  private static NotificationRule rule(
      String bucket, Mapping queue, Map<String, String> queueUrlByArn) {
    Node event = queue.get("Event");
    if (!event.text().equals(CREATED)) {
      throw event.location().error("only " + CREATED + " happens here, not " + event.text());
    }
    Node arn = queue.get("Queue");
    String url =
        Optional.ofNullable(queueUrlByArn.get(arn.text()))
            .orElseThrow(() -> arn.location().error(arn.text() + " is no queue of this template"));
    String prefix = "";
    String suffix = "";
    for (Mapping rule : filters(queue)) {
      Node name = rule.get("Name");
      switch (name.text()) {
        case "prefix" -> prefix = rule.get("Value").text();
        case "suffix" -> suffix = rule.get("Value").text();
        default -> throw name.location().error("a filter is for a prefix or a suffix");
      }
    }
    return new NotificationRule(bucket, prefix, suffix, url);
  }

  private static List<Mapping> filters(Mapping queue) {
    return queue
        .find("Filter")
        .map(filter -> filter.mapping().get("S3Key").mapping().get("Rules").elements())
        .orElse(List.of())
        .stream()
        .map(Node::mapping)
        .toList();
  }

  boolean concerns(String objectBucket, String key) {
    return bucket.equals(objectBucket) && key.startsWith(prefix) && key.endsWith(suffix);
  }
}
