package qingdan.shared;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowable;
import static org.awaitility.Awaitility.await;

import jakarta.inject.Inject;
import jakarta.transaction.Status;
import jakarta.transaction.TransactionManager;

import io.quarkus.test.junit.QuarkusTest;
import org.junit.jupiter.api.Test;

import qingdan.ApiTest;

/**
 * A transaction that is ended for the time it took has done nothing: whoever asked may ask again.
 */
@QuarkusTest
class WhatRunsOutOfTimeMayBeTriedAgainTest extends ApiTest {

  @Inject TransactionManager transactions;

  @Test
  void aTransactionThatTookTooLongIsAnsweredAsNotServedNow() throws Exception {
    transactions.setTransactionTimeout(1);
    transactions.begin();
    try {
      await().pollInSameThread().until(() -> transactions.getStatus() != Status.STATUS_ACTIVE);
      var failure = catchThrowable(transactions::commit);

      var refusal = DatabaseErrors.refusal(new IllegalStateException(failure));
      assertThat(refusal.code()).isEqualTo(ErrorCode.UNAVAILABLE);
      assertThat(refusal.retryAfter()).isPositive();
    } finally {
      transactions.setTransactionTimeout(0);
    }
  }

  @Test
  void whatFailsOtherwiseIsNotExcusedSo() {
    assertThat(DatabaseErrors.refusal(new IllegalStateException("no"))).isNull();
  }
}
