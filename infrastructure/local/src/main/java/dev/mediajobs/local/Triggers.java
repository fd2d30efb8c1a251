package dev.mediajobs.local;

import dev.mediajobs.local.events.EventPattern;
import dev.mediajobs.local.events.Rate;
import dev.mediajobs.local.http.Route;
import dev.mediajobs.local.lambda.LambdaFunction;
import dev.mediajobs.local.lambda.QueueSource;
import dev.mediajobs.local.streams.FailurePolicy;
import dev.mediajobs.local.streams.StreamSource;
import dev.mediajobs.local.template.Evaluator;
import dev.mediajobs.local.template.Location;
import dev.mediajobs.local.template.Node;
import dev.mediajobs.local.template.Node.Mapping;
import dev.mediajobs.local.template.Resource;
import dev.mediajobs.local.template.Template;
import dev.mediajobs.local.template.TemplateException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.function.Supplier;

/** What triggers the functions of the template, as their property Events declares it. */
final class Triggers {

  private static final int DEFAULT_BATCH_SIZE = 10;
  private static final int DEFAULT_VISIBILITY_SECONDS = 30;

  private final Template template;
  private final ResourceNames names;
  private final Evaluator evaluator;

  private final List<Route> routes = new ArrayList<>();
  private final List<QueueReader> queues = new ArrayList<>();
  private final List<StreamReader> streams = new ArrayList<>();
  private final List<Timed> schedules = new ArrayList<>();

  /** A function that reads a queue. */
  record QueueReader(LambdaFunction function, QueueSource source) {}

  /** A function that reads the stream of a table. */
  record StreamReader(LambdaFunction function, StreamSource source) {}

  /**
   * A function that is invoked by the clock.
   *
   * @param ruleArn the rule that SAM makes for it
   * @param input the event, if it is not the usual one
   */
  record Timed(LambdaFunction function, String ruleArn, Rate rate, Optional<String> input) {}

  Triggers(Template template, ResourceNames names) {
    this.template = template;
    this.names = names;
    this.evaluator = template.evaluator(names);
  }

  /** The routes of the HTTP API. */
  List<Route> routes() {
    return List.copyOf(routes);
  }

  /** The functions that read queues. */
  List<QueueReader> queues() {
    return List.copyOf(queues);
  }

  /** The functions that read streams. */
  List<StreamReader> streams() {
    return List.copyOf(streams);
  }

  /** The functions that are invoked by the clock. */
  List<Timed> schedules() {
    return List.copyOf(schedules);
  }

  /**
   * Adds one event of a function.
   *
   * @param resource the function's resource
   * @param name the event's name in it
   * @param event its evaluated declaration
   * @throws TemplateException if it can't be emulated
   */
  void add(LambdaFunction function, Resource resource, String name, Mapping event) {
    Mapping properties = event.get("Properties").mapping();
    switch (event.get("Type").text()) {
      case "HttpApi" -> routes.add(route(function, properties));
      case "SQS" -> {
        if (enabled(properties)) {
          queues.add(new QueueReader(function, queue(function, properties)));
        }
      }
      case "Schedule" -> {
        if (scheduled(properties)) {
          schedules.add(timed(function, names.name(resource) + name, properties));
        }
      }
      case "DynamoDB" -> {
        if (enabled(properties)) {
          streams.add(new StreamReader(function, stream(properties)));
        }
      }
      default ->
          throw event
              .location()
              .error("events of the type " + event.get("Type").text() + " are not emulated here");
    }
  }

  private Route route(LambdaFunction function, Mapping properties) {
    Optional<Node> authorizer =
        properties.find("Auth").flatMap(auth -> auth.mapping().find("Authorizer"));
    boolean signed =
        authorizer
            .map(
                node ->
                    switch (node.text()) {
                      case "AWS_IAM" -> true;
                      case "NONE" -> false;
                      default ->
                          throw node.location()
                              .error("the authorizer " + node.text() + " is not emulated here");
                    })
            .orElse(false);
    if (signed && !apiKnowsIam()) {
      // SAM refuses this too.
      throw properties
          .location()
          .error("the authorizer AWS_IAM needs Auth.EnableIamAuthorizer on the HTTP API");
    }
    return at(
        properties.location(),
        () ->
            new Route(
                properties.get("Method").text(), properties.get("Path").text(), signed, function));
  }

  private boolean apiKnowsIam() {
    return template.resources("AWS::Serverless::HttpApi").stream()
        .map(api -> evaluator.evaluate(api.properties()).mapping())
        .flatMap(api -> api.find("Auth").stream())
        .flatMap(auth -> auth.mapping().find("EnableIamAuthorizer").stream())
        .anyMatch(Node::flag);
  }

  private static boolean enabled(Mapping properties) {
    return properties.find("Enabled").map(Node::flag).orElse(true);
  }

