package dev.mediajobs.localstack;

import java.util.Map;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.testcontainers.DockerClientFactory;
import org.testcontainers.containers.ContainerFetchException;
import org.testcontainers.localstack.LocalStackContainer;
import org.testcontainers.utility.DockerImageName;

/** What came of looking for an AWS endpoint: one, or the reason why the suite is skipped. */
sealed interface EndpointSearch extends AutoCloseable {

  /** There is one. */
  record Found(Endpoint endpoint) implements EndpointSearch {
    @Override
    public void close() {
      endpoint.close();
    }
  }

  /** There is none. */
  record Nothing(String reason) implements EndpointSearch {
    @Override
    public void close() {
      // Nothing was started.
    }
  }

  @Override
  void close();

  /** The last image that asks for no account. */
  String IMAGE = "localstack/localstack:4.14.0";

  /**
   * Takes the endpoint that {@code AWS_ENDPOINT_URL} names; when it is not set, starts the image
   * that {@code LOCALSTACK_IMAGE} names, or else {@value #IMAGE}, on the Docker engine. Why there
   * is none is logged.
   */
  static EndpointSearch run(Map<String, String> process) {
    if (!process.getOrDefault("AWS_ENDPOINT_URL", "").isBlank()) {
      return new Found(Endpoint.named(process));
    }
    if (!DockerClientFactory.instance().isDockerAvailable()) {
      return nothing(
          "No Docker engine and no AWS_ENDPOINT_URL: the compatibility suite is skipped");
    }
    String image =
        Optional.ofNullable(process.get("LOCALSTACK_IMAGE"))
            .filter(name -> !name.isBlank())
            .orElse(IMAGE);
    return start(image);
  }

  private static EndpointSearch start(String image) {
    LocalStackContainer container =
        new LocalStackContainer(
                DockerImageName.parse(image).asCompatibleSubstituteFor("localstack/localstack"))
            // Presigned addresses are a matter of signatures; by default LocalStack ignores them.
            .withEnv("S3_SKIP_SIGNATURE_VALIDATION", "0");
    try {
      container.getDockerImageName();
    } catch (ContainerFetchException e) {
      return nothing(
          "The image %s can't be had (%s): the compatibility suite is skipped"
              .formatted(image, e.getMessage()));
    }
    container.start();
    return new Found(Endpoint.of(container));
  }

  private static EndpointSearch nothing(String reason) {
    Logger log = LoggerFactory.getLogger(EndpointSearch.class);
    log.info("{}", reason);
    return new Nothing(reason);
  }
}
