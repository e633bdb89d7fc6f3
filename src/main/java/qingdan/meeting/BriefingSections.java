package qingdan.meeting;

import java.time.Instant;
import java.time.ZoneId;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;

import qingdan.shared.Labelled;
import qingdan.shared.Messages;
import qingdan.unit.DirectoryEntry;

/**
 * A briefing as tables, in the language of its reader and the time of its campaign: for the page
 * and for the spreadsheet.
 */
final class BriefingSections {

  /** A table under a heading, with a name that is short. */
  record Section(String name, String heading, List<String> head, List<List<Object>> rows) {}

  private static final DateTimeFormatter MINUTE = DateTimeFormatter.ofPattern("uuuu-MM-dd HH:mm");

  private final Briefing briefing;
  private final ZoneId zone;
  private final Locale language;

  BriefingSections(Briefing briefing, ZoneId zone, Locale language) {
    this.briefing = briefing;
    this.zone = zone;
    this.language = language;
  }

  String word(String key) {
    return Messages.text(language, "briefing." + key, List.of());
  }

  String label(Labelled word) {
    return language.equals(Locale.SIMPLIFIED_CHINESE) ? word.chinese() : word.english();
  }

  List<Section> all() {
    return List.of(
        statuses(),
        tasks(),
        leads(),
        escalations(),
        milestones(),
        owed(),
        guidance(),
        unitsWithoutGroup(),
        contacts(),
        unitsWithout(),
        silent(),
        overdueVisits(),
        visits(),
        rounds(),
        findings(),
        decisions());
  }

  private Section section(String heading, List<String> head, List<List<Object>> rows) {
    return first(heading, null, head, rows);
  }

  /** Of a list that tells no more than its beginning; all is null where nobody counted. */
  private Section first(String heading, Long all, List<String> head, List<List<Object>> rows) {
    return new Section(
        word(heading),
        all == null ? word(heading) : counted(heading, all, rows.size()),
        head.stream().map(this::word).toList(),
        rows);
  }

  /** How many there are, and how many of them are shown where that is not all. */
  String counted(String heading, long all, int shown) {
    return Messages.text(
        language,
        all > shown ? "briefing.first-of" : "briefing.all-of",
        List.of(word(heading), all, shown));
  }

  private static List<Object> row(Object... cells) {
    return new ArrayList<>(Arrays.asList(cells));
  }

  private String local(Instant moment) {
    return MINUTE.format(moment.atZone(zone));
  }

  private Section statuses() {
    return section(
        "statuses",
        List.of("status", "before", "now"),
        briefing.statuses().stream()
            .map(part -> row(label(part.status()), part.before(), part.now()))
            .toList());
  }

  private Section tasks() {
    return section(
        "tasks",
        List.of(
            "task",
            "lead",
            "open-before",
            "open",
            "closed-before",
            "closed",
            "overdue-before",
            "overdue"),
        briefing.tasks().stream()
            .map(
                part ->
                    row(
                        part.name() == null ? word("no-task") : part.name(),
                        part.lead() == null ? null : part.lead().name(),
                        part.open().before(),
                        part.open().now(),
                        part.closed().before(),
                        part.closed().now(),
                        part.overdue().before(),
                        part.overdue().now()))
            .toList());
  }

  private Section leads() {
    return section(
        "leads",
        List.of("lead", "before", "now"),
        briefing.leads().stream()
            .map(part -> row(lead(part), part.overdue().before(), part.overdue().now()))
            .toList());
  }

  String lead(Briefing.OfLead part) {
    return part.unit() == null ? word("no-lead") : part.unit().name();
  }

  private Section escalations() {
    return first(
        "escalations",
        briefing.escalations().waiting(),
        List.of("problem", "unit", "asked", "since"),
        briefing.escalations().oldest().stream()
            .map(part -> row(part.title(), part.unit(), part.asked(), local(part.since())))
            .toList());
  }

  private Section milestones() {
    return section(
        "milestones",
        List.of("kind", "milestone", "due", "expected", "missing"),
        briefing.milestones().stream()
            .map(
                part ->
                    row(
                        part.kind() == null ? null : label(part.kind()),
                        part.name(),
                        part.dueOn(),
                        part.expected(),
                        part.missing()))
            .toList());
  }

