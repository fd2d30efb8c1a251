package dev.mediajobs.local.cli.client;

/** The latest addresses of an upload, shared by all who send its parts. */
final class RenewableTicket {
  private final UploadCalls api;
  private UploadTicket current;

  RenewableTicket(UploadCalls api, UploadTicket first) {
    this.api = api;
    this.current = first;
  }

  synchronized UploadTicket current() {
    return current;
  }

  /** Asks for fresh addresses, once for all who found the same ones expired. */
  synchronized void renew(UploadTicket expired) throws InterruptedException {
    if (current.equals(expired)) {
      current = api.renew(expired.id());
    }
  }
}
