package dev.mediajobs.local;

import dev.mediajobs.local.dynamodb.ExpiringTable;
import dev.mediajobs.local.dynamodb.Tables;
import dev.mediajobs.local.events.EventBuses;
import dev.mediajobs.local.s3.BucketNotifications;
import dev.mediajobs.local.s3.CorsRule;
import dev.mediajobs.local.sqs.Queues;
import dev.mediajobs.local.template.Evaluator;
import dev.mediajobs.local.template.Node.Mapping;
import dev.mediajobs.local.template.Resource;
import dev.mediajobs.local.template.Template;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Makes the tables, queues, buckets and rules of a template in running servers. */
final class Provisioning {

  private static final String TABLE = "AWS::DynamoDB::Table";
  private static final String BUCKET = "AWS::S3::Bucket";
  private static final String QUEUE = "AWS::SQS::Queue";

  private final Template template;
  private final ResourceNames names;
  private final StackClients clients;
  private final Evaluator evaluator;

  Provisioning(Template template, ResourceNames names, StackClients clients) {
    this.template = template;
    this.names = names;
    this.clients = clients;
    this.evaluator = template.evaluator(names);
  }

  /**
   * The one CORS rule of all buckets; S3 needs it before it starts.
   *
   * @throws dev.mediajobs.local.template.TemplateException if buckets have different ones, which
   *     one server can't tell apart
   */
  static Optional<CorsRule> bucketCors(Template template, ResourceNames names) {
    Evaluator evaluator = template.evaluator(names);
    List<Resource> buckets = template.resources(BUCKET);
    List<Optional<CorsRule>> rules =
        buckets.stream()
            .map(bucket -> CorsRule.of(evaluator.evaluate(bucket.properties()).mapping()))
            .distinct()
            .toList();
    if (rules.size() > 1) {
      throw buckets.getLast().location().error("all buckets must have the same CORS rule here");
    }
    return rules.isEmpty() ? Optional.empty() : rules.getFirst();
  }

  /**
   * Makes everything that a former start has not left behind, and the buses that connect rules with
   * queues.
   *
   * @param notifications are told which queues want to know of new objects
   */
  EventBuses create(BucketNotifications notifications) {
    Map<String, String> queueUrlByArn = createQueues();
    Tables tables = new Tables(clients.dynamo());
    for (Resource table : template.resources(TABLE)) {
      tables.create(names.name(table), properties(table));
    }
    createBuckets();
    for (Resource bucket : template.resources(BUCKET)) {
      notifications.connect(names.name(bucket), properties(bucket), queueUrlByArn, clients.sqs());
    }
    List<Mapping> rules =
        template.resources("AWS::Events::Rule").stream().map(this::properties).toList();
    List<String> buses =
        template.resources("AWS::Events::EventBus").stream().map(names::name).toList();
    return EventBuses.of(buses, rules, queueUrlByArn, clients.sqs());
  }

  /** The tables whose rows have a time to live. */
  List<ExpiringTable> expiringTables() {
    return template.resources(TABLE).stream()
        .map(table -> ExpiringTable.of(names.name(table), properties(table)))
        .flatMap(Optional::stream)
        .toList();
  }

  private Map<String, String> createQueues() {
    Map<String, String> urls = new HashMap<>();
    Queues queues = new Queues(clients.sqs());
    // A queue with a redrive policy needs its dead letter queue first.
    for (boolean redrives : List.of(false, true)) {
      for (Resource queue : template.resources(QUEUE)) {
        if (queue.properties().find("RedrivePolicy").isPresent() == redrives) {
          urls.put(names.arn(queue), queues.create(names.name(queue), properties(queue)));
        }
      }
    }
    return urls;
  }

  private void createBuckets() {
    List<String> existing =
        clients.s3().listBuckets().buckets().stream().map(bucket -> bucket.name()).toList();
    for (Resource bucket : template.resources(BUCKET)) {
      String name = names.name(bucket);
      if (!existing.contains(name)) {
        clients.s3().createBucket(create -> create.bucket(name));
      }
    }
  }

  private Mapping properties(Resource resource) {
    return evaluator.evaluate(resource.properties()).mapping();
  }
}
