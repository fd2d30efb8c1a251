package dev.mediajobs.api.identity;

import static org.assertj.core.api.Assertions.assertThat;

import com.nimbusds.jose.JWSAlgorithm;
import com.nimbusds.jose.jwk.RSAKey;
import dev.mediajobs.api.http.Refusal;
import dev.mediajobs.api.http.Refused;
import dev.mediajobs.api.http.Request;
import dev.mediajobs.api.http.Requests;
import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** When the issuer is asked, and what happens when it does not answer. */
class IssuerKeysTest {

  private static final Duration PATIENCE = Duration.ofMillis(300);
  private static final RSAKey NEXT = TestIssuer.rsa("rsa-2", 2_048);

  private final MovableClock clock = new MovableClock();
  private TestIssuer issuer;
  private Identities identities;

  @BeforeEach
  void start() throws IOException {
    issuer = new TestIssuer();
    identities = new Identities(Optional.of(issuer.issuer()), clock, PATIENCE);
  }

  @AfterEach
  void stop() {
    issuer.close();
  }

  @Test
  void theIssuerIsNotAskedBeforeATokenOfItsComes() {
    assertStatus(401, "x.y.z");
    assertStatus(401, new Tokens("https://login.example.com", clock.instant()).good());

    assertThat(issuer.fetches()).isZero();
  }

  @Test
  void theKeysAreFetchedOnceAnHour() throws Exception {
    assertAccepted(TestIssuer.RSA);
    clock.move(Duration.ofMinutes(59));
    assertAccepted(TestIssuer.RSA);
    assertThat(issuer.fetches()).isEqualTo(1);

    clock.move(Duration.ofMinutes(1));
    assertAccepted(TestIssuer.RSA);
    assertThat(issuer.fetches()).isEqualTo(2);
  }

  @Test
  void aKeyThatIsNewIsFetchedWhenATokenNamesIt() throws Exception {
    assertAccepted(TestIssuer.RSA);
    clock.move(Duration.ofMinutes(2));
    issuer.publish(TestIssuer.RSA, NEXT);

    assertAccepted(NEXT);
    assertThat(issuer.fetches()).isEqualTo(2);
  }

  @Test
  void inventedKeysMakeUsAskOnceAMinute() throws Exception {
    assertAccepted(TestIssuer.RSA);
    for (int i = 0; i < 10; i++) {
      assertStatus(401, token(NEXT));
    }
    assertThat(issuer.fetches()).isEqualTo(1);

    clock.move(Duration.ofMinutes(1));
    assertStatus(401, token(NEXT));
    assertStatus(401, token(NEXT));
    assertThat(issuer.fetches()).isEqualTo(2);
  }

  @Test
  void aKeyThatWasTakenBackIsRefusedAfterAnHour() throws Exception {
    assertAccepted(TestIssuer.RSA);
    issuer.publish(NEXT);
    clock.move(Duration.ofHours(1));

    assertStatus(401, token(TestIssuer.RSA));
  }

  @Test
  void whileTheIssuerIsAwayItsKeysAreGoodForADay() throws Exception {
    assertAccepted(TestIssuer.RSA);
    issuer.answerWith(500);

    clock.move(Duration.ofHours(23));
    assertAccepted(TestIssuer.RSA);

    clock.move(Duration.ofHours(1));
    assertUnavailable(TestIssuer.RSA);
  }

  @Test
  void anIssuerThatIsAwayIsNotAskedByEveryRequest() throws Exception {
    issuer.answer(TestIssuer.KEYS, "[]");
    assertUnavailable(TestIssuer.RSA);
    assertUnavailable(TestIssuer.RSA);
    assertThat(issuer.fetches()).isEqualTo(1);

    clock.move(Duration.ofSeconds(10));
    issuer.publish(TestIssuer.RSA);
    assertUnavailable(TestIssuer.RSA);
    assertThat(issuer.fetches()).isEqualTo(2);
  }

  @Test
  void anIssuerThatComesBackIsAskedAgain() throws Exception {
    issuer.answerWith(503);
    assertUnavailable(TestIssuer.RSA);

    issuer.answerWith(200);
    clock.move(Duration.ofSeconds(10));
    assertAccepted(TestIssuer.RSA);
  }

