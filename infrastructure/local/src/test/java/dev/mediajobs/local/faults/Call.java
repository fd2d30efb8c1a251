package dev.mediajobs.local.faults;

/**
 * A request to AWS that passes a relay.
 *
 * @param site what kind of call it is
 * @param invocation the same for all tries that the SDK makes of one call; empty when no SDK does
 * @param target the request line's target, which for S3 holds the key
 * @param body what it says in JSON; empty for S3
 */
public record Call(Site site, String invocation, String target, String body) {

  static Call of(String caller, Service service, Head head, String body) {
    String target = head.start().split(" ", 3)[1];
    return new Call(
        new Site(caller, service.title(), service.operation(head)),
        head.field("amz-sdk-invocation-id").orElse(""),
        target,
        body);
  }
}
