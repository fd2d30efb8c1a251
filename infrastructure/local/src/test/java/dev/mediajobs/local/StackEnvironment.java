package dev.mediajobs.local;

import java.net.URI;
import java.util.Map;
import java.util.Objects;
import software.amazon.awssdk.auth.credentials.AwsBasicCredentials;
import software.amazon.awssdk.auth.credentials.StaticCredentialsProvider;
import software.amazon.awssdk.http.urlconnection.UrlConnectionHttpClient;
import software.amazon.awssdk.regions.Region;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;
import software.amazon.awssdk.services.polly.PollyClient;
import software.amazon.awssdk.services.s3.S3Client;
import software.amazon.awssdk.services.sqs.SqsClient;

/** AWS clients made from the variables that a stack gives to its functions. */
record StackEnvironment(Map<String, String> variables) {

  String get(String name) {
    return Objects.requireNonNull(variables.get(name), name);
  }

  DynamoDbClient dynamo() {
    return DynamoDbClient.builder()
        .endpointOverride(URI.create(get("AWS_ENDPOINT_URL_DYNAMODB")))
        .region(Region.of(get("AWS_REGION")))
        .credentialsProvider(credentials())
        .httpClientBuilder(UrlConnectionHttpClient.builder())
        .build();
  }

  SqsClient sqs() {
    return SqsClient.builder()
        .endpointOverride(URI.create(get("AWS_ENDPOINT_URL_SQS")))
        .region(Region.of(get("AWS_REGION")))
        .credentialsProvider(credentials())
        .httpClientBuilder(UrlConnectionHttpClient.builder())
        .build();
  }

  S3Client s3() {
    return S3Client.builder()
        .endpointOverride(URI.create(get("AWS_ENDPOINT_URL_S3")))
        .region(Region.of(get("AWS_REGION")))
        .credentialsProvider(credentials())
        .httpClientBuilder(UrlConnectionHttpClient.builder())
        .build();
  }

  PollyClient polly() {
    return PollyClient.builder()
        .endpointOverride(URI.create(get("AWS_ENDPOINT_URL_POLLY")))
        .region(Region.of(get("AWS_REGION")))
        .credentialsProvider(credentials())
        .httpClientBuilder(UrlConnectionHttpClient.builder())
        .build();
  }

  private StaticCredentialsProvider credentials() {
    return StaticCredentialsProvider.create(
        AwsBasicCredentials.create(get("AWS_ACCESS_KEY_ID"), get("AWS_SECRET_ACCESS_KEY")));
  }
}
