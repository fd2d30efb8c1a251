package dev.mediajobs.aws;

import java.net.URI;
import java.time.Duration;
import java.util.Locale;
import java.util.Optional;
import software.amazon.awssdk.auth.credentials.AwsBasicCredentials;
import software.amazon.awssdk.auth.credentials.AwsCredentials;
import software.amazon.awssdk.auth.credentials.AwsCredentialsProvider;
import software.amazon.awssdk.auth.credentials.AwsSessionCredentials;
import software.amazon.awssdk.auth.credentials.DefaultCredentialsProvider;
import software.amazon.awssdk.auth.credentials.StaticCredentialsProvider;
import software.amazon.awssdk.awscore.client.builder.AwsClientBuilder;
import software.amazon.awssdk.awscore.client.builder.AwsSyncClientBuilder;
import software.amazon.awssdk.awscore.retry.AwsRetryStrategy;
import software.amazon.awssdk.core.checksums.RequestChecksumCalculation;
import software.amazon.awssdk.core.checksums.ResponseChecksumValidation;
import software.amazon.awssdk.core.client.config.ClientOverrideConfiguration;
import software.amazon.awssdk.http.urlconnection.UrlConnectionHttpClient;
import software.amazon.awssdk.regions.Region;
import software.amazon.awssdk.retries.StandardRetryStrategy;
import software.amazon.awssdk.retries.api.RetryStrategy;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;
import software.amazon.awssdk.services.dynamodb.model.TransactionConflictException;
import software.amazon.awssdk.services.s3.S3Client;
import software.amazon.awssdk.services.s3.S3Configuration;
import software.amazon.awssdk.services.s3.presigner.S3Presigner;
import software.amazon.awssdk.services.sqs.SqsClient;

/**
 * Builds the AWS clients of a function from its environment. {@code AWS_ENDPOINT_URL_<SERVICE>} or
 * {@code AWS_ENDPOINT_URL} name another endpoint than Amazon's, as in the AWS SDKs
 * (https://docs.aws.amazon.com/sdkref/latest/guide/feature-ss-endpoints.html); they are read from
 * the given environment rather than the process's, so that several functions can live in one
 * process. So is {@code AWS_SDK_UA_APP_ID}, which tells in AWS's own logs who made a request.
 */
public final class AwsClients {

  private static final Duration CONNECT_LIMIT = Duration.ofSeconds(3);
  private static final Duration SILENCE_LIMIT = Duration.ofSeconds(20);

  /** 5 GB within a bucket take a minute or two. */
  private static final Duration COPY_LIMIT = Duration.ofMinutes(4);

  /** Of what the API calls: all tries together must fit into its 29 seconds. */
  private static final Duration SHORT_SILENCE_LIMIT = Duration.ofSeconds(5);

  /**
   * Tries of one call. The pauses between them grow to seven seconds in all while the service says
   * that it is asked too much, and to less than one second otherwise
   * (https://docs.aws.amazon.com/sdkref/latest/guide/feature-retry-behavior.html). Left to itself
   * the SDK would go on with DynamoDB for about a minute, when nobody waits any more.
   */
  private static final int MOST_TRIES = 4;

  private final Environment environment;
  private final AwsCredentialsProvider credentials;
  private final Region region;

  /**
   * For a function with this environment.
   *
   * @throws IllegalStateException when it names no region
   */
  public AwsClients(Environment environment) {
    this.environment = environment;
    this.region = Region.of(environment.text("AWS_REGION"));
    this.credentials = credentials(environment);
  }

  /** A client of DynamoDB. */
  public DynamoDbClient dynamoDb() {
    return configured(DynamoDbClient.builder(), "DYNAMODB", SHORT_SILENCE_LIMIT)
        .overrideConfiguration(
            overrides(tries().retryOnException(TransactionConflictException.class).build()))
        .build();
  }

