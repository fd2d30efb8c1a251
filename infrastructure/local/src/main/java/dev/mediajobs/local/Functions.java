package dev.mediajobs.local;

import dev.mediajobs.local.http.CorsPolicy;
import dev.mediajobs.local.lambda.Environments;
import dev.mediajobs.local.lambda.FunctionDefinition;
import dev.mediajobs.local.lambda.LambdaFunction;
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

  private final ResourceNames names;
  private final Evaluator evaluator;
  private final Triggers triggers;
  private final Environments environments;

  private final List<LambdaFunction> all = new ArrayList<>();

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
    this.names = names;
    this.evaluator = template.evaluator(names);
    this.triggers = new Triggers(template, names);
    this.environments = environments;
    template.resources("AWS::Serverless::Function").forEach(resource -> add(resource, environment));
  }

  /** All functions. */
  List<LambdaFunction> all() {
    return List.copyOf(all);
  }

  /** What triggers them. */
  Triggers triggers() {
    return triggers;
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
                events
                    .members()
                    .forEach(
                        (name, event) -> triggers.add(function, resource, name, event.mapping())));
  }

  private static <T> T at(Location location, Supplier<T> attempt) {
    try {
      return attempt.get();
    } catch (IllegalArgumentException refused) {
      throw new TemplateException(location + ": " + refused.getMessage(), refused);
    }
  }
}
