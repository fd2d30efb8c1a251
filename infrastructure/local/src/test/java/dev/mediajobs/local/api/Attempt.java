package dev.mediajobs.local.api;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;

/**
 * A request by somebody who may not, beside the same one about what does not exist: nothing in the
 * answers may tell which is which.
 *
 * @param who asks, for people
 * @param status of both answers
 * @param about what exists and is not theirs
 * @param nothing what does not exist
 * @param echoed what each of them names and is told again, that of {@code about} first; empty when
 *     answers repeat nothing
 */
record Attempt(String who, int status, Question about, Question nothing, List<String> echoed) {

  Attempt(String who, int status, Question about, Question nothing) {
    this(who, status, about, nothing, List.of());
  }

  /** Makes the attempt; {@code secrets} must not be in the answer. */
  void mustFail(ApiOnStack api, List<String> secrets) throws Exception {
    Reply refused = about.ask(api);
    Reply unknown = nothing.ask(api);

    assertThat(refused.status()).as("%s: %s", who, refused.body()).isEqualTo(status);
    assertThat(unknown.status()).as("%s, of nothing: %s", who, unknown.body()).isEqualTo(status);
    String told = withoutEcho(refused, 0);
    assertThat(told).as(who).isEqualTo(withoutEcho(unknown, 1)).doesNotContain(secrets);
    assertThat(refused.response().headers().map().keySet())
        .as(who)
        .isEqualTo(unknown.response().headers().map().keySet());
    assertThat(refused.header("www-authenticate"))
        .as(who)
        .isEqualTo(unknown.header("www-authenticate"))
        .isEqualTo(status == 401 ? "Bearer" : "");
  }

  private String withoutEcho(Reply reply, int side) {
    return echoed.isEmpty() ? reply.body() : reply.body().replace(echoed.get(side), "…");
  }
}
