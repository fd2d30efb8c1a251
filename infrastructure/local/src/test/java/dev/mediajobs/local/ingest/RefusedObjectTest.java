package dev.mediajobs.local.ingest;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import com.amazonaws.services.lambda.runtime.events.SQSEvent;
import com.sun.net.httpserver.HttpServer;
import dev.mediajobs.ingest.IngestHandler;
import dev.mediajobs.local.Invocations;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Objects of which no job can be made: their owner is told so beside the results. */
class RefusedObjectTest extends InboxTestBase {

  @Test
  void aKeyBesideWhichNoResultCouldLieGoesToTheDeadLetters() {
    String key = "inbox/" + "ä".repeat(450);

    assertThat(inbox.isSettled(inbox.news(key, "tag"))).isTrue();

    assertThat(inbox.deadLetters()).hasSize(1);
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
    assertThat(inbox.takes(key, content)).isTrue();

    assertThat(inbox.jobs()).isEmpty();
    assertThat(inbox.text(key.replaceFirst("^inbox/", "results/") + "/job.json"))
        .contains("\"status\":\"refused\"")
        .contains("\"code\":\"" + code + "\"");
  }

  @Test
  void anObjectLargerThanMayBeUploadedIsRefused() {
    assertThat(inbox.takes("inbox/big.mp4", "x".repeat(1001))).isTrue();

    assertThat(inbox.jobs()).isEmpty();
    assertThat(inbox.text("results/big.mp4/job.json"))
        .contains("The file has 1,001 bytes; at most 1,000 are taken.");
  }

  @Test
  void aSidecarThatCanNotBeReadIsRefused() {
    inbox.put("inbox/talk.mp4.json", "{denoise}");
    assertThat(inbox.takes("inbox/talk.mp4", "x")).isTrue();
    inbox.put("inbox/talk.mp4.json", "{\"denoise\":[]}");
    assertThat(inbox.takes("inbox/talk.mp4", "y")).isTrue();
    inbox.put("inbox/talk.mp4.json", "{\"num_speakers\":1e999999999}");
    assertThat(inbox.takes("inbox/talk.mp4", "w")).isTrue();
    inbox.put("inbox/talk.mp4.json", " ".repeat(65 * 1024));
    assertThat(inbox.takes("inbox/talk.mp4", "z")).isTrue();

    assertThat(inbox.jobs()).isEmpty();
    assertThat(inbox.text("results/talk.mp4/job.json")).contains("has more than 65,536 bytes");
  }

  @Test
  void anObjectThatS3RefusesToGiveIsRefusedAfterAWhile() throws Exception {
    String news = inbox.news("inbox/locked.mp4", "tag");
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
      Map<String, String> environment = new HashMap<>(inbox.environment());
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
}
