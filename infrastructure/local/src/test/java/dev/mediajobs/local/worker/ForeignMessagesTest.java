package dev.mediajobs.local.worker;

import static org.assertj.core.api.Assertions.assertThat;

import dev.mediajobs.jobs.Job;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.services.sqs.model.Message;

class ForeignMessagesTest {

  private Workbench bench;

  @BeforeEach
  void start() throws Exception {
    bench = Workbench.start();
  }

  @AfterEach
  void stop() {
    bench.close();
  }

  @Test
  void whatNobodyUnderstandsGoesToTheDeadLettersAtOnceAndItsNeighboursAreServed() throws Exception {
    Job job = bench.submitted(Recordings.video("2"));

    var response = bench.deliver("not JSON", Workbench.due(job), "{\"Records\":[]}");

    assertThat(response.getBatchItemFailures()).isEmpty();
    assertThat(bench.row(job).isAwaiting()).isTrue();
    assertThat(bench.deadLetters())
        .extracting(Message::body)
        .containsExactlyInAnyOrder("not JSON", "{\"Records\":[]}");
  }

  @Test
  void aMessageForAJobThatIsGoneIsAcknowledged() {
    var response =
        bench.deliver("{\"job_id\":\"5f0c7e5e-8a39-4d6c-9f0e-2a1d7b9c4e11\",\"fence\":1}");

    assertThat(response.getBatchItemFailures()).isEmpty();
    assertThat(bench.deadLetters()).isEmpty();
  }
}
