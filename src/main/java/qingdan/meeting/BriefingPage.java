package qingdan.meeting;

import java.time.ZoneId;
import java.util.Locale;

/** A briefing as a page to print. */
final class BriefingPage {

  private static final String STYLE =
      """
      body{font:14px/1.5 "Noto Sans CJK SC","Microsoft YaHei",sans-serif;max-width:60rem;margin:1rem auto;padding:0 1rem;color:#222}
      h1{font-size:1.5rem}h2{font-size:1.1rem;border-bottom:1px solid #999;break-after:avoid}
      table{border-collapse:collapse;width:100%}th,td{border:1px solid #ccc;padding:.2rem .5rem;text-align:left}
      tr{break-inside:avoid}svg{max-width:100%;height:auto;break-inside:avoid}svg text{font-size:13px}
      svg .number{font-size:11px}svg .before{fill:#b8c4d0}svg .now{fill:#a4262c}
      @media print{body{margin:0;max-width:none}}
      """;

  private BriefingPage() {}

  static String of(Briefing briefing, String digest, ZoneId zone, Locale language) {
    var sections = new BriefingSections(briefing, zone, language);
    var page = new StringBuilder();
    var title = Html.escaped(briefing.name() + " " + briefing.asOf());
    page.append("<!DOCTYPE html><html lang=\"")
        .append(language.toLanguageTag())
        .append("\"><head><meta charset=\"utf-8\"><title>")
        .append(title)
        .append("</title><style>")
        .append(STYLE)
        .append("</style></head><body><h1>")
        .append(title)
        .append("</h1><p>")
        .append(Html.escaped(briefing.office().name()))
        .append(" · ")
        .append(Html.escaped(sections.word("since")))
        .append(" ")
        .append(Html.escaped(briefing.since() == null ? "–" : briefing.since()))
        .append("</p>");
    page.append(
        BarChart.of(
            sections.word("statuses"),
            briefing.statuses().stream()
                .map(
                    part ->
                        new BarChart.Bar(
                            sections.label(part.status()),
                            new Briefing.Movement(part.before(), part.now())))
                .toList()));
    if (!briefing.leads().isEmpty()) {
      page.append(
          BarChart.of(
              sections.word("leads"),
              briefing.leads().stream()
                  .map(part -> new BarChart.Bar(sections.lead(part), part.overdue()))
                  .toList()));
    }
    for (var section : sections.all()) {
      page.append("<h2>").append(Html.escaped(section.heading())).append("</h2>");
      page.append(
          section.rows().isEmpty() ? "<p>–</p>" : Html.table(section.head(), section.rows()));
    }
    if (digest != null) {
      page.append("<p>SHA-256 ").append(Html.escaped(digest)).append("</p>");
    }
    return page.append("</body></html>\n").toString();
  }
}
