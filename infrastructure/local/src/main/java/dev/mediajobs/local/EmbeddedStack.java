package dev.mediajobs.local;

import dev.mediajobs.local.dynamodb.Tables;
import dev.mediajobs.local.events.EventBus;
import dev.mediajobs.local.http.CorsPolicy;
import dev.mediajobs.local.http.HttpApi;
import dev.mediajobs.local.lambda.LambdaFunction;
import dev.mediajobs.local.lambda.QueueEventSource;
import dev.mediajobs.local.s3.CorsRule;
import dev.mediajobs.local.sqs.Queues;
import dev.mediajobs.local.template.Evaluator;
import dev.mediajobs.local.template.Node;
import dev.mediajobs.local.template.Node.Mapping;
import dev.mediajobs.local.template.Resource;
import dev.mediajobs.local.template.Template;
import java.io.IOException;
import java.net.URI;
import java.security.SecureRandom;
import java.time.Duration;
import java.util.HashMap;
import java.util.HexFormat;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import software.amazon.awssdk.auth.credentials.AwsBasicCredentials;
import software.amazon.awssdk.auth.credentials.AwsCredentials;
import software.amazon.awssdk.regions.Region;

/**
 * The system of a template, running in this process: its tables, queues, buckets and secrets, its
 * functions and what triggers them. Everything listens on 127.0.0.1 only, with credentials that are
 * made anew for each start.
 */
public final class EmbeddedStack implements AutoCloseable {

  private static final String NAME = "mediajobs";

  private final ResourceNames names;
  private final HttpApi api;
  private final Map<String, String> environment;
  private final ShutdownSequence closing;
  private final Thread atExit = new Thread(this::closeAll, "stack-at-exit");

  private EmbeddedStack(
      ResourceNames names, HttpApi api, Map<String, String> environment, ShutdownSequence closing) {
    this.names = names;
    this.api = api;
    this.environment = Map.copyOf(environment);
    this.closing = closing;
  }

  /**
   * Starts everything and returns when the API answers. What is started is also closed when the
   * process ends in order.
   *
   * @throws dev.mediajobs.local.template.TemplateException if the template or a parameter can't be
   *     used
   * @throws IOException if the port or the data folder can't be used; the message says what to do
   */
  public static EmbeddedStack start(StackOptions options) throws IOException {
    QuietLoggers.apply();
    Template template = Template.read(options.template(), NAME, options.parameters());
    template.inert().forEach(line -> options.verbose().accept("no effect here: " + line));
    ShutdownSequence closing = new ShutdownSequence();
    try {
      EmbeddedStack stack = start(options, template, closing);
      Runtime.getRuntime().addShutdownHook(stack.atExit);
      return stack;
    } catch (IOException | RuntimeException failure) {
      closing.close();
      throw failure;
    }
  }

  private static EmbeddedStack start(
      StackOptions options, Template template, ShutdownSequence closing) throws IOException {
    StackFolder folder = closing.add(StackFolder.open(options.data()));
    AwsCredentials credentials = credentials();
    Servers servers = closing.add(new Servers(folder));
    ResourceNames names =
        new ResourceNames(template, NAME, new Secrets(folder.secrets()), servers::sqs);
    servers.beginS3(folder, credentials, bucketCors(template, names));
    StackClients clients =
        closing.add(
            StackClients.connect(
                credentials,
                Region.of(Template.REGION),
                servers.dynamo(),
                servers.sqs(),
                servers.s3()));
    EventBus bus = create(template, names, clients);
    TranscribeService transcribe =
        closing.add(
            options
                .transcribe()
                .start(clients.s3(), bus::publish, folder.transcriptions(), options.clock()));
    Map<String, String> environment =
        Map.of(
            "AWS_REGION", Template.REGION,
            "AWS_ACCESS_KEY_ID", credentials.accessKeyId(),
            "AWS_SECRET_ACCESS_KEY", credentials.secretAccessKey(),
            "AWS_ENDPOINT_URL_DYNAMODB", servers.dynamo().toString(),
            "AWS_ENDPOINT_URL_SQS", servers.sqs().toString(),
            "AWS_ENDPOINT_URL_S3", servers.s3().toString(),
            "AWS_ENDPOINT_URL_TRANSCRIBE", transcribe.endpoint().toString());
    Functions functions = new Functions(template, names, environment);
    template
        .outputs(names)
        .forEach((name, value) -> options.verbose().accept("output " + name + ": " + value));
    functions.all().forEach(closing::add);
    HttpApi api =
        closing.add(
            HttpApi.start(
                options.port(),
                NAME,
                functions.routes(),
                apiCors(template, names),
                options.clock()));
    functions
        .readers()
        .forEach(
            reader ->
                closing.add(
                    QueueEventSource.start(reader.source(), clients.sqs(), reader.function())));
    if (options.data().isPresent()) {
      resume(functions.all(), clients, options);
    }
    return new EmbeddedStack(names, api, environment, closing);
  }

