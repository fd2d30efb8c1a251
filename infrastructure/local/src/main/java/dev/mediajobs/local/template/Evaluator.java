package dev.mediajobs.local.template;

import dev.mediajobs.local.template.Node.Call;
import dev.mediajobs.local.template.Node.Mapping;
import dev.mediajobs.local.template.Node.Nothing;
import dev.mediajobs.local.template.Node.Scalar;
import dev.mediajobs.local.template.Node.Sequence;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/**
 * Replaces the intrinsic functions of a template by their values, as the "Intrinsic function
 * reference" of AWS CloudFormation defines them.
 */
public final class Evaluator {

  private static final Pattern PLACEHOLDER = Pattern.compile("\\$\\{(!?)([^}]+)}");
  private static final Pattern SECRET =
      Pattern.compile(
          "\\{\\{resolve:secretsmanager:(arn:[^{}]+?|[^:{}]+):SecretString(?::([^:{}]*))?(?::[^{}]*)?}}");

  private final Map<String, Node> values;
  private final Mapping mappings;
  private final Mapping conditions;
  private final References references;

  /**
   * @param values parameters and pseudo parameters by name
   * @param mappings the template's section Mappings
   * @param conditions the template's section Conditions
   */
  Evaluator(Map<String, Node> values, Mapping mappings, Mapping conditions, References references) {
    this.values = Map.copyOf(values);
    this.mappings = mappings;
    this.conditions = conditions;
    this.references = references;
  }

  /**
   * The node without functions; members and items without a value are left out.
   *
   * @throws TemplateException when a function is misused or names something that does not exist
   */
  public Node evaluate(Node node) {
    return switch (node) {
      case Scalar(String text, Location location) ->
          new Scalar(withSecrets(text, location), location);
      case Scalar scalar -> scalar;
      case Nothing nothing -> nothing;
      case Sequence(List<Node> items, Location location) ->
          new Sequence(
              items.stream()
                  .map(this::evaluate)
                  .filter(item -> !(item instanceof Nothing))
                  .toList(),
              location);
      case Mapping(Map<String, Node> members, Location location) -> {
        Map<String, Node> evaluated = new LinkedHashMap<>();
        members.forEach(
            (name, member) -> {
              Node value = evaluate(member);
              if (!(value instanceof Nothing)) {
                evaluated.put(name, value);
              }
            });
        yield new Mapping(evaluated, location);
      }
      case Call call -> call(call);
    };
  }

  /** Whether the template's condition of this name holds. */
  boolean holds(String condition, Location location) {
    return evaluate(
            conditions
                .find(condition)
                .orElseThrow(() -> location.error("there is no condition " + condition)))
        .flag();
  }

  private Node call(Call call) {
    Node argument = call.argument();
    Location location = call.location();
    return switch (call.function()) {
      case "Ref" -> ref(argument.text(), location);
      case "Condition" -> new Scalar(holds(argument.text(), location), location);
      case "GetAtt" -> attribute(argument, location);
      case "Sub" -> substitute(argument, location);
      case "Join" -> {
        List<Node> arguments = arguments(argument, 2, location);
        String joined =
            evaluate(arguments.get(1)).texts().stream()
                .collect(Collectors.joining(arguments.get(0).text()));
        yield new Scalar(withSecrets(joined, location), location);
      }
      case "Split" -> {
        List<Node> arguments = arguments(argument, 2, location);
        String[] parts =
            evaluate(arguments.get(1)).text().split(Pattern.quote(arguments.get(0).text()), -1);
        List<Node> items = new ArrayList<>();
        for (String part : parts) {
          items.add(new Scalar(part, location));
        }
        yield new Sequence(items, location);
      }
      case "Select" -> {
        List<Node> arguments = arguments(argument, 2, location);
        int index = evaluate(arguments.get(0)).integer();
        List<Node> items = evaluate(arguments.get(1)).elements();
        if (index < 0 || index >= items.size()) {
          throw location.error("Select asks for item " + index + " of a list of " + items.size());
        }
        yield items.get(index);
      }
      case "FindInMap" -> {
        List<Node> path = arguments(argument, 3, location).stream().map(this::evaluate).toList();
        yield evaluate(
            mappings
                .get(path.get(0).text())
                .mapping()
                .get(path.get(1).text())
                .mapping()
                .get(path.get(2).text()));
      }
      case "If" -> {
        List<Node> arguments = arguments(argument, 3, location);
        yield evaluate(arguments.get(holds(arguments.get(0).text(), location) ? 1 : 2));
      }
      case "Equals" -> {
        List<Node> arguments =
            arguments(argument, 2, location).stream().map(this::evaluate).toList();
        yield new Scalar(arguments.get(0).text().equals(arguments.get(1).text()), location);
      }
      case "And" ->
          new Scalar(
              argument.elements().stream().allMatch(item -> evaluate(item).flag()), location);
      case "Or" ->
          new Scalar(
              argument.elements().stream().anyMatch(item -> evaluate(item).flag()), location);
      case "Not" ->
          new Scalar(!evaluate(arguments(argument, 1, location).getFirst()).flag(), location);
      default -> throw location.error("the function " + call.function() + " is not emulated here");
    };
  }

