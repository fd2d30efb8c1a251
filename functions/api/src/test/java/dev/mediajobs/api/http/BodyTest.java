package dev.mediajobs.api.http;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.util.Base64;
import org.junit.jupiter.api.Test;

class BodyTest {

  @Test
  void aBodyOfJustTheAllowedSizeIsRead() throws Exception {
    String largest = "x".repeat(Body.MOST_BYTES);

    assertThat(Body.of(largest, false).text()).isEqualTo(largest);
    assertThat(Body.of(base64(largest), true).text()).isEqualTo(largest);
  }

  @Test
  void oneByteMoreIsRefused() {
    String tooLong = "x".repeat(Body.MOST_BYTES + 1);

    assertRefused(Body.of(tooLong, false), 413, "131,072 bytes");
    assertRefused(Body.of(base64(tooLong), true), 413, "131,072 bytes");
  }

  @Test
  void theLimitCountsBytesNotCharacters() {
    assertRefused(Body.of("é".repeat(Body.MOST_BYTES / 2 + 1), false), 413, "131,072 bytes");
  }

  @Test
  void bytesThatAreNoTextAreRefused() {
    String invalid = Base64.getEncoder().encodeToString(new byte[] {'"', (byte) 0xC3, '"'});

    assertRefused(Body.of(invalid, true), 400, "not UTF-8");
    assertRefused(Body.of("not base64 at all!", true), 400, "not UTF-8");
  }

  private static String base64(String text) {
    return Base64.getEncoder().encodeToString(text.getBytes(StandardCharsets.UTF_8));
  }

  private static void assertRefused(Body body, int status, String detail) {
    Refused.problemOf(body::text)
        .satisfies(
            problem -> {
              assertThat(problem.status()).isEqualTo(status);
              assertThat(problem.detail()).contains(detail);
            });
  }
}
