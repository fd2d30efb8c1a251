package dev.mediajobs.local;

import dev.mediajobs.local.dynamodb.ServiceDeletions;
import dev.mediajobs.local.dynamodb.TimeToLive;
import dev.mediajobs.local.events.EventBridgeEmulator;
import dev.mediajobs.local.events.EventBuses;
import dev.mediajobs.local.http.HttpApi;
import dev.mediajobs.local.http.IamAuthorizer;
import dev.mediajobs.local.identity.DevelopmentIssuer;
import dev.mediajobs.local.isolated.IsolatedEnvironments;
import dev.mediajobs.local.lambda.Environments;
import dev.mediajobs.local.lambda.LambdaFunction;
import dev.mediajobs.local.polly.PollyEmulator;
import dev.mediajobs.local.s3.BucketNotifications;
import dev.mediajobs.local.sockets.SocketServer;
import dev.mediajobs.local.template.Template;
import java.io.IOException;
import java.net.URI;
import java.security.SecureRandom;
import java.time.Clock;
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
 * functions and what triggers them, and an issuer that signs people in when the template's
 * parameter {@code JwtIssuer} is given none. Functions can have processes of their own, which never
 * outlive this one. Everything listens on 127.0.0.1 only, with credentials that are made anew for
 * each start.
 */
public final class EmbeddedStack implements AutoCloseable {

  private static final String NAME = "mediajobs";
  private static final String ISSUER_PARAMETER = "JwtIssuer";
  private static final String AUDIENCE_PARAMETER = "JwtAudience";

  private final ResourceNames names;
  private final HttpApi api;
  private final SocketServer sockets;
  private final Map<String, String> environment;
  private final Functions functions;
  private final EventSources sources;
  private final TimeToLive timeToLive;
  private final ShutdownSequence closing;

  private EmbeddedStack(
      ResourceNames names,
      HttpApi api,
      SocketServer sockets,
      Map<String, String> environment,
      Functions functions,
      EventSources sources,
      TimeToLive timeToLive,
      ShutdownSequence closing) {
    this.names = names;
    this.api = api;
    this.sockets = sockets;
    this.environment = Map.copyOf(environment);
    this.functions = functions;
    this.sources = sources;
    this.timeToLive = timeToLive;
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
    Optional<EmbeddedStack> stack = Optional.empty();
    try {
      closing.alsoAtExit();
      stack = Optional.of(start(options, template, closing));
      return stack.get();
    } finally {
      if (stack.isEmpty()) {
        closing.close();
      }
    }
  }

  private static EmbeddedStack start(StackOptions options, Template read, ShutdownSequence closing)
      throws IOException {
    StackFolder folder = closing.add(StackFolder.open(options.data()));
    Template template = withIssuer(options, read, folder, closing);
    AwsCredentials credentials = credentials();
    Servers servers = closing.add(new Servers(folder));
    SocketServer sockets = closing.add(SocketServer.open(options.clock()));
    ResourceNames names =
        new ResourceNames(
            template, NAME, new Secrets(folder.secrets()), servers::sqs, sockets.address());
    BucketNotifications notifications = new BucketNotifications(options.clock());
    servers.beginS3(folder, credentials, Provisioning.bucketCors(template, names), notifications);
    StackClients clients =
        closing.add(
            StackClients.connect(
                credentials,
                Region.of(Template.REGION),
                servers.dynamo(),
                servers.sqs(),
                servers.s3()));
    Provisioning provisioning = new Provisioning(template, names, clients);
    EventBuses buses = provisioning.create(notifications);
    TranscribeService transcribe =
        closing.add(
            options
                .transcribe()
                .start(clients.s3(), buses::publish, folder.transcriptions(), options.clock()));
    PollyEmulator polly = closing.add(PollyEmulator.start(options.polly()));
    EventBridgeEmulator eventBridge =
        closing.add(EventBridgeEmulator.start(buses, options.clock()));
    Map<String, String> environment =
        Map.ofEntries(
            Map.entry("LOCAL_STACK", "true"),
            Map.entry("AWS_REGION", Template.REGION),
            Map.entry("AWS_ACCESS_KEY_ID", credentials.accessKeyId()),
            Map.entry("AWS_SECRET_ACCESS_KEY", credentials.secretAccessKey()),
            Map.entry("AWS_ENDPOINT_URL_DYNAMODB", servers.dynamo().toString()),
            Map.entry("AWS_ENDPOINT_URL_SQS", servers.sqs().toString()),
            Map.entry("AWS_ENDPOINT_URL_S3", servers.s3().toString()),
            Map.entry("AWS_ENDPOINT_URL_TRANSCRIBE", transcribe.endpoint().toString()),
            Map.entry("AWS_ENDPOINT_URL_EVENTBRIDGE", eventBridge.endpoint().toString()),
            Map.entry("AWS_ENDPOINT_URL_POLLY", polly.endpoint().toString()));
    Functions functions =
        new Functions(template, names, environment, environments(options.isolation(), closing));
    template
        .outputs(names)
        .forEach((name, value) -> options.verbose().accept("output " + name + ": " + value));
    functions.all().forEach(closing::add);
    SocketDeclaration.read(template, names, functions.all())
        .ifPresent(definition -> closing.add(sockets.serve(definition, managers(credentials))));
    HttpApi api =
        closing.add(
            HttpApi.start(
                options.port(),
                NAME,
                functions.triggers().routes(),
                Functions.cors(template, names),
                new IamAuthorizer(credentials, options.clock()),
                options.clock()));
    ServiceDeletions deletions = new ServiceDeletions();
    EventSources sources =
        EventSources.start(functions.triggers(), clients, deletions, options.clock(), closing);
    TimeToLive timeToLive =
        closing.add(
            TimeToLive.start(
                clients.dynamo(), provisioning.expiringTables(), deletions, options.clock()));
    if (options.data().isPresent()) {
      resume(functions.all(), clients, options);
    }
    return new EmbeddedStack(
        names, api, sockets, environment, functions, sources, timeToLive, closing);
  }

