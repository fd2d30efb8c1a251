package dev.mediajobs.local.ingest;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import com.amazonaws.services.lambda.runtime.events.SQSEvent;
import com.amazonaws.services.lambda.runtime.serialization.events.LambdaEventSerializers;
import com.sun.net.httpserver.HttpServer;
import dev.mediajobs.aws.AwsClients;
import dev.mediajobs.aws.Environment;
import dev.mediajobs.ingest.IngestHandler;
import dev.mediajobs.jobs.Failure;
import dev.mediajobs.jobs.Failures;
import dev.mediajobs.jobs.Job;
import dev.mediajobs.jobs.JobId;
import dev.mediajobs.jobs.JobStore;
import dev.mediajobs.jobs.Pool;
import dev.mediajobs.jobs.Slots;
import dev.mediajobs.local.EmbeddedStack;
import dev.mediajobs.local.Invocations;
import dev.mediajobs.local.StackOptions;
import dev.mediajobs.local.speech.ScriptedRecognizer;
import dev.mediajobs.local.transcribe.TranscribeEmulator;
import dev.mediajobs.local.transcribe.TranscribeOptions;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URLEncoder;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.random.RandomGenerator;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import software.amazon.awssdk.core.sync.RequestBody;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;
import software.amazon.awssdk.services.s3.S3Client;
import software.amazon.awssdk.services.s3.model.S3Object;
import software.amazon.awssdk.services.sqs.SqsClient;
import software.amazon.awssdk.services.sqs.model.Message;