  private Section owed() {
    return section(
        "owed",
        List.of("kind", "expected", "done", "missing"),
        briefing.owed() == null
            ? List.of()
            : briefing.owed().stream()
                .map(part -> row(label(part.kind()), part.expected(), part.done(), part.missing()))
                .toList());
  }

  private Section guidance() {
    var gap = briefing.guidance();
    return section(
        "guidance",
        List.of("enrolled", "without-group", "groups", "without-visit"),
        List.of(row(gap.enrolled(), gap.withoutGroup(), gap.groups(), gap.withoutVisit())));
  }

  private Section unitsWithoutGroup() {
    var gap = briefing.guidance();
    return units("units-without-group", gap.withoutGroup(), gap.unitsWithout());
  }

  private Section units(String heading, Long all, List<DirectoryEntry> first) {
    return first(
        heading,
        first == null ? null : all,
        List.of("unit", "code"),
        first == null
            ? List.of()
            : first.stream().map(unit -> row(unit.name(), unit.code())).toList());
  }

  private Section contacts() {
    var gap = briefing.contacts();
    return section(
        "contacts",
        List.of(
            "enrolled",
            "without-contact",
            "contacts",
            "contacts-without-visit",
            "adoptions-overdue"),
        gap == null
            ? List.of()
            : List.of(
                row(
                    gap.enrolled(),
                    gap.withoutContact(),
                    gap.contacts(),
                    gap.withoutVisit(),
                    gap.adoptionsOverdue())));
  }

  private Section unitsWithout() {
    var gap = briefing.contacts();
    return gap == null
        ? units("units-without-contact", null, null)
        : units("units-without-contact", gap.withoutContact(), gap.unitsWithout());
  }

  private Section silent() {
    var gap = briefing.contacts();
    return first(
        "silent-contacts",
        gap == null ? null : gap.withoutVisit(),
        List.of("leader", "contact-with", "last-visit"),
        gap == null
            ? List.of()
            : gap.silent().stream()
                .map(
                    part ->
                        row(
                            part.leader(),
                            part.unit() == null ? label(part.sector()) : part.unit(),
                            part.lastVisitedOn()))
                .toList());
  }

  private Section overdueVisits() {
    var gap = briefing.contacts();
    return first(
        "overdue-visits",
        gap == null ? null : gap.visitsOverdue(),
        List.of("leader", "contact-with", "planned-for"),
        gap == null || gap.overdueVisits() == null
            ? List.of()
            : gap.overdueVisits().stream()
                .map(
                    part ->
                        row(
                            part.leader(),
                            part.unit() == null ? label(part.sector()) : part.unit(),
                            part.day()))
                .toList());
  }

  private Section visits() {
    return section(
        "visits",
        List.of("plan", "due", "to-visit", "not-visited", "first-units"),
        briefing.visits() == null
            ? List.of()
            : briefing.visits().stream()
                .map(
                    part ->
                        row(
                            part.name(),
                            part.dueOn(),
                            part.expected(),
                            part.missing(),
                            part.units().stream()
                                .map(DirectoryEntry::name)
                                .collect(Collectors.joining(word("comma")))))
                .toList());
  }

  private Section rounds() {
    return section(
        "rounds",
        List.of("number", "round", "status", "first-day", "last-day", "drawn"),
        briefing.rounds().stream()
            .map(
                part ->
                    row(
                        part.number(),
                        part.name(),
                        label(part.progress()),
                        part.startsOn(),
                        part.endsOn(),
                        part.drawn()))
            .toList());
  }

  private Section findings() {
    var found = briefing.findings();
    return first(
        "findings",
        found == null ? null : found.waiting(),
        List.of("finding", "unit", "inspected"),
        found == null
            ? List.of()
            : found.oldest().stream()
                .map(part -> row(part.title(), part.unit(), part.inspectedOn()))
                .toList());
  }

  private Section decisions() {
    return first(
        "decisions",
        briefing.decisions().open(),
        List.of("decision", "unit", "status", "due"),
        briefing.decisions().items().stream()
            .map(part -> row(part.title(), part.unit().name(), label(part.status()), part.dueOn()))
            .toList());
  }
}
