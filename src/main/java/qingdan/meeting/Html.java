package qingdan.meeting;

import java.util.List;

/** Text in a page: nothing that anybody wrote is markup. */
final class Html {

  private Html() {}

  static String escaped(Object text) {
    return text == null
        ? ""
        : text.toString()
            .replace("&", "&amp;")
            .replace("<", "&lt;")
            .replace(">", "&gt;")
            .replace("\"", "&quot;")
            .replace("'", "&#39;");
  }

  /** A table of texts, each of which is escaped. */
  static String table(List<String> head, List<List<Object>> rows) {
    var table = new StringBuilder("<table><thead><tr>");
    head.forEach(cell -> table.append("<th>").append(escaped(cell)).append("</th>"));
    table.append("</tr></thead><tbody>");
    for (var row : rows) {
      table.append("<tr>");
      row.forEach(cell -> table.append("<td>").append(escaped(cell)).append("</td>"));
      table.append("</tr>");
    }
    return table.append("</tbody></table>").toString();
  }
}
