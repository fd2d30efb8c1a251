package dev.mediajobs.local;

import dev.mediajobs.local.http.CorsPolicy;
import dev.mediajobs.local.http.Route;
import dev.mediajobs.local.lambda.Environments;
import dev.mediajobs.local.lambda.FunctionDefinition;
import dev.mediajobs.local.lambda.LambdaFunction;
import dev.mediajobs.local.lambda.QueueSource;
import dev.mediajobs.local.template.Evaluator;
import dev.mediajobs.local.template.Location;
import dev.mediajobs.local.template.Node;
import dev.mediajobs.local.template.Node.Mapping;
import dev.mediajobs.local.template.Resource;
import dev.mediajobs.local.template.Template;
import dev.mediajobs.local.template.TemplateException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Supplier;

/** The functions of the template and what triggers them. */
final class Functions {

  private static final int DEFAULT_TIMEOUT_SECONDS = 3;
  private static final int DEFAULT_MEMORY_MEGABYTES = 128;
  private static final int DEFAULT_BATCH_SIZE = 10;
  private static final int DEFAULT_VISIBILITY_SECONDS = 30;

  private final Template template;
  private final ResourceNames names;
  private final Evaluator evaluator;
  private final Environments environments;

  /** A function that reads a queue. */
  record Reader(LambdaFunction function, QueueSource source) {}

  private final List<LambdaFunction> all = new ArrayList<>();
  private final List<Route> routes = new ArrayList<>();
  private final List<Reader> readers = new ArrayList<>();

  /**
   * Reads all functions and finds their handlers.
   *
   * @param environment variables that every function gets in addition to its own
   * @param environments where they run
   * @throws TemplateException if one can't be used
   */
  Functions(
      Template template,
      ResourceNames names,
      Map<String, String> environment,
      Environments environments) {
    this.template = template;
    this.names = names;
    this.evaluator = template.evaluator(names);
    this.environments = environments;
    template.resources("AWS::Serverless::Function").forEach(resource -> add(resource, environment));
  }

  /** All functions. */
  List<LambdaFunction> all() {
    return List.copyOf(all);
  }

  /** The routes of the HTTP API. */
  List<Route> routes() {
    return List.copyOf(routes);
  }

  /** The functions that read queues. */
  List<Reader> readers() {
    return List.copyOf(readers);
  }

  /**
   * The CORS policy of the HTTP API.
   *
   * @return empty when it has none, so that functions answer about CORS themselves
   * @throws TemplateException if there is more than one API
   */
  static Optional<CorsPolicy> cors(Template template, ResourceNames names) {
    List<Resource> apis = template.resources("AWS::Serverless::HttpApi");
    if (apis.size() > 1) {
      throw apis.getLast().location().error("there can be only one HTTP API here");
    }
    return apis.stream()
        .flatMap(
            api ->
                template
                    .evaluator(names)
                    .evaluate(api.properties())
                    .mapping()
                    .find("CorsConfiguration")
                    .stream())
        .map(cors -> CorsPolicy.of(cors.mapping()))
        .findFirst();
  }

  private void add(Resource resource, Map<String, String> environment) {
    Mapping properties = evaluator.evaluate(resource.properties()).mapping();
    Map<String, String> variables = new HashMap<>(environment);
    properties
        .find("Environment")
        .flatMap(node -> node.mapping().find("Variables"))
        .ifPresent(
            own ->
                own.mapping()
                    .members()
                    .forEach((name, value) -> variables.put(name, value.text())));
    FunctionDefinition definition =
        new FunctionDefinition(
            names.name(resource),
            names.arn(resource),
            properties.get("Handler").text(),
            Duration.ofSeconds(
                properties.find("Timeout").map(Node::integer).orElse(DEFAULT_TIMEOUT_SECONDS)),
            properties.find("MemorySize").map(Node::integer).orElse(DEFAULT_MEMORY_MEGABYTES),
            variables);
    LambdaFunction function =
        at(properties.get("Handler").location(), () -> LambdaFunction.of(definition, environments));
    all.add(function);
    properties
        .find("Events")
        .map(Node::mapping)
        .ifPresent(
            events ->
                events.members().values().forEach(event -> trigger(function, event.mapping())));
  }

  private void trigger(LambdaFunction function, Mapping event) {
    Mapping properties = event.get("Properties").mapping();
    switch (event.get("Type").text()) {
      case "HttpApi" ->
          routes.add(
              at(
                  properties.location(),
                  () ->
                      new Route(
                          properties.get("Method").text(),
                          properties.get("Path").text(),
                          function)));
      case "SQS" -> {
        if (properties.find("Enabled").map(Node::flag).orElse(true)) {
          readers.add(new Reader(function, source(function, properties)));
        }
      }
      default ->
          throw event
              .location()
              .error("events of the type " + event.get("Type").text() + " are not emulated here");
    }
  }

  private QueueSource source(LambdaFunction function, Mapping properties) {
    String arn = properties.get("Queue").text();
    Resource queue =
        template.resources("AWS::SQS::Queue").stream()
            .filter(candidate -> names.arn(candidate).equals(arn))
            .findFirst()
            .orElseThrow(
                () ->
                    properties
                        .get("Queue")
                        .location()
                        .error(arn + " is no queue of this template"));
    Optional<Node> visibility =
        queue.properties().find("VisibilityTimeout").map(evaluator::evaluate);
    Duration visible =
        Duration.ofSeconds(visibility.map(Node::integer).orElse(DEFAULT_VISIBILITY_SECONDS));
    if (visible.compareTo(function.definition().timeout()) < 0) {
      // CreateEventSourceMapping refuses this too.
      throw queue
          .location()
          .error(
              "the queue's visibility timeout is shorter than the timeout of "
                  + function.definition().name());
    }
    return at(
        properties.location(),
        () ->
            new QueueSource(
                names.queueUrl(queue),
                arn,
                Template.REGION,
                properties.find("BatchSize").map(Node::integer).orElse(DEFAULT_BATCH_SIZE),
                Duration.ofSeconds(
                    properties.find("MaximumBatchingWindowInSeconds").map(Node::integer).orElse(0)),
                properties
                    .find("FunctionResponseTypes")
                    .map(types -> types.texts().contains("ReportBatchItemFailures"))
                    .orElse(false),
                properties
                    .find("ScalingConfig")
                    .flatMap(scaling -> scaling.mapping().find("MaximumConcurrency"))
                    .map(Node::integer)
                    .orElse(QueueSource.DEFAULT_CONCURRENCY)));
  }

  private static <T> T at(Location location, Supplier<T> attempt) {
    try {
      return attempt.get();
    } catch (IllegalArgumentException refused) {
      throw new TemplateException(location + ": " + refused.getMessage(), refused);
    }
  }
}
