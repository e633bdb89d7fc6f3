package qingdan.unit;

import java.util.List;
import java.util.Optional;

import jakarta.enterprise.context.ApplicationScoped;

import qingdan.shared.Sql;

/** What units count: an open list, kept short enough to stand in one answer. */
@ApplicationScoped
public class Measures {

  public static final int MOST = 200;
  static final String CODE = "[A-Z][A-Z0-9]*(_[A-Z0-9]+)*";

  private final Sql sql;

  Measures(Sql sql) {
    this.sql = sql;
  }

  public List<MeasureView> list(String after, int fetch) {
    return sql.list(
        MeasureView.class,
        """
        select code, label_en, label_zh from measure where code collate "C" > ?1 order by code collate "C" limit ?2
        """,
        after == null ? "" : after,
        fetch);
  }

  Optional<MeasureView> find(String code) {
    return sql.one(
        MeasureView.class, "select code, label_en, label_zh from measure where code = ?1", code);
  }

  public boolean has(String code) {
    return find(code).isPresent();
  }

  long count() {
    return sql.one(Long.class, "select count(*) from measure").orElseThrow();
  }

  void create(CreateMeasure request) {
    sql.run(
        "insert into measure (code, label_en, label_zh) values (?1, ?2, ?3)",
        request.code(),
        request.labelEn(),
        request.labelZh());
  }
}
