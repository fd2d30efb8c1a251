package dev.mediajobs.local.openapi;

import java.nio.file.Path;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import tools.jackson.dataformat.yaml.YAMLMapper;

/** The routes that the project's template gives the HTTP API, each as method and path. */
public final class TemplateRoutes {

  private static final Path TEMPLATE = Path.of("..", "..", "template.yaml");

  private TemplateRoutes() {}

  /** All of them, in order. */
  public static Set<String> keys() {
    return new YAMLMapper()
        .readTree(TEMPLATE.toFile())
        .path("Resources")
        .valueStream()
        .flatMap(resource -> resource.path("Properties").path("Events").valueStream())
        .filter(event -> event.path("Type").asString("").equals("HttpApi"))
        .map(event -> event.path("Properties"))
        .map(event -> event.path("Method").asString("") + " " + event.path("Path").asString(""))
        .collect(Collectors.toCollection(TreeSet::new));
  }
}