  private static EventBus create(Template template, ResourceNames names, StackClients clients) {
    Evaluator evaluator = template.evaluator(names);
    Map<String, String> queueUrlByArn = new HashMap<>();
    Queues queues = new Queues(clients.sqs());
    List<Resource> declared = template.resources("AWS::SQS::Queue");
    // A queue with a redrive policy needs its dead letter queue first.
    for (boolean redrives : new boolean[] {false, true}) {
      for (Resource queue : declared) {
        if (queue.properties().find("RedrivePolicy").isPresent() == redrives) {
          queueUrlByArn.put(
              names.arn(queue),
              queues.create(names.name(queue), evaluator.evaluate(queue.properties()).mapping()));
        }
      }
    }
    Tables tables = new Tables(clients.dynamo());
    template
        .resources("AWS::DynamoDB::Table")
        .forEach(
            table ->
                tables.create(names.name(table), evaluator.evaluate(table.properties()).mapping()));
    template
        .resources("AWS::S3::Bucket")
        .forEach(bucket -> createBucket(names.name(bucket), clients));
    List<Mapping> rules =
        template.resources("AWS::Events::Rule").stream()
            .map(rule -> evaluator.evaluate(rule.properties()).mapping())
            .toList();
    return EventBus.of(rules, queueUrlByArn, clients.sqs());
  }

  private static void createBucket(String name, StackClients clients) {
    boolean exists =
        clients.s3().listBuckets().buckets().stream()
            .anyMatch(bucket -> bucket.name().equals(name));
    if (!exists) {
      clients.s3().createBucket(bucket -> bucket.bucket(name));
    }
  }

  private static Optional<CorsRule> bucketCors(Template template, ResourceNames names) {
    Evaluator evaluator = template.evaluator(names);
    List<Resource> buckets = template.resources("AWS::S3::Bucket");
    List<Optional<CorsRule>> rules =
        buckets.stream()
            .map(
                bucket ->
                    bucket
                        .properties()
                        .find("CorsConfiguration")
                        .map(
                            cors ->
                                new Mapping(
                                    Map.of("CorsConfiguration", evaluator.evaluate(cors)),
                                    bucket.location()))
                        .flatMap(CorsRule::of))
            .distinct()
            .toList();
    if (rules.size() > 1) {
      throw buckets.getLast().location().error("all buckets must have the same CORS rule here");
    }
    return rules.isEmpty() ? Optional.empty() : rules.getFirst();
  }

  private static Optional<CorsPolicy> apiCors(Template template, ResourceNames names) {
    List<Resource> apis = template.resources("AWS::Serverless::HttpApi");
    if (apis.size() > 1) {
      throw apis.getLast().location().error("there can be only one HTTP API here");
    }
    return apis.stream()
        .flatMap(
            api ->
                template
                    .evaluator(names)
                    .evaluate(api.properties())
                    .mapping()
                    .find("CorsConfiguration")
                    .stream())
        .map(Node::mapping)
        .map(
            cors ->
                new CorsPolicy(
                    texts(cors, "AllowOrigins"),
                    texts(cors, "AllowMethods"),
                    texts(cors, "AllowHeaders").stream()
                        .map(header -> header.toLowerCase(Locale.ROOT))
                        .toList(),
                    texts(cors, "ExposeHeaders"),
                    cors.find("MaxAge").map(age -> Duration.ofSeconds(age.integer())),
                    cors.find("AllowCredentials").map(Node::flag).orElse(false)))
        .findFirst();
  }

  private static List<String> texts(Mapping mapping, String name) {
    return mapping.find(name).map(Node::texts).orElse(List.of());
  }

  private static void resume(
      List<LambdaFunction> functions, StackClients clients, StackOptions options) {
    for (LambdaFunction function : functions) {
      Map<String, String> variables = function.definition().environment();
      String table = variables.get("JOBS_TABLE");
      String queue = variables.get("JOB_QUEUE_URL");
      if (table != null && queue != null) {
        int resumed = new UnfinishedJobs(clients.dynamo(), clients.sqs()).resume(table, queue);
        options.verbose().accept("unfinished jobs resumed: " + resumed);
        return;
      }
    }
  }

  private static AwsCredentials credentials() {
    SecureRandom random = new SecureRandom();
    byte[] id = new byte[8];
    byte[] secret = new byte[20];
    random.nextBytes(id);
    random.nextBytes(secret);
    HexFormat hex = HexFormat.of();
    return AwsBasicCredentials.create(
        "LOCAL" + hex.formatHex(id).toUpperCase(Locale.ROOT), hex.formatHex(secret));
  }

  /** Where the HTTP API answers. */
  public URI api() {
    return api.address();
  }

  /**
   * The environment variables with which an AWS SDK finds this stack: region, credentials and the
   * endpoint of each service. Every function has them too.
   */
  public Map<String, String> environment() {
    return environment;
  }

  /**
   * What {@code Ref} gives for a resource: the name of a table or bucket, the URL of a queue.
   *
   * @throws IllegalArgumentException if the template has no such resource
   */
  public String physicalId(String logicalId) {
    return names
        .ref(logicalId)
        .orElseThrow(
            () -> new IllegalArgumentException("the template has no resource " + logicalId));
  }

  /**
   * Stops everything within seconds; handlers that still run are interrupted. May be called more
   * than once.
   */
  @Override
  public void close() {
    closeAll();
    if (!Thread.currentThread().equals(atExit)) {
      try {
        Runtime.getRuntime().removeShutdownHook(atExit);
      } catch (IllegalStateException exiting) {
        // The process ends, so the hook can't be taken back; it finds nothing left to close.
        return;
      }
    }
  }

  private void closeAll() {
    closing.close();
  }
}
