package dev.mediajobs.local.api;

import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;

/** A form as browsers send it. */
final class Form {

  private static final String BOUNDARY = "----form7MA4YWxkTrZu0gW";

  /** The Content-Type that it is sent with. */
  static final String TYPE = "multipart/form-data; boundary=" + BOUNDARY;

  private final ByteArrayOutputStream content = new ByteArrayOutputStream();

  Form field(String name, String value) {
    write("--%s\r\nContent-Disposition: form-data; name=\"%s\"\r\n\r\n".formatted(BOUNDARY, name));
    write(value + "\r\n");
    return this;
  }

  Form file(String name, String filename, String contentType, byte[] file) {
    write(
        "--%s\r\nContent-Disposition: form-data; name=\"%s\"; filename=\"%s\"\r\n"
            .formatted(BOUNDARY, name, filename));
    write("Content-Type: %s\r\n\r\n".formatted(contentType));
    content.writeBytes(file);
    write("\r\n");
    return this;
  }

  byte[] bytes() {
    ByteArrayOutputStream whole = new ByteArrayOutputStream();
    whole.writeBytes(content.toByteArray());
    whole.writeBytes("--%s--\r\n".formatted(BOUNDARY).getBytes(StandardCharsets.UTF_8));
    return whole.toByteArray();
  }

  private void write(String text) {
    content.writeBytes(text.getBytes(StandardCharsets.UTF_8));
  }
}
