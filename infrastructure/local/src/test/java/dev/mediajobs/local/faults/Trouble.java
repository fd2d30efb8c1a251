package dev.mediajobs.local.faults;

import java.util.Set;

/** What can go wrong with a call. */
enum Trouble {
  ERRORS("answered 500, then 503", 1, 2),
  ERROR_FOR_FFMPEG("answered 503", 1, 1),
  THROTTLED("throttled until the SDK gave up", 1, Integer.MAX_VALUE),
  CONFLICTS("in conflict with another transaction three times", 3, 3),
  UNREACHED("not reached", 1, 1),
  ANSWER_LOST("answered after the connection broke", 1, 1),
  ANSWERS_LOST("answered after the connection broke, at every try", 1, Integer.MAX_VALUE),
  ANSWER_LATE("answered too late", 1, 1),
  ERROR_IN_ANSWER("answered 200 with an error", 1, 1),
  OBJECTS_KEPT("answered that the objects could not be deleted", 1, 1),
  EMPTY_INDEX("answered for a whole sweep as if the index knew of nothing", 16, 16);

  /** What a query answers that finds no row. */
  static final String NOTHING_FOUND = "{\"Count\":0,\"Items\":[],\"ScannedCount\":0}";

  private final String words;
  private final int calls;
  private final int requests;

  /**
   * Some trouble.
   *
   * @param calls how many calls in a row meet it, the tries of one call counted as one
   * @param requests how many requests meet it at most
   */
  Trouble(String words, int calls, int requests) {
    this.words = words;
    this.calls = calls;
    this.requests = requests;
  }

  /** Whether such calls can meet it. */
  boolean canMeet(Site site) {
    return switch (this) {
      case ERRORS, THROTTLED, ANSWERS_LOST -> isSent(site);
      case ERROR_FOR_FFMPEG -> !isSent(site);
      case CONFLICTS -> writesRows(site);
      case UNREACHED, ANSWER_LOST -> true;
      case ANSWER_LATE -> isSoonGivenUp(site);
      case ERROR_IN_ANSWER -> isAnsweredBeforeItIsDone(site);
      case OBJECTS_KEPT -> site.operation().equals("DeleteObjects");
      case EMPTY_INDEX -> asksTheIndex(site);
    };
  }

  /** Whether trying again at once gets over it, so that no job has to be begun anew. */
  boolean isOvercomeBy(Site site) {
    return isSent(site)
        && switch (this) {
          case ERRORS, CONFLICTS, UNREACHED, ANSWER_LOST, ANSWER_LATE -> true;
          case ERROR_FOR_FFMPEG,
              THROTTLED,
              ANSWERS_LOST,
              ERROR_IN_ANSWER,
              OBJECTS_KEPT,
              EMPTY_INDEX ->
              false;
        };
  }

  int calls() {
    return calls;
  }

  int requests() {
    return requests;
  }

  /**
   * What it means for a call.
   *
   * @param number the how-manieth request this is that meets it, from 1
   */
  Fate on(Call call, int number) {
    Service service = Service.titled(call.site().service());
    return switch (this) {
      case ERRORS ->
          new Fate.Refused(number == 1 ? Errors.internal(service) : Errors.unavailable(service));
      case ERROR_FOR_FFMPEG -> new Fate.Refused(Errors.unavailable(service));
      case THROTTLED -> new Fate.Refused(Errors.throttled(service, number));
      case CONFLICTS -> new Fate.Refused(Errors.conflict(call));
      case UNREACHED -> new Fate.Unreached();
      case ANSWER_LOST, ANSWERS_LOST -> new Fate.AnswerLost();
      case ANSWER_LATE -> new Fate.Silence();
      case ERROR_IN_ANSWER -> new Fate.Refused(Errors.internalAfterAll());
      case OBJECTS_KEPT -> new Fate.Refused(Errors.kept());
      case EMPTY_INDEX -> new Fate.Altered(_ -> NOTHING_FOUND);
    };
  }

  @Override
  public String toString() {
    return words;
  }

  /** Whether an SDK sends it, which tries several times; ffmpeg does not. */
  private static boolean isSent(Site site) {
    return !site.operation().startsWith("presigned");
  }

  private static boolean writesRows(Site site) {
    return Set.of("PutItem", "UpdateItem", "DeleteItem", "TransactWriteItems")
        .contains(site.operation());
  }

  /** The others' answers are waited for so long that the tests would be, too. */
  private static boolean isSoonGivenUp(Site site) {
    return writesRows(site) || site.operation().equals("SendMessage");
  }

  /** S3 says 200 while it is still at work on these, and only then how that went. */
  private static boolean isAnsweredBeforeItIsDone(Site site) {
    return Set.of("CompleteMultipartUpload", "CopyObject").contains(site.operation());
  }

  private static boolean asksTheIndex(Site site) {
    return site.equals(new Site("sweeper", "DynamoDB", "Query"));
  }
}