/** What S3 may tell of objects, and how often and in what order; no worker takes the jobs. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class IntakeTest {

  private EmbeddedStack stack;
  private DynamoDbClient dynamoDb;
  private S3Client s3;
  private SqsClient sqs;
  private String bucket;
  private String table;
  private JobStore jobs;
  private IngestHandler handler;
  private int sequence;

  @BeforeAll
  void start(@TempDir Path folder) throws Exception {
    String template =
        Files.readString(Path.of("../../template.yaml"))
            .replace("BatchSize: 1", "BatchSize: 1\n            Enabled: false");
    stack =
        EmbeddedStack.start(
            StackOptions.of(
                    Files.writeString(folder.resolve("template.yaml"), template),
                    TranscribeEmulator.factory(
                        TranscribeOptions.defaults(), ScriptedRecognizer.hearing("nothing")))
                .withParameters(Map.of("MaximumUploadBytes", "1000")));
    Map<String, String> environment = stack.environmentOf("IngestFunction");
    AwsClients clients = new AwsClients(new Environment(environment));
    dynamoDb = clients.dynamoDb();
    s3 = clients.s3();
    sqs = clients.sqs();
    bucket = stack.physicalId("MediaBucket");
    table = stack.physicalId("JobsTable");
    Clock clock = Clock.tickMillis(ZoneOffset.UTC);
    jobs = new JobStore(dynamoDb, table, clock);
    handler = new IngestHandler(environment, clock);
  }

  @AfterEach
  void endAllJobs() {
    for (Job job : jobs()) {
      Clock clock = Clock.tickMillis(ZoneOffset.UTC);
      Job running = job.claimed("test", clock.instant());
      assertThat(jobs.move(job, running)).isTrue();
      assertThat(jobs.move(running, running.failed(new Failure("no", "No."), clock.instant())))
          .isTrue();
    }
  }

  @AfterAll
  void stop() {
    sqs.close();
    s3.close();
    dynamoDb.close();
    stack.close();
  }

  @Test
  void newsThatComeManyTimesAtOnceMakeOneJob() throws Exception {
    String news = news("inbox/often.mp4", put("inbox/often.mp4", "often"));
    List<Callable<Boolean>> deliveries = new ArrayList<>();
    for (int times = 0; times < 8; times++) {
      deliveries.add(() -> isSettled(news));
    }

    try (ExecutorService threads = Executors.newFixedThreadPool(deliveries.size())) {
      for (Future<Boolean> settled : threads.invokeAll(deliveries)) {
        assertThat(settled.get()).isTrue();
      }
    }
    assertThat(isSettled(news)).isTrue();

    assertThat(jobs()).hasSize(1);
    Job job = jobs().getFirst();
    assertThat(job.source().sizeBytes()).isEqualTo(5);
    assertThat(text(job.source().key())).isEqualTo("often");
    assertThat(taken()).isEqualTo(1);
  }

  @Test
  void eachObjectUnderOneKeyIsAJobOfItsOwn() {
    String first = news("inbox/again.mp4", put("inbox/again.mp4", "first"));
    assertThat(isSettled(first)).isTrue();
    String second = news("inbox/again.mp4", put("inbox/again.mp4", "second"));
    assertThat(isSettled(second)).isTrue();
    assertThat(isSettled(first)).isTrue();

    assertThat(jobs())
        .extracting(job -> text(job.source().key()))
        .containsExactlyInAnyOrder("first", "second");
  }

  @Test
  void newsOfAnObjectThatWasReplacedMakeNoJobInWhateverOrder() {
    String first = news("inbox/late.mp4", put("inbox/late.mp4", "first"));
    String second = news("inbox/late.mp4", put("inbox/late.mp4", "second"));

    assertThat(isSettled(second)).isTrue();
    assertThat(isSettled(first)).isTrue();

    assertThat(jobs()).extracting(job -> text(job.source().key())).containsExactly("second");
  }

  @Test
  void newsOfAnEarlierObjectMakeNoJobEvenIfItsBytesAreThoseOfTheLast() {
    String first = news("inbox/same.mp4", put("inbox/same.mp4", "same"));
    String second = news("inbox/same.mp4", put("inbox/same.mp4", "same"));

    assertThat(isSettled(second)).isTrue();
    assertThat(isSettled(first)).isTrue();

    assertThat(jobs()).hasSize(1);
  }

  @Test
  void newsOfARefusedObjectMakeNoJobOfTheOneThatWasCorrected() {
    String refused = news("inbox/corrected.mp4", put("inbox/corrected.mp4", "x"));
    put("inbox/corrected.mp4.json", "{\"langauge\":\"de\"}");
    assertThat(isSettled(refused)).isTrue();
    put("inbox/corrected.mp4.json", "{\"language\":\"de\"}");
    String corrected = news("inbox/corrected.mp4", put("inbox/corrected.mp4", "x"));
    assertThat(isSettled(corrected)).isTrue();

    assertThat(isSettled(refused)).isTrue();

    assertThat(jobs()).hasSize(1);
  }

  @Test
  void anObjectThatIsGoneMakesNoJob() {
    String news = news("inbox/gone.mp4", put("inbox/gone.mp4", "x"));
    s3.deleteObject(delete -> delete.bucket(bucket).key("inbox/gone.mp4"));

    assertThat(isSettled(news)).isTrue();

    assertThat(jobs()).isEmpty();
  }

  @Test
  void whileAsManyJobsAreActiveAsMayBeTheNewsStayInTheQueueAndNothingIsWritten() {
    for (int number = 0; number < 3; number++) {
      String key = "inbox/full-%d.mp4".formatted(number);
      assertThat(isSettled(news(key, put(key, "x" + number)))).isTrue();
    }
    String key = "inbox/waiting.mp4";
    String waiting = news(key, put(key, "waiting"));
    List<String> before = keys("7d/jobs/");

    assertThat(isSettled(waiting)).isFalse();

    assertThat(jobs()).hasSize(3);
    assertThat(taken()).isEqualTo(3);
    assertThat(keys("7d/jobs/")).isEqualTo(before);
    String owned = "inbox/owner=dave/waits-not.mp4";
    assertThat(isSettled(news(owned, put(owned, "mine")))).isTrue();

    endAllJobs();
    assertThat(isSettled(waiting)).isTrue();
    assertThat(jobs()).extracting(job -> job.source().filename()).containsExactly("waiting.mp4");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "inbox/side.mp4.json",
        "inbox/SIDE.JSON",
        "results/own.mp4",
        "7d/uploads/own.mp4",
        "own.mp4"
      })
  void whatIsNoMediumInTheInboxMakesNoJob(String key) {
    String news = news(key, put(key, "x"));
    List<String> before = keys("");

    assertThat(isSettled(news)).isTrue();

    assertThat(jobs()).isEmpty();
    assertThat(keys("")).isEqualTo(before);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "{\"Service\":\"Amazon S3\",\"Event\":\"s3:TestEvent\",\"Bucket\":\"b\"}",
        "{\"Records\":[{\"eventName\":\"ObjectRemoved:Delete\"}]}",
        "{\"job_id\":\"5f0c7e5e-8a39-4d6c-9f0e-2a1d7b9c4e11\"}"
      })
  void newsThatNeedNothingAreSettled(String news) {
    assertThat(isSettled(news)).isTrue();

    assertThat(jobs()).isEmpty();
    assertThat(deadLetters()).isEmpty();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "not JSON",
        "{}",
        "{\"job_id\":\"no\"}",
        "{\"Records\":[{\"eventName\":\"ObjectCreated:Put\"}]}",
        "{\"Records\":[{\"eventName\":\"ObjectCreated:Put\",\"s3\":{\"bucket\":{\"name\":\"other\"},"
            + "\"object\":{\"key\":\"inbox/a\",\"eTag\":\"x\"}}}]}"
      })
  void newsThatNobodyUnderstandsGoToTheDeadLettersAtOnce(String news) {
    assertThat(isSettled(news)).isTrue();

    assertThat(deadLetters()).extracting(Message::body).containsExactly(news);
  }

  @Test
  void aKeyBesideWhichNoResultCouldLieGoesToTheDeadLetters() {
    String key = "inbox/" + "ä".repeat(450);

    assertThat(isSettled(news(key, "tag"))).isTrue();

    assertThat(deadLetters()).hasSize(1);
  }

  @ParameterizedTest
  @CsvSource({
    "inbox/empty.mp4,                             '',       empty_file",
    "inbox/language=xx/talk.mp4,                  x,        invalid_settings",
    "inbox/num_speakers=0/talk.mp4,               x,        invalid_settings",
    "inbox/num_speakers=1e1/talk.mp4,             x,        invalid_settings",
    "inbox/denoise=yes/talk.mp4,                  x,        invalid_settings",
    "inbox/force_language=true/talk.mp4,          x,        invalid_settings",
    "inbox/min_speakers=3/max_speakers=2/a.mp4,   x,        invalid_settings",
    "inbox/type=single-tts/talk.mp4,              x,        invalid_settings",
    "inbox/type=noise-removal/language=de/a.mp4,  x,        invalid_settings",
    "inbox/owner=/talk.mp4,                       x,        invalid_settings",
    "inbox/=x/talk.mp4,                           x,        invalid_settings",
  })
  void whatCanNotBecomeAJobIsRefusedBesideIt(String key, String content, String code) {
    assertThat(isSettled(news(key, put(key, content)))).isTrue();

    assertThat(jobs()).isEmpty();
    assertThat(text(key.replaceFirst("^inbox/", "results/") + "/job.json"))
        .contains("\"status\":\"refused\"")
        .contains("\"code\":\"" + code + "\"");
  }

  @Test
  void anObjectLargerThanMayBeUploadedIsRefused() {
    assertThat(isSettled(news("inbox/big.mp4", put("inbox/big.mp4", "x".repeat(1001))))).isTrue();

    assertThat(jobs()).isEmpty();
    assertThat(text("results/big.mp4/job.json"))
        .contains("The file has 1,001 bytes; at most 1,000 are taken.");
  }

  @Test
  void aSidecarThatCanNotBeReadIsRefused() {
    put("inbox/talk.mp4.json", "{denoise}");
    assertThat(isSettled(news("inbox/talk.mp4", put("inbox/talk.mp4", "x")))).isTrue();
    put("inbox/talk.mp4.json", "{\"denoise\":[]}");
    assertThat(isSettled(news("inbox/talk.mp4", put("inbox/talk.mp4", "y")))).isTrue();
    put("inbox/talk.mp4.json", "{\"num_speakers\":1e999999999}");
    assertThat(isSettled(news("inbox/talk.mp4", put("inbox/talk.mp4", "w")))).isTrue();
    put("inbox/talk.mp4.json", " ".repeat(65 * 1024));
    assertThat(isSettled(news("inbox/talk.mp4", put("inbox/talk.mp4", "z")))).isTrue();

    assertThat(jobs()).isEmpty();
    assertThat(text("results/talk.mp4/job.json")).contains("has more than 65,536 bytes");
  }

  @Test
  void resultsOfAnObjectThatWasReplacedAreLeftOut() {
    String news = news("inbox/replaced.mp4", put("inbox/replaced.mp4", "first"));
    assertThat(isSettled(news)).isTrue();
    Job job = jobs().getFirst();
    endAllJobs();
    String ended = "{\"job_id\":\"%s\"}".formatted(job.id());
    String etag = put("inbox/replaced.mp4", "second");

    assertThat(isSettled(ended)).isTrue();
    assertThat(keys("results/replaced.mp4/")).isEmpty();

    assertThat(etag).isNotEqualTo(put("inbox/replaced.mp4", "first"));
    assertThat(isSettled(ended)).isTrue();
    assertThat(isSettled(ended)).isTrue();
    assertThat(text("results/replaced.mp4/job.json"))
        .contains("\"status\":\"failed\"")
        .contains(job.id().toString());
  }

  @Test
  void resultsOfAnEarlierObjectAreLeftOutEvenIfTheLastWasDeleted() {
    assertThat(isSettled(news("inbox/late.mp4", put("inbox/late.mp4", "first")))).isTrue();
    Job first = jobs().getFirst();
    endAllJobs();
    assertThat(isSettled(news("inbox/late.mp4", put("inbox/late.mp4", "second")))).isTrue();
    Job second = jobs().getFirst();
    endAllJobs();
    assertThat(isSettled("{\"job_id\":\"%s\"}".formatted(second.id()))).isTrue();
    s3.deleteObject(delete -> delete.bucket(bucket).key("inbox/late.mp4"));

    assertThat(isSettled("{\"job_id\":\"%s\"}".formatted(first.id()))).isTrue();

    assertThat(text("results/late.mp4/job.json")).contains(second.id().toString());
  }

  @Test
  void aJobWhoseTimeWasOverWhenItEndedIsReportedToo() {
    assertThat(isSettled(news("inbox/over.mp4", put("inbox/over.mp4", "x")))).isTrue();
    Job job = jobs().getFirst();
    Instant over = job.times().retainedUntil().plusSeconds(1);
    Job running = job.claimed("test", over);
    assertThat(jobs.move(job, running)).isTrue();
    assertThat(jobs.move(running, running.failed(Failures.UNEXPECTED, over))).isTrue();

    IngestHandler later =
        new IngestHandler(stack.environmentOf("IngestFunction"), Clock.fixed(over, ZoneOffset.UTC));
    later.handleRequest(
        Invocations.messages("{\"job_id\":\"%s\"}".formatted(job.id())), Invocations.context());

    assertThat(text("results/over.mp4/job.json")).contains(job.id().toString());
  }

  @Test
  void anObjectThatS3RefusesToGiveIsRefusedAfterAWhile() throws Exception {
    String news = news("inbox/locked.mp4", "tag");
    List<String> written = new CopyOnWriteArrayList<>();
    HttpServer locked =
        HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    locked.createContext(
        "/",
        exchange -> {
          if (exchange.getRequestMethod().equals("PUT")) {
            written.add(new String(exchange.getRequestBody().readAllBytes(), UTF_8));
          }
          exchange.sendResponseHeaders(exchange.getRequestMethod().equals("PUT") ? 200 : 403, -1);
          exchange.close();
        });
    locked.start();
    try {
      Map<String, String> environment = new HashMap<>(stack.environmentOf("IngestFunction"));
      environment.put("AWS_ENDPOINT_URL_S3", "http://127.0.0.1:" + locked.getAddress().getPort());
      IngestHandler refused = new IngestHandler(environment);
      SQSEvent event = Invocations.messages(news);

      event.getRecords().getFirst().setAttributes(Map.of("ApproximateReceiveCount", "4"));
      assertThat(refused.handleRequest(event, Invocations.context()).getBatchItemFailures())
          .hasSize(1);
      assertThat(written).isEmpty();
      event.getRecords().getFirst().setAttributes(Map.of("ApproximateReceiveCount", "5"));
      assertThat(refused.handleRequest(event, Invocations.context()).getBatchItemFailures())
          .isEmpty();
    } finally {
      locked.stop(0);
    }

    assertThat(written).hasSize(1);
    assertThat(written.getFirst()).contains("\"code\":\"unreadable\"");
  }

  @Test
  void theSampleMessagesAreUnderstood() throws Exception {
    SQSEvent created = sample("ingest-object-created");
    SQSEvent ended = sample("ingest-job-ended");
    created
        .getRecords()
        .forEach(
            message -> message.setBody(message.getBody().replace("mediajobs-mediabucket", bucket)));

    assertThat(handler.handleRequest(created, Invocations.context()).getBatchItemFailures())
        .isEmpty();
    assertThat(handler.handleRequest(ended, Invocations.context()).getBatchItemFailures())
        .isEmpty();
    assertThat(deadLetters()).isEmpty();
  }

  private static SQSEvent sample(String name) throws Exception {
    return LambdaEventSerializers.serializerFor(SQSEvent.class, IntakeTest.class.getClassLoader())
        .fromJson(Files.readString(Path.of("../../events/" + name + ".json")));
  }

  private boolean isSettled(String body) {
    return handler
        .handleRequest(Invocations.messages(body), Invocations.context())
        .getBatchItemFailures()
        .isEmpty();
  }

  /** As S3 tells of an object that was put just now. */
  private String news(String key, String entityTag) {
    sequence++;
    return """
        {"Records":[{"eventName":"ObjectCreated:Put","s3":{"bucket":{"name":"%s"},\
        "object":{"key":"%s","size":1,"eTag":"%s","sequencer":"%016X"}}}]}"""
        .formatted(bucket, URLEncoder.encode(key, UTF_8), entityTag, sequence);
  }

  private String put(String key, String content) {
    return s3.putObject(put -> put.bucket(bucket).key(key), RequestBody.fromString(content))
        .eTag()
        .replace("\"", "");
  }

  /** The jobs that have not ended. */
  private List<Job> jobs() {
    return dynamoDb.scan(scan -> scan.tableName(table)).items().stream()
        .filter(row -> row.containsKey("inbox_key"))
        .flatMap(row -> Optional.ofNullable(row.get("job_id")).stream())
        .map(id -> jobs.find(JobId.parse(id.s()).orElseThrow()).orElseThrow())
        .filter(job -> !job.status().isTerminal())
        .toList();
  }

  /** How many slots of those who are not signed in are taken. */
  private int taken() {
    return new Slots(dynamoDb, table, RandomGenerator.getDefault()).taken(Pool.anonymous(3));
  }

  private List<Message> deadLetters() {
    String url = stack.physicalId("InboxDeadLetterQueue");
    List<Message> letters =
        sqs.receiveMessage(receive -> receive.queueUrl(url).maxNumberOfMessages(10)).messages();
    letters.forEach(
        letter ->
            sqs.deleteMessage(
                delete -> delete.queueUrl(url).receiptHandle(letter.receiptHandle())));
    return letters;
  }

  private List<String> keys(String prefix) {
    return s3.listObjectsV2(list -> list.bucket(bucket).prefix(prefix)).contents().stream()
        .map(S3Object::key)
        .toList();
  }

  private String text(String key) {
    return s3.getObjectAsBytes(get -> get.bucket(bucket).key(key)).asString(UTF_8);
  }
}
