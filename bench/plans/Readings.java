import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;

/** Every way in which units and problems are read. */
final class Readings {

  /**
   * @param who the caller
   * @param pagesBefore how many pages are turned first
   */
  record Reading(String who, String name, String path, int pagesBefore) {}

  private final Places places;
  private final List<Reading> all = new ArrayList<>();

  Readings(Places places) throws SQLException {
    this.places = places;
    planUnits();
    planWork();
  }

  List<Reading> all() {
    return all;
  }

  private void planUnits() throws SQLException {
    var gone = "&asOf=2019-06-30";
    for (var who : List.of("root", "province", "several", "township")) {
      read(who, "list", "/units?limit=50");
      read(who, "list, 40 pages deep", "/units?limit=50", 40);
      for (var filter :
          List.of(
              "kind=COUNTY",
              "kind=VILLAGE",
              "kind=COUNTRY",
              "tier=CITY",
              "sector=HEALTH",
              "sector=NON_PUBLIC",
              "status=CLOSED",
              "status=OPEN",
              "kind=VILLAGE&status=CLOSED",
              "kind=BRANCH&sector=URBAN_COMMUNITY",
              "tier=PROVINCE&kind=BRANCH",
              "set=01890000-0000-7000-8000-000000000000",
              "code=110101001001",
              "code=E000000000-77",
              "q=党支",
              "q=村",
              "q=远洋",
              "q=紫庄",
              "q=紫州村",
              "q=安安",
              "q=妖怪",
              "q=妖",
              "q=ab",
              "q=村&kind=COUNTY",
              "q=大学&status=CLOSED",
              "kind=VILLAGE&q=金泉")) {
        read(who, filter, "/units?limit=50&" + filter);
        read(who, "count " + filter, "/units/count?" + filter);
      }
      read(who, "count", "/units/count");
      read(who, "as of", "/units?limit=50" + gone);
      read(who, "as of, 10 pages deep", "/units?limit=50" + gone, 10);
      read(who, "as of kind=COUNTY", "/units?limit=50&kind=COUNTY" + gone);
      read(who, "as of q=金泉", "/units?limit=50&q=金泉" + gone);
      read(who, "as of code", "/units?limit=50&code=110101001001" + gone);
      read(who, "as of count", "/units/count?asOf=2019-06-30");
      read(who, "as of count kind=COUNTY", "/units/count?kind=COUNTY" + gone);
    }
    for (var where : List.of("province", "county", "township")) {
      var unit = places.of(where);
      for (var filter : List.of("", "&kind=VILLAGE", "&q=党支", "&q=安安", "&status=CLOSED")) {
        read("root", "unit=" + where + filter, "/units?limit=50&unit=" + unit + filter);
        read("root", "count unit=" + where + filter, "/units/count?unit=" + unit + filter);
      }
    }
    for (var where : List.of("county", "wide")) {
      var unit = places.of(where);
      for (var sort : List.of("path", "name", "code")) {
        read(
            "root",
            "children of " + where + " by " + sort,
            "/units/" + unit + "/children?limit=50&sort=" + sort);
        read(
            "root",
            "children of " + where + " by " + sort + ", deep",
            "/units/" + unit + "/children?limit=50&sort=" + sort,
            20);
        read(
            "root",
            "as of children of " + where + " by " + sort,
            "/units/" + unit + "/children?limit=50&sort=" + sort + gone);
        read(
            "root",
            "depth=children of " + where + " by " + sort,
            "/units?limit=50&depth=children&unit=" + unit + "&sort=" + sort);
        read(
            "root",
            "depth=children of " + where + " by " + sort + " q=安安",
            "/units?limit=50&depth=children&q=安安&unit=" + unit + "&sort=" + sort);
        read(
            "root",
            "depth=children of " + where + " by " + sort + " kind",
            "/units?limit=50&depth=children&kind=COUNTY&unit=" + unit + "&sort=" + sort);
      }
      read("root", "count depth=children of " + where, "/units/count?depth=children&unit=" + unit);
    }
    var branch = places.of("branch");
    read("root", "get by id", "/units/" + branch);
    read("root", "get by code", "/units/code:E000000000-77");
    read("root", "as of get", "/units/" + branch + "?asOf=2019-06-30");
    read("root", "ancestors", "/units/" + branch + "/ancestors");
    read("root", "as of ancestors", "/units/" + branch + "/ancestors?asOf=2019-06-30");
    read("root", "history", "/units/" + branch + "/history");
    for (var q : List.of("党支", "村", "安安", "紫庄", "妖怪", "妖", "远洋第77党支部")) {
      read("township", "directory q=" + q, "/directory/units?limit=50&q=" + q);
    }
    read("township", "directory", "/directory/units?limit=50");
    read("township", "directory code", "/directory/units?limit=50&code=E000000000-77");
    read("several", "me", "/me");
    read("several", "outside", "/units/" + places.of("wide"));
  }

