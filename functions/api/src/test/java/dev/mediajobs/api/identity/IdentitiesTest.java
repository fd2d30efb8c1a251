package dev.mediajobs.api.identity;

import static org.assertj.core.api.Assertions.assertThat;

import com.nimbusds.jose.JOSEException;
import com.nimbusds.jose.JWSAlgorithm;
import com.nimbusds.jose.JWSHeader;
import com.nimbusds.jwt.JWTClaimsSet;
import dev.mediajobs.api.http.Problem;
import dev.mediajobs.api.http.Refusal;
import dev.mediajobs.api.http.Refused;
import dev.mediajobs.api.http.Request;
import dev.mediajobs.api.http.Requests;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.Base64;
import java.util.Date;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.UnaryOperator;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Tokens made here, with keys made here, of an issuer that is really asked. */
class IdentitiesTest {

  private static final MovableClock CLOCK = new MovableClock();
  private static final Instant NOW = MovableClock.START;
  private static TestIssuer issuer;
  private static Tokens tokens;
  private static Identities identities;

  @BeforeAll
  static void start() throws IOException {
    issuer = new TestIssuer();
    tokens = new Tokens(issuer.name(), NOW);
    identities = new Identities(Optional.of(issuer.issuer()), CLOCK);
  }

  @AfterAll
  static void stop() {
    issuer.close();
  }

  @Test
  void aTokenOfTheIssuerIsSomebodys() throws Exception {
    assertThat(identityOf(tokens.good())).isEqualTo(new Identity("alice"));
  }

  @Test
  void theNameOfTheSchemeMayBeWrittenAnyhow() throws Exception {
    assertThat(identities.of(authorized("bEARER  " + tokens.good())).subject()).isEqualTo("alice");
  }

  @Test
  void theThreeAlgorithmsAreAccepted() throws Exception {
    assertThat(identityOf(tokens.signed(JWSAlgorithm.RS256, TestIssuer.RSA))).isNotNull();
    assertThat(identityOf(tokens.signed(JWSAlgorithm.PS256, TestIssuer.RSA))).isNotNull();
    assertThat(identityOf(tokens.signed(TestIssuer.CURVE))).isNotNull();
  }

  @Test
  void aTokenThatNamesNoKeyIsSignedWithTheOnlyOneOfItsKind() throws Exception {
    assertThat(identityOf(tokens.headed(new JWSHeader(JWSAlgorithm.RS256)))).isNotNull();
  }

  @ParameterizedTest
  @ValueSource(strings = {"JWT", "jwt", "at+jwt", "AT+JWT"})
  void theUsualTypesAreAccepted(String type) throws Exception {
    assertThat(identityOf(tokens.ofType(type))).isNotNull();
  }

  @Test
  void theAudienceMayBeOneOfMany() throws Exception {
    assertThat(identityOf(tokens.with(claims -> claims.audience(List.of("other", "mediajobs")))))
        .isNotNull();
  }

  @Test
  void anAccessTokenOfCognitoNamesTheClientInPlaceOfAnAudience() throws Exception {
    assertThat(
            identityOf(
                tokens.with(
                    claims ->
                        withoutAudience(claims)
                            .claim("token_use", "access")
                            .claim("client_id", "mediajobs"))))
        .isNotNull();
  }

