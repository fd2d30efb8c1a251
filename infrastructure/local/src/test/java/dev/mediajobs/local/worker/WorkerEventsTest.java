package dev.mediajobs.local.worker;

import static org.assertj.core.api.Assertions.assertThat;

import com.amazonaws.services.lambda.runtime.events.SQSEvent;
import com.amazonaws.services.lambda.runtime.serialization.events.LambdaEventSerializers;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;

/** The sample events of the worker's triggers, read as the Lambda runtime reads them. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class WorkerEventsTest {

  private Workbench bench;

  @BeforeAll
  void start() throws Exception {
    bench = Workbench.start();
  }

  @AfterAll
  void stop() {
    bench.close();
  }

  @Test
  void aJobThatIsDueIsUnderstood() throws IOException {
    assertUnderstood("worker-job-due.json");
  }

  @Test
  void aStateChangeOfTranscribeIsUnderstood() throws IOException {
    assertUnderstood("worker-transcribe-state-change.json");
  }

  @Test
  void anAssetThatHasArrivedIsUnderstood() throws IOException {
    assertUnderstood("worker-asset-arrived.json");
  }

  /**
   * Nobody knows the job of the sample, so its message is acknowledged; were it not understood, it
   * would be a dead letter.
   */
  private void assertUnderstood(String name) throws IOException {
    SQSEvent event =
        LambdaEventSerializers.serializerFor(SQSEvent.class, getClass().getClassLoader())
            .fromJson(Files.readString(Path.of("../../events", name)));

    assertThat(bench.deliver(event).getBatchItemFailures()).isEmpty();
    assertThat(bench.deadLetters()).isEmpty();
  }
}
