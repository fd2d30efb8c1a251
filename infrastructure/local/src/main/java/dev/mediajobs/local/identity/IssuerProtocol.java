package dev.mediajobs.local.identity;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.nimbusds.jose.jwk.JWKSet;
import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import org.eclipse.jetty.http.HttpHeader;
import org.eclipse.jetty.io.Content;
import org.eclipse.jetty.server.Handler;
import org.eclipse.jetty.server.Request;
import org.eclipse.jetty.server.Response;
import org.eclipse.jetty.util.Callback;

/**
 * The issuer's addresses: its description (OpenID Connect Discovery 1.0), its keys (RFC 7517) and
 * its token endpoint (RFC 6749).
 */
final class IssuerProtocol extends Handler.Abstract {

  private static final String DISCOVERY = "/.well-known/openid-configuration";
  private static final String KEYS = "/keys";
  private static final String TOKEN = "/token";
  private static final int LARGEST_BODY = 8_192;

  private final String issuer;
  private final SigningKey key;
  private final AccessTokens tokens;

  IssuerProtocol(String issuer, SigningKey key, AccessTokens tokens) {
    this.issuer = issuer;
    this.key = key;
    this.tokens = tokens;
  }

  @Override
  public boolean handle(Request request, Response response, Callback callback) throws IOException {
    String route = request.getMethod() + " " + Request.getPathInContext(request);
    if (!issuer.equals("http://" + request.getHeaders().get(HttpHeader.HOST))) {
      // A page whose name was made to lead to this machine must get no token.
      answer(response, 421, error("invalid_request", "ask at " + issuer).toString(), callback);
      return true;
    }
    switch (route) {
      case "GET " + DISCOVERY -> answer(response, 200, description().toString(), callback);
      case "GET " + KEYS ->
          answer(response, 200, new JWKSet(key.get().toPublicJWK()).toString(true), callback);
      case "POST " + TOKEN -> token(request, response, callback);
      default ->
          answer(response, 404, error("not_found", "there is nothing here").toString(), callback);
    }
    return true;
  }

  private ObjectNode description() {
    ObjectNode description = object();
    description
        .put("issuer", issuer)
        .put("jwks_uri", issuer + KEYS)
        .put("token_endpoint", issuer + TOKEN);
    description.putArray("grant_types_supported").add(DevelopmentIssuer.GRANT);
    description.putArray("response_types_supported");
    description.putArray("subject_types_supported").add("public");
    description.putArray("id_token_signing_alg_values_supported").add("RS256");
    return description;
  }

  private void token(Request request, Response response, Callback callback) throws IOException {
    try {
      TokenRequest wanted = TokenRequest.parse(body(request));
      ObjectNode answer =
          object()
              .put("access_token", tokens.of(wanted.user(), wanted.lifetime()))
              .put("token_type", "Bearer")
              .put("expires_in", wanted.lifetime().toSeconds());
      answer(response, 200, answer.toString(), callback);
    } catch (TokenRequest.UnusableException e) {
      answer(response, 400, error(e.code(), e.description()).toString(), callback);
    }
  }

  /** As much of it as any request that makes sense can have. */
  private static String body(Request request) throws IOException {
    try (InputStream content = Content.Source.asInputStream(request)) {
      return new String(content.readNBytes(LARGEST_BODY), StandardCharsets.UTF_8);
    }
  }

  private static ObjectNode error(String code, String description) {
    return object().put("error", code).put("error_description", description);
  }

  private static ObjectNode object() {
    return JsonNodeFactory.instance.objectNode();
  }

  private static void answer(Response response, int status, String body, Callback callback) {
    response.setStatus(status);
    response.getHeaders().put(HttpHeader.CONTENT_TYPE, "application/json");
    response.getHeaders().put(HttpHeader.CACHE_CONTROL, "no-store");
    response.write(true, ByteBuffer.wrap(body.getBytes(StandardCharsets.UTF_8)), callback);
  }
}
