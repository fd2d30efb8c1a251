package dev.mediajobs.api.editor;

import dev.mediajobs.api.http.Refusal;
import dev.mediajobs.api.http.Request;
import dev.mediajobs.api.identity.Identities;
import dev.mediajobs.jobs.Owner;

/** Who asks. */
public final class Users {

  private final Identities identities;

  /** Of those who can sign in. */
  public Users(Identities identities) {
    this.identities = identities;
  }

  /**
   * The user who sends {@code request}.
   *
   * @throws Refusal when nobody who is signed in does
   */
  Owner of(Request request) throws Refusal {
    return new Owner(identities.of(request).subject());
  }
}
