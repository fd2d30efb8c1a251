package dev.mediajobs.local;

import dev.mediajobs.local.dynamodb.DynamoDbServer;
import dev.mediajobs.local.s3.BucketNotifications;
import dev.mediajobs.local.s3.CorsRule;
import dev.mediajobs.local.s3.S3Server;
import dev.mediajobs.local.sqs.SqsServer;
import dev.mediajobs.local.template.Template;
import java.net.URI;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.function.Supplier;
import software.amazon.awssdk.auth.credentials.AwsCredentials;

/** The servers that take longest to start; they start at the same time. */
final class Servers implements AutoCloseable {

  private final ShutdownSequence started = new ShutdownSequence();
  private final CompletableFuture<DynamoDbServer> dynamo;
  private final CompletableFuture<SqsServer> sqs;
  private volatile CompletableFuture<S3Server> s3 = new CompletableFuture<>();

  /** Begins to start DynamoDB and SQS. */
  Servers(StackFolder folder) {
    dynamo = begin(() -> DynamoDbServer.start(folder.tables()));
    sqs = begin(() -> SqsServer.start(Template.REGION, Template.ACCOUNT));
  }

  /** Begins to start S3. */
  void beginS3(
      StackFolder folder,
      AwsCredentials credentials,
      Optional<CorsRule> cors,
      BucketNotifications notifications) {
    s3 = begin(() -> S3Server.start(folder.buckets(), credentials, cors, notifications));
  }

  private <T extends AutoCloseable> CompletableFuture<T> begin(Supplier<T> start) {
    return CompletableFuture.supplyAsync(
        () -> started.add(start.get()),
        task -> Thread.ofPlatform().daemon().name("start").start(task));
  }

  /** The endpoint of DynamoDB, as soon as it answers. */
  URI dynamo() {
    return result(dynamo).endpoint();
  }

  /** The endpoint of SQS, as soon as it answers. */
  URI sqs() {
    return result(sqs).endpoint();
  }

  /** The endpoint of S3, as soon as it answers. */
  URI s3() {
    return result(s3).endpoint();
  }

  private static <T> T result(CompletableFuture<T> future) {
    try {
      return future.join();
    } catch (CompletionException failure) {
      throw failure.getCause() instanceof RuntimeException cause ? cause : failure;
    }
  }

  @Override
  public void close() {
    // For whoever waits for a server that never began to start; no effect once it has.
    s3.completeExceptionally(new IllegalStateException("the stack was stopped while it started"));
    CompletableFuture.allOf(dynamo, sqs, s3).exceptionally(failure -> null).join();
    started.close();
  }
}
