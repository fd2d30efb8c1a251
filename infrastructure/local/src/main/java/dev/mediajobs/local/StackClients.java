package dev.mediajobs.local;

import java.net.URI;
import java.time.Duration;
import software.amazon.awssdk.auth.credentials.AwsCredentials;
import software.amazon.awssdk.auth.credentials.StaticCredentialsProvider;
import software.amazon.awssdk.awscore.client.builder.AwsClientBuilder;
import software.amazon.awssdk.awscore.client.builder.AwsSyncClientBuilder;
import software.amazon.awssdk.http.urlconnection.UrlConnectionHttpClient;
import software.amazon.awssdk.regions.Region;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;
import software.amazon.awssdk.services.dynamodb.streams.DynamoDbStreamsClient;
import software.amazon.awssdk.services.s3.S3Client;
import software.amazon.awssdk.services.sqs.SqsClient;

/** The stack's own clients of its servers. */
record StackClients(
    DynamoDbClient dynamo, DynamoDbStreamsClient streams, SqsClient sqs, S3Client s3)
    implements AutoCloseable {

  /** Longer than any long poll. */
  private static final Duration ANSWER = Duration.ofSeconds(30);

  static StackClients connect(
      AwsCredentials credentials, Region region, URI dynamo, URI sqs, URI s3) {
    return new StackClients(
        configured(DynamoDbClient.builder(), credentials, region, dynamo).build(),
        configured(DynamoDbStreamsClient.builder(), credentials, region, dynamo).build(),
        configured(SqsClient.builder(), credentials, region, sqs).build(),
        configured(S3Client.builder(), credentials, region, s3).forcePathStyle(true).build());
  }

  private static <B extends AwsClientBuilder<B, C> & AwsSyncClientBuilder<B, C>, C> B configured(
      B builder, AwsCredentials credentials, Region region, URI endpoint) {
    return builder
        .endpointOverride(endpoint)
        .region(region)
        .credentialsProvider(StaticCredentialsProvider.create(credentials))
        .httpClientBuilder(UrlConnectionHttpClient.builder().socketTimeout(ANSWER));
  }

  @Override
  public void close() {
    dynamo.close();
    streams.close();
    sqs.close();
    s3.close();
  }
}
