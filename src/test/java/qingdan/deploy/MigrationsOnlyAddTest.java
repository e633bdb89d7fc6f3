package qingdan.deploy;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.TreeSet;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** So that the release before runs on the next schema, and a rollout needs no pause. */
class MigrationsOnlyAddTest {

  /** The newest migration of the release that may run beside this one. A release moves it. */
  private static final int BASELINE = 95;

  /** Of all migrations up to it: each start compares their checksums. */
  private static final String DIGEST =
      "72eeb5a98852d3640b0bb75590ce9989592ae4bed6e56fa5a5bee98985703aa8";

  /** What is right all the same, as it is refused, and why: no release uses it any more, say. */
  private static final Map<String, String> RIGHT_ALL_THE_SAME =
      Map.of(
          "V97: alter function ledger_rebuild rename to ledger_rebuild_of_postings: the release before knows it by its name",
          "a function that calls it takes the name",
          "V112: alter table finding alter column inspection_id drop not null: the release before may use it",
          "it always gives one, and reads findings by their inspections");

  private static final Path FOLDER = Path.of("src/main/resources/db/migration");

  @Test
  void theReleaseBeforeNoticesNothingOfThem() throws IOException {
    var refused = new TreeSet<String>();
    for (var migration : migrations().tailMap(BASELINE, false).entrySet()) {
      new Migration(Files.readString(migration.getValue()))
          .refusals()
          .forEach(each -> refused.add("V" + migration.getKey() + ": " + each));
    }
    assertThat(refused).isSubsetOf(RIGHT_ALL_THE_SAME.keySet());
  }

  @Test
  void thoseThatLandedStayAsTheyWere() throws IOException, NoSuchAlgorithmException {
    var digest = MessageDigest.getInstance("SHA-256");
    for (var file : migrations().headMap(BASELINE, true).values()) {
      digest.update(file.getFileName().toString().getBytes(StandardCharsets.UTF_8));
      digest.update(Files.readAllBytes(file));
    }
    assertThat(HexFormat.of().formatHex(digest.digest()))
        .as("none was edited or taken away, and none came in below V%d", BASELINE)
        .isEqualTo(DIGEST);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "drop table visit",
        "drop index if exists unit_past_tier",
        "drop function path_line(text)",
        "truncate job",
        "alter table unit drop column sector",
        "alter table unit add column note text, drop column sector",
        "alter table obligation drop constraint obligation_once",
        "alter table unit disable trigger all",
        "alter table unit rename to place",
        "ALTER TABLE IF EXISTS ONLY unit\n  RENAME COLUMN name TO title",
        "alter index unit_past_tier rename to past_tier",
        "alter table unit set schema old",
        "alter table unit alter column name type varchar(20)",
        "alter table unit alter name set data type varchar(20)",
        "alter table unit alter column sector set not null",
        "alter table unit add column note text not null",
        "alter table unit add note text not null check (note <> 'default')",
        "alter table unit add column note uuid not null default gen_random_uuid()",
        "alter table unit add column upper_name text generated always as (upper(name)) stored",
        "alter table unit add constraint unit_has_name check (name <> '')",
        "alter table unit add constraint unit_once unique (name)",
        "alter table unit add foreign key (id) references visit (id)",
        "alter table unit add column note text check (note <> '')",
        "create unique index unit_once on unit (name)",
        "lock table unit in access exclusive mode",
        "create index concurrently unit_note on unit (name)",
        "update unit set name = code; commit",
        "do $$ begin drop table visit; end $$",
        "do $$ begin execute format('alter table %I drop column sector', 'unit'); end $$",
        "create table note (id uuid); drop table visit"
      })
  void itCouldBeNoticed(String statement) {
    assertThat(new Migration(statement).refusals()).isNotEmpty();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "create table note (id uuid not null, text text not null, constraint note_once unique (text))",
        "create table note (id uuid); alter table note add primary key (id); create unique index i on note (id)",
        "create temporary table line on commit drop as select id from unit; drop table line",
        "alter table unit add column note text",
        "alter table unit add column note text not null default 'drop table unit'",
        "alter table unit add column note uuid references visit (id)",
        "alter table unit add constraint unit_note check (note <> '') not valid",
        "alter table unit validate constraint unit_note",
        "create index unit_note on unit (note) where note is not null",
        "create or replace function one() returns int language sql return 1",
        "-- drop table unit\n/* truncate unit */ update unit set name = 'rename; truncate job'",
        "create trigger unit_notes after update on unit for each statement execute function note()"
      })
  void itCouldNot(String statement) {
    assertThat(new Migration(statement).refusals()).isEmpty();
  }

  @Test
  void whatLandedBeforeThereWasAReleaseWouldNotAllPass() throws IOException {
    var refused = new TreeMap<Integer, List<String>>();
    for (var migration : migrations().headMap(BASELINE, true).entrySet()) {
      var refusals = new Migration(Files.readString(migration.getValue())).refusals();
      if (!refusals.isEmpty()) {
        refused.put(migration.getKey(), refusals);
      }
    }
    assertThat(refused).containsOnlyKeys(7, 8, 12, 20, 26, 27, 28, 33);
  }

  /**
   * By number. Nothing else is there: none that repeats, is undone, or runs outside a transaction.
   */
  private static TreeMap<Integer, Path> migrations() throws IOException {
    var migrations = new TreeMap<Integer, Path>();
    try (var files = Files.list(FOLDER)) {
      for (var file : files.toList()) {
        var name = file.getFileName().toString();
        assertThat(name).matches("V\\d+__[A-Z][A-Za-z0-9_]+\\.sql");
        var number = Integer.valueOf(name.substring(1, name.indexOf("__")));
        assertThat(migrations.put(number, file)).as("V%d stands once", number).isNull();
      }
    }
    return migrations;
  }
}
