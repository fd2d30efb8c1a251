package dev.mediajobs.api.identity;

import dev.mediajobs.json.Json;
import dev.mediajobs.json.JsonException;
import dev.mediajobs.json.JsonObject;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.net.HttpURLConnection;
import java.net.SocketTimeoutException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Duration;

/**
 * What an issuer publishes about itself (OpenID Connect Discovery 1.0, section 4). Fetched by the
 * client that the AWS clients use as well, because it is loaded already; redirects are not
 * followed.
 */
final class IssuerDocuments {

  private static final String WELL_KNOWN = "/.well-known/openid-configuration";
  private static final int LARGEST = 256 * 1024;
  private static final int PIECE = 8_192;

  private final Duration patience;

  /**
   * Waits this long.
   *
   * @param patience for the connection, for each piece of an answer, and for all of its body
   */
  IssuerDocuments(Duration patience) {
    this.patience = patience;
  }

  /**
   * The issuer's JWK Set, at most 256 KiB of it.
   *
   * @throws IssuerUnavailableException when it can't be fetched or the issuer says nonsense
   */
  String keys(Issuer issuer) throws IssuerUnavailableException {
    try {
      return fetch(keysAddress(issuer));
    } catch (IOException e) {
      throw new IssuerUnavailableException("the issuer can't be reached", e);
    } catch (JsonException e) {
      throw new IssuerUnavailableException("the issuer's description of itself is unusable", e);
    }
  }

  private URI keysAddress(Issuer issuer)
      throws IOException, JsonException, IssuerUnavailableException {
    URI address = URI.create(issuer.name().replaceFirst("/$", "") + WELL_KNOWN);
    JsonObject description = Json.object(fetch(address));
    if (!description.requiredString("issuer").equals(issuer.name())) {
      throw new IssuerUnavailableException(
          "what is at the issuer's address calls itself otherwise; they must agree to the letter");
    }
    return TrustedAddress.parse(description.requiredString("jwks_uri"))
        .filter(keys -> TrustedAddress.isSecure(keys) || !TrustedAddress.isSecure(address))
        .orElseThrow(
            () -> new IssuerUnavailableException("the issuer's keys are not at an https address"));
  }

  private String fetch(URI address) throws IOException {
    HttpURLConnection connection = (HttpURLConnection) address.toURL().openConnection();
    connection.setConnectTimeout(Math.toIntExact(patience.toMillis()));
    connection.setReadTimeout(Math.toIntExact(patience.toMillis()));
    connection.setInstanceFollowRedirects(false);
    connection.setUseCaches(false);
    connection.setRequestProperty("accept", "application/json");
    int status = connection.getResponseCode();
    if (status != HttpURLConnection.HTTP_OK) {
      connection.disconnect();
      throw new IOException("%s answered with HTTP status %d".formatted(address, status));
    }
    try (InputStream body = connection.getInputStream()) {
      return text(body);
    } catch (IOException e) {
      connection.disconnect();
      throw e;
    }
  }

  private String text(InputStream body) throws IOException {
    long begin = System.nanoTime();
    ByteArrayOutputStream text = new ByteArrayOutputStream();
    byte[] piece = new byte[PIECE];
    for (int read = body.read(piece); read >= 0; read = body.read(piece)) {
      text.write(piece, 0, read);
      if (text.size() > LARGEST) {
        throw new IOException("the answer is larger than %d bytes".formatted(LARGEST));
      }
      if (System.nanoTime() - begin > patience.toNanos()) {
        throw new SocketTimeoutException("the answer takes longer than " + patience);
      }
    }
    return text.toString(StandardCharsets.UTF_8);
  }
}
