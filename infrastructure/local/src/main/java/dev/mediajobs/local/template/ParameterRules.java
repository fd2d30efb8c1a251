package dev.mediajobs.local.template;

import dev.mediajobs.local.template.Node.Mapping;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * The section Rules of a template: what must hold of its parameters together before anything is
 * made, as the "Rules" page of the AWS CloudFormation guide defines it. Of the functions that are
 * for rules only, none is emulated.
 */
final class ParameterRules {
  private static final Set<String> MEMBERS = Set.of("RuleCondition", "Assertions");
  private static final Set<String> ASSERTION = Set.of("Assert", "AssertDescription");

  private final Mapping rules;

  ParameterRules(Mapping rules) {
    this.rules = rules;
    rules
        .members()
        .forEach(
            (name, rule) -> {
              requireKnown(rule.mapping(), MEMBERS, name);
              rule.mapping()
                  .get("Assertions")
                  .elements()
                  .forEach(assertion -> requireKnown(assertion.mapping(), ASSERTION, name));
            });
  }

  /**
   * Checks every rule.
   *
   * @param evaluator knows the values of the parameters
   * @throws TemplateException with the description of the first assertion that does not hold
   */
  void check(Evaluator evaluator) {
    rules.members().forEach((name, rule) -> check(name, rule.mapping(), evaluator));
  }

  private static void check(String name, Mapping rule, Evaluator evaluator) {
    Optional<Node> condition = rule.find("RuleCondition");
    if (condition.isPresent() && !evaluator.evaluate(condition.get()).flag()) {
      return;
    }
    for (Node node : rule.get("Assertions").elements()) {
      Mapping assertion = node.mapping();
      Node holds = assertion.get("Assert");
      if (!evaluator.evaluate(holds).flag()) {
        throw holds
            .location()
            .error(
                "rule %s does not hold: %s"
                    .formatted(
                        name,
                        assertion
                            .find("AssertDescription")
                            .map(Node::text)
                            .orElse("its assertion is false")));
      }
    }
  }

  private static void requireKnown(Mapping mapping, Set<String> known, String rule) {
    for (Map.Entry<String, Node> member : mapping.members().entrySet()) {
      if (!known.contains(member.getKey())) {
        throw member
            .getValue()
            .location()
            .error(
                "property %s of rule %s is neither emulated nor inert here"
                    .formatted(member.getKey(), rule));
      }
    }
  }
}
