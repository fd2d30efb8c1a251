package dev.mediajobs.api.jobs;

import java.util.Optional;

/**
 * Where somebody who submits a job wants to be called back.
 *
 * @param address the address, checked
 * @param secrets what callbacks are to be signed with, in the spelling of {@code WebhookSecrets};
 *     empty when the caller brought none
 */
public record Callback(String address, Optional<String> secrets) {

  /** Tells neither: both may hold secrets. */
  @Override
  public String toString() {
    return "Callback";
  }
}
