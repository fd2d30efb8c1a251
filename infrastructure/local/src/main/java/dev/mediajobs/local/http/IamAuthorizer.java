package dev.mediajobs.local.http;

import com.google.common.base.Splitter;
import dev.mediajobs.local.template.Template;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.time.format.DateTimeParseException;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.eclipse.jetty.http.HttpHeader;
import org.eclipse.jetty.server.Request;
import software.amazon.awssdk.auth.credentials.AwsCredentials;

/**
 * Lets in who signed the request with the stack's credentials, by AWS Signature Version 4 for the
 * service {@code execute-api}. There are no policies here: whoever has the credentials may call
 * every route. A signature in the query string is not looked for.
 */
public final class IamAuthorizer {

  private static final String SERVICE = "execute-api";

  /** How far the signer's clock may be from the gateway's. */
  private static final Duration LARGEST_SKEW = Duration.ofMinutes(5);

  private static final Pattern AUTHORIZATION =
      Pattern.compile(
          "AWS4-HMAC-SHA256\\s+Credential=([^/,\\s]+)/([^,\\s]+),\\s*SignedHeaders=([^,\\s]+),\\s*Signature=([0-9a-f]{64})");

  private static final DateTimeFormatter TIME =
      DateTimeFormatter.ofPattern("yyyyMMdd'T'HHmmss'Z'", Locale.ROOT);

  private final AwsCredentials credentials;
  private final Clock clock;

  /** For these credentials, which have no session token; judges signing times by the clock. */
  public IamAuthorizer(AwsCredentials credentials, Clock clock) {
    this.credentials = credentials;
    this.clock = clock;
  }

  /** Whether somebody signed the request who may call it. */
  public boolean isSigned(Request request, byte[] body) {
    return caller(request, body).isPresent();
  }

  /** Who signed the request; empty when nobody did that may call it. */
  Optional<Caller> caller(Request request, byte[] body) {
    Matcher authorization =
        AUTHORIZATION.matcher(
            Optional.ofNullable(request.getHeaders().get(HttpHeader.AUTHORIZATION)).orElse(""));
    String time = Optional.ofNullable(request.getHeaders().get("X-Amz-Date")).orElse("");
    if (!authorization.matches()
        || !authorization.group(1).equals(credentials.accessKeyId())
        || !isRecent(time)) {
      return Optional.empty();
    }
    String scope =
        String.join(
            "/", time.substring(0, "yyyyMMdd".length()), Template.REGION, SERVICE, "aws4_request");
    List<String> signedHeaders = Splitter.on(';').splitToList(authorization.group(3));
    if (!authorization.group(2).equals(scope) || !signedHeaders.contains("host")) {
      return Optional.empty();
    }
    String expected =
        new SignatureVersion4(credentials.secretAccessKey(), time, scope)
            .of(CanonicalRequest.of(request, signedHeaders, body));
    return MessageDigest.isEqual(bytes(expected), bytes(authorization.group(4)))
        ? Optional.of(new Caller(credentials.accessKeyId(), Template.ACCOUNT))
        : Optional.empty();
  }

  private boolean isRecent(String time) {
    try {
      Instant signed = LocalDateTime.parse(time, TIME).toInstant(ZoneOffset.UTC);
      return Duration.between(signed, clock.instant()).abs().compareTo(LARGEST_SKEW) <= 0;
    } catch (DateTimeParseException noTime) {
      return false;
    }
  }

  private static byte[] bytes(String text) {
    return text.getBytes(StandardCharsets.UTF_8);
  }
}
