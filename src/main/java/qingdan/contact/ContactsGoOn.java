package qingdan.contact;

import java.util.Map;

import jakarta.enterprise.context.ApplicationScoped;

import qingdan.campaign.BatchEnd;
import qingdan.campaign.GoesOn;
import qingdan.campaign.Terms;
import qingdan.shared.Sql;

/** Leaders keep in touch with their units through the next batch, and with what they took on. */
@ApplicationScoped
class ContactsGoOn implements GoesOn {

  private static final Terms.Kind CONTACTS =
      new Terms.Kind(
          "contacts",
          "contact",
          "contact",
          "contact.prolonged",
          "array(select path from unit where id in (t.base_id, t.unit_id))");

  private final Sql sql;
  private final Terms terms;

  ContactsGoOn(Sql sql, Terms terms) {
    this.sql = sql;
    this.terms = terms;
  }

  @Override
  public Map<String, Long> foreseen(BatchEnd end) {
    return terms.foreseen(CONTACTS, end);
  }

  /** A list that cannot go along leaves what is on it to that of the next batch: so its plan is. */
  @Override
  public void prolong(BatchEnd end) {
    terms.prolong(CONTACTS, end);
    sql.run(
        """
        update contact k set list_id = s.id, version = k.version + 1
        from problem_list l join problem_list s on s.unit_id = l.unit_id and s.task_id is not distinct from l.task_id
        where l.id = k.list_id and l.batch_id = ?1 and l.status <> 'CLOSED' and s.batch_id = ?2
        """,
        end.batch(),
        end.next());
  }
}
