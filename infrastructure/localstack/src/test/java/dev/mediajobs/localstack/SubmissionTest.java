package dev.mediajobs.localstack;

import static org.assertj.core.api.Assertions.assertThat;

import dev.mediajobs.jobs.Job;
import dev.mediajobs.jobs.JobId;
import dev.mediajobs.jobs.JobStatus;
import dev.mediajobs.json.Json;
import dev.mediajobs.json.JsonObject;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;

@OnAwsEndpoint
class SubmissionTest {

  private static final byte[] CONTENT = "a recording".getBytes(StandardCharsets.UTF_8);

  private static Deployment deployment;
  private static Api api;

  @BeforeAll
  static void deploy(Endpoint endpoint) {
    deployment = Deployment.on(endpoint);
    api = new Api(deployment);
  }

  @AfterAll
  static void delete() {
    deployment.close();
    api.close();
  }

  @Test
  void anUploadBecomesARowAndAMessageThatNamesItsFence() throws Exception {
    Reply submitted = api.submit(uploaded());

    assertThat(submitted.status()).isEqualTo(202);
    String id = submitted.text("job_id");
    Job row = deployment.jobs().find(JobId.parse(id).orElseThrow()).orElseThrow();
    assertThat(row.status()).isEqualTo(JobStatus.PENDING);
    JsonObject message = Json.object(jobQueue().takeFor(id).body());
    assertThat(message.requiredString("job_id")).isEqualTo(id);
    assertThat(message.requiredWholeNumber("fence", 0, 9)).isEqualTo(row.hold().fence());
    assertThat(api.job(submitted).text("status")).isEqualTo("pending");
  }

  @Test
  void whatHasNotArrivedIsNotAccepted() throws Exception {
    Reply refused = api.submit(api.open(CONTENT.length).text("key"));

    assertThat(refused.status()).isEqualTo(409);
    assertThat(refused.text("code")).isEqualTo("upload_incomplete");
  }

  @Test
  void partsThatWereNotCompletedAreNotAccepted() throws Exception {
    Reply opened = api.open(Parts.SIZE);
    new Parts(api, opened).putNext();

    Reply refused = api.submit(opened.text("key"));

    assertThat(refused.status()).isEqualTo(409);
    assertThat(refused.text("code")).isEqualTo("upload_incomplete");
  }

  @Test
  void ofManySubmissionsOfOneUploadAtOnceExactlyOneBecomesAJob() throws Exception {
    String key = uploaded();

    List<Integer> statuses = AtOnce.outcomes(client -> api.submit(key).status());

    if (rowsOf(key).size() > 1) {
      new TableAbilities(deployment).assumeTransactionsAtOnce();
    }
    assertThat(statuses).containsOnlyOnce(202).containsOnly(202, 409);
    assertThat(rowsOf(key)).hasSize(1);
  }

  private static List<Map<String, AttributeValue>> rowsOf(String key) {
    return deployment
        .dynamoDb
        .scanPaginator(
            scan ->
                scan.tableName(deployment.id("JobsTable"))
                    .consistentRead(true)
                    .filterExpression("source_key = :key")
                    .expressionAttributeValues(Map.of(":key", AttributeValue.fromS(key))))
        .items()
        .stream()
        .toList();
  }

  private static String uploaded() throws Exception {
    Reply opened = api.open(CONTENT.length);
    assertThat(api.put(opened, CONTENT).statusCode()).isEqualTo(200);
    return opened.text("key");
  }

  private static Messages jobQueue() {
    return new Messages(deployment.sqs, deployment.id("JobQueue"));
  }
}
