package dev.mediajobs.local.api;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.mediajobs.api.http.IdempotencyKey;
import dev.mediajobs.api.jobs.Acceptance;
import dev.mediajobs.api.jobs.Duplicates;
import dev.mediajobs.api.jobs.Submission;
import dev.mediajobs.api.jobs.SubmittedFiles;
import dev.mediajobs.api.jobs.Wish;
import dev.mediajobs.api.limits.Admission;
import dev.mediajobs.aws.AwsClients;
import dev.mediajobs.jobs.DurationHistory;
import dev.mediajobs.jobs.Job;
import dev.mediajobs.jobs.JobQueue;
import dev.mediajobs.jobs.JobStatus;
import dev.mediajobs.jobs.JobStore;
import dev.mediajobs.jobs.Lease;
import dev.mediajobs.jobs.Origin;
import dev.mediajobs.jobs.Originals;
import dev.mediajobs.jobs.Pool;
import dev.mediajobs.jobs.SubtitleSettings;
import dev.mediajobs.jobs.Upload;
import dev.mediajobs.jobs.WakeUp;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Proxy;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import software.amazon.awssdk.core.exception.SdkClientException;
import software.amazon.awssdk.core.exception.SdkException;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;
import software.amazon.awssdk.services.dynamodb.model.CancellationReason;
import software.amazon.awssdk.services.dynamodb.model.TransactionCanceledException;

class SubmissionUnderFaultsTest {

  private static ApiOnStack api;
  private static Uploading client;

  @BeforeAll
  static void start(@TempDir Path folder) throws Exception {
    api = ApiOnStack.start(folder);
    client = new Uploading(api);
  }

  @AfterAll
  static void stop() {
    api.close();
  }

  @Test
  void invariant1AJobIsAcceptedAlthoughNoWorkerCanBeWoken() throws Exception {
    Submission submission = submission(api.clients().dynamoDb(), api.clientsWithout("SQS"));

    Acceptance accepted = submission.accept(wish(client.whole("a.mp4")), Optional.empty());

    Job row = api.jobs().find(accepted.id()).orElseThrow();
    assertThat(row.status()).isEqualTo(JobStatus.PENDING);
    assertThat(row.hold().lease().kind()).isEqualTo(Lease.Kind.PENDING);
    assertThat(row.hold().lease().isExpiredAt(Instant.now().plus(Job.PENDING_LEASE))).isTrue();
  }

  @Test
  void aConflictWithAnotherTransactionIsTriedAgain() throws Exception {
    AtomicInteger tries = new AtomicInteger();
    Submission submission = submission(conflicting(2, tries), api.clients());

    Acceptance accepted = submission.accept(wish(client.whole("a.mp4")), Optional.empty());

    assertThat(tries).hasValue(3);
    assertThat(api.jobs().find(accepted.id())).isPresent();
  }

  @Test
  void aConflictThatStaysIsToldAndLeavesTheUploadSubmittable() throws Exception {
    Reply upload = client.whole("a.mp4");
    Submission submission = submission(conflicting(99, new AtomicInteger()), api.clients());

    assertThatThrownBy(() -> submission.accept(wish(upload), Optional.empty()))
        .isInstanceOf(TransactionCanceledException.class);

    assertThat(client.submit(upload, "a.mp4").status()).isEqualTo(202);
  }

  @Test
  void anAnswerThatIsLostAfterTheWriteIsGivenAgainToTheSameRequest() throws Exception {
    Wish wish = wish(client.whole("a.mp4"));
    Optional<IdempotencyKey> key = Optional.of(new IdempotencyKey("key-1", "the body"));
    Submission submission = submission(losingTheFirstAnswer(), api.clients());

    assertThatThrownBy(() -> submission.accept(wish, key)).isInstanceOf(SdkException.class);
    Acceptance accepted = submission.accept(wish, key);

    assertThat(submission.accept(wish, key)).isEqualTo(accepted);
    assertThat(api.jobs().find(accepted.id()).orElseThrow().status()).isEqualTo(JobStatus.PENDING);
    assertThat(api.uploads().find(Upload.idOf(wish.key()).orElseThrow()).orElseThrow().job())
        .contains(accepted.id());
  }

  @Test
  void ofManySubmissionsAtOnceExactlyOneIsAccepted() throws Exception {
    Reply upload = client.whole("a.mp4");
    List<Callable<Integer>> submissions =
        Stream.<Callable<Integer>>generate(() -> () -> client.submit(upload, "a.mp4").status())
            .limit(6)
            .toList();

    List<Integer> statuses;
    try (ExecutorService people = Executors.newFixedThreadPool(submissions.size())) {
      statuses = people.invokeAll(submissions).stream().map(Future::resultNow).toList();
    }

    assertThat(statuses).containsOnlyOnce(202).containsOnly(202, 409);
  }

  private static Submission submission(DynamoDbClient dynamoDb, AwsClients others) {
    JobStore jobs = new JobStore(dynamoDb, api.table(), Clock.systemUTC());
    return new Submission(
        new SubmittedFiles(api.uploads(), api.media(), jobs),
        new Admission(api.slots(), List.of(Pool.anonymous(100))),
        new Duplicates(new Originals(dynamoDb, api.table(), jobs), api.media(), Clock.systemUTC()),
        new DurationHistory(dynamoDb, api.table()),
        jobs,
        new WakeUp(new JobQueue(others.sqs(), api.queueUrl())),
        api.callbacks(),
        Clock.systemUTC());
  }

  private static Wish wish(Reply upload) throws Exception {
    return new Wish(
        Origin.CANONICAL,
        "request",
        upload.text("key"),
        Optional.of("a.mp4"),
        OptionalLong.empty(),
        Optional.empty(),
        SubtitleSettings.DEFAULT);
  }

  /** The stack's DynamoDB, raising the conflicts that it never raises by itself. */
  private static DynamoDbClient conflicting(int conflicts, AtomicInteger tries) {
    return withTransactions(
        real -> {
          if (tries.incrementAndGet() <= conflicts) {
            throw TransactionCanceledException.builder()
                .cancellationReasons(
                    CancellationReason.builder().code("TransactionConflict").build())
                .build();
          }
          return real.call();
        });
  }

  /** The stack's DynamoDB, which once does what it is asked without a word about it. */
  private static DynamoDbClient losingTheFirstAnswer() {
    AtomicInteger calls = new AtomicInteger();
    return withTransactions(
        real -> {
          Object answer = real.call();
          if (calls.incrementAndGet() == 1) {
            throw SdkClientException.create("the answer was lost");
          }
          return answer;
        });
  }

  private interface Fault {
    Object around(Callable<Object> real) throws Exception;
  }

  private static DynamoDbClient withTransactions(Fault fault) {
    DynamoDbClient real = api.clients().dynamoDb();
    return (DynamoDbClient)
        Proxy.newProxyInstance(
            DynamoDbClient.class.getClassLoader(),
            new Class<?>[] {DynamoDbClient.class},
            (_, method, arguments) -> {
              try {
                return method.getName().equals("transactWriteItems")
                    ? fault.around(() -> method.invoke(real, arguments))
                    : method.invoke(real, arguments);
              } catch (InvocationTargetException e) {
                throw e.getCause();
              }
            });
  }
}
