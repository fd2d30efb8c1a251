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
  void aRouteMayTakeMoreAndLambdasOwnLimitIsNeverExceeded() throws Exception {
    String longer = "x".repeat(Body.MOST_BYTES + 1);
    int most = Body.MOST_BYTES_OF_ANY;

    assertThat(Body.of(longer, false).text(most)).isEqualTo(longer);
    assertThat(Body.of("é".repeat(most / 2), false).text(most)).hasSize(most / 2);
    assertRefusedTo(most, Body.of("é".repeat(most / 2) + "x", false));
    assertRefusedTo(most, Body.of(base64("x".repeat(most + 1)), true));
    assertRefusedTo(4, Body.of("éé!", false));
  }

  private static void assertRefusedTo(int most, Body body) {
    Refused.problemOf(() -> body.text(most))
        .satisfies(
            problem -> {
              assertThat(problem.status()).isEqualTo(413);
              assertThat(problem.detail())
                  .isEqualTo("The body may have at most %,d bytes.".formatted(most));
            });
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
