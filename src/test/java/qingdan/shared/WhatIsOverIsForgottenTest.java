package qingdan.shared;

import static org.assertj.core.api.Assertions.assertThat;

import jakarta.inject.Inject;

import io.quarkus.narayana.jta.QuarkusTransaction;
import io.quarkus.test.junit.QuarkusTest;
import org.junit.jupiter.api.Test;

import qingdan.ApiTest;

@QuarkusTest
class WhatIsOverIsForgottenTest extends ApiTest {

  @Inject Sql sql;
  @Inject IdempotencyRecords records;

  @Test
  void moreKeysThanOneBatchAreForgottenAndFreshOnesStay() {
    QuarkusTransaction.requiringNew()
        .run(
            () ->
                sql.run(
                    """
                    insert into idempotency (account_id, key, fingerprint, status, headers, created_at)
                    select a.id, 'sweep ' || n, '\\x00', 200, E'\\n', now() - n * interval '9 seconds'
                    from generate_series(1, 16000) as n, (select id from account limit 1) a
                    """));

    records.forget();

    assertThat(swept("now() - interval '24 hours'")).isZero();
    assertThat(swept("now()")).isPositive();
  }

  private long swept(String before) {
    return QuarkusTransaction.requiringNew()
        .call(
            () ->
                sql.one(
                        Long.class,
                        "select count(*) from idempotency where key like 'sweep %' and created_at < "
                            + before)
                    .orElseThrow());
  }
}
