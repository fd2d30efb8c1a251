package dev.mediajobs.api;

import com.amazonaws.services.lambda.runtime.Context;
import com.amazonaws.services.lambda.runtime.RequestStreamHandler;
import dev.mediajobs.api.canonical.CapacityContract;
import dev.mediajobs.api.canonical.DeliveriesContract;
import dev.mediajobs.api.canonical.JobActionsContract;
import dev.mediajobs.api.canonical.JobListContract;
import dev.mediajobs.api.canonical.ShareContract;
import dev.mediajobs.api.canonical.SubtitleJobsContract;
import dev.mediajobs.api.editor.AssetJobs;
import dev.mediajobs.api.editor.Assets;
import dev.mediajobs.api.editor.AssetsContract;
import dev.mediajobs.api.editor.EditorJobsContract;
import dev.mediajobs.api.editor.Segments;
import dev.mediajobs.api.editor.Users;
import dev.mediajobs.api.http.Answer;
import dev.mediajobs.api.http.GatewayEvent;
import dev.mediajobs.api.http.Request;
import dev.mediajobs.api.http.Router;
import dev.mediajobs.api.identity.Identities;
import dev.mediajobs.api.identity.SignInContract;
import dev.mediajobs.api.jobs.Callbacks;
import dev.mediajobs.api.jobs.Cancellation;
import dev.mediajobs.api.jobs.Duplicates;
import dev.mediajobs.api.jobs.JobAccess;
import dev.mediajobs.api.jobs.OwnJobs;
import dev.mediajobs.api.jobs.Results;
import dev.mediajobs.api.jobs.Retry;
import dev.mediajobs.api.jobs.ScriptSubmission;
import dev.mediajobs.api.jobs.Sharing;
import dev.mediajobs.api.jobs.Submission;
import dev.mediajobs.api.jobs.SubmittedFiles;
import dev.mediajobs.api.limits.Admission;
import dev.mediajobs.api.limits.Admissions;
import dev.mediajobs.api.polling.PollingContract;
import dev.mediajobs.api.push.PushContract;
import dev.mediajobs.api.push.PushSubscriptions;
import dev.mediajobs.api.sockets.SocketAddressContract;
import dev.mediajobs.api.speech.SpeechJobsContract;
import dev.mediajobs.api.uploads.Transfers;
import dev.mediajobs.api.uploads.UploadArea;
import dev.mediajobs.api.uploads.UploadLimits;
import dev.mediajobs.api.uploads.UploadObjects;
import dev.mediajobs.api.uploads.UploadsContract;
import dev.mediajobs.aws.AwsClients;
import dev.mediajobs.aws.Environment;
import dev.mediajobs.aws.LogLevel;
import dev.mediajobs.jobs.AccessTokens;
import dev.mediajobs.jobs.AssetStore;
import dev.mediajobs.jobs.DeliveryQueue;
import dev.mediajobs.jobs.DeliveryStore;
import dev.mediajobs.jobs.DurationHistory;
import dev.mediajobs.jobs.JobQueue;
import dev.mediajobs.jobs.JobStore;
import dev.mediajobs.jobs.MediaStore;
import dev.mediajobs.jobs.Origin;
import dev.mediajobs.jobs.Originals;
import dev.mediajobs.jobs.OwnedJobs;
import dev.mediajobs.jobs.Slots;
import dev.mediajobs.jobs.UploadStore;
import dev.mediajobs.jobs.WakeUp;
import dev.mediajobs.jobs.WebhookSecrets;
import dev.mediajobs.push.SubscriptionStore;
import dev.mediajobs.push.VapidKey;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.time.Clock;
import java.util.List;
import java.util.Map;
import java.util.random.RandomGenerator;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;
import software.amazon.awssdk.services.s3.S3Client;
import software.amazon.awssdk.services.s3.presigner.S3Presigner;
import software.amazon.awssdk.services.sqs.SqsClient;

/** The function behind the HTTP API. */
public final class ApiHandler implements RequestStreamHandler {

  private final Logger log;
  private final Router router;

  /** With the process's environment, as Lambda makes it. */
  public ApiHandler() {
    this(LogLevel.setFrom(System.getenv()));
  }

  /**
   * With this environment.
   *
   * @throws IllegalStateException when a variable is missing or senseless; the message names it
   */
  public ApiHandler(Map<String, String> environment) {
    this(environment, Clock.systemUTC());
  }

  ApiHandler(Map<String, String> variables, Clock clock) {
    Environment environment = new Environment(variables);
    Settings settings = Settings.of(environment);
    log = LoggerFactory.getLogger(ApiHandler.class);
    router = router(settings, new AwsClients(environment), clock);
  }

