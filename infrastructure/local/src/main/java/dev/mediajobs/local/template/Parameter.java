package dev.mediajobs.local.template;

import dev.mediajobs.local.template.Node.Mapping;
import dev.mediajobs.local.template.Node.Scalar;
import java.math.BigDecimal;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;

/**
 * One parameter of the template and the bounds of its values.
 *
 * <p>The rules are those of the "Parameters" page of the AWS CloudFormation guide, for the types
 * String and Number.
 */
record Parameter(String name, Mapping declaration) {

  private static final Set<String> PROPERTIES =
      Set.of(
          "Type",
          "Description",
          "Default",
          "AllowedValues",
          "AllowedPattern",
          "ConstraintDescription",
          "MinValue",
          "MaxValue",
          "MinLength",
          "MaxLength",
          "NoEcho");

  private static final Pattern NUMBER = Pattern.compile("-?[0-9]{1,30}(\\.[0-9]{1,30})?");

  Parameter {
    for (Map.Entry<String, Node> member : declaration.members().entrySet()) {
      if (!PROPERTIES.contains(member.getKey())) {
        throw member
            .getValue()
            .location()
            .error(
                "property "
                    + member.getKey()
                    + " of parameter "
                    + name
                    + " is neither emulated nor inert here");
      }
    }
    String type = declaration.get("Type").text();
    if (!type.equals("String") && !type.equals("Number")) {
      throw declaration
          .get("Type")
          .location()
          .error(
              "parameter "
                  + name
                  + " has the type "
                  + type
                  + "; only String and Number are emulated here");
    }
  }

  /**
   * The value that a reference to this parameter gives.
   *
   * @param override what was given at start, in place of the default
   * @throws TemplateException when there is no value or it is out of bounds
   */
  Node value(Optional<String> override) {
    String text =
        override
            .or(() -> declaration.find("Default").map(Node::text))
            .orElseThrow(
                () ->
                    declaration
                        .location()
                        .error("parameter " + name + " has no default and no value was given"));
    declaration.find("AllowedValues").ifPresent(allowed -> checkAllowed(text, allowed.texts()));
    declaration
        .find("AllowedPattern")
        .ifPresent(
            pattern -> {
              if (!Pattern.matches(pattern.text(), text)) {
                throw invalid(text, "must match " + pattern.text());
              }
            });
    declaration
        .find("MinLength")
        .filter(bound -> text.length() < bound.integer())
        .ifPresent(
            bound -> {
              throw invalid(text, "must have at least " + bound.text() + " characters");
            });
    declaration
        .find("MaxLength")
        .filter(bound -> text.length() > bound.integer())
        .ifPresent(
            bound -> {
              throw invalid(text, "must have at most " + bound.text() + " characters");
            });
    if (declaration.get("Type").text().equals("Number")) {
      checkNumber(text);
    }
    return new Scalar(text, declaration.location());
  }

  private void checkAllowed(String text, List<String> allowed) {
    if (!allowed.contains(text)) {
      throw invalid(text, "must be one of " + String.join(", ", allowed));
    }
  }

  private void checkNumber(String text) {
    if (!NUMBER.matcher(text).matches()) {
      throw invalid(text, "must be a number");
    }
    BigDecimal number = new BigDecimal(text);
    declaration
        .find("MinValue")
        .filter(bound -> number.compareTo(new BigDecimal(bound.text())) < 0)
        .ifPresent(
            bound -> {
              throw invalid(text, "must be at least " + bound.text());
            });
    declaration
        .find("MaxValue")
        .filter(bound -> number.compareTo(new BigDecimal(bound.text())) > 0)
        .ifPresent(
            bound -> {
              throw invalid(text, "must be at most " + bound.text());
            });
  }

  private TemplateException invalid(String text, String rule) {
    String explanation = declaration.find("ConstraintDescription").map(Node::text).orElse(rule);
    boolean secret = declaration.find("NoEcho").map(Node::flag).orElse(false);
    return declaration
        .location()
        .error(
            "the value "
                + (secret ? "" : "'" + text + "' ")
                + "of parameter "
                + name
                + " "
                + explanation);
  }
}
