package dev.mediajobs.local.faults;

import java.util.Set;
import java.util.function.BiFunction;
import java.util.function.Predicate;

/** What can go wrong with a call. */
enum Trouble {
  ERROR("answered 500 once", _ -> true, 1, 1, (service, _) -> refused(Errors.internal(service))),
  UNAVAILABLE(
      "answered 503 once", _ -> true, 1, 1, (service, _) -> refused(Errors.unavailable(service))),
  THROTTLED(
      "throttled twice",
      Trouble::isSent,
      1,
      2,
      (service, call) -> refused(Errors.throttled(service, call.target().length()))),
  THROTTLED_FOR_LONG(
      "throttled until the SDK gave up",
      Trouble::isSent,
      1,
      Integer.MAX_VALUE,
      (service, call) -> refused(Errors.throttled(service, call.target().length()))),
  CONFLICT(
      "in conflict with another transaction three times",
      site -> Names.ROW_WRITES.contains(site.operation()),
      3,
      3,
      (_, call) -> refused(Errors.conflict(call))),
  UNREACHED("not reached once", _ -> true, 1, 1, (_, _) -> new Fate.Unreached()),
  ANSWER_LOST(
      "answered after the connection broke", _ -> true, 1, 1, (_, _) -> new Fate.AnswerLost()),
  ANSWERS_LOST(
      "answered after the connection broke, at each try of the SDK",
      Trouble::isSent,
      1,
      Integer.MAX_VALUE,
      (_, _) -> new Fate.AnswerLost()),
  EMPTY_INDEX(
      "answered three times as if the index knew nothing yet",
      site -> site.equals(new Site("sweeper", "DynamoDB", "Query")),
      12,
      12,
      (_, _) -> new Fate.Altered(_ -> "{\"Count\":0,\"Items\":[],\"ScannedCount\":0}"));

  private final String words;
  private final Predicate<Site> applies;
  private final int invocations;
  private final int requests;
  private final BiFunction<Service, Call, Fate> fate;

  Trouble(
      String words,
      Predicate<Site> applies,
      int invocations,
      int requests,
      BiFunction<Service, Call, Fate> fate) {
    this.words = words;
    this.applies = applies;
    this.invocations = invocations;
    this.requests = requests;
    this.fate = fate;
  }

  /** Whether such calls can meet it. */
  boolean canMeet(Site site) {
    return applies.test(site);
  }

  /** How many calls in a row meet it, the tries of one call counted as one. */
  int invocations() {
    return invocations;
  }

  /** How many requests meet it at most. */
  int requests() {
    return requests;
  }

  Fate on(Call call) {
    return fate.apply(Service.titled(call.site().service()), call);
  }

  @Override
  public String toString() {
    return words;
  }

  private static Fate refused(Answer answer) {
    return new Fate.Refused(answer);
  }

  /** Whether an SDK sends it, which tries several times. */
  private static boolean isSent(Site site) {
    return !site.operation().startsWith("presigned");
  }

  /** An enum's constants can't read its own static fields while they are made. */
  private static final class Names {
    static final Set<String> ROW_WRITES =
        Set.of("PutItem", "UpdateItem", "DeleteItem", "TransactWriteItems");
  }
}
