package qingdan.note;

import java.util.UUID;

import jakarta.annotation.Priority;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;

import io.quarkus.scheduler.Scheduled;
import io.quarkus.scheduler.Scheduled.ConcurrentExecution;

import qingdan.campaign.CohortChanged;
import qingdan.change.HandOver;
import qingdan.obligation.CohortsMayDiffer;
import qingdan.obligation.Following;
import qingdan.obligation.ObligationKind;
import qingdan.unit.UnitEnded;

/** Which units a note is addressed to: they follow the cohort, and the ends of units. */
@ApplicationScoped
class NoteReaders {

  /** After plans of visits. */
  private static final int AFTER_PLANS = 2800;

  private static final HandOver.Taken BASES =
      new HandOver.Taken(
          "guidanceNote",
          "guidance-note.handed-over",
          "base",
          """
          update guidance_note n set base_id = ?2, version = n.version + 1 from campaign c
          where n.base_id = ?1 and c.id = n.campaign_id and c.status <> 'CLOSED'
          """,
          "n.id");

  private final HandOver handOver;
  private final Notes notes;
  private final Following following;

  NoteReaders(HandOver handOver, Notes notes, Following following) {
    this.handOver = handOver;
    this.notes = notes;
    this.following = following;
  }

  void follow(@Observes CohortChanged changed) {
    for (var id : notes.of(changed.batch())) {
      notes.lock(id).ifPresent(note -> following.follow(note, changed.units(), null));
    }
  }

  void follow(@Observes CohortsMayDiffer differ) {
    following.each(
        () -> notes.underWay(differ.units()),
        id -> notes.lock(id).ifPresent(note -> following.follow(note, differ.units(), null)));
  }

  /** What the unit has read its successor has read; what it issued is the successor's. */
  void handOver(@Observes @Priority(AFTER_PLANS) UnitEnded ended) {
    if (ended.successor() != null) {
      handOver.take(BASES, ended.unit(), ended.successor(), ended.successorPath());
    }
    for (UUID id : following.owedBy(ended.unit(), ObligationKind.NOTE)) {
      following.handOver(notes.lock(id).orElseThrow(), ended);
    }
  }

  @Scheduled(
      every = "{qingdan.milestones.follow-every:10m}",
      delayed = "{qingdan.milestones.follow-delay:1m}",
      identity = "follow-cohorts-of-guidance-notes",
      concurrentExecution = ConcurrentExecution.SKIP)
  void followAll() {
    following.each(
        notes::underWay,
        id -> notes.lock(id).ifPresent(note -> following.follow(note, null, null)));
  }
}