  /** Lists of problems at every height of the tree, and one problem in every way. */
  private void planWork() throws SQLException {
    var batch = places.value("select id from batch order by id offset 1 limit 1");
    var closed = places.value("select id from batch order by id limit 1");
    var task = places.value("select id from task where position = 3");
    var rareTask = places.value("select id from task where position = 9");
    var narrow = "&category=safety&task=" + task + "&batch=" + batch;
    var filters =
        List.of(
            "overdue=true",
            "overdue=false",
            "deadlineFrom=2026-12-01&deadlineTo=2026-12-05",
            "dueWithin=7",
            "sort=deadline",
            "sort=reported",
            "sort=closed",
            "status=CLOSED",
            "status=DISMISSED",
            "status=OPEN",
            "status=REPORTED",
            "status=ESCALATED",
            "status=CONFIRMED&sort=deadline",
            "planned=false",
            "dismissedAs=DUPLICATE",
            "category=organisation",
            "category=petition",
            "category=rare",
            "category=rare&overdue=true",
            "category=rare&status=DISMISSED",
            "severity=CRITICAL&overdue=true",
            "source=PUBLIC",
            "label=专项1",
            "label=稀有",
            "label=稀有&overdue=true",
            "batch=" + batch,
            "batch=" + closed,
            "batch=" + closed + "&status=OPEN&sort=deadline",
            "task=" + task,
            "task=" + rareTask + "&overdue=true",
            "status=OPEN" + narrow,
            "status=CLOSED" + narrow,
            "overdue=true" + narrow,
            "overdue=true&category=petition&task=" + rareTask + "&batch=" + batch,
            "status=REPORTED&category=petition&task=" + rareTask + "&batch=" + batch,
            "q=饮水安全",
            "q=安里水安全",
            "q=妖怪");
    for (var where : List.of("country", "province", "city", "county", "township", "village")) {
      for (var filter : filters) {
        var at = "unit=" + places.of(where) + "&" + filter;
        read("office", "problems of " + where + ": " + brief(filter), "/problems?limit=50&" + at);
        read(
            "office", "problems count of " + where + ": " + brief(filter), "/problems/count?" + at);
      }
      for (var sort :
          List.of("overdue=true", "sort=reported", "sort=closed", "category=petition")) {
        read(
            "office",
            "problems of " + where + ", 10 pages deep: " + sort,
            "/problems?limit=50&unit=" + places.of(where) + "&" + sort,
            10);
        for (var depth : List.of("self", "children")) {
          read(
              "office",
              "problems of " + depth + " of " + where + ": " + sort,
              "/problems?limit=50&depth=" + depth + "&unit=" + places.of(where) + "&" + sort);
        }
      }
      for (var part : List.of("responsibleUnit", "jointUnit", "escalatedTo")) {
        read(
            "office",
            "problems " + part + " " + where,
            "/problems?limit=50&" + part + "=" + places.of(where));
      }
      read("office", "lists of " + where, "/problem-lists?limit=50&unit=" + places.of(where));
      read(
          "office",
          "lists of " + where + " by batch",
          "/problem-lists?limit=50&batch=" + batch + "&unit=" + places.of(where));
      read(
          "office",
          "lists count of " + where + " by batch",
          "/problem-lists/count?batch=" + batch + "&unit=" + places.of(where));
    }
    read(
        "office",
        "problems of children of wide: overdue",
        "/problems?limit=50&depth=children&overdue=true&unit=" + places.of("wide"));
    for (var filter : List.of("overdue=true", "sort=reported", "category=petition&overdue=true")) {
      read("offices", "problems of several places: " + filter, "/problems?limit=50&" + filter);
    }
    var bureau = places.value("select unit_id from problem_joint limit 1");
    read("office", "problems jointUnit of a bureau", "/problems?limit=50&jointUnit=" + bureau);
    var list = places.value("select list_id from problem limit 1");
    read("office", "problems of a list", "/problems?limit=50&list=" + list);
    var root =
        places.value(
            "select root_id from problem where root_id is not null group by 1 order by count(*) desc limit 1");
    read("office", "problems of a root", "/problems?limit=50&root=" + root);
    read("office", "problem linkage of a root", "/problems/" + root + "/linkage");
    var problem = places.value("select entity_id from change where entity = 'problem' limit 1");
    for (var part : List.of("", "/linkage", "/actions", "/history", "/reports")) {
      read("office", "problem " + part, "/problems/" + problem + part);
    }
    var campaign = places.value("select id from campaign");
    read("office", "campaign tasks", "/campaigns/" + campaign + "/tasks");
  }

  private static String brief(String filter) {
    return filter.replaceAll("[0-9a-f]{8}-[0-9a-f-]{27}", "…");
  }

  private void read(String who, String name, String path) {
    read(who, name, path, 0);
  }

  private void read(String who, String name, String path, int pagesBefore) {
    all.add(new Reading(who, who + ": " + name, path, pagesBefore));
  }
}
