package dev.mediajobs.notifier.sockets;

import dev.mediajobs.aws.AwsClients;
import dev.mediajobs.aws.Environment;
import dev.mediajobs.jobs.Job;
import dev.mediajobs.notifier.events.Channel;
import dev.mediajobs.notifier.events.JobEvent;
import dev.mediajobs.sockets.SocketStore;
import dev.mediajobs.sockets.Topic;
import dev.mediajobs.sockets.Watch;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import software.amazon.awssdk.core.SdkBytes;
import software.amazon.awssdk.core.exception.SdkException;
import software.amazon.awssdk.services.apigatewaymanagementapi.ApiGatewayManagementApiClient;
import software.amazon.awssdk.services.apigatewaymanagementapi.model.GoneException;

/**
 * Sends a frame to every connection that watches the job, and returns when all have it, so that the
 * frames of a job keep their order. Whoever can't be told now is not told: the client sees that its
 * connection has ended, and is told the state when it subscribes again. Never throws for a reason
 * that lies in AWS or in a client.
 */
public final class SocketChannel implements Channel {

  private static final Logger LOG = LoggerFactory.getLogger(SocketChannel.class);

  /** How many are told at the same time. */
  private static final int MOST_AT_ONCE = 16;

  private final SocketStore sockets;
  private final ApiGatewayManagementApiClient connections;
  private final Clock clock;
  private final ExecutorService senders =
      Executors.newFixedThreadPool(
          MOST_AT_ONCE, Thread.ofPlatform().daemon().name("frame-", 0).factory());

  SocketChannel(SocketStore sockets, ApiGatewayManagementApiClient connections, Clock clock) {
    this.sockets = sockets;
    this.connections = connections;
    this.clock = clock;
  }

  /**
   * The one of a function with this environment.
   *
   * @return empty when {@code SOCKET_URL} names no WebSocket API
   * @throws IllegalStateException when a variable is missing or senseless; the message names it
   */
  public static Optional<SocketChannel> of(
      Environment environment, AwsClients clients, Clock clock) {
    return environment
        .find("SOCKET_URL")
        .map(
            address ->
                new SocketChannel(
                    new SocketStore(clients.dynamoDb(), environment.text("SOCKETS_TABLE")),
                    clients
                        .configured(
                            ApiGatewayManagementApiClient.builder(), "APIGATEWAYMANAGEMENTAPI")
                        .endpointOverride(SocketAddress.ofManagement(address))
                        .build(),
                    clock));
  }

  @Override
  public void tell(JobEvent event) {
    List<String> watching;
    try {
      watching = watching(event.job());
    } catch (SdkException fault) {
      LOG.error("nobody who watches was told of {}", event.id(), fault);
      return;
    }
    if (watching.isEmpty()) {
      return;
    }
    SdkBytes frame = SdkBytes.fromUtf8String(SocketFrame.of(event, clock.instant()));
    if (watching.size() == 1) {
      send(watching.getFirst(), frame, event);
      return;
    }
    List<Future<?>> sent = new ArrayList<>();
    watching.forEach(connection -> sent.add(senders.submit(() -> send(connection, frame, event))));
    sent.forEach(SocketChannel::await);
  }

  /** The connections that watch the job, each once however they do. */
  private List<String> watching(Job job) {
    return Topic.of(job).stream()
        .flatMap(topic -> sockets.watching(topic).stream())
        .filter(watch -> watch.mayShow(job))
        .map(Watch::connection)
        .distinct()
        .toList();
  }

  private void send(String connection, SdkBytes frame, JobEvent event) {
    try {
      connections.postToConnection(post -> post.connectionId(connection).data(frame));
    } catch (GoneException gone) {
      LOG.debug("connection {} has ended", connection, gone);
      forget(connection);
    } catch (SdkException fault) {
      LOG.warn("connection {} was not told of {}", connection, event.id(), fault);
    }
  }

  private void forget(String connection) {
    try {
      sockets.forget(connection);
    } catch (SdkException fault) {
      LOG.warn("connection {} has ended and could not be forgotten", connection, fault);
    }
  }

  private static void await(Future<?> sent) {
    try {
      sent.get();
    } catch (InterruptedException stopping) {
      Thread.currentThread().interrupt();
    } catch (ExecutionException defect) {
      throw new IllegalStateException("a frame could not be sent", defect);
    }
  }
}
