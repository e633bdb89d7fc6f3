import java.util.List;

/**
 * A write that is sent once for each pair of ids: its address takes the first one, its body the
 * second.
 */
record Write(String name, String sample, String path, String body, boolean transition) {

  static final List<Write> ALL =
      List.of(
          new Write(
              "create",
              "select id || ' ' || id from problem_list where status = 'APPROVED' order by md5(id::text) limit %d",
              "/api/v1/problems",
              "{\"list\":\"%s\",\"title\":\"村内排水不畅\",\"category\":\"service\",\"severity\":\"MAJOR\"}",
              false),
          new Write(
              "transition (start)",
              "select id || ' ' || id from problem where status = 'PLANNED' order by id limit %d",
              "/api/v1/problems/%s/start",
              "",
              true),
          new Write(
              "claim",
              """
              select p.id || ' ' || u.parent_id from problem p join unit u on u.id = p.unit_id
              where p.status = 'IN_PROGRESS' and u.parent_id is not null and p.root_id is null
                and not exists (select from problem s where s.root_id = p.id)
              order by p.id limit %d
              """,
              "/api/v1/problems/%s/claim",
              "{\"unit\":\"%s\"}",
              false));

  Session.Request request(String ids) {
    var pair = ids.split(" ");
    return new Session.Request("POST", path.replace("%s", pair[0]), body.replace("%s", pair[1]));
  }

  /** Lists take any number of problems; a problem that has moved on does not move again. */
  boolean repeats() {
    return name.equals("create");
  }
}