  /** Signs people in here, where the template lets anybody do it and nobody was named. */
  private static Template withIssuer(
      StackOptions options, Template template, StackFolder folder, ShutdownSequence closing)
      throws IOException {
    if (!template.leavesOpen(ISSUER_PARAMETER)) {
      return template;
    }
    DevelopmentIssuer issuer =
        closing.add(DevelopmentIssuer.start(folder.identity(), options.clock()));
    options.verbose().accept("development issuer: " + issuer.address());
    return template.with(
        Map.of(
            ISSUER_PARAMETER,
            issuer.address().toString(),
            AUDIENCE_PARAMETER,
            DevelopmentIssuer.AUDIENCE));
  }

  /** AWS's clients sign by real time, whatever the stack's clock says. */
  private static IamAuthorizer managers(AwsCredentials credentials) {
    return new IamAuthorizer(credentials, Clock.systemUTC());
  }

  private static Environments environments(Isolation isolation, ShutdownSequence closing)
      throws IOException {
    return switch (isolation) {
      case NONE -> Environments.inProcess(EmbeddedStack.class.getClassLoader());
      case PROCESS -> closing.add(IsolatedEnvironments.open());
    };
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

  /** Where the WebSocket API answers, if the template has one; without its stage. */
  public URI sockets() {
    return sockets.address();
  }

  /**
   * The environment variables with which an AWS SDK finds this stack: region, credentials and the
   * endpoint of each service. Every function has them too.
   */
  public Map<String, String> environment() {
    return environment;
  }

  /**
   * The environment variables that a function is given: those of the stack and its own.
   *
   * @throws IllegalArgumentException if the template has no such function
   */
  public Map<String, String> environmentOf(String function) {
    return function(function).definition().environment();
  }

  /**
   * The processes of a function's execution environments that are alive now, those without work
   * too; none when functions run in this process. Programs that a handler started are descendants
   * of these.
   *
   * @param function its logical id in the template
   * @throws IllegalArgumentException if the template has no such function
   */
  public List<ProcessHandle> processes(String function) {
    return function(function).processes();
  }

  private LambdaFunction function(String logicalId) {
    String name = physicalId(logicalId);
    return functions.all().stream()
        .filter(function -> function.definition().name().equals(name))
        .findFirst()
        .orElseThrow(() -> new IllegalArgumentException(logicalId + " is no function"));
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
   * Fires every schedule of the template at once, in addition to what the clock does, and returns
   * without waiting for the functions that they invoke.
   */
  public void fireSchedules() {
    sources.fireSchedules();
  }

  /**
   * Deletes the rows whose time to live is over by the stack's clock, as happens by itself once a
   * minute.
   *
   * @return how many
   */
  public int expireRows() {
    return timeToLive.expireNow();
  }

  /**
   * Ends the connections of the WebSocket API that have been open or idle for too long by the
   * stack's clock, as happens by itself every few seconds.
   *
   * @return how many
   */
  public int expireSockets() {
    return sockets.expireNow();
  }

  /**
   * Stops everything within seconds; handlers that still run are interrupted, or their processes
   * killed. May be called more than once.
   */
  @Override
  public void close() {
    closing.close();
  }
}
