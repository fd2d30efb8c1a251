package dev.mediajobs.local.sqs;

import com.typesafe.config.Config;
import com.typesafe.config.ConfigFactory;
import java.net.URI;
import java.time.Duration;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.apache.pekko.actor.ActorSystem;
import org.apache.pekko.http.scaladsl.Http.ServerBinding;
import org.elasticmq.rest.sqs.SQSRestServer;
import org.elasticmq.rest.sqs.SQSRestServerBuilder;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * SQS on a free port of 127.0.0.1. Messages are in memory only: what outlives a restart must be
 * sent again from elsewhere.
 */
public final class SqsServer implements AutoCloseable {

  private static final Logger LOG = LoggerFactory.getLogger(SqsServer.class);
  private static final Duration STOP = Duration.ofSeconds(5);

  private static final String SETTINGS =
      """
      pekko.loglevel = OFF
      pekko.stdout-loglevel = OFF
      pekko.log-dead-letters = off
      pekko.log-dead-letters-during-shutdown = off
      pekko.jvm-exit-on-fatal-error = off
      pekko.daemonic = on
      pekko.coordinated-shutdown.run-by-jvm-shutdown-hook = off
      pekko.coordinated-shutdown.run-by-actor-system-terminate = off
      """;

  private final ActorSystem actors;
  private final URI endpoint;

  private SqsServer(ActorSystem actors, URI endpoint) {
    this.actors = actors;
    this.endpoint = endpoint;
  }

  /**
   * Starts the server without a queue.
   *
   * @param region the region in the ARNs of queues
   * @param account the account in their addresses and ARNs
   */
  public static SqsServer start(String region, String account) {
    ClassLoader loader = SqsServer.class.getClassLoader();
    Config settings = ConfigFactory.parseString(SETTINGS).withFallback(ConfigFactory.load(loader));
    ActorSystem actors = ActorSystem.create("sqs", settings, loader);
    SQSRestServer server =
        SQSRestServerBuilder.withActorSystem(actors)
            .withInterface("127.0.0.1")
            .withDynamicPort()
            .withAWSRegion(region)
            .withAWSAccountId(account)
            .start();
    ServerBinding binding = server.waitUntilStarted();
    return new SqsServer(
        actors, URI.create("http://127.0.0.1:" + binding.localAddress().getPort()));
  }

  /** The endpoint for clients. */
  public URI endpoint() {
    return endpoint;
  }

  @Override
  public void close() {
    actors.terminate();
    try {
      actors.getWhenTerminated().toCompletableFuture().get(STOP.toMillis(), TimeUnit.MILLISECONDS);
    } catch (InterruptedException interrupted) {
      Thread.currentThread().interrupt();
    } catch (TimeoutException | java.util.concurrent.ExecutionException failure) {
      LOG.warn("SQS did not stop in order", failure);
    }
  }
}
