package dev.mediajobs.local.sockets;

import static org.assertj.core.api.Assertions.assertThat;

import dev.mediajobs.aws.AwsClients;
import dev.mediajobs.aws.Environment;
import dev.mediajobs.jobs.Access;
import dev.mediajobs.jobs.AccessTokens;
import dev.mediajobs.jobs.Format;
import dev.mediajobs.jobs.Job;
import dev.mediajobs.jobs.JobId;
import dev.mediajobs.jobs.JobStore;
import dev.mediajobs.jobs.Origin;
import dev.mediajobs.jobs.Owner;
import dev.mediajobs.jobs.Progress;
import dev.mediajobs.jobs.Source;
import dev.mediajobs.jobs.Stage;
import dev.mediajobs.jobs.Submitted;
import dev.mediajobs.jobs.SubtitleResult;
import dev.mediajobs.jobs.SubtitleSettings;
import dev.mediajobs.local.EmbeddedStack;
import dev.mediajobs.local.SilentTranscribe;
import dev.mediajobs.local.StackOptions;
import dev.mediajobs.local.identity.DevelopmentIssuer;
import dev.mediajobs.sockets.SocketStore;
import dev.mediajobs.sockets.Topic;
import dev.mediajobs.sockets.Watch;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;

/** The project's own template on a stack with workers that rest; a test plays them. */
public final class WatchedJobs implements AutoCloseable {

  private static final Path TEMPLATE = Path.of("..", "..", "template.yaml");
  private static final Pattern TOKEN = Pattern.compile("\"access_token\"\\s*:\\s*\"([^\"]+)\"");

  private final Clock clock = Clock.tickMillis(ZoneOffset.UTC);
  private final HttpClient http = HttpClient.newHttpClient();
  private final EmbeddedStack stack;
  private final DynamoDbClient dynamoDb;
  private final JobStore jobs;
  private final SocketStore sockets;
  private final AccessTokens tokens;

  private WatchedJobs(EmbeddedStack stack) {
    this.stack = stack;
    this.dynamoDb = new AwsClients(new Environment(stack.environment())).dynamoDb();
    this.jobs = new JobStore(dynamoDb, stack.physicalId("JobsTable"), clock);
    this.sockets = new SocketStore(dynamoDb, stack.physicalId("SocketsTable"));
    this.tokens =
        new AccessTokens(new Environment(stack.environmentOf("ApiFunction")).text("TOKEN_KEY"));
  }

  public static WatchedJobs start(Path folder) throws IOException {
    String working = Files.readString(TEMPLATE);
    String resting =
        working.replaceFirst("( +)BatchSize: 1\n", "$1BatchSize: 1\n$1Enabled: false\n");
    assertThat(resting).isNotEqualTo(working);
    Path template = Files.writeString(folder.resolve("template.yaml"), resting);
    return new WatchedJobs(
        EmbeddedStack.start(StackOptions.of(template, new SilentTranscribe().factory())));
  }

  /** Where the HTTP API answers. */
  public URI api() {
    return stack.api();
  }

  /** Where the API says that the WebSocket API is. */
  URI address() throws IOException, InterruptedException {
    HttpResponse<String> told =
        http.send(
            HttpRequest.newBuilder(stack.api().resolve("/api/socket")).build(),
            BodyHandlers.ofString());
    assertThat(told.statusCode()).isEqualTo(200);
    return URI.create(told.body().replace("{\"url\":\"", "").replace("\"}", ""));
  }

  /** A new connection. */
  Client connect() throws IOException, InterruptedException {
    return connectTo(address());
  }

  /** A new connection to this address. */
  Client connectTo(URI address) {
    return Client.to(address, http);
  }

  /** An access token of a signed-in user. */
  String signedIn(String user) throws IOException, InterruptedException {
    String issuer = new Environment(stack.environmentOf("ApiFunction")).text("JWT_ISSUER");
    String form =
        "grant_type=%s&username=%s&lifetime=3600".formatted(DevelopmentIssuer.GRANT, user);
    HttpResponse<String> answer =
        http.send(
            HttpRequest.newBuilder(URI.create(issuer + "/token"))
                .header("content-type", "application/x-www-form-urlencoded")
                .POST(BodyPublishers.ofString(form))
                .build(),
            BodyHandlers.ofString());
    Matcher token = TOKEN.matcher(answer.body());
    assertThat(token.find()).isTrue();
    return token.group(1);
  }

  /** A job that was just accepted, of whoever has its token. */
  public Job accepted() {
    return accepted(Origin.CANONICAL, Optional.empty());
  }

  /** A job that was just accepted, of a signed-in user. */
  Job accepted(String user) {
    return accepted(Origin.EDITOR, Optional.of(new Owner(user)));
  }

  private Job accepted(Origin origin, Optional<Owner> owner) {
    Job job =
        Job.submitted(
            JobId.random(),
            origin,
            owner,
            new Source("7d/uploads/x", "talk.mp4", 1, Optional.empty()),
            SubtitleSettings.DEFAULT,
            clock.instant());
    assertThat(jobs.submit(job, Optional.empty(), Optional.empty())).isEqualTo(Submitted.YES);
    return job;
  }

  public Job claimed(Job job) {
    return moved(job, job.claimed("worker", clock.instant()));
  }

  /** Reports progress, {@code seconds} after now. */
  public Job reporting(Job job, int percent, int seconds) {
    Instant later = clock.instant().plusSeconds(seconds);
    return moved(
        job, job.reporting(new Progress(Stage.EXTRACTING, percent, "At " + percent), later));
  }

  Job alive(Job job) {
    return moved(job, job.alive(clock.instant().plusSeconds(1)));
  }

  public Job completed(Job job) {
    SubtitleResult result =
        new SubtitleResult(
            "7d/jobs/%s/2/".formatted(job.id()),
            Map.of(Format.SRT, 1L, Format.VTT, 1L, Format.JSON, 1L),
            Optional.of("en-US"),
            Duration.ofSeconds(1),
            1,
            1,
            1,
            List.of());
    return moved(job, job.completed(result, clock.instant()));
  }

  Job unshared(Job job) {
    return moved(job, job.unshared());
  }

  private Job moved(Job before, Job after) {
    assertThat(jobs.move(before, after)).isTrue();
    return after;
  }

  /** Deletes a job's row, as DynamoDB does when its time is over. */
  void delete(Job job) {
    dynamoDb.deleteItem(
        delete ->
            delete
                .tableName(stack.physicalId("JobsTable"))
                .key(
                    Map.of(
                        "pk",
                        AttributeValue.fromS("job#" + job.id()),
                        "sk",
                        AttributeValue.fromS("job"))));
  }

  public String tokenOf(Job job) {
    return tokens.tokenOf(job);
  }

  String shareTokenOf(Job job) {
    return tokens.shareTokenOf(job);
  }

  /** The connections that are told of a job. */
  public List<String> watching(Job job) {
    return sockets.watching(new Topic.OfJob(job.id())).stream().map(Watch::connection).toList();
  }

  /** Has a connection watch a job that was never there. */
  void addGone(String connection, Job job) {
    Watch watch =
        new Watch(
            connection, new Topic.OfJob(job.id()), Optional.of(Watch.Grant.of(Access.OWNER, job)));
    assertThat(sockets.add(connection, List.of(watch), clock.instant().plusSeconds(60))).isTrue();
  }

  @Override
  public void close() {
    dynamoDb.close();
    stack.close();
    // Closing it would wait for connections that a failed test has left.
    http.shutdownNow();
  }
}