  /** A client of SQS. */
  public SqsClient sqs() {
    return configured(SqsClient.builder(), "SQS", SHORT_SILENCE_LIMIT).build();
  }

  /** A client of S3, for work that nobody waits for. */
  public S3Client s3() {
    return s3(SILENCE_LIMIT);
  }

  /** A client of S3 for a function that somebody waits for: it gives up sooner. */
  public S3Client promptS3() {
    return s3(SHORT_SILENCE_LIMIT);
  }

  /** A client of S3 that copies large objects, of which S3 may say nothing while it does. */
  public S3Client copyingS3() {
    return s3(COPY_LIMIT);
  }

  private S3Client s3(Duration silenceLimit) {
    return configured(S3Client.builder(), "S3", silenceLimit)
        .requestChecksumCalculation(RequestChecksumCalculation.WHEN_REQUIRED)
        .responseChecksumValidation(ResponseChecksumValidation.WHEN_REQUIRED)
        .forcePathStyle(endpoint("S3").isPresent())
        .build();
  }

  /** A maker of presigned addresses of S3 objects. */
  public S3Presigner s3Presigner() {
    S3Presigner.Builder builder =
        S3Presigner.builder()
            .region(region)
            .credentialsProvider(credentials)
            .serviceConfiguration(
                S3Configuration.builder()
                    .pathStyleAccessEnabled(endpoint("S3").isPresent())
                    .build());
    endpoint("S3").ifPresent(builder::endpointOverride);
    return builder.build();
  }

  /**
   * Completes any client's builder.
   *
   * @param service the service's name in {@code AWS_ENDPOINT_URL_<SERVICE>}
   */
  public <B extends AwsClientBuilder<B, C> & AwsSyncClientBuilder<B, C>, C> B configured(
      B builder, String service) {
    return configured(builder, service, SILENCE_LIMIT);
  }

  private <B extends AwsClientBuilder<B, C> & AwsSyncClientBuilder<B, C>, C> B configured(
      B builder, String service, Duration silenceLimit) {
    endpoint(service).ifPresent(builder::endpointOverride);
    return builder
        .region(region)
        .overrideConfiguration(overrides(tries().build()))
        .credentialsProvider(credentials)
        .httpClientBuilder(
            UrlConnectionHttpClient.builder()
                .connectionTimeout(CONNECT_LIMIT)
                .socketTimeout(silenceLimit));
  }

  /** All of them, for setting some of them replaces the others. */
  private ClientOverrideConfiguration overrides(RetryStrategy strategy) {
    ClientOverrideConfiguration.Builder overrides =
        ClientOverrideConfiguration.builder()
            .retryStrategy(strategy)
            .addExecutionInterceptor(new NoExpectation());
    environment.find("AWS_SDK_UA_APP_ID").ifPresent(overrides::appId);
    return overrides.build();
  }

  private static StandardRetryStrategy.Builder tries() {
    return AwsRetryStrategy.standardRetryStrategy().toBuilder().maxAttempts(MOST_TRIES);
  }

  private Optional<URI> endpoint(String service) {
    return environment
        .find("AWS_ENDPOINT_URL_" + service.toUpperCase(Locale.ROOT))
        .or(() -> environment.find("AWS_ENDPOINT_URL"))
        .map(URI::create);
  }

  private static AwsCredentialsProvider credentials(Environment environment) {
    Optional<String> id = environment.find("AWS_ACCESS_KEY_ID");
    Optional<String> secret = environment.find("AWS_SECRET_ACCESS_KEY");
    if (id.isEmpty() || secret.isEmpty()) {
      return DefaultCredentialsProvider.builder().build();
    }
    AwsCredentials credentials =
        environment
            .find("AWS_SESSION_TOKEN")
            .<AwsCredentials>map(
                token -> AwsSessionCredentials.create(id.get(), secret.get(), token))
            .orElseGet(() -> AwsBasicCredentials.create(id.get(), secret.get()));
    return StaticCredentialsProvider.create(credentials);
  }
}
