package dev.mediajobs.local.cli.client;

import com.fasterxml.jackson.databind.JsonNode;
import java.net.URI;
import java.util.Map;
import java.util.TreeMap;

/** Permission to upload one file, with addresses that are valid for a while. */
sealed interface UploadTicket {

  /** Names the upload. */
  String id();

  /** Names the object that the upload becomes. */
  String key();

  /** Where the part of this number goes; a whole file is part 1. */
  URI url(int number);

  /** What must be sent along with each part. */
  Map<String, String> headers();

  /** The stretches of a file that the parts hold, by number. */
  Map<Integer, FileSlice> slices(SourceFile file);

  /** One request carries the whole file. */
  record Whole(String id, String key, URI url, Map<String, String> headers)
      implements UploadTicket {

    @Override
    public URI url(int number) {
      return url;
    }

    @Override
    public Map<Integer, FileSlice> slices(SourceFile file) {
      return Map.of(1, new FileSlice(file.path(), 0, file.size()));
    }

    @Override
    public String toString() {
      return "upload " + id;
    }
  }

  /**
   * One request for each part: number n holds the n-th {@code partSize} bytes, the last the rest.
   */
  record InParts(String id, String key, long partSize, Map<Integer, URI> urls)
      implements UploadTicket {

    @Override
    public URI url(int number) {
      URI url = urls.get(number);
      if (url == null) {
        throw new ApiException.Unavailable(
            "unexpected_answer", "the endpoint gave no address for part " + number);
      }
      return url;
    }

    @Override
    public Map<String, String> headers() {
      return Map.of();
    }

    @Override
    public Map<Integer, FileSlice> slices(SourceFile file) {
      Map<Integer, FileSlice> slices = new TreeMap<>();
      for (long offset = 0; offset < file.size(); offset += partSize) {
        long length = Math.min(partSize, file.size() - offset);
        slices.put(slices.size() + 1, new FileSlice(file.path(), offset, length));
      }
      return slices;
    }

    @Override
    public String toString() {
      return "upload " + id + " in " + urls.size() + " parts";
    }
  }

  /** As the canonical contract gives it. */
  static UploadTicket of(Answer answer) {
    JsonNode body = answer.body();
    return of(answer, answer.text(body, "upload_id"), answer.text(body, "key"), body, "part_size");
  }

  /** As the editor's contract gives it; the asset's id is its key too. */
  static UploadTicket ofAsset(Answer answer) {
    JsonNode asset = answer.body().path("data").path("asset");
    String id = answer.text(asset, "assetId");
    return of(answer, id, id, asset.path("upload"), "partSize");
  }

  private static UploadTicket of(
      Answer answer, String id, String key, JsonNode upload, String partSizeField) {
    if (upload.path("url").isTextual()) {
      return new Whole(id, key, answer.url(upload, "url"), headers(upload.path("headers")));
    }
    long partSize = upload.path(partSizeField).asLong();
    Map<Integer, URI> urls = new TreeMap<>();
    for (JsonNode part : upload.path("parts")) {
      urls.put(part.path("number").asInt(), answer.url(part, "url"));
    }
    if (partSize <= 0 || urls.isEmpty()) {
      throw answer.senseless("an upload with neither \"url\" nor \"parts\"");
    }
    return new InParts(id, key, partSize, urls);
  }

  private static Map<String, String> headers(JsonNode fields) {
    Map<String, String> headers = new TreeMap<>(String.CASE_INSENSITIVE_ORDER);
    fields.properties().forEach(field -> headers.put(field.getKey(), field.getValue().asText()));
    return headers;
  }
}
