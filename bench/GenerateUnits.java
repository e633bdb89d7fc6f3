import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Locale;
import java.util.Random;
import java.util.TreeSet;
import java.util.UUID;

import org.flywaydb.core.Flyway;
import org.postgresql.PGConnection;
import org.postgresql.copy.PGCopyOutputStream;

/**
 * Fills an empty database with a tree of units: country, provinces, cities, counties, townships,
 * villages and communities, branches, with bureaus, universities, hospitals, schools and
 * enterprises at their tiers, one enterprise with very many branches, some closed units, and past
 * versions. The same number and seed give the same rows; a digest of them is printed.
 *
 * <p>Arguments: the JDBC URL, how many units, and optionally a seed and the share of units with a
 * past version in per cent.
 */
class GenerateUnits {

  private static final String FIRST =
      "安白宝北博长常城成大丹德定东峰凤福高古广贵海汉和河恒红洪湖华怀吉嘉建江金锦靖静九康兰乐丽连临灵龙隆"
          + "鹿罗洛马茂梅密明南宁盘平普启前钱青清庆泉仁荣瑞三沙山上石寿双顺四松泰唐天田通桐同万旺文武西溪仙香新兴"
          + "秀徐阳耀宜义英永裕元云泽章昭镇正中竹卓紫";
  private static final String SECOND = "安昌城川德丰岗港沟河湖化江津口里岭陵龙门宁平坡桥泉山水塘亭头湾乡兴阳营原源州庄";
  private static final Instant FOUNDED = Instant.parse("2019-01-01T00:00:00Z");
  private static final int[] FEWEST = {0, 0, 8, 6, 8, 8};
  private static final int[] MOST = {0, 0, 14, 12, 18, 16};

  private static final class Unit {
    final Unit parent;
    final int level;
    final String stem;
    final String name;
    final String kind;
    final String tier;
    final String sector;
    final String code;
    final List<Unit> children = new ArrayList<>();
    UUID id;
    String label;
    String path;
    boolean closed;
    Instant changed;

    Unit(
        Unit parent,
        String stem,
        String suffix,
        String kind,
        String tier,
        String sector,
        String code) {
      this.parent = parent;
      this.level = parent == null ? 1 : parent.level + 1;
      this.stem = stem;
      this.name = stem + suffix;
      this.kind = kind;
      this.tier = tier;
      this.sector = sector;
      this.code = code;
      if (parent != null) {
        parent.children.add(this);
      }
    }
  }

  private final int wanted;
  private final Random random;
  private final int past;
  private final List<Unit> units = new ArrayList<>();
  private final MessageDigest digest;

  GenerateUnits(int wanted, long seed, int past) throws NoSuchAlgorithmException {
    this.wanted = wanted;
    this.random = new Random(seed);
    this.past = past;
    this.digest = MessageDigest.getInstance("SHA-256");
  }

  public static void main(String... args) throws Exception {
    var generator =
        new GenerateUnits(
            Integer.parseInt(args[1]),
            args.length > 2 ? Long.parseLong(args[2]) : 2019,
            args.length > 3 ? Integer.parseInt(args[3]) : 5);
    Flyway.configure()
        .dataSource(args[0], "postgres", "postgres")
        .locations("filesystem:src/main/resources/db/migration")
        .load()
        .migrate();
    try (var database = DriverManager.getConnection(args[0], "postgres", "postgres")) {
      generator.grow();
      generator.fill(database);
    }
  }

  private void grow() {
    var country = new Unit(null, "全国", "", "COUNTRY", "PROVINCE", null, "000000000000");
    grow(country, wanted);
    for (var level = List.of(country); !level.isEmpty(); ) {
      units.addAll(level);
      level = level.stream().flatMap(unit -> unit.children.stream()).toList();
    }
    for (int i = 0; i < units.size(); i++) {
      var unit = units.get(i);
      unit.id =
          new UUID(
              (FOUNDED.toEpochMilli() + i / 4096 << 16) | 0x7000 | i % 4096,
              random.nextLong() >>> 2 | 1L << 63);
      unit.label = Integer.toString(i + 1, 36);
      unit.path = (unit.parent == null ? "/" : unit.parent.path) + unit.label + "/";
      unit.closed = unit.children.isEmpty() && unit.level > 5 && random.nextInt(100) < 2;
      unit.changed =
          random.nextInt(100) < past
              ? FOUNDED.plus(1 + random.nextInt(360), ChronoUnit.DAYS)
              : FOUNDED;
    }
  }

