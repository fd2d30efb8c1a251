package dev.mediajobs.local;

import dev.mediajobs.local.lambda.LambdaFunction;
import dev.mediajobs.local.sockets.SelectionExpression;
import dev.mediajobs.local.sockets.SocketDefinition;
import dev.mediajobs.local.sockets.SocketRoute;
import dev.mediajobs.local.template.Evaluator;
import dev.mediajobs.local.template.Node;
import dev.mediajobs.local.template.Node.Mapping;
import dev.mediajobs.local.template.Resource;
import dev.mediajobs.local.template.Template;
import dev.mediajobs.local.template.TemplateException;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/** The WebSocket API of a template: its stage, and its routes with their functions. */
final class SocketDeclaration {

  static final String API = "AWS::ApiGatewayV2::Api";

  private static final String STAGE = "AWS::ApiGatewayV2::Stage";
  private static final String ROUTE = "AWS::ApiGatewayV2::Route";
  private static final String ROUTE_RESPONSE = "AWS::ApiGatewayV2::RouteResponse";
  private static final String INTEGRATION = "AWS::ApiGatewayV2::Integration";
  private static final String TARGET_PREFIX = "integrations/";

  /** The one that both a route and its response may name. */
  private static final String DEFAULT = "$default";

  private final Template template;
  private final ResourceNames names;
  private final Evaluator evaluator;
  private final List<LambdaFunction> functions;

  private SocketDeclaration(
      Template template, ResourceNames names, List<LambdaFunction> functions) {
    this.template = template;
    this.names = names;
    this.evaluator = template.evaluator(names);
    this.functions = List.copyOf(functions);
  }

  /**
   * Reads it.
   *
   * @return empty when the template has none
   * @throws TemplateException if it has several, or one that can't be emulated
   */
  static Optional<SocketDefinition> read(
      Template template, ResourceNames names, List<LambdaFunction> functions) {
    List<Resource> apis = template.resources(API);
    if (apis.size() > 1) {
      throw apis.getLast().location().error("there can be only one WebSocket API here");
    }
    SocketDeclaration declaration = new SocketDeclaration(template, names, functions);
    return apis.stream().findFirst().map(declaration::definition);
  }

  private SocketDefinition definition(Resource api) {
    Mapping properties = properties(api);
    expect(properties.get("ProtocolType"), "WEBSOCKET");
    Node expression = properties.get("RouteSelectionExpression");
    SelectionExpression selection;
    try {
      selection = SelectionExpression.of(expression.text());
    } catch (IllegalArgumentException refused) {
      throw new TemplateException(expression.location() + ": " + refused.getMessage(), refused);
    }
    return new SocketDefinition(names.name(api), stage(api), selection, routes(api));
  }

  private String stage(Resource api) {
    List<Resource> stages = template.resources(STAGE);
    if (stages.size() != 1) {
      throw api.location().error("a WebSocket API needs exactly one stage here");
    }
    return names.name(stages.getFirst());
  }

  private Map<String, SocketRoute> routes(Resource api) {
    Map<String, LambdaFunction> integrations = new HashMap<>();
    template
        .resources(INTEGRATION)
        .forEach(integration -> integrations.put(names.name(integration), function(integration)));
    Set<String> answering =
        template.resources(ROUTE_RESPONSE).stream()
            .map(response -> answering(properties(response)))
            .collect(Collectors.toSet());
    Map<String, SocketRoute> routes = new HashMap<>();
    for (Resource resource : template.resources(ROUTE)) {
      Mapping route = properties(resource);
      checkApi(route, api);
      route.find("AuthorizationType").ifPresent(type -> expect(type, "NONE"));
      String key = route.get("RouteKey").text();
      boolean answers = isTwoWay(route) && answering.contains(names.name(resource));
      if (routes.put(key, new SocketRoute(key, target(route, integrations), answers)) != null) {
        throw resource.location().error("there are two routes " + key);
      }
    }
    return routes;
  }

  /** The route whose function's answers are sent back. */
  private static String answering(Mapping response) {
    expect(response.get("RouteResponseKey"), DEFAULT);
    return response.get("RouteId").text();
  }

  private static boolean isTwoWay(Mapping route) {
    Optional<Node> expression = route.find("RouteResponseSelectionExpression");
    expression.ifPresent(node -> expect(node, DEFAULT));
    return expression.isPresent();
  }

  private static LambdaFunction target(Mapping route, Map<String, LambdaFunction> integrations) {
    Node target = route.get("Target");
    String text = target.text();
    Optional<LambdaFunction> function =
        text.startsWith(TARGET_PREFIX)
            ? Optional.ofNullable(integrations.get(text.substring(TARGET_PREFIX.length())))
            : Optional.empty();
    return function.orElseThrow(
        () -> target.location().error(text + " is no integration of this template"));
  }

  private LambdaFunction function(Resource integration) {
    Mapping properties = properties(integration);
    expect(properties.get("IntegrationType"), "AWS_PROXY");
    properties.find("IntegrationMethod").ifPresent(method -> expect(method, "POST"));
    Node address = properties.get("IntegrationUri");
    return functions.stream()
        .filter(
            function ->
                address
                    .text()
                    .endsWith(
                        ":lambda:path/2015-03-31/functions/"
                            + function.definition().arn()
                            + "/invocations"))
        .findFirst()
        .orElseThrow(
            () -> address.location().error(address.text() + " calls no function of this template"));
  }

  private void checkApi(Mapping route, Resource api) {
    expect(route.get("ApiId"), names.name(api));
  }

  private static void expect(Node node, String only) {
    if (!node.text().equals(only)) {
      throw node.location().error("only " + only + " is emulated here, not " + node.text());
    }
  }

  private Mapping properties(Resource resource) {
    return evaluator.evaluate(resource.properties()).mapping();
  }
}
