package dev.mediajobs.api.sockets;

import com.amazonaws.services.lambda.runtime.Context;
import com.amazonaws.services.lambda.runtime.RequestStreamHandler;
import dev.mediajobs.api.identity.Identities;
import dev.mediajobs.api.identity.Issuer;
import dev.mediajobs.api.jobs.JobAccess;
import dev.mediajobs.aws.AwsClients;
import dev.mediajobs.aws.Environment;
import dev.mediajobs.aws.LogLevel;
import dev.mediajobs.jobs.AccessTokens;
import dev.mediajobs.jobs.JobStore;
import dev.mediajobs.jobs.Origin;
import dev.mediajobs.jobs.OwnedJobs;
import dev.mediajobs.sockets.SocketStore;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.time.Clock;
import java.util.Map;
import java.util.Optional;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;

/** The function behind the WebSocket API. */
public final class SocketsHandler implements RequestStreamHandler {

  private final Conversation conversation;

  /** With the process's environment, as Lambda makes it. */
  public SocketsHandler() {
    this(LogLevel.setFrom(System.getenv()));
  }

  /**
   * With this environment.
   *
   * @throws IllegalStateException when a variable is missing or senseless; the message names it
   */
  public SocketsHandler(Map<String, String> variables) {
    this(new Environment(variables), Clock.systemUTC());
  }

  private SocketsHandler(Environment environment, Clock clock) {
    String table = environment.text("JOBS_TABLE");
    DynamoDbClient dynamoDb = new AwsClients(environment).dynamoDb();
    JobStore jobs = new JobStore(dynamoDb, table, clock);
    conversation =
        new Conversation(
            new Subscriptions(
                new SocketStore(dynamoDb, environment.text("SOCKETS_TABLE")),
                new JobAccess(
                    jobs, new AccessTokens(environment.text("TOKEN_KEY")), Origin.CANONICAL),
                jobs,
                new OwnedJobs(dynamoDb, table, jobs),
                new Identities(Issuer.of(environment), clock)),
            clock);
  }

  @Override
  public void handleRequest(InputStream input, OutputStream output, Context context)
      throws IOException {
    SocketMessage message = SocketEvent.read(input);
    Optional<String> frame =
        switch (message.kind()) {
          case CONNECT -> Optional.empty();
          case MESSAGE -> Optional.of(conversation.answer(message));
          case DISCONNECT -> {
            conversation.end(message);
            yield Optional.empty();
          }
        };
    SocketEvent.write(frame, output);
  }
}