  /** Shares what is left of the size among the children, unevenly. */
  private void grow(Unit unit, int size) {
    int left = size - 1;
    if (unit.level == 1) {
      left -= grown(unit, wanted / 200);
    }
    if (unit.level == 6 || left <= 0) {
      for (int i = 1; i <= left; i++) {
        new Unit(
            unit,
            unit.stem,
            "第" + i + "党支部",
            "BRANCH",
            "GRASSROOTS",
            unit.sector,
            unit.code + "-" + i);
      }
      return;
    }
    left -= institutions(unit, left);
    int many = unit.level == 1 ? provinces() : drawn(FEWEST[unit.level], MOST[unit.level]);
    many = Math.max(1, Math.min(many, left));
    var weights = new double[many];
    double sum = 0;
    for (int i = 0; i < many; i++) {
      sum += weights[i] = 0.5 + random.nextDouble();
    }
    for (int i = 0; i < many; i++) {
      int share =
          i == many - 1
              ? left
              : (int) Math.min(left - (many - 1 - i), Math.max(1, left * weights[i] / sum));
      sum -= weights[i];
      left -= share;
      grow(child(unit, i + 1), share);
    }
  }

  /** The wide node: an enterprise with very many branches directly below it. */
  private int grown(Unit country, int branches) {
    var works =
        new Unit(country, "远洋", "集团", "ENTERPRISE", "PROVINCE", "STATE_ENTERPRISE", "E000000000");
    for (int i = 1; i <= branches; i++) {
      new Unit(
          works, "远洋", "第" + i + "党支部", "BRANCH", "GRASSROOTS", works.sector, works.code + "-" + i);
    }
    return branches + 1;
  }

  private int provinces() {
    return Math.max(1, Math.min(31, (int) Math.round(31.0 * wanted / 1_000_000)));
  }

  private Unit child(Unit parent, int number) {
    var stem = stem();
    return switch (parent.level) {
      case 1 ->
          new Unit(
              parent, stem, "省", "PROVINCE", "PROVINCE", null, code("%02d0000000000", 11 + number));
      case 2 -> new Unit(parent, stem, "市", "CITY", "CITY", null, code(parent, 2, number, 2));
      case 3 ->
          new Unit(
              parent,
              stem,
              random.nextInt(3) == 0 ? "区" : "县",
              "COUNTY",
              "COUNTY",
              null,
              code(parent, 4, number, 2));
      case 4 ->
          new Unit(
              parent,
              stem,
              random.nextInt(4) == 0 ? "街道" : "镇",
              "TOWNSHIP",
              "TOWNSHIP",
              null,
              code(parent, 6, number, 3));
      default ->
          random.nextInt(5) == 0
              ? new Unit(
                  parent,
                  stem,
                  "社区",
                  "COMMUNITY",
                  "GRASSROOTS",
                  "URBAN_COMMUNITY",
                  code(parent, 9, number, 3))
              : new Unit(
                  parent, stem, "村", "VILLAGE", "GRASSROOTS", "RURAL", code(parent, 9, number, 3));
    };
  }

  private int institutions(Unit unit, int left) {
    if (left < 100) {
      return 0;
    }
    int made = 0;
    if (unit.level == 2) {
      made += institutions(unit, "大学", "UNIVERSITY", "CITY", "UNIVERSITY", drawn(2, 6));
      made += institutions(unit, "厅", "BUREAU", "PROVINCE", "GOVERNMENT", drawn(20, 30));
    } else if (unit.level == 3) {
      made += institutions(unit, "局", "BUREAU", "CITY", "GOVERNMENT", drawn(15, 25));
      made += institutions(unit, "医院", "HOSPITAL", "COUNTY", "HEALTH", drawn(1, 4));
    } else if (unit.level == 4) {
      made += institutions(unit, "中学", "SCHOOL", "GRASSROOTS", "SCHOOL", drawn(3, 9));
      made += institutions(unit, "公司", "ENTERPRISE", "COUNTY", "STATE_ENTERPRISE", drawn(0, 3));
    }
    return made;
  }

  private int institutions(
      Unit unit, String suffix, String kind, String tier, String sector, int many) {
    for (int i = 1; i <= many; i++) {
      new Unit(unit, stem(), suffix, kind, tier, sector, unit.code + "-" + kind.charAt(0) + i);
    }
    return many;
  }

  private int drawn(int fewest, int most) {
    return fewest + random.nextInt(most - fewest + 1);
  }

  /** Two characters, the first ones of the lists far more often than the last. */
  private String stem() {
    return "" + skewed(FIRST) + skewed(SECOND);
  }

  private char skewed(String from) {
    var place = random.nextDouble() * random.nextDouble();
    return from.charAt((int) (place * from.length()));
  }

  private static String code(String format, int number) {
    return format.formatted(number);
  }

  private static String code(Unit parent, int kept, int number, int digits) {
    var start = parent.code.substring(0, kept) + ("%0" + digits + "d").formatted(number);
    return start + "0".repeat(12 - start.length());
  }

