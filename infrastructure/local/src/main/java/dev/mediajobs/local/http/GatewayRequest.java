package dev.mediajobs.local.http;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.google.common.base.Splitter;
import com.google.common.base.Utf8;
import dev.mediajobs.local.template.Template;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.Base64;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.eclipse.jetty.http.HttpField;
import org.eclipse.jetty.http.HttpHeader;
import org.eclipse.jetty.server.Request;

/**
 * Writes a request as the event of payload format 2.0.
 *
 * <p>See "Create AWS Lambda proxy integrations for HTTP APIs" in the API Gateway guide. Like the
 * service it decodes the path and its parameters and leaves the query string as it came.
 */
final class GatewayRequest {

  private static final DateTimeFormatter TIME =
      DateTimeFormatter.ofPattern("dd/MMM/yyyy:HH:mm:ss Z", Locale.ROOT).withZone(ZoneOffset.UTC);

  /**
   * The guide only says that binary bodies are encoded. The service takes these types for text and
   * everything else, forms and bodies without a type too, for binary. So is here what claims to be
   * text and is no UTF-8: as text it would reach the function as something else.
   */
  private static final Pattern TEXT =
      Pattern.compile(
          "(text/[^;]*|application/(json|xml|javascript))\\s*(;|$)", Pattern.CASE_INSENSITIVE);

  private GatewayRequest() {}

  static byte[] event(Request request, byte[] body, Routes.Match match, Origin origin) {
    ObjectNode event = JsonNodeFactory.instance.objectNode();
    event.put("version", "2.0");
    event.put("routeKey", match.route().key());
    String path = decodePath(request.getHttpURI().getPath());
    event.put("rawPath", path);
    String query = request.getHttpURI().getQuery() == null ? "" : request.getHttpURI().getQuery();
    event.put("rawQueryString", query);
    cookies(request, event);
    Map<String, String> headers = headers(request);
    ObjectNode headerNode = event.putObject("headers");
    headers.forEach(headerNode::put);
    headerNode.put("x-amzn-trace-id", "Root=" + origin.traceId());
    String forwarded = headers.get("x-forwarded-for");
    headerNode.put(
        "x-forwarded-for",
        forwarded == null ? origin.address() : forwarded + ", " + origin.address());
    headerNode.put("x-forwarded-port", String.valueOf(Request.getServerPort(request)));
    headerNode.put("x-forwarded-proto", "http");
    queryParameters(query, event);
    context(request, match, origin, headers, path, event.putObject("requestContext"));
    if (!match.parameters().isEmpty()) {
      ObjectNode parameters = event.putObject("pathParameters");
      match.parameters().forEach((name, value) -> parameters.put(name, decodePath(value)));
    }
    body(body, Optional.ofNullable(headers.get("content-type")), event);
    return event.toString().getBytes(StandardCharsets.UTF_8);
  }

  /** Where and when a request came from. */
  record Origin(
      String address, Optional<Caller> caller, String requestId, String apiId, Instant time) {
    /** In the form of AWS X-Ray: version, seconds since 1970, 24 hexadecimal digits. */
    String traceId() {
      return "1-%08x-%s"
          .formatted(time.getEpochSecond(), requestId.replace("-", "").substring(0, 24));
    }
  }

  private static void cookies(Request request, ObjectNode event) {
    List<String> cookies = new ArrayList<>();
    for (String field : request.getHeaders().getValuesList(HttpHeader.COOKIE)) {
      for (String cookie : Splitter.on(';').trimResults().omitEmptyStrings().split(field)) {
        cookies.add(cookie);
      }
    }
    if (!cookies.isEmpty()) {
      ArrayNode array = event.putArray("cookies");
      cookies.forEach(array::add);
    }
  }

  private static Map<String, String> headers(Request request) {
    Map<String, String> headers = new LinkedHashMap<>();
    for (HttpField field : request.getHeaders()) {
      String name = field.getLowerCaseName();
      if (!name.equals("cookie") && field.getValue() != null) {
        headers.merge(name, field.getValue(), (first, second) -> first + "," + second);
      }
    }
    return headers;
  }

  private static void queryParameters(String query, ObjectNode event) {
    if (query.isEmpty()) {
      return;
    }
    Map<String, List<String>> values = new LinkedHashMap<>();
    for (String pair : Splitter.on('&').omitEmptyStrings().split(query)) {
      int equals = pair.indexOf('=');
      String name = equals < 0 ? pair : pair.substring(0, equals);
      String value = equals < 0 ? "" : pair.substring(equals + 1);
      values.computeIfAbsent(decode(name), _ -> new ArrayList<>()).add(decode(value));
    }
    ObjectNode parameters = event.putObject("queryStringParameters");
    values.forEach(
        (name, all) -> parameters.put(name, all.stream().collect(Collectors.joining(","))));
  }

  private static void context(
      Request request,
      Routes.Match match,
      Origin origin,
      Map<String, String> headers,
      String path,
      ObjectNode context) {
    String domain = Request.getServerName(request);
    context.put("accountId", Template.ACCOUNT);
    context.put("apiId", origin.apiId());
    origin
        .caller()
        .ifPresent(caller -> caller.writeTo(context.putObject("authorizer").putObject("iam")));
    context.put("domainName", domain);
    context.put("domainPrefix", Splitter.on('.').split(domain).iterator().next());
    ObjectNode http = context.putObject("http");
    http.put("method", request.getMethod());
    http.put("path", path);
    http.put("protocol", request.getConnectionMetaData().getProtocol());
    http.put("sourceIp", origin.address());
    http.put("userAgent", headers.getOrDefault("user-agent", ""));
    context.put("requestId", origin.requestId());
    context.put("routeKey", match.route().key());
    context.put("stage", "$default");
    context.put("time", TIME.format(origin.time()));
    context.put("timeEpoch", origin.time().toEpochMilli());
  }

  private static void body(byte[] body, Optional<String> contentType, ObjectNode event) {
    boolean text =
        contentType.map(TEXT::matcher).map(Matcher::lookingAt).orElse(false)
            && Utf8.isWellFormed(body);
    boolean binary = body.length > 0 && !text;
    if (body.length > 0) {
      event.put(
          "body",
          binary
              ? Base64.getEncoder().encodeToString(body)
              : new String(body, StandardCharsets.UTF_8));
    }
    event.put("isBase64Encoded", binary);
  }

  private static String decode(String text) {
    try {
      return URLDecoder.decode(text, StandardCharsets.UTF_8);
    } catch (IllegalArgumentException malformed) {
      return text;
    }
  }

  /** Unlike in a query, a plus in a path is a plus. */
  private static String decodePath(String text) {
    return decode(text.replace("+", "%2B"));
  }
}
