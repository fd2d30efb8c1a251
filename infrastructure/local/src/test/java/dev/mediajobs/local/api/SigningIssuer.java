package dev.mediajobs.local.api;

import com.nimbusds.jose.JOSEException;
import com.nimbusds.jose.JWSAlgorithm;
import com.nimbusds.jose.JWSHeader;
import com.nimbusds.jose.JWSSigner;
import com.nimbusds.jose.crypto.MACSigner;
import com.nimbusds.jose.crypto.RSASSASigner;
import com.nimbusds.jose.jwk.JWKSet;
import com.nimbusds.jose.jwk.KeyUse;
import com.nimbusds.jose.jwk.RSAKey;
import com.nimbusds.jose.jwk.gen.RSAKeyGenerator;
import com.nimbusds.jwt.JWTClaimsSet;
import com.nimbusds.jwt.PlainJWT;
import com.nimbusds.jwt.SignedJWT;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.Date;
import java.util.Map;

/** An issuer on this machine that signs people in, and makes tokens that are wrong in one thing. */
final class SigningIssuer implements AutoCloseable {

  private static final String AUDIENCE = "mediajobs";
  private static final String KEY_ID = "key-1";
  private static final int BITS = 2_048;

  private final HttpServer server;
  private final RSAKey key;
  private final RSAKey otherKey;

  private SigningIssuer(HttpServer server, RSAKey key, RSAKey otherKey) {
    this.server = server;
    this.key = key;
    this.otherKey = otherKey;
  }

  static SigningIssuer start() throws IOException, JOSEException {
    HttpServer server =
        HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    SigningIssuer issuer = new SigningIssuer(server, newKey(), newKey());
    issuer.publish(
        "/.well-known/openid-configuration",
        "{\"issuer\":\"%1$s\",\"jwks_uri\":\"%1$s/keys\"}".formatted(issuer.address()));
    issuer.publish("/keys", new JWKSet(issuer.key.toPublicJWK()).toString());
    server.start();
    return issuer;
  }

  /** The template's parameters by which a stack trusts this issuer. */
  Map<String, String> parameters() {
    return Map.of("JwtIssuer", address(), "JwtAudience", AUDIENCE);
  }

  /** A good token. */
  String token(String user) throws JOSEException {
    return signed(claims(user).build(), key);
  }

  String expired(String user) throws JOSEException {
    Instant longAgo = Instant.now().minus(Duration.ofHours(3));
    return signed(claims(user).expirationTime(Date.from(longAgo)).build(), key);
  }

  String ofAnotherIssuer(String user) throws JOSEException {
    return signed(claims(user).issuer("https://login.example.com").build(), key);
  }

  String forAnotherAudience(String user) throws JOSEException {
    return signed(claims(user).audience("another-api").build(), key);
  }

  /** Signed with a key that this issuer never published, under the name of one that it did. */
  String ofAnotherKey(String user) throws JOSEException {
    return signed(claims(user).build(), otherKey);
  }

  /** With the algorithm {@code none}. */
  String unsigned(String user) {
    return new PlainJWT(claims(user).build()).serialize();
  }

  /** Signed with the public key, taken for a secret. */
  String signedWithThePublicKey(String user) throws JOSEException {
    byte[] secret = key.toPublicJWK().toJSONString().getBytes(StandardCharsets.UTF_8);
    return signed(claims(user).build(), JWSAlgorithm.HS256, new MACSigner(secret));
  }

  private JWTClaimsSet.Builder claims(String user) {
    Instant now = Instant.now();
    return new JWTClaimsSet.Builder()
        .issuer(address())
        .audience(AUDIENCE)
        .subject(user)
        .issueTime(Date.from(now.minus(Duration.ofHours(4))))
        .expirationTime(Date.from(now.plus(Duration.ofHours(1))));
  }

  private static String signed(JWTClaimsSet claims, RSAKey with) throws JOSEException {
    return signed(claims, JWSAlgorithm.RS256, new RSASSASigner(with));
  }

  private static String signed(JWTClaimsSet claims, JWSAlgorithm algorithm, JWSSigner signer)
      throws JOSEException {
    SignedJWT token = new SignedJWT(new JWSHeader.Builder(algorithm).keyID(KEY_ID).build(), claims);
    token.sign(signer);
    return token.serialize();
  }

  private String address() {
    return "http://127.0.0.1:" + server.getAddress().getPort();
  }

  private void publish(String path, String document) {
    byte[] body = document.getBytes(StandardCharsets.UTF_8);
    server.createContext(
        path,
        exchange -> {
          try (exchange) {
            exchange.sendResponseHeaders(200, body.length);
            exchange.getResponseBody().write(body);
          }
        });
  }

  private static RSAKey newKey() throws JOSEException {
    return new RSAKeyGenerator(BITS).keyID(KEY_ID).keyUse(KeyUse.SIGNATURE).generate();
  }

  @Override
  public void close() {
    server.stop(0);
  }
}