  private void fill(Connection database) throws SQLException, IOException {
    var begin = System.nanoTime();
    database.setAutoCommit(false);
    run(database, "drop index unit_bigrams");
    try (var copy =
        copy(
            database,
            "unit (id, version, code, name, bigrams, kind, tier, sector, parent_id, label, path, child_count, closed_at, valid_from, created_at)")) {
      for (var unit : units) {
        var line =
            line(
                unit.id,
                hasPast(unit) || unit.closed ? 2 : 1,
                unit.code,
                unit.name,
                "{" + String.join(",", bigrams(unit.name)) + "}",
                unit.kind,
                unit.tier,
                unit.sector,
                unit.parent == null ? null : unit.parent.id,
                unit.label,
                unit.path,
                unit.children.stream().filter(child -> !child.closed).count(),
                unit.closed ? unit.changed.plus(1, ChronoUnit.DAYS) : null,
                unit.changed,
                FOUNDED);
        digest.update(line);
        copy.write(line);
      }
    }
    try (var copy =
        copy(
            database,
            "unit_past (unit_id, version, code, name, bigrams, kind, tier, sector, parent_id, path, valid_from, valid_to)")) {
      for (int i = 0; i < units.size(); i++) {
        if (hasPast(units.get(i))) {
          var line = before(units.get(i), units.get(i - 1));
          digest.update(line);
          copy.write(line);
        }
      }
    }
    try (var copy = copy(database, "change (at, entity, entity_id, type, paths, after)")) {
      for (var unit : units) {
        copy.write(
            line(
                FOUNDED,
                "unit",
                unit.id,
                "unit.created",
                "{" + unit.path + "}",
                "{\"code\":\"%s\",\"name\":\"%s\"}".formatted(unit.code, unit.name)));
      }
    }
    run(database, "select setval('unit_label', " + units.size() + ")");
    run(database, "create index unit_bigrams on unit using gin (bigrams) with (fastupdate = off)");
    database.commit();
    var seconds = (System.nanoTime() - begin) / 1e9;
    database.setAutoCommit(true);
    run(database, "vacuum analyze");
    check(database);
    System.out.printf(
        Locale.ROOT,
        "%d units in %.1f s, %.0f rows/s, sha256 %s%n",
        units.size(),
        seconds,
        units.size() / seconds,
        HexFormat.of().formatHex(digest.digest()));
  }

  private static boolean hasPast(Unit unit) {
    return unit.changed.isAfter(FOUNDED) && unit.parent != null;
  }

  /** Nine of ten were renamed; the tenth stood where its neighbour in the level stands. */
  private byte[] before(Unit unit, Unit neighbour) {
    boolean moved =
        random.nextInt(10) == 0 && neighbour.level == unit.level && neighbour.parent != unit.parent;
    var parent = moved ? neighbour.parent : unit.parent;
    var name = moved ? unit.name : "原" + unit.name;
    return line(
        unit.id,
        1,
        unit.code,
        name,
        "{" + String.join(",", bigrams(name)) + "}",
        unit.kind,
        unit.tier,
        unit.sector,
        parent.id,
        parent.path + unit.label + "/",
        FOUNDED,
        unit.changed);
  }

  private static TreeSet<String> bigrams(String name) {
    var grams = new TreeSet<String>();
    for (int i = 0; i < name.length(); i++) {
      grams.add(name.substring(i, i + 1));
      if (i + 2 <= name.length()) {
        grams.add(name.substring(i, i + 2));
      }
    }
    return grams;
  }

  private static byte[] line(Object... values) {
    var line = new StringBuilder();
    for (var value : values) {
      line.append(line.isEmpty() ? "" : "\t").append(value == null ? "\\N" : value);
    }
    return line.append('\n').toString().getBytes(StandardCharsets.UTF_8);
  }

  private static OutputStream copy(Connection database, String into) throws SQLException {
    return new PGCopyOutputStream(
        database.unwrap(PGConnection.class), "copy " + into + " from stdin", 1 << 16);
  }

  private static void run(Connection database, String sql) throws SQLException {
    try (var statement = database.createStatement()) {
      statement.execute(sql);
    }
  }

  /** The rows must be as the service would have written them. */
  private static void check(Connection database) throws SQLException {
    var faults =
        """
        select count(*) from unit u left join unit p on p.id = u.parent_id
        where u.path <> coalesce(p.path, '/') || u.label || '/'
            or u.child_count <> (select count(*) from unit c where c.parent_id = u.id and c.closed_at is null)
            or u.label like '%00' and not (u.bigrams @> name_bigrams(u.name) and u.bigrams <@ name_bigrams(u.name))
        """;
    try (var statement = database.createStatement();
        var rows = statement.executeQuery(faults)) {
      rows.next();
      if (rows.getLong(1) > 0) {
        throw new IllegalStateException(
            rows.getLong(1) + " units are not as the service writes them");
      }
    }
  }
}
