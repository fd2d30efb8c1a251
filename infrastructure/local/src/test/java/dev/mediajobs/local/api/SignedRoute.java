package dev.mediajobs.local.api;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Whom IAM lets in may, which the gateway asks before any function of ours. */
record SignedRoute() implements Guard {

  private static final String SIGNATURE =
      "AWS4-HMAC-SHA256 Credential=LOCAL/20261121/us-east-1/execute-api/aws4_request,"
          + " SignedHeaders=host, Signature=00";

  @Override
  public List<Attempt> attempts(AccessScene scene, String route) throws Exception {
    List<Stranger> strangers = new ArrayList<>(scene.strangers());
    strangers.add(scene.alice());
    strangers.add(Stranger.with("a wrong signature", SIGNATURE));
    List<Attempt> attempts = new ArrayList<>();
    for (Stranger stranger : strangers) {
      Question question = Question.of(route, "", scene.missing(), stranger.headers());
      attempts.add(new Attempt(stranger.who(), 403, question, question));
    }
    return attempts;
  }

  @Override
  public Optional<Question> own(AccessScene scene, String route) {
    return Optional.empty();
  }
}
