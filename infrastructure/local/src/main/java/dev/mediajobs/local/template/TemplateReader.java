package dev.mediajobs.local.template;

import dev.mediajobs.local.template.Node.Call;
import dev.mediajobs.local.template.Node.Mapping;
import dev.mediajobs.local.template.Node.Scalar;
import dev.mediajobs.local.template.Node.Sequence;
import java.io.IOException;
import java.math.BigDecimal;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.snakeyaml.engine.v2.api.LoadSettings;
import org.snakeyaml.engine.v2.api.lowlevel.Compose;
import org.snakeyaml.engine.v2.exceptions.Mark;
import org.snakeyaml.engine.v2.exceptions.YamlEngineException;
import org.snakeyaml.engine.v2.nodes.MappingNode;
import org.snakeyaml.engine.v2.nodes.NodeTuple;
import org.snakeyaml.engine.v2.nodes.ScalarNode;
import org.snakeyaml.engine.v2.nodes.SequenceNode;
import org.snakeyaml.engine.v2.nodes.Tag;

/**
 * Turns YAML with CloudFormation's short tags ({@code !Ref} and the like) and long names ({@code
 * Fn::Sub}) into {@link Node}s.
 */
final class TemplateReader {

  /** CloudFormation's own limit for a template that is uploaded is 1 MB. */
  private static final int LONGEST_TEMPLATE = 1_000_000;

  private static final String LONG_PREFIX = "Fn::";

  private static final Set<String> FUNCTIONS =
      Set.of(
          "Ref",
          "Condition",
          "Sub",
          "GetAtt",
          "Join",
          "If",
          "Equals",
          "And",
          "Or",
          "Not",
          "Select",
          "Split",
          "FindInMap");

  private final String file;

  private TemplateReader(String file) {
    this.file = file;
  }

  static Mapping read(Path path) {
    TemplateReader reader = new TemplateReader(String.valueOf(path.getFileName()));
    LoadSettings settings =
        LoadSettings.builder()
            .setLabel(reader.file)
            .setCodePointLimit(LONGEST_TEMPLATE)
            .setUseMarks(true)
            .build();
    try {
      return new Compose(settings)
          .composeString(Files.readString(path))
          .map(root -> reader.convert(root, reader.location(root)).mapping())
          .orElseThrow(() -> new TemplateException(path.getFileName() + " is empty"));
    } catch (IOException unreadable) {
      throw new TemplateException("can't read the template " + path.toAbsolutePath(), unreadable);
    } catch (YamlEngineException malformed) {
      throw new TemplateException(
          reader.file + " is not valid YAML: " + malformed.getMessage(), malformed);
    }
  }

  private Node convert(org.snakeyaml.engine.v2.nodes.Node node, Location location) {
    String tag = node.getTag().getValue();
    if (tag.startsWith("!")) {
      return call(tag.substring(1), untagged(node, location), location);
    }
    return untagged(node, location);
  }

  private Node untagged(org.snakeyaml.engine.v2.nodes.Node node, Location location) {
    return switch (node) {
      case ScalarNode scalar -> scalar(scalar, location);
      case SequenceNode sequence -> {
        List<Node> items = new ArrayList<>();
        sequence.getValue().forEach(item -> items.add(convert(item, location(item))));
        yield new Sequence(items, location);
      }
      case MappingNode mapping -> mapping(mapping, location);
      default -> throw location.error("aliases are not allowed in a template");
    };
  }

  private Node mapping(MappingNode mapping, Location location) {
    Map<String, Node> members = new LinkedHashMap<>();
    for (NodeTuple tuple : mapping.getValue()) {
      Location place = location(tuple.getKeyNode());
      if (!(tuple.getKeyNode() instanceof ScalarNode key)) {
        throw place.error("a key must be text");
      }
      if (members.put(key.getValue(), convert(tuple.getValueNode(), place)) != null) {
        throw place.error("the key " + key.getValue() + " stands here twice");
      }
    }
    if (members.size() == 1) {
      Map.Entry<String, Node> only = members.entrySet().iterator().next();
      if (only.getKey().equals("Ref") || only.getKey().startsWith(LONG_PREFIX)) {
        String name =
            only.getKey().startsWith(LONG_PREFIX)
                ? only.getKey().substring(LONG_PREFIX.length())
                : only.getKey();
        return call(name, only.getValue(), location);
      }
    }
    return new Mapping(members, location);
  }

  private static Node call(String name, Node argument, Location location) {
    if (!FUNCTIONS.contains(name)) {
      throw location.error("the function " + name + " is not emulated here");
    }
    return new Call(name, argument, location);
  }

  private static Node scalar(ScalarNode scalar, Location location) {
    Tag tag = scalar.getTag();
    String text = scalar.getValue();
    if (tag.equals(Tag.INT) || tag.equals(Tag.FLOAT)) {
      try {
        return new Scalar(new BigDecimal(text), location);
      } catch (NumberFormatException notDecimal) {
        // Hexadecimal, octal, infinities: CloudFormation takes them as text.
        return new Scalar(text, location);
      }
    }
    if (tag.equals(Tag.BOOL)) {
      return new Scalar(Boolean.valueOf(text), location);
    }
    if (tag.equals(Tag.NULL)) {
      throw location.error("there is no value here, and CloudFormation takes none");
    }
    return new Scalar(text, location);
  }

  private Location location(org.snakeyaml.engine.v2.nodes.Node node) {
    return new Location(file, node.getStartMark().map(Mark::getLine).orElse(0) + 1);
  }
}
