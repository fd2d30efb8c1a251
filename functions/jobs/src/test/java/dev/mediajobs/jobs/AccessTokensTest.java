package dev.mediajobs.jobs;

import static dev.mediajobs.jobs.Samples.pending;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import org.junit.jupiter.api.Test;

class AccessTokensTest {

  private final AccessTokens tokens = new AccessTokens("k".repeat(64));
  private final Job job = pending();

  @Test
  void aTokenOpensItsJobAndNamesIt() {
    String token = tokens.tokenOf(job);

    assertThat(tokens.accessOf(token, job)).contains(Access.OWNER);
    assertThat(tokens.jobOf(token)).contains(job.id());
    assertThat(tokens.tokenOf(job)).isEqualTo(token);
    assertThat(token).matches("[A-Za-z0-9_-]{70}");
  }

  @Test
  void aTokenOpensNoOtherJob() {
    Job other = Job.submitted(JobId.random(), job.source(), job.settings(), job.times().created());

    assertThat(tokens.accessOf(tokens.tokenOf(other), job)).isEmpty();
  }

  @Test
  void aShareTokenOpensItsJobToReadersOnlyAndNamesIt() {
    String token = tokens.shareTokenOf(job);

    assertThat(tokens.accessOf(token, job)).contains(Access.READER);
    assertThat(tokens.jobOf(token)).contains(job.id());
    assertThat(tokens.shareTokenOf(job)).isEqualTo(token).isNotEqualTo(tokens.tokenOf(job));
    assertThat(token).matches("[A-Za-z0-9_-]{70}");
  }

  @Test
  void endingToShareRevokesTheShareTokenAndNoOther() {
    Job unshared = job.unshared();

    assertThat(tokens.accessOf(tokens.shareTokenOf(job), unshared)).isEmpty();
    assertThat(tokens.accessOf(tokens.shareTokenOf(unshared), unshared)).contains(Access.READER);
    assertThat(tokens.accessOf(tokens.tokenOf(job), unshared)).contains(Access.OWNER);
  }

  @Test
  void theSignatureOfAShareTokenIsNotThatOfTheOwners() {
    String owners = tokens.tokenOf(job);
    String shared = tokens.shareTokenOf(job);

    assertThat(owners.substring(0, 26)).isEqualTo(shared.substring(0, 26));
    assertThat(owners.substring(28)).isNotEqualTo(shared.substring(28));
  }

  @Test
  void aTokenOfAnotherVersionIsRevoked() {
    Job revoked =
        new Job(
            job.id(),
            job.type(),
            job.origin(),
            job.owner(),
            job.source(),
            job.settings(),
            job.requestId(),
            new TokenVersions(2, 1),
            job.times(),
            job.status(),
            job.hold(),
            job.slots(),
            job.tries(),
            job.checkpoint(),
            job.progress(),
            job.ending());

    assertThat(tokens.accessOf(tokens.tokenOf(job), revoked)).isEmpty();
  }

  @Test
  void whateverIsChangedInATokenSpoilsIt() {
    String token = tokens.tokenOf(job);
    String alphabet = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_";
    for (int i = 0; i < token.length(); i++) {
      for (char other : alphabet.replace(token.substring(i, i + 1), "").toCharArray()) {
        String changed = token.substring(0, i) + other + token.substring(i + 1);
        assertThat(tokens.accessOf(changed, job)).as("%s at %d", other, i).isEmpty();
      }
    }
  }

  @Test
  void anotherSpellingOfATokenIsNoToken() {
    String token = tokens.tokenOf(job);

    for (String spelling : List.of(token + "=", token + "==", token + "A", " " + token)) {
      assertThat(tokens.accessOf(spelling, job)).as(spelling).isEmpty();
      assertThat(tokens.jobOf(spelling)).as(spelling).isEmpty();
    }
  }

  @Test
  void nonsenseIsNoToken() {
    for (String nonsense :
        List.of("", "token", "ä".repeat(70), "A".repeat(70), "A".repeat(100_000))) {
      assertThat(tokens.accessOf(nonsense, job)).isEmpty();
      assertThat(tokens.jobOf(nonsense)).isEmpty();
    }
  }

  @Test
  void anotherServersTokenIsNoToken() {
    assertThat(tokens.accessOf(new AccessTokens("x".repeat(64)).tokenOf(job), job)).isEmpty();
  }

  @Test
  void aShortKeyIsRefused() {
    assertThatThrownBy(() -> new AccessTokens("short")).hasMessageContaining("32 characters");
  }
}