  @Test
  void clocksMayDifferByAMinute() throws Exception {
    assertThat(identityOf(tokens.with(claims -> claims.expirationTime(at(-59))))).isNotNull();
    assertThat(identityOf(tokens.with(claims -> claims.notBeforeTime(at(60))))).isNotNull();
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "Bearer", "Bearer ", "Basic YWxpY2U6c2VjcmV0", "bearer\t"})
  void whoeverSendsNoTokenIsAskedToSignIn(String header) {
    assertThat(refusal(header).detail()).startsWith("Sign in, and send the access token");
  }

  @Test
  void whoeverSendsNoHeaderIsAskedToSignIn() {
    Refused.problemOf(() -> identities.of(Requests.withHeader("accept", "*/*", "")))
        .satisfies(
            problem -> {
              assertThat(problem.status()).isEqualTo(401);
              assertThat(problem.code()).isEqualTo("unauthenticated");
            });
  }

  @Test
  void withoutAnIssuerNobodyIsSignedIn() {
    Identities nobody = new Identities(Optional.empty(), CLOCK);

    Refused.problemOf(() -> nobody.of(authorized("Bearer " + tokens.good())))
        .extracting(Problem::status)
        .isEqualTo(401);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "x",
        "a.b",
        "a.b.c",
        "a.b.c.d.e",
        "..",
        "e30.e30.",
        "e30.e30.e30",
        "bnVsbA.bnVsbA.bnVsbA",
        "eyJhbGciOjF9.e30.e30",
        "eyJhbGciOiJSUzI1NiJ9.W10.e30",
        "eyJhbGciOiJSUzI1NiJ9.eyJhdWQiOjF9.e30",
        "eyJhbGciOiJSUzI1NiIsImp3ayI6MX0.e30.e30",
        "eyJhbGciOiJSUzI1NiIsImNyaXQiOltdfQ.e30.e30"
      })
  void whatIsNoTokenIsRefused(String text) {
    assertRefused(text);
  }

  @Test
  void aTokenThatIsNestedWithoutEndIsRefused() {
    String nested = base64("[".repeat(4_000));

    assertRefused(nested + ".e30.e30");
    assertRefused(base64("{\"alg\":\"RS256\"}") + "." + nested + ".e30");
    assertRefused(base64("{\"alg\":" + "{\"a\":".repeat(1_000)) + ".e30.e30");
  }

  @Test
  void aTokenInTwoHeadersIsRefused() {
    assertRefused(tokens.good() + "," + tokens.good());
  }

  @Test
  void aSignatureWithForeignCharactersIsRefused() {
    assertRefused(tokens.good() + "=");
    assertRefused(tokens.good().replaceFirst("\\.(.*)\\.", ".$1.~"));
  }

  @Test
  void aTokenThatWasChangedAnywhereIsRefused() {
    String good = tokens.good();
    // Some of the last character's bits count for nothing.
    for (int i = 0; i < good.length() - 1; i += 7) {
      char other = good.charAt(i) == 'A' ? 'B' : 'A';
      assertRefused(good.substring(0, i) + other + good.substring(i + 1));
    }
  }

  @Test
  void aTokenThatIsCutOffAnywhereIsRefused() {
    String good = tokens.good();
    for (int length = 0; length < good.length(); length += 5) {
      assertThat(refusal("Bearer " + good.substring(0, length)).status()).isEqualTo(401);
    }
  }

  @Test
  void aTokenLongerThanEightKilobytesIsRefused() {
    assertRefused(tokens.with(claims -> claims.claim("long", "x".repeat(8_192))));
  }

  @Test
  void aTokenWithoutASignatureIsRefused() {
    String payload = tokens.good().split("\\.", -1)[1];

    assertRefused(base64("{\"alg\":\"none\"}") + "." + payload + ".");
    assertRefused(base64("{\"alg\":\"none\"}") + "." + payload + ".e30");
    assertRefused(base64("{\"alg\":\"nOnE\"}") + "." + payload + ".e30");
  }

  @Test
  void thePublicKeyIsNoSecretToSignWith() throws JOSEException {
    assertRefused(tokens.signed(TestIssuer.RSA.toRSAPublicKey().getEncoded()));
    assertRefused(
        tokens.signed(TestIssuer.RSA.toPublicJWK().toString().getBytes(StandardCharsets.US_ASCII)));
  }

  @ParameterizedTest
  @ValueSource(strings = {"RS384", "RS512", "PS384", "PS512"})
  void otherAlgorithmsAreRefused(String algorithm) {
    assertRefused(tokens.signed(JWSAlgorithm.parse(algorithm), TestIssuer.RSA));
  }

  @ParameterizedTest
  @ValueSource(strings = {"logout+jwt", "dpop+jwt", "secevent+jwt", "JWS"})
  void aTokenMadeForAnotherPurposeIsRefused(String type) {
    assertRefused(tokens.ofType(type));
  }

  @Test
  void anExtensionThatMustBeUnderstoodAndIsNotIsRefused() {
    assertRefused(
        tokens.headed(
            new JWSHeader.Builder(JWSAlgorithm.RS256)
                .keyID(TestIssuer.RSA.getKeyID())
                .criticalParams(Set.of("colour"))
                .customParam("colour", "blue")
                .build()));
  }

  @Test
  void theKeyThatATokenBringsAlongIsNotUsed() {
    var forged = TestIssuer.rsa("forged", 2_048);

    assertRefused(
        new Forger(forged)
            .token(
                tokens.good(),
                new JWSHeader.Builder(JWSAlgorithm.RS256).jwk(forged.toPublicJWK()).build()));
    assertRefused(
        new Forger(forged)
            .token(
                tokens.good(),
                new JWSHeader.Builder(JWSAlgorithm.RS256)
                    .keyID(TestIssuer.RSA.getKeyID())
                    .build()));
  }

  @Test
  void aKeyThatTheIssuerDoesNotHaveIsRefused() {
    assertRefused(tokens.signed(JWSAlgorithm.RS256, TestIssuer.rsa("unknown", 2_048)));
    assertRefused(tokens.signed(TestIssuer.curve("unknown")));
  }

  @Test
  void aKeyOfAnotherKindIsRefused() {
    assertRefused(tokens.signed(TestIssuer.curve(TestIssuer.RSA.getKeyID())));
  }

  @Test
  void anExpiredTokenSaysSo() {
    assertThat(refusal("Bearer " + tokens.with(claims -> claims.expirationTime(at(-60)))).detail())
        .isEqualTo("The access token has expired. Sign in again.");
  }

  static List<UnaryOperator<JWTClaimsSet.Builder>> wrongClaims() {
    return List.of(
        claims -> claims.expirationTime(null),
        claims -> claims.expirationTime(at(-3_600)),
        claims -> claims.notBeforeTime(at(61)),
        claims -> claims.issuer(null),
        claims -> claims.issuer(""),
        claims -> claims.issuer("https://login.example.com"),
        claims -> claims.issuer(issuer.name() + "/"),
        claims -> claims.audience("other"),
        claims -> claims.audience("Mediajobs"),
        claims -> claims.audience(""),
        IdentitiesTest::withoutAudience,
        claims -> claims.audience("other").claim("client_id", "mediajobs"),
        claims ->
            claims.audience("other").claim("token_use", "access").claim("client_id", "mediajobs"),
        claims -> withoutAudience(claims).claim("token_use", "id").claim("client_id", "mediajobs"),
        claims -> withoutAudience(claims).claim("client_id", "mediajobs"),
        claims -> withoutAudience(claims).claim("token_use", "access").claim("client_id", "other"),
        claims ->
            withoutAudience(claims)
                .claim("token_use", "access")
                .claim("client_id", List.of("mediajobs")),
        claims -> claims.subject(null),
        claims -> claims.subject(""),
        claims -> claims.subject("  "),
        claims -> claims.subject("a\nb"),
        claims -> claims.subject("a".repeat(256)),
        claims -> claims.claim("sub", 7),
        claims -> claims.claim("exp", "tomorrow"),
        claims -> claims.claim("iss", Map.of("a", "b")));
  }

  @ParameterizedTest
  @MethodSource("wrongClaims")
  void aTokenThatClaimsSomethingWrongIsRefused(UnaryOperator<JWTClaimsSet.Builder> wrong) {
    assertRefused(tokens.with(wrong));
  }

  @Test
  void aRefusedTokenIsNotLogged() {
    PrintStream before = System.err;
    ByteArrayOutputStream log = new ByteArrayOutputStream();
    String token = tokens.with(claims -> claims.audience("other"));
    try {
      System.setErr(new PrintStream(log, true, StandardCharsets.UTF_8));
      assertRefused(token);
    } finally {
      System.setErr(before);
    }
    assertThat(log.toString(StandardCharsets.UTF_8))
        .contains("a token was refused, request request-7: it is meant for another API")
        .doesNotContain(token.substring(token.length() - 20))
        .doesNotContain("alice");
  }

  private static JWTClaimsSet.Builder withoutAudience(JWTClaimsSet.Builder claims) {
    return claims.claim("aud", null);
  }

  private static Date at(long seconds) {
    return Date.from(NOW.plus(Duration.ofSeconds(seconds)));
  }

  private static String base64(String text) {
    return Base64.getUrlEncoder()
        .withoutPadding()
        .encodeToString(text.getBytes(StandardCharsets.UTF_8));
  }

  private static Identity identityOf(String token) throws Refusal {
    return identities.of(authorized("Bearer " + token));
  }

  private static Request authorized(String header) {
    return Requests.withHeader("authorization", header, "");
  }

  private static Problem refusal(String header) {
    return Refused.problemOf(() -> identities.of(authorized(header))).actual();
  }

  private static void assertRefused(String token) {
    Problem problem = refusal("Bearer " + token);
    assertThat(problem.status()).isEqualTo(401);
    assertThat(problem.code()).isEqualTo("unauthenticated");
    if (token.length() > 3) {
      assertThat(problem.detail()).doesNotContain(token);
    }
  }
}
