package dev.mediajobs.localstack;

import dev.mediajobs.aws.AwsClients;
import dev.mediajobs.aws.Environment;
import java.util.HashMap;
import java.util.Map;
import org.testcontainers.localstack.LocalStackContainer;

/**
 * An AWS endpoint to test on; closing it ends what was started for it.
 *
 * @param environment what a function needs to find it: address, region and credentials
 * @param end stops what was started for it
 */
record Endpoint(Map<String, String> environment, Runnable end) implements AutoCloseable {

  private static final String ADDRESS = "AWS_ENDPOINT_URL";

  Endpoint {
    environment = Map.copyOf(environment);
  }

  /** The one that {@code AWS_ENDPOINT_URL} names; region and credentials are free to choose. */
  static Endpoint named(Map<String, String> process) {
    Map<String, String> environment =
        new HashMap<>(
            Map.of(
                "AWS_REGION", "us-east-1",
                "AWS_ACCESS_KEY_ID", "test",
                "AWS_SECRET_ACCESS_KEY", "test"));
    process.forEach(
        (name, value) -> {
          if (name.startsWith("AWS_") && !value.isBlank()) {
            environment.put(name, value);
          }
        });
    return new Endpoint(environment, () -> {});
  }

  /** A running LocalStack. */
  static Endpoint of(LocalStackContainer container) {
    return new Endpoint(
        Map.of(
            ADDRESS,
            container.getEndpoint().toString(),
            "AWS_REGION",
            container.getRegion(),
            "AWS_ACCESS_KEY_ID",
            container.getAccessKey(),
            "AWS_SECRET_ACCESS_KEY",
            container.getSecretKey()),
        container::stop);
  }

  /** Clients of its services, made as the functions make theirs. */
  AwsClients clients() {
    return new AwsClients(new Environment(environment));
  }

  @Override
  public void close() {
    end.run();
  }
}
