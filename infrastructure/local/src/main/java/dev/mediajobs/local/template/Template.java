package dev.mediajobs.local.template;

import dev.mediajobs.local.template.Node.Mapping;
import dev.mediajobs.local.template.Node.Scalar;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;

/**
 * A SAM template whose every property is known to be emulated or inert, with the values of its
 * parameters.
 */
public final class Template {

  /** The account that all local resources belong to. */
  public static final String ACCOUNT = "000000000000";

  /** The region that all local resources are in. */
  public static final String REGION = "us-east-1";

  private static final Set<String> SECTIONS =
      Set.of(
          "AWSTemplateFormatVersion",
          "Transform",
          "Description",
          "Metadata",
          "Parameters",
          "Mappings",
          "Rules",
          "Conditions",
          "Globals",
          "Resources",
          "Outputs");
  private static final Set<String> RESOURCE_ATTRIBUTES =
      Set.of(
          "Type",
          "Properties",
          "Condition",
          "DependsOn",
          "DeletionPolicy",
          "UpdateReplacePolicy",
          "Metadata");
  private static final String FUNCTION = "AWS::Serverless::Function";

  private final Mapping root;
  private final String stackName;
  private final Map<String, String> overrides;
  private final Map<String, Node> values;
  private final List<Resource> resources;
  private final TreeSet<String> inert = new TreeSet<>();

  private Template(Mapping root, String stackName, Map<String, String> overrides) {
    this.root = root;
    this.stackName = stackName;
    this.overrides = Map.copyOf(overrides);
    root.members()
        .forEach(
            (name, section) -> {
              if (!SECTIONS.contains(name)) {
                throw section
                    .location()
                    .error("section " + name + " is neither emulated nor inert here");
              }
            });
    this.values = values(stackName, overrides);
    new ParameterRules(section("Rules")).check(evaluator(new NoReferences()));
    this.resources = readResources();
  }

  /**
   * Reads a template and checks it.
   *
   * @param stackName what {@code AWS::StackName} stands for
   * @param overrides values for parameters, in place of their defaults
   * @throws TemplateException when it can't be read, a value is out of its bounds, a rule does not
   *     hold, or a type or property is neither emulated nor inert here; the message names the line
   */
  public static Template read(Path file, String stackName, Map<String, String> overrides) {
    return new Template(TemplateReader.read(file), stackName, overrides);
  }

  /**
   * The same template with values for more parameters.
   *
   * @throws TemplateException as {@link #read}
   */
  public Template with(Map<String, String> more) {
    Map<String, String> all = new HashMap<>(overrides);
    all.putAll(more);
    return new Template(root, stackName, all);
  }

  /** Whether it has a parameter of this name that was given no value, or an empty one. */
  public boolean leavesOpen(String parameter) {
    return section("Parameters").find(parameter).isPresent()
        && overrides.getOrDefault(parameter, "").isEmpty();
  }

  /** The resources whose condition holds, in the order of the template. */
  public List<Resource> resources() {
    return resources;
  }

  /** The resources of one type whose condition holds. */
  public List<Resource> resources(String type) {
    return resources.stream().filter(resource -> resource.type().equals(type)).toList();
  }

  /** One line for each property in use that has no effect here, sorted. */
  public List<String> inert() {
    return List.copyOf(inert);
  }

  /** Evaluates parts of this template, with these names for its resources. */
  public Evaluator evaluator(References references) {
    return new Evaluator(values, section("Mappings"), section("Conditions"), references);
  }

  /**
   * Evaluates those members of the section Outputs whose condition holds.
   *
   * @return their texts by name, in the order of the template
   */
  public Map<String, String> outputs(References references) {
    Evaluator evaluator = evaluator(references);
    Map<String, String> outputs = new LinkedHashMap<>();
    section("Outputs")
        .members()
        .forEach(
            (name, output) -> {
              if (exists(output.mapping(), evaluator)) {
                outputs.put(name, evaluator.evaluate(output.mapping().get("Value")).text());
              }
            });
    return outputs;
  }

  private Mapping section(String name) {
    return root.find(name)
        .map(Node::mapping)
        .orElseGet(() -> new Mapping(Map.of(), root.location()));
  }

  private Map<String, Node> values(String stackName, Map<String, String> overrides) {
    Mapping declared = section("Parameters");
    for (String name : overrides.keySet()) {
      if (declared.find(name).isEmpty()) {
        throw new TemplateException(
            "the template has no parameter "
                + name
                + "; it has "
                + String.join(", ", declared.members().keySet()));
      }
    }
    Map<String, Node> found = new HashMap<>();
    declared
        .members()
        .forEach(
            (name, declaration) ->
                found.put(
                    name,
                    new Parameter(name, declaration.mapping())
                        .value(Optional.ofNullable(overrides.get(name)))));
    Map<String, String> pseudo =
        Map.of(
            "AWS::AccountId",
            ACCOUNT,
            "AWS::Region",
            REGION,
            "AWS::Partition",
            "aws",
            "AWS::URLSuffix",
            "amazonaws.com",
            "AWS::StackName",
            stackName,
            "AWS::StackId",
            "arn:aws:cloudformation:" + REGION + ":" + ACCOUNT + ":stack/" + stackName + "/local");
    pseudo.forEach((name, value) -> found.put(name, new Scalar(value, root.location())));
    return found;
  }

  private List<Resource> readResources() {
    PropertyLists lists = PropertyLists.load();
    Evaluator evaluator = evaluator(new NoReferences());
    FunctionGlobals globals = FunctionGlobals.of(section("Globals"));
    List<Resource> found = new ArrayList<>();
    section("Resources")
        .members()
        .forEach(
            (logicalId, node) -> {
              Mapping declaration = node.mapping();
              Resource resource = resource(logicalId, declaration, globals);
              // Also when its condition does not hold: the template has to be right for any.
              lists.check(resource.type(), resource.properties(), inert);
              if (exists(declaration, evaluator)) {
                found.add(resource);
              }
            });
    return List.copyOf(found);
  }

  private static boolean exists(Mapping declaration, Evaluator evaluator) {
    return declaration
        .find("Condition")
        .map(condition -> evaluator.holds(condition.text(), condition.location()))
        .orElse(true);
  }

  private static Resource resource(String logicalId, Mapping declaration, FunctionGlobals globals) {
    declaration
        .members()
        .forEach(
            (name, member) -> {
              if (!RESOURCE_ATTRIBUTES.contains(name)) {
                throw member
                    .location()
                    .error(
                        "attribute %s of resource %s is neither emulated nor inert here"
                            .formatted(name, logicalId));
              }
            });
    String type = declaration.get("Type").text();
    Mapping own =
        declaration
            .find("Properties")
            .map(Node::mapping)
            .orElseGet(() -> new Mapping(Map.of(), declaration.location()));
    return new Resource(
        logicalId, type, type.equals(FUNCTION) ? globals.with(own) : own, declaration.location());
  }

  /** Conditions of resources may look at parameters only. */
  private record NoReferences() implements References {
    @Override
    public Optional<String> ref(String logicalId) {
      return Optional.empty();
    }

    @Override
    public Optional<String> attribute(String logicalId, String attribute) {
      return Optional.empty();
    }

    @Override
    public Optional<String> secret(String arn) {
      return Optional.empty();
    }
  }
}
