package dev.mediajobs.local.s3;

import dev.mediajobs.local.template.Node;
import dev.mediajobs.local.template.Node.Mapping;
import java.util.List;
import java.util.Optional;
import org.gaul.s3proxy.CrossOriginResourceSharing;

/**
 * Which pages may talk to the buckets.
 *
 * @param origins allowed origins, or {@code *}
 * @param methods allowed methods
 * @param headers allowed request headers, or {@code *}
 * @param exposed response headers that scripts may read
 */
public record CorsRule(
    List<String> origins, List<String> methods, List<String> headers, List<String> exposed) {

  /**
   * The rule of a bucket.
   *
   * @param properties evaluated properties of the bucket
   * @return empty when no other origin may talk to it
   * @throws dev.mediajobs.local.template.TemplateException if there is more than one rule, which
   *     this server can't tell apart
   */
  public static Optional<CorsRule> of(Mapping properties) {
    return properties
        .find("CorsConfiguration")
        .map(cors -> cors.mapping().get("CorsRules"))
        .map(CorsRule::only);
  }

  private static CorsRule only(Node rules) {
    if (rules.elements().size() != 1) {
      throw rules
          .location()
          .error("a bucket has exactly one CORS rule here, not " + rules.elements().size());
    }
    Mapping rule = rules.elements().getFirst().mapping();
    return new CorsRule(
        rule.get("AllowedOrigins").texts(),
        rule.get("AllowedMethods").texts(),
        rule.find("AllowedHeaders").map(Node::texts).orElse(List.of()),
        rule.find("ExposedHeaders").map(Node::texts).orElse(List.of()));
  }

  CrossOriginResourceSharing policy() {
    return new CrossOriginResourceSharing(origins, methods, headers, exposed, "");
  }
}
