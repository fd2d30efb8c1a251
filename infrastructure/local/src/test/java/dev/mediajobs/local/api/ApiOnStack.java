package dev.mediajobs.local.api;

import static org.assertj.core.api.Assertions.assertThat;

import dev.mediajobs.api.jobs.Callbacks;
import dev.mediajobs.aws.AwsClients;
import dev.mediajobs.aws.Environment;
import dev.mediajobs.jobs.AccessTokens;
import dev.mediajobs.jobs.DeliveryQueue;
import dev.mediajobs.jobs.DeliveryStore;
import dev.mediajobs.jobs.DurationHistory;
import dev.mediajobs.jobs.JobStore;
import dev.mediajobs.jobs.MediaStore;
import dev.mediajobs.jobs.Slots;
import dev.mediajobs.jobs.UploadStore;
import dev.mediajobs.jobs.WebhookSecrets;
import dev.mediajobs.json.JsonException;
import dev.mediajobs.local.EmbeddedStack;
import dev.mediajobs.local.StackOptions;
import dev.mediajobs.local.TranscribeService;
import dev.mediajobs.local.identity.DevelopmentIssuer;
import dev.mediajobs.local.openapi.ApiDescription;
import dev.mediajobs.local.openapi.Exchange;
import dev.mediajobs.local.polly.PollyOptions;
import dev.mediajobs.local.speech.ScriptedRecognizer;
import dev.mediajobs.local.transcribe.TranscribeEmulator;
import dev.mediajobs.local.transcribe.TranscribeOptions;
import dev.mediajobs.push.SubscriptionStore;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublisher;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.random.RandomGenerator;
import software.amazon.awssdk.services.sqs.SqsClient;
import software.amazon.awssdk.services.sqs.model.Message;
import software.amazon.awssdk.services.sqs.model.QueueAttributeName;

/**
 * The project's own template on an embedded stack, with workers that rest, and a client of it.
 * Whatever the API answers must be as the OpenAPI documents say, or the test fails.
 */
final class ApiOnStack implements AutoCloseable {

  private static final Path TEMPLATE = Path.of("..", "..", "template.yaml");
  private static final Duration PATIENCE = Duration.ofSeconds(30);
  private static final List<QueueAttributeName> COUNTS =
      List.of(
          QueueAttributeName.APPROXIMATE_NUMBER_OF_MESSAGES,
          QueueAttributeName.APPROXIMATE_NUMBER_OF_MESSAGES_NOT_VISIBLE,
          QueueAttributeName.APPROXIMATE_NUMBER_OF_MESSAGES_DELAYED);

  private final EmbeddedStack stack;
  private final AwsClients clients;
  private final HttpClient http = HttpClient.newHttpClient();

  private ApiOnStack(EmbeddedStack stack) {
    this.stack = stack;
    this.clients = new AwsClients(new Environment(stack.environment()));
  }

  /** With room for as many jobs as a test may begin without ending them. */
  static ApiOnStack start(Path folder) throws IOException {
    return start(folder, Map.of("AnonymousJobLimit", "100"));
  }

  static ApiOnStack start(Path folder, Map<String, String> parameters) throws IOException {
    return start(folder, parameters, Clock.systemUTC());
  }

  /**
   * The same.
   *
   * @param clock the time that access tokens of signed-in users are made at; functions go by real
   *     time
   */
  static ApiOnStack start(Path folder, Map<String, String> parameters, Clock clock)
      throws IOException {
    String working = Files.readString(TEMPLATE);
    String resting =
        working.replaceFirst("( +)BatchSize: 1\n", "$1BatchSize: 1\n$1Enabled: false\n");
    assertThat(resting).isNotEqualTo(working);
    Path template = Files.writeString(folder.resolve("template.yaml"), resting);
    return new ApiOnStack(
        EmbeddedStack.start(
            StackOptions.of(template, (_, _, _, _) -> new NeverAsked())
                .withParameters(parameters)
                .withClock(clock)));
  }

  /**
   * With workers that work, but nobody who recognises speech.
   *
   * @param polly how Amazon Polly behaves
   */
  static ApiOnStack startWithWorkers(PollyOptions polly, Map<String, String> parameters)
      throws IOException {
    return new ApiOnStack(
        EmbeddedStack.start(
            StackOptions.of(TEMPLATE, (_, _, _, _) -> new NeverAsked())
                .withPolly(polly)
                .withParameters(parameters)));
  }

  /** An access token of a signed-in user, as its header wants it. */
  String signedIn(String user, Duration lifetime) throws IOException, InterruptedException {
    String issuer = new Environment(stack.environmentOf("ApiFunction")).text("JWT_ISSUER");
    String form =
        "grant_type=%s&username=%s&lifetime=%d"
            .formatted(DevelopmentIssuer.GRANT, user, lifetime.toSeconds());
    Reply reply =
        send(
            HttpRequest.newBuilder(URI.create(issuer + "/token"))
                .header("content-type", "application/x-www-form-urlencoded")
                .POST(BodyPublishers.ofString(form)));
    assertThat(reply.status()).isEqualTo(200);
    try {
      return "Bearer " + reply.text("access_token");
    } catch (JsonException e) {
      throw new IOException(e);
    }
  }

  /** With workers that work, and hear these words in every recording. */
  static ApiOnStack startWorking(Path folder, String words) throws IOException {
    Path template = folder.resolve("template.yaml");
    Files.copy(TEMPLATE, template);
    return new ApiOnStack(
        EmbeddedStack.start(
            StackOptions.of(
                template,
                TranscribeEmulator.factory(
                    TranscribeOptions.defaults(), ScriptedRecognizer.hearing(words)))));
  }

