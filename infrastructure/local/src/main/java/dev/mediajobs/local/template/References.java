package dev.mediajobs.local.template;

import java.util.Optional;

/** What resources of a running stack are called; the evaluation of a template asks for it. */
public interface References {

  /** What {@code Ref} gives for a resource; empty when the template has none of this name. */
  Optional<String> ref(String logicalId);

  /** What {@code Fn::GetAtt} gives; empty when there is no such resource or attribute. */
  Optional<String> attribute(String logicalId, String attribute);

  /** The text of a secret in Secrets Manager; empty when there is none of this ARN. */
  Optional<String> secret(String arn);
}
