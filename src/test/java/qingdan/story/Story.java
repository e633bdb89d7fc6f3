package qingdan.story;

import static qingdan.story.Paperwork.created;
import static qingdan.story.Tianjin.CITY;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** Where the campaign of Tianjin has come to. */
final class Story {

  final Tianjin tianjin = new Tianjin();
  final String campaign =
      created(
          tianjin
              .as("SUPERVISOR", CITY)
              .body(
                  Map.of(
                      "name",
                      "主题教育",
                      "topUnit",
                      tianjin.at(CITY),
                      "startsOn",
                      "2019-06-03",
                      "endsOn",
                      "2019-12-31"))
              .post("/api/v1/campaigns")
              .then());
  final Paperwork papers = new Paperwork(tianjin, campaign);
  final List<String> tasks = new ArrayList<>();

  /** Problems that inspections of the first batch found, and the units in which they did. */
  final List<String> found = new ArrayList<>();

  final Set<String> inspected = new HashSet<>();

  String local;
  String first;
  String second;
}