  Reply get(String path, String... headers) throws IOException, InterruptedException {
    return ask(HttpRequest.newBuilder(stack.api().resolve(path)).GET(), "", headers);
  }

  Reply post(String path, String body, String... headers) throws IOException, InterruptedException {
    return ask(
        HttpRequest.newBuilder(stack.api().resolve(path))
            .header("content-type", "application/json")
            .POST(BodyPublishers.ofString(body)),
        body,
        headers);
  }

  Reply postForm(String path, String contentType, byte[] form)
      throws IOException, InterruptedException {
    return ask(
        HttpRequest.newBuilder(stack.api().resolve(path))
            .header("content-type", contentType)
            .POST(BodyPublishers.ofByteArray(form)),
        new String(form, StandardCharsets.ISO_8859_1));
  }

  Reply delete(String path, String... headers) throws IOException, InterruptedException {
    return ask(HttpRequest.newBuilder(stack.api().resolve(path)).DELETE(), "", headers);
  }

  Reply put(String address, byte[] content, Map<String, String> headers)
      throws IOException, InterruptedException {
    BodyPublisher body = BodyPublishers.ofByteArray(content);
    HttpRequest.Builder request = HttpRequest.newBuilder(URI.create(address)).PUT(body);
    headers.forEach(request::header);
    return send(request);
  }

  Reply getFrom(String address) throws IOException, InterruptedException {
    return send(HttpRequest.newBuilder(URI.create(address)).GET());
  }

  private Reply ask(HttpRequest.Builder request, String body, String... headers)
      throws IOException, InterruptedException {
    Reply reply = send(headers.length == 0 ? request : request.headers(headers));
    ApiDescription.ofTheProject().check(Exchange.of(reply.response(), body));
    return reply;
  }

  private Reply send(HttpRequest.Builder request) throws IOException, InterruptedException {
    return new Reply(http.send(request.timeout(PATIENCE).build(), BodyHandlers.ofString()));
  }

  /** The name of the media bucket. */
  String bucket() {
    return stack.physicalId("MediaBucket");
  }

  /** Clients of the stack's services. */
  AwsClients clients() {
    return clients;
  }

  /** Clients of the stack's services, but for one that can't be reached. */
  AwsClients clientsWithout(String service) {
    Map<String, String> environment = new HashMap<>(stack.environment());
    environment.put("AWS_ENDPOINT_URL_" + service, "http://127.0.0.1:1");
    return new AwsClients(new Environment(environment));
  }

  /** The environment variables of a function. */
  Map<String, String> environmentOf(String function) {
    return stack.environmentOf(function);
  }

  String table() {
    return stack.physicalId("JobsTable");
  }

  String queueUrl() {
    return stack.physicalId("JobQueue");
  }

  /** The rows of jobs behind the API. */
  JobStore jobs() {
    return new JobStore(clients.dynamoDb(), table(), Clock.systemUTC());
  }

  /** What the API knows of how long jobs last. */
  DurationHistory history() {
    return new DurationHistory(clients.dynamoDb(), table());
  }

  /** The slots behind the API. */
  Slots slots() {
    return new Slots(clients.dynamoDb(), table(), RandomGenerator.getDefault());
  }

  /** The rows of uploads behind the API. */
  UploadStore uploads() {
    return new UploadStore(clients.dynamoDb(), table(), Clock.systemUTC());
  }

  /** The tokens that the API gives out. */
  AccessTokens tokens() {
    return new AccessTokens(new Environment(stack.environmentOf("ApiFunction")).text("TOKEN_KEY"));
  }

  /** The callbacks that the API knows of. */
  Callbacks callbacks() {
    return new Callbacks(
        new DeliveryStore(clients.dynamoDb(), table()),
        new DeliveryQueue(clients.sqs(), stack.physicalId("WebhookQueue")),
        new WebhookSecrets(new Environment(stack.environmentOf("ApiFunction")).text("TOKEN_KEY")),
        Clock.systemUTC());
  }

  /** The browsers that are notified. */
  SubscriptionStore subscriptions() {
    return new SubscriptionStore(clients.dynamoDb(), table(), Clock.systemUTC());
  }

  /** How many notifications are on their way to browsers, or wait for their next try. */
  int notificationsOnTheirWay() {
    try (SqsClient sqs = clients.sqs()) {
      return sqs
          .getQueueAttributes(
              get -> get.queueUrl(stack.physicalId("PushQueue")).attributeNames(COUNTS))
          .attributes()
          .values()
          .stream()
          .mapToInt(Integer::parseInt)
          .sum();
    }
  }

  /** The objects behind the API. */
  MediaStore media() {
    return new MediaStore(clients.s3(), clients.s3Presigner(), stack.physicalId("MediaBucket"));
  }

  /** The bodies of the messages that wait for workers; they are gone then. */
  List<String> takeMessages() {
    try (SqsClient sqs = clients.sqs()) {
      return sqs
          .receiveMessage(
              request -> request.queueUrl(queueUrl()).maxNumberOfMessages(10).waitTimeSeconds(1))
          .messages()
          .stream()
          .map(Message::body)
          .toList();
    }
  }

  @Override
  public void close() {
    http.close();
    stack.close();
  }

  private static final class NeverAsked implements TranscribeService {

    @Override
    public URI endpoint() {
      return URI.create("http://127.0.0.1:1");
    }

    @Override
    public void close() {
      // There is nothing to stop.
    }
  }
}
