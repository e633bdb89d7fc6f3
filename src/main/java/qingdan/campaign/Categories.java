package qingdan.campaign;

import java.io.UncheckedIOException;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.UUID;

import jakarta.enterprise.context.ApplicationScoped;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.quarkus.runtime.annotations.RegisterForReflection;

import qingdan.shared.ErrorCode;
import qingdan.shared.Refusal;
import qingdan.shared.Sql;

/** The kinds of problems of each campaign, as data. */
@ApplicationScoped
public class Categories {

  static final String CODE = "[A-Z][A-Z0-9]*(_[A-Z0-9]+)*";
  static final int MOST = 100;
  static final int MOST_FIELDS = 30;

  @RegisterForReflection
  record Row(String code, int version, String labelEn, String labelZh, String fields) {}

  private static final String SELECT =
      "select code, version, label_en, label_zh, cast(fields as text) from campaign_category ";

  private final Sql sql;
  private final ObjectMapper json;

  Categories(Sql sql, ObjectMapper json) {
    this.sql = sql;
    this.json = json;
  }

  List<CategoryView> list(UUID campaign, String after, int fetch) {
    return sql
        .list(
            Row.class,
            SELECT + "where campaign_id = ?1 and code > ?2 order by code limit ?3",
            campaign,
            after == null ? "" : after,
            fetch)
        .stream()
        .map(this::view)
        .toList();
  }

  long count(UUID campaign) {
    return sql.one(
            Long.class, "select count(*) from campaign_category where campaign_id = ?1", campaign)
        .orElseThrow();
  }

  public Optional<CategoryView> find(UUID campaign, String code) {
    return sql.one(Row.class, SELECT + "where campaign_id = ?1 and code = ?2", campaign, code)
        .map(this::view);
  }

  void insert(UUID campaign, CategoryView category) {
    sql.run(
        """
        insert into campaign_category (campaign_id, code, label_en, label_zh, fields)
        values (?1, ?2, ?3, ?4, cast(?5 as jsonb))
        """,
        campaign,
        category.code(),
        category.labelEn(),
        category.labelZh(),
        text(category.fields()));
  }

  void update(UUID campaign, CategoryView category) {
    sql.run(
        """
        update campaign_category set version = ?3, label_en = ?4, label_zh = ?5, fields = cast(?6 as jsonb)
        where campaign_id = ?1 and code = ?2
        """,
        campaign,
        category.code(),
        category.version(),
        category.labelEn(),
        category.labelZh(),
        text(category.fields()));
  }

  static void requireDistinct(List<CategoryField> fields) {
    var refusal = new Refusal(ErrorCode.RULE_BROKEN);
    var codes = new HashSet<String>();
    for (int i = 0; i < fields.size(); i++) {
      if (!codes.add(fields.get(i).code())) {
        refusal.at("/fields/" + i + "/code", "given-twice");
      }
    }
    if (!refusal.faults().isEmpty()) {
      throw refusal;
    }
  }

  private CategoryView view(Row row) {
    try {
      var fields = List.of(json.readValue(row.fields(), CategoryField[].class));
      return new CategoryView(row.code(), row.version(), row.labelEn(), row.labelZh(), fields);
    } catch (JsonProcessingException broken) {
      throw new UncheckedIOException(broken);
    }
  }

  private String text(List<CategoryField> fields) {
    try {
      return json.writeValueAsString(fields);
    } catch (JsonProcessingException broken) {
      throw new UncheckedIOException(broken);
    }
  }
}
