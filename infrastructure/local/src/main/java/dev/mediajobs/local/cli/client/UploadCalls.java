package dev.mediajobs.local.cli.client;

import java.util.Map;

/** The calls of a contract by which a file is uploaded. */
interface UploadCalls {

  /** Announces a file. */
  UploadTicket create(SourceFile file) throws InterruptedException;

  /** The same upload with fresh addresses. */
  UploadTicket renew(String id) throws InterruptedException;

  /**
   * Everything is sent.
   *
   * @param tags of the parts, by number; none for a file that was sent whole
   */
  void complete(String id, Map<Integer, String> tags) throws InterruptedException;

  /** Nothing more will be sent. */
  void abandon(String id) throws InterruptedException;
}
