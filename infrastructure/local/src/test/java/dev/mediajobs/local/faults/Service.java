package dev.mediajobs.local.faults;

import java.util.Arrays;

/** A service of AWS that a relay can stand before. */
enum Service {
  DYNAMODB("DynamoDB"),
  SQS("SQS"),
  S3("S3"),
  TRANSCRIBE("Transcribe");

  private final String title;

  Service(String title) {
    this.title = title;
  }

  String title() {
    return title;
  }

  static Service titled(String title) {
    return Arrays.stream(values())
        .filter(service -> service.title.equals(title))
        .findFirst()
        .orElseThrow();
  }

  /** The environment variable that names its endpoint. */
  String variable() {
    return "AWS_ENDPOINT_URL_" + name();
  }

  /** What is asked of it. */
  String operation(Head request) {
    return this == S3 ? ofS3(request) : target(request);
  }

  /** The JSON protocols name it in a header. */
  private static String target(Head request) {
    String target = request.field("x-amz-target").orElse("unknown");
    return target.substring(target.lastIndexOf('.') + 1);
  }

  /** S3 knows it by method, path and query. */
  private static String ofS3(Head request) {
    String[] words = request.start().split(" ", 3);
    String[] parts = words[1].split("\\?", 2);
    String query = parts.length == 1 ? "" : parts[1];
    boolean inBucket = parts[0].indexOf('/', 1) < 0;
    boolean isPart = query.contains("uploadId=");
    String operation =
        switch (words[0]) {
          case "HEAD" -> inBucket ? "HeadBucket" : "HeadObject";
          case "GET" -> inBucket ? "ListObjectsV2" : isPart ? "ListParts" : "GetObject";
          case "DELETE" -> isPart ? "AbortMultipartUpload" : "DeleteObject";
          case "POST" ->
              isPart
                  ? "CompleteMultipartUpload"
                  : query.contains("delete") ? "DeleteObjects" : "CreateMultipartUpload";
          case "PUT" ->
              isPart
                  ? "UploadPart"
                  : request.field("x-amz-copy-source").isPresent() ? "CopyObject" : "PutObject";
          default -> words[0];
        };
    return query.contains("X-Amz-Signature=") ? "presigned " + operation : operation;
  }
}
