package dev.mediajobs.local.faults;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;

/**
 * What a relay says in a service's stead.
 *
 * @param status the HTTP status
 * @param fields header lines beside the content's length
 * @param body the content
 */
record Answer(int status, List<String> fields, String body) {

  static Answer of(int status, String body, String... fields) {
    return new Answer(status, Arrays.asList(fields), body);
  }

  byte[] content() {
    return body.getBytes(StandardCharsets.UTF_8);
  }

  Head head() {
    return new Head("HTTP/1.1 %d Answered".formatted(status), fields)
        .with(List.of(), "Content-Length: " + content().length, "Connection: close");
  }
}