  @Test
  void aNewKeyOfAnIssuerThatIsAwayMayBeGood() throws Exception {
    assertAccepted(TestIssuer.RSA);
    clock.move(Duration.ofMinutes(2));
    issuer.answerWith(500);

    assertUnavailable(NEXT);
    assertAccepted(TestIssuer.RSA);
  }

  @Test
  void anIssuerThatCantBeReachedMakesNobodyAStranger() {
    issuer.close();

    assertUnavailable(TestIssuer.RSA);
  }

  @ParameterizedTest
  @ValueSource(strings = {TestIssuer.DISCOVERY, TestIssuer.KEYS})
  void anIssuerThatNeverAnswersIsNotWaitedFor(String path) {
    issuer.fallSilentAt(path);

    assertUnavailable(TestIssuer.RSA);
  }

  @ParameterizedTest
  @ValueSource(strings = {TestIssuer.DISCOVERY, TestIssuer.KEYS})
  void anAnswerWithoutEndIsNotReadToItsEnd(String path) {
    issuer.answer(path, " ".repeat(300_000));

    assertUnavailable(TestIssuer.RSA);
  }

  @ParameterizedTest
  @ValueSource(ints = {204, 301, 302, 404, 500})
  void onlyTwoHundredIsAnAnswer(int status) {
    issuer.answerWith(status);

    assertUnavailable(TestIssuer.RSA);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "[]",
        "<html>",
        "{}",
        "{\"issuer\":\"https://login.example.com\",\"jwks_uri\":\"ISSUER/keys\"}",
        "{\"issuer\":\"ISSUER/\",\"jwks_uri\":\"ISSUER/keys\"}",
        "{\"issuer\":\"ISSUER\"}",
        "{\"issuer\":\"ISSUER\",\"jwks_uri\":\"http://login.example.com/keys\"}",
        "{\"issuer\":\"ISSUER\",\"jwks_uri\":\"file:///etc/keys\"}",
        "{\"issuer\":\"ISSUER\",\"jwks_uri\":\"/keys\"}"
      })
  void aSenselessDescriptionIsNoneAtAll(String body) {
    issuer.answer(TestIssuer.DISCOVERY, body.replace("ISSUER", issuer.name()));

    assertUnavailable(TestIssuer.RSA);
    assertThat(issuer.fetches()).isZero();
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "[]", "{}", "{\"keys\":1}", "{\"keys\":[1]}", "{\"keys\":[{}]}"})
  void senselessKeysAreNoneAtAll(String body) {
    issuer.answer(TestIssuer.KEYS, body);

    assertUnavailable(TestIssuer.RSA);
  }

  @Test
  void keysOfKindsThatNobodyKnowsDoNoHarm() throws Exception {
    issuer.answer(
        TestIssuer.KEYS,
        "{\"keys\":[{\"kty\":\"FUTURE\",\"kid\":\"f\"},%s]}"
            .formatted(TestIssuer.RSA.toPublicJWK()));

    assertAccepted(TestIssuer.RSA);
  }

  @Test
  void aKeyThatIsTooShortIsNotTrusted() throws Exception {
    RSAKey weak = TestIssuer.rsa("weak", 1_024);
    issuer.publish(weak);

    assertStatus(401, token(weak));
  }

  @Test
  void ofTwoKeysOfOneNameNeitherIsTrusted() throws Exception {
    issuer.publish(TestIssuer.RSA, TestIssuer.rsa(TestIssuer.RSA.getKeyID(), 2_048));

    assertStatus(401, token(TestIssuer.RSA));
  }

  private String token(RSAKey key) {
    return new Tokens(issuer.name(), now()).signed(JWSAlgorithm.RS256, key);
  }

  private Instant now() {
    return clock.instant();
  }

  private void assertAccepted(RSAKey key) throws Refusal {
    assertThat(identities.of(request(token(key))).subject()).isEqualTo("alice");
  }

  private void assertUnavailable(RSAKey key) {
    Refused.problemOf(() -> identities.of(request(token(key))))
        .satisfies(
            problem -> {
              assertThat(problem.status()).isEqualTo(503);
              assertThat(problem.code()).isEqualTo("unavailable");
              assertThat(problem.retryAfter()).isPresent();
            });
  }

  private void assertStatus(int status, String token) {
    Refused.problemOf(() -> identities.of(request(token)))
        .satisfies(problem -> assertThat(problem.status()).isEqualTo(status));
  }

  private static Request request(String token) {
    return Requests.withHeader("authorization", "Bearer " + token, "");
  }
}