  private static List<Node> arguments(Node argument, int count, Location location) {
    List<Node> items = argument.elements();
    if (items.size() != count) {
      throw location.error("the function takes " + count + " arguments, not " + items.size());
    }
    return items;
  }

  private Node ref(String name, Location location) {
    if (name.equals("AWS::NoValue")) {
      return new Nothing(location);
    }
    return Optional.ofNullable(values.get(name))
        .map(value -> relocated(value, location))
        .or(() -> references.ref(name).map(value -> new Scalar(value, location)))
        .orElseThrow(() -> location.error("there is no parameter or resource " + name));
  }

  private static Node relocated(Node value, Location location) {
    return value instanceof Scalar(Object content, _) ? new Scalar(content, location) : value;
  }

  private Scalar attribute(Node argument, Location location) {
    String path =
        argument instanceof Sequence
            ? String.join(".", evaluate(argument).texts())
            : argument.text();
    int dot = path.indexOf('.');
    if (dot < 0) {
      throw location.error("GetAtt needs Resource.Attribute, not " + path);
    }
    String resource = path.substring(0, dot);
    String attribute = path.substring(dot + 1);
    return references
        .attribute(resource, attribute)
        .map(value -> new Scalar(value, location))
        .orElseThrow(
            () ->
                location.error(
                    "attribute " + attribute + " of " + resource + " is not known here"));
  }

  private Node substitute(Node argument, Location location) {
    Map<String, Node> own = Map.of();
    String text;
    if (argument instanceof Sequence) {
      List<Node> arguments = arguments(argument, 2, location);
      text = arguments.get(0).text();
      own = evaluate(arguments.get(1)).mapping().members();
    } else {
      text = argument.text();
    }
    StringBuilder result = new StringBuilder();
    Matcher matcher = PLACEHOLDER.matcher(text);
    while (matcher.find()) {
      String name = matcher.group(2).strip();
      String value;
      if (!matcher.group(1).isEmpty()) {
        value = "${" + matcher.group(2) + "}";
      } else if (own.containsKey(name)) {
        value = new Mapping(own, location).get(name).text();
      } else if (name.contains(".")) {
        value = attribute(new Scalar(name, location), location).text();
      } else {
        value = ref(name, location).text();
      }
      matcher.appendReplacement(result, Matcher.quoteReplacement(value));
    }
    matcher.appendTail(result);
    return new Scalar(withSecrets(result.toString(), location), location);
  }

  /**
   * Dynamic references, see "Using dynamic references to specify template values" in the AWS
   * CloudFormation guide.
   */
  private String withSecrets(String text, Location location) {
    if (!text.contains("{{resolve:")) {
      return text;
    }
    StringBuilder result = new StringBuilder();
    Matcher matcher = SECRET.matcher(text);
    while (matcher.find()) {
      String key = Optional.ofNullable(matcher.group(2)).orElse("");
      if (!key.isEmpty()) {
        throw location.error(
            "a dynamic reference to one JSON key of a secret is not emulated here");
      }
      String arn = matcher.group(1);
      String secret =
          references.secret(arn).orElseThrow(() -> location.error("there is no secret " + arn));
      matcher.appendReplacement(result, Matcher.quoteReplacement(secret));
    }
    matcher.appendTail(result);
    if (result.indexOf("{{resolve:") >= 0) {
      throw location.error(
          "only dynamic references of the form {{resolve:secretsmanager:ARN:SecretString}} are emulated here");
    }
    return result.toString();
  }
}
