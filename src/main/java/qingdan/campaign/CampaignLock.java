package qingdan.campaign;

import qingdan.shared.Lock;

/**
 * Whoever writes to a problem, a list, a target or what units owe shares a lock of its campaign and
 * takes it before any row; whoever rewrites many of them at once has it alone. Row locks in two
 * orders would meet otherwise.
 */
public final class CampaignLock {

  private static final String KEY =
      "hashtextextended(cast(%s as text), " + Lock.PROBLEMS.key() + ")";

  /** By the id of a row of the table. */
  public static final String SHARED_BY =
      "select cast(pg_advisory_xact_lock_shared("
          + KEY.formatted("campaign_id")
          + ") as text) from %s where id = ?1";

  /** By the id of the campaign. */
  public static final String SHARED =
      "select cast(pg_advisory_xact_lock_shared(" + KEY.formatted("?1") + ") as text)";

  /** By the id of the campaign. */
  public static final String ALONE =
      "select cast(pg_advisory_xact_lock(" + KEY.formatted("?1") + ") as text)";

  private CampaignLock() {}
}
