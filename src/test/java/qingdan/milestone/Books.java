package qingdan.milestone;

import java.sql.SQLException;
import java.util.List;
import java.util.UUID;

import jakarta.enterprise.context.ApplicationScoped;

import io.agroal.api.AgroalDataSource;

/** The clock is real, so what was counted is set back instead. */
@ApplicationScoped
class Books {

  private final AgroalDataSource database;

  Books(AgroalDataSource database) {
    this.database = database;
  }

  /** What the milestone counts until now counts so many days earlier, as do its units. */
  void age(int days, String milestone) {
    run("select ledger_fold(1000000, null)", List.of());
    run(
        """
        update ledger_entry set day = day - ? from ledger_cell c
        where c.cell = ledger_entry.cell and c.subject_id = ?
        """,
        List.of(days, UUID.fromString(milestone)));
    run(
        "update obligation set owed_from = owed_from - ? where subject_id = ?",
        List.of(days, UUID.fromString(milestone)));
    run(
        """
        update unit set valid_from = valid_from - make_interval(days => ?)
        where id in (select unit_id from obligation where subject_id = ?)
            or id in (select top_unit_id from campaign c join milestone m on m.campaign_id = c.id where m.id = ?)
        """,
        List.of(days, UUID.fromString(milestone), UUID.fromString(milestone)));
  }

  /** Small subtrees get sums too. */
  void fold() {
    run("select ledger_fold(3, null)", List.of());
  }

  void run(String statement, List<?> values) {
    try (var connection = database.getConnection();
        var prepared = connection.prepareStatement(statement)) {
      for (int i = 0; i < values.size(); i++) {
        prepared.setObject(i + 1, values.get(i));
      }
      prepared.execute();
    } catch (SQLException failure) {
      throw new IllegalStateException(failure);
    }
  }
}