  private static boolean scheduled(Mapping properties) {
    Optional<Node> state = properties.find("State");
    if (state.isPresent() && properties.find("Enabled").isPresent()) {
      throw properties.location().error("a schedule has either State or Enabled, not both");
    }
    return state
        .map(
            node ->
                switch (node.text()) {
                  case "ENABLED" -> true;
                  case "DISABLED" -> false;
                  default ->
                      throw node.location()
                          .error("State is ENABLED or DISABLED, not " + node.text());
                })
        .orElseGet(() -> enabled(properties));
  }

  private static Timed timed(LambdaFunction function, String usualName, Mapping properties) {
    Node schedule = properties.get("Schedule");
    String name = properties.find("Name").map(Node::text).orElse(usualName);
    return new Timed(
        function,
        ResourceNames.ruleArn(name),
        at(schedule.location(), () -> Rate.of(schedule.text())),
        properties.find("Input").map(Node::text));
  }

  private QueueSource queue(LambdaFunction function, Mapping properties) {
    Resource queue = queueOf(properties.get("Queue"));
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
                names.arn(queue),
                Template.REGION,
                properties.find("BatchSize").map(Node::integer).orElse(DEFAULT_BATCH_SIZE),
                window(properties),
                partialFailures(properties),
                properties
                    .find("ScalingConfig")
                    .flatMap(scaling -> scaling.mapping().find("MaximumConcurrency"))
                    .map(Node::integer)
                    .orElse(QueueSource.DEFAULT_CONCURRENCY)));
  }

  private StreamSource stream(Mapping properties) {
    Node stream = properties.get("Stream");
    Resource table =
        template.resources("AWS::DynamoDB::Table").stream()
            .filter(candidate -> names.streamArn(candidate).equals(stream.text()))
            .findFirst()
            .orElseThrow(
                () ->
                    stream
                        .location()
                        .error(stream.text() + " is no stream of a table of this template"));
    Node start = properties.get("StartingPosition");
    List<EventPattern> filters =
        properties
            .find("FilterCriteria")
            .flatMap(criteria -> criteria.mapping().find("Filters"))
            .map(Node::elements)
            .orElse(List.of())
            .stream()
            .map(filter -> EventPattern.parse(filter.mapping().get("Pattern")))
            .toList();
    return at(
        properties.location(),
        () ->
            new StreamSource(
                names.name(table),
                stream.text(),
                Template.REGION,
                start(start),
                properties
                    .find("BatchSize")
                    .map(Node::integer)
                    .orElse(StreamSource.DEFAULT_BATCH_SIZE),
                window(properties),
                filters,
                partialFailures(properties),
                failures(properties)));
  }

  private static StreamSource.Start start(Node node) {
    return switch (node.text()) {
      case "TRIM_HORIZON" -> StreamSource.Start.TRIM_HORIZON;
      case "LATEST" -> StreamSource.Start.LATEST;
      default ->
          throw node.location()
              .error("StartingPosition is TRIM_HORIZON or LATEST, not " + node.text());
    };
  }

  private FailurePolicy failures(Mapping properties) {
    Optional<Integer> retries = bounded(properties, "MaximumRetryAttempts");
    return new FailurePolicy(
        retries.map(OptionalInt::of).orElseGet(OptionalInt::empty),
        bounded(properties, "MaximumRecordAgeInSeconds").map(Duration::ofSeconds),
        properties.find("BisectBatchOnFunctionError").map(Node::flag).orElse(false),
        properties
            .find("DestinationConfig")
            .flatMap(destinations -> destinations.mapping().find("OnFailure"))
            .map(failure -> names.queueUrl(queueOf(failure.mapping().get("Destination")))));
  }

  /** Where -1 stands for no bound. */
  private static Optional<Integer> bounded(Mapping properties, String name) {
    return properties.find(name).map(Node::integer).filter(value -> value != -1);
  }

  private static Duration window(Mapping properties) {
    return Duration.ofSeconds(
        properties.find("MaximumBatchingWindowInSeconds").map(Node::integer).orElse(0));
  }

  private static boolean partialFailures(Mapping properties) {
    return properties
        .find("FunctionResponseTypes")
        .map(types -> types.texts().contains("ReportBatchItemFailures"))
        .orElse(false);
  }

  private Resource queueOf(Node arn) {
    return template.resources("AWS::SQS::Queue").stream()
        .filter(candidate -> names.arn(candidate).equals(arn.text()))
        .findFirst()
        .orElseThrow(() -> arn.location().error(arn.text() + " is no queue of this template"));
  }

  private static <T> T at(Location location, Supplier<T> attempt) {
    try {
      return attempt.get();
    } catch (IllegalArgumentException refused) {
      throw new TemplateException(location + ": " + refused.getMessage(), refused);
    }
  }
}
