package dev.mediajobs.local.jobs;

import static org.assertj.core.api.Assertions.assertThat;

import dev.mediajobs.jobs.Job;
import dev.mediajobs.jobs.JobId;
import dev.mediajobs.jobs.JobStore;
import dev.mediajobs.jobs.NoiseRemovalSettings;
import dev.mediajobs.jobs.Origin;
import dev.mediajobs.jobs.OwnedJobs;
import dev.mediajobs.jobs.Owner;
import dev.mediajobs.jobs.Source;
import dev.mediajobs.jobs.Submitted;
import dev.mediajobs.local.TestClock;
import dev.mediajobs.local.dynamodb.DynamoDbServer;
import dev.mediajobs.local.dynamodb.Tables;
import dev.mediajobs.local.template.Template;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.auth.credentials.AwsBasicCredentials;
import software.amazon.awssdk.auth.credentials.StaticCredentialsProvider;
import software.amazon.awssdk.http.urlconnection.UrlConnectionHttpClient;
import software.amazon.awssdk.regions.Region;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;

class OwnedJobsTest {

  private static final String TABLE = "jobs";
  private static final Owner BOB = new Owner("bob");

  private static DynamoDbServer server;
  private static DynamoDbClient dynamoDb;

  private final TestClock clock = TestClock.standing();
  private JobStore jobs;
  private OwnedJobs owned;

  @BeforeAll
  static void start() {
    server = DynamoDbServer.start(Optional.empty());
    dynamoDb =
        DynamoDbClient.builder()
            .endpointOverride(server.endpoint())
            .region(Region.US_EAST_1)
            .credentialsProvider(
                StaticCredentialsProvider.create(AwsBasicCredentials.create("TESTKEY", "secret")))
            .httpClientBuilder(UrlConnectionHttpClient.builder())
            .build();
    Template template = Template.read(Path.of("../../template.yaml"), "owned", Map.of());
    new Tables(dynamoDb)
        .create(TABLE, template.resources("AWS::DynamoDB::Table").getFirst().properties());
  }

  @AfterAll
  static void stop() {
    dynamoDb.close();
    server.close();
  }

  @BeforeEach
  void open() {
    jobs = new JobStore(dynamoDb, TABLE, clock);
    owned = new OwnedJobs(dynamoDb, TABLE, jobs);
  }

  @Test
  void theNewestComeFirstAndNoMoreThanAskedFor() {
    Owner alice = new Owner("alice");
    List<Job> inOrder = new ArrayList<>();
    for (int number = 0; number < 5; number++) {
      inOrder.addFirst(submitted(Origin.EDITOR, Optional.of(alice)));
      clock.pass(Duration.ofSeconds(1));
    }

    assertThat(owned.newest(Origin.EDITOR, alice, 10)).isEqualTo(inOrder);
    assertThat(owned.newest(Origin.EDITOR, alice, 2)).isEqualTo(inOrder.subList(0, 2));
  }

  @Test
  void nobodySeesJobsOfOthersOrOfOtherContracts() {
    Job bobs = submitted(Origin.EDITOR, Optional.of(BOB));
    submitted(Origin.EDITOR, Optional.of(new Owner("bob#")));
    submitted(Origin.SPEECH, Optional.of(BOB));
    submitted(Origin.EDITOR, Optional.empty());

    assertThat(owned.newest(Origin.EDITOR, BOB, 10)).containsExactly(bobs);
    assertThat(owned.newest(Origin.EDITOR, new Owner("speech#bob"), 10)).isEmpty();
  }

  @Test
  void invariant6WhatIsExpiredIsNotListed() {
    Owner carol = new Owner("carol");
    submitted(Origin.EDITOR, Optional.of(carol));

    clock.pass(Origin.EDITOR.retention());

    assertThat(owned.newest(Origin.EDITOR, carol, 10)).isEmpty();
  }

  private Job submitted(Origin origin, Optional<Owner> owner) {
    Job job =
        Job.submitted(
            JobId.random(),
            origin,
            owner,
            new Source("key", "talk.mp4", 5, Optional.empty()),
            new NoiseRemovalSettings(false),
            clock.instant());
    assertThat(jobs.submit(job, Optional.empty(), Optional.empty())).isEqualTo(Submitted.YES);
    return job;
  }
}