  private static Router router(Settings settings, AwsClients clients, Clock clock) {
    DynamoDbClient dynamoDb = clients.dynamoDb();
    S3Client s3 = clients.promptS3();
    S3Presigner presigner = clients.s3Presigner();
    JobStore jobs = new JobStore(dynamoDb, settings.table(), clock);
    UploadStore uploads = new UploadStore(dynamoDb, settings.table(), clock);
    MediaStore media = new MediaStore(s3, presigner, settings.bucket());
    Transfers transfers =
        new Transfers(
            new UploadObjects(s3, presigner, settings.bucket()),
            media,
            new UploadLimits(settings.maximumUploadBytes(), settings.uploadAddressValidity()),
            clock);
    UploadArea area = new UploadArea(uploads, transfers, jobs, clock);
    Admissions admissions =
        new Admissions(
            new Slots(dynamoDb, settings.table(), RandomGenerator.getDefault()), settings.pools());
    Admission admission = admissions.ofAnonymous();
    SubmittedFiles files = new SubmittedFiles(uploads, media, jobs);
    SqsClient sqs = clients.sqs();
    JobQueue queue = new JobQueue(sqs, settings.queueUrl());
    WakeUp wakeUp = new WakeUp(queue);
    Callbacks callbacks =
        new Callbacks(
            new DeliveryStore(dynamoDb, settings.table()),
            new DeliveryQueue(sqs, settings.webhookQueueUrl()),
            new WebhookSecrets(settings.tokenKey()),
            clock);
    DurationHistory history = new DurationHistory(dynamoDb, settings.table());
    Submission submission =
        new Submission(
            files,
            admission,
            new Duplicates(new Originals(dynamoDb, settings.table(), jobs), media, clock),
            history,
            jobs,
            wakeUp,
            callbacks,
            clock);
    Retry retry = new Retry(files, admission, jobs, wakeUp, clock);
    AccessTokens tokens = new AccessTokens(settings.tokenKey());
    JobAccess access = new JobAccess(jobs, tokens, Origin.CANONICAL);
    Results results =
        new Results(media, settings.downloadAddressValidity(), settings.inlineResultBytes(), clock);
    Identities identities = new Identities(settings.issuer(), clock);
    OwnedJobs ownedJobs = new OwnedJobs(dynamoDb, settings.table(), jobs);
    Cancellation cancellation = new Cancellation(jobs, clock);
    SpeechJobsContract speech =
        new SpeechJobsContract(
            identities,
            settings.speechEngines(),
            new ScriptSubmission(admissions, media, history, jobs, wakeUp, clock),
            new OwnJobs(jobs, ownedJobs, Origin.SPEECH),
            cancellation,
            results,
            clock);
    Users users = new Users(identities);
    AssetStore assetStore = new AssetStore(dynamoDb, settings.table(), clock);
    Assets assets =
        new Assets(
            assetStore, transfers, media, jobs, queue, settings.downloadAddressValidity(), clock);
    AssetJobs assetJobs =
        new AssetJobs(assetStore, admissions, history, jobs, ownedJobs, wakeUp, clock);
    return new Router(
        new SubtitleJobsContract(submission, access, results, callbacks, settings.reach(), clock),
        List.of(
            new JobListContract(access, clock),
            new JobActionsContract(access, cancellation, retry),
            new DeliveriesContract(access, callbacks),
            new ShareContract(access, new Sharing(jobs), settings.webUrl()),
            new CapacityContract(admission),
            new SignInContract(settings.issuer()),
            new SocketAddressContract(settings.socketUrl()),
            new PushContract(
                new VapidKey(settings.pushKey()),
                new PushSubscriptions(
                    new SubscriptionStore(dynamoDb, settings.table(), clock),
                    access,
                    ownedJobs,
                    clock),
                identities,
                settings.reach(),
                clock),
            speech,
            new AssetsContract(users, assets),
            new EditorJobsContract(
                users, assetJobs, new Segments(media), settings.inlineResultBytes(), clock),
            new UploadsContract(area, admission),
            new PollingContract(
                submission,
                area,
                admission,
                new JobAccess(jobs, tokens, Origin.POLLING),
                results,
                clock)));
  }

  @Override
  public void handleRequest(InputStream input, OutputStream output, Context context)
      throws IOException {
    Request request = GatewayEvent.read(input);
    Answer answer = router.answer(request);
    log.info("{} {}, request {}", answer.status(), request.routeKey(), request.id());
    GatewayEvent.write(answer, output);
  }
}
