package dev.mediajobs.local.api;

import static org.assertj.core.api.Assertions.assertThat;

import dev.mediajobs.jobs.Upload;
import dev.mediajobs.json.Json;
import dev.mediajobs.json.JsonObject;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class UploadsTest {

  private static final byte[] CONTENT = {1, 2, 3, 4, 5};

  private static ApiOnStack api;
  private static Uploading client;

  @BeforeAll
  static void start(@TempDir Path folder) throws Exception {
    api = ApiOnStack.start(folder);
    client = new Uploading(api);
  }

  @AfterAll
  static void stop() {
    api.close();
  }

  @Test
  void aSmallFileIsPutToOneAddressAndIsCompleteThen() throws Exception {
    Reply opened = client.open("a.mp4", CONTENT.length);
    String path = "/api/uploads/" + opened.text("upload_id");

    assertThat(opened.status()).isEqualTo(201);
    assertThat(opened.header("location")).isEqualTo(path);
    assertThat(opened.header("cache-control")).isEqualTo("no-store");
    assertThat(opened.text("method")).isEqualTo("PUT");
    assertThat(opened.json().requiredWholeNumber("expires_in", 0, 9999)).isEqualTo(3600);
    assertThat(api.get(path).text("status")).isEqualTo("open");

    assertThat(client.put(opened, CONTENT).status()).isEqualTo(200);

    Reply found = api.get(path);
    assertThat(found.text("status")).isEqualTo("complete");
    assertThat(found.text("key")).isEqualTo(opened.text("key"));
    assertThat(found.body()).doesNotContain("X-Amz-Signature");
  }

  @Test
  void aFileThatIsThereCannotBeOverwritten() throws Exception {
    Reply opened = client.whole("a.mp4");

    assertThat(client.put(opened, new byte[] {9, 9, 9, 9, 9}).status()).isEqualTo(412);
  }

  @Test
  void theAddressTakesOnlyTheAnnouncedLength() throws Exception {
    Reply opened = client.open("a.mp4", CONTENT.length);

    assertThat(client.put(opened, new byte[CONTENT.length - 1]).status()).isEqualTo(403);
    assertThat(client.put(opened, new byte[CONTENT.length + 1]).status()).isEqualTo(403);
    assertThat(client.put(opened, CONTENT).status()).isEqualTo(200);
  }

  @Test
  void theAddressIsWorthNothingWithoutTheGuardAgainstOverwriting() throws Exception {
    Reply opened = client.open("a.mp4", CONTENT.length);

    Reply refused = api.put(opened.text("url"), CONTENT, Map.of("content-type", "video/mp4"));

    assertThat(refused.status()).isEqualTo(403);
  }

  @Test
  void completingASmallFileNeedsNoPartsAndMayBeRepeated() throws Exception {
    Reply opened = client.open("a.mp4", CONTENT.length);
    String complete = "/api/uploads/" + opened.text("upload_id") + "/complete";

    Reply early = api.post(complete, "");
    assertThat(early.status()).isEqualTo(409);
    assertThat(early.text("code")).isEqualTo("upload_incomplete");

    client.put(opened, CONTENT);
    Reply once = api.post(complete, "{}");
    Reply again = api.post(complete, "");
    assertThat(once.status()).isEqualTo(200);
    assertThat(once.text("status")).isEqualTo("complete");
    assertThat(again.body()).isEqualTo(once.body());
  }

  @Test
  void aLargeFileGoesInPartsAndCanBeTakenUpAgain() throws Exception {
    long size = 100_000_001;
    Reply opened = client.open("large.mp4", size);
    String path = "/api/uploads/" + opened.text("upload_id");
    int partSize = (int) opened.json().requiredWholeNumber("part_size", 1, Integer.MAX_VALUE);
    List<JsonObject> parts = opened.json().objects("parts");
    assertThat(parts).hasSize((int) Math.ceilDiv(size, (long) partSize));

    List<String> etags = new ArrayList<>();
    etags.add(putPart(parts.get(0), partSize));
    Reply tooEarly = api.post(path + "/complete", claims(etags));
    assertThat(tooEarly.status()).isEqualTo(409);
    assertThat(tooEarly.text("detail")).endsWith("2, 3, 4, 5, 6.");

    Reply resumed = api.get(path);
    List<JsonObject> left = resumed.json().objects("parts");
    assertThat(resumed.text("status")).isEqualTo("open");
    assertThat(left.get(0).string("etag")).contains(etags.get(0));
    assertThat(left.get(0).wholeNumber("size_bytes", 0, size)).hasValue(partSize);
    assertThat(left.get(1).string("etag")).isEmpty();
    for (int index = 1; index < left.size(); index++) {
      long rest = Math.min(partSize, size - (long) index * partSize);
      etags.add(putPart(left.get(index), (int) rest));
    }

    List<String> wrong = new ArrayList<>(etags);
    wrong.set(2, "\"00000000000000000000000000000000\"");
    assertThat(api.post(path + "/complete", claims(wrong)).text("detail")).endsWith(": 3.");

    Reply completed = api.post(path + "/complete", claims(etags));
    assertThat(completed.status()).isEqualTo(200);
    assertThat(completed.json().requiredWholeNumber("size_bytes", 0, size)).isEqualTo(size);
    assertThat(api.post(path + "/complete", claims(etags)).body()).isEqualTo(completed.body());
    assertThat(api.media().size(opened.text("key"))).hasValue(size);
    assertThat(api.delete(path).status()).isEqualTo(204);
  }

  @Test
  void aPartTakesOnlyItsOwnLength() throws Exception {
    Reply opened = client.open("large.mp4", 100_000_001);
    String last = opened.json().objects("parts").getLast().requiredString("url");

    assertThat(api.put(last, new byte[7], Map.of()).status()).isEqualTo(403);
  }

  @Test
  void fiveGigabytesAreAllowedAndOneByteMoreIsNot() throws Exception {
    Reply allowed = client.open("huge.mp4", 5_000_000_000L);
    assertThat(allowed.status()).isEqualTo(201);
    assertThat(allowed.json().objects("parts").size()).isLessThanOrEqualTo(200);

    Reply refused = client.open("huge.mp4", 5_000_000_001L);
    assertThat(refused.status()).isEqualTo(413);
    assertThat(refused.text("code")).isEqualTo("file_too_large");
    assertThat(refused.text("detail")).contains("5,000,000,000 bytes");
  }

  @Test
  void anEmptyFileIsRefusedBeforeAnyoneUploadsIt() throws Exception {
    Reply refused = client.open("a.mp4", 0);

    assertThat(refused.status()).isEqualTo(400);
    assertThat(refused.text("detail")).contains("file is empty");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          {"filename":"a.mp4"}                                       | size_bytes
          {"filename":"a.mp4","size_bytes":"7"}                      | size_bytes
          {"filename":"a.mp4","size_bytes":-1}                       | size_bytes
          {"filename":"a.mp4","size_bytes":1.5}                      | size_bytes
          {"size_bytes":7}                                           | filename
          {"filename":["a"],"size_bytes":7}                          | filename
          {"filename":"a.mp4","size_bytes":7,"content_type":"movie"} | content_type
          """)
  void aWrongFieldIsNamed(String body, String field) throws Exception {
    Reply refused = api.post("/api/uploads", body);

    assertThat(refused.status()).isEqualTo(400);
    assertThat(refused.header("content-type")).isEqualTo("application/problem+json");
    assertThat(refused.json().objects("errors").getFirst().requiredString("field"))
        .isEqualTo(field);
  }

  @Test
  void partsThatAreNoPartsAreRefused() throws Exception {
    String complete = "/api/uploads/" + client.whole("a.mp4").text("upload_id") + "/complete";

    assertThat(api.post(complete, "{\"parts\":[7]}").status()).isEqualTo(400);
    assertThat(api.post(complete, "{\"parts\":[{\"number\":0,\"etag\":\"a\"}]}").body())
        .contains("parts[0].number");
    assertThat(
            api.post(
                    complete,
                    "{\"parts\":[{\"number\":1,\"etag\":\"a\"},{\"number\":1,\"etag\":\"a\"}]}")
                .body())
        .contains("more than once");
  }

  @Test
  void anUploadCanBeWithdrawnOnce() throws Exception {
    Reply opened = client.whole("a.mp4");
    String path = "/api/uploads/" + opened.text("upload_id");

    assertThat(api.delete(path).status()).isEqualTo(204);

    assertThat(api.media().size(opened.text("key"))).isEmpty();
    assertThat(api.delete(path).status()).isEqualTo(404);
    assertThat(api.get(path).status()).isEqualTo(404);
  }

  @Test
  void anUploadThatAJobWorksOnStays() throws Exception {
    Reply opened = client.whole("a.mp4");
    client.submit(opened, "a.mp4");

    Reply refused = api.delete("/api/uploads/" + opened.text("upload_id"));

    assertThat(refused.status()).isEqualTo(409);
    assertThat(refused.text("code")).isEqualTo("upload_in_use");
    assertThat(api.media().size(opened.text("key"))).hasValue(CONTENT.length);
  }

  @Test
  void aJobMadeMeanwhileKeepsItsUploadFromBeingWithdrawn() throws Exception {
    Reply opened = client.whole("a.mp4");
    Upload asRead = api.uploads().find(opened.text("upload_id")).orElseThrow();
    client.submit(opened, "a.mp4");

    assertThat(api.uploads().deleteUnchanged(asRead)).isFalse();
    assertThat(api.uploads().find(asRead.id())).isPresent();
  }

  @Test
  void idsCannotBeGuessed() throws Exception {
    Set<String> halves = new HashSet<>();
    for (int i = 0; i < 20; i++) {
      String id = client.open("a.mp4", 1).text("upload_id");
      assertThat(id).matches("[0-9a-f]{32}");
      halves.addAll(List.of(id.substring(0, 16), id.substring(16)));
    }
    assertThat(halves).hasSize(40);
  }

  private static String putPart(JsonObject part, int size) throws Exception {
    byte[] content = new byte[size];
    Arrays.fill(content, (byte) size);
    Reply reply = api.put(part.requiredString("url"), content, Map.of());
    assertThat(reply.status()).isEqualTo(200);
    return reply.header("etag");
  }

  private static String claims(List<String> etags) {
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
