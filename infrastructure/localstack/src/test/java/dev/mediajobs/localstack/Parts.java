package dev.mediajobs.localstack;

import static org.assertj.core.api.Assertions.assertThat;

import dev.mediajobs.json.Json;
import dev.mediajobs.json.JsonObject;
import java.net.http.HttpResponse;
import java.util.ArrayList;
import java.util.List;

/** A client that uploads a file of zeros in parts. */
final class Parts {

  /** The smallest file that is uploaded in parts. */
  static final long SIZE = 100_000_001;

  private final Api api;
  private final List<JsonObject> places;
  private final int partSize;
  private final List<String> etags = new ArrayList<>();

  Parts(Api api, Reply opened) throws Exception {
    this.api = api;
    this.places = opened.json().objects("parts");
    this.partSize = (int) opened.json().requiredWholeNumber("part_size", 1, Integer.MAX_VALUE);
  }

  int count() {
    return places.size();
  }

  int partSize() {
    return partSize;
  }

  List<String> etags() {
    return List.copyOf(etags);
  }

  /** Uploads the next part. */
  void putNext() throws Exception {
    int index = etags.size();
    long bytes = Math.min(partSize, SIZE - (long) index * partSize);
    HttpResponse<String> answer =
        api.put(places.get(index).requiredString("url"), new byte[Math.toIntExact(bytes)]);
    assertThat(answer.statusCode()).isEqualTo(200);
    etags.add(answer.headers().firstValue("etag").orElseThrow());
  }

  void putAllLeft() throws Exception {
    while (etags.size() < places.size()) {
      putNext();
    }
  }

  /** What the client says it has uploaded. */
  String claims() {
    return Json.text(
        json -> {
          json.writeStartObject();
          json.writeArrayFieldStart("parts");
          for (int index = 0; index < etags.size(); index++) {
            json.writeStartObject();
            json.writeNumberField("number", index + 1);
            json.writeStringField("etag", etags.get(index));
            json.writeEndObject();
          }
          json.writeEndArray();
          json.writeEndObject();
        });
  }
}
