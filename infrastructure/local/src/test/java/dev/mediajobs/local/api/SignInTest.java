package dev.mediajobs.local.api;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class SignInTest {

  @Test
  void whereToSignInIsToldToEverybody(@TempDir Path folder) throws Exception {
    try (ApiOnStack api = ApiOnStack.start(folder)) {
      Reply reply = api.get("/.well-known/oauth-protected-resource");

      assertThat(reply.status()).isEqualTo(200);
      assertThat(reply.text("resource")).startsWith("http://");
    }
  }
}
