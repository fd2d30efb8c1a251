package dev.mediajobs.local.ingest;

import java.nio.file.Path;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;

/** Tests that share an inbox, in which no job of one is left to another. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
abstract class InboxTestBase {

  InboxFixture inbox;

  @BeforeAll
  void start(@TempDir Path folder) throws Exception {
    inbox = InboxFixture.start(folder);
  }

  @AfterEach
  void endAllJobs() {
    inbox.endAllJobs();
  }

  @AfterAll
  void stop() {
    inbox.close();
  }
}
