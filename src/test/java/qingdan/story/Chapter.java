package qingdan.story;

import static qingdan.story.Paperwork.created;
import static qingdan.story.Tianjin.CITY;

import java.time.LocalDate;
import java.time.ZoneId;
import java.util.Map;

import io.restassured.response.ValidatableResponse;
import io.restassured.specification.RequestSpecification;

/** A part of the story, told where the parts before it have left the city. */
abstract class Chapter {

  final Story story;
  final Tianjin tianjin;
  final Paperwork papers;

  Chapter(Story story) {
    this.story = story;
    tianjin = story.tianjin;
    papers = story.papers;
  }

  /** A problem on a list of its own that was approved above. */
  String listed(
      String unit,
      String above,
      String batch,
      String task,
      String title,
      String category,
      Map<String, ?> fields) {
    var list = papers.list(unit, batch, task);
    var listed = created(papers.report(unit, list, title, category, fields));
    papers.submit(unit, list);
    papers.approve(above, list);
    return listed;
  }

  RequestSpecification office(Map<String, ?> body) {
    return tianjin.as("SUPERVISOR", CITY).body(body);
  }

  ValidatableResponse problems(String filters) {
    return read("/api/v1/problems" + filters);
  }

  ValidatableResponse seen(String id) {
    return read("/api/v1/problems/" + id);
  }

  ValidatableResponse read(String path) {
    return tianjin.as("VIEWER", CITY).get(path).then().statusCode(200);
  }

  static String today() {
    return LocalDate.now(ZoneId.of("Asia/Shanghai")).toString();
  }
}
