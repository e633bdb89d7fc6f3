package qingdan.exchange;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.util.zip.GZIPOutputStream;

import io.restassured.path.json.JsonPath;
import io.restassured.specification.RequestSpecification;
import org.junit.jupiter.api.BeforeEach;

import qingdan.ApiTest;
import qingdan.Ended;
import qingdan.World;

/** Codes of a small tree, files of units, and the jobs that import them. */
class FilesOfUnits extends ApiTest {

  static final String HEADER = "code,name,kind,parentCode\n";

  String root;

  String a;

  String b;

  @BeforeEach
  void codes() {
    root = World.code();
    a = World.code();
    b = World.code();
  }

  static String line(String code, String name, String kind, String parent) {
    var quoted = name.contains(",") || name.contains("\\") ? '"' + name + '"' : name;
    return code + "," + quoted + "," + kind + "," + parent + "\n";
  }

  static JsonPath succeeded(String file) {
    return succeeded(upload("text/csv"), file.getBytes(UTF_8));
  }

  static JsonPath succeeded(RequestSpecification request, byte[] file) {
    var job = ended(request, file);
    assertThat(job.getString("status")).as(job.prettify()).isEqualTo("SUCCEEDED");
    return job;
  }

  static JsonPath failed(String file) {
    var job = ended(upload("text/csv"), file.getBytes(UTF_8));
    assertThat(job.getString("status")).isEqualTo("FAILED");
    return job;
  }

  static RequestSpecification upload(String type) {
    return World.admin().contentType(type);
  }

  static RequestSpecification upload(String token, String type) {
    return World.as(token).contentType(type);
  }

  static JsonPath queued(RequestSpecification request, byte[] file) {
    return request
        .body(file)
        .post("/api/v1/imports/units")
        .then()
        .statusCode(202)
        .extract()
        .jsonPath();
  }

  static JsonPath ended(RequestSpecification request, byte[] file) {
    return Ended.job(queued(request, file).getString("id"));
  }

  static io.restassured.response.ValidatableResponse unit(String code) {
    return World.admin().get("/api/v1/units/code:" + code).then().statusCode(200);
  }

  static byte[] gzip(byte[] content) throws IOException {
    var bytes = new ByteArrayOutputStream();
    try (var out = new GZIPOutputStream(bytes)) {
      out.write(content);
    }
    return bytes.toByteArray();
  }
}
